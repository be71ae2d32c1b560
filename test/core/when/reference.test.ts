import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/core/when/draft.ts';
import { type Findable, find, readReference } from '../../../src/core/when/reference.ts';

/** A Wednesday, 10:00 in Berlin. */
const berlin: Reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };

describe('what was said of a meeting', () => {
  test.each([
    ['it', { it: true }],
    ['that one', { it: true }],
    ['the meeting', { it: true }],
    ['', { it: true }],
    ["friday's", { date: '2026-12-04' }],
    ["tomorrow's standup", { date: '2026-12-03', title: 'standup' }],
    ['the design review', { title: 'design review' }],
    ['my design review on friday', { date: '2026-12-04', title: 'design review' }],
    ["friday's 3pm", { date: '2026-12-04', times: ['15:00'] }],
    ["friday's 3", { date: '2026-12-04', times: ['03:00', '15:00'] }],
    ['the 3pm', { times: ['15:00'] }],
    ['the one at 15:00', { times: ['15:00'] }],
    ['the 3:15', { times: ['03:15', '15:15'] }],
    ["my 12 o'clock", { times: ['00:00', '12:00'] }],
    ['the 12am', { times: ['00:00'] }],
    ['the noon call', { times: ['12:00'] }],
    ['friday at 3pm', { date: '2026-12-04', times: ['15:00'] }],
    ['next friday', { date: '2026-12-11', otherDate: '2026-12-04' }],
    ["next week's retro", { dates: { from: '2026-12-07', to: '2026-12-14' }, title: 'retro' }],
    ['sprint 12 review', { title: 'sprint 12 review' }],
    ['the 1:1 with @bob', { title: '1:1 with @bob' }],
    ['all of tomorrow’s', { all: true, date: '2026-12-03' }],
    ['my meetings on friday', { all: true, date: '2026-12-04' }],
    ['everything tomorrow', { all: true, date: '2026-12-03' }],
    ['the all hands', { title: 'all hands' }],
    ['my next meeting', { position: 'next' }],
    ['the next standup', { position: 'next', title: 'standup' }],
    ['my first meeting tomorrow', { position: 'first', date: '2026-12-03' }],
    ['the last call on friday', { position: 'last', date: '2026-12-04' }],
    ['“Budget, 3pm” on friday', { date: '2026-12-04', title: 'Budget, 3pm' }],
    ['the team meeting', { title: 'team meeting' }],
    ['the meeting on 4/12', { date: '2026-12-04' }],
    ['intro to rust', { title: 'intro to rust' }],
  ])('%j', (said, wanted) => {
    const { said: _said, ...reference } = readReference(said, berlin);
    expect(reference).toEqual(wanted);
  });
});

const meetings: readonly (Findable & { readonly host: string })[] = [
  { id: 'standup', title: 'Daily Stand-up', start: new Date('2026-12-02T08:15:00Z') },
  { id: 'review', title: 'Design review', start: new Date('2026-12-04T14:00:00Z') },
  { id: 'team', title: 'Team meeting', start: new Date('2026-12-04T15:00:00Z') },
  {
    id: 'lunch',
    title: 'Team lunch',
    start: new Date('2026-12-03T11:00:00Z'),
    people: ['José Núñez', 'bob@example.com'],
  },
  { id: 'demo', title: 'Friday demo', start: new Date('2026-12-10T09:00:00Z') },
  { id: 'sprint12', title: 'Sprint 12 review', start: new Date('2026-12-11T09:00:00Z') },
  { id: 'sprint13', title: 'Sprint 13 review', start: new Date('2026-12-14T09:00:00Z') },
  { id: 'budget', title: 'Budget 2026', start: new Date('2026-12-15T09:00:00Z') },
  { id: 'night', title: 'Übergabe', start: new Date('2026-12-04T23:30:00Z') },
].map((meeting) => ({ ...meeting, host: 'ann' }));

const found = (said: string, reader = berlin, spokenOf?: string) =>
  find(readReference(said, reader), meetings, reader, spokenOf)
    .map(({ id, host }) => (host === 'ann' ? id : host))
    .join(' ');

describe('which meetings are meant', () => {
  test.each([
    ['the design review', 'review'],
    ['DESIGN   REVIEW', 'review'],
    ['the review of the design', 'review'],
    ['desing review', 'review'],
    ['standup', 'standup'],
    ['the stand up', 'standup'],
    ['ubergabe', 'night'],
    ['the lunch with jose', 'lunch'],
    ["bob@example.com's lunch", 'lunch'],
    ['the review', 'review sprint12 sprint13'],
    ['the sprint 12 review', 'sprint12'],
    ['the sprint 14 review', ''],
    ['the budget 2025', ''],
    ['the budgt 2026', 'budget'],
    ['the team meeting', 'team'],
    ['the team', 'team lunch'],
    ["friday's", 'review team'],
    ["friday's review", 'review'],
    ["friday's 3pm", 'review'],
    ["friday's 4", 'team'],
    ["friday's 9am", ''],
    ["tomorrow's", 'lunch'],
    ['saturday', 'night'],
    ['next friday', 'review team sprint12'],
    ['next friday at 10', 'sprint12'],
    ["next week's review", 'sprint12'],
    ['the friday demo', 'demo'],
    ["thursday's design review", ''],
    ['my next meeting', 'lunch'],
    ['my first meeting on friday', 'review'],
    ['my last meeting on friday', 'team'],
    ['all of friday', 'review team'],
    ['the quarterly numbers', ''],
    ['the dragon', ''],
  ])('%j', (said, wanted) => expect(found(said)).toBe(wanted));

  test('a day is that of whoever speaks', () => {
    const tokyo = { ...berlin, timeZone: 'Asia/Tokyo' };
    expect(found("saturday's", tokyo)).toBe('team night');
    expect(found("friday's 11pm", tokyo)).toBe('review');
  });

  test('where the clock is changed, times are those that it shows', () => {
    const reader = { ...berlin, now: new Date('2026-10-24T09:00:00Z') };
    const twice = [
      { id: 'first', title: 'A', start: new Date('2026-10-25T00:30:00Z') },
      { id: 'second', title: 'B', start: new Date('2026-10-25T01:30:00Z') },
    ];
    expect(find(readReference("tomorrow's 2:30am", reader), twice, reader).map(({ id }) => id)).toEqual([
      'first',
      'second',
    ]);
  });

  test('it is the one that was spoken of, else the next one', () => {
    expect(found('it', berlin, 'team')).toBe('team');
    expect(found('it', berlin, 'gone')).toBe('');
    expect(found('it')).toBe('lunch');
    expect(find(readReference('it', berlin), meetings.slice(0, 1), berlin)).toHaveLength(1);
    expect(find(readReference('it', berlin), [], berlin)).toEqual([]);
  });
});

test('hostile input finds nothing, fast', () => {
  const started = performance.now();
  for (const said of [
    'x'.repeat(10_000),
    `${' '.repeat(10_000)}x`,
    'a b '.repeat(2500),
    '"'.repeat(10_000),
    '1:'.repeat(5000),
  ])
    expect(found(said)).toBe('');
  expect(found(`the ${"'s".repeat(5000)}`, berlin, 'none')).toBe('');
  expect(found('<!channel> \u202e\u0000')).toBe('');
  expect(performance.now() - started).toBeLessThan(30_000);
});
