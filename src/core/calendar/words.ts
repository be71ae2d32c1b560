import type { Occurrence, Planned } from '../schedule.ts';
import { dayAndTime, dayWords, recurrenceWords, zoneWords } from '../when/wording.ts';
import { inZone } from '../zoned.ts';

/** When one occurrence is, on the clock of the meeting's zone, without the zone's name: `Friday 4 December 2026, 15:00–15:45`. */
export function timeWords(
  { timeZone, locale }: Planned,
  { start, minutes }: Pick<Occurrence, 'start' | 'minutes'>,
): string {
  const local = inZone(start, timeZone);
  return dayAndTime(local, minutes, { locale });
}

/** `4 December`: of a series, the day of one occurrence, in the meeting's zone. */
export function shortDayWords({ timeZone, locale }: Planned, { start }: Pick<Occurrence, 'start'>): string {
  return dayWords(inZone(start, timeZone), { locale }, { weekday: false, year: false });
}

/** `Berlin time (Central European Standard Time, UTC+1)`, as it is then. */
export function zoneWordsAt({ timeZone, locale }: Planned, { start }: Pick<Occurrence, 'start'>): string {
  return zoneWords(timeZone, start, locale);
}

/** The same without what it is beside its name: `Berlin time`. */
export function zoneNameAt(planned: Planned, occurrence: Pick<Occurrence, 'start'>): string {
  return zoneWordsAt(planned, occurrence).replace(/ \(.*\)$/u, '');
}

/** `every week on Friday`; undefined for what takes place once. */
export function repetitionWords({ recurrence, startsAt, timeZone, locale }: Planned): string | undefined {
  if (!recurrence) return undefined;
  const start = inZone(startsAt, timeZone);
  return recurrenceWords(recurrence, start, { locale });
}
