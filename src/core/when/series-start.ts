import { Temporal } from 'temporal-polyfill';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Reading } from './read.ts';
import type { Calendar } from './resolve-day.ts';
import { firstDays, type Rule } from './rule.ts';
import { type SettledDay, settleDay } from './settle-day.ts';
import type { Before } from './start-context.ts';

/** The days of the sentence say what a rule leaves open: "every week, monday and friday", "monthly, first monday of the month". */
export function withDaysOf(found: FoundRecurrence, onDays: Reading['days'], calendar: Calendar): FoundRecurrence {
  const [rule] = found.rules;
  if (found.perWeek) return onNamedDays(found, onDays);
  if (!rule || found.rules.length > 1 || rule.weekdays || rule.monthDays) return found;
  const weekdays = weekdaysOf(onDays);
  const plainWeekdays = weekdays.length > 0 && onDays.every(({ day }) => day.kind === 'weekday');
  if (rule.frequency === 'WEEKLY' && plainWeekdays && weekdays.length > 1)
    return { ...found, rules: [{ ...rule, weekdays }] };
  const nth = onDays.flatMap(({ day }) => (day.kind === 'nth' ? [day] : []))[0];
  if (rule.frequency === 'MONTHLY' && nth) {
    const parts = nth.weekday === undefined ? { monthDays: [nth.nth] } : { nth: nth.nth, weekdays: [nth.weekday] };
    return { ...found, rules: [{ ...rule, ...parts }] };
  }
  // "Every month, friday 3pm": on the date of that friday, or on the same friday of each month.
  if (rule.frequency === 'MONTHLY' && plainWeekdays && weekdays.length === 1) {
    const settled = settleDay(onDays, calendar);
    const date = settled.kind === 'dates' ? settled.dates[0] : undefined;
    if (date)
      return {
        ...found,
        rules: [
          { ...rule, monthDays: [date.day] },
          { ...rule, nth: nthInMonth(date), weekdays },
        ],
      };
  }
  return found;
}

/** "Twice a week, monday and wednesday": as many days as it is to be. */
function onNamedDays(found: FoundRecurrence, onDays: Reading['days']): FoundRecurrence {
  const weekdays = weekdaysOf(onDays);
  const all = weekdays.length === found.perWeek && onDays.every(({ day }) => day.kind === 'weekday');
  return all ? { ...found, rules: [{ frequency: 'WEEKLY', weekdays }] } : found;
}

function weekdaysOf(days: Reading['days']): readonly number[] {
  return [...new Set(days.flatMap(({ day }) => (day.kind === 'weekday' && !day.which ? [day.weekday] : [])))].sort();
}

function nthInMonth({ day, daysInMonth }: Temporal.PlainDate): number {
  return day + 7 > daysInMonth && day > 28 ? -1 : Math.ceil(day / 7);
}

/** The days on which it may begin: those that were said, or those of the rule from there on. */
export function daysFor(
  reading: Reading,
  found: FoundRecurrence | undefined,
  calendar: Calendar,
  before: Before | undefined,
): SettledDay {
  const on = reading.days.filter(({ role, day }) => (role === 'on' || role === 'from') && day.kind !== 'moment');
  const [rule] = found?.rules ?? [];
  const not = rule ? undefined : reading.days.find(({ role }) => role === 'except');
  if (not) return { kind: 'vague', said: not.said };
  const from = reading.days.filter(({ role }) => role === 'from');
  const settled =
    rule?.weekdays && from.length === 0
      ? ruleDays(rule, on, calendar)
      : fromWeek(settleDay(on, calendar), on, calendar, rule);
  if (settled.kind === 'unsaid' && !rule && before?.draft.date)
    return { kind: 'dates', said: '', dates: [Temporal.PlainDate.from(before.draft.date)] };
  if (!rule) return settled;
  if (settled.kind === 'unsaid')
    return repeatsOn(rule)
      ? { kind: 'dates', said: '', dates: firstDays(rule, calendar.today, 8) }
      : before?.draft.date
        ? { kind: 'dates', said: '', dates: [Temporal.PlainDate.from(before.draft.date)] }
        : settled;
  // "Every year on 15 july", said on the 20th: the next one.
  const [past] = settled.kind === 'dates' && settled.problem === 'past' ? settled.dates : [];
  const isYearly = rule.frequency === 'YEARLY' && on.every(({ day }) => day.kind !== 'date' || day.year === undefined);
  if (past && isYearly && settled.kind === 'dates')
    return { kind: 'dates', said: settled.said, dates: [past.add({ years: 1 })] };
  if (settled.kind !== 'dates' || settled.problem || !settled.dates[0]) return settled;
  return repeatsOn(rule) ? { ...settled, dates: firstDays(rule, settled.dates[0], 8) } : settled;
}

