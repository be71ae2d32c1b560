import { Temporal } from 'temporal-polyfill';
import type { FoundClock } from './clock-times.ts';
import type { Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
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
