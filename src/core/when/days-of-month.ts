import type { PlainDay } from './days.ts';
import { endsName } from './names.ts';
import { readOrdinal } from './numbers.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { months, weekdays } from './words.ts';

/** `first monday of december`, `last friday of the month`, `the last day of next month`. */
export function readNth(tokens: Tokens, index: number): PlainDay | undefined {
  const start = after(tokens, index, 'the') ?? index;
  const nth = readOrdinal(tokens, start);
  if (!nth) return undefined;
  const weekday = weekdays.get(lowerAt(tokens, nth.next));
  const day = after(tokens, nth.next, 'day');
  const working = afterAny(tokens, nth.next, ['working|business|work day', 'weekday|workday']);
  const behind = weekday === undefined ? (day ?? working) : nth.next + 1;
  if (behind === undefined || nth.value > 5) return undefined;
  const of = after(tokens, behind, 'of|in') ?? after(tokens, behind, ',') ?? behind;
  const month = of === behind ? readNearMonth(tokens, of) : readWhichMonth(tokens, of);
  if (!month) return undefined;
  if (working) return { value: { kind: 'vague' }, next: month.next };
  return {
    value: { kind: 'nth', nth: nth.value, ...(weekday !== undefined && { weekday }), ...month.value },
    next: month.next,
  };
}

/** "First thursday next month", without a word between. */
function readNearMonth(tokens: Tokens, index: number): ReturnType<typeof readWhichMonth> {
  const named = afterAny(tokens, index, ['the? next|following|coming month', 'this month']);
  return named === undefined ? undefined : readWhichMonth(tokens, index);
}

function readWhichMonth(
  tokens: Tokens,
  index: number,
): Found<{ month?: number; year?: number; monthsAhead?: number }> | undefined {
  const following = afterAny(tokens, index, ['next month', 'the next|following|coming month']);
  if (following) return { value: { monthsAhead: 1 }, next: following };
  const current = afterAny(tokens, index, ['this|the? current? month']);
  if (current) return { value: lowerAt(tokens, index) === 'this' ? { monthsAhead: 0 } : {}, next: current };
  const month = months.get(lowerAt(tokens, index));
  if (month === undefined) return undefined;
  const behind = after(tokens, index + 1, ',|of') ?? index + 1;
  const year = /^(?:20|21)\d\d$/u.test(lowerAt(tokens, behind)) ? Number(lowerAt(tokens, behind)) : undefined;
  return { value: { month, ...(year && { year }) }, next: year ? behind + 1 : index + 1 };
}

/** `in october on the 15th`. */
export function readMonthAndDay(tokens: Tokens, index: number): PlainDay | undefined {
  const start = after(tokens, index, 'in');
  const month = start === undefined ? undefined : readWhichMonth(tokens, start);
  const on = month && (afterAny(tokens, month.next, [', on? the', 'on the', 'the']) ?? undefined);
  const day = on === undefined ? undefined : readOrdinal(tokens, on);
  return month && day && day.value > 0 && (endsHere(tokens, day.next) || touches(tokens, day.next))
    ? { value: { kind: 'date', day: day.value, ...month.value }, next: day.next }
    : undefined;
}

/** `the 15th`, `on the 15th of next month`; "the 20th anniversary" is none. */
export function readDayOfMonth(tokens: Tokens, index: number, afterOn: boolean): PlainDay | undefined {
  const start = after(tokens, index, 'the|day') ?? index;
  const bare = readBareDay(tokens, index);
  if (bare) return bare;
  const ordinal = readOrdinal(tokens, start);
  if (!ordinal || ordinal.value < 1) return undefined;
  const of = after(tokens, ordinal.next, 'of|in');
  const month = of === undefined ? readNearMonth(tokens, ordinal.next) : readWhichMonth(tokens, of);
  if (month && month.value.month === undefined)
    return { value: { kind: 'date', day: ordinal.value, ...month.value }, next: month.next };
  // "Wednesday the twenty first".
  const named = start > index && tokens.list[index - 1]?.taken === 'day' && endsHere(tokens, ordinal.next);
  if (at(tokens, start)?.kind !== 'number' && !named) return undefined;
  const nearby =
    afterOn ||
    tokens.list[start - 1]?.taken === 'day' ||
    (start > index && endsHere(tokens, ordinal.next)) ||
    touches(tokens, ordinal.next) ||
    (endsHere(tokens, ordinal.next) && isTimeBefore(tokens, start));
  return nearby ? { value: { kind: 'date', day: ordinal.value }, next: ordinal.next } : undefined;
}

/** "Wednesday 10 at 11:00": a number between a weekday and a time that says it all is the day of the month. */
function readBareDay(tokens: Tokens, index: number): PlainDay | undefined {
  const [before, number] = [tokens.list[index - 1], at(tokens, index)];
  if (before?.taken !== 'day' || !weekdays.has(before.lower) || !/^(?:[12]?\d|3[01])$/u.test(number?.text ?? ''))
    return undefined;
  const time = afterAny(tokens, index + 1, ['at|@|from|,']);
  const [hour, sign, minute] = tokens.list.slice(time ?? index, (time ?? index) + 3);
  const clear =
    sign?.glued &&
    (/^(?:am|pm|h|hrs)$/u.test(sign.lower) || (/^[:.h]$/u.test(sign.lower) && minute?.kind === 'number'));
  return time !== undefined && hour?.kind === 'number' && clear && Number(number?.text) > 0
    ? { value: { kind: 'date', day: Number(number?.text) }, next: index + 1 }
    : undefined;
}

function endsHere(tokens: Tokens, index: number): boolean {
  return endsName(tokens, index) || readSpan(tokens, index) !== undefined;
}

/** "15:30 31st", "3pm 5th". */
function isTimeBefore({ list }: Tokens, index: number): boolean {
  const [sign, last] = [list[index - 2], list[index - 1]];
  return (
    (last?.kind === 'number' && last.glued && sign?.text === ':' && sign.glued) ||
    (/^(?:am|pm)$/u.test(last?.lower ?? '') && sign?.kind === 'number')
  );
}

/** True where a time of day follows: `15th 10am`, `15th at 10:00`. */
function touches(tokens: Tokens, index: number): boolean {
  const next = after(tokens, index, 'at|@') ?? index;
  const token = at(tokens, next);
  return (
    token?.kind === 'number' &&
    tokens.list[next + 1]?.glued === true &&
    /^(?::|am|pm|\.)$/u.test(tokens.list[next + 1]?.lower ?? '')
  );
}
