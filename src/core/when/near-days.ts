import { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';

/** A leap year comes within eight years (1896 to 1904), a month of 31 days within two months. */
const mostSteps = 8;

/**
 * The days of which one may be meant by a date that does not exist: the last one of that month, the first one after it, and the next
 * that has this number, where the month or the year was left open. Those that are over are left out.
 */
export function nearDays(
  { day, month, year, monthsAhead }: Day & { readonly kind: 'date' },
  today: Temporal.PlainDate,
): readonly Temporal.PlainDate[] {
  if (day < 1 || day > 31) return [];
  const first = firstOfMonth(month, year, today).add({ months: monthsAhead ?? 0 });
  const last = first.with({ day: first.daysInMonth });
  const isFixed = year !== undefined || monthsAhead !== undefined;
  const step = month === undefined ? { months: 1 } : { years: 1 };
  const later = isFixed ? undefined : withDay(day, first, step);
  return [last, last.add({ days: 1 }), ...(later ? [later] : [])].filter(
    (date) => Temporal.PlainDate.compare(date, today) >= 0,
  );
}

function firstOfMonth(month: number | undefined, year: number | undefined, today: Temporal.PlainDate) {
  const first = today.with({ day: 1 });
  if (month === undefined) return first;
  const named = first.with({ month, ...(year !== undefined && { year }) });
  return year === undefined && Temporal.PlainDate.compare(named, first) < 0 ? named.add({ years: 1 }) : named;
}

function withDay(
  day: number,
  first: Temporal.PlainDate,
  step: { readonly months: number } | { readonly years: number },
) {
  const firsts = Array.from({ length: mostSteps }, (_, index) =>
    first.add('years' in step ? { years: index + 1 } : { months: index + 1 }),
  );
  return firsts.find(({ daysInMonth }) => daysInMonth >= day)?.with({ day });
}
