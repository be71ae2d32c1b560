import type { MeetingOptions } from './draft.ts';
import { clauses, heads, reasons, stopsReason } from './option-grammar.ts';
import { after, at, type Found, lowerAt, type Tokens } from './tokens.ts';

/** What a clause switches on and off. */
export interface Switched {
  readonly switched: MeetingOptions;
}

/** No clause that switches something is longer; what is behind it is not looked at. */
const longest = 30;

/**
 * A whole clause that switches something, with the reason for it: "everybody stays in the lobby until I let them in", "don't need it
 * recorded". A name that only has such a word goes on behind it, and is none: "lobby renovation review".
 *
 * @param loose where days and times were taken away already, so that a clause may end at them
 */
export function readOptionClause(tokens: Tokens, index: number, loose = true): Found<Switched> | undefined {
  const words = wordsFrom(tokens, index);
  if (!words.some((word) => heads.test(word)) || !mayBegin(tokens, index)) return undefined;
  // "Recording: no", as the lines of a form say it.
  if (/^[:=?]$/u.test(lowerAt(tokens, index + words.length)) && isValue(tokens, index + words.length + 1))
    return undefined;
  const text = words.join(' ');
  if (isOfBefore(tokens, index) || isInDoubt(tokens, index)) return undefined;
  const isLast = endsAt(tokens, index + words.length);
  for (const { pattern, switches, isBare } of clauses) {
    const core = pattern.exec(text)?.[0];
    const switched = core === undefined ? undefined : switches(core);
    if (core === undefined || !switched) continue;
    const next = core.split(' ').length;
    const rest = words.slice(next);
    if (isBare && isJoined(tokens, index + next)) continue;
    const reason = behindReason(rest, isLast, isInFront(tokens, index));
    if (reason > 0) return { value: { switched }, next: index + next + reason };
    if (rest.length === 0 ? loose || isLast : goesOn.test(rest[0] ?? '') && (loose || joins.test(rest[0] ?? '')))
      return { value: { switched }, next: index + next };
  }
  return undefined;
}

/** "Last one wasn't recorded", "the recording of the last one": of a meeting that is over. */
export function isOfBefore(tokens: Tokens, index: number): boolean {
  return over.test(wordsBefore(tokens, index)) || overBehind.test(wordsBehind(tokens, index));
}

/** "Up to you whether to record": nobody has decided. */
export function isInDoubt(tokens: Tokens, index: number): boolean {
  return /(?:^| )(?:not sure|unsure|whether|wondering if)(?: |$)/u.test(wordsBefore(tokens, index));
}

/** The words of a clause in front of an index. */
function wordsBefore({ list }: Tokens, index: number): string {
  const words: string[] = [];
  for (let before = index - 1; before >= 0 && words.length < longest; before--) {
    const { lower, kind } = list[before] ?? { lower: '', kind: 'sign' };
    if (kind === 'sign' || /^(?:so|but|please|pls|plz)$/u.test(lower)) break;
    words.unshift(lower);
  }
  return words.join(' ');
}

function wordsBehind({ list }: Tokens, index: number): string {
  return list
    .slice(index, index + 6)
    .map(({ lower }) => lower)
    .join(' ');
}

/** "We'll record minutes", "record the decisions": in writing. */
export function isWritten(tokens: Tokens, index: number): boolean {
  return written.test(wordsBehind(tokens, index));
}

const written =
  /^record(?:s|ed|ing)? (?:the |our |any |all )?(?:minutes|notes|decisions?|actions?|action items|attendance|outcomes?|scores?|hours|votes|progress|answers|feedback|findings|observations|results)(?: |$)/u;

const overBehind = /^(?:the |that )?recordings? (?:of|from) (?:the |our )?(?:last|previous|yesterday)/u;
const over =
  /(?:^| )(?:forgot|wasn't|wasnt|weren't|didn't|didnt|nobody recorded|last (?:one|time|week|month|session|meeting|call)|previous (?:one|session|meeting|call)|yesterday|watch|watched|seen|saw)(?: |$)/u;

/** "Lobby and reception redesign": what both are of. */
export function isJoined(tokens: Tokens, index: number): boolean {
  const next = after(tokens, index, 'and|or|vs|&|+|/');
  const [one, other] = [next, next === undefined ? undefined : next + 1].map((place) => at(tokens, place ?? -1));
  return one?.kind === 'word' && other?.kind === 'word' && ![one, other].some(({ lower }) => ofRequests.test(lower));
}

/** Words that ask for something, and are no part of a name. */
export const ofRequests =
  /^(?:please|pls|plz|let|let's|lets|no|not|don't|dont|do|with|without|record\w*|lobby|waiting|webinar|invite|add|use|make|turn|keep|put|have|all|everyone|it|also|then|for|at|on|in|to|from|until|the|a|an)$/u;

/** Words up to a sign that ends a clause, or to what was read already. */
function wordsFrom(tokens: Tokens, index: number): readonly string[] {
  const words: string[] = [];
  for (let next = index; next < index + longest; next++) {
    const token = at(tokens, next);
    if (!token || token.kind === 'atom') break;
    const turns =
      token.text === ',' && words.at(-1) === 'webinar' && /^(?:just|only|but)$/u.test(lowerAt(tokens, next + 1));
    if (!turns && token.kind === 'sign' && !/^[&+/]$/u.test(token.text) && !(token.text === '-' && token.glued)) break;
    words.push(token.lower);
  }
  return words;
}

function isValue(tokens: Tokens, index: number): boolean {
  return /^(?:yes|yep|yeah|no|nope|nah|on|off|true|false|enabled|disabled)$/u.test(lowerAt(tokens, index));
}

/** The number of words that say why, or for whom; 0: none do. */
function behindReason(words: readonly string[], isLast: boolean, inFront: boolean): number {
  const text = words.join(' ');
  const reason = reasons(inFront).exec(text)?.[0];
  if (reason === undefined || stopsReason.test(reason)) return 0;
  const count = reason.split(' ').length;
  return count < words.length || isLast ? count : 0;
}

/** True where a sentence or a part of it ends, and not at what was read already. */
function endsAt({ list }: Tokens, index: number): boolean {
  const token = list[index];
  return !token || (!token.taken && token.kind === 'sign');
}

/** What may follow a clause without a sign. */
const goesOn =
  /^(?:and|but|then|&|\+|\/|n|with|w|by|at|on|from|until|also|via|no|lobby|waiting|recording|recorded|record)$/u;
const joins = /^(?:and|but|&|\+|n|no|lobby|waiting|recording|recorded|record)$/u;

/** A clause begins behind a sign or what was read, or with a word that leads to one. */
function mayBegin({ list }: Tokens, index: number): boolean {
  const before = list[index - 1];
  if (
    !before ||
    before.taken !== undefined ||
    (/^[,;.!?:()[\]|/…–—-]+$|^\p{Extended_Pictographic}/u.test(before.text) && !list[index]?.glued)
  )
    return true;
  return (
    leads.test(list[index]?.lower ?? '') ||
    /^(?:and|but|so|also|please|pls|plz|kindly|lol|haha|ok|okay|thanks|thx)$/u.test(before.lower)
  );
}

const leads =
  /^(?:and|but|so|with|w|without|please|pls|plz|kindly|as|via|by|no|not|don't|dont|must|let's|lets|can|could|we|i|i'll|we'll|i'd|it|should|needs?|&|\+|plus)$/u;

function isInFront({ list }: Tokens, index: number): boolean {
  return list.slice(0, index).every(({ kind, lower }) => kind === 'sign' || /^(?:please|pls|plz|kindly)$/u.test(lower));
}
