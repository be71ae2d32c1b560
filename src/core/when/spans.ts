import { readNumber } from './numbers.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** A stretch of time as it was said. Months and days are counted on a calendar, minutes on a clock. */
export interface Span {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
  /** `a few hours`, `30 to 45 minutes`: nobody can tell how long that is. */
  readonly vague?: boolean;
}

type Unit = Pick<Span, 'months' | 'days' | 'minutes'>;

const unit = (months: number, days: number, minutes: number): Unit => ({ months, days, minutes });

const unitNames: readonly (readonly [names: string, unit: Unit])[] = [
  ['sec secs second seconds', unit(0, 0, 1 / 60)],
  ['m min mins minute minutes minuten minutos', unit(0, 0, 1)],
  ["h hr hrs hour hours hour's stunde stunden heure heures hora horas", unit(0, 0, 60)],
  ['d day days', unit(0, 1, 0)],
  ['wk wks week weeks', unit(0, 7, 0)],
  ['fortnight fortnights', unit(0, 14, 0)],
  ['month months', unit(1, 0, 0)],
  ['quarter quarters', unit(3, 0, 0)],
  ['y yr yrs year years', unit(12, 0, 0)],
];
const units = new Map(unitNames.flatMap(([names, value]) => names.split(' ').map((name) => [name, value] as const)));

const hour = unit(0, 0, 60);
const few = ['a? few', 'several', 'some', 'a couple of?', 'a? couple of?', 'a handful of', 'a bit', 'a number of'];

const rangeLinks = ['or', 'to', '-', '–', '~'];

/** `45 min`, `1h30`, `an hour and a half`, `half an hour`, `two weeks`, `30 to 45 minutes`. */
export function readSpan(tokens: Tokens, index: number): Found<Span> | undefined {
  const one = readFraction(tokens, index) ?? readVague(tokens, index) ?? readAmount(tokens, index);
  if (!one) return undefined;
  const or = afterAny(tokens, one.next, rangeLinks);
  const other = or === undefined ? undefined : (readFraction(tokens, or) ?? readAmount(tokens, or));
  if (other) return { value: { ...other.value, vague: true }, next: other.next };
  const two = after(tokens, one.next, 'or two|so|more');
  if (two !== undefined) return { value: { ...one.value, vague: lowerAt(tokens, two - 1) !== 'so' }, next: two };
  return one;
}

function readFraction(tokens: Tokens, index: number): Found<Span> | undefined {
  const quarters = afterAny(tokens, index, [
    'three|3 quarters of an hour',
    '¾ of? an? hour',
    '3 / 4 of an hour',
    '3 / 4 hour|hr|h',
    '3 / 4 of a hour',
    'three|3 quarters hour',
  ]);
  if (quarters) return { value: times(hour, 0.75), next: quarters };
  const quarter = afterAny(tokens, index, [
    'a? quarter of an hour',
    'a? quarter of a hour',
    'a? quarter -? hour',
    '¼ hour|hr|h',
    '1 / 4 of? an? hour|hr|h',
    '1 / 4 hour|hr|h',
  ]);
  if (quarter) return { value: times(hour, 0.25), next: quarter };
  const half = afterAny(tokens, index, [
    'half an|a hour|hr|h',
    'a? half -? hour|hr',
    '1 / 2 an? hour|hr|h',
    '½ an? hour|hr|h',
  ]);
  if (half) return { value: times(hour, 0.5), next: half };
  const full = after(tokens, index, 'a|one full|whole|solid hour');
  if (full) return { value: hour, next: full };
  const long = after(tokens, index, 'an|one|1? -? hour -? long') ?? after(tokens, index, 'an? hourlong');
  if (long) return { value: hour, next: long };
  const more = after(tokens, index, 'an? hour -? and -? a -? half');
  if (more) return { value: times(hour, 1.5), next: more };
  const day = afterAny(tokens, index, ['half a day', 'a? half -? day']);
  return day === undefined ? undefined : { value: { ...times(hour, 4), vague: true }, next: day };
}

function readVague(tokens: Tokens, index: number): Found<Span> | undefined {
  const next = afterAny(tokens, index, few);
  const found = next === undefined ? undefined : readUnit(tokens, next);
  return found && { value: { ...times(found.value, 2), vague: true }, next: found.next };
}

function readAmount(tokens: Tokens, index: number): Found<Span> | undefined {
  const clock = readHoursAndMinutes(tokens, index) ?? readJoined(tokens, index);
  if (clock) return clock;
  const number = readNumber(tokens, index);
  // "Invoice 0047".
  if (!number || !mayBegin(tokens, index) || /^0\d/u.test(lowerAt(tokens, index))) return undefined;
  const extra = afterAny(tokens, number.next, ['and a half|quarter', 'and three quarters|quarter', '1 / 2']);
  // "Zero hour contracts".
  if (lowerAt(tokens, index) === 'zero' && lowerAt(tokens, number.next) === 'hour') return undefined;
  const amount = number.value + (extra === undefined ? 0 : partAt(tokens, extra));
  const named = readRangeUnit(tokens, extra ?? number.next);
  if (!named) return undefined;
  const { value: what, next, vague } = named;
  const span = { ...times(what, amount), ...(vague && { vague }) };
  const half = afterAny(tokens, next, ['and a half|quarter', 'and three quarters|quarter']);
  if (half) return { value: times(what, amount + partAt(tokens, half)), next: half };
  return readRest(tokens, next, what, span) ?? { value: span, next };
}

