import { Temporal } from 'temporal-polyfill';
import type { Day, FoundDay } from './day.ts';
import type { Placed } from './read.ts';
import { type Calendar, inWeek, type ResolvedDay, resolveDay } from './resolve-day.ts';

type PlacedDay = FoundDay & Placed;

/** What the days of a sentence come to. */
export type SettledDay =
  | (ResolvedDay & { readonly kind: 'dates'; readonly said: string; readonly weekday?: number })
  /** Nothing was said of a day. */
  | { readonly kind: 'unsaid' }
  /** `next week`, `christmas`. */
  | { readonly kind: 'vague'; readonly said: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'disagree'; readonly weekday: number; readonly date: Temporal.PlainDate };

/** One day from all that was said of it: `next week` and `friday`, `friday` and `4 december`. */
export function settleDay(found: readonly PlacedDay[], calendar: Calendar): SettledDay {
  const strong = found.filter(({ weak }) => !weak);
  const days = inStretch(withoutHolidays(strong.length > 0 ? strong : found), calendar);
  const [first] = days;
  if (!first) return { kind: 'unsaid' };
  const said = days.map((day) => day.said).join(' ');
  const weekdays = unique(
    days.flatMap(({ day }) => (day.kind === 'weekday' ? [day] : [])),
    ({ weekday, which, weeks }) => `${weekday} ${which} ${weeks}`,
  );
  const weeks = days.flatMap(({ day }) => weekOf(day, weekdays.length, calendar));
  const rest = days
    .filter(({ day }) => day.kind !== 'weekday' && weekOf(day, weekdays.length, calendar).length === 0)
    .map(({ day }) => day);
  const [weekday] = weekdays;
  if (weekdays.length > 1 || weeks.length > 1) return { kind: 'several' };
  const [week] = weeks;
  if (rest.length === 0) {
    if (weekday && week !== undefined) return inNamedWeek(weekday, week, said, calendar);
    if (weekday) return { kind: 'dates', said, weekday: weekday.weekday, ...resolveDay(weekday, calendar) };
    return { kind: 'vague', said };
  }
  const settled = withDates(rest, weekday, said, calendar);
  // "friday 4 december" is one day that cannot be; "tomorrow at 10:00 and friday at 10:00" are two.
  const apart = days.some(({ from }, index) => index > 0 && from - (days[index - 1]?.to ?? 0) > 1);
  return settled.kind === 'disagree' && (apart || rest.every(({ kind }) => kind === 'relative'))
    ? { kind: 'several' }
    : settled;
}

/** "easter sunday, april 5": the date says what the name does not. */
function withoutHolidays(days: readonly PlacedDay[]): readonly PlacedDay[] {
  if (!days.some(({ day }) => day.kind === 'date' && day.month !== undefined)) return days;
  return days.flatMap((one) => {
    const { day } = one;
    if (day.kind !== 'vague' || !day.named) return [one];
    return day.weekday ? [{ ...one, day: { kind: 'weekday', weekday: day.weekday } as const }] : [];
  });
}

/** "next month on the 15th": the 15th is one of that month. */
function inStretch(days: readonly PlacedDay[], { today }: Calendar): readonly PlacedDay[] {
  const stretch = days.map(({ day }) => day).find((day) => day.kind === 'stretch');
  if (!stretch || days.length < 2) return days;
  const rest = days.filter(({ day }) => day !== stretch);
  const fitting = rest.map((one) => {
    const { day } = one;
    if (day.kind !== 'date' && day.kind !== 'nth') return undefined;
    if (stretch.unit === 'month')
      return day.month === undefined ? { ...one, day: { ...day, monthsAhead: stretch.ahead } } : undefined;
    return day.month !== undefined && day.year === undefined
      ? { ...one, day: { ...day, year: today.year + stretch.ahead } }
      : undefined;
  });
  return fitting.every((one) => one !== undefined) ? fitting : days;
}

function withDates(
  days: readonly Day[],
  weekday: (Day & { kind: 'weekday' }) | undefined,
  said: string,
  calendar: Calendar,
): SettledDay {
  const resolved = days.map((day) => resolveDay(day, calendar));
  const failed = resolved.find(({ problem }) => problem !== undefined);
  if (failed?.problem === 'vague') return { kind: 'vague', said };
  if (failed) return { kind: 'dates', said, ...failed };
  const dates = unique(
    resolved.flatMap(({ dates: [date] }) => (date ? [date] : [])),
    String,
  );
  const [date] = dates;
  if (!date || dates.length > 1) return { kind: 'several' };
  if (weekday && date.dayOfWeek !== weekday.weekday) return { kind: 'disagree', weekday: weekday.weekday, date };
  return { kind: 'dates', said, dates: [date] };
}

function inNamedWeek({ weekday }: Day & { kind: 'weekday' }, week: Week, said: string, calendar: Calendar): SettledDay {
  const date = typeof week === 'number' ? inWeek(weekday, week, calendar) : inWeekOf(weekday, week, calendar);
  // "Sunday next week": where weeks begin with a Sunday, many mean the one after it.
  const other =
    typeof week === 'number' && weekday === 7 ? inWeek(weekday, week, { ...calendar, firstDayOfWeek: 1 }) : date;
  if (!calendar.isChosen && !other.equals(date))
    return { kind: 'dates', said, weekday, dates: [date, other], problem: 'next_weekday' };
  const over = Temporal.PlainDate.compare(date, calendar.today) < 0;
  return { kind: 'dates', said, dates: [date], ...(over && { problem: 'past' as const }) };
}

/** How many weeks ahead; or a date of it. */
type Week = number | Temporal.PlainDate;

/** A week that is named by its first day begins with it, whatever weeks begin with otherwise. */
function inWeekOf(weekday: number, date: Temporal.PlainDate, { firstDayOfWeek }: Calendar): Temporal.PlainDate {
  const isFirst = date.dayOfWeek === 1 || date.dayOfWeek === 7;
  return inWeek(weekday, 0, { today: date, firstDayOfWeek: isFirst ? date.dayOfWeek : firstDayOfWeek });
}

/** The week that goes with a weekday: `next week`, and `in two weeks` where a weekday stands beside it. */
function weekOf(day: Day, weekdays: number, calendar: Calendar): readonly Week[] {
  if (day.kind === 'week') return [day.weeks];
  if (day.kind === 'week_of') return resolveDay(day.date, { ...calendar, today: mondayOf(calendar) }).dates.slice(0, 1);
  if (day.kind === 'numbered_week') return numberedWeek(day.number, calendar);
  if (day.kind !== 'relative' || weekdays === 0) return [];
  const { days, months, minutes } = day.span;
  return days > 0 && days % 7 === 0 && months === 0 && minutes === 0 ? [days / 7] : [];
}

export function unique<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

/** The Monday of a week of this year, or of the next one where that is over (ISO 8601: the week with 4 January is the first). */
function numberedWeek(number: number, { today }: Calendar): readonly Temporal.PlainDate[] {
  for (const year of [today.year, today.year + 1]) {
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ days: (number - 1) * 7 });
    const isOver = Temporal.PlainDate.compare(monday.add({ days: 6 }), today) < 0;
    if (!isOver && monday.weekOfYear === number) return [monday];
  }
  return [];
}

/** "The week of the 23rd" is this one until its end. */
function mondayOf({ today }: Calendar): Temporal.PlainDate {
  return today.subtract({ days: today.dayOfWeek - 1 });
}
