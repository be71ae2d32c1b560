import { mask } from './mask.ts';
import type { Placed } from './read.ts';
import { take } from './tokens.ts';
import { type FoundZone, readZone } from './zones.ts';

/** A zone by itself: `London`, `in New York`, `CET`, `UTC+2`, `my time`. undefined: it is none at all. */
export function isZoneAnswer(said: string): (FoundZone & Placed) | undefined {
  const name = said
    .trim()
    .replace(/^(?:in|at|it's|it is|i mean|use|the|make it)\s+/iu, '')
    .replace(/[.!?]+$/u, '')
    .replace(/\s*\btime(?:\s?zone)?$/iu, '')
    .trim();
  if (name === '' || name.length > 60 || name.split(/\s+/u).length > 4) return undefined;
  const mine = /^(?:mine|my|my own|ours|our|local|here)$/iu.test(name);
  if (mine) return { zones: [], own: true, from: 0, to: 1, said: name };
  const own = (['', ' time'] as const)
    .map((behind) => inTime(`${name}${behind}`))
    .find((found) => found && found.zones.length > 0);
  const offset = /^[+-]\d/u.test(name) ? inTime(`UTC${name}`) : undefined;
  const zone = own ?? offset ?? (name.includes('/') || /^\p{Lu}{2,5}$/u.test(name) ? { zones: [] } : undefined);
  return zone && { ...zone, from: 0, to: 1, said: name };
}

/** A zone as it would be read behind a time. */
function inTime(name: string): FoundZone | undefined {
  const tokens = mask(`12:00 ${capital(name)}`, {});
  take(tokens, 0, 3, 'clock');
  const found = readZone(tokens, 3);
  return found && found.next === tokens.list.length ? { ...found.value, place: false } : undefined;
}

/** Of an answer that is a zone, nobody has to write the capitals: "new york", "cet". */
function capital(name: string): string {
  return name.includes('/') || name === name.toUpperCase()
    ? name
    : name.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** "Narnia time", "change the time zone to Narnia": where no time is said with it, only the words around it show that it is to be one. */
export function zoneByName(said: string): (FoundZone & Placed) | undefined {
  const line = said
    .trim()
    .replace(/^(?:(?:make|change|set|switch|use|put)\s+)?(?:it\s+)?(?:(?:to|in)\s+)?|[.!]+$/giu, '');
  const [, behind] = /^(?:the\s+)?time ?zone\s+(?:(?:to|is)\s+)?(.+)$/iu.exec(line) ?? [];
  const [, before] = /^(\p{Lu}[\p{L}'’ /_-]*?)\s+time(?: ?zone)?$/u.exec(line) ?? [];
  const name = behind ?? (before && !ofTime.test(before) ? before : undefined);
  if (name === undefined || name.length > 60) return undefined;
  return isZoneAnswer(name) ?? { zones: [], from: 0, to: 1, said: name };
}

/** "Another time", "No time". */
const ofTime =
  /^(?:no|not|this|that|next|last|any|some|what|which|same|good|great|long|short|more|less|another|the|a|all|every|spare|free|in|on)\b/iu;
