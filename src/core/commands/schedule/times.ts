import type { Times } from '../../schedule.ts';
import { type Draft, minutesOf, startOf } from '../../when/index.ts';

/** When a draft takes place; undefined while that is not settled. */
export function timesOf(draft: Draft): Times | undefined {
  const start = startOf(draft);
  if (!start) return undefined;
  return {
    localStart: start.toPlainDateTime().toString().slice(0, 16),
    timeZone: draft.timeZone,
    startsAt: new Date(start.epochMilliseconds),
    minutes: minutesOf(draft),
    recurrence: draft.recurrence,
  };
}
