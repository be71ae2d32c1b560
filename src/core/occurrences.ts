import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { endOf, type Occurrence, type OccurrenceChange, type Times } from './schedule.ts';

type Series = Times & { readonly changes?: readonly OccurrenceChange[] };

/** A series is never looked through further than this: a rule that hardly ever comes true must not hold us up. */
const mostLookedAt = 1_000;

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
    let cursor = Temporal.Instant.fromEpochMilliseconds(after.getTime());
    const rule = ruleOf(series);
    for (let tries = 0; tries < mostLookedAt && !unmoved; tries += 1) {
      const next = rule.next(new Date(cursor.epochMilliseconds), false);
      if (!next) break;
      if (!changed.has(next.epochMilliseconds)) unmoved = single(series, new Date(next.epochMilliseconds));
      cursor = next.toInstant();
    }
  }
  return [...moved, ...(unmoved ? [unmoved] : [])].sort((one, other) => one.start.getTime() - other.start.getTime())[0];
}

/** When the last one ends; undefined for a series without an end. */
export function lastEnd(series: Series): Date | undefined {
  const ends = (series.changes ?? []).flatMap(({ startsAt, minutes = series.minutes }) =>
    startsAt ? [endOf({ start: startsAt, minutes }).getTime()] : [],
  );
  if (!series.recurrence) return new Date(Math.max(endOf({ start: series.startsAt, ...series }).getTime(), ...ends));
  if (!/(^|;)(COUNT|UNTIL)=/.test(series.recurrence)) return undefined;
  const all = ruleOf(series).all((_date, index) => index < 10_000);
  const last = all.at(-1)?.epochMilliseconds ?? series.startsAt.getTime();
  return new Date(Math.max(last + series.minutes * 60_000, ...ends));
}

function single({ minutes }: Series, start: Date): Occurrence {
  return { original: start, start, minutes };
}

function ruleOf({ localStart, timeZone, recurrence }: Series): RRuleTemporal {
  const start = `${localStart.replace(/[-:]/g, '')}00`.slice(0, 15);
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=${timeZone}:${start}\nRRULE:${recurrence}` });
}

function plain(series: Series, from: Date, to: Date): readonly Date[] {
  if (!series.recurrence) return series.startsAt < to ? [series.startsAt] : [];
  return ruleOf(series)
    .between(from, to, true)
    .slice(0, mostLookedAt)
    .map(({ epochMilliseconds }) => new Date(epochMilliseconds));
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
