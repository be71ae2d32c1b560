import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName } from '../../name-match.ts';
import type { Contact, ContactGroup, UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { byId, findContacts, idIn, only, sure, whichCard } from '../contacts/find.ts';
import { namesIn } from './line.ts';

/** Names that one line takes. */
const mostNames = 50;

interface Move {
  readonly task: 'put' | 'take';
  readonly group: ContactGroup;
  /** Who, as it was typed. */
  readonly list: string;
  /** What stands before the group in the line. */
  readonly middle: string;
  readonly example: string;
}

/** Puts contacts into a group, or takes them out of it: all that are named, or nobody where somebody is not clear. */
export async function putOrTake(context: CommandContext, session: UcaasSession, move: Move): Promise<Outcome> {
  const { say } = context;
  const { task, group, list, middle } = move;
  const members = task === 'take' ? await session.groupContacts(group.groupId) : await session.contacts();
  const names = [
    ...namesIn(
      list,
      members.map(({ name }) => name),
    ),
    ...(await mentionedNames(context)),
  ];
  if (names.length === 0) return privately(context, { text: say.whichGroupMissing(move.example) });
  if (names.length > mostNames) return privately(context, { text: say.tooManyNames(mostNames) });
  const matches = task === 'take' ? names.map((name) => among(members, name)) : await findContacts(session, names);

  const nobody = names.filter((_name, index) => matches[index]?.found.length === 0);
  if (nobody.length > 0) {
    return privately(context, { text: task === 'take' ? say.notInGroup(nobody, group) : say.contactsUnknown(nobody) });
  }
  const mine = matches.map((matched) => ({ ...matched, found: matched.found.filter((one) => one.mine) }));
  const foreign = matches.find((_matched, index) => mine[index]?.found.length === 0)?.found[0];
  if (foreign) return privately(context, { text: say.contactForeign(foreign) });
  const doubtful = mine.findIndex((matched) => sure(matched) === undefined);
  const doubt = mine[doubtful];
  if (doubt) {
    const wanted = names[doubtful] ?? '';
    const line = (id: string) =>
      `${task} ${names.map((name, index) => (index === doubtful ? id : idOrName(name, mine[index]))).join(', ')}`;
    const which = whichCard(say, { ...doubt, wanted }, (contact) => ({
      label: say.contactLabel(contact),
      command: 'groups',
      input: `${line(byId(contact.contactId))} ${middle} ${byId(group.groupId)}`,
    }));
    return privately(context, which);
  }
  const chosen = [...new Map(mine.flatMap(({ found }) => found.map((one) => [one.contactId, one]))).values()];
  if (task === 'put') {
    const ids = chosen.map(({ contactId }) => contactId);
    await session.addToGroup(group.groupId, ids);
    return privately(context, { text: say.putInGroup(chosen, group) });
  }
  for (const { contactId } of chosen) await session.removeFromGroup(group.groupId, contactId);
  return privately(context, { text: say.takenOutOfGroup(chosen, group) });
}

function among(members: readonly Contact[], wanted: string): Matched<Contact> {
  const id = idIn(wanted);
  if (id !== undefined) return only(members.find(({ contactId }) => contactId === id));
  return matchName(wanted, members, ({ name, email }) => [name, email]);
}

/** A name with a comma in it would be two when the line is read again: who is known already stands there by id. */
function idOrName(name: string, matched: Matched<Contact> | undefined): string {
  const one = matched && sure(matched);
  return one ? byId(one.contactId) : name;
}

/** Whoever is mentioned is looked for by the email that the chat knows, or else by name. */
async function mentionedNames({ chat, invocation, arguments: given }: CommandContext): Promise<readonly string[]> {
  const persons = given.mentions.filter(({ kind }) => kind === 'person');
  if (persons.length === 0) return [];
  const found = await chat.people(invocation.at, persons);
  return Promise.all(found.map(async ({ identity, name }) => (await chat.profile(identity)).email ?? name));
}
