import { finiteIn, isTimeWord } from './finite.ts';
import type { Segment } from './title-clauses.ts';
import type { Token } from './tokens.ts';
import { doers } from './verbs.ts';

/** Cuts a sentence at signs, and before words that join clauses where somebody does something behind them. */
export function cutClauses(list: readonly Token[], [from, to]: Segment): readonly Segment[] {
  const found: Segment[] = [];
  let first = from;
  for (let index = from; index < to; index++) {
    const { lower } = list[index] ?? { lower: '' };
    if (index > first && joins.test(lower) && begins(list, [first, index], to)) {
      found.push([first, index]);
      first = index;
    } else if (isCut(list, index)) {
      found.push([first, index + 1]);
      first = index + 1;
    }
  }
  return first < to ? [...found, [first, to]] : found;
}

const joins =
  /^(?:and|but|so|because|cos|since|as|while|whereas|before|after|until|till|which|although|though|when|where)$/u;

/** These stand before a time as well: "until monday". */
const prepositions = /^(?:since|as|before|after|until|till)$/u;

/** A comma, a semicolon, a colon, a bracket, or a dash between words. */
function isCut(list: readonly Token[], index: number): boolean {
  const [sign, behind] = [list[index], list[index + 1]];
  if (sign?.kind !== 'sign') return false;
  if (/^[;()]$/u.test(sign.text)) return true;
  if (behind?.glued) return false;
  return /^[,:]$/u.test(sign.text) || (/^[–—-]+$/u.test(sign.text) && !sign.glued);
}

/** True where another clause begins: "and my train leaves at 6", "so let's"; "before lunch" is of the one before. */
function begins(list: readonly Token[], [first, index]: Segment, to: number): boolean {
  const [joint, next] = [list[index], list[index + 1]];
  if (!joint || !next) return false;
  if (joint.lower === 'so' && /^(?:let's|lets|please|can|could|would|not|don't)$/u.test(next.lower)) return true;
  if (prepositions.test(joint.lower) && isTimeWord(next)) return false;
  let end = index + 1;
  while (end < to && !isCut(list, end)) end++;
  const finite = finiteIn(list, [joint.lower === 'which' ? index : index + 1, end]);
  if (!finite) return false;
  // "Can @ann and I", "with @ann and the team has to be": of two who do something, the second one is no clause.
  if (!/^(?:and|but)$/u.test(joint.lower) || finiteIn(list, [first, index])) return true;
  const isDoer = finite.by === 'person' && (doers.has(next.lower) || next.lower.includes("'"));
  return isDoer && list.slice(first, index).some(isTimeWord);
}
