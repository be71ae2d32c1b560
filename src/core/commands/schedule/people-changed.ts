import type { CommandContext } from '../../command.ts';
import { sameIdentity } from '../../invocation.ts';
import { matchNames } from '../../name-match.ts';
import type { Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import { saidAsWell } from '../../when/as-well.ts';
import { type Draft, merge, type Named, type Question, type Reader, type Understanding } from '../../when/index.ts';
import { type PeopleChange, readPeopleChange } from '../../when/people-change.ts';
import { guestOf } from './candidates.ts';
import { findGuests, isWhole, type Known, keyOf } from './guests.ts';
import type { OpenDraft } from './open-draft.ts';

/** An open draft with other people, and what of that could not be done. */
export interface PeopleChanged {
  readonly open: OpenDraft;
  readonly refused: readonly Question[];
  readonly told?: Text;
  /** What else was said, each at its place; empty: nothing. */
  readonly rest: string;
}

/**
 * `add Chen`, `without Bob`, `replace Bob with Chen`, said of an open draft: people are known by whatever name they have there, also
 * where they came by a mention or with a group. undefined: it is no change of who comes.
 */
export async function peopleChanged(
  context: CommandContext,
  said: string,
  reader: Reader,
  open: OpenDraft,
): Promise<PeopleChanged | undefined> {
  const [question] = open.understanding.questions;
  const change = readPeopleChange(said, reader, { strict: question?.slot === 'title' });
  if (!change) return undefined;
  // Where it is asked who somebody is, “and bob” is about people, whoever that is.
  const isWho = question ? question.slot === 'who' : open.unclear.length > 0;
  const isUnsure = change.isUnsure && !(isWho && saidAsWell(said) !== undefined);
  if (isUnsure && question !== undefined && question.slot !== 'start') return undefined;
  const without = change.isAnew ? withPeople(open, [], open.known) : open;
  const { open: left, missing } = await withoutPeople(context, without, change.remove);
  const found = isUnsure && missing.length === 0 ? await knownAll(context, change) : undefined;
  if (isUnsure && !found) return undefined;
  const added = change.add.reduce<{ understanding: Understanding; refused: readonly Question[] }>(
    ({ understanding, refused }, reading) => {
      const next = merge(understanding, reading, reader, {});
      return next ? { ...next, refused: [...refused, ...next.refused] } : { understanding, refused };
    },
    { understanding: left.understanding, refused: [] },
  );
  return {
    open: { ...left, understanding: added.understanding, known: { ...left.known, ...found } },
    refused: added.refused,
    ...(missing.length > 0 && { told: context.say.notOnDraft(missing) }),
    rest: change.rest,
  };
}

function withPeople(open: OpenDraft, people: readonly Named[], known: Known): OpenDraft {
  const { draft } = open.understanding;
  const unclear = open.unclear.filter(
    ({ key }) => known[key] === undefined && people.some((named) => keyOf(named) === key),
  );
  // Whoever is taken off is not brought back by what is chosen of somebody else.
  const gone = new Set(draft.people.filter((named) => !people.includes(named)).map(keyOf));
  const left = (choice: Partial<Draft>) =>
    choice.people ? { ...choice, people: choice.people.filter((named) => !gone.has(keyOf(named))) } : choice;
  const questions = open.understanding.questions.map((one) =>
    one.slot === 'who' ? { ...one, choices: one.choices.map(left) } : one,
  );
  return { ...open, understanding: { draft: { ...draft, people }, questions }, known, unclear };
}

/** Without those who are meant by names, mentions or addresses. `missing`: who is not there, as said. */
async function withoutPeople(
  context: CommandContext,
  open: OpenDraft,
  gone: readonly Named[],
): Promise<{ readonly open: OpenDraft; readonly missing: readonly string[] }> {
  let now = open;
  const missing: string[] = [];
  for (const one of gone) {
    const next = await withoutOne(context, now, one);
    if (next) now = next;
    else missing.push(one.kind === 'mention' ? `@${one.handle}` : one.kind === 'email' ? one.email : one.name);
  }
  return { open: now, missing };
}

async function withoutOne(context: CommandContext, open: OpenDraft, one: Named): Promise<OpenDraft | undefined> {
  const { people } = open.understanding.draft;
  const byKey = people.filter((named) => keyOf(named) !== keyOf(one));
  if (byKey.length < people.length) return withPeople(open, byKey, open.known);
  const guests = new Map(people.map((named) => [named, guestsBehind(open, named)]));
  const guestsOf = (named: Named): readonly Guest[] => guests.get(named) ?? [];
  const all = people.flatMap((named) => {
    const names = [named.kind === 'mention' ? named.handle : named.kind === 'email' ? named.email : named.name];
    const those: readonly (Guest | undefined)[] = guestsOf(named).length > 0 ? guestsOf(named) : [undefined];
    return those.map((guest) => ({ named, guest, names: those.length > 1 ? [] : names }));
  });
  const meant =
    one.kind === 'mention'
      ? ((await findGuests(context, [one], {})).known[keyOf(one)] ?? [])
      : one.kind === 'email'
        ? [{ name: one.email, email: one.email.toLowerCase() }]
        : undefined;
  const matched = meant
    ? all.filter(({ guest }) => guest && meant.some((other) => isSameGuest(other, guest)))
    : one.kind === 'name' || one.kind === 'group'
      ? matchNames(one.name, all, ({ names, guest }) => [...names, guest?.name, guest?.email])
      : [];
  if (matched.length === 0) return undefined;
  const isGone = (named: Named, guest: Guest | undefined) =>
    matched.some((other) => other.named === named && other.guest === guest);
  const left = people.filter((named) => all.some((other) => other.named === named && !isGone(named, other.guest)));
  const known = Object.fromEntries(
    left.flatMap((named) => {
      const stay = guestsOf(named).filter((guest) => !isGone(named, guest));
      const isAsked = open.known[keyOf(named)] === undefined && stay.length === guestsOf(named).length;
      return isAsked ? [] : [[keyOf(named), stay] as const];
    }),
  );
  return withPeople(open, left, known);
}

/** Who is meant by one name; of a group that is asked about because it is large, whoever leaves some of it out means the rest. */
function guestsBehind({ known, unclear }: OpenDraft, named: Named): readonly Guest[] {
  const asked = unclear.find(({ key, why }) => key === keyOf(named) && why === 'large');
  return known[keyOf(named)] ?? (asked && isWhole(asked) ? asked.candidates.map(guestOf) : []);
}

/** Who would be added, if everybody is somebody who is known beyond doubt, or one of several of that very name. */
async function knownAll(context: CommandContext, { add }: PeopleChange): Promise<Known | undefined> {
  const people = add.flatMap((reading) => reading.people.people);
  const { known, unclear } = await findGuests(context, people, {});
  return unclear.every(({ why, candidates }) => why === 'large' || candidates.length > 1) ? known : undefined;
}

function isSameGuest(one: Guest, other: Guest): boolean {
  if (one.identity && other.identity) return sameIdentity(one.identity, other.identity);
  return one.email !== undefined && one.email.toLowerCase() === other.email?.toLowerCase();
}
