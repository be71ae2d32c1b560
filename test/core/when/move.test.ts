import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/core/when/draft.ts';
import { type Movable, readMove } from '../../../src/core/when/move.ts';

/** A Wednesday, 10:00 in Berlin. */
const berlin: Reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };
/** Friday 4 December 2026, 15:00–15:45 in Berlin. */
const review: Movable = { start: new Date('2026-12-04T14:00:00Z'), minutes: 45, timeZone: 'Europe/Berlin' };

const read = (to: string, meeting = review, reader = berlin) => {
  const moved = readMove(to, meeting, reader);
  const words = (each: { start: { toPlainDateTime(): { toString(): string } }; minutes: number }) =>
    `${each.start.toPlainDateTime().toString().slice(0, 16)} ${each.minutes}`;
  return 'question' in moved ? [moved.question, ...moved.choices.map(words)].join(', ') : words(moved);
};

describe('a meeting on Friday 4 December, 15:00–15:45, is moved', () => {
  test.each([
    // By a distance.
    ['an hour later', '2026-12-04T16:00 45'],
    ['30 minutes earlier', '2026-12-04T14:30 45'],
    ['half an hour earlier', '2026-12-04T14:30 45'],
    ['an hour and a half later', '2026-12-04T16:30 45'],
    ['1h30 later', '2026-12-04T16:30 45'],
    ['1.5 hours later', '2026-12-04T16:30 45'],
    ['by 2 days', '2026-12-06T15:00 45'],
    ['by two weeks', '2026-12-18T15:00 45'],
    ['earlier by a day', '2026-12-03T15:00 45'],
    ['a month later', '2027-01-04T15:00 45'],
    ['10 hours later', '2026-12-05T01:00 45'],
    // On the calendar.
    ['next week', '2026-12-11T15:00 45'],
    ['the week after', '2026-12-11T15:00 45'],
    ['the day before', '2026-12-03T15:00 45'],
    ['next month', '2027-01-04T15:00 45'],
    // To a day.
    ['tomorrow', '2026-12-03T15:00 45'],
    ['tomorrow same time', '2026-12-03T15:00 45'],
    ['monday', '2026-12-07T15:00 45'],
    ['to monday', '2026-12-07T15:00 45'],
    ['friday next week', '2026-12-11T15:00 45'],
    ['10 december', '2026-12-10T15:00 45'],
    ['10/12', '2026-12-10T15:00 45'],
    // How long.
    ['to 45 minutes', '2026-12-04T15:00 45'],
    ['an hour long', '2026-12-04T15:00 60'],
    ['15 minutes longer', '2026-12-04T15:00 60'],
    ['15 minutes shorter', '2026-12-04T15:00 30'],
    ['24 hours long', '2026-12-04T15:00 1440'],
  ])('%j', (to, wanted) => expect(read(to)).toBe(wanted));

  test.each([
    ['', 'unclear'],
    ['the office', 'unclear'],
    ['later', 'vague_time'],
    ['0 minutes later', 'unclear'],
    ['friday', 'unclear'],
    ['an hour forward', 'direction, 2026-12-04T14:00 45, 2026-12-04T16:00 45'],
    ['an hour back', 'direction, 2026-12-04T14:00 45, 2026-12-04T16:00 45'],
    ['next friday', 'next_weekday, 2026-12-04T15:00 45, 2026-12-11T15:00 45'],
    ['this week', 'vague_day'],
    ['december', 'vague_day'],
    ['yesterday', 'past'],
    ['3 days earlier', 'past'],
    ['45 minutes shorter', 'duration_impossible'],
    ['0 minutes long', 'duration_impossible'],
    ['25 hours long', 'duration_impossible'],
    ['2 days long', 'duration_impossible'],
    ['x'.repeat(10_000), 'unclear'],
    ['an hour '.repeat(20), 'unclear'],
    ['\u202e\u0000 <!channel>', 'unclear'],
  ])('%.40j is asked: %s', (to, wanted) => expect(read(to)).toBe(wanted));
});

