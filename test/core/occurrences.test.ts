import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { movedChanges } from '../../src/core/moved-changes.ts';
import { lastEnd, nextOccurrence, occurrencesBetween, seriesTooLong } from '../../src/core/occurrences.ts';
import type { OccurrenceChange } from '../../src/core/schedule.ts';

const series = (localStart: string, recurrence: string, changes: readonly OccurrenceChange[] = []) => ({
  ...{ localStart, timeZone: 'Europe/Berlin', minutes: 30, recurrence, changes },
  startsAt: new Date(Temporal.PlainDateTime.from(localStart).toZonedDateTime('Europe/Berlin').epochMilliseconds),
});
const iso = (dates: readonly (Date | undefined)[]) => dates.map((date) => date?.toISOString().slice(0, 16));

describe('a series that begins in the second of two hours (Berlin, 25 October 2026, 02:30 twice)', () => {
  const late = {
    ...series('2026-10-25T02:30', 'FREQ=DAILY;COUNT=2'),
    startsAt: new Date('2026-10-25T01:30Z'),
  };

  test('begins there and not an hour earlier, wherever it is asked from', () => {
    const all = occurrencesBetween(late, new Date('2026-10-24'), new Date('2026-10-28'));
    expect(iso(all.map(({ original }) => original))).toEqual(['2026-10-25T01:30', '2026-10-26T01:30']);
    const after = ['2026-10-24T00:00Z', '2026-10-25T00:30Z', '2026-10-25T01:00Z', '2026-10-25T01:30Z'];
    expect(iso(after.map((at) => nextOccurrence(late, new Date(at))?.start))).toEqual([
      ...Array(3).fill('2026-10-25T01:30'),
      '2026-10-26T01:30',
    ]);
    expect(occurrencesBetween(late, new Date('2026-10-25T01:10Z'), new Date('2026-10-25T01:31Z'))).toHaveLength(1);
    expect(occurrencesBetween(late, new Date('2026-10-25T00:00Z'), new Date('2026-10-25T01:00Z'))).toEqual([]);
    expect(iso([lastEnd({ ...late, recurrence: 'FREQ=DAILY;COUNT=1' })])).toEqual(['2026-10-25T02:00']);
  });

  test('and in the first of them, where that was meant', () => {
    const early = series('2026-10-25T02:30', 'FREQ=DAILY;COUNT=2');
    expect(iso([nextOccurrence(early, new Date('2026-10-24'))?.start])).toEqual(['2026-10-25T00:30']);
  });
});

describe('a series at an hour that the clocks skip once (Berlin, 28 March 2027, no 02:30)', () => {
  const daily = (rule: string) => series('2027-03-27T02:30', rule);

  test('takes place that day as well, an hour later by the clock, as calendars have it', () => {
    const all = occurrencesBetween(
      daily('FREQ=DAILY;UNTIL=20270330T215959Z'),
      new Date('2027-03-20'),
      new Date('2027-04-20'),
    );
    const starts = ['2027-03-27T01:30', '2027-03-28T01:30', '2027-03-29T00:30', '2027-03-30T00:30'];
    expect(iso(all.map(({ start }) => start))).toEqual(starts);
    const next = (after: string) => nextOccurrence(daily('FREQ=DAILY'), new Date(after))?.start;
    expect(iso(['2027-03-27T01:30Z', '2027-03-28T01:00Z', '2027-03-28T01:30Z'].map(next))).toEqual(
      starts.slice(1, 2).concat(starts.slice(1, 3)),
    );
    expect(iso([lastEnd(daily('FREQ=DAILY;COUNT=3'))])).toEqual(['2027-03-29T01:00']);
  });

  test('and a series that begins there is at its own hour from the next day on', () => {
    const first = series('2027-03-28T02:30', 'FREQ=DAILY;COUNT=2');
    const all = occurrencesBetween(first, new Date('2027-03-20'), new Date('2027-04-20'));
    expect(iso(all.map(({ start }) => start))).toEqual(['2027-03-28T01:30', '2027-03-29T00:30']);
  });
});

