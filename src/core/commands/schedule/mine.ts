import { authorize, type Verb } from '../../authorize.ts';
import type { CommandContext } from '../../command.ts';
import { UserError } from '../../errors.ts';
import { type Identity, sameIdentity } from '../../invocation.ts';
import { occurrencesBetween, shownOccurrence } from '../../occurrences.ts';
import type { Occurrence, Planned } from '../../schedule.ts';
import type { Reader } from '../../when/index.ts';
import { find, type Reference } from '../../when/reference.ts';

/** A time that a meeting of the person takes place, as it can be spoken of. */
export interface Mine extends Occurrence {
  /** Of the meeting: occurrences of one series have the same. */
  readonly id: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly planned: Planned;
}

/** Which meeting is meant: `several` have to be asked about; `isDated` if it was said which occurrence of a series. */
export type Meant =
  | { readonly kind: 'one'; readonly mine: Mine; readonly isDated: boolean }
  | { readonly kind: 'several'; readonly all: readonly Mine[] }
  | { readonly kind: 'none' };

const hour = 3_600_000;
/** What is looked through for what somebody speaks of. */
const daysBack = 1;
const daysAhead = 120;
const mostOfSeries = 60;

/** When the meetings of the person take place between two moments, soonest first. */
export async function mineBetween(context: CommandContext, from: Date, to: Date): Promise<readonly Mine[]> {
  const all = await context.stores.schedules.of(context.invocation.from, from, to);
  return all
    .flatMap((planned) =>
      occurrencesBetween(planned, from, to, mostOfSeries).map((occurrence) => mineOf(planned, occurrence)),
    )
    .sort((one, other) => one.start.getTime() - other.start.getTime());
}

/** Finds the meeting that is spoken of. */
export async function meant(context: CommandContext, reader: Reader, which: Reference): Promise<Meant> {
  const { stores, invocation } = context;
  const now = reader.now.getTime();
  const mine = await mineBetween(context, new Date(now - daysBack * 24 * hour), new Date(now + daysAhead * 24 * hour));
  const ahead = mine.filter(({ start, minutes }) => start.getTime() + minutes * 60_000 > now);
  const spokenOf = (await stores.talks.find(invocation.from, invocation.conversation))?.spokenOf;
  const isKnown = spokenOf !== undefined && mine.some(({ id }) => id === spokenOf);
  const found = find(which, ahead, reader, isKnown ? spokenOf : undefined);
  const isDated = which.date !== undefined || which.times !== undefined || which.position !== undefined;
  const byMeeting = new Map([...found].reverse().map((one) => [one.id, one]));
  const [only] = byMeeting.values();
  if (!only) return { kind: 'none' };
  const doubtful = which.otherDate !== undefined && found.length > 1;
  if (byMeeting.size === 1 && !doubtful && (!isDated || found.length === 1 || which.position))
    return { kind: 'one', mine: only, isDated };
  return { kind: 'several', all: isDated ? found : [...byMeeting.values()].reverse() };
}

/** The meeting behind a button, if it is the person's to see; with the occurrence that the button names, or the next one; `exactly`: none but that. */
export async function behind(context: CommandContext, { exactly = false } = {}): Promise<Mine | undefined> {
  const { stores, invocation, button, clock, reference } = context;
  const id = String(button?.values?.meeting ?? '');
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const planned = await findAnywhere(context, id);
  if (!planned || !(await maySee(context, planned))) return undefined;
  await stores.talks.spoke(invocation.from, invocation.conversation, id);
  const original = button?.values?.occurrence;
  const named =
    typeof original === 'string' && original !== '' ? occurrenceNamed(planned, new Date(original)) : undefined;
  // What was asked about is not there any more: the next one is no substitute for it. Unless it was this very press that ended it.
  if (exactly && typeof original === 'string' && !named) {
    if (planned.changedBy !== reference) return undefined;
    const start = new Date(original);
    return mineOf(planned, { original: start, start, minutes: planned.minutes });
  }
  return mineOf(planned, named ?? shownOccurrence(planned, clock()));
}

/** True of the occurrence that is meant where none is named. */
export function isShown({ planned, original }: Mine, now: Date): boolean {
  return shownOccurrence(planned, now).original.getTime() === original.getTime();
}

