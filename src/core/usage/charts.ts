import type { Temporal } from 'temporal-polyfill';
import type { Chart } from '../reply.ts';
import type { UsedCall } from '../ucaas.ts';
import { inZone } from '../zoned.ts';
import type { Period } from './period.ts';
import { sumsBy } from './summary.ts';

/** With more days than this, a column is a month. */
const mostColumns = 62;

/** Meetings and their minutes by day, those without any included; by month where there are too many days. */
export function usageCharts(
  calls: readonly UsedCall[],
  {
    period: { from, to },
    timeZone,
    now,
    words,
  }: {
    readonly period: Period;
    readonly timeZone: string;
    readonly now: Date;
    readonly words: {
      readonly day: (day: Temporal.PlainDate) => string;
      readonly month: (day: Temporal.PlainDate) => string;
      readonly minutes: Pick<Chart, 'title' | 'unit'>;
      readonly meetings: Pick<Chart, 'title' | 'unit'>;
    };
  },
): readonly Chart[] {
  if (calls.length === 0) return [];
  const count = from.until(to).days;
  const label = count > mostColumns ? words.month : words.day;
  const labels = [...new Set(Array.from({ length: count }, (_, index) => label(from.add({ days: index }))))];
  const sums = new Map(
    sumsBy(calls, ({ startedAt }) => label(inZone(startedAt, timeZone).toPlainDate()), now).map((sum) => [
      sum.key,
      sum,
    ]),
  );
  const points = (of: 'minutes' | 'calls') => labels.map((one) => ({ label: one, value: sums.get(one)?.[of] ?? 0 }));
  return [
    { ...words.minutes, points: points('minutes') },
    { ...words.meetings, points: points('calls') },
  ];
}
