import { Temporal } from 'temporal-polyfill';
import { lastEnd, occurrencesBetween } from '../../occurrences.ts';
import type { Times } from '../../schedule.ts';
import { dayCodes } from '../../when/rule.ts';
import { movedRule } from '../../when/rule-change.ts';
import { inZone } from '../../zoned.ts';

/** What repeats how, by the value of the field. Rules that depend on the day are made of the date. */
export const rules: Readonly<Record<string, (date: Temporal.PlainDate) => string>> = {
  daily: () => 'FREQ=DAILY',
  weekdays: () => 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: (date) => `FREQ=WEEKLY;BYDAY=${dayName(date)}`,
  fortnightly: (date) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${dayName(date)}`,
  monthly: (date) => `FREQ=MONTHLY;BYMONTHDAY=${date.day}`,
  monthly_weekday: (date) => `FREQ=MONTHLY;BYDAY=${date.day > 28 ? -1 : Math.ceil(date.day / 7)}${dayName(date)}`,
};

/** A rule that holds on one day of the week, or on one date of the month. */
const ofOneDay = /^FREQ=(?:WEEKLY(?:;INTERVAL=\d+)?;BYDAY=[A-Z]{2}|MONTHLY(?:;INTERVAL=\d+)?;BYMONTHDAY=\d+)$/;
/** Days before and after a date among which its nearest is looked for: two months have all days that a month can have. */
const daysAround = 62;

/**
 * The rule of a series whose first day is put to this date: where it is a rule of one day, it goes to the other one. Where it has several,
 * or one counted by weekdays of the month, it stays, and `isOn` tells whether the date is one of them.
 */
export function ruleOn(rule: string, date: Temporal.PlainDate): string {
  return ofOneDay.test(withoutEnd(rule)) && !isOn(rule, date) ? movedRule(rule, date) : rule;
}

/** True of a date on which a series with this rule can begin. */
export function isOn(rule: string, date: Temporal.PlainDate): boolean {
  return daysOf(rule, date, date, 1).length > 0;
}

/** The date nearest to this one, and not before `earliest`, on which a series with this rule can begin. */
export function nearestOn(
  rule: string,
  date: Temporal.PlainDate,
  earliest: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const distance = (day: Temporal.PlainDate) => Math.abs(day.until(date).days);
  return daysOf(rule, date.subtract({ days: daysAround }), date.add({ days: daysAround }), 2 * daysAround)
    .filter((day) => Temporal.PlainDate.compare(day, earliest) >= 0)
    .sort((one, other) => distance(one) - distance(other))[0];
}

/** The last day of a series in its zone, `2026-12-18`; empty where it has no end. */
export function lastDayOf(series: Times): string {
  const { recurrence = '', timeZone } = series;
  const [, until, time] = /UNTIL=(\d{8})(T\d{6}Z)?/.exec(recurrence) ?? [];
  if (until && !time) return Temporal.PlainDate.from(until).toString();
  const last = until
    ? Temporal.Instant.from(`${until}${time}`).epochMilliseconds
    : lastEnd({ ...series, minutes: 0 })?.getTime();
  return recurrence !== '' && last !== undefined ? inZone(last, timeZone).toPlainDate().toString() : '';
}

/** The rule of what is left of a series after so many times. */
export function afterTimes(rule: string, times: number): string {
  return rule.replace(/COUNT=(\d+)/, (_all, count: string) => `COUNT=${Math.max(1, Number(count) - times)}`);
}

/** A rule that goes on. */
export function withoutEnd(rule: string): string {
  return rule.replace(/;?(?:UNTIL|COUNT)=[^;]*/g, '');
}

/** Whichever weeks or months it begins in are its own. */
function daysOf(rule: string, from: Temporal.PlainDate, to: Temporal.PlainDate, most: number) {
  const [start, end] = [from, to].map((day) => day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }));
  if (!start || !end) return [];
  const startsAt = new Date(start.epochMilliseconds);
  const recurrence = withoutEnd(rule).replace(/;INTERVAL=\d+/, '');
  const times = { localStart: `${from}T12:00`, timeZone: 'UTC', startsAt, minutes: 1, recurrence };
  const until = new Date(end.epochMilliseconds + 1);
  return occurrencesBetween(times, startsAt, until, most).map(({ original }) =>
    Temporal.PlainDate.from(original.toISOString().slice(0, 10)),
  );
}

function dayName(date: Temporal.PlainDate): string {
  return dayCodes[date.dayOfWeek - 1] ?? 'MO';
}
