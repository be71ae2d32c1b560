import { Temporal } from 'temporal-polyfill';
import { createMemory } from '../memory.ts';
import { dayCodes } from '../when/rule.ts';

/** How many years of clock changes are looked at: in 12, every date has fallen on every weekday. */
const years = 13;

/** A clock change: when, on the clock as it was before, and the distances from UTC in minutes. */
interface Onset {
  readonly local: Temporal.PlainDateTime;
  readonly from: number;
  readonly to: number;
}

/**
 * A VTIMEZONE (RFC 5545, 3.6.5) that holds for everything from `since` on. Clock changes by a yearly rule are said as one;
 * what has none (Morocco, Egypt) is listed for twelve years.
 */
export function timeZoneComponent(timeZone: string, since: Date): string {
  const firstYear = since.getUTCFullYear() - 1;
  const key = `${firstYear} ${timeZone}`;
  const known = made.get(key, 0);
  if (known !== undefined) return known;
  const component = compose(timeZone, firstYear);
  made.set(key, component, 0);
  return component;
}

const made = createMemory<string>({ milliseconds: Number.POSITIVE_INFINITY, most: 1_000 });

function compose(timeZone: string, firstYear: number): string {
  const start = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }).toZonedDateTime(timeZone);
  const onsets = onsetsAfter(start, firstYear + years);
  const before = minutesOf(start);
  const yearly = grouped(onsets, ({ from, to, local }) =>
    [from, to, local.month, local.dayOfWeek, local.toPlainTime()].join(' '),
  ).flatMap((alike) => {
    const rule = yearlyRule(alike);
    return rule ? [{ alike, rule }] : [];
  });
  const byRule = new Set(yearly.flatMap(({ alike }) => alike));
  const listed = grouped(
    onsets.filter((onset) => !byRule.has(onset)),
    ({ from, to }) => `${from} ${to}`,
  );
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    // What holds until the first change that is known here.
    ...observance([{ local: new Temporal.PlainDateTime(1970, 1, 1), from: before, to: before }]),
    ...yearly.flatMap(({ alike, rule }) => observance(alike, `RRULE:${rule}`)),
    ...listed.flatMap((alike) => observance(alike)),
    'END:VTIMEZONE',
  ].join('\r\n');
}

function onsetsAfter(start: Temporal.ZonedDateTime, endYear: number): readonly Onset[] {
  const found: Onset[] = [];
  for (let at = start.getTimeZoneTransition('next'); at && at.year < endYear; at = at.getTimeZoneTransition('next')) {
    const [from, to] = [minutesOf(at.subtract({ nanoseconds: 1 })), minutesOf(at)];
    const local = at.toPlainDateTime().subtract({ minutes: to - from });
    if (from !== to) found.push({ local, from, to });
  }
  return found;
}

/** One kind of change; without a rule, all of its dates. What puts the clock forward counts as daylight saving time. */
function observance(alike: readonly Onset[], rule?: string): readonly string[] {
  const [first] = alike;
  if (!first) return [];
  const name = first.to > first.from ? 'DAYLIGHT' : 'STANDARD';
  // The first one too, and a property for each: not every reader takes DTSTART for one, or looks for a second value.
  const dates = alike.map(({ local }) => `RDATE:${localWords(local)}`);
  return [
    `BEGIN:${name}`,
    `DTSTART:${localWords(first.local)}`,
    `TZOFFSETFROM:${offsetWords(first.from)}`,
    `TZOFFSETTO:${offsetWords(first.to)}`,
    ...(rule ? [rule] : dates),
    `END:${name}`,
  ];
}

/** The rule by which the clock changes in this way each year; undefined where there is none. */
function yearlyRule(alike: readonly Onset[]): string | undefined {
  const [first] = alike;
  if (!first || alike.length !== years || new Set(alike.map(({ local }) => local.year)).size !== years)
    return undefined;
  const days = alike.map(({ local }) => local.day);
  const [least, most] = [Math.min(...days), Math.max(...days)];
  if (most - least > 6) return undefined;
  const { month, dayOfWeek } = first.local;
  const weekday = dayCodes[dayOfWeek - 1];
  const isLast = alike.every(({ local }) => local.day + 7 > local.daysInMonth);
  if (isLast) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=-1${weekday}`;
  const position = Math.ceil(most / 7);
  if (least > (position - 1) * 7) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=${position}${weekday}`;
  const among = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  return `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${among.join(',')};BYDAY=${weekday}`;
}

function grouped(onsets: readonly Onset[], key: (onset: Onset) => string): readonly (readonly Onset[])[] {
  return [...Map.groupBy(onsets, key).values()];
}

function minutesOf(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 60e9;
}

function offsetWords(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
}

function localWords(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}
