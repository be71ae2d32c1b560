import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import type { Reader } from './draft.ts';
import { firstDayOfWeekOf } from './locale.ts';
import { smallNumbers } from './words.ts';

/** Days of which meetings are listed. */
export interface Range {
  readonly from: Temporal.PlainDate;
  /** The first day that does not belong to it. */
  readonly to: Temporal.PlainDate;
  readonly name:
    | 'today'
    | 'tomorrow'
    | 'this_week'
    | 'next_week'
    | 'this_month'
    | 'next_month'
    | 'day'
    | 'days'
    | 'ahead';
}

export interface Said {
  readonly range: Range;
  /** `next friday` while a friday is still ahead in this week: the other day that may be meant. */
  readonly other?: Temporal.PlainDate;
}

type Parts = readonly (string | undefined)[];
type Read = (parts: Parts, today: Temporal.PlainDate, reader: Reader) => Range | Said | undefined;

const weekday =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const words = [...smallNumbers.keys()].slice(0, 13);
const count = `\\d{1,4}|${words.join('|')}`;
const which = 'this|the|next|coming|last|past|previous';

const table: readonly (readonly [pattern: string, read: Read])[] = [
  ['today|tonight|this (?:morning|afternoon|evening)', (_parts, today) => days(today, 1, 'today')],
  ['tomorrow|tomorow|tommorow|tmrw|tmr', (_parts, today) => days(today.add({ days: 1 }), 1, 'tomorrow')],
  ['(?:the )?day after tomorrow', (_parts, today) => days(today.add({ days: 2 }), 1, 'day')],
  ['yesterday', (_parts, today) => days(today.subtract({ days: 1 }), 1, 'day')],
  [`(?:(this|next|last|coming) )?(${weekday})`, ([said, day], today, reader) => oneWeekday(said, day, today, reader)],
  [`(${weekday}) (?:of |in )?(this|next|last) week`, ([day, said], today, reader) => inWeek(said, day, today, reader)],
  [
    `(this|next|last) week(?:['’]s)?(?: on)? (${weekday})`,
    ([said, day], today, reader) => inWeek(said, day, today, reader),
  ],
  [
    `(${weekday}) week|a week (?:on|from) (${weekday})`,
    ([one, two], today) => weekAfter(comingWeekday(iso(one ?? two), today)),
  ],
  ['a week from today|today week', (_parts, today) => weekAfter(today)],
  ['a week from tomorrow|tomorrow week', (_parts, today) => weekAfter(today.add({ days: 1 }))],
  [`(?:(${which}) )?week`, ([said], today, reader) => wholeWeek(said, today, reader)],
  [`(?:(${which}) )?month`, ([said], today) => wholeMonth(today.add({ months: shift(said) }), today)],
  [
    '(?:the )?rest of (?:the|this) week',
    (_parts, today, reader) => until(today, weekStart(today, reader).add({ weeks: 1 })),
  ],
  ['(?:the )?rest of (?:the|this) month', (_parts, today) => until(today, today.with({ day: 1 }).add({ months: 1 }))],
  ['(?:(this|the|next|coming) )?weekend', ([said], today, reader) => weekend(said, today, reader)],
  [
    `(?:(?:the )?(?:next|coming|following) )?(${count}) (day|week|month)s`,
    ([many, unit], today) => ahead(many, unit, today),
  ],
  ['the (\\d{1,2})(?:st|nd|rd|th)(?! (?:of )?[a-z]{3})', ([day], today) => dayOfMonth(Number(day), today)],
];

/** Phrases that depend on the week, on today or on the locale: no library reads these by our rules. */
export const phrases = table.map(([pattern, read]) => ({
  pattern: new RegExp(`(?<![\\w@#/:.-])(?:${pattern.replaceAll(' ', '\\s+')})(?![\\w@/:-])`, 'iu'),
  read: (...given: Parameters<Read>): Said | undefined => {
    const range = read(...given);
    return range && 'from' in range ? { range } : range;
  },
}));

export function todayOf({ now, timeZone }: Pick<Reader, 'now' | 'timeZone'>): Temporal.PlainDate {
  return inZone(now, timeZone).toPlainDate();
}

export function days(from: Temporal.PlainDate, many: number, name: Range['name']): Range {
  return { from, to: from.add({ days: many }), name };
}

/** The coming one, today included. */
export function comingWeekday(weekdayNumber: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: (weekdayNumber - today.dayOfWeek + 7) % 7 });
}

