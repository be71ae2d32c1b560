import { canonicalZone } from '../zoned.ts';
import { isOnlyName } from './given-names.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';
import {
  endsTime,
  isBehindTime,
  readBarePlace,
  readForPlace,
  readInPlace,
  readPlaceName,
  readPlaceTime,
} from './zone-by-place.ts';
import { isZoneName, zoneOfOffset } from './zone-names.ts';
import { abbreviations } from './zone-table.ts';

/** A zone as it was said. None: there is no such zone; several: it may be any of them. */
export interface FoundZone {
  readonly zones: readonly string[];
  /** Of an abbreviation: the offset that each of the zones has while it is used. Minutes. */
  readonly offsets?: readonly number[];
  /** `in Berlin` away from a time: where one meets, or the zone. */
  readonly place?: boolean;
  /** `my time`: the speaker's own. */
  readonly own?: boolean;
  /** True where several were named, of which any may be meant. */
  readonly offered?: boolean;
  /** True if it can be a title as well: three capitals behind a time. */
  readonly unsure?: boolean;
}

/** A zone at an index. Times and days have to be taken before: most zones are ones only behind a time. */
export function readZone(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const open = after(tokens, index, '(');
  if (open) {
    const inside = readBare(tokens, open) ?? readPlaceName(tokens, open);
    const close = inside && after(tokens, inside.next, ')');
    const behindZone = tokens.list[index - 1]?.taken === 'zone';
    return inside && close && (behindZone || isBehindTime(tokens, index))
      ? { value: inside.value, next: close }
      : undefined;
  }
  return readBare(tokens, index);
}

function readBare(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  return (
    readNamedZone(tokens, index) ??
    readStrangeName(tokens, index) ??
    readIana(tokens, index) ??
    readOffered(tokens, index) ??
    readOffset(tokens, index) ??
    readPlaceTime(tokens, index) ??
    readForPlace(tokens, index) ??
    readAbbreviation(tokens, index) ??
    readInPlace(tokens, index) ??
    readBarePlace(tokens, index)
  );
}

/** `in the zone Mars/Olympus`, `timezone: Berlin`, `tz = CET`: whatever stands there is one, known or not. */
function readNamedZone(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const start = afterAny(tokens, index, [
    'in|at|on|for? the? timezone|tz of|is|:|=?',
    'in|at|on|for? the? time -? zone of|is|:|=?',
    'in|at the? zone of|is|:|=?',
  ]);
  if (start === undefined || at(tokens, start)?.kind !== 'word') return undefined;
  const known = readIana(tokens, start) ?? readNameOfZone(tokens, start);
  if (known) return known;
  const next = endOfName(tokens, start);
  const named = /^\p{Lu}\p{L}+(?:[/_]\p{L}+)+$/u.test(said(tokens, start, next));
  const sure = lowerAt(tokens, start - 1) !== 'zone' || tokens.list[start - 2]?.lower === 'time';
  const labelled = /^[:=]$/u.test(lowerAt(tokens, start - 1));
  const ends = labelled || (sure && isBehindTime(tokens, index) && endsTime(tokens, next));
  return named || ends ? { value: { zones: [] }, next } : undefined;
}

function readIana(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (at(tokens, index)?.kind !== 'word' || lowerAt(tokens, index + 1) !== '/') return undefined;
  const next = endOfName(tokens, index);
  const text = said(tokens, index, next);
  const zone = canonicalZone(text);
  // "US/Pacific"; "US/EU pricing" is none.
  const isOfCountry = zone !== undefined && /^(?:US|Canada|Etc)\//u.test(text);
  if (!isZoneName(text.toLowerCase()) && !text.startsWith('Etc/') && !isOfCountry) return undefined;
  return { value: { zones: zone ? [zone] : [] }, next: after(tokens, next, 'time') ?? next };
}

/** `Mars/Phobos` right behind a time: written like a zone, and none. */
function readStrangeName(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (at(tokens, index)?.kind !== 'word' || lowerAt(tokens, index + 1) !== '/') return undefined;
  if (!isBehindTime(tokens, index)) return undefined;
  const next = endOfName(tokens, index);
  const name = said(tokens, index, next);
  const written = /^\p{Lu}\p{Ll}+(?:\/\p{Lu}\p{Ll}+(?:_\p{L}+)*)+$/u.test(name);
  // "4:15pm, Alastair/Nisha/Bex".
  if (!written || canonicalZone(name) || name.split('/', 2).every(isOnlyName)) return undefined;
  const time = after(tokens, next, 'time|timezone');
  return time || endsTime(tokens, next) ? { value: { zones: [] }, next: time ?? next } : undefined;
}

/** How far a name like those of IANA goes: `Mars/Olympus_Mons`. */
function endOfName(tokens: Tokens, index: number): number {
  let next = index + 1;
  while (next < index + 12 && at(tokens, next)?.glued && /^[\p{L}\p{N}/_+-]+$/u.test(at(tokens, next)?.text ?? ''))
    next++;
  return next;
}

