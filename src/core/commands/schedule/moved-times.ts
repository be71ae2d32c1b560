import { Temporal } from 'temporal-polyfill';
import { firstOf } from '../../calendar/event.ts';
import type { Planned, Times } from '../../schedule.ts';
import type { Moved } from '../../when/move.ts';
import { dayCodes } from '../../when/rule.ts';
import { inZone } from '../../zoned.ts';
import type { Mine } from './mine.ts';

/** A meeting, or one occurrence of it, at its new time. */
export function timesMoved({ start, minutes }: Moved, { timeZone }: Planned): Omit<Times, 'recurrence'> {
  const local = start.withTimeZone(timeZone);
  return {
    localStart: local.toPlainDateTime().toString().slice(0, 16),
    timeZone,
    startsAt: new Date(start.epochMilliseconds),
    minutes,
  };
}

/**
 * The whole series, moved by as much as one of it: on the wall clock, and to other weekdays where the rule names one. The one that is spoken
 * of goes along, though it may have been put elsewhere before. Undefined where the rule does not say what that would be; the form is for that.
 */
export function seriesMoved(
  planned: Planned,
  mine: Mine,
  moved: Moved,
): (Omit<Times, 'recurrence'> & { recurrence: string; along?: Date }) | undefined {
  // By where the rule has it: an occurrence that was moved before says nothing of the others.
  const from = inZone(mine.original, planned.timeZone).toPlainDateTime();
  const to = moved.start.withTimeZone(planned.timeZone).toPlainDateTime();
  const by = from.until(to, { largestUnit: 'day' });
  // A series may be written down with a beginning that its rule does not know: it takes place from the next one on.
  const local = firstOf(planned).toPlainDateTime().add(by);
  const rule = planned.recurrence ?? '';
  const isSameDay = from.toPlainDate().equals(to.toPlainDate());
  const day = /(^|;)BYDAY=([A-Z]{2})(;|$)/.exec(rule)?.[2];
  if (!isSameDay && /BYDAY|BYMONTHDAY|BYSETPOS/.test(rule) && (day === undefined || !rule.startsWith('FREQ=WEEKLY')))
    return undefined;
  const onDay =
    isSameDay || day === undefined ? rule : rule.replace(`BYDAY=${day}`, `BYDAY=${dayCodes[local.dayOfWeek - 1]}`);
  const recurrence = untilMoved(onDay, by.days);
  const start = local.toZonedDateTime(planned.timeZone);
  return {
    localStart: local.toString().slice(0, 16),
    timeZone: planned.timeZone,
    startsAt: new Date(start.epochMilliseconds),
    minutes: moved.minutes,
    recurrence,
    ...(planned.changes.some(({ occurrence }) => occurrence.getTime() === mine.original.getTime()) && {
      along: mine.original,
    }),
  };
}

/** The end of a series goes with it, or its last one would be lost. */
function untilMoved(rule: string, days: number): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)/, (_all, year: string, month: string, day: string) => {
    const moved = Temporal.PlainDate.from(`${year}-${month}-${day}`).add({ days });
    return `UNTIL=${moved.toString().replaceAll('-', '')}`;
  });
}
