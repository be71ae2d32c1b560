import { readNamedDate, readNumericDate } from './calendar-dates.ts';
import type { Day, FoundDay, Role } from './day.ts';
import { readOrdinal } from './numbers.ts';
import { readRelativeDay } from './relative-days.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { readBareMonth, readStretchEnd, readVagueDay } from './vague-days.ts';
import { months, smallWords, weekdays } from './words.ts';

/** What stands before a day and says what it is for. Longer ones first. */
const roles: readonly (readonly [phrase: string, role: Role | 'vague'])[] = [
  ['starting|beginning|commencing|effective on|from|as?', 'from'],
  ['starting|beginning|commencing|effective', 'from'],
  ['start|begin|starts|begins from|on|this?', 'from'],
  ['from|since', 'from'],
  ['as of', 'from'],
  ['the? first|1st one|meeting|session|call|time|occurrence|instance is|being|will? be? on|at?', 'on'],
  ['up until|till|to', 'until'],
  ['until|till|til|through|thru', 'until'],
  ["' til", 'until'],
  ['ending|ends|end on|by?', 'until'],
  ['except|excluding|not|but on?', 'except'],
  ['by|before|after|between|around', 'vague'],
  ['either on?', 'vague'],
  ['on|for|this?', 'on'],
];

/** "until friday 16 october": what stands directly behind a day is of the same day. */
export function shareRoles<Placed extends FoundDay & { readonly from: number; readonly to: number }>(
  tokens: Tokens,
  days: readonly Placed[],
): readonly Placed[] {
  const shared: Placed[] = [];
  for (const day of days) {
    const before = shared.at(-1);
    const near = before && tokens.list.slice(before.to, day.from).every(({ text }) => /^[,(]$/u.test(text));
    const same =
      near &&
      before.role !== 'on' &&
      day.role === 'on' &&
      ((before.day.kind === 'weekday') !== (day.day.kind === 'weekday') ||
        (before.day.kind === 'vague' && before.day.named && day.day.kind === 'date'));
    shared.push(same ? { ...day, role: before.role } : day);
  }
  return shared;
}

/** A day at an index, with the words that say what it is for. */
export function readDay(tokens: Tokens, index: number, monthFirst: boolean): Found<FoundDay> | undefined {
  const rest = after(tokens, index, 'for|over|during|through the? rest|remainder of');
  const end = rest === undefined ? undefined : readStretchEnd(tokens, rest);
  if (end) return { value: { day: end.value, role: 'until' }, next: end.next };
  for (const [phrase, role] of roles) {
    const start = behindRole(tokens, index, phrase);
    if (start === undefined || start === index) continue;
    const month = role === 'from' || role === 'until' ? readBareMonth(tokens, start) : undefined;
    const plain = readPlainDay(tokens, start, monthFirst, lowerAt(tokens, start - 1) === 'on');
    const found: Plain | undefined = month && (!plain || plain.value.kind === 'vague') ? month : plain;
    if (!found || isExpression(found.value)) continue;
    if (role === 'vague') return { value: { day: { kind: 'vague' }, role: 'on', bound: true }, next: found.next };
    return {
      value: { day: found.value, role, ...(found.weak && lowerAt(tokens, start - 1) !== 'on' && { weak: true }) },
      next: found.next,
    };
  }
  const found = readPlainDay(tokens, index, monthFirst, false);
  // "30 minutes before the board meeting" is another time than that of the board meeting.
  const bound = found?.value.kind === 'vague' && /^(?:before|after|later|to)$/u.test(lowerAt(tokens, found.next - 1));
  if (found && bound) return { value: { day: found.value, role: 'on', bound }, next: found.next };
  return found && { value: { day: found.value, role: 'on', ...(found.weak && { weak: true }) }, next: found.next };
}

/** Behind the words of a role; the "this" of "this tuesday" belongs to the day. */
function behindRole(tokens: Tokens, index: number, phrase: string): number | undefined {
  const start = after(tokens, index, phrase);
  return start !== undefined && lowerAt(tokens, start - 1) === 'this' && weekdays.has(lowerAt(tokens, start))
    ? start - 1
    : start;
}

/** "for 3 days from now" and the like are no days with a role. */
function isExpression(day: Day): boolean {
  return day.kind === 'moment' && day.minutes > 0;
}

type Plain = Found<Day> & { readonly weak?: boolean };

function readPlainDay(tokens: Tokens, index: number, monthFirst: boolean, afterOn: boolean): Plain | undefined {
  return (
    readNth(tokens, index) ??
    readVagueDay(tokens, index) ??
    readNamedDate(tokens, index) ??
    readNumericDate(tokens, index, monthFirst) ??
    readRelativeDay(tokens, index) ??
    readWeekday(tokens, index) ??
    readDayOfMonth(tokens, index, afterOn)
  );
}

const whichWords: readonly (readonly [phrase: string, which: 'this' | 'next' | 'last' | 'plain' | 'vague'])[] = [
  ['this past', 'last'],
  ['the? last|past|previous', 'last'],
  ['this|the? coming|upcoming', 'plain'],
  ['coming|upcoming', 'plain'],
  ["this week 's?", 'this'],
  ['this', 'this'],
  ['the? next', 'next'],
  ['the? following', 'next'],
  ['some|any|a|one', 'vague'],
];

function readWeekday(tokens: Tokens, index: number): Plain | undefined {
  for (const [phrase, which] of whichWords) {
    const start = after(tokens, index, phrase);
    const weekday = start === undefined ? undefined : weekdays.get(lowerAt(tokens, start));
    if (start === undefined || weekday === undefined) continue;
    // "on a friday" is any of them; in "a friday review" the article belongs to the review.
    if (which === 'vague' && /^(?:a|one)$/u.test(lowerAt(tokens, index)) && tokens.list[index - 1]?.lower !== 'on')
      continue;
    if (which === 'vague') return { value: { kind: 'vague' }, next: start + 1 };
    return withWeeks(tokens, start + 1, { kind: 'weekday', weekday, ...(which !== 'plain' && { which }) });
  }
  const weekday = weekdays.get(lowerAt(tokens, index));
  // "We sat down with legal."
  if (after(tokens, index, 'sat down|through|together')) return undefined;
  return weekday === undefined ? undefined : withWeeks(tokens, index + 1, { kind: 'weekday', weekday });
}

function withWeeks(tokens: Tokens, index: number, day: Day & { readonly kind: 'weekday' }): Found<Day> {
  const dot = tokens.list[index];
  const behind = dot?.glued && dot.text === '.' && !isBoundary(tokens, index + 1) ? index + 1 : index;
  const afterNext = after(tokens, behind, 'after next');
  if (afterNext) return { value: { kind: 'vague' }, next: afterNext };
  const week = after(tokens, behind, 'week');
  // "friday week", but "friday week review" is a title.
  if (
    week &&
    !day.which &&
    (isBoundary(tokens, week) || smallWords.has(lowerAt(tokens, week)) || tokens.list[week]?.kind === 'number')
  )
    return { value: { ...day, weeks: 1 }, next: week };
  return { value: day, next: behind };
}

/** `first monday of december`, `last friday of the month`, `the last day of next month`. */
function readNth(tokens: Tokens, index: number): Plain | undefined {
  const start = after(tokens, index, 'the') ?? index;
  const nth = readOrdinal(tokens, start);
  if (!nth) return undefined;
  const weekday = weekdays.get(lowerAt(tokens, nth.next));
  const day = after(tokens, nth.next, 'day');
  const working = afterAny(tokens, nth.next, ['working|business|work day', 'weekday|workday']);
  const behind = weekday === undefined ? (day ?? working) : nth.next + 1;
  if (behind === undefined || nth.value > 5) return undefined;
  const of = after(tokens, behind, 'of|in');
  if (of === undefined) return undefined;
  const month = readWhichMonth(tokens, of);
  if (!month) return undefined;
  if (working) return { value: { kind: 'vague' }, next: month.next };
  return {
    value: { kind: 'nth', nth: nth.value, ...(weekday !== undefined && { weekday }), ...month.value },
    next: month.next,
  };
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

/** `the 15th`, `on the 15th of next month`; "the 20th anniversary" is none. */
function readDayOfMonth(tokens: Tokens, index: number, afterOn: boolean): Plain | undefined {
  const start = after(tokens, index, 'the') ?? index;
  const ordinal = readOrdinal(tokens, start);
  if (!ordinal || ordinal.value < 1) return undefined;
  const of = after(tokens, ordinal.next, 'of|in');
  const month = of === undefined ? undefined : readWhichMonth(tokens, of);
  if (month && month.value.month === undefined)
    return { value: { kind: 'date', day: ordinal.value, ...month.value }, next: month.next };
  const digits = at(tokens, start)?.kind === 'number';
  if (!digits) return undefined;
  const nearby =
    afterOn ||
    tokens.list[start - 1]?.taken === 'day' ||
    (start > index && endsHere(tokens, ordinal.next)) ||
    touches(tokens, ordinal.next);
  return nearby ? { value: { kind: 'date', day: ordinal.value }, next: ordinal.next } : undefined;
}

function endsHere(tokens: Tokens, index: number): boolean {
  const token = tokens.list[index];
  return (
    isBoundary(tokens, index) ||
    token?.kind !== 'word' ||
    smallWords.has(token.lower) ||
    readSpan(tokens, index) !== undefined
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
