import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/core/when/draft.ts';
import { findRange, readRange } from '../../../src/core/when/range.ts';

/** A Wednesday, 10:00 in Berlin. */
const berlin: Reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };
const us: Reader = { ...berlin, locale: 'en-US' };

const read = (said: string, reader: Reader = berlin) => {
  const range = readRange(said, reader);
  return range && [range.from.toString(), range.to.toString(), range.name].join(' ');
};

describe('on Wednesday 2 December 2026 in Berlin', () => {
  test.each([
    ['', '2026-12-02 2026-12-09 ahead'],
    ['  ', '2026-12-02 2026-12-09 ahead'],
    ['all my meetings', '2026-12-02 2026-12-09 ahead'],
    ['next 7 days', '2026-12-02 2026-12-09 ahead'],
    ['today', '2026-12-02 2026-12-03 today'],
    ['Today?', '2026-12-02 2026-12-03 today'],
    ["today's meetings", '2026-12-02 2026-12-03 today'],
    ['tonight', '2026-12-02 2026-12-03 today'],
    ['TOMORROW', '2026-12-03 2026-12-04 tomorrow'],
    ['the day after tomorrow', '2026-12-04 2026-12-05 day'],
    ['yesterday', '2026-12-01 2026-12-02 day'],
    ['week', '2026-11-30 2026-12-07 this_week'],
    ['this week', '2026-11-30 2026-12-07 this_week'],
    ['this  week', '2026-11-30 2026-12-07 this_week'],
    ['next week', '2026-12-07 2026-12-14 next_week'],
    ['last week', '2026-11-23 2026-11-30 days'],
    ['rest of the week', '2026-12-02 2026-12-07 days'],
    ['month', '2026-12-01 2027-01-01 this_month'],
    ['this month', '2026-12-01 2027-01-01 this_month'],
    ['next month', '2027-01-01 2027-02-01 next_month'],
    ['weekend', '2026-12-05 2026-12-07 days'],
    ['on the weekend', '2026-12-05 2026-12-07 days'],
    ['next weekend', '2026-12-12 2026-12-14 days'],
    ['friday', '2026-12-04 2026-12-05 day'],
    ['fri', '2026-12-04 2026-12-05 day'],
    ['on friday', '2026-12-04 2026-12-05 day'],
    ['wednesday', '2026-12-02 2026-12-03 today'],
    ['tuesday', '2026-12-08 2026-12-09 day'],
    ['next friday', '2026-12-11 2026-12-12 day'],
    ['last friday', '2026-11-27 2026-11-28 day'],
    ['friday next week', '2026-12-11 2026-12-12 day'],
    ['next week monday', '2026-12-07 2026-12-08 day'],
    ['friday week', '2026-12-11 2026-12-12 day'],
    ['a week from friday', '2026-12-11 2026-12-12 day'],
    ['a week from today', '2026-12-09 2026-12-10 day'],
    ['friday afternoon', '2026-12-04 2026-12-05 day'],
    ['next 14 days', '2026-12-02 2026-12-16 days'],
    ['the next two weeks', '2026-12-02 2026-12-16 days'],
    ['10 days', '2026-12-02 2026-12-12 days'],
    ['in 3 days', '2026-12-05 2026-12-06 day'],
    ['december', '2026-12-01 2027-01-01 this_month'],
    ['january', '2027-01-01 2027-02-01 next_month'],
    ['in november', '2027-11-01 2027-12-01 days'],
    ['may', '2027-05-01 2027-06-01 days'],
    ['february 2028', '2028-02-01 2028-03-01 days'],
    ['4 december', '2026-12-04 2026-12-05 day'],
    ['2 december', '2026-12-02 2026-12-03 today'],
    ['1 december', '2027-12-01 2027-12-02 day'],
    ['friday 4 december', '2026-12-04 2026-12-05 day'],
    ['dec 4th', '2026-12-04 2026-12-05 day'],
    ['4-10 december', '2026-12-04 2026-12-11 days'],
    ['dec 31 - jan 2', '2026-12-31 2027-01-03 days'],
    ['monday to friday', '2026-12-07 2026-12-12 days'],
    ['2026-12-04', '2026-12-04 2026-12-05 day'],
    ['4/12', '2026-12-04 2026-12-05 day'],
    ['4.12.', '2026-12-04 2026-12-05 day'],
    ['04.12.26', '2026-12-04 2026-12-05 day'],
    ['4-12-2026', '2026-12-04 2026-12-05 day'],
    ['25/12', '2026-12-25 2026-12-26 day'],
    ['the 15th', '2026-12-15 2026-12-16 day'],
    ['the 1st', '2027-01-01 2027-01-02 day'],
    ['15th of december', '2026-12-15 2026-12-16 day'],
    ['29 february 2028', '2028-02-29 2028-03-01 day'],
  ])('%j', (said, wanted) => expect(read(said)).toBe(wanted));

  test.each([
    'design review',
    'friday 3pm',
    'friday at 3',
    '4 december 3pm',
    'next friday at 10',
    'lunch on friday',
    'friday 5 december',
    '30 february',
    'february 30',
    '29 february 2027',
    '31 april',
    '13/13',
    '12/25',
    'next 400 days',
    '0 days',
    'every monday',
    'first monday of december',
    '15:00',
    'at 4',
    'now',
    'fridays',
    'twice a week',
    'for an hour',
    'in 2 hours',
    'end of next week',
    'monday@example.com',
    '@friday',
    `${'friday '.repeat(1430)}`,
    'x'.repeat(10_000),
    '4/'.repeat(5000),
  ])('%.40j is no range', (said) => expect(read(said)).toBeUndefined());
});

