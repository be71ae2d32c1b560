import { setImmediate } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';

/** An offset of a zone, and from when on it applies. */
export interface ZoneOffset {
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly from: Date;
  /** From UTC. */
  readonly minutes: number;
  readonly daylightSaving: boolean;
}

let _known: Promise<readonly ZoneOffset[]> | undefined;

/**
 * Every zone that this machine knows, with the offset that applies now and the one after it; where clocks are not changed, from 1970 on.
 * Worked out once.
 */
export function zoneOffsets(): Promise<readonly ZoneOffset[]> {
  _known ??= workOut();
  return _known;
}

/** The id of a zone is its name, in letters that an id may have. */
export function zoneId(name: string): string {
  return name.replaceAll('/', '-').replaceAll('+', 'p');
}

async function workOut(): Promise<readonly ZoneOffset[]> {
  const now = Temporal.Now.instant();
  const found: ZoneOffset[] = [];
  for (const name of ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]) {
    const here = now.toZonedDateTimeISO(name);
    const halfAYearOn = now.add({ hours: 24 * 183 }).toZonedDateTimeISO(name);
    const isChanging = here.offsetNanoseconds !== halfAYearOn.offsetNanoseconds;
    // To look back for the last change of a zone that has none any more takes ten times as long as all the rest.
    const since = isChanging ? here.getTimeZoneTransition('previous') : null;
    const next = isChanging ? here.getTimeZoneTransition('next') : null;
    // Standard time is the lesser of the two offsets of a year, all over the world but in Ireland's law.
    const standard = Math.min(here.offsetNanoseconds, (next ?? here).offsetNanoseconds);
    for (const at of next ? [since, next] : [since]) {
      const moment = at ?? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
      const offset = at === next ? (next ?? here).offsetNanoseconds : here.offsetNanoseconds;
      found.push({
        id: zoneId(name),
        name,
        abbreviation: abbreviation(name, new Date(moment.epochMilliseconds)),
        from: new Date(moment.epochMilliseconds),
        minutes: offset / 60_000_000_000,
        daylightSaving: offset > standard,
      });
    }
    // Half a second of work in all: others get their turn in between.
    await setImmediate();
  }
  return found;
}

function abbreviation(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
