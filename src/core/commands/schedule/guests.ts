import type { CommandContext } from '../../command.ts';
import { ServiceError } from '../../errors.ts';
import type { Mention } from '../../invocation.ts';
import { matchName, type Nearness } from '../../name-match.ts';
import type { Guest } from '../../schedule.ts';
import type { Contact } from '../../ucaas.ts';
import type { Named } from '../../when/index.ts';

/** Who somebody turned out to be, by what was said (`keyOf`). Nobody: they are left out. */
export type Known = Readonly<Record<string, readonly Guest[]>>;

/** Somebody of whom it has to be asked who is meant. */
export interface Unclear {
  readonly key: string;
  readonly said: string;
  /** `large`: a group of so many that inviting all of them is asked first. */
  readonly why: 'unknown' | 'several' | 'large';
  /** Whom to choose from; of a large group, all of it. */
  readonly candidates: readonly Guest[];
  readonly count: number;
}

/** The most people that one meeting invites; groups above the smaller number are asked about. */
export const mostGuests = 100;
const largeGroup = 20;
const mostCandidates = 5;

/** Names who was said: the same for the same words. */
export function keyOf(named: Named): string {
  switch (named.kind) {
    case 'mention':
      return `@${named.id ?? named.handle}`.toLowerCase();
    case 'email':
      return named.email.toLowerCase();
    default:
      return named.name.toLowerCase();
  }
}

/**
 * Finds out who is meant: mentions by the chat platform, emails as they are, names and groups among the person's contacts and the
 * members of the channel. Whoever is known already is not looked for again.
 */
export async function findGuests(
  context: CommandContext,
  people: readonly Named[],
  known: Known,
): Promise<{ readonly known: Known; readonly unclear: readonly Unclear[] }> {
  const missing = people.filter((named) => known[keyOf(named)] === undefined);
  const found = { ...known };
  const unclear: Unclear[] = [];
  const note = (named: Named, said: string, { guests, isGroup, isNear = false, count = guests.length }: Found) => {
    const others = guests.filter(({ identity }) => identity?.userId !== context.invocation.from.userId);
    const doubt = { key: keyOf(named), said, count };
    if (guests.length === 0) unclear.push({ ...doubt, why: 'unknown', candidates: [] });
    else if (isGroup && count > largeGroup) unclear.push({ ...doubt, why: 'large', candidates: others });
    else if (!isGroup && (guests.length > 1 || isNear))
      unclear.push({ ...doubt, why: 'several', candidates: guests.slice(0, mostCandidates) });
    else found[keyOf(named)] = others;
  };
  const mentioned = missing.filter((named) => named.kind === 'mention');
  for (const named of mentioned) {
    note(named, `@${named.handle}`, await byMention(context, named));
  }
  for (const named of missing) {
    if (named.kind === 'email')
      note(named, named.email, { guests: [{ name: named.email, email: named.email.toLowerCase() }], isGroup: false });
  }
  const names = missing.filter((named) => named.kind === 'name' || named.kind === 'group');
  if (names.length > 0) {
    const book = await addressBook(context);
    for (const named of names) {
      note(named, named.name, await book.look(named.name, named.kind === 'group'));
    }
  }
  return { known: found, unclear };
}

interface Found {
  readonly guests: readonly Guest[];
  readonly isGroup: boolean;
  readonly count?: number;
  /** Found but for a typo: it is asked whether that is who is meant. */
  readonly isNear?: boolean;
}

async function byMention(
  { chat, invocation }: CommandContext,
  named: Extract<Named, { kind: 'mention' }>,
): Promise<Found> {
  const said = invocation.mentions.find(({ id }) => id === named.id);
  const mention: Mention = said ?? { kind: 'person', id: named.id ?? named.handle, start: 0, length: 0 };
  if (mention.kind !== 'person') {
    const members = await chat.members?.(invocation.at, mention, mostGuests);
    return { guests: members?.people.map(guestOf) ?? [], isGroup: true, count: members?.total };
  }
  const people = await chat.people(invocation.at, [mention]);
  return { guests: people.map(guestOf), isGroup: false };
}

/** Contacts, groups and the people in this place, read once, and only where somebody is named. */
async function addressBook(context: CommandContext): Promise<{ look(name: string, isGroup: boolean): Promise<Found> }> {
  const { chat, invocation } = context;
  const session = context.ucaas();
  const contacts = await offered(session.contacts(), []);
  const groups = await offered(session.groups(), []);
  const here = invocation.kind === 'direct' ? undefined : await chat.members?.(invocation.at, undefined, mostGuests);
  const reachable = contacts.filter(({ email }) => email);
  return {
    async look(name, isGroup) {
      const bare = name.replace(/^(the|group|team)\s+|\s+(group|team)$/giu, '');
      if (/^(every(one|body)|all)( (here|in (this|the) channel))?$|^(this |the )?channel$/iu.test(name) && here)
        return { guests: here.people.map(guestOf), isGroup: true, count: here.total };
      const inBook = matchName(name, reachable, (one) => [one.name, one.email]);
      const inPlace = matchName(name, here?.people ?? [], (one) => [one.name]);
      const inGroups = matchName(bare, groups, (one) => [one.name]);
      const best = order.find((by) => [inBook.by, inPlace.by, inGroups.by].includes(by));
      const people = [
        ...(inBook.by === best ? inBook.found.map(ofContact) : []),
        ...(inPlace.by === best ? inPlace.found.map(guestOf) : []),
      ];
      const isNear = best === 'near';
      if (people.length > 0 && !(isGroup && inGroups.by)) return { guests: unique(people), isGroup: false, isNear };
      const [group, ...others] = inGroups.found;
      // A group that is only nearly called so, or one of several: who that is is asked like a name that nobody has.
      if (!group || others.length > 0 || inGroups.by === 'near') return { guests: [], isGroup };
      const members = (await session.groupContacts(group.groupId)).filter(({ email }) => email);
      return { guests: unique(members.map(ofContact)), isGroup: true };
    },
  };
}

const order: readonly Nearness[] = ['exact', 'part', 'near'];

/** What the service does not offer is empty here: a name can still be that of somebody in the channel. */
async function offered<Value>(call: Promise<Value>, nothing: Value): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not_offered') return nothing;
    throw error;
  }
}

function guestOf({
  identity,
  name,
}: {
  readonly identity: NonNullable<Guest['identity']>;
  readonly name: string;
}): Guest {
  return { identity, name };
}

function ofContact({ name, email }: Contact): Guest {
  return { name, email: email?.toLowerCase() };
}

function unique(guests: readonly Guest[]): readonly Guest[] {
  return [...new Map(guests.map((guest) => [guest.identity?.userId ?? guest.email ?? guest.name, guest])).values()];
}
