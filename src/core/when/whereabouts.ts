import { after, afterAny, at, isBoundary, type Tokens, take } from './tokens.ts';
import { readPlaceName } from './zone-by-place.ts';

/** Behind where somebody is; "next week" would say more than that. */
const tails = [
  'this|all week',
  'then|now|today|currently|though|btw|too',
  'these days',
  'at the moment',
  'by the way',
  "so|and|which that's|it's|thats|its|is a? bit|little|much? earlier|later|early|late|different for|on me|us",
  "so|and|which that's|it's|thats|its|is my|our morning|afternoon|evening|night",
];

/**
 * Takes away where somebody is: "4:30pm Eastern? I'm in Denver". It is a remark, and neither what the meeting is called nor the zone of its
 * time.
 */
export function takeWhereabouts(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    const next = endOfWhereabouts(tokens, index);
    if (next !== undefined) take(tokens, index, next, 'noise');
  }
}

function endOfWhereabouts(tokens: Tokens, index: number): number | undefined {
  if (index > 0 && !isBoundary(tokens, index - 1)) return undefined;
  const first = after(tokens, index, 'but|and|as|since|because|btw|fyi|note|remember that?') ?? index;
  const who = afterAny(tokens, first, [
    "i'm|im|we're|i'll|we'll|he's|she's|they're be?",
    'i|we|he|she|they am|are|is|will be?',
  ]);
  const where =
    who === undefined
      ? undefined
      : after(tokens, who, 'still|currently|now|actually|just|already|only? based|back|over|out|down|up? in');
  if (where === undefined) return undefined;
  const place = readPlaceName(tokens, where)?.next ?? endOfCapitals(tokens, where);
  if (place === undefined) return undefined;
  let next = place;
  for (let tail = endOfTail(tokens, next); tail !== undefined; tail = endOfTail(tokens, next)) next = tail;
  return isBoundary(tokens, next) ? next : undefined;
}

function endOfTail(tokens: Tokens, index: number): number | undefined {
  return afterAny(tokens, after(tokens, index, ',') ?? index, tails);
}

/** A place that no list has. */
function endOfCapitals(tokens: Tokens, index: number): number | undefined {
  let next = index;
  while (next < index + 3 && /^\p{Lu}\p{Ll}/u.test(at(tokens, next)?.text ?? '')) next++;
  return next > index ? next : undefined;
}
