import { honorifics, isGivenName } from './given-names.ts';
import type { FoundWho } from './groups.ts';
import { readNumber } from './numbers.ts';
import { isRequestVerb } from './request-verbs.ts';
import { behindSmallName, behindThing, isListed, isThing, isTopicBehind, politeness } from './small-names.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

export function readCount(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const over = after(tokens, index, 'about|around|over|more|up|some|approximately|all to|than?') ?? index;
  const number = readThousands(tokens, over) ?? readNumber(tokens, over);
  const thousands = number && after(tokens, number.next, 'hundred|thousand|million|k');
  const next =
    number &&
    afterAny(tokens, thousands ?? number.next, [
      'other|external|internal? people|persons|guests|participants|attendees|invitees|folks|employees|colleagues|users|customers|clients|members|others|friends|students|candidates',
    ]);
  if (!number || !next || (tokens.list[over]?.lower === 'a' && !thousands)) return undefined;
  return { value: { count: number.value * (thousands ? 100 : 1) }, next };
}

/** `1,000`. */
function readThousands(tokens: Tokens, index: number): Found<number> | undefined {
  const [one, comma, rest] = [at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)];
  const whole =
    one?.kind === 'number' && comma?.glued && /^[,.]$/u.test(comma.text) && rest?.glued && /^\d{3}$/u.test(rest.text);
  return whole ? { value: Number(`${one.text}${rest.text}`), next: index + 3 } : undefined;
}

/** What people do in meetings, in small letters behind "and". */
const whatTheyDo = /^(?:talk|discuss|review|go|see|chat|speak|decide|agree|finish|cover|check|work|look|try)$/u;

/** What somebody does, behind a name in small letters. */
const doing =
  /^(?:meet|meets|wants?|needs?|would|should|must|has|have|can|could|joins?|come|comes|talk|sync|connect|chat|speak)$/u;

/** What is put behind a name for respect. */
const suffixes = /^(?:san|sama|kun|chan|sensei|senpai|ssi|nim|ji|jee|bhai|didi|saab|sahib|ben|hanim|bey|hanım)$/u;

const titles = `${honorifics}|doctor .?`;

