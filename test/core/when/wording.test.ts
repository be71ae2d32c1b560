import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readRange } from '../../../src/core/when/range.ts';
import { dayAndTime, lengthWords, rangeWords, recurrenceWords, zoneWords } from '../../../src/core/when/wording.ts';

const at = (local: string, timeZone = 'Europe/Berlin') => Temporal.ZonedDateTime.from(`${local}[${timeZone}]`);
const british = { locale: 'en-GB' };
const american = { locale: 'en-US' };

describe('when a meeting is', () => {
  test.each([
    ['en-GB', undefined, 'Friday 4 December 2026, 15:00–15:45'],
    ['en-US', undefined, 'Friday, December 4, 2026, 3:00–3:45 PM'],
    ['en_US', undefined, 'Friday, December 4, 2026, 3:00–3:45 PM'],
    ['en-US', false, 'Friday, December 4, 2026, 15:00–15:45'],
    ['en-GB', true, 'Friday 4 December 2026, 3:00–3:45 pm'],
    ['de-DE', undefined, 'Friday 4 December 2026, 15:00–15:45'],
    ['hi-IN', undefined, 'Friday 4 December 2026, 3:00–3:45 pm'],
    ['ar-EG', undefined, 'Friday 4 December 2026, 3:00–3:45 pm'],
    ['fa-IR', undefined, 'Friday 4 December 2026, 15:00–15:45'],
    ['no locale', false, 'Friday 4 December 2026, 15:00–15:45'],
  ])('for %s, hour12 %s', (locale, hour12, words) =>
    expect(dayAndTime(at('2026-12-04T15:00'), 45, { locale, hour12 })).toBe(words),
  );

  test.each([
    ['2026-12-04T11:30', 60, 'Friday, December 4, 2026, 11:30 AM–12:30 PM'],
    ['2026-12-04T12:00', 30, 'Friday, December 4, 2026, 12:00–12:30 PM'],
    ['2026-12-04T00:00', 30, 'Friday, December 4, 2026, 12:00–12:30 AM'],
    ['2026-12-31T23:30', 60, 'Thursday, December 31, 2026, 11:30 PM – Friday, January 1, 2027, 12:30 AM'],
  ])('%s for %i minutes', (start, minutes, words) => expect(dayAndTime(at(start), minutes, american)).toBe(words));

  test('midnight is 00:00 where the clock has 24 hours', () =>
    expect(dayAndTime(at('2028-02-29T00:00'), 5, british)).toBe('Tuesday 29 February 2028, 00:00–00:05'));

  test('where the clock is put back, the two hours that look alike are told apart', () => {
    const first = Temporal.ZonedDateTime.from('2026-10-25T02:30+02:00[Europe/Berlin]');
    expect(dayAndTime(first, 60, british)).toBe('Sunday 25 October 2026, 02:30 (UTC+2)–02:30 (UTC+1)');
    expect(dayAndTime(first.add({ hours: 1 }), 60, british)).toBe('Sunday 25 October 2026, 02:30 (UTC+1)–03:30');
  });

  test('where the clock is put forward, the end is what the clock will show', () =>
    expect(dayAndTime(at('2026-03-29T01:30'), 60, british)).toBe('Sunday 29 March 2026, 01:30–03:30'));
});

test.each([
  [0, '0 minutes'],
  [1, '1 minute'],
  [45, '45 minutes'],
  [60, '1 hour'],
  [61, '1 hour 1 minute'],
  [90, '1 hour 30 minutes'],
  [120, '2 hours'],
  [1440, '24 hours'],
])('%i minutes are %s', (minutes, words) => expect(lengthWords(minutes)).toBe(words));

test.each([
  ['Europe/Berlin', '2026-12-04', 'Berlin time (Central European Standard Time, UTC+1)'],
  ['Europe/Berlin', '2026-07-04', 'Berlin time (Central European Summer Time, UTC+2)'],
  ['Europe/London', '2026-12-04', 'London time (Greenwich Mean Time, UTC)'],
  ['America/New_York', '2026-12-04', 'New York time (Eastern Standard Time, UTC−5)'],
  ['America/St_Johns', '2026-12-04', 'St Johns time (Newfoundland Standard Time, UTC−3:30)'],
  ['America/Argentina/Buenos_Aires', '2026-12-04', 'Buenos Aires time (Argentina Standard Time, UTC−3)'],
  ['Asia/Calcutta', '2026-12-04', 'Kolkata time (India Standard Time, UTC+5:30)'],
  ['Asia/Kathmandu', '2026-12-04', 'Kathmandu time (Nepal Time, UTC+5:45)'],
  ['US/Pacific', '2026-12-04', 'Pacific Standard Time (UTC−8)'],
  ['UTC', '2026-12-04', 'UTC'],
  ['Etc/GMT+5', '2026-12-04', 'UTC−5'],
  ['+05:30', '2026-12-04', 'UTC+5:30'],
])('%s on %s is %s', (zone, day, words) => {
  expect(zoneWords(zone, new Date(`${day}T12:00Z`), 'de-DE')).toBe(words);
  expect(zoneWords(zone, at(`${day}T12:00`, zone), 'en-GB')).toBe(words);
});

