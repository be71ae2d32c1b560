import type { Span } from './spans.ts';
import type { PartOfDay } from './understanding.ts';

/** A day as it was said; which one that is depends on now, and sometimes has to be asked. */
export type Day =
  /** `today`, `in 3 days`, `a week from tomorrow`. */
  | { readonly kind: 'relative'; readonly span: Span; readonly part?: PartOfDay }
  /** `in 2 hours`, `now`: a moment rather than a day. */
  | { readonly kind: 'moment'; readonly minutes: number }
  /** `friday`, `next friday`, `friday week` (`weeks` after the coming one); `induction week on friday` may be either. */
  | {
      readonly kind: 'weekday';
      readonly weekday: number;
      readonly which?: 'this' | 'next' | 'last';
      readonly weeks?: number;
      readonly perhapsWeeks?: number;
    }
  /** `next week`: no day by itself, but it says which friday is meant. */
  | { readonly kind: 'week'; readonly weeks: number }
  /** `week of 15 february`: the same, by a date in it or its first one. */
  | { readonly kind: 'week_of'; readonly date: Day & { readonly kind: 'date' } }
  /** `week 44` of the year (ISO 8601). */
  | { readonly kind: 'numbered_week'; readonly number: number }
  /** `4 december`, `the 15th`, with what was said of month and year. */
  | {
      readonly kind: 'date';
      readonly day: number;
      readonly month?: number;
      readonly year?: number;
      readonly monthsAhead?: number;
    }
  /** `first monday of december`, `last day of the month`. */
  | {
      readonly kind: 'nth';
      readonly nth: number;
      readonly weekday?: number;
      readonly month?: number;
      readonly year?: number;
      readonly monthsAhead?: number;
    }
  /** `end of january`, `end of the month`: until then a series may go on, but it is no day to meet. */
  | {
      readonly kind: 'end';
      readonly unit: 'week' | 'month' | 'quarter' | 'year';
      readonly ahead: number;
      readonly month?: number;
      readonly year?: number;
    }
  /** `next month`, `next year`: no day by itself, but it says which 15th is meant. */
  | { readonly kind: 'stretch'; readonly unit: 'month' | 'year'; readonly ahead: number }
  /** `starting in march`: a series may begin with its first day. */
  | { readonly kind: 'month'; readonly month: number; readonly year?: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'past' }
  /** `named`: a holiday, beside which its date may stand; some have a weekday in their name. */
  | { readonly kind: 'vague'; readonly named?: boolean; readonly weekday?: number };

/** What a day is in its sentence: when it begins, or when a series does or ends. */
export type Role = 'on' | 'from' | 'until' | 'except';

export interface FoundDay {
  readonly day: Day;
  readonly role: Role;
  /** True for what is a day only where no other one is said: `2.10` may be a version. */
  readonly weak?: boolean;
  /** True for `by friday`: it bounds the day, whatever else is said. */
  readonly bound?: boolean;
}