/** The month in which a day is. */
export function wholeMonth(day: Temporal.PlainDate, today: Temporal.PlainDate): Range {
  const from = day.with({ day: 1 });
  const distance = today.with({ day: 1 }).until(from, { largestUnit: 'month' }).months;
  const name = distance === 0 ? 'this_month' : distance === 1 ? 'next_month' : 'days';
  return { from, to: from.add({ months: 1 }), name };
}

function oneWeekday(
  said: string | undefined,
  name: string | undefined,
  today: Temporal.PlainDate,
  reader: Reader,
): Said {
  const coming = comingWeekday(iso(name), today);
  if (said === 'last') {
    const before = comingWeekday(iso(name), today.subtract({ days: 7 }));
    return { range: days(before, 1, 'day') };
  }
  if (said !== 'next') return { range: days(coming, 1, coming.equals(today) ? 'today' : 'day') };
  const nextWeek = weekStart(today, reader).add({ weeks: 1 });
  const range = days(comingWeekday(iso(name), nextWeek), 1, 'day');
  const stillAhead = !coming.equals(today) && Temporal.PlainDate.compare(coming, nextWeek) < 0;
  return { range, ...(stillAhead && { other: coming }) };
}

function inWeek(said: string | undefined, name: string | undefined, today: Temporal.PlainDate, reader: Reader): Range {
  const day = comingWeekday(iso(name), weekStart(today, reader).add({ weeks: shift(said) }));
  return days(day, 1, day.equals(today) ? 'today' : 'day');
}

function wholeWeek(said: string | undefined, today: Temporal.PlainDate, reader: Reader): Range {
  const weeks = shift(said);
  return days(
    weekStart(today, reader).add({ weeks }),
    7,
    weeks === 0 ? 'this_week' : weeks === 1 ? 'next_week' : 'days',
  );
}

/** The weekend of the locale: Friday and Saturday in Cairo. During one, it is this one. */
function weekend(said: string | undefined, today: Temporal.PlainDate, { locale }: Reader): Range {
  const free = weekendOf(locale);
  const isFree = (day: Temporal.PlainDate) => free.includes(day.dayOfWeek);
  let from = said === 'next' ? today.add({ weeks: 1 }) : today;
  if (isFree(from)) while (isFree(from.subtract({ days: 1 }))) from = from.subtract({ days: 1 });
  else while (!isFree(from)) from = from.add({ days: 1 });
  let to = from;
  while (isFree(to)) to = to.add({ days: 1 });
  return until(from, to);
}

function weekendOf(locale: string): readonly number[] {
  try {
    const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { weekend: readonly number[] } };
    return known.getWeekInfo?.().weekend ?? [6, 7];
  } catch {
    return [6, 7];
  }
}

function ahead(many: string | undefined, unit: string | undefined, today: Temporal.PlainDate): Range | undefined {
  const length = words.indexOf(many ?? '') > -1 ? words.indexOf(many ?? '') : Number(many);
  const to = today.add({ [`${unit}s`]: length });
  return { from: today, to, name: to.equals(today.add({ days: 7 })) ? 'ahead' : 'days' };
}

/** The next 15th; of the 31st, that of the next month that has one. */
function dayOfMonth(day: number, today: Temporal.PlainDate): Range | undefined {
  const months = Array.from({ length: 13 }, (_none, index) => today.with({ day: 1 }).add({ months: index }));
  const month = months.find(
    (each) =>
      day >= (each.month === today.month && each.year === today.year ? today.day : 1) && day <= each.daysInMonth,
  );
  return month && days(month.with({ day }), 1, month.with({ day }).equals(today) ? 'today' : 'day');
}

function weekStart(day: Temporal.PlainDate, { firstDayOfWeek, locale }: Reader): Temporal.PlainDate {
  return day.subtract({ days: (day.dayOfWeek - (firstDayOfWeek ?? firstDayOfWeekOf(locale)) + 7) % 7 });
}

function weekAfter(day: Temporal.PlainDate): Range {
  return days(day.add({ weeks: 1 }), 1, 'day');
}

function until(from: Temporal.PlainDate, to: Temporal.PlainDate): Range {
  return { from, to, name: 'days' };
}

function shift(said: string | undefined): number {
  if (said === 'next' || said === 'coming') return 1;
  return said === 'last' || said === 'past' || said === 'previous' ? -1 : 0;
}

function iso(name: string | undefined): number {
  return weekdays.indexOf(name?.slice(0, 3) ?? '') + 1;
}
