import type { FoundClock } from './clock-times.ts';
import type { FoundDay } from './day.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Placed } from './read.ts';
import { at, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

type PlacedDay = FoundDay & Placed;

/** "Friday demo on thursday", "sunday roast saturday 7pm": of two weekdays, the one that is of the name. */
export function dayOfName(
  tokens: Tokens,
  days: readonly PlacedDay[],
  clocks: readonly (FoundClock & Placed)[],
): PlacedDay | undefined {
  const feast = days.find((day) => /^(?:the )?(?:4th|fourth) of july$/iu.test(day.said) && isBefore(tokens, day));
  if (feast && days.some((day) => day !== feast && day.role === 'on' && !day.weak)) return feast;
  const on = days.filter(({ role, weak }) => role === 'on' && !weak);
  if (on.length < 2 || on.length > 3 || clocks.length !== 1) return undefined;
  const isTimed = ({ from, to }: PlacedDay) => clocks.some((clock) => clock.from === to || clock.to === from);
  // "July 1 changeover debrief on July 2nd".
  const isDated = (day: PlacedDay) =>
    day.day.kind !== 'date' || isTimed(day) || /^(?:on|for) /iu.test(day.said) || !isInside(tokens, day);
  const isSaid = (day: PlacedDay) =>
    day.day.kind === 'weekday' ? day.to - day.from > 1 || isTimed(day) : on.length > 2 || isDated(day);
  const [name, ...more] = on.filter((day) => isBefore(tokens, day) && !isSaid(day));
  const rest = on.filter((day) => day !== name);
  const [first, second] = rest;
  if (!name || more.length > 0 || !first || !rest.some(isSaid)) return undefined;
  // "Sunday magazine, monday jan 31".
  if (second && second.from - first.to > 1) return undefined;
  const between =
    name.to <= first.from ? tokens.list.slice(name.to, first.from) : tokens.list.slice((second ?? first).to, name.from);
  const isOne = between.every(
    ({ kind, taken, lower, text }, index) =>
      (kind === 'word' || text === '-' || (text === ',' && index === between.length - 1)) &&
      !taken &&
      !/^(?:and|or|then|but|plus)$/u.test(lower),
  );
  return isOne ? name : undefined;
}

/** "Monday devotion every monday", "sunday dinner planning every saturday": the series says the day, and this one is of the name. */
export function dayOfSeries(
  tokens: Tokens,
  days: readonly PlacedDay[],
  recurrences: readonly FoundRecurrence[],
): PlacedDay | undefined {
  const [only, ...more] = days.filter(({ role }) => role === 'on');
  if (!only || more.length > 0 || only.day.kind !== 'weekday' || only.to - only.from > 1) return undefined;
  const isSaid = recurrences.some(({ rules }) => rules.some(({ weekdays }) => weekdays !== undefined));
  // "Performance Friday: every friday at 16:10".
  const isLabel = lowerAt(tokens, only.to) === ':' && /^\p{Lu}\p{Ll}/u.test(at(tokens, only.from - 1)?.text ?? '');
  return isSaid && (isBefore(tokens, only) || isLabel) ? only : undefined;
}

/** True where the sentence begins with it, or right behind a noun: "client visit 3 july logistics". */
function isInside(tokens: Tokens, { from }: PlacedDay): boolean {
  const before = at(tokens, from - 1);
  const the =
    before?.lower === 'the' &&
    tokens.list.slice(0, from).every(({ lower, kind }) => lower === 'the' || kind === 'sign');
  return from === 0 || the || (before?.kind === 'word' && !smallWords.has(before.lower));
}

/** True right before a noun. */
function isBefore(tokens: Tokens, { to }: PlacedDay): boolean {
  const behind = at(tokens, to);
  return behind?.kind === 'word' && !behind.glued && !smallWords.has(behind.lower);
}
