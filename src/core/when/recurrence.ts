import { readNamedDate } from './calendar-dates.ts';
import { readNumber, readOrdinal } from './numbers.ts';
import type { Rule, RuleEnd } from './rule.ts';
import { readSeriesDays, type SeriesDays } from './series-days.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import type { PartOfDay } from './understanding.ts';
import { weekdayPlurals, weekdays } from './words.ts';

/** How a meeting repeats, as it was said. */
export interface FoundRecurrence {
  /** What may be meant: one rule where it is clear; none: that has to be typed. */
  readonly rules: readonly Rule[];
  readonly part?: PartOfDay;
  readonly end?: RuleEnd;
  /** More often than daily. */
  readonly tooOften?: boolean;
  /** Days that are left out: "except weekends". 1 is Monday; none: one cannot tell which. */
  readonly except?: readonly number[];
  /** True if it may be the name of the meeting as well: "quarterly review". */
  readonly once?: boolean;
}

const clear = (rule: Rule, rest: Partial<FoundRecurrence> = {}): FoundRecurrence => ({ rules: [rule], ...rest });

const units: ReadonlyMap<string, Rule> = new Map(
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

const workdays = [1, 2, 3, 4, 5];
const parts: ReadonlyMap<string, PartOfDay> = new Map([
  ['morning', 'morning'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['night', 'night'],
]);

const adverbs: ReadonlyMap<string, FoundRecurrence> = new Map([
  ['daily', clear({ frequency: 'DAILY' })],
  ['everyday', clear({ frequency: 'DAILY' })],
  ['nightly', clear({ frequency: 'DAILY' }, { part: 'night' })],
  ['weekly', clear({ frequency: 'WEEKLY' })],
  ['fortnightly', clear({ frequency: 'WEEKLY', interval: 2 })],
  ['monthly', clear({ frequency: 'MONTHLY' })],
  ['quarterly', clear({ frequency: 'MONTHLY', interval: 3 })],
  ['yearly', clear({ frequency: 'YEARLY' })],
  ['annually', clear({ frequency: 'YEARLY' })],
  ['hourly', { rules: [{ frequency: 'DAILY' }], tooOften: true }],
  ['biweekly', { rules: [{ frequency: 'WEEKLY', interval: 2 }, { frequency: 'WEEKLY' }] }],
  [
    'bimonthly',
    {
      rules: [
        { frequency: 'MONTHLY', interval: 2 },
        { frequency: 'WEEKLY', interval: 2 },
      ],
    },
  ],
  [
    'biannually',
    {
      rules: [
        { frequency: 'MONTHLY', interval: 6 },
        { frequency: 'YEARLY', interval: 2 },
      ],
    },
  ],
  ['semiweekly', { rules: [] }],
  ['semimonthly', { rules: [] }],
  ['regularly', { rules: [] }],
]);

/** Something that repeats at an index, with the days on which it does. */
export function readRecurrence(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start =
    afterAny(tokens, index, ['repeat|repeats|repeating|recurring|recurs ,?', 'on|at|for the?', 'the']) ?? index;
  const found =
    readExcept(tokens, index) ??
    (after(tokens, start, 'alternate|alternating') ? readOther(tokens, start) : undefined) ??
    readEvery(tokens, index) ??
    readEvery(tokens, start) ??
    readAdverb(tokens, start) ??
    readTimesA(tokens, start) ??
    readNext(tokens, start) ??
    readDaysAlone(tokens, start);
  if (found) return found;
  const repeats = after(tokens, index, 'repeating|recurring|repeats|recurs');
  return repeats === undefined
    ? undefined
    : { value: { rules: [{ frequency: 'DAILY' }, { frequency: 'WEEKLY' }, { frequency: 'MONTHLY' }] }, next: repeats };
}

/** `except weekends`, `but not on fridays`; holidays are not ours to know. */
function readExcept(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start = afterAny(tokens, index, [
    'except|excluding|skipping|skip for? on? the?',
    'but? not on|for the?',
    'but not',
    'other than on? the?',
    'no',
    'without',
  ]);
  if (start === undefined) return undefined;
  const free = after(tokens, start, 'public|bank? holidays|holiday');
  if (free) return { value: { rules: [], except: [] }, next: free };
  const weekend = after(tokens, start, 'weekends|weekend');
  const days = weekend
    ? { value: { weekdays: [6, 7] as const, plural: true }, next: weekend }
    : readSeriesDays(tokens, start);
  const strict = /^(?:no|without|not)$/u.test(lowerAt(tokens, index));
  if (!days?.value.weekdays || days.value.nth !== undefined || (strict && !days.value.plural)) return undefined;
  return { value: { rules: [], except: days.value.weekdays }, next: days.next };
}

function readEvery(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
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
  if (few) return { value: { rules: [] }, next: few };
  return (
    readOther(tokens, start) ??
    readEveryNth(tokens, start) ??
    readEveryNumber(tokens, start) ??
    readEveryUnit(tokens, start) ??
    readDaysAlone(tokens, start, true)
  );
}

/** `every other tuesday`, `every second week`; "every second tuesday" is two things. */
function readOther(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
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

function readOfMonth(tokens: Tokens, index: number): number | undefined {
  return afterAny(tokens, index, ['of|in the|each|every|a month', 'each|every month', 'monthly']);
}

/** `every first monday`, `every 3rd thursday` (two things), `every third week`, `every 15th`. */
function readEveryNth(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const nth = readOrdinal(tokens, index);
  const days = readSeriesDays(tokens, index);
  if (!nth || !days) {
    const unit = nth && units.get(lowerAt(tokens, nth.next));
    return nth && unit && nth.value > 0
      ? withDays(tokens, nth.next + 1, { ...unit, interval: nth.value * (unit.interval ?? 1) })
      : undefined;
  }
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
  return unit && withDays(tokens, hyphen + 1, { ...unit, interval: number.value * (unit.interval ?? 1) });
}

function readEveryUnit(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const part = parts.get(lowerAt(tokens, index));
  if (part) return { value: clear({ frequency: 'DAILY' }, { part }), next: index + 1 };
  const unit = units.get(lowerAt(tokens, index));
  return unit && withDays(tokens, index + 1, unit);
}

/** The days behind a frequency: `every 3 weeks on tuesday`, `monthly on the first monday`. */
function withDays(tokens: Tokens, index: number, rule: Rule): Found<FoundRecurrence> {
  const start = afterAny(tokens, index, [', on|every', 'on|every|each|always on?', 'from|,']) ?? index;
  const days = readSeriesDays(tokens, start);
  const except = after(tokens, index, 'except|excluding|but for? on? the? weekends|weekend');
  if (except && rule.frequency === 'DAILY')
    return { value: clear({ frequency: 'WEEKLY', weekdays: workdays }), next: except };
  const fits =
    days &&
    (rule.frequency === 'MONTHLY'
      ? days.value.monthDays || days.value.nth
      : days.value.nth === undefined && !days.value.monthDays);
  if (
    !days ||
    !fits ||
    (rule.frequency === 'DAILY' && !days.value.range && (days.value.weekdays?.length ?? 0) < 2) ||
    rule.frequency === 'YEARLY' ||
    (start === index && rule.frequency !== 'DAILY')
  )
    return { value: clear(rule), next: index };
  const frequency = rule.frequency === 'DAILY' ? 'WEEKLY' : rule.frequency;
  const next = rule.frequency === 'MONTHLY' ? (readOfMonth(tokens, days.next) ?? days.next) : days.next;
  return {
    value: clear({ ...rule, frequency, ...pick(days.value) }, days.value.part && { part: days.value.part }),
    next,
  };
}

function pick({ weekdays: days, nth, moreNths, monthDays }: SeriesDays): Partial<Rule> {
  return {
    ...(days && { weekdays: days }),
    ...(nth !== undefined && { nth }),
    ...(moreNths && { moreNths }),
    ...(monthDays && { monthDays }),
  };
}

function readAdverb(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const prefix = after(tokens, index, 'bi|semi -?');
  const word = prefix ? `${lowerAt(tokens, index)}${lowerAt(tokens, prefix)}` : lowerAt(tokens, index);
  const found = adverbs.get(word);
  if (!found) return undefined;
  const next = prefix ? prefix + 1 : index + 1;
  const [rule] = found.rules;
  const behind = at(tokens, next);
  // A yearly or quarterly review is mostly the name of one meeting.
  const name =
    rule &&
    (word === 'quarterly' || word === 'yearly' || isNumbers(behind?.lower ?? '')) &&
    behind?.kind === 'word' &&
    !/^(?:on|at|starting|from|until|for|with|in|beginning)$/u.test(behind.lower) &&
    !weekdays.has(behind.lower);
  if (name) return { value: { rules: [rule], once: true }, next };
  if (found.rules.length !== 1 || found.tooOften || !rule) return { value: found, next };
  const rest = withDays(tokens, next, rule);
  return { value: { ...found, ...rest.value }, next: rest.next };
}

/** What is made every week or month, and talked about once: "the monthly report". */
function isNumbers(word: string): boolean {
  return /^(?:reports?|reporting|newsletter|numbers|figures|metrics|digest|summary|close|closing|invoices?|bill|billing|statement|results|goals|targets|active)$/u.test(
    word,
  );
}

/** `once a week`; "twice a week" does not say when. */
function readTimesA(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const once = after(tokens, index, 'once a|per|every|each');
  const unit = once === undefined ? undefined : units.get(lowerAt(tokens, once));
  if (once && unit) return withDays(tokens, once + 1, unit);
  const twice = after(tokens, index, 'twice') ?? after(tokens, index + 1, 'times|x');
  const a = twice === undefined ? undefined : after(tokens, twice, 'a|per|every|each');
  return a && units.has(lowerAt(tokens, a)) ? { value: { rules: [] }, next: a + 1 } : undefined;
}

/** `the next 5 fridays`. */
function readNext(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start = after(tokens, index, 'next|following|coming');
  const number = start === undefined ? undefined : readNumber(tokens, start);
  const weekday = number && weekdayPlurals.get(lowerAt(tokens, number.next));
  if (!number || !weekday) return undefined;
  return {
    value: clear({ frequency: 'WEEKLY', weekdays: [weekday] }, { end: { kind: 'count', count: number.value } }),
    next: number.next + 1,
  };
}

/** Days that repeat by themselves: `mondays`, `weekdays`, `the 15th of every month`, `mon-fri` (perhaps). */
function readDaysAlone(tokens: Tokens, index: number, every = false): Found<FoundRecurrence> | undefined {
  const days = readSeriesDays(tokens, index);
  if (!days) return undefined;
  const { value, next } = days;
  const part = value.part && { part: value.part };
  if (value.nth !== undefined || value.monthDays) {
    const each = afterAny(tokens, next, [
      'of|in each|every month',
      'each|every month',
      'monthly',
      ...(every ? ['of|in the month'] : []),
    ]);
    return each || every
      ? { value: clear({ frequency: 'MONTHLY', ...pick(value) }, part), next: each ?? next }
      : undefined;
  }
  const rule: Rule = { frequency: 'WEEKLY', weekdays: value.weekdays };
  if (every || value.plural) return { value: clear(rule, part), next };
  return value.range && (isBoundary(tokens, next) || at(tokens, next))
    ? { value: { rules: [rule], once: true, ...part }, next }
    : undefined;
}
