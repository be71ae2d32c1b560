import { check } from './check.ts';
import type { Draft, Reader } from './draft.ts';
import type { Question, Understanding } from './understanding.ts';

/** Settles the first open question by its choice at `index`; a choice that is not there settles nothing. */
export function choose(understanding: Understanding, index: number, reader: Reader): Understanding {
  const [first, ...rest] = understanding.questions;
  const choice = first?.choices[index];
  if (!first || !choice) return understanding;
  return check(apply(understanding.draft, choice, first, rest), reader);
}

/** A draft with what was chosen, and the questions that are open after that. */
function apply(draft: Draft, choice: Partial<Draft>, first: Question, rest: readonly Question[]): Understanding {
  // A meeting that was chosen among several comes with its own time, so that whatever was asked of that is settled with it.
  const settled = first.slot === 'meeting' || choice.time !== undefined;
  const open = rest.filter(({ slot }) => slot !== 'meeting' && !(slot === 'start' && settled));
  return { draft: withPart(draft, choice), questions: open.map((question) => narrowed(question, choice)) };
}

/** An empty recurrence stands for none: JSON has no way to say that a key is to go. A new time has no fold of an old one. */
export function withPart(draft: Draft, part: Partial<Draft>): Draft {
  const { recurrence, fold, ...rest } = { ...draft, ...part };
  const kept = part.fold ?? (part.time === undefined && part.date === undefined ? fold : undefined);
  return { ...rest, ...(recurrence ? { recurrence } : {}), ...(kept && { fold: kept }) };
}

/** The half of the day is asked after the day, and of that day then. */
function narrowed(question: Question, { date }: Partial<Draft>): Question {
  if (question.slot !== 'start' || date === undefined) return question;
  return { ...question, choices: question.choices.map((choice) => ({ ...choice, date })) };
}
