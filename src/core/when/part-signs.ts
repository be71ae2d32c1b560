import { endsSentence } from './title-clauses.ts';
import type { Tokens } from './tokens.ts';

const separators = /^(?:[,;()[\]|–—]|[!?…]+|[.!?]{2,})$/u;
const units = /^(?:mins?|minutes?|hrs?|hours?|h|m|am|pm|noon)$/u;

/** True for a sign between two parts of a message, each of which says something of its own; "-" between words joins them. */
export function isPartSign({ list }: Pick<Tokens, 'list'>, index: number): boolean {
  const [before, sign, next] = [list[index - 1], list[index], list[index + 1]];
  if (sign?.kind !== 'sign') return false;
  if (sign.text === '-') return !sign.glued && !next?.glued;
  if (separators.test(sign.text)) return !(next?.glued && /^[,;–—]$/u.test(sign.text));
  // "W/ @ann. she asked", "1h. the bride".
  const isCut = before?.kind === 'atom' || before?.kind === 'number' || units.test(before?.lower ?? '');
  return (sign.text === '.' && sign.glued && !next?.glued && isCut) || endsSentence({ list }, index);
}
