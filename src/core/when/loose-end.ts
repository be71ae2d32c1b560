import { readOrdinal } from './numbers.ts';
import type { Reading } from './read.ts';
import { after, at, isBoundary, lowerAt, said, type Token, type Tokens } from './tokens.ts';
import type { Question } from './understanding.ts';
import { months, smallNumbers, smallWords, weekdays } from './words.ts';

/** Words that go on with a time: what stands behind them was one, too, and nobody has read it. */
const links = 'or|and|to|until|till|through|thru|from|at|by|then|-|–|—|/|:';
const units =
  /^(?:days?|weeks?|wks?|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|mornings?|afternoons?|evenings?|nights?|fortnights?)$/u;

/** Words of time that no part of a title has and that nothing was read from: better asked than left out. */
export function looseEnd({
  tokens,
  titleNamed,
  recurrences,
}: Reading): (Question & { readonly slot: 'start' | 'recurrence' }) | undefined {
  if (titleNamed) return undefined;
  for (let index = 0; index < tokens.list.length; index++) {
    if (!at(tokens, index)) continue;
    const every = endOfEvery(tokens, index);
    if (every !== undefined)
      return { slot: 'recurrence', why: 'recurrence_ambiguous', said: said(tokens, index, every), choices: [] };
    // "Every monday until the launch": when that is, nobody told us.
    const until = recurrences.length > 0 ? after(tokens, index, 'until|till|til') : undefined;
    if (until !== undefined)
      return { slot: 'recurrence', why: 'recurrence_ambiguous', said: said(tokens, index, until + 1), choices: [] };
    const rest = endOfRest(tokens, index);
    if (rest !== undefined)
      return { slot: 'start', why: 'vague_time', said: said(tokens, index, rest).replace(/^:/u, ''), choices: [] };
  }
  return undefined;
}

/** `every so many weeks`, `each blue moon month`. */
function endOfEvery(tokens: Tokens, index: number): number | undefined {
  const start = after(tokens, index, 'every|each');
  if (start === undefined) return undefined;
  for (let next = start; next < start + 4 && at(tokens, next)?.kind !== 'sign' && at(tokens, next); next++)
    if (units.test(lowerAt(tokens, next)) || weekdays.has(lowerAt(tokens, next))) return next + 1;
  return undefined;
}

/** `… or 6`, `… to june`, and the second half of a time that was cut in two. */
function endOfRest(tokens: Tokens, index: number): number | undefined {
  const link = after(tokens, index, links);
  if (link === undefined || !isTime(tokens.list[index - 1])) return undefined;
  const start = after(tokens, link, 'the|in') ?? link;
  // "tomorrow 10 to 9pm": an end that was read as a beginning.
  if (tokens.list[start]?.taken === 'clock' && /^(?:or|to|until|till)$/u.test(lowerAt(tokens, index))) return start + 1;
  const token = at(tokens, start);
  if (!token) return undefined;
  const ordinal = readOrdinal(tokens, start);
  const isWord = smallNumbers.has(token.lower) || months.has(token.lower) || weekdays.has(token.lower);
  const next = ordinal?.next ?? (token.kind === 'number' || isWord ? start + 1 : undefined);
  // "- 3 months review" and "and may work" are of the title.
  const cut = tokens.list[index]?.glued && token.glued && lowerAt(tokens, index) === ':';
  const loose = !cut && !/^(?:or|until|till)$/u.test(lowerAt(tokens, index));
  const behind = tokens.list[next ?? start];
  const ends =
    next !== undefined && (isBoundary(tokens, next) || behind?.kind === 'atom' || smallWords.has(behind?.lower ?? ''));
  return next !== undefined && (ends || (!loose && token.kind === 'number')) ? next : undefined;
}

function isTime(token: Token | undefined): boolean {
  return token?.taken === 'clock' || token?.taken === 'day' || token?.taken === 'recurrence';
}
