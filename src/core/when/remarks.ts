import { isRemark } from './aside-kinds.ts';
import { isCourtesy } from './courtesy.ts';
import { isNameOfPerson, isOnlyName } from './given-names.ts';
import { isCrowd } from './group-words.ts';
import { isPartSign } from './part-signs.ts';
import { isTelling } from './remark-clauses.ts';
import { isAdded, mayMatter } from './remark-words.ts';
import type { Segment } from './title-clauses.ts';
import type { Stage, Token, Tokens } from './tokens.ts';
import { months, weekdays } from './words.ts';

/** A part of the sentence between signs, or between a sign and what another stage has read. */
interface Piece {
  readonly run: Segment;
  /** True behind a sign, so that it is a part of its own. */
  readonly apart: boolean;
  /** True in front of a sign or at the end. */
  readonly closed: boolean;
  /** The stage that has read what stands right in front of it, without a sign between. */
  readonly behind: Stage | undefined;
}

/**
 * The sentence without what is only remarked behind a name: "geology catch up the 14th at 13:00, core samples r back", "bug bash 15:30, pizza on
 * me", "premiere logistics 2pm my office". undefined: nothing is.
 */
export function withoutRemarks(tokens: Tokens): Tokens | undefined {
  const all = pieces(tokens);
  const named = all.findIndex(({ run: [from, to] }) => !isCourtesy(tokens, from, to));
  if (named < 0) return undefined;
  const remarks = all.filter((piece, index) =>
    index > named ? isOnlyRemarked(tokens, piece) : index < all.length - 1 && leadsUp(tokens, piece),
  );
  if (remarks.length === 0) return undefined;
  const list = tokens.list.map((token) => ({ ...token }));
  for (const { run } of remarks) for (const token of list.slice(...run)) token.taken = 'noise';
  return { text: tokens.text, list };
}

function pieces(tokens: Tokens): readonly Piece[] {
  const { list } = tokens;
  const found: Piece[] = [];
  let from = 0;
  for (let index = 0; index <= list.length; index++) {
    const token = list[index];
    const sign = token !== undefined && !token.taken && (isPartSign(tokens, index) || turnsTo(tokens, [from, index]));
    if (token && !token.taken && !sign) continue;
    const before = list[from - 1];
    if (index > from)
      found.push({
        run: [from, index],
        apart: from > 0 && (!before?.taken || /^[,;.!?()–—-]$/u.test(before.text)),
        closed: sign || token === undefined,
        behind: before?.taken,
      });
    from = index + 1;
  }
  return found;
}

/** "Hes nervous so depo prep": what counts stands behind "so". */
function turnsTo({ list }: Tokens, [from, to]: Segment): boolean {
  if (list[to]?.lower !== 'so' || to - from < 2) return false;
  const [before, next] = [list[to - 1]?.lower ?? '', list[to + 1]?.lower ?? ''];
  const isDegree =
    /^(?:is|are|r|was|were|am|im|i'm|its|it's|be|been|\S+'s|\S+'re|and|or|not|even|ever|do|did|think|hope|said|say|says)$/u;
  if (isDegree.test(before) || /^(?:much|many|far|that|badly?|hard|good|well|long|fast|often|little)$/u.test(next))
    return false;
  return isTelling(wordsOf(list.slice(from, to)).join(' '));
}

/** "Core samples r back, geology catch up the 14th": told in front of a name. */
function leadsUp(tokens: Tokens, { run: [from, to], closed }: Piece): boolean {
  const list = tokens.list.slice(from, to);
  if (!closed || tokens.list[to]?.text === '?' || list.some(({ atom }) => atom) || namesSomebody(list)) return false;
  const text = wordsOf(list).join(' ');
  return !mayMatter(text) && isTelling(text);
}

