import { describe, expect, test } from 'vitest';
import { berlin, read } from './said.ts';

const told = (sentences: readonly (readonly [say: string, wanted: string])[]) =>
  test.each(sentences)('%s', (say, wanted) => expect(read(say, berlin)).toBe(wanted));

const review = '2026-11-26T10:00+01:00 20m @ann “fee review”';

describe('what happened, or is so, says nothing of the meeting beside it', () => {
  told(
    [
      'was up at 5am with the baby so be gentle lol.',
      'ugh just got out of a 3 hour budget meeting 😩 anyway',
      'my 3pm got cancelled!!',
      'my 3pm got cancelled,',
      'spent 3 hours in traffic.',
      'Missed my train at 7:15.',
      'The flight landed at 2am, so please book',
      "I'm out on thursday.",
      'I finish at 5 on thursdays.',
      "We're launching on friday!!",
      'lol mondays.',
      'Happy friday!',
      'ok last thing before the weekend, promise:',
      'Great seeing you on monday!',
      'As discussed yesterday,',
      'On behalf of the dean:',
      'running late today.',
      'If nobody minds,',
      'Due to the audit,',
      'gentle reminder,',
      'ok google book',
      '[URGENT]',
      'FW: RE:',
      'inshallah',
      'God willing,',
    ].map((say) => [`${say} fee review with @ann tomorrow 10am for 20 min`, review] as const),
  );
  told(
    [
      "She'll be remote.",
      'I was at the dentist until 9 today.',
      'Have a great weekend!',
      'See you then!',
      'Sent from my iPhone',
      'Long overdue!',
      'Appreciate ya!',
      'Thank you very much in advance!',
      '(virtual lol)',
      '(sorry!!)',
    ].map((say) => [`fee review with @ann tomorrow 10am for 20 min. ${say}`, review] as const),
  );
});

describe('what is told is kept where it is all that says when, how long or how often', () => {
  told([
    ["I'm free tomorrow. fee review 10am for 20 min with @ann", review],
    ['We only have 20 minutes. fee review with @ann tomorrow 10am', review],
    ['I was hoping for 20 minutes. fee review with @ann tomorrow 10am', review],
    ['friday please! fee review with @ann 3pm', '2026-11-27T15:00+01:00 30m @ann “fee review”'],
    ['fee review tomorrow 10am. It happens every week.', '2026-11-26T10:00+01:00 30m FREQ=WEEKLY “fee review”'],
    ['fee review tomorrow 10am. We will be done at 11:30.', '? meeting several_meetings'],
    ['lost property review. friday 3pm @ann', '2026-11-27T15:00+01:00 30m @ann “lost property review”'],
    ['fee review with @ann tomorrow 10am (draft)', '? title title_unclear'],
  ]);
});

describe('what is told around a request that says it all is none of it', () => {
  told(
    [
      'Legal signed off this morning.',
      'As a favour to Tom,',
      'Payroll closes on friday.',
      'The exam board changed the dates.',
    ].map((say) => [`${say} fee review with @ann tomorrow 10am for 20 min`, review] as const),
  );
  told(
    ['Tea and coffee provided.', "I'm back on monday anyway.", 'They asked for it twice.', "It's about the audit."].map(
      (say) => [`fee review with @ann tomorrow 10am for 20 min. ${say}`, review] as const,
    ),
  );
});

describe('what takes something back, or weighs another day, is asked about, unless it is plain', () => {
  told(
    ['Actually make it friday.', 'Sorry, I meant friday.'].map(
      (say) =>
        [
          `fee review with @ann tomorrow 10am for 20 min. ${say}`,
          '2026-11-27T10:00+01:00 20m @ann “fee review”',
        ] as const,
    ),
  );
  told(
    ['Friday is fine too.', 'Or maybe friday.', 'If not, friday.'].map(
      (say) => [`fee review with @ann tomorrow 10am for 20 min. ${say}`, '? meeting several_meetings'] as const,
    ),
  );
  told(
    ['Never mind.', 'No, wait.', 'Scrap that!', "Don't book it yet."].map(
      (say) => [`fee review with @ann tomorrow 10am for 20 min. ${say}`, '? meeting not_wanted'] as const,
    ),
  );
  told([
    ["don't schedule anything with @ann tomorrow 10am", '? meeting not_wanted'],
    ["why don't we schedule a fee review with @ann tomorrow 10am for 20 min", review],
    ['fee review munday at 10am', '? start vague_day'],
  ]);
});