test('weeks begin by the locale, unless the person has changed it', () => {
  expect(read('this week', us)).toBe('2026-11-29 2026-12-06 this_week');
  expect(read('this week', { ...us, firstDayOfWeek: 1 })).toBe('2026-11-30 2026-12-07 this_week');
  expect(read('next week', { ...berlin, locale: 'ar-EG' })).toBe('2026-12-05 2026-12-12 next_week');
});

test('dates of numbers and weekends follow the locale, and are never turned round', () => {
  expect(read('4/12', us)).toBe('2027-04-12 2027-04-13 day');
  expect(read('12/25', us)).toBe('2026-12-25 2026-12-26 day');
  expect(read('25/12', us)).toBeUndefined();
  expect(read('weekend', { ...berlin, locale: 'ar-EG' })).toBe('2026-12-04 2026-12-06 days');
});

test('a day is that of the person, at midnight and where a clock is changed', () => {
  const late = new Date('2026-12-02T23:30:00Z');
  expect(read('today', { ...berlin, now: late })).toBe('2026-12-03 2026-12-04 today');
  expect(read('tomorrow', { ...berlin, now: late, timeZone: 'America/Los_Angeles' })).toBe(
    '2026-12-03 2026-12-04 tomorrow',
  );
  const beforeChange = { ...berlin, now: new Date('2026-03-28T22:30:00Z') };
  expect(read('tomorrow', beforeChange)).toBe('2026-03-29 2026-03-30 tomorrow');
  expect(read('in 2 days', beforeChange)).toBe('2026-03-30 2026-03-31 day');
});

test('years end and leap', () => {
  const newYear = { ...berlin, now: new Date('2027-12-31T11:00:00Z') };
  expect(read('this week', newYear)).toBe('2027-12-27 2028-01-03 this_week');
  expect(read('tomorrow', newYear)).toBe('2028-01-01 2028-01-02 tomorrow');
  expect(read('the 31st', { ...newYear, now: new Date('2028-02-01T11:00:00Z') })).toBe('2028-03-31 2028-04-01 day');
  expect(read('february', newYear)).toBe('2028-02-01 2028-03-01 days');
  expect(read('the 29th', { ...newYear, now: new Date('2028-02-10T11:00:00Z') })).toBe('2028-02-29 2028-03-01 day');
});

test('during a weekend it is this one, and next friday has another day only while one is ahead', () => {
  const sunday = { ...berlin, now: new Date('2026-12-06T11:00:00Z') };
  expect(read('weekend', sunday)).toBe('2026-12-05 2026-12-07 days');
  expect(findRange('next friday', berlin)?.other?.toString()).toBe('2026-12-04');
  expect(findRange('next friday at 10', berlin)?.other?.toString()).toBe('2026-12-04');
  expect(findRange('next friday', sunday)?.other).toBeUndefined();
  expect(findRange('next friday', sunday)?.range.from.toString()).toBe('2026-12-11');
  expect(findRange('next wednesday', berlin)).toMatchObject({ other: undefined });
});

test('days are found inside of a sentence, with what stands around them', () => {
  expect(findRange("move friday's review to 4", berlin)).toMatchObject({ before: 'move ', after: ' review to 4' });
  expect(findRange('am I free friday at 3pm?', berlin)).toMatchObject({ before: 'am I free ', after: ' at 3pm?' });
  expect(findRange('may I see the march report', berlin)).toBeUndefined();
  expect(findRange('invite monday@example.com and @friday, every tuesday', berlin)).toBeUndefined();
});

test('hostile input is read fast', () => {
  const started = performance.now();
  for (const said of ['4 december '.repeat(1000), ' '.repeat(10_000), "monday's ".repeat(1200), '1/'.repeat(5000)]) {
    findRange(said, berlin);
    readRange(said, berlin);
  }
  expect(performance.now() - started).toBeLessThan(30_000);
});
