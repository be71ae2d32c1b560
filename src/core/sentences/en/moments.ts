import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../when/draft.ts';
import { dayWords, timeWords } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';

/** `Friday 4 December`; the year only where it is not this one. */
export function dayOf(date: string, reader: Reader): string {
  const day = Temporal.PlainDate.from(date);
  return dayWords(day, reader, { year: day.year !== inZone(reader.now, reader.timeZone).year });
}

/** `15:00`, or `3:00 PM`. */
export function clockOf(time: string, reader: Reader): string {
  // Any day in UTC: only the clock is shown.
  return timeWords(Temporal.PlainDateTime.from(`2026-01-01T${time}`).toZonedDateTime('UTC'), reader);
}

/**
 * `Friday 4 December, 15:00`, in the zone that it is counted in; where that is another time for whoever reads it, theirs as well:
 * `Friday 4 December, 15:00 (10:00 for you)`.
 */
export function momentOf(start: Temporal.ZonedDateTime, reader: Reader): string {
  return `${dayOf(start.toPlainDate().toString(), reader)}, ${timeWords(start, reader)}${forYou(start, reader)}`;
}

/** ` (10:00 for you)`; empty where the clock shows the same to whoever reads it. */
export function forYou(start: Temporal.ZonedDateTime, reader: Reader): string {
  const own = start.withTimeZone(reader.timeZone);
  if (own.offsetNanoseconds === start.offsetNanoseconds) return '';
  const isSameDay = own.toPlainDate().equals(start.toPlainDate());
  return ` (${isSameDay ? '' : `${weekdayName(own.dayOfWeek)} `}${timeWords(own, reader)} for you)`;
}

/** 1 is Monday. */
export function weekdayName(weekday: number): string {
  // 5 January 2026 is a Monday.
  return new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + weekday));
}
