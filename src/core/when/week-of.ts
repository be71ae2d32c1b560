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

/** `week 44`, `CW 44`, `wk44`: a week of the year, where a weekday stands beside it. */
export function readNumberedWeek(tokens: Tokens, index: number): Found<Day> | undefined {
  const start = after(tokens, index, 'in|of|,? calendar? week|wk|cw|kw');
  const joined = start === undefined ? (after(tokens, index, 'in|of|,?') ?? index) : undefined;
  const number =
    start === undefined
      ? /^(?:wk|cw|kw|w)(\d\d?)$/u.exec(lowerAt(tokens, joined ?? index))?.[1]
      : lowerAt(tokens, start);
  const next = (start ?? joined ?? index) + 1;
  if (number === undefined || !/^\d\d?$/u.test(number) || Number(number) < 1 || Number(number) > 53) return undefined;
  const noun = tokens.list[next];
  if (noun?.glued && noun.kind !== 'sign') return undefined;
  // "Thursday W2 questions": a form, or what else they are about.
  if (start === undefined && noun?.kind === 'word' && !weekdays.has(noun.lower)) return undefined;
  const behind = after(tokens, next, ',|on') ?? next;
  const before = tokens.list[index - 1]?.text === ',' ? tokens.list[index - 2] : tokens.list[index - 1];
  const isBesideDay = (before?.taken === 'day' && weekdays.has(before.lower)) || weekdays.has(lowerAt(tokens, behind));
  return isBesideDay ? { value: { kind: 'numbered_week', number: Number(number) }, next } : undefined;
}

/** `week of 15 february`, `w/c 15/2`, `week beginning monday the 15th`: in which week the weekday is that stands beside it. */
export function readWeekOf(tokens: Tokens, index: number, monthFirst: boolean | undefined): Found<Day> | undefined {
  const behind = afterAny(tokens, index, phrases);
  if (behind === undefined) return undefined;
  const start = weekdays.has(lowerAt(tokens, behind)) ? (after(tokens, behind + 1, ',') ?? behind + 1) : behind;
  const date =
    readNamedDate(tokens, start) ?? readNumericDate(tokens, start, monthFirst) ?? readDayOfMonth(tokens, start, true);
  return date?.value.kind === 'date' ? { value: { kind: 'week_of', date: date.value }, next: date.next } : undefined;
}
