import { check } from './check.ts';
import type { Draft, Reader } from './draft.ts';
import type { Question, Understanding } from './understanding.ts';

/** What an answer or a change comes to. */
export interface Answered {
  readonly understanding: Understanding;
  /** What was said of a part that was settled already, and cannot be: that part is as it was before. */
  readonly refused: readonly Question[];
}

/** Questions about what cannot be at all; the others are about what two people could understand differently. */
const cannotBe: ReadonlySet<Question['why']> = new Set([
  'no_such_day',
  'no_such_time',
  'past',
  'duration_impossible',
  'zone_unknown',
  'address_invalid',
  'too_many_people',
  'recurrence_too_often',
  'recurrence_never',
]);

export function isImpossible({ why }: Pick<Question, 'why'>): boolean {
  return cannotBe.has(why);
}

const moment = ['date', 'time', 'fold', 'timeZone', 'zoneSaid', 'recurrence'] as const;

/** What is taken back of a change with what it says that cannot be; the day and the time of one change stand by themselves. */
const partsOf: { readonly [why in Question['why']]?: readonly (keyof Draft)[] } = {
  past: moment,
  duration_impossible: ['minutes'],
  too_many_people: ['people'],
  recurrence_too_often: ['recurrence'],
  recurrence_never: ['recurrence'],
};

/** Keeps what was settled before, where what was said instead cannot be. The rest of the change stays. */
export function withoutImpossible(before: Understanding, after: Understanding, reader: Reader): Answered {
  const isRefused = (question: Question) =>
    isImpossible(question) && isSettled(before, question) && !before.questions.includes(question);
  const refused = after.questions.filter(isRefused);
  if (refused.length === 0) return { understanding: after, refused };
  const questions = after.questions.filter((question) => !refused.includes(question));
  const parts = refused.flatMap(({ why }) => partsOf[why] ?? []);
  const kept = check({ draft: asBefore(after.draft, before.draft, parts), questions }, reader);
  // With the day of before, the time that was said with another day may be over: then all of it stays.
  const understanding = kept.questions.some(isRefused)
    ? check({ draft: asBefore(kept.draft, before.draft, moment), questions }, reader)
    : kept;
  return { understanding, refused };
}

function isSettled({ draft, questions }: Understanding, { slot }: Question): boolean {
  const isOpen = questions.some((question) => question.slot === slot || question.slot === 'meeting');
  return !isOpen && (slot !== 'start' || (draft.date !== undefined && draft.time !== undefined));
}

function asBefore(draft: Draft, before: Draft, parts: readonly (keyof Draft)[]): Draft {
  const { title, timeZone, people, options, ...rest } = {
    ...draft,
    ...Object.fromEntries(parts.map((part) => [part, before[part]])),
  };
  // What was not there before is not there again: JSON knows no undefined.
  const there = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { title, timeZone, people, options, ...there };
}
