import { describe, expect, test } from 'vitest';
import { questions as words } from '../../../src/core/sentences/en/questions.ts';
import { answer, choose, type Understanding, understand } from '../../../src/core/when/index.ts';
import { berlin, newYork, read, shown } from './said.ts';

/** A sentence, and then answers: words, or the index of a choice. */
function talk(said: string, ...answers: readonly (string | number)[]): string {
  const end = answers.reduce<Understanding | undefined>(
    (before, one) => before && (typeof one === 'number' ? choose(before, one, berlin) : answer(before, one, berlin)),
    understand(said, berlin),
  );
  return end ? shown(end) : 'nothing';
}

describe('every question is answered by a choice or by typing', () => {
  test.each([
    [['sync with @bob at 7', 'pm'], '2026-11-25T19:00+01:00 30m @bob “sync”'],
    [['sync with @bob at 7', 0], '2026-11-26T07:00+01:00 30m @bob “sync”'],
    [['sync with @bob at 7', 'tomorrow at 9:30'], '2026-11-26T09:30+01:00 30m @bob “sync”'],
    [['sync with @bob', 'tomorrow', '7', 'evening'], '2026-11-26T19:00+01:00 30m @bob “sync”'],
    [['sync friday afternoon', '3'], '2026-11-27T15:00+01:00 30m “sync”'],
    [['sync friday afternoon', '10am'], '2026-11-27T10:00+01:00 30m “sync”'],
    [['sync next sunday at 10am', 'this'], '2026-11-29T10:00+01:00 30m “sync”'],
    [['sync next sunday at 10', 1, 0], '2026-12-06T10:00+01:00 30m “sync”'],
    [['sync on tuesday the 30th at 10am', 'tuesday'], '2026-12-01T10:00+01:00 30m “sync”'],
    [['sync on 30 feb at 10am', '28 february'], '2027-02-28T10:00+01:00 30m “sync”'],
    [['sync tomorrow at 25:00', '15:00'], '2026-11-26T15:00+01:00 30m “sync”'],
    [['sync today at 9am', 0], '2026-11-26T09:00+01:00 30m “sync”'],
    [['sync friday at midnight', 'after'], '2026-11-28T00:00+01:00 30m “sync”'],
    [['sync friday eod', '17:00'], '2026-11-27T17:00+01:00 30m “sync”'],
    [['sync next week at 10:00', 'tuesday'], '2026-12-01T10:00+01:00 30m “sync”'],
    [['sync 28 march 2027 2:30am', 1], '2027-03-28T03:30+02:00 30m “sync”'],
    [['sync 31 october 2027 2:30am', 'later'], '2027-10-31T02:30+01:00 30m “sync”'],
    [['sync 31 october 2027 2:30am', 0], '2027-10-31T02:30+02:00 30m “sync”'],
    [
      ['lunch with @amy friday noon and call with @ben monday 3pm', 'the second'],
      '2026-11-30T15:00+01:00 30m @ben “call”',
    ],
    [['tomorrow at 10:00 or 11:00', '11:00'], '2026-11-26T11:00+01:00 30m “”'],
    [['sync tomorrow 10am for 100 hours', '45'], '2026-11-26T10:00+01:00 45m “sync”'],
    [['sync tomorrow 10am for 100 hours', 'until 11:30'], '2026-11-26T10:00+01:00 90m “sync”'],
    [['sync tomorrow 10am Narnia time', 'new york'], '2026-11-26T10:00-05:00[America/New_York] 30m “sync”'],
    [['sync tomorrow 10am IST', 0], '2026-11-26T10:00+05:30[Asia/Kolkata] 30m “sync”'],
    [['sync tomorrow 10am with bob@', 'bob@example.com'], '2026-11-26T10:00+01:00 30m bob@example.com “sync”'],
    [['sync tomorrow 10am with him', 'nobody'], '2026-11-26T10:00+01:00 30m “sync”'],
    [['sync tomorrow 10am with him', 'Anna'], '2026-11-26T10:00+01:00 30m name:Anna “sync”'],
    [['sync every second tuesday 10:00', 'of the month'], '2026-12-01T10:00+01:00 30m FREQ=MONTHLY;BYDAY=2TU “sync”'],
    [['sync every second tuesday 10:00', 'once'], '2026-12-01T10:00+01:00 30m “sync”'],
    [['sync every hour tomorrow 9am', 'daily'], '2026-11-26T09:00+01:00 30m FREQ=DAILY “sync”'],
    [['sync tomorrow 10:00, bring laptops', 0], '2026-11-26T10:00+01:00 30m “sync”'],
    [['sync tomorrow 10:00, bring laptops', 'Laptop day'], '2026-11-26T10:00+01:00 30m “Laptop day”'],
    [['sync tomorrow 10:00, bring laptops', 'call it Laptop day'], '2026-11-26T10:00+01:00 30m “Laptop day”'],
    [['sync with him at 7 for 100 hours', 'pm', '1 hour', '@ann'], '2026-11-25T19:00+01:00 60m @ann “sync”'],
  ] as const)('%j', ([said, ...answers], wanted) => expect(talk(said, ...answers)).toBe(wanted));
});

