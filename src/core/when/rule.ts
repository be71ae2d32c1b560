import { Temporal } from 'temporal-polyfill';
import type { Span } from './spans.ts';
import { occurrencesOf } from './start.ts';

/** A rule by which a meeting repeats, as far as it was said; the parts are those of an RRULE (RFC 5545, 3.3.10). */
export interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval?: number;
  /** 1 is Monday. */
  readonly weekdays?: readonly number[];
  /** Before weekdays: the second one of the month, -1 the last; of several, the one that is first or last of them all. */
  readonly nth?: number;
  /** Further ones: the second and the fourth tuesday. */
  readonly moreNths?: readonly number[];
  /** Days of the month, -1 is the last. */
  readonly monthDays?: readonly number[];
  /** How often it takes place, where that is what two readings differ by; else a `RuleEnd` says it. */
  readonly count?: number;
}

/** When a series ends. */
export type RuleEnd =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'none' };

/** The weekdays of a rule, Monday first (RFC 5545, 3.3.10). */
export const dayCodes: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The parts of an RRULE but its end. */
export function ruleText(
  { frequency, interval = 1, weekdays = [], nth, moreNths = [], monthDays = [], count }: Rule,
  firstDayOfWeek = 1,
): string {
  // "The last weekday of the month" is one of five.
  const isOneOf = nth !== undefined && weekdays.length > 1;
  const which = nth === undefined || isOneOf ? [''] : [nth, ...moreNths];
  const days = weekdays.flatMap((weekday) => which.map((one) => `${one}${dayCodes[weekday - 1]}`));
  // Which weeks are the other ones depends on when a week begins, but only where a series has several days in it.
  const weekStart = interval > 1 && days.length > 1 && frequency === 'WEEKLY' && firstDayOfWeek !== 1;
  return [
    `FREQ=${frequency}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(days.length > 0 ? [`BYDAY=${days.join(',')}`] : []),
    ...(isOneOf ? [`BYSETPOS=${[nth, ...moreNths].join(',')}`] : []),
    ...(monthDays.length > 0 ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
    ...(weekStart ? [`WKST=${dayCodes[firstDayOfWeek - 1]}`] : []),
  ].join(';');
}

/** Through the end of a day in a zone, in UTC as the format wants it. */
export function untilText(day: Temporal.PlainDate, timeZone: string): string {
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant().subtract({ seconds: 1 });
  return `UNTIL=${end.toString({ smallestUnit: 'second' }).replace(/[-:]/gu, '')}`;
}

/** Days on which a series may begin, from a day on. */
export function firstDays(rule: Rule, from: Temporal.PlainDate, most: number): readonly Temporal.PlainDate[] {
  // The interval counts from the first meeting, whichever that is.
  const recurrence = ruleText({ ...rule, interval: 1 });
  const draft = {
    title: '',
    date: from.toString(),
    time: '12:00',
    timeZone: 'UTC',
    recurrence,
    people: [],
    options: {},
  };
  return occurrencesOf(draft, most).map((moment) => moment.toPlainDate());
}

/**
 * The end of a series that lasts a while from its first day: how many times, or until when. Several: months and weeks do not
 * go together, and either may be meant.
 */
export function endsOfSpan(rule: Rule, span: Span, first: Temporal.PlainDate, timeZone: string): readonly string[] {
  const { frequency, interval = 1, weekdays = [], nth, monthDays = [], moreNths = [] } = rule;
  const each = Math.max(1, nth === undefined ? weekdays.length : 1, monthDays.length, moreNths.length + 1);
  const last = first.add({ months: span.months, days: span.days }).subtract({ days: 1 });
  const until = untilText(last, timeZone);
  const count = (times: number) => [`COUNT=${Math.max(1, Math.ceil(times))}`];
  if (frequency === 'DAILY') return span.months === 0 ? count(span.days / interval) : [until];
  if (frequency === 'WEEKLY')
    return span.months === 0 ? count((span.days / 7 / interval) * each) : wholeMonths(rule, span, first, until);
  if (frequency === 'MONTHLY') return span.months > 0 ? count((span.months / interval) * each) : [until];
  return span.months > 0 && span.months % 12 === 0 ? count(span.months / 12 / interval) : [until];
}

/** "Every friday for a month" is four times to some, and until the day a month later to others. */
function wholeMonths(rule: Rule, span: Span, first: Temporal.PlainDate, until: string): readonly string[] {
  const times = (span.months * 4 * Math.max(1, rule.weekdays?.length ?? 1)) / (rule.interval ?? 1);
  const last = first.add({ months: span.months }).subtract({ days: 1 });
  const days = firstDays(rule, first, 12).filter((day) => Temporal.PlainDate.compare(day, last) <= 0).length;
  return times >= 10 || days === times ? [until] : [`COUNT=${Math.ceil(times)}`, until];
}
