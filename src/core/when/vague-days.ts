import { readNamedDate } from './calendar-dates.ts';
import type { Day } from './day.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { months, weekdays } from './words.ts';

/** Days of which the calendar is not ours. */
const holidays = [
  'christmas eve|day?',
  'xmas eve|day?',
  'new year eve|day?',
  "new year's eve|day?",
  'nye',
  'boxing day',
  'easter sunday|monday?',
  'thanksgiving day?',
  'halloween',
  'good friday',
  'black friday',
  'cyber monday',
  "valentine's day?",
  'labor|labour|memorial|independence|presidents|veterans|columbus day',
  'diwali',
  'ramadan',
  'hanukkah',
  'eid',
  'whit monday',
  'pentecost',
  'ash wednesday',
  'palm sunday',
  'shrove|fat tuesday',
  'maundy thursday',
  'bank holiday monday|friday?',
];

/** Stretches that are no day. */
const phrases = [
  'the? end|beginning|start|middle of the? next|this|coming? week|month|year|quarter|weekend',
  'the? end|beginning|start|middle of next|this|the week|month|year|quarter',
  'early|late|mid next|this week|month|year|quarter',
  'mid week',
  'midweek',
  'on|over|at? the|this|next? weekend',
  'next|this month|quarter|year',
  'the following|coming month|quarter|year',
  'some|any day',
  'someday',
  'one day',
  'one of these days',
  'sometime|anytime next|this week|month',
];

const weeksOfMonths = [
  'in|on? the? first|1st|second|2nd|third|3rd|fourth|4th|last|final week of|in the?',
  'in|on? the? 1|2|3|4 st|nd|rd|th week of|in the?',
];

/** `last week of october`: which thursday of it is meant would say more. */
function readWeekOfMonth(tokens: Tokens, index: number): Found<Day> | undefined {
  const month = afterAny(tokens, index, weeksOfMonths);
  if (month === undefined) return undefined;
  const next = months.has(lowerAt(tokens, month))
    ? month + 1
    : afterAny(tokens, month, ['next? month|quarter|year', 'this month']);
  return next === undefined ? undefined : { value: { kind: 'vague' }, next };
}

/** `next month`, `this year`. */
function readStretch(tokens: Tokens, index: number): Found<Day> | undefined {
  const next = afterAny(tokens, index, ['next month|year', 'this month|year', 'the following|coming month|year']);
  if (next === undefined) return undefined;
  const unit = lowerAt(tokens, next - 1) === 'year' ? 'year' : 'month';
  return { value: { kind: 'stretch', unit, ahead: lowerAt(tokens, index) === 'this' ? 0 : 1 }, next };
}

/** `end of january`, `end of next week`. */
function readEndOf(tokens: Tokens, index: number): Found<Day> | undefined {
  const start = afterAny(tokens, index, ['the? end of', 'end of', "year 's? end"]);
  if (start !== undefined) return readStretchEnd(tokens, start);
  // "Till month end", "until year-end"; "month end close" is a name.
  const month = after(tokens, index, 'end');
  const isLimit = /^(?:until|till|til|through|thru|upto)$/u.test(lowerAt(tokens, index - 1));
  if (isLimit && month !== undefined && months.has(lowerAt(tokens, month))) return readStretchEnd(tokens, month);
  const next = isLimit ? afterAny(tokens, index, ['the? month|quarter|year -? end']) : undefined;
  if (next === undefined) return undefined;
  const unit = (['month', 'quarter', 'year'] as const).find((name) =>
    tokens.list.slice(index, next).some(({ lower }) => lower === name),
  );
  return unit && { value: { kind: 'end', unit, ahead: 0 }, next };
}

