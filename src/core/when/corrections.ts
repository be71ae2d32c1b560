import { readDay } from './days.ts';
import type { Segment } from './title-clauses.ts';
import { at, type Tokens } from './tokens.ts';

/** "Actually make it thursday", "monday is fine too": a day that may be the one that is meant; "I'm back on tuesday" is about another thing. */
export function mayCorrect(tokens: Tokens, [from, to]: Segment): boolean {
  const text = tokens.list
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(' ');
  return namesDay(tokens, [from, to]) && corrects.test(text);
}

/** True for a day of any kind, whatever else it may be. */
export function namesDay(tokens: Tokens, [from, to]: Segment): boolean {
  for (let index = from; index < to; index++) {
    const day = at(tokens, index) && readDay(tokens, index, undefined)?.value.day;
    if (day && day.kind !== 'past' && day.kind !== 'vague') return true;
  }
  return false;
}

/** Words of somebody who weighs days, or takes one back. */
const corrects =
  /\b(?:actually|instead|rather|sorry|meant|mean|make|move|moved|change|changed|better|best|or|not|no|nope|wait|maybe|could|can|would|should|again|too|also|well|same|then|if|unless|do|does|fine|ok|okay|works?|free|available|prefer|preferably|let's|lets|it|it's|its|which|otherwise|only|either)\b/u;