function isOnlyRemarked(tokens: Tokens, { run: [from, to], apart, closed, behind }: Piece): boolean {
  const list = tokens.list.slice(from, to);
  if (list.some(({ atom }) => atom)) return false;
  const words = wordsOf(list);
  const said = words.join(' ');
  const text = said.replace(polite, '');
  if (text === '' || mayMatter(text)) return false;
  if (isPlaceOfSomebody(tokens, [from, to])) return true;
  if (namesSomebody(list)) return false;
  const isWhole = closed || endsPart(tokens, to);
  // "25th 2pm my office", "at 3pm theres a new stout to try".
  if (isAdded(text) || isAdded(said) || (apart && isRemark(text))) return isWhole;
  if (isBracketed(tokens, [from, to])) return isOfSomebody(tokens, from, words) || isTelling(text);
  // "The engineer's only free 10:40 till 11:10".
  const isTimed = apart && /(?:^| )(?:free|available)(?: (?:at|from|between))?$/u.test(text);
  if (!(closed || isTimed)) return false;
  if (apart || behind === 'noise' || behind === 'aside') return isTelling(text);
  if (behind === 'people' && /^(?:who|who's|whos|is|are|was|has|wants|r|can't|cant|couldn't|just|only) \S/u.test(text))
    return true;
  return /^(?:the|my|our|i|we|he|she|they|it's|its|i'm|im|he's|hes|she's|shes|they're|theyre|there's|theres|that's|thats|we're) /u.test(
    text,
  )
    ? isTelling(text)
    : false;
}

/** Behind whatever is asked to be so. */
const polite =
  /(?: (?:please|pls|plz|thanks|thx|ty|cheers|ta|folks|guys|everyone|all|lol|haha|tho|though|btw|fyi|x|xx))+$/u;

/** In lower case, with straight apostrophes; an abbreviation in capitals is none of the small words. */
function wordsOf(list: readonly Token[]): readonly string[] {
  const words: string[] = [];
  for (const { kind, text, lower, glued } of list) {
    if (kind === 'sign') {
      if (text === '&') words.push('&');
      continue;
    }
    const isJoined = glued && kind === 'number' && words.length > 0;
    words.push(isJoined ? `${words.pop()}${lower}` : /^(?:IT|US|WHO|CAN|MAY)$/u.test(text) ? `${lower}.` : lower);
  }
  return words;
}

/** True where a time or people follow that stand for themselves. */
function endsPart({ list }: Tokens, to: number): boolean {
  return list[to] === undefined || list[to]?.taken !== undefined;
}

/** "Priya has the numbers", "theres also bob", "text the drivers": who is spoken of may be one who is to come. */
function namesSomebody(list: readonly Token[]): boolean {
  const words = list.filter(({ kind }) => kind === 'word');
  const isNamed = words.some(({ text, lower }, index) => {
    if (months.has(lower) || weekdays.has(lower)) return false;
    if (/^\p{Lu}/u.test(text)) return (index === 0 || /^\p{Lu}\p{Ll}/u.test(text)) && isNameOfPerson(text);
    const isLast = index === words.length - 1 || words[index + 1]?.lower === 'and';
    return isLast && !/ing$|^mubarak$/u.test(lower) && isOnlyName(lower);
  });
  const last = words.at(-1)?.lower ?? '';
  return isNamed || (isCrowd(last) && !/^(?:desk|bench|patrol)$/u.test(last));
}

function isBracketed({ list }: Tokens, [from, to]: Segment): boolean {
  const end = /^[!?]+$/u.test(list[to]?.text ?? '') ? to + 1 : to;
  return /^[([]$/u.test(list[from - 1]?.text ?? '') && /^[)\]]$/u.test(list[end]?.text ?? '');
}

/** "(Sal's)", "at Mario's". */
function isPlaceOfSomebody(tokens: Tokens, [from, to]: Segment): boolean {
  const text = tokens.list
    .slice(from, to)
    .map((token) => token.text)
    .join(' ')
    .replaceAll('’', "'");
  return isBracketed(tokens, [from, to])
    ? /^(?:at )?(?:\p{Lu}\p{L}+ ){0,2}\p{Lu}\p{L}*'s(?: (?:place|house|office|desk))?$/u.test(text)
    : /^at (?:\p{Lu}\p{L}+ ){0,2}\p{Lu}\p{L}*'s(?: (?:place|house|office|desk))?$/u.test(text);
}

/** "With @sam (new art director!)". */
function isOfSomebody({ list }: Tokens, from: number, words: readonly string[]): boolean {
  const isBehind = list[from - 2]?.taken === 'people';
  return isBehind && words.length < 6 && /^(?:new|our|my|the|his|her|your|their|from)$/u.test(words[0] ?? '');
}
