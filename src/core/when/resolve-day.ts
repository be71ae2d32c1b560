import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import type { Day } from './day.ts';
import type { Reader } from './draft.ts';
import { firstDayOfWeekOf } from './locale.ts';
import { nearDays } from './near-days.ts';
import type { Span } from './spans.ts';

/** Which days may be meant, the likeliest first; the others where the first one is over already. */
export interface ResolvedDay {
  readonly dates: readonly Temporal.PlainDate[];
  /** Why no day can be told. */
  readonly problem?: 'past' | 'none' | 'vague' | 'next_weekday';
  /** Where it does not exist, those of which one may be meant. */
  readonly near?: readonly Temporal.PlainDate[];
}

/** What a day is counted from. */
export interface Calendar {
  readonly today: Temporal.PlainDate;
  /** 1 is Monday. */
  readonly firstDayOfWeek: number;
  /** True where whoever speaks has said with which day weeks begin. */
  readonly isChosen?: boolean;
}

const noDates = (problem: NonNullable<ResolvedDay['problem']>): ResolvedDay => ({ dates: [], problem });
const dayFound = (...dates: readonly Temporal.PlainDate[]): ResolvedDay => ({ dates });

/** The dates that a day may be; `moment` is settled elsewhere. */
export function resolveDay(day: Day, calendar: Calendar): ResolvedDay {
  switch (day.kind) {
    case 'relative':
      return resolveSpan(day.span, calendar.today);
    case 'weekday':
      return resolveWeekday(day, calendar);
    case 'date':
      return withNear(day, resolveDate(day, calendar.today), calendar);
    case 'nth':
      return resolveNth(day, calendar.today);
    case 'past':
    case 'none':
      return noDates(day.kind);
    default:
      return noDates('vague');
  }
}

function withNear(day: Day & { kind: 'date' }, resolved: ResolvedDay, { today }: Calendar): ResolvedDay {
  return resolved.problem === 'none' ? { ...resolved, near: nearDays(day, today) } : resolved;
}

/** More is no date that a calendar has, or that anybody plans for. */
const mostYears = 50;

function resolveSpan({ days, months }: Span, today: Temporal.PlainDate): ResolvedDay {
  return days + months * 31 > mostYears * 366 ? noDates('none') : dayFound(today.add({ months, days }));
}

function resolveWeekday(
  { weekday, which, weeks = 0, perhapsWeeks = 0 }: Day & { kind: 'weekday' },
  { today, firstDayOfWeek }: Calendar,
): ResolvedDay {
  if (which === 'last') return noDates('past');
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  const coming = today.add({ days: ahead });
  if (weeks > mostYears * 52) return noDates('none');
  if (weeks > 0) return dayFound((ahead === 0 ? today : coming).add({ days: weeks * 7 }));
  if (perhapsWeeks > 0) return { dates: [coming, coming.add({ days: perhapsWeeks * 7 })], problem: 'next_weekday' };
  const thisWeek = inWeek(weekday, 0, { today, firstDayOfWeek });
  if (which === 'this') {
    // "this sunday" is the coming one also where a week begins with a Sunday.
    const ahead = [thisWeek, inWeek(weekday, 0, { today, firstDayOfWeek: 1 })].find(
      (day) => Temporal.PlainDate.compare(day, today) >= 0,
    );
    return ahead ? dayFound(ahead) : { dates: [coming], problem: 'past' };
  }
  // "Tuesday at 9" on a tuesday at 10: whether it is that of next week, nobody said.
  if (which !== 'next') return dayFound(coming);
  const next = inWeek(weekday, 1, { today, firstDayOfWeek });
  return Temporal.PlainDate.compare(thisWeek, today) > 0
    ? { dates: [thisWeek, next], problem: 'next_weekday' }
    : dayFound(next);
}

/** The day of a week, counted from this one. */
export function inWeek(weekday: number, weeks: number, { today, firstDayOfWeek }: Calendar): Temporal.PlainDate {
  const first = today.subtract({ days: (today.dayOfWeek - firstDayOfWeek + 7) % 7 });
  return first.add({ days: weeks * 7 + ((weekday - firstDayOfWeek + 7) % 7) });
}

