import type { Correction } from './corrected.ts';
import type { Marker } from './correction-words.ts';
import { said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** "'Team A', sorry, 'Team B'", "budget review, I mean forecast review": another name, of as many words and the same kind. */
export function correctedTitle(tokens: Tokens, { from, to, isMeant }: Marker): Correction | undefined {
  const { list } = tokens;
  const isQuote = (index: number) => list[index]?.atom?.kind === 'quote';
  if (isQuote(from - 1) && isQuote(to))
    return { edits: [{ from: from - 1, to: from, text: list[to]?.text ?? '' }], cut: { from, to: to + 1 } };
  if (!isMeant) return undefined;
  let end = to;
  while (end < list.length && end < to + longest && isName(list[end])) end++;
  const length = end - to;
  const first = from - length;
  const isSameKind = length > 1 && list[from - 1]?.lower === list[end - 1]?.lower;
  if (!isSameKind || first < 0 || !list.slice(first, from).every(isName)) return undefined;
  return {
    edits: [{ from: first, to: from, text: said(tokens, to, end) }],
    cut: { from, to: end },
  };
}

/** Words of a name that is put instead of another one. */
const longest = 5;

function isName(token: Tokens['list'][number] | undefined): boolean {
  return token?.kind === 'word' && !smallWords.has(token.lower);
}