/** What a fraction comes to that ends here: "and a half", "and three quarters". */
function partAt(tokens: Tokens, next: number): number {
  if (lowerAt(tokens, next - 2) === 'three') return 0.75;
  return lowerAt(tokens, next - 1) === 'quarter' ? 0.25 : 0.5;
}

/** The minutes behind the hours: `1h30`, `1 hour and 15 minutes`, `2 hours 30`. */
function readRest(tokens: Tokens, index: number, what: Unit, span: Span): Found<Span> | undefined {
  if (what.minutes !== 60) return undefined;
  const behind = after(tokens, index, 'and|,') ?? index;
  const fraction = behind === index ? undefined : readFraction(tokens, behind);
  if (fraction) return { value: plus(span, fraction.value), next: fraction.next };
  const rest = readNumber(tokens, behind);
  const named = rest && readUnit(tokens, rest.next);
  if (rest && named && named.value.minutes === 1)
    return { value: plus(span, times(named.value, rest.value)), next: named.next };
  // "An hour thirty", "two hours and forty-five".
  const spoken = rest && isSpokenRest(tokens, index, behind, rest);
  if (spoken) return { value: plus(span, unit(0, 0, rest.value)), next: rest.next };
  const glued = at(tokens, index);
  // "Duration 1 hour 15".
  const apart =
    glued?.kind === 'number' &&
    !glued.glued &&
    /^(?:[1-5][05]|05)$/u.test(glued.text) &&
    isBoundary(tokens, index + 1) &&
    lowerAt(tokens, index + 1) !== ':';
  return (glued?.glued || apart) && /^[0-5]\d$/u.test(glued?.text ?? '')
    ? { value: plus(span, unit(0, 0, Number(glued?.text))), next: index + 1 }
    : undefined;
}

/** True for minutes without their unit; "an hour, ten times" and "an hour and twenty people" count something else. */
function isSpokenRest(tokens: Tokens, index: number, from: number, { value, next }: Found<number>): boolean {
  if (at(tokens, from)?.kind !== 'word' || value < 10 || value > 59 || lowerAt(tokens, index) === ',') return false;
  const word = lowerAt(tokens, next);
  const ends = isBoundary(tokens, next) || at(tokens, next)?.kind === 'atom' || smallWords.has(word);
  return ends || (from === index && !word.endsWith('s'));
}

/** `1h30`, `2h15m`, `1hr30`, which is a number and a word. */
function readJoined(tokens: Tokens, index: number): Found<Span> | undefined {
  const minutes = /^(?:h|hr|hrs)([0-5]\d)(?:m|min|mins)?$/u.exec(lowerAt(tokens, index + 1))?.[1];
  const hours = at(tokens, index);
  if (!minutes || hours?.kind !== 'number' || !tokens.list[index + 1]?.glued || !mayBegin(tokens, index))
    return undefined;
  return { value: unit(0, 0, Number(hours.text) * 60 + Number(minutes)), next: index + 2 };
}

/** `1:30 h`, `0:45 hours`. */
function readHoursAndMinutes(tokens: Tokens, index: number): Found<Span> | undefined {
  const [hours, colon, minutes] = [at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)];
  if (hours?.kind !== 'number' || colon?.text !== ':' || !/^[0-5]\d$/u.test(minutes?.text ?? '')) return undefined;
  if (!/^(?:hours?|hrs?|h)$/u.test(lowerAt(tokens, index + 3))) return undefined;
  return { value: unit(0, 0, Number(hours.text) * 60 + Number(minutes?.text)), next: index + 4 };
}

/** A unit, or the other end of a range before it: `30-45 minutes`, `1 or 2 hours`. */
function readRangeUnit(tokens: Tokens, index: number): (Found<Unit> & { readonly vague?: boolean }) | undefined {
  const plain = readUnit(tokens, index);
  if (plain) return plain;
  const or = afterAny(tokens, index, rangeLinks);
  const other = or === undefined ? undefined : readNumber(tokens, or);
  const named = other && readUnit(tokens, other.next);
  return named && { ...named, vague: true };
}

function readUnit(tokens: Tokens, index: number): Found<Unit> | undefined {
  const hyphen = lowerAt(tokens, index) === '-' && tokens.list[index]?.glued && tokens.list[index + 1]?.glued;
  const next = hyphen ? index + 1 : index;
  const token = at(tokens, next);
  const value =
    token &&
    (/^['′]$/u.test(token.text) && token.glued && !tokens.list[next + 1]?.glued
      ? units.get('min')
      : units.get(token.lower));
  // "5 m" may be metres, "5 d" anything.
  if (!token || !value || (/^[mdy]$/u.test(token.lower) && !token.glued)) return undefined;
  const dot = tokens.list[next + 1];
  return {
    value,
    next: dot?.glued && dot.text === '.' && /^(?:min|hr|hrs|mins|h)$/u.test(token.lower) ? next + 2 : next + 1,
  };
}

/** False in the middle of a name, a version or a sum of money: `v2.5 h`, `€3 m`. */
function mayBegin(tokens: Tokens, index: number): boolean {
  const [before, token] = [tokens.list[index - 1], tokens.list[index]];
  return !token?.glued || !before || before.taken !== undefined || /^[-–—~([,;:+/]$/u.test(before.text);
}

function times(what: Unit, amount: number): Unit {
  return unit(what.months * amount, what.days * amount, Math.round(what.minutes * amount * 100) / 100);
}

function plus(one: Span, other: Span): Span {
  return {
    ...one,
    months: one.months + other.months,
    days: one.days + other.days,
    minutes: one.minutes + other.minutes,
  };
}
