import type { FoundDay } from './day.ts';
import type { Draft, Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
import type { Calendar } from './resolve-day.ts';
import type { Rule } from './rule.ts';
import type { SettledDay } from './settle-day.ts';
import type { SettledTime } from './settle-time.ts';
import type { PartOfDay, Question } from './understanding.ts';

export interface StartContext {
  readonly reading: Reading;
  readonly reader: Reader;
  readonly calendar: Calendar;
  readonly days: SettledDay;
  readonly time: SettledTime;
  readonly moment: (FoundDay & Placed) | undefined;
  readonly timeZone: string;
  readonly zoneSaid: boolean;
  readonly parts: readonly PartOfDay[];
  readonly repeats: boolean;
  readonly rule: Rule | undefined;
  readonly before: Before | undefined;
}

/** What was known before the sentence that is settled now: an answer adds to it. */
export interface Before {
  readonly draft: Draft;
  readonly part?: PartOfDay;
}

/** When it begins, as far as that is known, and what has to be asked about it. */
export interface SettledStart {
  readonly draft: Partial<Draft>;
  /** Where the end was said. */
  readonly minutes?: number;
  readonly questions: readonly Question[];
}
