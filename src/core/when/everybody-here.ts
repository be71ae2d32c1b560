import { isEnd } from './groups.ts';
import { afterAny, type Found, said, type Tokens } from './tokens.ts';

const place = 'channel|chat|room';

/** Everybody in the channel or chat where it is said, in words that mean nothing else. */
const phrases = [
  `everyone|everybody|all|people|folks who? are? in|of|from|on this|the|our ${place}`,
  `everyone|everybody|all in|of|from this group`,
  `all? of? the|our? members|people|folks|participants of|in|from|on this|the|our ${place}`,
  `all? the|our? channel|channel's members|people|folks|participants`,
  `the? whole|entire ${place}`,
  `all of? this|the channel|chat`,
  `this channel|chat|group`,
];

/** "All members of this channel", "this channel". */
export function readEverybodyHere(tokens: Tokens, index: number): Found<{ readonly unclear: string }> | undefined {
  const next = afterAny(tokens, index, phrases);
  return next !== undefined && isEnd(tokens, next)
    ? { value: { unclear: said(tokens, index, next) }, next }
    : undefined;
}

const everybody =
  /^(?:@?(?:channel|here|everyone|everybody|all)|(?:everyone|everybody|all)(?: here|(?: of)? us)|(?:this|the) (?:channel|chat|group)|.*\b(?:in|of|from|on|whole|entire|all|all of) (?:this|the|our)? ?(?:channel|chat|group|room)|.*\bchannel(?:['’]s)? (?:members|people|folks|participants))$/iu;

/** True for what means everybody in the channel or chat where it is said, with those words that may mean others elsewhere. */
export function isEverybodyHere(said: string): boolean {
  return everybody.test(said.trim());
}
