import type { CommandContext } from '../../command.ts';
import { type Mention, sameIdentity } from '../../invocation.ts';
import type { Guest } from '../../schedule.ts';
import type { Named } from '../../when/index.ts';
import { addressBook, type Found } from './address-book.ts';
import { type Candidate, candidateOf, guestOf, mostCandidates } from './candidates.ts';
import { asOnePerson } from './one-person.ts';
import { isTakenByService } from './refused-address.ts';

/** Who somebody turned out to be, by what was said (`keyOf`). Nobody: they are left out. */
export type Known = Readonly<Record<string, readonly Guest[]>>;

/** Somebody of whom it has to be asked who is meant. */
export interface Unclear {
  readonly key: string;
  readonly said: string;
  /** `large`: a group of so many that inviting all of them is asked first; `address`: one that the service does not take; `app`: no person. */
  readonly why: 'unknown' | 'several' | 'large' | 'address' | 'app';
  /** Whom to choose from; of a large group, all of it. */
  readonly candidates: readonly Candidate[];
  readonly count: number;
  /** How far the people of the workspace were looked through as well; absent: not at all. */
  readonly workspace?: Found['workspace'];
}

/** The most people that one meeting invites; groups above the smaller number are asked about. */
export const mostGuests = 100;
const largeGroup = 20;

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

/** Somebody as a form has them: whoever was named, and is one person of the chat, is chosen there like whoever was mentioned. */
export function asChosen(named: Named, known: Known): Named {
  const [guest, ...more] = named.kind === 'name' ? (known[keyOf(named)] ?? []) : [];
  if (!guest?.identity || more.length > 0) return named;
  return { kind: 'mention', handle: guest.name, id: guest.identity.userId };
}

/** The same for the same person. */
export function guestKey({ identity, email, name }: Guest): string {
  return identity?.userId ?? email ?? name;
}

/** Whether all of a large group are among its candidates: of a channel with very many members, only some are read. */
export function isWhole({ candidates, count }: Pick<Unclear, 'candidates' | 'count'>): boolean {
  // Whoever speaks is counted among the members, and is none of the candidates.
  return count - candidates.length <= 1;
}

/** Whether all of a large group can be invited beside the others who are. */
export function fitsBeside(group: Unclear, others: readonly Guest[]): boolean {
  if (!isWhole(group)) return false;
  return new Set([...others, ...group.candidates].map(guestKey)).size <= mostGuests;
}

/**
 * Finds out who is meant: mentions by the chat platform, emails as they are, names and groups in the address book. Whoever is known
 * already is not looked for again. `beside`: who is invited besides.
 */
export async function findGuests(
  context: CommandContext,
  people: readonly Named[],
  known: Known,
  beside: readonly Guest[] = [],
): Promise<{ readonly known: Known; readonly unclear: readonly Unclear[] }> {
  const missing = people.filter((named) => known[keyOf(named)] === undefined);
  const found = { ...known };
  const unclear: Unclear[] = [];
  const { from } = context.invocation;
  const note = (named: Named, said: string, { guests, isGroup, isUnsure = false, workspace, ...of }: Found) => {
    const others = guests.filter(({ identity }) => !identity || !sameIdentity(identity, from));
    const count = of.count ?? others.length;
    const doubt = { key: keyOf(named), said, count, workspace };
    if (guests.length === 0) unclear.push({ ...doubt, why: 'unknown', candidates: [] });
    else if (isGroup && count > largeGroup) unclear.push({ ...doubt, why: 'large', candidates: others });
    else if (!isGroup && (others.length > 1 || isUnsure))
      unclear.push({ ...doubt, why: 'several', candidates: others.slice(0, mostCandidates) });
    else found[keyOf(named)] = others.map(guestOf);
  };
  const mentioned = missing.filter((named) => named.kind === 'mention');
  for (const named of mentioned) {
    const found = await byMention(context, named);
    const app = found.guests.length === 0 && !found.isGroup ? await appNamed(context, named) : undefined;
    if (app === undefined) note(named, `@${named.handle}`, found);
    else unclear.push({ key: keyOf(named), said: app, why: 'app', candidates: [], count: 0 });
  }
  for (const named of missing) {
    if (named.kind !== 'email') continue;
    if (context.mailer === 'service' && !isTakenByService(named.email))
      unclear.push({ key: keyOf(named), said: named.email, why: 'address', candidates: [], count: 0 });
    else
      note(named, named.email, { guests: [{ name: named.email, email: named.email.toLowerCase() }], isGroup: false });
  }
  const names = missing.filter((named) => named.kind === 'name' || named.kind === 'group');
  if (names.length > 0) {
    const book = await addressBook(context, mostGuests);
    for (const named of names) {
      note(named, named.name, await book.look(named.name, named.kind === 'group'));
    }
  }
  return { known: missing.length > 0 ? await asOnePerson(context, found, beside) : found, unclear };
}

type Mentioned = Extract<Named, { kind: 'mention' }>;

function mentionOf({ invocation }: CommandContext, { id, handle }: Mentioned): Mention {
  const said = invocation.mentions.find((one) => one.id === id);
  return said ?? { kind: 'person', id: id ?? handle, start: 0, length: 0 };
}

async function appNamed(context: CommandContext, named: Mentioned): Promise<string | undefined> {
  return context.chat.app?.(context.invocation.at, mentionOf(context, named));
}

async function byMention(context: CommandContext, named: Mentioned): Promise<Found> {
  const { chat, invocation } = context;
  const mention = mentionOf(context, named);
  if (mention.kind !== 'person') {
    const members = await chat.members?.(invocation.at, mention, mostGuests);
    return { guests: members?.people.map((one) => candidateOf(one)) ?? [], isGroup: true, count: members?.total };
  }
  const people = await chat.people(invocation.at, [mention]);
  return { guests: people.map((one) => candidateOf(one)), isGroup: false };
}
