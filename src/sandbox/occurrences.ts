import { RRuleTemporal } from 'rrule-temporal';
import { refusals } from './answers.ts';

/** When a meeting takes place. Times in UTC, `minutes` long each time. */
export interface Times {
  readonly startTime: Date;
  readonly minutes: number;
  /** An RRULE without its name; empty: once. */
  readonly recurrence: string;
  /** In which the rule is counted; UTC unless given. */
  readonly timeZone: string | undefined;
}

/** A series is looked at this far ahead; a year of weekly meetings. */
const mostOccurrences = 53;

/** The beginnings of a meeting, the first ones of a long series. Throws 406 for a rule that is none. */
export function occurrences({ startTime, recurrence, timeZone }: Times): readonly Date[] {
  if (recurrence === '') return [startTime];
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/.test(recurrence)) throw noRule();
  const begin = startTime.toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART:${begin}\nRRULE:${recurrence}`, tzid: timeZone ?? 'UTC' });
    const found = rule.all((_date, index) => index < mostOccurrences);
    return found.map(({ epochMilliseconds }) => new Date(epochMilliseconds));
  } catch {
    throw noRule();
  }
}

/** True if at some moment both take place. */
export function overlap(one: Times, other: Times): boolean {
  const [ours, theirs] = [occurrences(one), occurrences(other)];
  return ours.some((start) => {
    const end = start.getTime() + one.minutes * 60_000;
    return theirs.some(
      (theirStart) => theirStart.getTime() < end && start.getTime() < theirStart.getTime() + other.minutes * 60_000,
    );
  });
}

function noRule() {
  return refusals.invalid({ recurrence: 'a rule such as FREQ=WEEKLY;BYDAY=FR;COUNT=10 (RFC 5545)' });
}
