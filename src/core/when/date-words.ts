import type { Temporal } from 'temporal-polyfill';
import { dateFormat } from '../date-format.ts';

/** How somebody reads dates and times. */
export interface Habits {
  /** BCP 47. */
  readonly locale: string;
  /** True: 3:00 PM; false: 15:00. From the locale, unless the person has changed it. */
  readonly hour12?: boolean;
}

/** `Friday 4 December 2026`, in the order of the locale where it is an English one, else in the British one. */
export function dayWords(
  day: Temporal.ZonedDateTime | Temporal.PlainDate,
  habits: Habits,
  { weekday = true, year = true } = {},
): string {
  const date = 'toPlainDate' in day ? day.toPlainDate() : day;
  return format(date, habits, {
    ...(weekday && { weekday: 'long' }),
    day: 'numeric',
    month: 'long',
    ...(year && { year: 'numeric' }),
  });
}

/** The person's locale where it is an English one; else British English, which most others are nearer to. */
export function english(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  try {
    return new Intl.Locale(tag).language === 'en' ? tag : 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** Words for a date, without the comma that some locales put between weekday and day. */
export function format(date: Temporal.PlainDate, habits: Habits, options: Intl.DateTimeFormatOptions): string {
  const parts = dateFormat(english(habits.locale), {
    ...options,
    ...calendar,
  }).formatToParts(inUtc(date));
  const words = parts.map(({ value }, index) =>
    parts[index - 1]?.type === 'weekday' && parts[index + 1]?.type === 'day' ? ' ' : value,
  );
  return plainSpaces(words.join(''));
}

/** `4 – 17 December`, both days included. */
export function daysWords(
  from: Temporal.PlainDate,
  last: Temporal.PlainDate,
  { locale }: Habits,
  year: boolean,
): string {
  const words = dateFormat(english(locale), {
    ...calendar,
    day: 'numeric',
    month: 'long',
    ...(year && { year: 'numeric' }),
  });
  return plainSpaces(words.formatRange(inUtc(from), inUtc(last)));
}

/** Our sentences are English, so their dates have Western digits and months whatever the locale. */
const calendar = { timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' } as const;

function inUtc({ year, month, day }: Temporal.PlainDate): number {
  return Date.UTC(year, month - 1, day);
}

/** Intl puts narrow spaces, which some chat fonts show as boxes. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/gu, ' ');
}
