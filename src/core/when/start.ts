import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import type { Draft } from './draft.ts';

/** What is meant where no length was said. Minutes. */
export const defaultMinutes = 30;

/** When it begins, as far as that is settled. */
export function startOf({ date, time, timeZone, fold = 'earlier' }: Draft): Temporal.ZonedDateTime | undefined {
  if (!date || !time) return undefined;
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(timeZone, { disambiguation: fold });
}

/** How long it takes. */
export function minutesOf({ minutes }: Draft): number {
  return minutes ?? defaultMinutes;
}

/** When it takes place, the first `count` times; a meeting that does not repeat takes place once. */
export function occurrencesOf(draft: Draft, count: number): readonly Temporal.ZonedDateTime[] {
  const start = startOf(draft);
  if (!start) return [];
  if (!draft.recurrence) return [start];
  const local = start.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${draft.timeZone}:${local}\nRRULE:${draft.recurrence}`,
  });
  return rule
    .all((_date, index) => index < count)
    .slice(0, count)
    .map(({ epochMilliseconds }) => inZone(epochMilliseconds, draft.timeZone));
}