function resolveDate(
  { day, month, year, monthsAhead }: Day & { kind: 'date' },
  today: Temporal.PlainDate,
): ResolvedDay {
  if (day < 1 || day > 31) return noDates('none');
  if (month === undefined)
    return monthsAhead === undefined ? nextDayOfMonth(day, today) : inMonth(day, today.add({ months: monthsAhead }));
  if (year !== undefined) {
    const date = plainDate(year, month, day);
    if (!date) return noDates('none');
    return Temporal.PlainDate.compare(date, today) < 0 ? { dates: [date], problem: 'past' } : dayFound(date);
  }
  const coming = Temporal.PlainMonthDay.from({
    monthCode: `M${String(month).padStart(2, '0')}`,
    day: Math.min(day, 29),
  });
  const thisYear = plainDate(today.year, month, day);
  // A few days ago is a slip rather than next year.
  const just =
    thisYear &&
    Temporal.PlainDate.compare(thisYear, today) < 0 &&
    Temporal.PlainDate.compare(thisYear, today.subtract({ days: 14 })) > 0;
  if (just) return { dates: [thisYear], problem: 'past' };
  const over = Temporal.PlainDate.compare(thisYear ?? coming.toPlainDate({ year: today.year }), today) < 0;
  const date = over ? plainDate(today.year + 1, month, day) : thisYear;
  return date ? dayFound(date) : noDates('none');
}

/** The coming one; "the 31st" in a month of 30 days does not exist, whatever the next one has. */
function nextDayOfMonth(day: number, today: Temporal.PlainDate): ResolvedDay {
  const months = (day > today.daysInMonth ? [0] : [0, 1]).map((months) => today.with({ day: 1 }).add({ months }));
  const dates = months
    .map(({ year, month }) => plainDate(year, month, day))
    .filter((date) => date && Temporal.PlainDate.compare(date, today) >= 0);
  return dates[0] ? dayFound(dates[0]) : noDates('none');
}

function inMonth(day: number, { year, month }: Temporal.PlainDate): ResolvedDay {
  const date = plainDate(year, month, day);
  return date ? dayFound(date) : noDates('none');
}

function resolveNth(
  { nth, weekday, month, year, monthsAhead }: Day & { kind: 'nth' },
  today: Temporal.PlainDate,
): ResolvedDay {
  const first = today.with({ day: 1 });
  const named = month === undefined ? undefined : first.with({ month, ...(year !== undefined && { year }) });
  const fixed = year !== undefined || monthsAhead !== undefined;
  const step = month === undefined ? { months: 1 } : { years: 1 };
  const start = named ?? first.add({ months: monthsAhead ?? 0 });
  const dates = (fixed ? [start] : [start, start.add(step)]).map((one) => nthOf(one, nth, weekday));
  const date = dates.find((one) => one && Temporal.PlainDate.compare(one, today) >= 0);
  if (date) return dayFound(date);
  return dates.some((one) => one) ? noDates('past') : noDates('none');
}

function nthOf(first: Temporal.PlainDate, nth: number, weekday: number | undefined): Temporal.PlainDate | undefined {
  if (weekday === undefined) return plainDate(first.year, first.month, nth < 0 ? first.daysInMonth : nth);
  const offset = (weekday - first.dayOfWeek + 7) % 7;
  const days = Array.from({ length: 5 }, (_, week) => 1 + offset + week * 7).filter((day) => day <= first.daysInMonth);
  const day = days.at(nth < 0 ? -1 : nth - 1);
  return day === undefined ? undefined : first.with({ day });
}

/** The last day of a stretch, as a series ends with it. */
export function lastDayOf({ unit, ahead, month, year }: Day & { kind: 'end' }, calendar: Calendar): Temporal.PlainDate {
  const { today } = calendar;
  if (unit === 'week') return inWeek(calendar.firstDayOfWeek, ahead + 1, calendar).subtract({ days: 1 });
  if (unit === 'year') return Temporal.PlainDate.from({ year: year ?? today.year + ahead, month: 12, day: 31 });
  const first = today.with({ day: 1 });
  const quarter = first.with({ month: Math.ceil(today.month / 3) * 3 }).add({ months: ahead * 3 });
  const named =
    month === undefined ? first.add({ months: ahead }) : first.with({ month, ...(year !== undefined && { year }) });
  const start = unit === 'quarter' ? quarter : named;
  const last = start.with({ day: start.daysInMonth });
  return year === undefined && Temporal.PlainDate.compare(last, today) < 0 ? last.add({ years: 1 }) : last;
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** Days are counted from where somebody is now. */
export function calendarIn(reader: Reader, timeZone: string): Calendar {
  const today = inZone(reader.now, timeZone).toPlainDate();
  return {
    today,
    firstDayOfWeek: reader.firstDayOfWeek ?? firstDayOfWeekOf(reader.locale),
    ...(reader.firstDayOfWeek !== undefined && { isChosen: true }),
  };
}
