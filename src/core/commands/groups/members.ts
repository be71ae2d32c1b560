import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import { plainName } from '../../name-match.ts';
import type { Text } from '../../reply.ts';
import type { Contact, ContactGroup, UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { byId, sure, whichCard } from '../contacts/find.ts';
import { colleagueOf, doubtfulOf, type LookedUp, lookUp, missingOf, sureOf } from './looked-up.ts';

interface Move {
  readonly task: 'put' | 'take';
  readonly group: ContactGroup;
  /** Who, as it was typed. */
  readonly list: string;
  /** What stands before the group in the line. */
  readonly middle: string;
  readonly example: string;
}

/**
 * Puts contacts into a group, or takes them out of it: all who are known beyond doubt. Of everybody else it is said that they are not
 * known, or asked who is meant, by buttons that do the same with whoever is pressed.
 */
export async function putOrTake(context: CommandContext, session: UcaasSession, move: Move): Promise<Outcome> {
  const { say, invocation } = context;
  const { task, group, list, middle, example } = move;
  const members = task === 'take' ? await session.groupContacts(group.groupId) : undefined;
  const found = await lookUp(context, session, { list, members, example });
  if ('told' in found) return found.told;
  const { all } = found;
  const [chosen, missing] = [sureOf(all), missingOf(all)];
  if (chosen.length > 0) await change(session, move, chosen);
  const notes: readonly Text[] = [
    ...(chosen.length > 0 ? [task === 'put' ? say.putInGroup(chosen, group) : say.takenOutOfGroup(chosen, group)] : []),
    ...all.flatMap(({ foreign }) => (foreign ? [say.contactForeign(foreign)] : [])),
    ...(missing.length > 0
      ? [task === 'take' ? say.notInGroup(missing, group) : await unknownTold(context, missing, group)]
      : []),
  ];
  const told = notes.flatMap((note, index) => (index === 0 ? note : [' ', ...note]));
  const asked = doubtfulOf(all).map((one) =>
    whichOne(context, one, (id) => `${task} ${id} ${middle} ${byId(group.groupId)}`),
  );
  const replies = [...(told.length > 0 ? [{ text: told }] : []), ...asked];
  return {
    effects: replies.map(
      (reply, index): Effect => ({
        ...{ do: 'post', key: index === 0 ? 'answer' : `answer ${index}`, to: invocation.at },
        reply: { visibleTo: 'caller', ...reply },
      }),
    ),
  };
}

async function change(session: UcaasSession, { task, group }: Move, chosen: readonly Contact[]): Promise<void> {
  const ids = chosen.map(({ contactId }) => contactId);
  if (task === 'put') await session.addToGroup(group.groupId, ids);
  else for (const id of ids) await session.removeFromGroup(group.groupId, id);
}

/** Makes a group, with whom it was said to have; where somebody of them is not clear, none is made yet. */
export async function addGroup(context: CommandContext, name: string, list?: string): Promise<Outcome> {
  const { say, arguments: given } = context;
  if (name === '') return privately(context, { text: say.groupNameMissing });
  const session = context.ucaas('address_book');
  const isFilled = list !== undefined && (list !== '' || given.mentions.length > 0);
  const found = isFilled ? await lookUp(context, session, { list, example: 'add Sales: Zoe, Bob' }) : { all: [] };
  if ('told' in found) return found.told;
  const unclear = await notYet(context, name, found.all);
  if (unclear) return unclear;
  const chosen = sureOf(found.all);
  const there = groupCalled(await session.groups(), name);
  // An earlier try, which did not come to an end, may have added it.
  const group = there ? (context.again && there.name === name ? there : undefined) : await session.addGroup(name);
  if (!group) return privately(context, { text: say.groupTaken(there?.name ?? name) });
  if (chosen.length === 0) return privately(context, { text: say.groupAdded(name) });
  const ids = chosen.map(({ contactId }) => contactId);
  await session.addToGroup(group.groupId, ids);
  return privately(context, { text: say.groupAddedWith(chosen, name) });
}

/** The person's own group of that name, as names are compared where they are looked up: “design” is “Design”. */
export function groupCalled(all: readonly ContactGroup[], name: string): ContactGroup | undefined {
  const plain = plainName(name);
  return all.find((one) => one.mine && (one.name === name || (plain !== '' && plainName(one.name) === plain)));
}

/** What is said or asked first where somebody who is to be in a new group is not clear. */
async function notYet(context: CommandContext, name: string, all: readonly LookedUp[]): Promise<Outcome | undefined> {
  const { say } = context;
  const missing = missingOf(all);
  if (missing.length > 0) {
    const text = await unknownTold(context, missing);
    const others = all.filter(({ wanted }) => !missing.includes(wanted)).map(idOrName);
    if (others.length === 0) return privately(context, { text });
    // Who was named and is known need not be named once more.
    const input = `add ${name}: ${others.join(', ')}`;
    const press = { kind: 'run', label: say.groupWithoutThem(missing), command: 'groups', input, once: true } as const;
    return privately(context, {
      text,
      card: { title: say.groupTitle({ name }), tone: 'warning', body: text, buttons: [press] },
    });
  }
  const foreign = all.find((one) => one.foreign)?.foreign;
  if (foreign) return privately(context, { text: say.contactForeign(foreign) });
  const [doubt] = doubtfulOf(all);
  if (!doubt) return undefined;
  const line = (id: string) => all.map((one) => (one === doubt ? id : idOrName(one))).join(', ');
  return privately(
    context,
    whichOne(context, doubt, (id) => `add ${name}: ${line(id)}`),
  );
}

/** That names are of nobody in the contacts; of a colleague, that a group holds contacts alone. `group`: absent for one that is not there yet. */
async function unknownTold(context: CommandContext, missing: readonly string[], group?: ContactGroup): Promise<Text> {
  const { say } = context;
  const looked = await Promise.all(
    missing.map(async (wanted) => ({ wanted, name: await colleagueOf(context, wanted) })),
  );
  const colleagues = looked.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const strangers = looked.flatMap(({ wanted, name }) => (name === undefined ? [wanted] : []));
  return [
    ...(strangers.length > 0 ? say.contactsUnknown(strangers, group) : []),
    ...(strangers.length > 0 && colleagues.length > 0 ? [' '] : []),
    ...(colleagues.length > 0 ? say.colleaguesNoContacts(colleagues, group) : []),
  ];
}

/** Who is meant, by buttons that go on with the line that has them by id. */
function whichOne({ say }: CommandContext, { wanted, matched }: LookedUp, line: (id: string) => string) {
  return whichCard(say, { ...matched, wanted }, (contact) => ({
    label: say.contactLabel(contact),
    command: 'groups',
    input: line(byId(contact.contactId)),
  }));
}

/** A name with a comma in it would be two when the line is read again: who is known already stands there by id. */
function idOrName({ wanted, matched }: LookedUp): string {
  const one = sure(matched);
  return one ? byId(one.contactId) : wanted;
}
