import { describe, expect, test } from 'vitest';
import { answer, understand } from '../../../src/core/when/index.ts';

const reader = { now: new Date('2026-03-03T09:00:00Z'), timeZone: 'Europe/London', locale: 'en-GB' };
const doubtful = 'churn review friday 3pm. Up to you whether to record';

describe('an option that was spoken of, and not clearly switched', () => {
  test('is asked about, as it would vanish otherwise', () => {
    const { draft, questions } = understand(doubtful, reader);
    expect([draft.title, draft.options]).toEqual(['churn review', {}]);
    expect(questions).toMatchObject([{ slot: 'options', why: 'option_unclear', option: 'recording' }]);
  });

  test.each([
    ['yes', { recording: true }],
    ['no', { recording: false }],
    ['record it', { recording: true }],
    ['no recording please', { recording: false }],
  ])('is settled by “%s”', (said, options) => {
    const answered = answer(understand(doubtful, reader), said, reader)?.understanding;
    expect(answered).toMatchObject({ draft: { options }, questions: [] });
  });

  test.each([
    'churn review friday 3pm, last time we forgot to record',
    'churn review friday 3pm, see you in the hotel lobby',
    'debrief after the webinar friday 3pm',
    'book club friday 3pm. We’ll record minutes.',
  ])('is none where nobody speaks of this meeting: %s', (said) => {
    const { draft, questions } = understand(said, reader);
    expect([draft.options, questions]).toEqual([{}, []]);
  });
});
