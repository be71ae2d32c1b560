import { canonicalZone } from '../zoned.ts';
import { after, at, type Found, isBoundary, lowerAt, said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';
import { isZoneName, mostWordsOfPlace, zoneOfOffset, zonesOfPlace } from './zone-names.ts';
import { peoples } from './zone-places.ts';
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
    readStrangeName(tokens, index) ??
    readIana(tokens, index) ??
    readOffset(tokens, index) ??
    readPlaceTime(tokens, index) ??
    readAbbreviation(tokens, index) ??
    readInPlace(tokens, index) ??
    readBarePlace(tokens, index)
  );
}

function isBehindTime(tokens: Tokens, index: number): boolean {
  const before = tokens.list[index - 1];
  const sign =
    before?.kind === 'sign' && !before.taken && /^[,(]$/u.test(before.text) ? tokens.list[index - 2] : before;
  return sign?.taken === 'clock' || sign?.taken === 'day' || sign?.taken === 'recurrence';
}

function readIana(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (at(tokens, index)?.kind !== 'word' || lowerAt(tokens, index + 1) !== '/') return undefined;
  const next = endOfName(tokens, index);
  const text = said(tokens, index, next);
  if (!isZoneName(text.toLowerCase()) && !text.startsWith('Etc/')) return undefined;
  const zone = canonicalZone(text);
  return { value: { zones: zone ? [zone] : [] }, next: after(tokens, next, 'time') ?? next };
}

/** `Mars/Phobos` right behind a time: written like a zone, and none. */
function readStrangeName(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (at(tokens, index)?.kind !== 'word' || lowerAt(tokens, index + 1) !== '/') return undefined;
  if (!isBehindTime(tokens, index)) return undefined;
  const next = endOfName(tokens, index);
  const name = said(tokens, index, next);
  const written = /^\p{Lu}\p{Ll}+(?:\/\p{Lu}\p{Ll}+(?:_\p{L}+)*)+$/u.test(name);
  if (!written || canonicalZone(name)) return undefined;
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

/** Words before "time" that make no zone of it. */
const otherTimes = new Set(
  'the a this that same first last some any each every part full real prime all run over down free spare lunch dinner tea story play show game half long short on in at for of with next time break start end response lead cycle face quality crunch nap bed family which what'.split(
    ' ',
  ),
);

/** `London time`, `US eastern time`, `my time`; behind a time also of a place that nobody knows. */
function readPlaceTime(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const start = after(tokens, index, 'in|at|on the?') ?? index;
  const own = after(tokens, start, 'my|our|local time');
  if (own) return { value: { zones: [], own: true }, next: own };
  const theirs = isBehindTime(tokens, index) ? after(tokens, start, 'your|their|his|her|its time') : undefined;
  if (theirs) return { value: { zones: [] }, next: theirs };
  for (let words = mostWordsOfPlace; words > 0; words--) {
    const end = start + words;
    const next =
      after(tokens, end, "local|standard|daylight|summer? time|time's|timezone") ?? after(tokens, end, 'time zone');
    if (next === undefined) continue;
    const name = nameOf(tokens, start, end);
    const known = name && (zonesOfPlace(name).length > 0 || (words === 1 && abbreviations.has(name)));
    if (known)
      return {
        value: { zones: zonesOfPlace(name), ...(zonesOfPlace(name).length === 0 && abbreviations.get(name)) },
        next,
      };
    const capitals = tokens.list.slice(start, end).every(({ text }) => /^\p{Lu}\p{Ll}/u.test(text));
    const unknown =
      name &&
      (words === 1 || capitals) &&
      isBehindTime(tokens, index) &&
      !otherTimes.has(name) &&
      endsTime(tokens, next);
    if (unknown) return { value: { zones: [] }, next };
  }
  return undefined;
}

function nameOf(tokens: Tokens, from: number, to: number): string | undefined {
  const parts = tokens.list.slice(from, to);
  // "St. John's".
  const words = parts.filter(({ text, glued }) => text !== '.' || !glued);
  if (parts.length < to - from || words.some(({ kind, taken }) => kind !== 'word' || taken)) return undefined;
  const name = words.map(({ lower }) => lower).join(' ');
  return zonesOfPlace(name).length > 0 ? name : words.map(({ lower }) => lower.replace(/'s$/u, '')).join(' ');
}

function endsTime(tokens: Tokens, index: number): boolean {
  return (
    isBoundary(tokens, index) ||
    smallWords.has(lowerAt(tokens, index)) ||
    tokens.list[index]?.kind !== 'word' ||
    tokens.list[index - 1]?.lower === 'time'
  );
}

/** `CET`, `PT`, `z` right behind a time; capitals that nobody knows may be a zone as well. */
function readAbbreviation(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const token = at(tokens, index);
  if (token?.kind !== 'word' || !isBehindTime(tokens, index)) return undefined;
  const known = abbreviations.get(token.lower);
  const capitals = token.text === token.text.toUpperCase();
  // In small letters, some are words: "3pm cat video".
  const word = /^(?:cat|eat|art|pet|wat|et|pt|ct|mt|z|west|zulu)$/u.test(token.lower);
  if (known && (capitals || !word || endsTime(tokens, index + 1))) return { value: known, next: index + 1 };
  const directly = tokens.list[index - 1]?.taken === 'clock';
  if (
    !directly ||
    smallWords.has(token.lower) ||
    isShouted(tokens) ||
    !/^[A-Z]{3,5}$/u.test(token.text) ||
    !(isBoundary(tokens, index + 1) || smallWords.has(lowerAt(tokens, index + 1)))
  )
    return undefined;
  return { value: { zones: [], ...(!/T$/u.test(token.text) && { unsure: true }) }, next: index + 1 };
}

/** True where everything is in capitals, which then say nothing. */
function isShouted(tokens: Tokens): boolean {
  const words = tokens.list.filter(({ kind, text }) => kind === 'word' && text.length > 2);
  return words.length > 1 && words.filter(({ text }) => text === text.toUpperCase()).length > words.length / 2;
}

function readPlaceName(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  for (let words = mostWordsOfPlace; words > 0; words--) {
    const name = nameOf(tokens, index, index + words) ?? '';
    const zones = peoples.has(name) ? [] : zonesOfPlace(name);
    if (zones.length > 0) return { value: { zones }, next: index + words };
  }
  return undefined;
}

/** `in New York`: a zone behind a time, else perhaps the place where one meets. */
function readInPlace(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const start = after(tokens, index, 'in the?');
  const found = start === undefined ? undefined : readPlaceName(tokens, start);
  if (!found || !/^\p{Lu}/u.test(tokens.list[start ?? index]?.text ?? '')) return undefined;
  return { value: { ...found.value, ...(!isBehindTime(tokens, index) && { place: true }) }, next: found.next };
}

/** `3pm London`, `9am Berlin with @ann`; "3pm London office tour" is a title. */
function readBarePlace(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const comma = tokens.list[index - 1]?.text === ',' && tokens.list[index - 2]?.taken === 'clock';
  if (tokens.list[index - 1]?.taken !== 'clock' && !comma) return undefined;
  const place = readPlaceName(tokens, index);
  const found = place && comma ? { ...place, value: { ...place.value, place: true } } : place;
  if (!found) return undefined;
  const common = /^(?:eastern|central|pacific|mountain|atlantic)$/u.test(lowerAt(tokens, index));
  const capital = /^\p{Lu}/u.test(at(tokens, index)?.text ?? '') || common;
  return capital && (isBoundary(tokens, found.next) || smallWords.has(lowerAt(tokens, found.next))) ? found : undefined;
}
