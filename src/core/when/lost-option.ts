import type { MeetingOptions } from './draft.ts';
import { isOfBefore, isWritten } from './option-clauses.ts';
import type { Reading } from './read.ts';
import type { Tokens } from './tokens.ts';
import type { Question } from './understanding.ts';
import { isAnother } from './webinar-words.ts';

/**
 * A safety net: what was said of an option, was not read, and stands in no name either, would vanish without a word. It is asked about.
 */
export function lostOption({ tokens, options, title, titles }: Reading): Question | undefined {
  const names = (titles.length > 0 ? titles : [title]).map((name) => name.toLowerCase());
  for (const [index, { text, taken }] of tokens.list.entries()) {
    const option = taken === undefined || taken === 'aside' || taken === 'noise' ? optionAt(tokens, index) : undefined;
    if (!option || options[option] !== undefined || names.every((name) => name.includes(text.toLowerCase()))) continue;
    if (isOfBefore(tokens, index) || isWritten(tokens, index) || isElsewhere(tokens, index) || isAnother(tokens, index))
      continue;
    const choices = [true, false].map((on) => ({ options: { ...options, [option]: on } }));
    return { slot: 'options', why: 'option_unclear', option, choices };
  }
  return undefined;
}

function optionAt({ list }: Tokens, index: number): keyof MeetingOptions | undefined {
  const word = list[index]?.lower ?? '';
  if (/^record(?:s|ed|ing)?$/u.test(word)) return 'recording';
  if (word === 'lobby' || (/^wait(?:ing)?$/u.test(word) && list[index + 1]?.lower === 'room')) return 'lobby';
  return word === 'webinar' ? 'webinar' : undefined;
}

/** "See you in the hotel lobby", "before the recording starts", "for the record": a place, a time, a phrase. */
function isElsewhere({ list }: Tokens, index: number): boolean {
  const before = list.slice(Math.max(0, index - 4), index).map(({ lower }) => lower);
  return /(?:^| )(?:in|at|outside|near|by|from|before|after|during|since|of|(?:for|on|off) the$)(?: \S+){0,2}$/u.test(
    before.join(' '),
  );
}
