import { isGivenName } from './given-names.ts';
import { isGeneric } from './kinds.ts';
import { endsName } from './names.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, someBefore, type Token, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';
import { mostWordsOfPlace, zonesOfPlace } from './zone-names.ts';
import { peoples } from './zone-places.ts';
import { abbreviations } from './zone-table.ts';
import type { FoundZone } from './zones.ts';

export function isBehindTime(tokens: Tokens, index: number): boolean {
  const before = tokens.list[behindPart(tokens, index) - 1];
  const sign =
    before?.kind === 'sign' && !before.taken && /^[,(]$/u.test(before.text) ? tokens.list[index - 2] : before;
  return sign?.taken === 'clock' || sign?.taken === 'day' || sign?.taken === 'recurrence';
}

/** "Half past two in the afternoon GMT": what is behind a part of the day, is behind its time. */
function behindPart(tokens: Tokens, index: number): number {
  for (const start of [index - 4, index - 3]) if (after(tokens, start, partOfDay) === index) return start;
  return index;
}

const partOfDay = 'in the early|late|mid? morning|mornings|afternoon|evening';

/** Words before "time" that make no zone of it. */
const otherTimes = new Set(
  'morning afternoon evening night the a this that same first last some any each every part full real prime all run over down free spare lunch dinner tea story play show game half long short on in at for of with next time break start end response lead cycle face quality crunch nap bed family which what'.split(
    ' ',
  ),
);

/** `London time`, `US eastern time`, `my time`; behind a time also of a place that nobody knows. */
export function readPlaceTime(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  // "16:00, time of Lisbon".
  const of = isBehindTime(tokens, index) ? after(tokens, index, 'time of|in') : undefined;
  const place = of === undefined ? undefined : readPlaceName(tokens, of);
  if (place && endsTime(tokens, place.next)) return place;
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
    // "Find us time for it".
    if (name === 'us' && tokens.list[start]?.text === 'us') continue;
    const known = name && (zonesOfPlace(name).length > 0 || (words === 1 && abbreviations.has(name)));
    if (known)
      return {
        value: { zones: zonesOfPlace(name), ...(zonesOfPlace(name).length === 0 && abbreviations.get(name)) },
        next,
      };
    // "Eastern Standard Time": a shorter name is one.
    if (words > 1 && isShorterKnown(tokens, start, end)) continue;
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

function isShorterKnown(tokens: Tokens, start: number, end: number): boolean {
  const name = /^(?:standard|daylight|summer)$/u.test(lowerAt(tokens, end - 1))
    ? nameOf(tokens, start, end - 1)
    : undefined;
  return name !== undefined && (zonesOfPlace(name).length > 0 || abbreviations.has(name));
}

function nameOf(tokens: Tokens, from: number, to: number): string | undefined {
  const parts = tokens.list.slice(from, to);
  // "St. John's".
  const words = parts.filter(({ text, glued }) => text !== '.' || !glued);
  // "3pm London. Lobby on": that full stop ends the sentence.
  if (parts.at(-1)?.text === '.') return undefined;
  if (parts.length < to - from || words.some(({ kind, taken }) => kind !== 'word' || taken)) return undefined;
  const name = words.map(({ lower }) => lower).join(' ');
  return zonesOfPlace(name).length > 0 ? name : words.map(({ lower }) => lower.replace(/'s$/u, '')).join(' ');
}

export function endsTime(tokens: Tokens, index: number): boolean {
  return endsName(tokens, index) || tokens.list[index - 1]?.lower === 'time';
}

export function readPlaceName(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  for (let words = mostWordsOfPlace; words > 0; words--) {
    const name = nameOf(tokens, index, index + words) ?? '';
    const zones = peoples.has(name) ? [] : zonesOfPlace(name);
    if (zones.length > 0) return { value: { zones }, next: index + words };
  }
  return undefined;
}

/** `which is 6pm tuesday for Denver`, `noon ours`: behind a second time, where it is that late. */
export function readForPlace(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  if (!isBehindTime(tokens, index)) return undefined;
  let times = 0;
  const isSecond = ({ taken }: Token, before: number) =>
    taken === 'clock' && tokens.list[before - 1]?.taken !== 'clock' && ++times > 1;
  if (!someBefore(tokens, index, isSecond)) return undefined;
  const own = afterAny(tokens, index, [
    'for|with us|me',
    'ours|mine|here',
    'at|on my|our end|side',
    'where i|we am|are',
  ]);
  if (own !== undefined && endsTime(tokens, own)) return { value: { zones: [], own: true }, next: own };
  const start = after(tokens, index, 'for the?');
  const place = start === undefined ? undefined : readPlaceName(tokens, start);
  if (!place) return undefined;
  const next = after(tokens, place.next, 'folks|people|folk|crew|side|colleagues|office|team|lot') ?? place.next;
  return endsTime(tokens, next) ? { ...place, next } : undefined;
}

/** `in New York`: a zone behind a time, else perhaps the place where one meets. */
export function readInPlace(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const start = after(tokens, index, 'in the?');
  const found = start === undefined ? undefined : readPlaceName(tokens, start);
  const name = tokens.list[start ?? index];
  const ends =
    found &&
    isBehindTime(tokens, index) &&
    isBoundary(tokens, found.next) &&
    !/^(?:nice|reading|bath|mobile|cork|split|essen|la|sale)$/u.test(name?.lower ?? '');
  // "Made in Italy campaign" goes on.
  const goesOn = found && tokens.list[found.next]?.kind === 'word' && !endsTime(tokens, found.next);
  if (goesOn && !isBehindTime(tokens, index)) return undefined;
  if (!found || !(ends || /^\p{Lu}/u.test(name?.text ?? ''))) return undefined;
  return { value: { ...found.value, ...(!isBehindTime(tokens, index) && { place: true }) }, next: found.next };
}

/** "Central Park", "eastern europe", "mountain bike": what stands behind makes another thing of it. */
function isOfPlace(tokens: Tokens, index: number): boolean {
  const behind = at(tokens, index + 1);
  const named = /^\p{Lu}/u.test(at(tokens, index)?.text ?? '') && /^\p{Lu}\p{Ll}/u.test(behind?.text ?? '');
  return (
    named ||
    /^(?:europe|european|asia|africa|america|bank|banks|park|station|office|rim|northwest|ocean|heating|asian|time|bike|biking|rescue|hut|view|crossing|trade|airlines?|line|region|regional|team|services?|kitchen|library|government|planning|committee|front|side|territory|sales|division|market|markets|coast)$/u.test(
      behind?.lower ?? '',
    )
  );
}

/** `3pm London`, `9am Berlin with @ann`; "3pm London office tour" is a title. */
export function readBarePlace(tokens: Tokens, index: number): Found<FoundZone> | undefined {
  const comma = tokens.list[index - 1]?.text === ',' && tokens.list[index - 2]?.taken === 'clock';
  if (tokens.list[index - 1]?.taken !== 'clock' && !comma) return undefined;
  const place = isFirstOfPeople(tokens, index) ? undefined : readPlaceName(tokens, index);
  const found = place && comma ? { ...place, value: { ...place.value, place: true } } : place;
  if (!found) return undefined;
  const common = /^(?:eastern|central|pacific|mountain|atlantic)$/u.test(lowerAt(tokens, index));
  const capital = /^\p{Lu}/u.test(at(tokens, index)?.text ?? '') || common;
  // "9am pacific call": the name of a zone, of which no city is called; "3pm Pacific Rim review" is about another thing.
  const adjective = common && !comma && found.next === index + 1 && !isOfPlace(tokens, index);
  const ends = isBoundary(tokens, found.next) || smallWords.has(lowerAt(tokens, found.next));
  if (!capital || !(ends || adjective)) return undefined;
  // "10:00 Pacific project" may be what it is about, "10:00 Pacific call" is none.
  const noun = at(tokens, found.next);
  const isSaid =
    isGeneric(noun?.text ?? '') || /^(?:works?|suits?|good|ok|okay|fine|please|pls|if|or)$/u.test(noun?.lower ?? '');
  const named = adjective && !ends && /^\p{Lu}/u.test(at(tokens, index)?.text ?? '') && !isSaid;
  return named ? { ...found, value: { ...found.value, place: true } } : found;
}

/** "3-4pm, Sofia + Tariq": a city that people are called as well, in their company. */
function isFirstOfPeople(tokens: Tokens, index: number): boolean {
  const next = afterAny(tokens, index + 1, ['+', '/', '&', ', and|n', 'and|n', ',']);
  const other = next === undefined ? undefined : at(tokens, next);
  return (
    isGivenName(at(tokens, index)?.text ?? '') &&
    (other?.atom?.kind === 'person' || (/^\p{Lu}\p{Ll}/u.test(other?.text ?? '') && isGivenName(other?.text ?? '')))
  );
}