describe('long series', () => {
  test.each([
    ['FREQ=DAILY;UNTIL=20600101T235959Z', '2060-01-01T09:30'],
    ['FREQ=DAILY;COUNT=9999', '2054-05-04T08:30'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2027-03-31T08:30'],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T225959Z', '2026-12-28T09:30'],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20261222', '2026-12-21T09:30'],
    // Too late for a first one.
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20261219', '2026-12-19T09:30'],
  ])('the last one of %s ends at %s', (rule, end) => {
    expect(iso([lastEnd(series('2026-12-19T10:00', rule))])).toEqual([end]);
  });

  test.each([
    ['FREQ=DAILY', false],
    ['FREQ=DAILY;COUNT=500', false],
    ['FREQ=DAILY;COUNT=501', true],
    ['FREQ=DAILY;COUNT=9999', true],
    ['FREQ=DAILY;UNTIL=20311219T225959Z', false],
    ['FREQ=DAILY;UNTIL=20311222', true],
    ['FREQ=DAILY;UNTIL=99991231T235959Z', true],
  ])('%s: %s', (rule, tooLong) => {
    expect(seriesTooLong(rule, new Date('2026-12-19T09:00Z'))).toBe(tooLong);
  });
});

describe('what was changed of a series follows it', () => {
  const cancelled = { occurrence: new Date('2026-12-24T09:00Z') };
  const movedOne = { occurrence: new Date('2026-12-31T09:00Z'), startsAt: new Date('2027-01-02T12:00Z'), minutes: 45 };
  const thursdays = series('2026-12-17T10:00', 'FREQ=WEEKLY;BYDAY=TH', [cancelled, movedOne]);
  const named = (after: ReturnType<typeof series>) =>
    movedChanges(thursdays, after).map(({ occurrence, startsAt, minutes }) => [
      ...iso([occurrence, startsAt]),
      minutes,
    ]);

  test.each([
    [
      'an hour later',
      series('2026-12-17T11:00', 'FREQ=WEEKLY;BYDAY=TH'),
      ['2026-12-24T10:00', undefined, undefined],
      ['2026-12-31T10:00', '2027-01-02T12:00', 45],
    ],
    [
      'to Fridays',
      series('2026-12-18T10:00', 'FREQ=WEEKLY;BYDAY=FR'),
      ['2026-12-25T09:00', undefined, undefined],
      ['2027-01-01T09:00', '2027-01-02T12:00', 45],
    ],
    [
      'to begin a week later: the days are the same',
      series('2026-12-24T10:00', 'FREQ=WEEKLY;BYDAY=TH'),
      ['2026-12-24T09:00', undefined, undefined],
      ['2026-12-31T09:00', '2027-01-02T12:00', 45],
    ],
    [
      'to end earlier',
      series('2026-12-17T10:00', 'FREQ=WEEKLY;BYDAY=TH;COUNT=2'),
      ['2026-12-24T09:00', undefined, undefined],
    ],
    ['to Mondays, by the rule alone', series('2026-12-17T10:00', 'FREQ=WEEKLY;BYDAY=MO')],
  ])('%s', (_how, after, ...expected) => {
    expect(named(after)).toEqual(expected);
  });

  test('what has another length alone begins with the others, and so does what is to go along', () => {
    const longer = { occurrence: new Date('2026-12-24T09:00Z'), startsAt: new Date('2026-12-24T09:00Z'), minutes: 90 };
    const before = series('2026-12-17T10:00', 'FREQ=WEEKLY', [longer, movedOne]);
    const after = series('2026-12-17T11:00', 'FREQ=WEEKLY');
    const [kept, ...others] = movedChanges(before, after, movedOne.occurrence);
    expect([...iso([kept?.occurrence, kept?.startsAt]), kept?.minutes]).toEqual([
      ...['2026-12-24T10:00', '2026-12-24T10:00', 90],
    ]);
    expect(others).toEqual([]);
  });

  test('over a change of the clock, and to another zone, the hour on the wall counts', () => {
    const october = series('2026-10-22T10:00', 'FREQ=WEEKLY', [{ occurrence: new Date('2026-10-29T09:00Z') }]);
    const later = series('2026-10-22T11:00', 'FREQ=WEEKLY');
    expect(iso(movedChanges(october, later).map(({ occurrence }) => occurrence))).toEqual(['2026-10-29T10:00']);
    const newYork = { ...later, timeZone: 'America/New_York', startsAt: new Date('2026-10-22T15:00Z') };
    expect(iso(movedChanges(october, newYork).map(({ occurrence }) => occurrence))).toEqual(['2026-10-29T15:00']);
  });

  test('what takes place once has nothing that could follow', () => {
    expect(movedChanges(thursdays, { ...series('2026-12-24T10:00', ''), recurrence: undefined })).toEqual([]);
  });
});
