import { RRuleTemporal } from 'rrule-temporal';
import { toText } from 'rrule-temporal/totext';
import { Temporal } from 'temporal-polyfill';
import { ordinalEnding } from '../ordinal.ts';
import { dayWords, english, format, type Habits } from './date-words.ts';
import { dayCodes } from './rule.ts';

/**
 * How often a meeting takes place: `every week on Friday`, `every month on the last Friday, 10 times`. A rule beyond the
 * small table here gets the words of the library, which are right but stiff.
 *
 * @param rule an RRULE without its name
 * @param start the first meeting; it says what the rule leaves out
 */
export function recurrenceWords(rule: string, start: Temporal.ZonedDateTime, habits: Habits): string {
  try {
    const read = new RRuleTemporal({ rruleString: rule, dtstart: start });
    const options = read.options();
    const often = oftenWords(options, start, habits);
    return often ? `${often}${endWords(options, start, habits)}` : toText(read, 'en', { excludeTzAbbreviation: true });
  } catch {
    // A rule that nobody here made is no reason not to show the rest of a meeting.
    return 'by a rule of its own';
  }
}

type Rule = ReturnType<RRuleTemporal['options']>;

/** What the table below knows; a rule that has any other part is not put into words by it. */
const known = new Set(['freq', 'interval', 'count', 'until', 'byDay', 'byMonthDay', 'byMonth', 'bySetPos', 'wkst']);
const beside = new Set(['dtstart', 'tzid', 'maxIterations', 'maxCandidateEvaluations', 'includeDtstart', 'strict']);

function oftenWords(rule: Rule, start: Temporal.ZonedDateTime, habits: Habits): string | undefined {
  const parts = Object.entries(rule).filter(([, value]) => value !== undefined && !(Array.isArray(value) && !value[0]));
  if (parts.some(([name]) => !known.has(name) && !beside.has(name))) return undefined;
  const { freq, byDay = [], byMonthDay = [], byMonth = [], bySetPos = [] } = rule;
  const plain = bySetPos.length === 0 && byMonth.length === 0;
  if (freq === 'DAILY' && plain && byMonthDay.length === 0)
    return byDay.length === 0 ? every(rule, 'day') : single(rule) ? onWeekdays(byDay, rule, habits) : undefined;
  if (freq === 'WEEKLY' && plain && byMonthDay.length === 0)
    return onWeekdays(byDay.length > 0 ? byDay : [dayCodes[start.dayOfWeek - 1] ?? ''], rule, habits);
  if (freq === 'MONTHLY' && byMonth.length === 0) {
    const day = dayOfMonth(rule, start, habits);
    return day && `${every(rule, 'month')} on the ${day}`;
  }
  if (freq === 'YEARLY') return onceAYear(rule, start, habits);
  return undefined;
}

function onceAYear(rule: Rule, start: Temporal.ZonedDateTime, habits: Habits): string | undefined {
  const { byDay = [], byMonthDay = [], byMonth = [] } = rule;
  if (byMonth.length > 1 || typeof byMonth[0] === 'string') return undefined;
  // The weekday of a year, not of a month, and every weekday of it.
  if (byDay.length > 0 && byMonth.length === 0) return undefined;
  const month = byMonth[0] ?? start.month;
  if (byDay.length > 0) {
    const day = dayOfMonth(rule, start, habits);
    const name = format(Temporal.PlainDate.from({ year: 2024, month, day: 1 }), habits, { month: 'long' });
    return day && `${every(rule, 'year')} on the ${day} of ${name}`;
  }
  // A day of every month, where no month is said.
  if (byMonthDay.length > 1 || (byMonthDay.length === 1 && byMonth.length === 0)) return undefined;
  const day = byMonthDay[0] ?? start.day;
  if (day < 1) return undefined;
  const date = dayWords(Temporal.PlainDate.from({ year: 2024, month, day }), habits, { weekday: false, year: false });
  return `${every(rule, 'year')} on ${date}${month === 2 && day === 29 ? ', in leap years' : ''}`;
}

/** `last Friday`, `15th`, `1st and 15th`, `31st, in months that have one`. */
function dayOfMonth(
  { byDay = [], byMonthDay = [], bySetPos = [] }: Rule,
  start: Temporal.ZonedDateTime,
  habits: Habits,
) {
  if (byDay.length > 0) {
    if (byMonthDay.length > 0) return undefined;
    const positions = bySetPos.length > 0 ? bySetPos : byDay.map((day) => Number.parseInt(day, 10));
    const days = [...new Set(byDay.map((day) => day.slice(-2)))];
    const what = isWorkWeek(days) ? 'weekday' : days.length === 1 ? dayName(days[0] ?? '', habits) : undefined;
    // Without a position it is each of these weekdays, of which no word here tells.
    if (!what || positions.some(Number.isNaN) || (isWorkWeek(days) && bySetPos.length === 0)) return undefined;
    return `${list(positions.map(nthWeekday), habits)} ${what}`;
  }
  if (bySetPos.length > 0) return undefined;
  const days = byMonthDay.length > 0 ? byMonthDay : [start.day];
  const names = days.map((day) => (day < 0 ? `${nthDay(day)} day` : nthDay(day)));
  return `${list(names, habits)}${days.some((day) => day > 28) ? ', in months that have one' : ''}`;
}

function onWeekdays(byDay: readonly string[], rule: Rule, habits: Habits): string | undefined {
  if (byDay.some((day) => !dayCodes.includes(day))) return undefined;
  const days = dayCodes.filter((code) => byDay.includes(code));
  if (single(rule) && days.length === 7) return 'every day';
  if (single(rule) && isWorkWeek(days)) return 'every weekday';
  const names = days.length === 7 ? 'every day' : isWorkWeek(days) ? 'every weekday' : undefined;
  return `${every(rule, 'week')} on ${
    names ??
    list(
      days.map((day) => dayName(day, habits)),
      habits,
    )
  }`;
}

function endWords({ until, count }: Rule, start: Temporal.ZonedDateTime, habits: Habits): string {
  if (count !== undefined) return count === 1 ? ', once' : `, ${count} times`;
  return until ? ` until ${dayWords(until.withTimeZone(start.timeZoneId), habits, { weekday: false })}` : '';
}

function every(rule: Rule, unit: 'day' | 'week' | 'month' | 'year'): string {
  return single(rule) ? `every ${unit}` : `every ${rule.interval} ${unit}s`;
}

function single({ interval = 1 }: Rule): boolean {
  return interval === 1;
}

function isWorkWeek(days: readonly string[]): boolean {
  return days.length === 5 && dayCodes.slice(0, 5).every((day) => days.includes(day));
}

function dayName(code: string, habits: Habits): string {
  // 1 January 2024 is a Monday.
  return format(Temporal.PlainDate.from({ year: 2024, month: 1, day: dayCodes.indexOf(code) + 1 }), habits, {
    weekday: 'long',
  });
}

/** `15th`; from the end `last`, `2nd last`. */
function nthDay(position: number): string {
  if (position === -1) return 'last';
  const place = Math.abs(position);
  const ordinal = `${place}${ordinalEnding(place)}`;
  return position < 0 ? `${ordinal} last` : ordinal;
}

/** Of weekdays a month has five at most: `first`, `last`. */
function nthWeekday(position: number): string {
  return position > 0
    ? (['first', 'second', 'third', 'fourth', 'fifth'][position - 1] ?? nthDay(position))
    : nthDay(position);
}

function list(names: readonly string[], { locale }: Habits): string {
  return new Intl.ListFormat(english(locale), { type: 'conjunction' }).format(names);
}
