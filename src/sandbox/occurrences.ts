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

/** A series is looked at for a year, and at least this often: a year of weekly meetings. */
const fewestOccurrences = 53;
const yearMilliseconds = 365 * 24 * 3_600_000;

/** Of the series that were looked at last: their occurrences are asked for again with every meeting that is added. */
const remembered = new Map<string, readonly number[]>();
const mostRemembered = 500;

/** The beginnings of a meeting in order, the first ones of a long series. Milliseconds. Throws 406 for a rule that is none. */
export function occurrences(times: Pick<Times, 'startTime' | 'recurrence' | 'timeZone'>): readonly number[] {
  const { startTime, recurrence, timeZone = 'UTC' } = times;
  if (recurrence === '') return [startTime.getTime()];
  const key = `${startTime.getTime()}|${recurrence}|${timeZone}`;
  const found = remembered.get(key) ?? workOut(startTime, recurrence, timeZone);
  remembered.delete(key);
  remembered.set(key, found);
  const [oldest = ''] = remembered.keys();
  if (remembered.size > mostRemembered) remembered.delete(oldest);
  return found;
}

function workOut(startTime: Date, recurrence: string, timeZone: string): readonly number[] {
  if (!isRule(recurrence)) throw noRule();
  const begin = startTime.toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART:${begin}\nRRULE:${recurrence}`, tzid: timeZone });
    const first = rule.all((_date, index) => index < fewestOccurrences);
    // A rule that never comes true is no meeting.
    if (first.length === 0) throw noRule();
    const year = rule.between(startTime, new Date(startTime.getTime() + yearMilliseconds), true);
    return (year.length > first.length ? year : first).map(({ epochMilliseconds }) => epochMilliseconds);
  } catch {
    throw noRule();
  }
}

/** True if at some moment both take place. */
export function overlap(one: Times, other: Times): boolean {
  const [ours, theirs] = [occurrences(one), occurrences(other)];
  const [ourLength, theirLength] = [one.minutes * 60_000, other.minutes * 60_000];
  for (let our = 0, their = 0; our < ours.length && their < theirs.length; ) {
    const [ourStart = 0, theirStart = 0] = [ours[our], theirs[their]];
    if (ourStart + ourLength <= theirStart) our++;
    else if (theirStart + theirLength <= ourStart) their++;
    else return true;
  }
  return false;
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
