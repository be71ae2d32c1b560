import { afterAny, lowerAt, type Tokens } from './tokens.ts';

/** "Our partner school wants a French exchange call", "Mrs Patel would like to talk about Leo": who asks for what. */
export function behindWish(
  tokens: Tokens,
  from: number,
  to: number,
): { readonly next: number; readonly isSubject: boolean } | undefined {
  for (let index = from + 1; index < Math.min(to, from + mostOfAsker); index++) {
    if (/^(?:that|which|who|if|i|we|you)$/u.test(lowerAt(tokens, index - 1))) return undefined;
    const about = afterAny(tokens, index, talks);
    if (about !== undefined && about < to) return { next: about, isSubject: true };
    const thing = afterAny(tokens, index, asksFor);
    if (thing !== undefined && thing < to) return { next: thing, isSubject: false };
  }
  return undefined;
}

/** Nobody who asks for something is called by more words. */
const mostOfAsker = 6;
const talks = [
  'wants|needs|hopes|has|asks|asked|wishes to talk|speak|chat about|on|regarding',
  'would|d like|love to talk|speak|chat about|on|regarding',
];
const asksFor = [
  'wants|needs|requested|requests a|an|another',
  'would like|love a|an|another',
  'is|are|was|were|has|have|keeps? asking|asked for a|an|another',
  'asked for a|an|another',
];
