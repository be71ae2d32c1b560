import { describe, expect, test } from 'vitest';
import { english } from '../../../src/core/sentences/en/index.ts';
import { questions as words } from '../../../src/core/sentences/en/questions.ts';
import { answer, choose, type Understanding, understand } from '../../../src/core/when/index.ts';
import { berlin, newYork, read, shown } from './said.ts';

/** A sentence, and then answers: words, or the index of a choice. */
function talk(said: string, ...answers: readonly (string | number)[]): string {
  const end = answers.reduce<Understanding | undefined>(
    (before, one) =>
      before && (typeof one === 'number' ? choose(before, one, berlin) : answer(before, one, berlin)?.understanding),
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
    [['sync friday midnight to 2am', 'after'], '2026-11-28T00:00+01:00 120m “sync”'],
    [['sync every friday at midnight', 'after'], '2026-11-27T23:59+01:00 30m FREQ=WEEKLY;BYDAY=FR “sync”'],
    [['sync friday eod', '17:00'], '2026-11-27T17:00+01:00 30m “sync”'],
    [['sync friday eod', '5'], '2026-11-27T17:00+01:00 30m “sync”'],
    [['sync friday eod', '16:15'], '2026-11-27T16:15+01:00 30m “sync”'],
    [['sync friday eod', 2], '2026-11-27T23:59+01:00 30m “sync”'],
    [['sync 31 february eod', 1, 0], '2027-03-01T17:00+01:00 30m “sync”'],
    [['sync 31 february at 7', 0, 1], '2027-02-28T19:00+01:00 30m “sync”'],
    [
      ['sync every monday 10:00 until christmas', 'until 14 december'],
      '2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T225959Z “sync”',
    ],
    [
      ['sync every monday 10:00 until christmas', 'only until 14 december'],
      '2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T225959Z “sync”',
    ],
    [
      ['sync every monday 10:00 until christmas', '14 december'],
      '2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T225959Z “sync”',
    ],
    [
      ['sync every monday 10:00', 'until christmas', 'until 14 december'],
      '2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T225959Z “sync”',
    ],
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
    [['word about @bob with @ann tomorrow 10am', 'no'], '2026-11-26T10:00+01:00 30m @ann “word”'],
    [['word about @bob with @ann tomorrow 10am', 'only about him'], '2026-11-26T10:00+01:00 30m @ann “word”'],
    [['word about @bob with @ann tomorrow 10am', 'yes'], '2026-11-26T10:00+01:00 30m @ann @bob “word”'],
    [['word about @bob with @ann tomorrow 10am', 'he comes'], '2026-11-26T10:00+01:00 30m @ann @bob “word”'],
    [['word about @bob with @ann tomorrow 10am', 0], '2026-11-26T10:00+01:00 30m @ann @bob “word”'],
    [
      ['sync tomorrow 10am with him', 'Anna and bob@example.com'],
      '2026-11-26T10:00+01:00 30m name:Anna bob@example.com “sync”',
    ],
    [['sync tomorrow 10am with him', 'Anna'], '2026-11-26T10:00+01:00 30m name:Anna “sync”'],
    [['sync every second tuesday 10:00', 'of the month'], '2026-12-01T10:00+01:00 30m FREQ=MONTHLY;BYDAY=2TU “sync”'],
    [['sync every second tuesday 10:00', 'once'], '2026-12-01T10:00+01:00 30m “sync”'],
    [['sync 2 fridays 10:00', 0], '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;BYDAY=FR;COUNT=2 “sync”'],
    [['sync 2 fridays 10:00', 1], '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;INTERVAL=2;BYDAY=FR “sync”'],
    [['sync 2 fridays 10:00, 5 times', 1], '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=5 “sync”'],
    [['sync every hour tomorrow 9am', 'daily'], '2026-11-26T09:00+01:00 30m FREQ=DAILY “sync”'],
    [['sync tomorrow 10:00, laptops and snacks', 0], '2026-11-26T10:00+01:00 30m “sync”'],
    [['sync tomorrow 10:00, laptops and snacks', 'Laptop day'], '2026-11-26T10:00+01:00 30m “Laptop day”'],
    [['sync tomorrow 10:00, laptops and snacks', 'call it Laptop day'], '2026-11-26T10:00+01:00 30m “Laptop day”'],
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
    ['an hour later', '2026-11-26T11:00+01:00 30m @ann “sync”'],
    ['can we do it 30 minutes earlier please', '2026-11-26T09:30+01:00 30m @ann “sync”'],
    ['push it by an hour', '2026-11-26T11:00+01:00 30m @ann “sync”'],
    ['a day later', '2026-11-27T10:00+01:00 30m @ann “sync”'],
    ['next week', '2026-12-03T10:00+01:00 30m @ann “sync”'],
    ['15 minutes longer', '2026-11-26T10:00+01:00 45m @ann “sync”'],
    ['3 days earlier', '2026-11-26T10:00+01:00 30m @ann “sync”'],
    ['every monday', '2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO @ann “sync”'],
    ['monthly on the 15th', '2026-12-15T10:00+01:00 30m FREQ=MONTHLY;BYMONTHDAY=15 @ann “sync”'],
    ['only @bob', '2026-11-26T10:00+01:00 30m @bob “sync”'],
    ['drop ann', '2026-11-26T10:00+01:00 30m “sync”'],
    ['with nobody', '2026-11-26T10:00+01:00 30m “sync”'],
    ["@ann can't make it", '2026-11-26T10:00+01:00 30m “sync”'],
    ['title Budget', '2026-11-26T10:00+01:00 30m @ann “Budget”'],
    ['UTC', '2026-11-26T10:00+00:00[UTC] 30m @ann “sync”'],
    ['London time', '2026-11-26T10:00+00:00[Europe/London] 30m @ann “sync”'],
    ['thanks', 'nothing'],
    ['', 'nothing'],
  ])('%s', (said, wanted) => expect(talk('sync tomorrow 10:00 with @ann', said)).toBe(wanted));

  test('a series moves, ends, and ceases to be one', () => {
    const series = 'sync every monday at 10:00';
    expect(talk(series, 'on friday instead')).toBe('2026-11-27T10:00+01:00 30m FREQ=WEEKLY;BYDAY=FR “sync”');
    expect(talk(series, '10 times')).toBe('2026-11-30T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;COUNT=10 “sync”');
    expect(talk(series, 'not weekly')).toBe('2026-11-30T10:00+01:00 30m “sync”');
    expect(talk(series, 'a day later')).toBe('2026-12-01T10:00+01:00 30m FREQ=WEEKLY;BYDAY=TU “sync”');
    expect(talk(series, 'just once')).toBe('2026-11-30T10:00+01:00 30m “sync”');
  });
});

