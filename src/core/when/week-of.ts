import { readNamedDate, readNumericDate } from './calendar-dates.ts';
import type { Day } from './day.ts';
import { readDayOfMonth } from './days-of-month.ts';
import { after, afterAny, type Found, lowerAt, type Tokens } from './tokens.ts';
import { weekdays } from './words.ts';

const phrases = [
  'in|during|for the? week of|commencing|beginning|starting|from on?',
  'the? week of|commencing|beginning|starting on?',
  'in|during|for? the? wk of|commencing|beginning|starting',
  'in|for? the? w / c|b|o',
  'in|for? the? wc|wb',
];

/** `week of 15 february`, `w/c 15/2`, `week beginning monday the 15th`: in which week the weekday is that stands beside it. */
export function readWeekOf(tokens: Tokens, index: number, monthFirst: boolean | undefined): Found<Day> | undefined {
  const behind = afterAny(tokens, index, phrases);
  if (behind === undefined) return undefined;
  const start = weekdays.has(lowerAt(tokens, behind)) ? (after(tokens, behind + 1, ',') ?? behind + 1) : behind;
  const date =
    readNamedDate(tokens, start) ?? readNumericDate(tokens, start, monthFirst) ?? readDayOfMonth(tokens, start, true);
  return date?.value.kind === 'date' ? { value: { kind: 'week_of', date: date.value }, next: date.next } : undefined;
}
