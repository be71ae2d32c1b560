import type { FoundClock } from './clock-times.ts';
import type { FoundDay } from './day.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Placed } from './read.ts';
import { at, type Tokens } from './tokens.ts';
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
  const [one, other, ...more] = days.filter(({ role, weak }) => role === 'on' && !weak);
  if (!one || !other || more.length > 0 || clocks.length !== 1) return undefined;
  if (one.day.kind !== 'weekday' && other.day.kind !== 'weekday') return undefined;
  const between = tokens.list.slice(one.to, other.from);
  if (
    !between.every(
      ({ kind, taken, lower, text }) =>
        (kind === 'word' || text === '-') && !taken && !/^(?:and|or|then|but|plus)$/u.test(lower),
    )
  )
    return undefined;
  const isTimed = ({ from, to }: PlacedDay) => clocks.some((clock) => clock.from === to || clock.to === from);
  const isSaid = (day: PlacedDay) => day.day.kind !== 'weekday' || day.to - day.from > 1 || isTimed(day);
  return [one, other].find((day) => isBefore(tokens, day) && !isSaid(day) && isSaid(day === one ? other : one));
}

/** "Monday devotion every monday": the series says the day, and the name has it too. */
export function dayOfSeries(
  tokens: Tokens,
  days: readonly PlacedDay[],
  recurrences: readonly FoundRecurrence[],
): PlacedDay | undefined {
  const [only, ...more] = days.filter(({ role }) => role === 'on');
  if (!only || more.length > 0 || only.day.kind !== 'weekday' || only.to - only.from > 1) return undefined;
  const { weekday } = only.day;
  const repeats = recurrences.some(({ rules }) => rules.some(({ weekdays }) => weekdays?.includes(weekday)));
  return repeats && isBefore(tokens, only) ? only : undefined;
}

/** True right before a noun. */
function isBefore(tokens: Tokens, { to }: PlacedDay): boolean {
  const behind = at(tokens, to);
  return behind?.kind === 'word' && !behind.glued && !smallWords.has(behind.lower);
}
