import type { Placed, Reading } from './read.ts';
import { segments } from './title-clauses.ts';
import { lowerAt, said, type Tokens } from './tokens.ts';

/**
 * A safety net: where words of time, repetition or choice remain that no stage has read, something of the sentence was lost.
 * It is asked about, as what is vague is, rather than dropped.
 */
export function withLeftOvers(reading: Reading): Reading {
  const { tokens, titleNamed } = reading;
  for (const [from, to] of titleNamed ? [] : segments(tokens)) {
    const lost = lostIn(tokens, from, to);
    if (!lost) continue;
    const placed: Placed = { from, to, said: said(tokens, from, to) };
    if (lost === 'recurrence')
      return { ...reading, recurrences: [...reading.recurrences, { ...placed, rules: [], once: true }] };
    if (lost === 'who')
      return { ...reading, people: { ...reading.people, unclear: [...reading.people.unclear, placed.said] } };
    return { ...reading, days: [...reading.days, { ...placed, day: { kind: 'vague' }, role: 'on', bound: true }] };
  }
  return reading;
}

const repeats = /^(?:every|each|until|till|til|recurring|repeating|thereafter|afterwards)$/u;
const number =
  /^(?:\d+|st|nd|rd|th|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth)$/u;
const joining = /^(?:or|and|to|from|until|till|at|on|the|of|for|by|-|–|—|,|\.|:|\/|;|\(|\)|&|then|in|every|each)$/u;

type Lost = 'start' | 'recurrence' | 'who';

function lostIn(tokens: Tokens, from: number, to: number): Lost | undefined {
  const words = tokens.list.slice(from, to);
  const [before, behind] = [tokens.list[from - 1]?.taken, tokens.list[to]?.taken];
  const last = lowerAt(tokens, to - 1);
  if (repeats.test(last) && (behind || to === tokens.list.length)) return 'recurrence';
  // "every two or three weeks", "every 0 weeks": a number behind "every" makes it none of a name.
  if (words.some(({ lower }, index) => /^(?:every|each)$/u.test(lower) && number.test(words[index + 1]?.lower ?? '')))
    return 'recurrence';
  const counted = ({ lower }: { lower: string }, index: number) =>
    number.test(lower) &&
    /^(?:in total|total|occurrences|repetitions|repeats|times)\b/u.test(
      `${words[index + 1]?.lower} ${words[index + 2]?.lower}`,
    );
  if (words.some(counted)) return 'recurrence';
  if (last === 'or' && behind) return behind === 'people' ? 'who' : undefined;
  if (lowerAt(tokens, from) === 'or' && words.length === 1) return undefined;
  const touches = isTime(before) || isTime(behind);
  if (/^\d+ : \d+$/u.test(words.map(({ lower }) => lower).join(' '))) return undefined;
  const counts = words.some(({ lower }) => number.test(lower));
  if (touches && counts && words.every(({ lower }) => number.test(lower) || joining.test(lower))) return 'start';
  return undefined;
}

function isTime(stage: string | undefined): boolean {
  return stage === 'day' || stage === 'clock' || stage === 'recurrence';
}
