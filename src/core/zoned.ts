import { Temporal } from 'temporal-polyfill';
import { dateFormat } from './date-format.ts';

/** A moment on the clock and calendar of a zone, by its IANA name. */
export function inZone(moment: Date | number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Number(moment)).toZonedDateTimeISO(timeZone);
}

/** The IANA name as the runtime writes it: `europe/berlin` → Europe/Berlin; undefined: there is none. */
export function canonicalZone(name: string): string | undefined {
  try {
    return dateFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
