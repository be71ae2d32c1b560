import { expect, test } from 'vitest';
import { leastRight, scoreFile } from '../../score/score.ts';

// Thousands of sentences, one after the other, and each read by chrono-node as well.
const milliseconds = 5 * 60_000;

test('the labelled sentences come out right, and no meeting is made wrongly without a question', {
  timeout: milliseconds,
}, () => {
  const { score, failures } = scoreFile('test/fixtures/sentences.jsonl');
  expect(failures.filter(({ faults }) => faults.includes('malformed'))).toEqual([]);
  expect(score.total).toBeGreaterThan(0);
  expect(score.wrong_without_asking).toBe(0);
  expect(score.right / score.total).toBeGreaterThanOrEqual(leastRight);
  expect(score.right).toBeGreaterThan(score.chrono_right);
});
