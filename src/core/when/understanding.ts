import type { Draft, MeetingOptions, Slot } from './draft.ts';

/** A part of the day, as said with a day: it tells which 7 is meant. */
export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

interface Asked<Name extends Slot> {
  readonly slot: Name;
  /** What can be chosen instead of typed, each with the part of the draft that it settles. Empty: it has to be typed. */
  readonly choices: readonly Partial<Draft>[];
}

/** Dates are `2026-12-04`, times `15:00`, both local to the zone of the draft; `said` is the part of the sentence it is about. */
export type Question =
  | (Asked<'start'> &
      (
        | { readonly why: 'start_missing' }
        | { readonly why: 'time_missing'; readonly date?: string; readonly part?: PartOfDay }
        | { readonly why: 'day_missing'; readonly time: string }
        | { readonly why: 'half_of_day'; readonly hour: number; readonly minute: number }
        | { readonly why: 'next_weekday'; readonly weekday: number }
        | { readonly why: 'weekday_and_date_disagree'; readonly weekday: number; readonly date: string }
        | { readonly why: 'no_such_day'; readonly said: string }
        | { readonly why: 'no_such_time'; readonly said: string }
        | { readonly why: 'past'; readonly date: string; readonly time?: string }
        | { readonly why: 'clock_gap'; readonly date: string; readonly time: string; readonly timeZone: string }
        | { readonly why: 'clock_overlap'; readonly date: string; readonly time: string; readonly timeZone: string }
        | { readonly why: 'midnight'; readonly date?: string }
        | { readonly why: 'vague_time'; readonly said: string }
        | { readonly why: 'vague_day'; readonly said: string }
        | { readonly why: 'day_differs'; readonly timeZone: string }
      ))
  | (Asked<'meeting'> & { readonly why: 'several_meetings' | 'not_wanted' })
  | (Asked<'duration'> &
      (
        | { readonly why: 'duration_impossible'; readonly said: string }
        | { readonly why: 'duration_disagrees'; readonly said: string }
        | { readonly why: 'duration_vague'; readonly said: string }
      ))
  | (Asked<'zone'> &
      (
        | { readonly why: 'zone_unknown'; readonly said: string }
        | { readonly why: 'zone_ambiguous'; readonly said: string }
      ))
  | (Asked<'who'> &
      (
        | { readonly why: 'who_unclear'; readonly said: string }
        /** Somebody who may be only spoken of; the first choice is with them. */
        | { readonly why: 'who_mentioned'; readonly said: string }
        /** Several that are none are joined by a comma and a space. */
        | { readonly why: 'address_invalid'; readonly said: string }
        | { readonly why: 'too_many_people'; readonly count: number }
      ))
  | (Asked<'recurrence'> &
      (
        | { readonly why: 'recurrence_ambiguous'; readonly said: string }
        | { readonly why: 'recurrence_too_often'; readonly said: string }
        /** `isOnce`: it is the end of what repeats, said of what takes place once. */
        | { readonly why: 'recurrence_never'; readonly said: string; readonly isOnce?: true }
        /** Until when it repeats is not clear; how often is, and stands in the draft. */
        | { readonly why: 'recurrence_end_unclear'; readonly said: string }
      ))
  /** The first choice has it on, the second one off. */
  | (Asked<'options'> & { readonly why: 'option_unclear'; readonly option: keyof MeetingOptions })
  | (Asked<'title'> & { readonly why: 'title_unclear' });

/** Of what part nobody can tell what is meant, and the words that leave it open. */
export interface Doubt {
  readonly slot: 'start' | 'duration' | 'zone' | 'who' | 'recurrence' | 'options' | 'title';
  readonly said: string;
  /** Which one, of options. */
  readonly option?: keyof MeetingOptions;
  /** Those that may be meant (IANA). */
  readonly zones?: readonly string[];
}

/** What was understood so far. Plain JSON: it is stored while a question is open. */
export interface Understanding {
  readonly draft: Draft;
  /** In the order in which they are to be asked; the first one is asked now. Empty: there is a meeting. */
  readonly questions: readonly Question[];
}
