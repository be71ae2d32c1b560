import { Temporal } from 'temporal-polyfill';
import type { Preferences } from '../preferences.ts';

/**
 * The first moment after `after` that an agenda is due, on the wall clock of the zone: where a clock is put forward past it, as
 * much later; where it is put back, the first of the two.
 */
export function nextAgenda({ time, days }: NonNullable<Preferences['agenda']>, timeZone: string, after: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  let day = now.toZonedDateTimeISO(timeZone).toPlainDate();
  for (;;) {
    const due = day.toZonedDateTime({ timeZone, plainTime: time }).toInstant();
    const counts = days === 'daily' || day.dayOfWeek <= 5;
    if (counts && Temporal.Instant.compare(due, now) > 0) return new Date(due.epochMilliseconds);
    day = day.add({ days: 1 });
  }
}
