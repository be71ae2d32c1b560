import { Temporal } from 'temporal-polyfill';
import type { Draft, Reader } from './draft.ts';
import type { Placed } from './read.ts';
import type { Question } from './understanding.ts';
import { zoneOfOffset } from './zone-names.ts';
import type { FoundZone } from './zones.ts';

/** The zone that is meant, or the question which one. */
export interface SettledZone {
  readonly timeZone: string;
  readonly said: boolean;
  readonly question?: Question & { readonly slot: 'zone' };
}

/** @param at when about, local time: abbreviations have a season */
export function settleZone(
  zones: readonly (FoundZone & Placed)[],
  reader: Reader,
  at: Temporal.PlainDateTime,
): SettledZone {
  const own = { timeZone: reader.timeZone, said: false };
  const sure = zones.filter(({ place }) => !place);
  const each = told(sure.length > 0 ? sure : zones).map((zone) => settleOne(zone, reader, at));
  const [first] = each;
  if (!first) return own;
  const asked = each.find(({ question }) => question);
  if (asked) return { ...own, question: asked.question };
  if (each.every(({ timeZone }) => timeZone === first.timeZone)) return first;
  const said = zones.map((zone) => zone.said).join(', ');
  return {
    ...own,
    question: ambiguous(
      said,
      each.map(({ timeZone }) => timeZone),
    ),
  };
}

/** "IST (India)": of several that an abbreviation may be, the one that a place says. */
function told(zones: readonly (FoundZone & Placed)[]): readonly (FoundZone & Placed)[] {
  const single = new Set(zones.flatMap(({ zones: [only, ...more] }) => (only && more.length === 0 ? [only] : [])));
  return zones.filter((zone) => zone.zones.length < 2 || !zone.zones.some((one) => single.has(one)));
}

function settleOne(zone: FoundZone & Placed, reader: Reader, at: Temporal.PlainDateTime): SettledZone {
  const own = { timeZone: reader.timeZone, said: false };
  const saidName = zone.said.replace(/^[(,\s]*(?:in\s+)?|[)\s]+$/giu, '').replace(/\s+(?:time|timezone)$/iu, '');
  if (zone.own) return { ...own, said: true };
  if (zone.zones.length === 0)
    return {
      ...own,
      question: {
        slot: 'zone',
        why: 'zone_unknown',
        said: saidName,
        choices: [{ timeZone: reader.timeZone, zoneSaid: true }],
      },
    };
  if (zone.offered) return { ...own, question: ambiguous(saidName, zone.zones) };
  const candidates = zone.zones.map((timeZone, index) => ({ timeZone, offset: zone.offsets?.[index] }));
  const [only] = candidates;
  const chosen =
    candidates.find(({ timeZone }) => isSame(timeZone, reader.timeZone)) ??
    (candidates.length === 1 ? only : ownOf(candidates, reader, at)) ??
    candidates.find(({ timeZone }) => zone.offsets && isOfCountry(timeZone, reader));
  if (!chosen) return { ...own, question: ambiguous(saidName, zone.zones) };
  if (zone.place) {
    const same = offsetOf(chosen.timeZone, at) === offsetOf(reader.timeZone, at);
    return same ? own : { ...own, question: ambiguous(saidName, [chosen.timeZone, reader.timeZone]) };
  }
  const { timeZone, offset } = chosen;
  if (offset === undefined) return { timeZone, said: true };
  const ownOffset = offsetOf(reader.timeZone, at);
  const greenwich = /^gmt$/iu.test(saidName) && reader.timeZone === 'Europe/London';
  if (timeZone === 'UTC')
    return greenwich && ownOffset !== 0
      ? { ...own, question: ambiguous(saidName, [reader.timeZone, 'UTC']) }
      : { timeZone: greenwich ? reader.timeZone : timeZone, said: true };
  // In London's summer, Paris is an hour ahead of what "CET" says; Lagos has its one clock all year.
  const isOwn = offset === ownOffset && (offsetOf(timeZone, at) === offset || isSteady(reader.timeZone));
  if (isOwn && candidates.length === 1) return { timeZone: reader.timeZone, said: true };
  if (offsetOf(timeZone, at) === offset) return { timeZone, said: true };
  const strict = zoneOfOffset(offset);
  return { ...own, question: ambiguous(saidName, strict ? [timeZone, strict] : [timeZone]) };
}

/** A Mexican's CST is what the clocks of Mexico show, and not those of Chicago or Shanghai. */
function ownOf(
  candidates: readonly { readonly timeZone: string; readonly offset: number | undefined }[],
  { timeZone: own }: Reader,
  at: Temporal.PlainDateTime,
) {
  const near = candidates.filter(
    ({ timeZone, offset }) => offset === offsetOf(own, at) && timeZone.split('/')[0] === own.split('/')[0],
  );
  return near.length === 1 && isSteady(own) && !own.startsWith('Europe/')
    ? { timeZone: own, offset: undefined }
    : undefined;
}

const seasons = ['2026-01-15T12:00', '2026-07-15T12:00'].map((moment) => Temporal.PlainDateTime.from(moment));

function ambiguous(said: string, zones: readonly string[]): Question & { readonly slot: 'zone' } {
  const choices = [...new Set(zones)].map((timeZone): Partial<Draft> => ({ timeZone, zoneSaid: true }));
  return { slot: 'zone', why: 'zone_ambiguous', said, choices };
}

function offsetOf(timeZone: string, at: Temporal.PlainDateTime): number {
  return at.toZonedDateTime(timeZone).offsetNanoseconds / 60e9;
}

/** True where clocks are never changed. */
function isSteady(timeZone: string): boolean {
  const [winter, summer] = seasons.map((at) => offsetOf(timeZone, at));
  return winter === summer;
}

/** Two names of what is one zone, as far as anybody would notice; in Europe neighbours share a clock and not an abbreviation. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.startsWith('Europe/')) return false;
  return seasons.every((at) => offsetOf(one, at) === offsetOf(other, at)) && one.split('/')[0] === other.split('/')[0];
}

/** An American's or a Canadian's CST is Chicago's, an Indian's IST is Kolkata's. */
function isOfCountry(timeZone: string, { locale, timeZone: own }: Reader): boolean {
  const region = /[-_]([A-Z]{2})\b/u.exec(locale)?.[1];
  if (region === 'US' || region === 'CA') return timeZone === 'America/Chicago' || timeZone === 'America/Halifax';
  const places: Readonly<Record<string, string>> = {
    IN: 'Asia/Kolkata',
    IE: 'Europe/Dublin',
    IL: 'Asia/Jerusalem',
    CN: 'Asia/Shanghai',
    SG: 'Asia/Singapore',
    SA: 'Asia/Riyadh',
  };
  return region !== undefined && Object.hasOwn(places, region) && places[region] === timeZone && own !== '';
}
