import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { endOf, isElsewhere, type Occurrence, type OccurrenceChange, type Times } from './schedule.ts';
import { inZone } from './zoned.ts';

type Series = Times & { readonly changes?: readonly OccurrenceChange[] };

/** A series is never looked through further than this: a rule that hardly ever comes true must not hold us up. */
const mostLookedAt = 1_000;
/** What somebody can plan: nobody means more by it, and each change looks through all of it. */
export const mostYears = 5;
export const mostTimes = 500;

/** True of a rule with an end that is too far away. One without an end is not too long: it is never looked through as a whole. */
export function seriesTooLong(rule: string, start: Date): boolean {
  const count = /(?:^|;)COUNT=(\d+)/i.exec(rule)?.[1];
  if (count !== undefined && Number(count) > mostTimes) return true;
  const until = /(?:^|;)UNTIL=(\d{4})(\d\d)(\d\d)/i.exec(rule);
  if (!until) return false;
  const [, year, month, day] = until.map(Number);
  // A day more: the last day is on the clock of a zone.
  return Date.UTC(Number(year) - mostYears, Number(month) - 1, Number(day) - 1) > start.getTime();
}

/** What takes place, in part at least, between two moments, in order; at most `most` of it. */
export function occurrencesBetween(series: Series, from: Date, to: Date, most = 100): readonly Occurrence[] {
  const found = plain(series, before(from, longest(series)), to)
    .map((original) => applied(series, original))
    .filter((occurrence) => occurrence !== undefined)
    .concat(movedFromElsewhere(series, from, to));
  const unique = new Map(found.map((occurrence) => [occurrence.original.getTime(), occurrence]));
  return [...unique.values()]
    .filter((occurrence) => occurrence.start < to && endOf(occurrence) > from)
    .sort((one, other) => one.start.getTime() - other.start.getTime())
    .slice(0, most);
}

/** The first one that begins after `after`; undefined where there is none any more. */
export function nextOccurrence(series: Series, after: Date): Occurrence | undefined {
  const moved = movedFromElsewhere(series, after, new Date(8.64e15)).filter(({ start }) => start > after);
  const changed = new Set((series.changes ?? []).map(({ occurrence }) => occurrence.getTime()));
  let unmoved: Occurrence | undefined;
  if (!series.recurrence) {
    if (series.startsAt > after && !changed.has(series.startsAt.getTime())) unmoved = single(series, series.startsAt);
  } else {
    const late = lateFirst(series);
    const rule = ruleOf(series);
    let cursor = late && late.ruled <= after && after < series.startsAt ? new Date(late.ruled.getTime() - 1) : after;
    for (let tries = 0; tries < mostLookedAt && !unmoved; tries += 1) {
      const next = rule.next(cursor);
      if (!next) break;
      cursor = next;
      const original = late?.real(cursor) ?? cursor;
      if (!changed.has(original.getTime())) unmoved = single(series, original);
    }
  }
  return [...moved, ...(unmoved ? [unmoved] : [])].sort((one, other) => one.start.getTime() - other.start.getTime())[0];
}

/** What is shown of a meeting: the one that goes on or comes next; where none does any more, the first one. */
export function shownOccurrence(series: Series, now: Date): Occurrence {
  return nextOccurrence(series, before(now, series.minutes)) ?? single(series, series.startsAt);
}

/** What of a series takes place at another time than the rule says, and is not over, soonest first. */
export function elsewhereAhead({ changes = [], minutes: usual }: Series, now: Date): readonly Occurrence[] {
  return changes
    .filter(isElsewhere)
    .flatMap(({ occurrence: original, startsAt: start, minutes = usual }) =>
      start ? [{ original, start, minutes }] : [],
    )
    .filter((occurrence) => endOf(occurrence) > now)
    .sort((one, other) => one.start.getTime() - other.start.getTime());
}

/** The same as `shownOccurrence`, of those that take place when the rule says, as long as there are such. */
export function ruledOccurrence(series: Series, now: Date): Occurrence {
  const { changes = [] } = series;
  const ruled = changes.map((change) => (isElsewhere(change) ? { occurrence: change.occurrence } : change));
  return nextOccurrence({ ...series, changes: ruled }, before(now, series.minutes)) ?? shownOccurrence(series, now);
}

/** When the last one ends; undefined for a series without an end. */
export function lastEnd(series: Series): Date | undefined {
  const ends = (series.changes ?? []).flatMap(({ startsAt, minutes = series.minutes }) =>
    startsAt ? [endOf({ start: startsAt, minutes }).getTime()] : [],
  );
  if (!series.recurrence) return new Date(Math.max(endOf({ start: series.startsAt, ...series }).getTime(), ...ends));
  if (!/(^|;)(COUNT|UNTIL)=/.test(series.recurrence)) return undefined;
  // From behind: it takes no longer for a series that goes on for decades.
  const ruled = ruleOf(series).last();
  const last = ruled ? (lateFirst(series)?.real(ruled) ?? ruled) : series.startsAt;
  return new Date(Math.max(last.getTime() + series.minutes * 60_000, ...ends));
}

