import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';

/** Days of which the use is told: from one on, and up to another that is not part of it any more. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** What was asked for of the use of meetings. */
export interface UsageLine {
  readonly period: Period;
  readonly by?: 'day' | 'person' | 'customer';
  readonly isExport: boolean;
  /** What is left: whom it is about. */
  readonly rest: string;
}

/** A period is a year at most, and 30 days where nothing is said. */
export const mostDays = 366;
const usualDays = 30;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Understands what was typed after `admin reports`; `wrong` where the days are none that can be told. */
export function readUsageLine(
  text: string,
  {
    timeZone,
    now,
    firstDayOfWeek = 1,
  }: { readonly timeZone: string; readonly now: Date; readonly firstDayOfWeek?: number },
): UsageLine | { readonly wrong: string } {
  let rest = ` ${text.toLowerCase().replace(/\s+/gu, ' ')} `;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], ' ');
    return found;
  };
  const isExport = take(/(?<= )(?:export|save|download|as (?:a )?(?:csv|table)|csv)(?= )/u) !== undefined;
  const [, unit] = take(/(?<= )(?:by|per) (day|person|people|user|host|customer)s?(?= )/u) ?? [];
  const by = unit === undefined ? undefined : unit === 'day' || unit === 'customer' ? unit : ('person' as const);
  const today = inZone(now, timeZone).toPlainDate();
  const period = periodIn(take, today, firstDayOfWeek);
  if ('wrong' in period) return period;
  const original = text.replace(/\s+/gu, ' ').trim();
  const left = rest
    .replace(/(?<= )(?:of|for|in|from|since|to|until|the|and|-)(?= )/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  // Names keep the letters in which they were typed.
  const at = original.toLowerCase().indexOf(left);
  return { period, by, isExport, rest: at < 0 ? left : original.slice(at, at + left.length) };
}

function periodIn(
  take: (pattern: RegExp) => RegExpExecArray | undefined,
  today: Temporal.PlainDate,
  firstDayOfWeek: number,
): Period | { readonly wrong: string } {
  const tomorrow = today.add({ days: 1 });
  const [first] = take(/(?<= )\d{4}-\d\d-\d\d(?= )/u) ?? [];
  if (first !== undefined) {
    const [last = first] = take(/(?<= )\d{4}-\d\d-\d\d(?= )/u) ?? [];
    return between(first, last, today);
  }
  const [, count, unit] = take(/(?<= )(?:last|past) (\d{1,3}) (day|week|month)s?(?= )/u) ?? [];
  if (count !== undefined) {
    const length = {
      days: unit === 'day' ? Number(count) : 0,
      weeks: unit === 'week' ? Number(count) : 0,
      months: unit === 'month' ? Number(count) : 0,
    };
    return checked({ from: tomorrow.subtract(length), to: tomorrow }, `last ${count} ${unit}s`);
  }
  const [, which, span] = take(/(?<= )(this|last) (week|month|year)(?= )/u) ?? [];
  if (span !== undefined) return whole(span, which === 'last', today, firstDayOfWeek);
  const [day] = take(/(?<= )(?:today|yesterday)(?= )/u) ?? [];
  if (day !== undefined) {
    const from = day === 'today' ? today : today.subtract({ days: 1 });
    return { from, to: from.add({ days: 1 }) };
  }
  const [, name = '', year] = take(new RegExp(`(?<= )(${months.join('|')})[a-z]*(?: (\\d{4}))?(?= )`, 'u')) ?? [];
  if (name !== '') {
    const month = months.indexOf(name) + 1;
    const past = month > today.month ? today.year - 1 : today.year;
    const from = Temporal.PlainDate.from({ year: year === undefined ? past : Number(year), month, day: 1 });
    return { from, to: from.add({ months: 1 }) };
  }
  return { from: tomorrow.subtract({ days: usualDays }), to: tomorrow };
}

function whole(span: string, isLast: boolean, today: Temporal.PlainDate, firstDayOfWeek: number): Period {
  if (span === 'week') {
    const from = today.subtract({ days: ((today.dayOfWeek - firstDayOfWeek + 7) % 7) + (isLast ? 7 : 0) });
    return { from, to: from.add({ weeks: 1 }) };
  }
  const length = span === 'month' ? { months: 1 } : { years: 1 };
  const begin = today.with(span === 'month' ? { day: 1 } : { month: 1, day: 1 });
  const from = isLast ? begin.subtract(length) : begin;
  return { from, to: from.add(length) };
}

function between(first: string, last: string, today: Temporal.PlainDate): Period | { readonly wrong: string } {
  try {
    const [from, to] = [first, last]
      .map((one) => Temporal.PlainDate.from(one, { overflow: 'reject' }))
      .sort(Temporal.PlainDate.compare);
    return from && to ? checked({ from, to: to.add({ days: 1 }) }, `${first} to ${last}`) : { wrong: first };
  } catch {
    return { wrong: [first, last].find((one) => !isDay(one)) ?? today.toString() };
  }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function checked(period: Period, said: string): Period | { readonly wrong: string } {
  const { days } = period.from.until(period.to, { largestUnit: 'day' });
  return days < 1 || days > mostDays ? { wrong: said } : period;
}
