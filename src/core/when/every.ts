import { readNamedDate } from './calendar-dates.ts';
import { pick, readOfMonth, withDays } from './every-days.ts';
import { clear, type FoundRecurrence } from './found-recurrence.ts';
import { readNumber, readOrdinal } from './numbers.ts';
import type { Rule } from './rule.ts';
import { readSeriesDays } from './series-days.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import type { PartOfDay } from './understanding.ts';
import { weekdayPlurals } from './words.ts';

export const units: ReadonlyMap<string, Rule> = new Map(
  (
    [
      ['day', { frequency: 'DAILY' }],
      ['week', { frequency: 'WEEKLY' }],
      ['wk', { frequency: 'WEEKLY' }],
      ['fortnight', { frequency: 'WEEKLY', interval: 2 }],
      ['month', { frequency: 'MONTHLY' }],
      ['quarter', { frequency: 'MONTHLY', interval: 3 }],
      ['year', { frequency: 'YEARLY' }],
    ] as const
  ).flatMap(([name, rule]) => [[name, rule] as const, [`${name}s`, rule] as const]),
);

const parts: ReadonlyMap<string, PartOfDay> = new Map([
  ['morning', 'morning'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['night', 'night'],
]);

export function readEvery(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start = after(tokens, index, 'every|each|ev single?');
  if (start === undefined) return undefined;
  const often = afterAny(tokens, start, [
    'other|second? hour|minute',
    'hour|minute|half|hours|minutes',
    'second second',
  ]);
  const number = readNumber(tokens, start);
  const hours = often ?? (number && afterAny(tokens, number.next, ['hour|hours|minute|minutes|min|mins|seconds']));
  if (hours) return { value: { rules: [{ frequency: 'DAILY' }], tooOften: true }, next: hours };
  // The date itself is read with the days.
  if (readNamedDate(tokens, start)) return { value: clear({ frequency: 'YEARLY' }), next: start };
  const few = afterAny(tokens, start, [
    'a? few|couple of? days|weeks|months',
    'now and then',
    'so often',
    'once in a while',
  ]);
  if (few) return { value: { rules: [], open: true }, next: few };
  return (
    readSeveralNths(tokens, start) ??
    readOther(tokens, start) ??
    readOpenEvery(tokens, start) ??
    readEveryNth(tokens, start) ??
    readEveryNumber(tokens, start) ??
    readEveryUnit(tokens, start) ??
    readDaysAlone(tokens, start, true)
  );
}

/** `every other tuesday`, `every second week`; "every second tuesday" is two things. */
export function readOther(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start = after(tokens, index, 'other|alternate|alternating|second|2');
  const behind = start === undefined ? undefined : (after(tokens, start, 'nd') ?? start);
  if (behind === undefined || (lowerAt(tokens, index) === '2' && behind === start)) return undefined;
  const unit = units.get(lowerAt(tokens, behind));
  if (unit) return withDays(tokens, behind + 1, twice(unit));
  const days = readSeriesDays(tokens, behind);
  if (!days || days.value.nth !== undefined || days.value.monthDays) return undefined;
  const weekly: Rule = { frequency: 'WEEKLY', interval: 2, weekdays: days.value.weekdays };
  const ofMonth = readOfMonth(tokens, days.next);
  const monthly: Rule = { frequency: 'MONTHLY', nth: 2, weekdays: days.value.weekdays };
  if (ofMonth) return { value: clear(monthly), next: ofMonth };
  const sure = /^(?:other|alternat)/u.test(lowerAt(tokens, index)) || days.value.weekdays?.length !== 1;
  const next = days.next;
  return {
    value: { rules: sure ? [weekly] : [weekly, monthly], ...(days.value.part && { part: days.value.part }) },
    next,
  };
}

function twice(rule: Rule): Rule {
  return { ...rule, interval: (rule.interval ?? 1) * 2 };
}

/** `every first monday`, `every 3rd thursday` (two things), `every third week`, `every 15th`. */
/** `every 2nd and 4th friday`: two of a month. */
function readSeveralNths(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const link = readOrdinal(tokens, index)?.next;
  const other = link === undefined ? undefined : after(tokens, link, 'and|&|,');
  const days = other === undefined || !readOrdinal(tokens, other) ? undefined : readSeriesDays(tokens, index);
  if (!days?.value.nth || !days.value.weekdays) return undefined;
  const ofMonth = readOfMonth(tokens, days.next);
  return { value: clear({ frequency: 'MONTHLY', ...pick(days.value) }), next: ofMonth ?? days.next };
}

function readEveryNth(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const nth = readOrdinal(tokens, index);
  const unit = nth && units.get(lowerAt(tokens, nth.next));
  // "every third day" is no third of the month.
  if (nth && unit && nth.value > 0)
    return withDays(tokens, nth.next + 1, { ...unit, interval: nth.value * (unit.interval ?? 1) });
  const days = readSeriesDays(tokens, index);
  if (!nth || !days) return undefined;
  const ofMonth = readOfMonth(tokens, days.next);
  const monthly: Rule = { frequency: 'MONTHLY', ...pick(days.value) };
  const sure = ofMonth !== undefined || days.value.nth === undefined || days.value.nth === 1 || days.value.nth < 0;
  const weekly: Rule = { frequency: 'WEEKLY', interval: nth.value, weekdays: days.value.weekdays };
  return { value: { rules: sure ? [monthly] : [weekly, monthly] }, next: ofMonth ?? days.next };
}

function readEveryNumber(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const number = readNumber(tokens, index);
  if (!number || !Number.isInteger(number.value) || number.value < 1 || number.value > 99) return undefined;
  const hyphen = after(tokens, number.next, '-') ?? number.next;
  const unit = units.get(lowerAt(tokens, hyphen));
  const weekday = weekdayPlurals.get(lowerAt(tokens, hyphen));
  if (weekday)
    return { value: clear({ frequency: 'WEEKLY', interval: number.value, weekdays: [weekday] }), next: hyphen + 1 };
  return unit && withDays(tokens, hyphen + 1, { ...unit, interval: number.value * (unit.interval ?? 1) });
}

/** `two or three weeks`, `0 weeks`, `1.5 weeks`: nobody can tell how often that is. */
function readOpenEvery(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const minus = after(tokens, index, '-|−|minus');
  const number = readInterval(tokens, minus ?? index);
  if (!number) return undefined;
  const link = after(tokens, number.next, 'or|to|-|–|and');
  const other = link === undefined ? undefined : readInterval(tokens, link);
  const { value, next } = other ?? number;
  const whole = Number.isInteger(value) && value >= 1 && value <= 99;
  return (other || minus || !whole) && units.has(lowerAt(tokens, next))
    ? { value: { rules: [], open: true }, next: next + 1 }
    : undefined;
}

function readInterval(tokens: Tokens, index: number): Found<number> | undefined {
  return readNumber(tokens, index) ?? readOrdinal(tokens, index) ?? readOtherWord(tokens, index);
}

function readOtherWord(tokens: Tokens, index: number): Found<number> | undefined {
  const next = after(tokens, index, 'other');
  return next === undefined ? undefined : { value: 2, next };
}

function readEveryUnit(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const part = parts.get(lowerAt(tokens, index));
  if (part) return { value: clear({ frequency: 'DAILY' }, { part }), next: index + 1 };
  const unit = units.get(lowerAt(tokens, index));
  return unit && withDays(tokens, index + 1, unit);
}

/** Days that repeat by themselves: `mondays`, `weekdays`, `the 15th of every month`, `mon-fri` (perhaps). */
export function readDaysAlone(tokens: Tokens, index: number, every = false): Found<FoundRecurrence> | undefined {
  const days = readSeriesDays(tokens, index);
  if (!days) return undefined;
  const { value, next } = days;
  const part = value.part && { part: value.part };
  if (value.nth !== undefined || value.monthDays) {
    const each = afterAny(tokens, next, [
      'of|in each|every month',
      'each|every month',
      'monthly',
      ...(every || value.moreNths ? ['of|in the|a month'] : []),
    ]);
    return each || every || value.plural
      ? { value: clear({ frequency: 'MONTHLY', ...pick(value) }, part), next: each ?? next }
      : undefined;
  }
  const rule: Rule = { frequency: 'WEEKLY', weekdays: value.weekdays };
  if (every || value.plural) return { value: clear(rule, part), next };
  return value.range && (isBoundary(tokens, next) || at(tokens, next))
    ? { value: { rules: [rule], once: true, ...part }, next }
    : undefined;
}