/** `january`, `the year`, `next week` behind "end of". */
export function readStretchEnd(tokens: Tokens, start: number): (Found<Day> & { readonly value: Day }) | undefined {
  const number = lowerAt(tokens, start);
  if (/^(?:20|21)\d\d$/u.test(number))
    return { value: { kind: 'end', unit: 'year', ahead: 0, year: Number(number) }, next: start + 1 };
  const month = months.get(number);
  if (month !== undefined) {
    const year = /^(?:20|21)\d\d$/u.test(lowerAt(tokens, start + 1)) ? Number(lowerAt(tokens, start + 1)) : undefined;
    return {
      value: { kind: 'end', unit: 'month', ahead: 0, month, ...(year && { year }) },
      next: year ? start + 2 : start + 1,
    };
  }
  const which = afterAny(tokens, start, ['the|this|next|current|following|coming']);
  const unit = (['week', 'month', 'quarter', 'year'] as const).find((name) => name === lowerAt(tokens, which ?? start));
  if (!unit) return undefined;
  const ahead = /^(?:next|following|coming)$/u.test(lowerAt(tokens, start)) ? 1 : 0;
  return { value: { kind: 'end', unit, ahead }, next: (which ?? start) + 1 };
}

/** `next month`, `end of next week`, `christmas`, `in may`: it tells when, and yet no day. */
export function readVagueDay(tokens: Tokens, index: number): Found<Day> | undefined {
  // "Every week until 2040": through that year, or up to it?
  const isLast =
    /^(?:until|till|til|through|thru)$/u.test(lowerAt(tokens, index - 1)) &&
    /^20[2-9]\d$/u.test(lowerAt(tokens, index));
  if (isLast && tokens.list.some(({ lower, taken }) => taken === 'recurrence' || repeating.test(lower)))
    return { value: { kind: 'vague' }, next: index + 1 };
  const end = readEndOf(tokens, index) ?? readStretch(tokens, index) ?? readWeekOfMonth(tokens, index);
  if (end) return end;
  const holiday = afterAny(tokens, index, holidays);
  if (holiday !== undefined) {
    const weekday = weekdays.get(lowerAt(tokens, holiday - 1));
    return { value: { kind: 'vague', named: true, ...(weekday && { weekday }) }, next: holiday };
  }
  const next = afterAny(tokens, index, phrases);
  if (next !== undefined && at(tokens, index)) return { value: { kind: 'vague' }, next };
  return readMonthAlone(tokens, index);
}

/** `in march`, `january 2027` behind a word such as "starting" or "until". */
export function readBareMonth(tokens: Tokens, index: number): Found<Day> | undefined {
  const start = afterAny(tokens, index, ['in|early? in?', 'the? beginning|start of']) ?? index;
  const month = months.get(lowerAt(tokens, start));
  if (month === undefined || at(tokens, start + 1)?.kind === 'word') return undefined;
  const year = /^(?:20|21)\d\d$/u.test(lowerAt(tokens, start + 1)) ? Number(lowerAt(tokens, start + 1)) : undefined;
  return { value: { kind: 'month', month, ...(year && { year }) }, next: year ? start + 2 : start + 1 };
}

const monthLeads = [
  'in early|mid|late?',
  'in',
  'during',
  'early in?',
  'mid',
  'late in?',
  'the? end|beginning|start|middle of',
  'sometime in',
  'by',
  'before',
  'after',
];

function readMonthAlone(tokens: Tokens, index: number): Found<Day> | undefined {
  // "Thursday november 10:00".
  const before = tokens.list[index - 1];
  const behindDay = before?.taken === 'day' && weekdays.has(before.lower) && !readNamedDate(tokens, index);
  const start = afterAny(tokens, index, monthLeads) ?? (behindDay ? index : undefined);
  if (start === undefined) return undefined;
  if (/^(?:19|20|21)\d\d$/u.test(lowerAt(tokens, start)) && lowerAt(tokens, start - 1) === 'in')
    return { value: { kind: 'vague' }, next: start + 1 };
  const month = lowerAt(tokens, start);
  if (!months.has(month)) return undefined;
  const year = /^(?:19|20|21)\d\d$/u.test(lowerAt(tokens, start + 1));
  return { value: { kind: 'vague' }, next: year ? start + 2 : start + 1 };
}

const repeating = /^(?:every|each|daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|annually|weekdays)$/u;