const endOfTime = new Date('9999-12-31T23:59:59Z');

/**
 * Where the first one begins at an hour that the clocks show twice, and it is the second: a rule always means the first of the two
 * (RFC 5545, 3.3.5). `ruled` is where the rule has it, and `real` puts it where it is.
 */
function lateFirst({ localStart, timeZone, startsAt }: Series) {
  const first = Temporal.PlainDateTime.from(localStart).toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const second = Temporal.PlainDateTime.from(localStart).toZonedDateTime(timeZone, { disambiguation: 'later' });
  const isTwice = first.toPlainDateTime().equals(second.toPlainDateTime()) && !first.equals(second);
  if (!isTwice || second.epochMilliseconds !== startsAt.getTime()) return undefined;
  const ruled = new Date(first.epochMilliseconds);
  return { ruled, real: (original: Date) => (original.getTime() === ruled.getTime() ? startsAt : original) };
}

function single({ minutes }: Series, start: Date): Occurrence {
  return { original: start, start, minutes };
}

/**
 * When a rule takes place. Its times are those of a clock: one that the clocks of the zone skip on a day counts as if they were not put
 * forward yet, so that 2:30 is at 3:30 then, and one that they show twice is the first (RFC 5545, 3.3.5). The RFC has another sentence, by
 * which a skipped one is left out (3.3.10), as the library does; calendars do not, and they are what people see beside our lists.
 */
function ruleOf({ localStart, timeZone, recurrence = '' }: Series) {
  const start = `${localStart.replace(/[-:]/g, '')}00`.slice(0, 15);
  const until = (all: string) => {
    const local = Temporal.Instant.from(all.slice('UNTIL='.length)).toZonedDateTimeISO(timeZone).toPlainDateTime();
    return `UNTIL=${local.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}Z`;
  };
  const onClock = recurrence.replace(/UNTIL=\d{8}T\d{6}Z/, until);
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${start}\nRRULE:${onClock}` });
  const clockOf = (at: Date, hours: number) =>
    new Date(inZone(at, timeZone).toPlainDateTime().add({ hours }).toZonedDateTime('UTC').epochMilliseconds);
  const real = (clock: Temporal.ZonedDateTime) =>
    new Date(clock.toPlainDateTime().toZonedDateTime(timeZone).epochMilliseconds);
  return {
    between: (from: Date, to: Date): readonly Date[] =>
      rule
        .between(clockOf(from, -mostSkippedHours), clockOf(to, mostSkippedHours), true)
        .slice(0, mostLookedAt)
        .map(real)
        .filter((at) => from <= at && at <= to),
    next(after: Date): Date | undefined {
      let clock = rule.next(clockOf(after, -mostSkippedHours), false);
      while (clock && real(clock) <= after) clock = rule.next(new Date(clock.epochMilliseconds), false);
      return clock ? real(clock) : undefined;
    },
    last(): Date | undefined {
      const clock = rule.previous(endOfTime);
      return clock ? real(clock) : undefined;
    },
  };
}

/** No clock is put forward or back by more, but where a zone changed the side of the date line. */
const mostSkippedHours = 3;

function plain(series: Series, from: Date, to: Date): readonly Date[] {
  if (!series.recurrence) return series.startsAt < to ? [series.startsAt] : [];
  const late = lateFirst(series);
  const since = late && late.ruled < from && from <= series.startsAt ? late.ruled : from;
  return ruleOf(series)
    .between(since, to)
    .map((original) => late?.real(original) ?? original);
}

function applied(series: Series, original: Date): Occurrence | undefined {
  const change = series.changes?.find(({ occurrence }) => occurrence.getTime() === original.getTime());
  if (!change) return single(series, original);
  return change.startsAt && { original, start: change.startsAt, minutes: change.minutes ?? series.minutes };
}

/** Occurrences whose own day is elsewhere, and that were moved to between the two moments. */
function movedFromElsewhere(series: Series, from: Date, to: Date): readonly Occurrence[] {
  return (series.changes ?? [])
    .flatMap(({ occurrence: original, startsAt: start, minutes = series.minutes }) =>
      start ? [{ original, start, minutes }] : [],
    )
    .filter((occurrence) => occurrence.start < to && endOf(occurrence) > from);
}

function longest({ minutes, changes = [] }: Series): number {
  return Math.max(minutes, ...changes.map((change) => change.minutes ?? 0));
}

function before(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() - minutes * 60_000);
}
