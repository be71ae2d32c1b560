import { readNamedDate, readNumericDate } from './calendar-dates.ts';
import { clear, type FoundRecurrence } from './found-recurrence.ts';
import type { Rule } from './rule.ts';
import { readSeriesDays, type SeriesDays } from './series-days.ts';
import { after, afterAny, type Found, lowerAt, type Tokens } from './tokens.ts';
import { weekdays } from './words.ts';

const workdays = [1, 2, 3, 4, 5];

/** The days behind a frequency: `every 3 weeks on tuesday`, `monthly on the first monday`. */
export function withDays(tokens: Tokens, index: number, rule: Rule): Found<FoundRecurrence> {
  const start = afterAny(tokens, index, [', on|every', 'on a', 'on|every|each|always on?', 'from|,']) ?? index;
  const days = isDated(tokens, start) ? undefined : readSeriesDays(tokens, start);
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

/** "every week from monday 17 november": the day of one week, which may be wrong. */
function isDated(tokens: Tokens, index: number): boolean {
  if (!weekdays.has(lowerAt(tokens, index))) return false;
  const behind = after(tokens, index + 1, ',|the') ?? index + 1;
  return [readNamedDate(tokens, behind), readNumericDate(tokens, behind, true)].some((date) => date !== undefined);
}

export function pick({ weekdays: days, nth, moreNths, monthDays }: SeriesDays): Partial<Rule> {
  return {
    ...(days && { weekdays: days }),
    ...(nth !== undefined && { nth }),
    ...(moreNths && { moreNths }),
    ...(monthDays && { monthDays }),
  };
}

/** The days of what was said to be monthly elsewhere: "monthly review on the last friday". */
export function readDaysOfMonth(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const days = readSeriesDays(tokens, after(tokens, index, 'on the?') ?? index);
  if (!days || (days.value.nth === undefined && (days.value.monthDays?.length ?? 0) < 2)) return undefined;
  return {
    value: clear({ frequency: 'MONTHLY', ...pick(days.value) }),
    next: readOfMonth(tokens, days.next) ?? days.next,
  };
}

/** "Of the month" behind a day of it. */
export function readOfMonth(tokens: Tokens, index: number): number | undefined {
  return afterAny(tokens, index, ['of|in the|each|every|a month', 'each|every month', 'monthly']);
}
