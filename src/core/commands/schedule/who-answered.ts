import { matchName } from '../../name-match.ts';
import { placeIn } from '../../when/said-which.ts';
import type { Unclear } from './guests.ts';

const yes =
  /^(?:yes|y|yep|yeah|sure|ok|okay|right|correct|exactly|(?:that|this) (?:one|is (?:right|correct|him|her|them))|(?:it is|it['’]s|that['’]s) (?:him|her|them|right|correct))$/u;
const everybody =
  /^(?:all|everyone|everybody|both|all of (?:them|it)|the (?:whole|entire) (?:group|team|lot)|(?:yes,? )?invite (?:all|them|everyone|everybody)(?: \d+| of them)?|all \d+)$/u;
const nobody =
  /^(?:no|nope|none|nobody|no one|neither|none of (?:them|these|those)|leave (?:\S+ )?out|leave (?:him|her|them|it|that) out|skip(?: (?:him|her|it|that|them))?|without(?: (?:him|her|it|them))?|forget (?:it|him|her|them|that)|ignore(?: (?:it|him|her|them))?|don['’]?t invite (?:him|her|them)|not needed)$/u;

/**
 * What words answer to who is meant, as the press of a button would: the index of a candidate, `all` of a group, `none` to leave
 * somebody out. undefined: they are no answer, or not surely one; whoever they name has to be looked for.
 */
export function readWhoAnswer(said: string, { why, candidates, said: asked }: Unclear): string | undefined {
  const words = said
    .toLowerCase()
    .replace(/[.!?,]+\s*$/u, '')
    .replace(/^\s*(?:please|i mean|i meant|it is|it['’]s)\s+/u, '')
    .replace(/\s+(?:please|then|thanks)\s*$/u, '')
    .trim();
  const out = words.replace(asked.toLowerCase(), 'them');
  if (nobody.test(words) || nobody.test(out)) return 'none';
  if (why === 'large') return yes.test(words) || everybody.test(words) ? 'all' : undefined;
  if (why === 'unknown' || why === 'app') return undefined;
  if (candidates.length === 1 && yes.test(words)) return '0';
  const place = placeIn(words, true);
  if (place !== undefined) {
    const index = place < 0 ? candidates.length + place : place - 1;
    return candidates[index] ? String(index) : undefined;
  }
  // “The junior”, “the baker one”.
  const name = words.replace(/^the\s+/u, '').replace(/\s+one$/u, '');
  const { by, found } = matchName(name, candidates, ({ name, email, hints = [] }) => [name, email, ...hints]);
  const [only] = found;
  return only && found.length === 1 && by !== 'near' ? String(candidates.indexOf(only)) : undefined;
}
