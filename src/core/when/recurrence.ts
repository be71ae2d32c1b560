import { readDaysAlone, readEvery, readOther, units } from './every.ts';
import { withDays } from './every-days.ts';
import { clear, type FoundRecurrence } from './found-recurrence.ts';
import { readNumber } from './numbers.ts';
import type { Rule } from './rule.ts';
import { readSeriesDays } from './series-days.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { weekdayPlurals, weekdays } from './words.ts';

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
  ['semiannually', clear({ frequency: 'MONTHLY', interval: 6 })],
  ['semiyearly', clear({ frequency: 'MONTHLY', interval: 6 })],
  ['halfyearly', clear({ frequency: 'MONTHLY', interval: 6 })],
  ['biennially', clear({ frequency: 'YEARLY', interval: 2 })],
  ['biyearly', { rules: [] }],
  ['bidaily', { rules: [] }],
  ['triweekly', { rules: [] }],
  ['trimonthly', { rules: [] }],
  ['semiweekly', { rules: [] }],
  ['semimonthly', { rules: [] }],
  ['regularly', { rules: [] }],
]);

/** Behind what repeats; they say no more. */
const tails = [
  'including|incl|even .? on|at? the? weekends|weekend too|also?',
  'after that|this',
  'from then|there|that|that day on|onwards|onward?',
  'thereafter',
  'afterwards',
  'onwards',
  'going forward',
];

/** Something that repeats at an index, with the days on which it does. */
export function readRecurrence(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  if (isCountedDay(tokens, index) || isCountedDay(tokens, index - 1)) return undefined;
  const start =
    afterAny(tokens, index, ['repeat|repeats|repeating|recurring|recurs ,?', 'on|at|for all? the?', 'the']) ?? index;
  const found =
    readExcept(tokens, index) ??
    (after(tokens, start, 'alternate|alternating') ? readOther(tokens, start) : undefined) ??
    readEvery(tokens, after(tokens, index, 'once') ?? index) ??
    readEvery(tokens, start) ??
    readAdverb(tokens, start) ??
    readTimesA(tokens, start) ??
    readNext(tokens, start) ??
    readCounted(tokens, start) ??
    readDaysAlone(tokens, start);
  if (found) return { ...found, next: afterAny(tokens, found.next, tails) ?? found.next };
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
    'apart|aside from on? the?',
    'no',
    'without',
  ]);
  if (start === undefined) return undefined;
  const free = afterAny(tokens, start, [
    'the? public|bank|school|summer|winter|easter|christmas? holidays|holiday|hols',
    'the? half -? term|terms?',
    'during? term time?',
    'the? holiday season',
  ]);
  if (free) return { value: { rules: [], except: [] }, next: free };
  const weekend = after(tokens, start, 'weekends|weekend');
  const days = weekend
    ? { value: { weekdays: [6, 7] as const, plural: true }, next: weekend }
    : readSeriesDays(tokens, start);
  const strict = /^(?:no|without|not)$/u.test(lowerAt(tokens, index));
  if (!days?.value.weekdays || days.value.nth !== undefined || (strict && !days.value.plural)) return undefined;
  return { value: { rules: [], except: days.value.weekdays }, next: days.next };
}

function readAdverb(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const prefix = after(tokens, index, 'bi|semi|half|tri -?');
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
  if (name) return { value: { rules: [rule], once: true, name: true }, next };
  if (found.rules.length !== 1 || found.tooOften || !rule) return { value: found, next };
  const rest = withDays(tokens, next, rule);
  return { value: { ...found, ...rest.value }, next: rest.next };
}

/** What is made every week or month, and talked about once: "the monthly report". */
function isNumbers(word: string): boolean {
  return /^(?:reports?|reporting|rates?|payroll|pay|wages?|salary|salaries|quotas?|newsletter|numbers|figures|metrics|digest|summary|close|closing|invoices?|bill|billing|statement|results|goals|targets|active)$/u.test(
    word,
  );
}

/** `once a week`; "twice a week" does not say when, unless the days stand elsewhere. */
function readTimesA(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const once = after(tokens, index, 'once a|per|every|each');
  const unit = once === undefined ? undefined : units.get(lowerAt(tokens, once));
  if (once && unit) return withDays(tokens, once + 1, unit);
  // "Once in two weeks".
  const every = after(tokens, index, 'once in|every');
  const number = every === undefined ? undefined : readNumber(tokens, every);
  const many = number && units.get(lowerAt(tokens, number.next));
  if (number && many && Number.isInteger(number.value) && number.value > 0 && number.value < 100)
    return withDays(tokens, number.next + 1, { ...many, interval: number.value * (many.interval ?? 1) });
  const twice = after(tokens, index, 'twice') ?? after(tokens, index + 1, 'times|x');
  // "Twice daily".
  const often = twice === undefined ? undefined : adverbs.get(lowerAt(tokens, twice));
  if (twice !== undefined && often) return { value: { rules: [] }, next: twice + 1 };
  const a = twice === undefined ? undefined : after(tokens, twice, 'a|per|every|each');
  if (!a || !units.has(lowerAt(tokens, a))) return undefined;
  const perWeek = twice === index + 1 ? 2 : readNumber(tokens, index)?.value;
  const weekly = /^(?:week|wk)$/u.test(lowerAt(tokens, a)) && perWeek !== undefined;
  return { value: { rules: [], ...(weekly && { perWeek }) }, next: a + 1 };
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

/** `2 fridays`: that many in a row, or one in so many weeks. */
function readCounted(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const number = readNumber(tokens, index);
  const weekday = number && weekdayPlurals.get(lowerAt(tokens, number.next));
  if (!number || !weekday || !Number.isInteger(number.value) || number.value < 2 || number.value > 99) return undefined;
  const rule: Rule = { frequency: 'WEEKLY', weekdays: [weekday] };
  const row = afterAny(tokens, number.next + 1, ['in a row', 'running|straight|consecutively']);
  if (row) return { value: clear(rule, { end: { kind: 'count', count: number.value } }), next: row };
  return {
    value: {
      rules: [
        { ...rule, count: number.value },
        { ...rule, interval: number.value },
      ],
    },
    next: number.next + 1,
  };
}

/** "in 2 fridays", "2 fridays ago": one day, which is read with the days. */
function isCountedDay(tokens: Tokens, index: number): boolean {
  const number = readNumber(tokens, index);
  if (!number || !weekdayPlurals.has(lowerAt(tokens, number.next))) return false;
  const behind = afterAny(tokens, number.next + 1, ['from now|today', 'ahead|out|hence|ago|back']);
  return lowerAt(tokens, index - 1) === 'in' || behind !== undefined;
}