describe('what cannot be replaces nothing that is settled, and what was said with it is kept', () => {
  const before = '2026-11-26T10:00+01:00 45m @ann “sync”';
  const late = '2026-11-26T16:00+01:00 45m @ann “sync”';
  test.each([
    [
      'for 100 hours',
      before,
      'A meeting takes between a minute and 24 hours, and not “100 hours”, so the length stays',
    ],
    ['make it 0 minutes', before, '“0 minutes”'],
    ['until 9:00', before, '“until 9:00” is not after it begins, so the length stays'],
    ['make it 4pm for 100 hours', late, '“100 hours”'],
    [
      '31 february',
      before,
      'There is no day “31 february”, so the day stays as it is; say for example on Sunday 28 February 2027.',
    ],
    ['31 february at 4pm', late, 'There is no day “31 february”'],
    ['move it to 31 february', before, 'There is no day “31 february”'],
    ['45 december', before, 'There is no day “45 december”, so the day stays as it is; say for example on friday.'],
    ['at 25:00', before, 'There is no time “25:00”, so the time stays as it is; say for example at 15:00.'],
    ['friday at 25:00', '2026-11-27T10:00+01:00 45m @ann “sync”', 'There is no time “25:00”'],
    [
      'yesterday',
      before,
      'Tuesday 24 November is over already, so the time stays as it is; say for example tomorrow at 15:00.',
    ],
    ['today at 9:00', before, 'Wednesday 25 November at 09:00 is over already'],
    [
      'Narnia time',
      before,
      'I do not know a time zone “Narnia”, so the zone stays as it is; say for example London time.',
    ],
    ['at 4pm Narnia time', late, 'I do not know a time zone “Narnia”'],
    ['change the time zone to Narnia', before, 'I do not know a time zone “Narnia”'],
    ['with 500 people', before, '500 people are more than the 100 that I invite, so nobody is added'],
    [
      'add bob@ and @chen',
      '2026-11-26T10:00+01:00 45m @ann @chen “sync”',
      '“bob@” is no email address, so it is left out',
    ],
    [
      'every 5 minutes',
      before,
      '“every 5 minutes” is too often for a meeting, so how often it takes place stays as it is',
    ],
    ['every week until yesterday', before, 'would end before it begins'],
  ])('%s', (said, wanted, told) => {
    const found = answer(understand('sync tomorrow 10:00 for 45 min with @ann', berlin), said, berlin);
    if (!found) throw new Error('nothing was understood');
    expect(shown(found.understanding)).toBe(wanted);
    const text = english('').changeRefused(found.refused, berlin);
    expect(text.map((part) => (typeof part === 'object' && 'typed' in part ? part.typed : part)).join('')).toContain(
      told,
    );
  });

  test('every example that is given works', () => {
    const wrong = [
      'for 100 hours',
      '31 february',
      'at 25:00',
      'yesterday',
      'Narnia time',
      'with 500 people',
      'every 5 minutes',
    ];
    const open = understand('sync tomorrow 10:00 for 40 min with @ann', newYork);
    for (const said of wrong) {
      const { refused = [] } = answer(open, said, newYork) ?? {};
      const text = english('').changeRefused(refused, newYork);
      const example = text.flatMap((part) => (typeof part === 'object' && 'typed' in part ? [part.typed] : [])).join();
      const works = answer(open, example, newYork);
      expect([example, works?.refused, works?.understanding.questions]).toEqual([example, [], []]);
      expect(shown(works?.understanding ?? open)).not.toBe(shown(open));
    }
  });

  test('the time that was said with such a day is not taken over where it would be over', () => {
    const today = understand('sync today 11:00', berlin);
    const found = answer(today, '31 february at 9:00', berlin);
    expect(found && shown(found.understanding)).toBe('2026-11-25T11:00+01:00 30m “sync”');
    expect(found?.refused.map(({ why }) => why)).toEqual(['no_such_day']);
  });

  test('a series stays on its day, and goes on as long as it did', () => {
    const series = understand('sync every monday 11:00', berlin);
    for (const said of ['today at 9:00', 'until yesterday', 'every 5 minutes']) {
      const found = answer(series, said, berlin);
      expect(found && shown(found.understanding)).toBe('2026-11-30T11:00+01:00 30m FREQ=WEEKLY;BYDAY=MO “sync”');
      expect(found?.refused).toHaveLength(1);
    }
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
  ['sync tomorrow at 7', ['Thursday, November 26, 7:00 AM', 'Thursday, November 26, 7:00 PM']],
  ['sync next friday at 10am', ['Friday, November 27, 10:00 AM', 'Friday, December 4, 10:00 AM']],
  [
    'sync friday eod',
    ['Friday, November 27, 5:00 PM', 'Friday, November 27, 6:00 PM', 'Friday, November 27, 11:59 PM'],
  ],
  [
    'sync eod',
    ['Wednesday, November 25, 5:00 PM', 'Wednesday, November 25, 6:00 PM', 'Wednesday, November 25, 11:59 PM'],
  ],
  ['sync friday cob', ['Friday, November 27, 5:00 PM', 'Friday, November 27, 6:00 PM']],
  ['sync 31 february 10am', ['Sunday, February 28, 2027, 10:00 AM', 'Monday, March 1, 2027, 10:00 AM']],
  ['sync 31 april', ['Friday, April 30, 2027', 'Saturday, May 1, 2027']],
  [
    'sync 29 february noon',
    ['Sunday, February 28, 2027, 12:00 PM', 'Monday, March 1, 2027, 12:00 PM', 'Tuesday, February 29, 2028, 12:00 PM'],
  ],
  [
    'sync on the 31st 9am',
    ['Monday, November 30, 9:00 AM', 'Tuesday, December 1, 9:00 AM', 'Thursday, December 31, 9:00 AM'],
  ],
  [
    'sync 29 february 2028 noon or 1pm',
    ['Tuesday, February 29, 2028, 12:00 PM', 'Tuesday, February 29, 2028, 1:00 PM'],
  ],
  [
    'sync friday eod London time',
    [
      'Friday, November 27, 5:00 PM (12:00 PM for you)',
      'Friday, November 27, 6:00 PM (1:00 PM for you)',
      'Friday, November 27, 11:59 PM (6:59 PM for you)',
    ],
  ],
  ['sync 14 march 2027 2:30am', ['Sunday, March 14, 2027, 1:30 AM', 'Sunday, March 14, 2027, 3:30 AM']],
  [
    'sync 7 november 2027 1:30am',
    ['Sunday, November 7, 2027, 1:30 AM (UTC−4)', 'Sunday, November 7, 2027, 1:30 AM (UTC−5)'],
  ],
  ['sync tomorrow 10am for 100 hours', ['30 minutes', '45 minutes', '1 hour']],
  ['sync 2 fridays 10am', ['Every week on Friday, 2 times', 'Every 2 weeks on Friday']],
  ['sync every second tuesday 10am', ['Every 2 weeks on Tuesday', 'Every month on the second Tuesday']],
  ['sync tomorrow 10am with him', ['Nobody else']],
  ['word about @bob with @ann tomorrow 10am', ['bob comes', 'Not bob']],
  ['sync tomorrow 10am, laptops and snacks', ['sync', 'laptops and snacks', 'sync laptops and snacks']],
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
  'word about @bob with @ann tomorrow 10:00',
  'sync tomorrow 10:00 with bob@',
  'sync tomorrow 10:00 with 500 people',
  'sync biweekly friday 10:00',
  'sync every hour tomorrow 9:00',
  'sync tomorrow 10:00, laptops and snacks',
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
  for (const label of labels) expect(label.length).toBeLessThanOrEqual(75);
  expect(new Set(labels).size).toBe(labels.length);
  expect(read(said)).toContain(question.why);
});