/** `UTC+2`, `GMT-05:30`, `+02:00`. */
function readOffset(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const named = after(tokens, index, 'utc|gmt');
  const start = named ?? index;
  const sign = at(tokens, start);
  const hours = at(tokens, start + 1);
  if (!sign || !/^[+\-−±]$/u.test(sign.text) || hours?.kind !== 'number' || !hours.glued || hours.text.length > 4)
    return undefined;
  const minutes = tokens.list[start + 3];
  const colon = lowerAt(tokens, start + 2) === ':' && minutes?.glued === true && /^\d\d$/u.test(minutes.text);
  const compact = hours.text.length > 2;
  if (!named && (!(colon || hours.text.length === 4) || !isBehindTime(tokens, index))) return undefined;
  const whole = Number(compact ? hours.text.slice(0, -2) : hours.text);
  const rest = compact ? Number(hours.text.slice(-2)) : colon ? Number(minutes?.text) : 0;
  const zone = zoneOfOffset((sign.text === '+' ? 1 : -1) * (whole * 60 + rest));
  return { value: { zones: zone ? [zone] : [] }, next: colon ? start + 4 : start + 2 };
}

/** `CET`, `PT`, `z` right behind a time; capitals that nobody knows may be a zone as well. */
function readAbbreviation(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const token = at(tokens, index);
  const before = tokens.list[index + 1]?.taken === 'clock' && abbreviations.get(token?.lower ?? '');
  // "AEST 3pm", "UTC 14:00".
  if (before && /^[A-Z]{3,4}$/u.test(token?.text ?? '') && !isShouted(tokens))
    return { value: before, next: index + 1 };
  if (token?.kind !== 'word' || !isBehindTime(tokens, index)) return undefined;
  const known = abbreviations.get(token.lower);
  const capitals = token.text === token.text.toUpperCase();
  // In small letters, some are words: "3pm cat video".
  const word = /^(?:gst|hst|sst|cat|eat|art|pet|wat|et|pt|ct|mt|z|west|zulu)$/u.test(token.lower);
  // "3pm GST filing": the tax.
  if (/^(?:gst|hst|pst|sst)$/u.test(token.lower) && ofTaxes.test(lowerAt(tokens, index + 1))) return undefined;
  // "2pm Z-score review", "2pm Art of war".
  const behind = tokens.list[index + 1];
  const isPair = behind?.text === '/' && tokens.list[index + 2]?.taken === 'clock';
  if ((behind?.glued && /^[-/'’]$/u.test(behind.text) && !isPair) || (word && !capitals && behind?.lower === 'of'))
    return undefined;
  if (known && (capitals || !word || endsTime(tokens, index + 1))) return { value: known, next: index + 1 };
  const directly = tokens.list[index - 1]?.taken === 'clock';
  if (
    !directly ||
    readPlaceName(tokens, index) ||
    smallWords.has(token.lower) ||
    isShouted(tokens) ||
    !/^[A-Z]{3,5}$/u.test(token.text) ||
    !(isBoundary(tokens, index + 1) || smallWords.has(lowerAt(tokens, index + 1)))
  )
    return undefined;
  return { value: { zones: [], ...(!/T$/u.test(token.text) && { unsure: true }) }, next: index + 1 };
}

const ofTaxes =
  /^(?:filings?|returns?|refunds?|audits?|invoices?|compliance|registrations?|reconciliation|payments?|credits?|rates?|issues?|queries|query|notices?|training)$/u;

/** True where everything is in capitals, which then say nothing. */
function isShouted(tokens: Tokens): boolean {
  const words = tokens.list.filter(({ kind, text }) => kind === 'word' && text.length > 2);
  return words.length > 1 && words.filter(({ text }) => text === text.toUpperCase()).length > words.length / 2;
}

/** `london or berlin time`, `CET or EST`: either may be meant. */
function readOffered(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (!isBehindTime(tokens, index)) return undefined;
  const one = readNameOfZone(tokens, index);
  const link = one && afterAny(tokens, one.next, ['or', '/']);
  const other = link === undefined ? undefined : readNameOfZone(tokens, link);
  if (!one || !other) return undefined;
  const next = after(tokens, other.next, 'time|timezone|zone') ?? other.next;
  const zones = [...new Set([...one.value.zones, ...other.value.zones])];
  // "EST/EDT" is one of them all year.
  return { value: { zones, ...(zones.length > 1 && { offered: true }) }, next };
}

function readNameOfZone(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const known = at(tokens, index)?.kind === 'word' ? abbreviations.get(lowerAt(tokens, index)) : undefined;
  const name = known ? { value: { zones: known.zones }, next: index + 1 } : readPlaceName(tokens, index);
  return name && { ...name, next: after(tokens, name.next, 'time') ?? name.next };
}
