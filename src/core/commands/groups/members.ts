import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName } from '../../name-match.ts';
import type { Text } from '../../reply.ts';
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
  const { task, group, list, middle, example } = move;
  const members = task === 'take' ? await session.groupContacts(group.groupId) : undefined;
  const named = await namedContacts(context, session, {
    ...{ list, members, example },
    unknown: (nobody) => (members ? say.notInGroup(nobody, group) : say.contactsUnknown(nobody, 'put')),
    line: (names) => `${task} ${names} ${middle} ${byId(group.groupId)}`,
  });
  if ('told' in named) return named.told;
  const { chosen } = named;
  if (task === 'put') {
    const ids = chosen.map(({ contactId }) => contactId);
    await session.addToGroup(group.groupId, ids);
    return privately(context, { text: say.putInGroup(chosen, group) });
  }
  for (const { contactId } of chosen) await session.removeFromGroup(group.groupId, contactId);
  return privately(context, { text: say.takenOutOfGroup(chosen, group) });
}

/** Makes a group, with whom it was said to have; where somebody of them is not clear, none is made yet. */
export async function addGroup(context: CommandContext, name: string, list?: string): Promise<Outcome> {
  const { say, arguments: given } = context;
  if (name === '') return privately(context, { text: say.groupNameMissing });
  const session = context.ucaas('address_book');
  const isFilled = list !== undefined && (list !== '' || given.mentions.length > 0);
  const named = isFilled
    ? await namedContacts(context, session, {
        list,
        example: 'add Sales: Zoe, Bob',
        unknown: (nobody) => say.contactsUnknown(nobody, 'add'),
        line: (names) => `add ${name}: ${names}`,
      })
    : { chosen: [] };
  if ('told' in named) return named.told;
  const { chosen } = named;
  const added = await session.addGroup(name);
  // An earlier try, which did not come to an end, may have added it.
  const group =
    added ?? (context.again ? (await session.groups()).find((one) => one.mine && one.name === name) : undefined);
  if (!group) return privately(context, { text: say.groupTaken(name) });
  if (chosen.length === 0) return privately(context, { text: say.groupAdded(name) });
  const ids = chosen.map(({ contactId }) => contactId);
  await session.addToGroup(group.groupId, ids);
  return privately(context, { text: say.groupAddedWith(chosen, name) });
}

/** Contacts as they are named in a line. */
interface NamedInLine {
  /** Who, as it was typed. */
  readonly list: string;
  /** Among whom they are; absent: all contacts. */
  readonly members?: readonly Contact[];
  readonly example: string;
  /** What is said of those whom nobody knows. */
  unknown(names: readonly string[]): Text;
  /** The line with these names, for a button that goes on with it. */
  line(names: string): string;
}

/** All that are named and mentioned, each once; or what is told where somebody is not clear: then nobody is meant. */
async function namedContacts(
  context: CommandContext,
  session: UcaasSession,
  { list, members, example, unknown, line: lineWith }: NamedInLine,
): Promise<{ readonly chosen: readonly Contact[] } | { readonly told: Outcome }> {
  const { say } = context;
  const told = (said: Parameters<typeof privately>[1]) => ({ told: privately(context, said) });
  const known = members ?? (await session.contacts());
  const names = [
    ...namesIn(
      list,
      known.map(({ name }) => name),
    ),
    ...(await mentionedNames(context)),
  ];
  if (names.length === 0) return told({ text: say.whichGroupMissing(example) });
  if (names.length > mostNames) return told({ text: say.tooManyNames(mostNames) });
  const matches = members ? names.map((name) => among(members, name)) : await findContacts(session, names);

  const nobody = names.filter((_name, index) => matches[index]?.found.length === 0);
  if (nobody.length > 0) return told({ text: unknown(nobody) });
  const mine = matches.map((matched) => ({ ...matched, found: matched.found.filter((one) => one.mine) }));
  const foreign = matches.find((_matched, index) => mine[index]?.found.length === 0)?.found[0];
  if (foreign) return told({ text: say.contactForeign(foreign) });
  const doubtful = mine.findIndex((matched) => sure(matched) === undefined);
  const doubt = mine[doubtful];
  if (doubt) {
    const wanted = names[doubtful] ?? '';
    const line = (id: string) =>
      lineWith(names.map((name, index) => (index === doubtful ? id : idOrName(name, mine[index]))).join(', '));
    const which = whichCard(say, { ...doubt, wanted }, (contact) => ({
      label: say.contactLabel(contact),
      command: 'groups',
      input: line(byId(contact.contactId)),
    }));
    return told(which);
  }
  return { chosen: [...new Map(mine.flatMap(({ found }) => found.map((one) => [one.contactId, one]))).values()] };
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