describe('a time of day', () => {
  test.each([
    ['4', '2026-12-04T16:00 45'],
    ['at 4', '2026-12-04T16:00 45'],
    ['12', '2026-12-04T12:00 45'],
    ['4pm', '2026-12-04T16:00 45'],
    ['9am', '2026-12-04T09:00 45'],
    ['16', '2026-12-04T16:00 45'],
    ['9:30', '2026-12-04T09:30 45'],
    ['noon', '2026-12-04T12:00 45'],
    ['monday 10:00', '2026-12-07T10:00 45'],
    ['monday at 4', '2026-12-07T16:00 45'],
    ['tomorrow at 9am', '2026-12-03T09:00 45'],
    ['10:00 to 11:30', '2026-12-04T10:00 90'],
    ['friday 10:00', '2026-12-04T10:00 45'],
    ['friday 10:00 please', '2026-12-04T10:00 45'],
    ['same day 4pm', '2026-12-04T16:00 45'],
    ['10:00 on 10 december', '2026-12-10T10:00 45'],
    ['10am New York time', '2026-12-04T16:00 45'],
    ['until 5pm', '2026-12-04T15:00 120'],
    ['until 5', '2026-12-04T15:00 120'],
    ['04:30', '2026-12-04T04:30 45'],
    ['4:30pm', '2026-12-04T16:30 45'],
    ['4pm for an hour', '2026-12-04T16:00 60'],
    ['tomorrow morning at 9', '2026-12-03T09:00 45'],
    ['in 2 hours', '2026-12-02T12:00 45'],
  ])('%j', (to, wanted) => expect(read(to)).toBe(wanted));

  test.each([
    ['9', /^half_of_day, 2026-12-04T09:00 45, 2026-12-04T21:00 45$/],
    ['monday at 9', /^half_of_day, 2026-12-07T09:00 45, 2026-12-07T21:00 45$/],
    ['every friday 10:00', /^unclear, 2026-12-04T10:00 45$/],
    ['production sync tomorrow 10:00', /^unclear, 2026-12-03T10:00 45$/],
    ['4:30', /^half_of_day, 2026-12-04T04:30 45, 2026-12-04T16:30 45$/],
    ['friday afternoon', /^time_missing/],
    ['tomorrow morning', /^time_missing/],
    ['the afternoon', /^time_missing/],
    ['midnight', /^midnight/],
    ['10:00 or 11:00', /^several_meetings, 2026-12-04T10:00 45, 2026-12-04T11:00 45$/],
    ['10:00 Narnia time', /^zone_unknown/],
    ['eod', /^vague_time/],
    ['today 9:00', /^past/],
    ['31 april 10:00', /^no_such_day/],
    ['saturday 4 december 10:00', /^weekday_and_date_disagree/],
    ['until 2pm', /^duration_impossible/],
  ])('%j is asked', (to, wanted) => expect(read(to)).toMatch(wanted));

  test('a bare hour is near to the time that the meeting has', () => {
    const early: Movable = { ...review, start: new Date('2026-12-04T08:00:00Z') };
    expect(read('8', early)).toBe('2026-12-04T08:00 45');
    expect(read('10', early)).toBe('2026-12-04T10:00 45');
    expect(read('2', early)).toMatch(/^half_of_day/);
    const evening: Movable = { ...review, start: new Date('2026-12-04T18:00:00Z') };
    expect(read('8', evening)).toBe('2026-12-04T20:00 45');
  });
});

describe('where the clock is changed', () => {
  /** Sunday 25 October 2026, 02:00–03:00 is there twice in Berlin; Sunday 29 March 2026, 02:00–03:00 is not. */
  const autumn = { ...berlin, now: new Date('2026-10-20T09:00:00Z') };
  const spring = { ...berlin, now: new Date('2026-03-24T09:00:00Z') };
  const onSaturday = (start: string): Movable => ({ start: new Date(start), minutes: 30, timeZone: 'Europe/Berlin' });

  test('a day keeps the time that the clock shows', () => {
    expect(read('a week later', onSaturday('2026-10-24T07:00:00Z'), autumn)).toBe('2026-10-31T09:00 30');
    expect(read('next week', onSaturday('2026-03-28T08:00:00Z'), spring)).toBe('2026-04-04T09:00 30');
    expect(read('sunday', onSaturday('2026-03-28T08:00:00Z'), spring)).toBe('2026-03-29T09:00 30');
  });

  test('hours are those that pass', () => {
    expect(read('an hour later', onSaturday('2026-03-29T00:30:00Z'), spring)).toBe('2026-03-29T03:30 30');
    expect(read('24 hours later', onSaturday('2026-10-24T07:00:00Z'), autumn)).toBe('2026-10-25T08:00 30');
  });

  test('a time that is not there, or there twice, is asked', () => {
    expect(read('a day later', onSaturday('2026-03-28T01:30:00Z'), spring)).toBe(
      'clock_gap, 2026-03-29T01:30 30, 2026-03-29T03:30 30',
    );
    const twice = readMove('sunday', onSaturday('2026-10-24T00:30:00Z'), autumn);
    expect(twice).toMatchObject({ question: 'clock_overlap' });
    expect('choices' in twice && twice.choices.map(({ start }) => start.offset)).toEqual(['+02:00', '+01:00']);
    expect(read('sunday 2:30', onSaturday('2026-03-28T08:00:00Z'), spring)).toMatch(/^clock_gap/);
  });

  test('the time is kept where the meeting was planned, and said where one is', () => {
    const newYork: Movable = { start: new Date('2026-03-27T19:00:00Z'), minutes: 30, timeZone: 'America/New_York' };
    // 20:00 in Berlin becomes 21:00 there, and stays 15:00 in New York.
    expect(read('next week', newYork, { ...spring })).toBe('2026-04-03T15:00 30');
    expect(read('21:00', newYork, { ...spring })).toBe('2026-03-27T16:00 30');
  });
});

test('a month later is asked where that month has no such day, and leap days are right', () => {
  const last: Movable = { ...review, start: new Date('2028-01-31T14:00:00Z') };
  const reader = { ...berlin, now: new Date('2028-01-03T09:00:00Z') };
  expect(read('a month later', last, reader)).toBe('no_such_day, 2028-02-29T15:00 45');
  expect(read('29 days later', last, reader)).toBe('2028-02-29T15:00 45');
  expect(read('by a day', { ...review, start: new Date('2027-12-31T14:00:00Z') })).toBe('2028-01-01T15:00 45');
});

test('next week of what is in next week already is asked', () => {
  const later: Movable = { ...review, start: new Date('2026-12-11T14:00:00Z') };
  expect(read('next week', later)).toBe('unclear, 2026-12-18T15:00 45');
  expect(read('next week', { ...review, start: new Date('2026-12-25T14:00:00Z') })).toBe('2026-12-11T15:00 45');
});
