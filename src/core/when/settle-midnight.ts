import type { Temporal } from 'temporal-polyfill';
import { isAhead } from './check.ts';
import type { Draft } from './draft.ts';
import { firstDays } from './rule.ts';
import type { SettledStart, StartContext } from './start-context.ts';
import { dayOnly } from './start-parts.ts';

/**
 * Midnight of a day is its first moment to some, and its last one to others: whoever names a day is asked. A series has its
 * end of the day a minute earlier, on the days that its rule names.
 *
 * @param minutes from midnight to the end, where one was said
 */
export function settleMidnight(
  minutes: number | undefined,
  dates: readonly Temporal.PlainDate[] | undefined,
  context: StartContext,
): SettledStart {
  const { days, calendar, reader, timeZone, reading, rule } = context;
  const isAheadOn = (day: Temporal.PlainDate) => isAhead(day, '00:00', timeZone, reader);
  const first = (days.kind === 'dates' ? days.dates[0] : undefined) ?? dates?.[0] ?? calendar.today;
  const after = first.add({ days: 1 });
  const ends = minutes !== undefined && { minutes };
  // The midnights of every day are the same, whichever of their days they belong to.
  const daily =
    rule?.frequency === 'DAILY' && (rule.interval ?? 1) === 1 && reading.days.every(({ role }) => role === 'until');
  const next = isAheadOn(first) ? first : after;
  if (daily && isAheadOn(next)) return { draft: { date: next.toString(), time: '00:00' }, ...ends, questions: [] };
  const begins = rule && !isAheadOn(first) ? firstDays(rule, after, 1)[0] : first;
  const first00 =
    days.kind === 'dates' && begins && isAheadOn(begins) ? [{ date: begins.toString(), time: '00:00' }] : [];
  const last = rule && !daily ? { date: first.toString(), time: '23:59' } : { date: after.toString(), time: '00:00' };
  const choices: readonly Partial<Draft>[] = [...first00, ...(isAheadOn(after) ? [last] : [])];
  const named = days.kind === 'dates' && begins?.equals(first) && { date: first.toString() };
  return {
    draft: dayOnly(days),
    ...ends,
    questions: [
      { slot: 'start', why: 'midnight', ...named, choices: choices.map((choice) => ({ ...choice, ...ends })) },
    ],
  };
}
