import { endsName } from './names.ts';
import { readNumber } from './numbers.ts';
import type { RuleEnd } from './rule.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';

/** How often, or for how long something repeats: `10 times`, `x6`, `for 10 weeks`. Read only where something repeats. */
export function readRuleEnd(tokens: Tokens, index: number): Found<RuleEnd> | undefined {
  return readForever(tokens, index) ?? readTimes(tokens, index) ?? readWhile(tokens, index);
}

function readForever(tokens: Tokens, index: number): Found<RuleEnd> | undefined {
  const next = afterAny(tokens, index, [
    'until further notice',
    'forever',
    'indefinitely',
    'with no end date?',
    'without an? end date?',
    'no end date',
  ]);
  return next === undefined ? undefined : { value: { kind: 'none' }, next };
}

function readTimes(tokens: Tokens, index: number): Found<RuleEnd> | undefined {
  const joined = /^[x×](\d{1,4})$/u.exec(lowerAt(tokens, index))?.[1];
  if (joined) return { value: { kind: 'count', count: Number(joined) }, next: index + 1 };
  const cross = after(tokens, index, 'x|×');
  const crossed = cross === undefined ? undefined : readNumber(tokens, cross);
  if (crossed && at(tokens, cross ?? index)?.kind === 'number')
    return { value: { kind: 'count', count: crossed.value }, next: crossed.next };
  const once = after(tokens, index, 'twice');
  if (once) return { value: { kind: 'count', count: 2 }, next: once };
  const start =
    afterAny(tokens, index, [
      'for the? next?',
      'ending|ends|end|stopping after',
      'after',
      'a total of',
      'repeat|repeats|repeating|repeated|recurring for?',
    ]) ?? index;
  const number = readNumber(tokens, start);
  // "Sort a time with": no count.
  if (lowerAt(tokens, start) === 'a') return undefined;
  const next =
    number &&
    afterAny(tokens, number.next, [
      'times|time|occurrences|occurrence|sessions|instances|repeats|repetitions|iterations|meetings|x|× in|only? total|all?',
      'weeks in a row|sequence',
      'weeks|wks running|straight|consecutively',
      ...wholes.slice(0, -1),
      'total|altogether|overall',
      'of them|these|those',
    ]);
  // "10x growth" is a name.
  const grows =
    next !== undefined &&
    tokens.list[next - 1]?.lower === 'x' &&
    tokens.list[next - 1]?.glued &&
    !endsName(tokens, next);
  return number && next && !grows ? { value: { kind: 'count', count: number.value }, next } : undefined;
}

/** `for 10 weeks`, `for the next 3 months`; "for 45 minutes" is how long each of them takes. */
function readWhile(tokens: Tokens, index: number): Found<RuleEnd> | undefined {
  const start = afterAny(tokens, index, ['for|over|during the? next|coming|whole?', 'for|over', ',']);
  if (start === undefined) return undefined;
  const span = readSpan(tokens, start) ?? bareUnit(tokens, start, lowerAt(tokens, index) !== ',');
  if (!span || span.value.minutes > 0 || span.value.vague || (span.value.days === 0 && span.value.months === 0)) {
    // "For 0 minutes" is how long, "for 0 weeks" how often.
    const isOnClock = span !== undefined && /^(?:s|h|m(?!onth))/u.test(lowerAt(tokens, span.next - 1));
    const zero = span && !span.value.vague && span.value.minutes === 0 && !isOnClock;
    return zero ? { value: { kind: 'count', count: 0 }, next: span.next } : undefined;
  }
  const next = afterAny(tokens, span.next, wholes) ?? span.next;
  return { value: { kind: 'span', span: span.value }, next };
}

/** Behind how often or how long, and it is all of it. */
const wholes = ['in total|all', 'all told|together', 'total|altogether|overall|long'];

/** `for the next month`. */
function bareUnit(tokens: Tokens, index: number, led: boolean) {
  const next = led ? after(tokens, index, 'month|year|week|quarter') : undefined;
  if (next === undefined) return undefined;
  const word = lowerAt(tokens, index);
  const months = word === 'month' ? 1 : word === 'quarter' ? 3 : word === 'year' ? 12 : 0;
  return { value: { months, days: word === 'week' ? 7 : 0, minutes: 0, vague: undefined }, next };
}
