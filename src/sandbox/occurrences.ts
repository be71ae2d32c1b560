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
  if (!isRule(recurrence)) throw noRule();
  const begin = startTime.toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART:${begin}\nRRULE:${recurrence}`, tzid: timeZone ?? 'UTC' });
    const found = rule.all((_date, index) => index < mostOccurrences);
    // A rule that never comes true is no meeting.
    if (found.length === 0) throw noRule();
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

/** The parts of a rule that a meeting can have, and their values (RFC 5545, 3.3.10); nothing more often than daily. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z)?$/,
  BYDAY: listOf('[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: listOf('-?([1-9]|[12]\\d|3[01])'),
  BYMONTH: listOf('([1-9]|1[0-2])'),
  BYSETPOS: listOf('-?[1-5]'),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

function listOf(item: string): RegExp {
  return new RegExp(`^${item}(,${item})*$`);
}

/** The library ignores what it does not know, which would make another rule of it. */
function isRule(recurrence: string): boolean {
  const given = recurrence.split(';').map((part) => part.split('='));
  const names = given.map(([name = '']) => name);
  const known = given.every(([name = '', value = '']) => Object.hasOwn(parts, name) && parts[name]?.test(value));
  return known && names[0] === 'FREQ' && new Set(names).size === names.length;
}

function noRule() {
  return refusals.invalid({ recurrence: 'a rule such as FREQ=WEEKLY;BYDAY=FR;COUNT=10 (RFC 5545)' });
}
