import { Temporal } from 'temporal-polyfill';
import { dateFormat } from '../date-format.ts';
import { inZone } from '../zoned.ts';
import { daysWords, dayWords, english, type Habits, plainSpaces } from './date-words.ts';
import type { Reader } from './draft.ts';
import { hour12Of } from './locale.ts';
import type { Range } from './range.ts';

export type { Habits } from './date-words.ts';
export { dayWords } from './date-words.ts';
export { recurrenceWords } from './recurrence-words.ts';

/** `Friday 4 December 2026, 15:00–15:45`; with the second day where the meeting ends on another one. */
export function dayAndTime(start: Temporal.ZonedDateTime, minutes: number, habits: Habits): string {
  const end = start.add({ minutes });
  const from = timeWords(start, habits);
  if (!start.toPlainDate().equals(end.toPlainDate()))
    return `${dayWords(start, habits)}, ${from} – ${dayWords(end, habits)}, ${timeWords(end, habits)}`;
  const to = timeWords(end, habits);
  // Said twice, half of the day would make the line longer than it has to be: 3:00–3:45 PM.
  const half = /\s*[ap]\.?m\.?$/iu;
  const shared = half.exec(from)?.[0] === half.exec(to)?.[0] && !/\(/u.test(from + to);
  return `${dayWords(start, habits)}, ${shared ? from.replace(half, '') : from}–${to}`;
}

/** `15:00` or `3:00 PM`; with the distance from UTC where the clock shows this time twice, or changes to another one. */
export function timeWords(at: Temporal.ZonedDateTime, habits: Habits): string {
  const words = dateFormat(english(habits.locale), {
    timeZone: at.timeZoneId,
    minute: '2-digit',
    ...((habits.hour12 ?? hour12Of(habits.locale))
      ? { hour: 'numeric', hourCycle: 'h12' }
      : { hour: '2-digit', hourCycle: 'h23' }),
  }).format(at.epochMilliseconds);
  return plainSpaces(isTwice(at) ? `${words} (${offsetWords(at)})` : words);
}

/** `today`, `this week (30 November – 6 December)`, `Friday 4 December`, `4 – 17 December`. */
export function rangeWords({ from, to, name }: Range, reader: Reader): string {
  const names = {
    today: 'today',
    tomorrow: 'tomorrow',
    this_week: 'this week',
    next_week: 'next week',
    this_month: 'this month',
    next_month: 'next month',
    ahead: 'the next 7 days',
    day: undefined,
    days: undefined,
  } satisfies { readonly [known in Range['name']]: string | undefined };
  if (name === 'today' || name === 'tomorrow') return names[name];
  const last = to.subtract({ days: 1 });
  const thisYear = inZone(reader.now, reader.timeZone).year;
  const year = from.year !== thisYear || last.year !== thisYear;
  if (Temporal.PlainDate.compare(from, last) >= 0) return dayWords(from, reader, { year });
  const days = daysWords(from, last, reader, year);
  return names[name] ? `${names[name]} (${days})` : days;
}

/** `45 minutes`, `1 hour 30 minutes`. */
export function lengthWords(minutes: number): string {
  const whole = Math.round(minutes);
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat('en', { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const parts = [
    ...(whole >= 60 ? [unit(Math.floor(whole / 60), 'hour')] : []),
    ...(whole % 60 > 0 || whole < 60 ? [unit(whole % 60, 'minute')] : []),
  ];
  return parts.join(' ');
}

/** `Berlin time (Central European Standard Time, UTC+1)`; the offset is that of the moment. */
export function zoneWords(timeZone: string, at: Date | Temporal.Instant | Temporal.ZonedDateTime, locale: string) {
  const milliseconds = at instanceof Date ? at.getTime() : at.epochMilliseconds;
  const offset = offsetWords(inZone(milliseconds, timeZone));
  const name = dateFormat(english(locale), { timeZone, timeZoneName: 'long' })
    .formatToParts(milliseconds)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // Where there is no name, Intl puts the offset in its place; UTC has nothing but its name.
  const known = name === undefined || /^(GMT|UTC)\s*[+−-]|^(GMT|UTC)$/u.test(name) ? undefined : name;
  const city = cityOf(timeZone);
  if (city) return `${city} time (${[...(known ? [known] : []), offset].join(', ')})`;
  if (known === undefined || known === 'Coordinated Universal Time') return offset;
  return `${known} (${offset})`;
}

/** `UTC+1`, `UTC−3:30`, `UTC`. */
export function offsetWords(at: Temporal.ZonedDateTime): string {
  const minutes = Math.round(at.offsetNanoseconds / 60e9);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  const hours = Math.trunc(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest > 0 ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** Whether the clock shows this local time twice on this day, because it is put back. */
function isTwice(at: Temporal.ZonedDateTime): boolean {
  const later = at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation: 'later' });
  const earlier = at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation: 'earlier' });
  return later.epochMilliseconds !== earlier.epochMilliseconds;
}

/** Cities that browsers still report under the name they had when the zone was named. */
const renamed: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  'Ho Chi Minh': 'Ho Chi Minh City',
  Dacca: 'Dhaka',
};

function cityOf(timeZone: string): string | undefined {
  const named = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/(?:.+\/)?(.+)$/u;
  const city = named.exec(timeZone)?.[1]?.replaceAll('_', ' ');
  return city === undefined ? undefined : (renamed[city] ?? city);
}
