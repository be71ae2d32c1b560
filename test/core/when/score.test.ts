import { expect, test } from 'vitest';
import { leastRight, scoreFile } from '../../score/score.ts';

test('the labelled sentences come out right, and no meeting is made wrongly without a question', () => {
  const { score, failures } = scoreFile('test/fixtures/sentences.jsonl');
  expect(failures.filter(({ faults }) => faults.includes('malformed'))).toEqual([]);
  expect(score.total).toBeGreaterThan(0);
  expect(score.wrong_without_asking).toBe(0);
  expect(score.right / score.total).toBeGreaterThanOrEqual(leastRight);
  expect(score.right).toBeGreaterThan(score.chrono_right);
});
