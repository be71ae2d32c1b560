import { Temporal } from 'temporal-polyfill';
import { occurrencesBetween } from './occurrences.ts';
import { isElsewhere, type OccurrenceChange, type Times } from './schedule.ts';
import { inZone } from './zoned.ts';

type Series = Times & { readonly changes: readonly OccurrenceChange[] };

/**
 * What was cancelled or moved of a series, once the series itself is another one. Occurrences are named by when they would begin, so
 * that they get new names with a new time: on the same day where the series still has that day, else as many days later or earlier
 * as the series begins. What was put at another time stays at that time, wherever the others go. What the series does not have any more is
 * left out.
 *
 * @param along one, by its name before, that goes with the series all the same
 */
export function movedChanges(before: Series, after: Times, along?: Date): readonly OccurrenceChange[] {
  if (!before.recurrence || !after.recurrence) return [];
  const [from, to] = [before, after].map(({ localStart }) => Temporal.PlainDateTime.from(localStart));
  if (!from || !to) return [];
  const byClock = from.toPlainTime().until(to.toPlainTime());
  const byDays = from.toPlainDate().until(to.toPlainDate()).add(byClock);
  const moved = (at: Date, by: Temporal.Duration): Date => {
    const local = inZone(at, before.timeZone);
    const there = local.toPlainDateTime().add(by);
    // The first one may begin at an hour that the clocks show twice.
    return there.equals(to) ? after.startsAt : new Date(there.toZonedDateTime(after.timeZone).epochMilliseconds);
  };
  const own = before.changes.filter(({ occurrence }) => occurrence.getTime() !== along?.getTime());
  const found = own.flatMap((change): OccurrenceChange[] => {
    const by = [byClock, byDays].find((one) => isOf(after, moved(change.occurrence, one)));
    if (!by) return [];
    const occurrence = moved(change.occurrence, by);
    return [{ ...change, occurrence, startsAt: isElsewhere(change) ? change.startsAt : change.startsAt && occurrence }];
  });
  return [...new Map(found.map((change) => [change.occurrence.getTime(), change])).values()];
}

function isOf(series: Times, occurrence: Date): boolean {
  return occurrencesBetween({ ...series, changes: [] }, occurrence, new Date(occurrence.getTime() + 1)).some(
    ({ original }) => original.getTime() === occurrence.getTime(),
  );
}
