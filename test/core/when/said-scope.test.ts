import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/core/when/draft.ts';
import { type Act, readScope } from '../../../src/core/when/said-scope.ts';

/** A Wednesday, 10:00 in Berlin. What is asked about takes place on a Friday in two weeks. */
const berlin: Reader = { now: new Date('2026-12-02T09:00:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };

const read = (said: string, act: Act = 'cancel') => readScope(said, { act, days: ['2026-12-18'] }, berlin);

describe('answers to the question whether one or all is meant, or whether at all', () => {
  test.each([
    ...['all', 'All of it.', 'all of them', 'everything', 'the whole series', 'whole thing', 'series', 'yes, all'],
    ...['cancel all of them', 'cancel the series please', 'the entire series', 'every one', 'no, all of them'],
  ])('all: %j', (said) => expect(read(said)).toBe('all'));
  test.each([
    ...['this one', 'just this one', 'Only this one!', 'this', 'just this once', 'that one', 'one', 'once'],
    ...['just friday', 'friday', "only friday's", 'friday only', 'just the one on friday', '18 december', 'on friday'],
    ...['no, just this one', 'yes this one', 'cancel just this one', 'this occurrence', 'only this time'],
  ])('one: %j', (said) => expect(read(said)).toBe('one'));
  test.each(['yes', 'Yes please', 'yep', 'ok', 'sure, go ahead', 'do it', 'cancel it', 'cancel the meeting', 'y'])(
    'yes: %j',
    (said) => expect(read(said)).toBe('yes'),
  );
  test.each([
    ...['no', 'No thanks', 'never mind', 'nope', 'keep it', 'leave it as it is', 'forget it', "don't", 'stop'],
    ...["don't cancel it", 'neither', 'nothing'],
  ])('no: %j', (said) => expect(read(said)).toBe('no'));
  test.each(['just monday', 'only the one on 4 december'])('another one: %j', (said) =>
    expect(read(said)).toBe('other'),
  );
  test('the verb is that of the question', () => {
    expect(read('move it', 'move')).toBe('yes');
    expect(read('move the whole series', 'move')).toBe('all');
    expect(read('move it')).toBeUndefined();
    expect(read('edit all of them', 'move')).toBeUndefined();
    expect(read('edit just this one', 'edit')).toBe('one');
  });
});

test.each([
  ...[
    '',
    'cancel the budget review',
    'move it to 4',
    "what's on friday",
    'lunch with @bob on friday',
    'friday?',
    '4pm',
  ],
  ...[
    'all hands on monday',
    'this one?',
    'monday',
    'friday 3pm',
    'one on one with @bob tomorrow at 10',
    'maybe',
    'yes or no',
  ],
  ...[
    "don't cancel it, move it to monday",
    'all of friday',
    'no idea',
    'this one moves to 4pm',
    'show me all',
    'x'.repeat(200),
  ],
])('no answer: %j', (said) => expect(read(said)).toBeUndefined());
