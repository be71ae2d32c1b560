import type { FoundDay } from './day.ts';
import type { Placed } from './read.ts';
import { type Tokens, take } from './tokens.ts';
import { weekdays } from './words.ts';

type PlacedDay = FoundDay & Placed;

/** What stands before the day of something else: "prep for tomorrow's demo", "recap of next week's launch". */
const ofOthers =
  /^(?:for|of|on|about|from|re|regarding|before|after|behind|to|with|and|concerning|discuss|prepare|review)$/u;

/**
 * The day of something else, "prep for tomorrow's demo today at 5pm", is of the name; where it is the only one, nobody can tell which day is
 * meant. "Friday's review at 5pm" takes place then.
 */
export function settlePossessives(tokens: Tokens, days: readonly PlacedDay[]): readonly PlacedDay[] {
  const others = days.filter(
    (day) => /['’]s$/u.test(day.said) && (isOfOther(tokens, day.from) || isBesideDay(tokens, day, days)),
  );
  for (const { from, to } of others) for (const token of tokens.list.slice(from, to)) token.taken = undefined;
  const rest = days.filter((day) => !others.includes(day));
  if (rest.some(({ role, weak }) => role !== 'except' && !weak)) return rest;
  const [other] = others;
  return [...rest, ...(other ? [{ ...other, day: { kind: 'vague' } as const }] : readWeekday(tokens))];
}

function isOfOther({ list }: Tokens, from: number): boolean {
  return ofOthers.test(list[from]?.lower ?? '') || ofOthers.test(list[from - 1]?.lower ?? '');
}

/** "Tomorrow's launch review today at 5pm", but not "tomorrow's launch, review today". */
function isBesideDay(tokens: Tokens, day: PlacedDay, days: readonly PlacedDay[]): boolean {
  const [next, ...more] = days.filter(({ from }) => from > day.from);
  return (
    next?.role === 'on' &&
    more.length === 0 &&
    next.from > day.to &&
    tokens.list.slice(day.to, next.from).every(({ kind }) => kind === 'word')
  );
}

/** "Friday's review", where no other day is said. */
function readWeekday(tokens: Tokens): readonly PlacedDay[] {
  const index = tokens.list.findIndex(
    ({ lower, taken }) => !taken && /['’]s$/u.test(lower) && weekdays.has(lower.slice(0, -2)),
  );
  const token = tokens.list[index];
  const weekday = weekdays.get(token?.lower.slice(0, -2) ?? '');
  if (!token || weekday === undefined) return [];
  const placed = { role: 'on', from: index, to: index + 1, said: token.text } as const;
  const begins = tokens.list
    .slice(0, index)
    .every(({ kind, taken, lower }) => kind === 'sign' || taken || lower === 'the');
  if (!begins) return [{ ...placed, day: { kind: 'vague' } }];
  take(tokens, index, index + 1, 'day');
  return [{ ...placed, day: { kind: 'weekday', weekday } }];
}
