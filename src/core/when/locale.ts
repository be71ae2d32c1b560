import { dateFormat } from '../date-format.ts';
import { createMemory } from '../memory.ts';

/** What a locale takes the first day of a week to be: 1 is Monday, 7 is Sunday (ISO 8601). */
export function firstDayOfWeekOf(locale: string): number {
  const before = firstDays.get(locale, 0);
  if (before !== undefined) return before;
  const known = localeOf(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  const day = known.getWeekInfo?.().firstDay ?? 1;
  firstDays.set(locale, day, 0);
  return day;
}

/** True where people write 3:00 pm rather than 15:00. */
export function hour12Of(locale: string): boolean {
  return dateFormat(localeOf(locale).toString(), { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}

/** True where the month comes before the day in a date of numbers: 12/4 is 4 December. Undefined: people write both. */
export function monthFirstOf(locale: string): boolean | undefined {
  if (/^en[-_]CA$/iu.test(locale)) return undefined;
  const known = monthsFirst.get(locale, 0);
  if (known !== undefined) return known;
  const short = partsOf(locale);
  // Where the year is written first, no two numbers are a date by themselves: 9/5 follows the date in words ("9 May" in en-ZA).
  const parts = short.indexOf('year') < short.indexOf('month') ? partsOf(locale, { dateStyle: 'medium' }) : short;
  const first = parts.indexOf('month') < parts.indexOf('day');
  monthsFirst.set(locale, first, 0);
  return first;
}

/** "en-BR": where nobody has said how English is written in a country, dates are written as its own people do. */
function writtenIn(locale: Intl.Locale): string {
  const known = new Intl.DateTimeFormat(locale.toString()).resolvedOptions().locale;
  const guessed = locale.region !== undefined && new Intl.Locale(known).region !== locale.region;
  return guessed ? new Intl.Locale('und', { region: locale.region }).maximize().toString() : locale.toString();
}

function partsOf(locale: string, style?: Intl.DateTimeFormatOptions): readonly string[] {
  return new Intl.DateTimeFormat(writtenIn(localeOf(locale)), style).formatToParts().map(({ type }) => type);
}

/** True where English is spoken as in Britain; in the middle of Europe many who set it mean the hour as they would say it at home. */
export function isBritish({ locale, timeZone }: { readonly locale: string; readonly timeZone: string }): boolean {
  if (/^Europe\/(?!London|Dublin|Belfast|Jersey|Guernsey|Isle_of_Man|Malta|Gibraltar)/u.test(timeZone)) return false;
  return /^en[-_](?:GB|IE|AU|NZ|ZA|IN|KE|NG|SG|MT|ZW|GH)$/iu.test(locale);
}

/** Asked for each sentence, and up to a millisecond each time where it is not kept. */
const locales = { milliseconds: Number.POSITIVE_INFINITY, most: 200 };
const monthsFirst = createMemory<boolean>(locales);
const firstDays = createMemory<number>(locales);
const known = createMemory<Intl.Locale>(locales);

/** Chat platforms send locales as they like; what is none is read as English. */
function localeOf(name: string): Intl.Locale {
  const before = known.get(name, 0);
  if (before) return before;
  const locale = read(name);
  known.set(name, locale, 0);
  return locale;
}

function read(name: string): Intl.Locale {
  try {
    return new Intl.Locale(name.replaceAll('_', '-'));
  } catch {
    return new Intl.Locale('en');
  }
}