describe('days of a list', () => {
  const reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };
  test.each([
    ['', 'the next 7 days (2 – 8 December)'],
    ['today', 'today'],
    ['tomorrow', 'tomorrow'],
    ['this week', 'this week (30 November – 6 December)'],
    ['next week', 'next week (7 – 13 December)'],
    ['this month', 'this month (1 – 31 December)'],
    ['next month', 'next month (1 – 31 January 2027)'],
    ['friday', 'Friday 4 December'],
    ['5 january', 'Tuesday 5 January 2027'],
    ['next 14 days', '2 – 15 December'],
    ['dec 31 - jan 2', '31 December 2026 – 2 January 2027'],
  ])('%j', (said, words) => {
    const range = readRange(said, reader);
    expect(range && rangeWords(range, reader)).toBe(words);
  });

  test('in the order of the locale', () => {
    const range = readRange('next week', { ...reader, locale: 'en-US' });
    expect(range && rangeWords(range, { ...reader, locale: 'en-US' })).toBe('next week (December 6 – 12)');
  });
});

describe('how often a meeting is', () => {
  test.each([
    ['FREQ=DAILY', 'every day'],
    ['FREQ=DAILY;INTERVAL=2', 'every 2 days'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
    ['FREQ=WEEKLY', 'every week on Friday'],
    ['FREQ=WEEKLY;BYDAY=FR', 'every week on Friday'],
    ['FREQ=WEEKLY;BYDAY=FR,MO,WE', 'every week on Monday, Wednesday and Friday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'every day'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', 'every 2 weeks on every weekday'],
    ['FREQ=WEEKLY;BYDAY=MO;WKST=SU', 'every week on Monday'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261218T140000Z',
      'every 2 weeks on Tuesday and Thursday until 18 December 2026',
    ],
    ['FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218', 'every week on Friday until 18 December 2026'],
    ['FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218T230000Z', 'every week on Friday until 19 December 2026'],
    ['FREQ=WEEKLY;BYDAY=FR;COUNT=10', 'every week on Friday, 10 times'],
    ['FREQ=DAILY;COUNT=1', 'every day, once'],
    ['FREQ=MONTHLY', 'every month on the 4th'],
    ['FREQ=MONTHLY;INTERVAL=3', 'every 3 months on the 4th'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,22', 'every month on the 1st and 22nd'],
    ['FREQ=MONTHLY;BYMONTHDAY=11', 'every month on the 11th'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', 'every month on the 31st, in months that have one'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=10', 'every month on the last Friday, 10 times'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'every month on the first and third Monday'],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', 'every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'every month on the last weekday'],
    ['FREQ=YEARLY', 'every year on 4 December'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'every year on 29 February, in leap years'],
    ['FREQ=YEARLY;BYMONTH=9;BYDAY=1MO', 'every year on the first Monday of September'],
  ])('%s: %s', (rule, words) => expect(recurrenceWords(rule, at('2026-12-04T15:00'), british)).toBe(words));

  test('what the table does not know is said by the library, and nothing is left out of it', () => {
    const words = (rule: string) => recurrenceWords(rule, at('2026-12-04T15:00'), british);
    expect(words('FREQ=HOURLY;COUNT=3')).toMatch(/hour.*3 times/);
    expect(words('FREQ=WEEKLY;BYDAY=FR;BYHOUR=9,15')).toMatch(/Friday.*9.*3/);
    expect(words('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13')).toMatch(/Friday.*13/);
    expect(words('FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1')).toMatch(/January.*July/);
    expect(words('FREQ=MONTHLY;BYDAY=1MO,2TU')).toMatch(/Monday.*Tuesday/);
  });

  test('in the order of the locale, and with its list', () => {
    const until = 'FREQ=WEEKLY;BYDAY=MO,TU,FR;UNTIL=20261218T140000Z';
    expect(recurrenceWords(until, at('2026-12-04T15:00'), american)).toBe(
      'every week on Monday, Tuesday, and Friday until December 18, 2026',
    );
  });

  test.each(['', 'nonsense', 'FREQ=', 'FREQ=SOMETIMES', 'FREQ=WEEKLY;BYDAY=XX', `FREQ=DAILY;${'X'.repeat(10_000)}`])(
    'a rule that is none does no harm: %.30j',
    (rule) => expect(recurrenceWords(rule, at('2026-12-04T15:00'), british)).toMatch(/^(by a rule|every)/),
  );
});