/** A name: words with capitals, a given name and another one in small letters, or one word without, if nothing follows that would make another thing of it. */
export function readName(tokens: Tokens, index: number, sure: Sure): Found<FoundWho> | undefined {
  const start = after(tokens, index, titles) ?? index;
  let next = start;
  const isName = (position: number) => {
    const token = at(tokens, position);
    if (token && politeness.test(token.lower)) return false;
    return (
      token?.kind === 'word' &&
      // Scripts without capitals, too: 王小明.
      /^[\p{Lu}\p{Lo}]/u.test(token.text) &&
      !(smallWords.has(token.lower) && token.text.length < 4) &&
      !(token.text.length > 1 && token.text === token.text.toUpperCase() && position > start)
    );
  };
  while (next - start < 4 && isName(next)) next = behindHyphen(tokens, next + 1) ?? next + 1;
  // "Tanaka-san".
  if (next > start && lowerAt(tokens, next - 1) === '-' && suffixes.test(lowerAt(tokens, next))) next++;
  const glued = next === start ? 1 : 0;
  const domain = at(tokens, next + glued);
  // "bob.example.com", "bob(at)example.com": meant as an address, and none.
  if (domain?.glued && /^[.([]$/u.test(domain.text) && tokens.list[next + glued + 1]?.glued && sure === 'with') {
    let end = next + glued;
    while (at(tokens, end)?.glued) end++;
    return { value: { invalid: tokens.text.slice(tokens.list[start]?.start, tokens.list[end - 1]?.end) }, next: end };
  }
  // "@principal, KCSE results" goes on with the name of the meeting.
  if (sure === 'comma' && next > start && !endsName(tokens, next) && !politeness.test(lowerAt(tokens, next)))
    return undefined;
  if (next === start) {
    const token = at(tokens, start);
    const isSmall = token?.kind === 'word' && /^\p{Ll}/u.test(token.text) && !smallWords.has(token.lower);
    // Behind "with", will is somebody.
    const isWill = (sure === 'with' || sure === 'and') && token?.text === 'will';
    // "With @ann and talk about …".
    const verb = isRequestVerb(token?.lower ?? '') || whatTheyDo.test(token?.lower ?? '');
    if (sure === 'and' && verb) return undefined;
    const thing = sure === 'with' || sure === 'and' ? behindThing(tokens, start, sure) : undefined;
    if (thing !== undefined) return { value: {}, next: thing };
    const several = isSmall ? behindSmallName(tokens, start, endsName) : undefined;
    const end = several ?? start + 1;
    const mayList = sure !== 'comma' || isGivenName(token?.text ?? '') || isListed(tokens, start, end);
    const isWithThing = isSmall && isThing(token.lower) && /^(?:with|w|\/)$/u.test(lowerAt(tokens, start - 1));
    const one = isWill || (isSmall && !isWithThing && mayList);
    const behind = lowerAt(tokens, end);
    const goesOn = doing.test(behind) || isTopicBehind(tokens, start, end);
    const ends = endsName(tokens, end) || politeness.test(behind) || (isGivenName(token?.text ?? '') && goesOn);
    if (!one || politeness.test(token?.lower ?? '') || !ends || !/^[\p{L}\p{M}'-]{2,30}$/u.test(token?.text ?? ''))
      return undefined;
    next = end;
  }
  const behind = behindOrigin(tokens, next);
  // "Sarah (HR)", "Tom (new starter)": who that is.
  const close =
    lowerAt(tokens, behind) === '(' ? tokens.list.findIndex(({ text }, at) => at > behind && text === ')') : -1;
  const described =
    sure !== 'comma' &&
    close > behind + 1 &&
    close < behind + 5 &&
    tokens.list.slice(behind + 1, close).every(({ kind, taken }) => kind === 'word' && !taken);
  const name = tokens.text.slice(tokens.list[index]?.start, tokens.list[next - 1]?.end).replace(/['’]s$/u, '');
  return { value: { named: [{ kind: 'name', name }] }, next: described ? close + 1 : behind };
}

/** "From Citizens Advice", "at the bank". */
export function behindOrigin(tokens: Tokens, index: number): number {
  const side = after(tokens, index, 'from|on our|your|my|their side|end|team|office');
  if (side !== undefined && endsName(tokens, side)) return side;
  const from = after(tokens, index, 'from|of|in|at the?');
  const where = from === undefined ? undefined : at(tokens, from);
  if (from === undefined || where?.kind !== 'word' || smallWords.has(where.lower)) return index;
  let next = from + 1;
  while (next < from + 4 && /^\p{Lu}/u.test(where.text) && /^\p{Lu}/u.test(at(tokens, next)?.text ?? '')) next++;
  return endsName(tokens, next) ? next : index;
}

/** "Ann-Marie", but not "Ann - budget". */
function behindHyphen(tokens: Tokens, index: number): number | undefined {
  const next = tokens.list[index]?.glued ? after(tokens, index, '-') : undefined;
  if (next === undefined || !at(tokens, next)?.glued) return undefined;
  // "Jun-jun", "Anne-marie".
  return /^\p{Ll}{2,}$/u.test(at(tokens, next)?.text ?? '') && !suffixes.test(lowerAt(tokens, next)) ? next + 1 : next;
}

/** True where a phrase ends: at a boundary, before a small word, or before what is no word. */
export function endsName(tokens: Tokens, index: number): boolean {
  return isBoundary(tokens, index) || smallWords.has(lowerAt(tokens, index)) || at(tokens, index)?.kind !== 'word';
}

/** How surely a person is meant here: after "with", after "and" or a comma in such a list, after a word that may lead to anything, or nothing. */
export type Sure = 'with' | 'and' | 'comma' | 'loose' | 'none';