describe('what is settled can be changed', () => {
  test.each([
    ['make it 4pm', '2026-11-26T16:00+01:00 30m @ann “sync”'],
    ['move it to 7', '? start half_of_day'],
    ['on friday instead', '2026-11-27T10:00+01:00 30m @ann “sync”'],
    ['for an hour', '2026-11-26T10:00+01:00 60m @ann “sync”'],
    ['until 11:30', '2026-11-26T10:00+01:00 90m @ann “sync”'],
    ['add @bob', '2026-11-26T10:00+01:00 30m @ann @bob “sync”'],
    ['without @ann', '2026-11-26T10:00+01:00 30m “sync”'],
    ['call it Budget', '2026-11-26T10:00+01:00 30m @ann “Budget”'],
    ['every week', '2026-11-26T10:00+01:00 30m FREQ=WEEKLY @ann “sync”'],
    ['with lobby', '2026-11-26T10:00+01:00 30m @ann +lobby “sync”'],
    ['London time', '2026-11-26T10:00+00:00[Europe/London] 30m @ann “sync”'],
    ['yesterday', '? start past'],
    ['thanks', 'nothing'],
    ['', 'nothing'],
  ])('%s', (said, wanted) => expect(talk('sync tomorrow 10:00 with @ann', said)).toBe(wanted));

  test('a series moves, ends, and ceases to be one', () => {
    const series = 'sync every monday at 10:00';
    expect(talk(series, 'on friday instead')).toBe('2026-11-27T10:00+01:00 30m FREQ=WEEKLY;BYDAY=FR “sync”');
    expect(talk(series, '10 times')).toBe('2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;COUNT=10 “sync”');
    expect(talk(series, 'just once')).toBe('2026-11-30T10:00+01:00 30m “sync”');
  });
});

test('what answers nothing changes nothing, and a choice that is not there neither', () => {
  const open = understand('sync at 7', berlin);
  expect(answer(open, 'blah', berlin)).toBeUndefined();
  expect(choose(open, 7, berlin)).toBe(open);
});

test('what waits for an answer survives being stored', () => {
  const open = understand('sync with @ann at 7 every friday', berlin);
  const stored: Understanding = JSON.parse(JSON.stringify(open));
  expect(stored).toEqual(open);
  expect(shown(choose(stored, 0, berlin))).toBe('2026-11-27T07:00+01:00 30m FREQ=WEEKLY;BYDAY=FR @ann “sync”');
});

test.each([
  ['sync tomorrow at 7', ['7:00 AM', '7:00 PM']],
  ['sync next friday at 10am', ['Friday, November 27', 'Friday, December 4']],
  ['sync tomorrow 10am for 100 hours', ['30 minutes', '45 minutes', '1 hour']],
  ['sync every second tuesday 10am', ['Every 2 weeks on Tuesday', 'Every month on the second Tuesday']],
  ['sync tomorrow 10am with him', ['Nobody else']],
  ['sync tomorrow 10am, bring laptops', ['sync', 'bring laptops', 'sync bring laptops']],
])('the buttons for %s have words', (said, labels) => {
  const open = understand(said, newYork);
  const plain = words
    .choices(open, newYork)
    .map((label) => label.replaceAll(/\s/gu, ' ').replace(/day (?=[A-Z])/u, 'day, '));
  expect(plain.map((label) => label.replace(/,+/gu, ','))).toEqual(labels);
});

test.each([
  'hello',
  'sync tomorrow',
  'sync next friday 10:00',
  'sync every week at 10:00',
  'sync at 7',
  'sync 31 april 10:00',
  'sync at 25:00',
  'sync today 9:00',
  'sync 28 march 2027 2:30',
  'sync 31 october 2027 2:30',
  'sync friday midnight',
  'sync eod',
  'sync next week',
  'monday 9am and friday 4pm',
  'sync tomorrow 10:00 for 0 minutes',
  'sync tomorrow 10:00 Narnia time',
  'sync tomorrow 10:00 IST',
  'sync tomorrow 10:00 with him',
  'sync tomorrow 10:00 with bob@',
  'sync tomorrow 10:00 with 500 people',
  'sync biweekly friday 10:00',
  'sync every hour tomorrow 9:00',
  'sync tomorrow 10:00, bring laptops',
])('the question for “%s” is one short sentence with a label for each choice', (said) => {
  const open = understand(said, berlin);
  const [question] = open.questions;
  if (!question) throw new Error('nothing was asked');
  const text = words.question(question, berlin).join('');
  expect(text.length).toBeLessThan(160);
  expect(text).toMatch(/\?/u);
  const labels = words.choices(open, berlin);
  expect(labels).toHaveLength(question.choices.length);
  for (const label of labels) expect(label.length).toBeGreaterThan(0);
  for (const label of labels) expect(label.length).toBeLessThanOrEqual(40);
  expect(new Set(labels).size).toBe(labels.length);
  expect(read(said)).toContain(question.why);
});
