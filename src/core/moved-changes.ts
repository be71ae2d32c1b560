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
  const renamed = renamedIn(before, after, (at) => isOf(after, at));
  const own = before.changes.filter(({ occurrence }) => occurrence.getTime() !== along?.getTime());
  const found = own.flatMap((change): OccurrenceChange[] => {
    const occurrence = renamed(change.occurrence);
    if (!occurrence) return [];
    return [{ ...change, occurrence, startsAt: isElsewhere(change) ? change.startsAt : change.startsAt && occurrence }];
  });
  return [...new Map(found.map((change) => [change.occurrence.getTime(), change])).values()];
}

/**
 * What an occurrence is called once the series is another one, by what it was called; undefined where the series does not have it any more.
 *
 * @param isThere whether the series as it is then has an occurrence that begins at this moment
 */
export function renamedIn(
  before: Times,
  after: Times,
  isThere: (at: Date) => boolean,
): (original: Date) => Date | undefined {
  const from = Temporal.PlainDateTime.from(before.localStart);
  const to = Temporal.PlainDateTime.from(after.localStart);
  const byClock = from.toPlainTime().until(to.toPlainTime());
  const byDays = from.toPlainDate().until(to.toPlainDate()).add(byClock);
  return (original) => {
    const local = inZone(original, before.timeZone).toPlainDateTime();
    return [byClock, byDays]
      .map((by) => {
        const there = local.add(by);
        // The first one may begin at an hour that the clocks show twice.
        return there.equals(to) ? after.startsAt : new Date(there.toZonedDateTime(after.timeZone).epochMilliseconds);
      })
      .find(isThere);
  };
}

function isOf(series: Times, occurrence: Date): boolean {
  return occurrencesBetween({ ...series, changes: [] }, occurrence, new Date(occurrence.getTime() + 1)).some(
    ({ original }) => original.getTime() === occurrence.getTime(),
  );
}
