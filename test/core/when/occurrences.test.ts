import { expect, test } from 'vitest';
import { firstDayOfWeekOf, hour12Of, minutesOf, occurrencesOf, understand } from '../../../src/core/when/index.ts';
import { berlin } from './said.ts';

const times = (said: string, count: number) => {
  const { draft } = understand(said, { ...berlin, now: new Date('2026-10-20T09:00:00Z') });
  return occurrencesOf(draft, count).map((moment) =>
    moment.toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
  );
};

test('a series keeps its local time over a change of the clock', () => {
  expect(times('sync every sunday at 10:00', 3)).toEqual([
    '2026-10-25T10:00+01:00',
    '2026-11-01T10:00+01:00',
    '2026-11-08T10:00+01:00',
  ]);
  expect(times('sync every friday at 10:00', 2)).toEqual(['2026-10-23T10:00+02:00', '2026-10-30T10:00+01:00']);
});

test('a series ends with the day that was said, and what does not repeat takes place once', () => {
  expect(times('sync every friday at 10:00 until 6 november', 10)).toHaveLength(3);
  expect(times('sync friday at 10:00', 10)).toHaveLength(1);
  expect(times('sync', 10)).toEqual([]);
});

test('a meeting takes 30 minutes unless something else was said', () => {
  expect(minutesOf(understand('sync tomorrow 10:00', berlin).draft)).toBe(30);
});

test.each([
  ['en-US', 7, true],
  ['en-GB', 1, false],
  ['de-DE', 1, false],
  ['ar-EG', 6, true],
  ['en_US', 7, true],
  ['no locale at all', 7, true],
])('%s has its own week and clock', (locale, first, hour12) => {
  expect(firstDayOfWeekOf(locale)).toBe(first);
  expect(hour12Of(locale)).toBe(hour12);
});
