/** What a locale takes the first day of a week to be: 1 is Monday, 7 is Sunday (ISO 8601). */
export function firstDayOfWeekOf(locale: string): number {
  const known = localeOf(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return known.getWeekInfo?.().firstDay ?? 1;
}

/** True where people write 3:00 pm rather than 15:00. */
export function hour12Of(locale: string): boolean {
  return new Intl.DateTimeFormat(localeOf(locale).toString(), { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}

/** True where the month comes before the day in a date of numbers: 12/4 is 4 December. */
export function monthFirstOf(locale: string): boolean {
  const known = monthsFirst.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat(localeOf(locale).toString()).formatToParts().map(({ type }) => type);
  // In year, month, day no year is left out of a short date, and two numbers are month and day as well.
  const first = parts.indexOf('month') < parts.indexOf('day');
  if (monthsFirst.size < mostLocales) monthsFirst.set(locale, first);
  return first;
}

/** Asked for each sentence, and a millisecond each time where it is not kept. */
const monthsFirst = new Map<string, boolean>();
const mostLocales = 200;

/** Chat platforms send locales as they like; what is none is read as English. */
function localeOf(locale: string): Intl.Locale {
  try {
    return new Intl.Locale(locale.replaceAll('_', '-'));
  } catch {
    return new Intl.Locale('en');
  }
}
