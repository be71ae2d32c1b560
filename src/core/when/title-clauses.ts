import { isCourtesy } from './courtesy.ts';
import type { Tokens } from './tokens.ts';

/** A run of tokens. */
export type Segment = readonly [from: number, to: number];

/** The runs of words that no stage has read. */
export function segments(tokens: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  for (let index = 0; index <= tokens.list.length; index++) {
    if (index < tokens.list.length && !tokens.list[index]?.taken) continue;
    if (index > from) found.push([from, index]);
    from = index + 1;
  }
  return found;
}

/**
 * What is left of a run without the clauses in it that are no name: "sorry to bug you again lol, budget redo". The whole run, if
 * none of them is one, or all are.
 *
 * @param isTold true for a clause that tells something instead of naming it
 * @param isRequest true for a clause that asks for what it names
 */
export function withoutTales(
  tokens: Tokens,
  segment: Segment,
  isTold: (clause: Segment) => boolean,
  isRequest: (clause: Segment) => boolean,
): readonly Segment[] {
  const all = clauses(tokens, segment);
  if (all.length < 2) return [segment];
  const request = all.findIndex(isRequest);
  // "Long day already, need the caterer briefing": what stands before a request leads up to it.
  // "Thanks a lot, Maria".
  const isSigned = ([from, to]: Segment, before: Segment | undefined) =>
    before !== undefined && to === segment[1] && !isCourtesy(tokens, from, to) && isCourtesy(tokens, before[0], to);
  const kept = all.filter(
    (clause, index) =>
      index >= request &&
      !isSigned(clause, all[index - 1]) &&
      !isCourtesy(tokens, ...clause) &&
      !isTold(clause) &&
      !isGreeting(tokens, clause),
  );
  if (kept.length === all.length) return [segment];
  // "Hope your week is good!! Need 25 minutes": all of it was said by the by.
  if (kept.length === 0)
    return all.every((clause) => isEnded(tokens, clause) || isCourtesy(tokens, ...clause)) ? [] : [segment];
  const runs: Segment[] = [];
  for (const clause of kept) {
    const before = runs.at(-1);
    const follows = before && all.some(([from], index) => from === clause[0] && all[index - 1]?.[1] === before[1]);
    if (before && follows) runs[runs.length - 1] = [before[0], clause[1]];
    else runs.push(clause);
  }
  return runs;
}

function clauses(tokens: Tokens, [first, last]: Segment): readonly Segment[] {
  const found: Segment[] = [];
  let from = first;
  for (let index = first; index < last; index++) {
    if (!endsClause(tokens, index)) continue;
    if (index > from) found.push([from, index + 1]);
    from = index + 1;
  }
  return from < last ? [...found, [from, last]] : found;
}

/** "Sorry for the spam!", "Hope all is well". */
function isGreeting(tokens: Tokens, [from, to]: Segment): boolean {
  // "Hi neighbors!".
  const hailed = to - from < 5 && /^[!,]+$/u.test(tokens.list[to - 1]?.text ?? '');
  if (hailed && /^(?:hi|hello|hey|hiya|dear|heya|howdy|g'day|morning)$/u.test(tokens.list[from]?.lower ?? ''))
    return true;
  return /^(?:sorry|apologies|thanks|hope|hoping|hopefully|trust|greetings|dear|congrats|welcome|if|since|because|due|although|though|unless|considering)$/u.test(
    tokens.list[from]?.lower ?? '',
  );
}

function isEnded(tokens: Tokens, [, to]: Segment): boolean {
  return /^[.!?…]+$/u.test(tokens.list[to - 1]?.text ?? '');
}

const pictures = /^(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+$/u;
const stops = /^(?:[,;!?…]|[!?.,…]{2,})$/u;

/** Written with a full stop that ends no sentence: "conf. Baker". */
export const shortened = 'conf|dept|govt|corp|inc|ltd|approx|incl|prof|intl|reg';

const shortenings = new RegExp(
  `^(?:${shortened}|vs|misc|etc|est|min|max|no|vol|alt|int|ext|tel|ref|rev|ver|sect|fig)$`,
  'iu',
);

/** "St. John's", "Dr. Who", "reg. invoices": the full stop ends no sentence. */
function isShortened(word: string): boolean {
  return word.length < 2 || (word.length < 4 && /^\p{Lu}/u.test(word) && word !== 'May') || shortenings.test(word);
}

/** True where more ends than a clause: at a full stop, a question mark, a picture. */
export function endsSentence({ list }: Pick<Tokens, 'list'>, index: number): boolean {
  const [before, sign, behind] = [list[index - 1], list[index], list[index + 1]];
  if (sign?.text === ',' || sign?.text === ';') return false;
  const stop = sign?.text === '.' && sign.glued && !behind?.glued;
  // "At 7:15. please".
  if (stop && before?.kind === 'number' && list[index - 2]?.text === ':') return true;
  // "With @ann. She", "(1h). I'd".
  const closed = before?.kind === 'atom' || before?.text === ')';
  // "On the 7th at 7. Please", "20 min. I was".
  const cut = closed || before?.kind === 'number' || /^(?:mins?|hrs?|h|am|pm)$/u.test(before?.lower ?? '');
  // "1h. the bride changed her mind": behind a length as well, as people write it.
  const isLength = /^(?:mins?|hrs?|h)$/u.test(before?.lower ?? '') && list[index - 2]?.kind === 'number';
  const isNext = /^\p{Lu}/u.test(behind?.text ?? '') || (isLength && behind?.kind === 'word');
  return (stop && cut && isNext) || endsClause({ list }, index);
}

function endsClause(tokens: Pick<Tokens, 'list'>, index: number): boolean {
  const [before, sign, behind] = [tokens.list[index - 1], tokens.list[index], tokens.list[index + 1]];
  if (sign?.kind !== 'sign' || behind?.glued) return false;
  return (
    stops.test(sign.text) ||
    pictures.test(sign.text) ||
    (sign.text === '.' && before?.kind === 'word' && !isShortened(before.text))
  );
}