/** By which identity the person is invited: the one that they are here with, or another one of the same human; undefined: by none. */
export async function invitedAs(
  { stores, invocation }: Pick<CommandContext, 'stores' | 'invocation'>,
  { invitees }: Pick<Planned, 'invitees'>,
): Promise<(Planned['invitees'][number] & { readonly identity: Identity }) | undefined> {
  const by = (person: Identity) =>
    invitees.flatMap(({ identity, ...one }) =>
      identity && sameIdentity(identity, person) ? [{ ...one, identity }] : [],
    )[0];
  const own = by(invocation.from);
  if (own) return own;
  const others = await stores.humans.others(invocation.from);
  return others.map(({ identity }) => by(identity)).find((one) => one !== undefined);
}

/** Whether this person, here or on another platform, hosts one of these meetings at least. */
export async function hostsSome(
  { invocation, stores }: Pick<CommandContext, 'invocation' | 'stores'>,
  all: readonly Pick<Planned, 'host'>[],
): Promise<boolean> {
  const isHostedBy = (person: Identity) => all.some(({ host }) => sameIdentity(host, person));
  if (isHostedBy(invocation.from)) return true;
  return (await stores.humans.others(invocation.from)).some(({ identity }) => isHostedBy(identity));
}

/** Throws `not_allowed` where the person may not do this to the meeting: only its host changes it. Of one that is planned, it says which, and whose. */
export async function mayChange(
  context: CommandContext,
  of: Pick<Planned, 'host'> & Partial<Planned>,
  verb: Verb = 'meeting.change',
): Promise<void> {
  const { host } = of;
  const { actor, invocation, stores } = context;
  const isOwn = sameIdentity(host, invocation.from);
  const isSameHuman =
    !isOwn && (await stores.humans.others(invocation.from)).some(({ identity }) => sameIdentity(identity, host));
  const owner: Identity = isSameHuman ? invocation.from : host;
  const decision = authorize(actor, verb, { ...owner, owner });
  if (decision.allowed) return;
  const { title, hostName, invitees } = of;
  const isPlanned = title !== undefined && hostName !== undefined && hostName !== '' && invitees !== undefined;
  const meeting = isPlanned && { title, hostName, isGuest: (await invitedAs(context, { invitees })) !== undefined };
  throw new UserError({ code: 'not_allowed', verb, ...decision, ...(meeting && { meeting }) });
}

/** One occurrence, by its original beginning; undefined where there is none of it any more. */
export function mineNamed(planned: Planned, original: Date): Mine | undefined {
  const named = occurrenceNamed(planned, original);
  return named && mineOf(planned, named);
}

function mineOf(planned: Planned, occurrence: Occurrence): Mine {
  const people = planned.invitees
    .filter(({ isHost }) => !isHost)
    .flatMap(({ name, email }) => [name, ...(email ? [email] : [])]);
  return { ...occurrence, id: planned.meetingId, title: planned.title, people, planned };
}

function occurrenceNamed(planned: Planned, original: Date): Occurrence | undefined {
  if (Number.isNaN(original.getTime())) return undefined;
  const change = planned.changes.find(({ occurrence }) => occurrence.getTime() === original.getTime());
  if (change)
    return change.startsAt && { original, start: change.startsAt, minutes: change.minutes ?? planned.minutes };
  const [found] = occurrencesBetween(planned, original, new Date(original.getTime() + 60_000));
  return found?.original.getTime() === original.getTime() ? found : undefined;
}

/** Whoever is invited, and whoever pressed the card of a channel: that is for everybody there. */
async function maySee(context: CommandContext, planned: Planned): Promise<boolean> {
  if (await invitedAs(context, planned)) return true;
  const message = context.invocation.pressed?.message;
  if (message === undefined) return false;
  const cards = await context.stores.schedules.cards(planned.meetingId);
  return cards.some(({ shownTo, reference }) => shownTo === 'everyone' && reference === message);
}

/** In this workspace, or in another one of the same human. */
async function findAnywhere({ stores, invocation }: CommandContext, id: string): Promise<Planned | undefined> {
  const here = await stores.schedules.find(invocation.from, id);
  if (here) return here;
  for (const { identity } of await stores.humans.others(invocation.from)) {
    const there = await stores.schedules.find(identity, id);
    if (there?.invitees.some((one) => one.identity && sameIdentity(one.identity, identity))) return there;
  }
  return undefined;
}
