import { Temporal } from 'temporal-polyfill';
import { clearAt } from './clock-form.ts';
import type { FoundClock } from './clock-times.ts';
import type { Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
import { calendarIn } from './resolve-day.ts';
import { settleDay } from './settle-day.ts';
import { settleZone } from './settle-zone.ts';
import type { FoundZone } from './zones.ts';

type Pair = readonly [clock: FoundClock & Placed, zone: (FoundZone & Placed) | undefined];

/**
 * "4pm SGT / 8am GMT": one moment on several clocks is one time. Of these that of the reader is kept, or else the first one; what
 * contradicts itself is left as it is, and asked about.
 *
 * @param day when about: abbreviations have a season
 */
export function inOneZone(reading: Reading, reader: Reader, day: Temporal.PlainDate): Reading {
  const { clocks, zones } = reading;
  const pairs = clocks.map((clock, index): Pair => {
    const next = clocks[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    return [clock, zones.find(({ from }) => from >= clock.to && from < next)];
  });
  const paired = pairs.flatMap(([, zone]) => (zone ? [zone] : []));
  if (clocks.length < 2 || paired.length !== zones.length || paired.length < clocks.length - 1) return reading;
  const local = pairs.map(([clock, zone]) => localOf(clock, zone, reader, day));
  const [first] = local;
  if (!first || local.some((one) => one === undefined || !isSame(one, first))) return reading;
  const own = local.findIndex((one) => one?.timeZoneId === reader.timeZone);
  const [clock, zone] = pairs[Math.max(0, own)] ?? [];
  return clock ? { ...reading, clocks: [clock], zones: zone ? [zone] : [] } : reading;
}

/**
 * "9am Tokyo time on thursday, which is 6pm wednesday for us": two times and two days that are one moment. That of the reader is kept, or
 * else the first one; what is not the same moment is left, and asked about.
 */
export function onOneDay(reading: Reading, reader: Reader): Reading {
  const { clocks, zones, recurrences } = reading;
  const days = reading.days.filter(({ role }) => role === 'on');
  const [[clock, other, ...moreClocks], [day, otherDay, ...moreDays]] = [clocks, days];
  if (!clock || !other || !day || !otherDay || moreClocks.length + moreDays.length + recurrences.length > 0)
    return reading;
  const second = Math.min(other.from, otherDay.from);
  const groups = [zones.filter(({ from }) => from < second), zones.filter(({ from }) => from >= second)] as const;
  if (zones.length === 0 || groups.some(({ length }) => length > 1) || Math.max(clock.to, day.to) > second)
    return reading;
  const [zone, otherZone] = [groups[0][0], groups[1][0]];
  const here = momentsOf(clock, day, zone, reader);
  const there = momentsOf(other, otherDay, otherZone, reader);
  const same = there.find((one) => here[0] && here.length === 1 && isSame(one, here[0]));
  if (!same) return reading;
  const isOwn = same.timeZoneId === reader.timeZone && !other.end === !clock.end;
  const [keptClock, keptDay, keptZone] =
    isOwn && other.start?.form === 'clear' ? [other, otherDay, otherZone] : [clock, day, zone];
  return {
    ...reading,
    clocks: [keptClock],
    days: reading.days.filter((one) => one === keptDay || !days.includes(one)),
    zones: keptZone ? [keptZone] : [],
  };
}

/** On that day where that clock is; midnight is that of its beginning, or of its end. */
function momentsOf(
  clock: FoundClock & Placed,
  day: Reading['days'][number],
  zone: (FoundZone & Placed) | undefined,
  reader: Reader,
): readonly Temporal.ZonedDateTime[] {
  const { start } = clock;
  const settled = settleDay([day], calendarIn(reader, reader.timeZone));
  const [date] = settled.kind === 'dates' && !settled.problem ? settled.dates : [];
  if (!date || !start) return [];
  const isMidnight = start.form === 'midnight';
  const dates = isMidnight ? [date, date.add({ days: 1 })] : [date];
  const at = { ...clock, start: isMidnight ? clearAt(0, 0) : start };
  return dates.flatMap((one) => localOf(at, zone, reader, one) ?? []);
}

/** Undefined where it is no time by itself, or nobody can tell which zone is meant. */
function localOf(
  { start }: FoundClock,
  zone: (FoundZone & Placed) | undefined,
  reader: Reader,
  day: Temporal.PlainDate,
): Temporal.ZonedDateTime | undefined {
  if (start?.form !== 'clear' || start.weak) return undefined;
  const local = day.toPlainDateTime(Temporal.PlainTime.from({ hour: start.hour, minute: start.minute }));
  const settled = zone && settleZone([zone], reader, local);
  if (settled?.question) return undefined;
  return local.toZonedDateTime(settled?.timeZone ?? reader.timeZone);
}

/** The same moment, and on the same day everywhere: of two days nobody could tell which one is meant. */
function isSame(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return one.epochMilliseconds === other.epochMilliseconds;
}
