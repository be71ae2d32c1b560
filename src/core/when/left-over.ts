import type { Named } from './draft.ts';
import { endOfForeignDate, endOfForeignDay } from './foreign-days.ts';
import { readOrdinal } from './numbers.ts';
import type { Reading } from './read.ts';
import { soundsLikeDay } from './spelling.ts';
import { segments } from './title-clauses.ts';
import { after, at, isBoundary, lowerAt, said, type Token, type Tokens } from './tokens.ts';
import type { Question } from './understanding.ts';
import { months, smallNumbers, smallWords, weekdays } from './words.ts';

/**
 * A safety net: where words of time, repetition or choice remain that no stage has read, something of the sentence was lost.
 * It is asked about rather than dropped.
 *
 * @param people who would be invited without what was lost
 */
export function leftOver(
  { tokens, titleNamed, recurrences, days }: Reading,
  people: readonly Named[],
): Question | undefined {
  if (titleNamed) return undefined;
  for (const [from, to] of segments(tokens)) {
    // "Lunch the day 24": a day of the month, and no other day was said.
    const day = days.length > 0 ? undefined : dayNumber(tokens, from, to);
    if (day !== undefined) return ask('start', said(tokens, day, to), people);
    const slot = lostIn(tokens, from, to);
    if (slot) return ask(slot, said(tokens, from, to), people);
  }
  for (let index = 0; index < tokens.list.length; index++) {
    const foreign = days.length === 0 && recurrences.length === 0 ? endOfForeignDate(tokens, index) : undefined;
    if (foreign !== undefined)
      return { slot: 'start', why: 'vague_day', said: said(tokens, index, foreign), choices: [] };
    if (!at(tokens, index)) continue;
    // "Every monday until the launch": when that is, nobody told us.
    const until = recurrences.length > 0 ? after(tokens, index, 'until|till|til') : undefined;
    const repeated = endOfEvery(tokens, index) ?? (until === undefined ? undefined : until + 1);
    if (repeated !== undefined) return ask('recurrence', said(tokens, index, repeated), people);
    // "Review tom 3pm", as it is typed in Manila and Mumbai.
    const isBesideTime = [index - 1, index + 1].some((next) => tokens.list[next]?.taken === 'clock');
    if (
      days.length === 0 &&
      recurrences.length === 0 &&
      isBesideTime &&
      (soundsLikeDay(lowerAt(tokens, index)) || tokens.list[index]?.text === 'tom')
    )
      return { slot: 'start', why: 'vague_day', said: said(tokens, index, index + 1), choices: [] };
    const rest = endOfRest(tokens, index) ?? endOfForeignDay(tokens, index) ?? endOfCondition(tokens, index);
    if (rest !== undefined) return ask('start', said(tokens, index, rest).replace(/^:/u, ''), people);
  }
  return undefined;
}

type Lost = 'start' | 'recurrence' | 'who';

function ask(slot: Lost, words: string, people: readonly Named[]): Question {
  if (slot === 'who') return { slot, why: 'who_unclear', said: words, choices: [{ people }] };
  if (slot === 'start') return { slot, why: 'vague_time', said: words, choices: [] };
  const rules = ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY'];
  return { slot, why: 'recurrence_ambiguous', said: words, choices: rules.map((recurrence) => ({ recurrence })) };
}

function dayNumber(tokens: Tokens, from: number, to: number): number | undefined {
  const [the = '', day = '', number = ''] = [to - 3, to - 2, to - 1].map((index) => lowerAt(tokens, index));
  const isDay = /^(?:the|for)$/u.test(the) && /^(?:day|date)$/u.test(day) && /^[123]?\d$/u.test(number);
  return to - from > 2 && isDay ? to - 2 : undefined;
}

const repeats = /^(?:every|each|until|till|til|recurring|repeating|thereafter|afterwards|onwards?)$/u;
const number =
  /^(?:\d+|st|nd|rd|th|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth)$/u;
const joining = /^(?:or|and|to|from|until|till|at|on|the|of|for|by|-|–|—|,|\.|:|\/|;|\(|\)|&|then|in|every|each)$/u;

function lostIn(tokens: Tokens, from: number, to: number): Lost | undefined {
  const words = tokens.list.slice(from, to);
  const behind = tokens.list[to]?.taken;
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
  const touches = isTime(tokens.list[from - 1]) || isTime(tokens.list[to]);
  if (/^\d+ : \d+$/u.test(words.map(({ lower }) => lower).join(' '))) return undefined;
  const counts = words.some(({ lower }) => number.test(lower));
  if (touches && counts && words.every(({ lower }) => number.test(lower) || joining.test(lower))) return 'start';
  return undefined;
}

/** Words that go on with a time: what stands behind them was one, too, and nobody has read it. */
const links = 'or|and|to|until|till|through|thru|from|at|by|then|-|–|—|/|:';
const units =
  /^(?:days?|weeks?|wks?|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|mornings?|afternoons?|evenings?|nights?|fortnights?)$/u;

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

/** "If poss earlier", "unless ann can make it later": on what it depends, nobody can tell. */
function endOfCondition({ list }: Tokens, index: number): number | undefined {
  if (!/^(?:if|unless|ideally|preferably)$/u.test(list[index]?.lower ?? '')) return undefined;
  for (let next = index + 1; next < list.length && !/^[,;.!?]$/u.test(list[next]?.text ?? ''); next++)
    if (/^(?:earlier|later|sooner|otherwise|instead)$/u.test(list[next]?.lower ?? '')) return next + 1;
  return undefined;
}