/** True if the rule itself says on which days. */
export function repeatsOn({ frequency, weekdays, monthDays }: Rule): boolean {
  return frequency === 'DAILY' || weekdays !== undefined || monthDays !== undefined;
}

/** "every monday … monday 9am" is one day; a weekday that is not in the rule is another meeting. */
function ruleDays(rule: Rule, on: Reading['days'], calendar: Calendar): SettledDay {
  const others = on.filter(
    ({ day }) =>
      !(day.kind === 'weekday' && !day.which && rule.weekdays?.includes(day.weekday)) &&
      !(day.kind === 'nth' && day.weekday === rule.weekdays?.[0]),
  );
  if (on.length > 0 && others.length === 0) return { kind: 'unsaid' };
  const settled = fromWeek(settleDay(others, calendar), others, calendar, rule);
  // "every monday 8 december", which is a tuesday.
  const [date] = settled.kind === 'dates' && !settled.problem ? settled.dates : [];
  const [weekday] = rule.weekdays ?? [];
  return date &&
    weekday &&
    others.some(
      ({ day, role }) => day.kind === 'date' || day.kind === 'relative' || (day.kind === 'weekday' && role === 'on'),
    ) &&
    !rule.weekdays?.includes(date.dayOfWeek)
    ? { kind: 'disagree', weekday, date }
    : settled;
}

/** "starting next week" and "from march" begin with the first day, for what repeats on days of its own. */
function fromWeek(settled: SettledDay, days: Reading['days'], calendar: Calendar, rule: Rule | undefined): SettledDay {
  const [only] = days;
  if (settled.kind !== 'vague' || days.length !== 1 || !only || !rule || !repeatsOn(rule)) return settled;
  const { today } = calendar;
  const first = firstOf(only, calendar);
  if (!first) return settled;
  return { kind: 'dates', said: settled.said, dates: [Temporal.PlainDate.compare(first, today) < 0 ? today : first] };
}

function firstOf({ day, role }: Reading['days'][number], { today, firstDayOfWeek }: Calendar) {
  const month = today.with({ day: 1 });
  if (day.kind === 'week')
    return today.subtract({ days: (today.dayOfWeek - firstDayOfWeek + 7) % 7 }).add({ days: day.weeks * 7 });
  if (role !== 'from') return undefined;
  if (day.kind === 'stretch' && day.unit === 'month' && day.ahead > 0) return month.add({ months: day.ahead });
  if (day.kind !== 'month') return undefined;
  const named = month.with({ month: day.month, ...(day.year !== undefined && { year: day.year }) });
  if (Temporal.PlainDate.compare(named, month) >= 0) return named;
  return day.year === undefined ? named.add({ years: 1 }) : undefined;
}

/** "every second friday, first one tomorrow": whoever says when the first one is counts weeks, not the fridays of a month. */
export function countedFrom(found: FoundRecurrence, days: Reading['days']): FoundRecurrence {
  const [weekly, monthly, ...more] = found.rules;
  const counts =
    weekly?.frequency === 'WEEKLY' &&
    (weekly.interval ?? 1) > 1 &&
    monthly?.frequency === 'MONTHLY' &&
    more.length === 0;
  const exact = days.some(
    ({ role, day }) =>
      (role === 'from' && (day.kind === 'weekday' || day.kind === 'week')) ||
      ((role === 'from' || role === 'on') && (day.kind === 'relative' || day.kind === 'date')),
  );
  return counts && exact ? { ...found, rules: [weekly] } : found;
}
