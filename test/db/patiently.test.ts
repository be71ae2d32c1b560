import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { patiently } from '../../db/patiently.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

/** A change that takes two locks, the second one once `others` has its first. */
function locking([first, second]: readonly [number, number], hasFirst: () => void, others: Promise<void>) {
  return patiently(scratch.database.orm, async (change) => {
    await change.execute(sql`select pg_advisory_xact_lock(${first})`);
    hasFirst();
    await others;
    await change.execute(sql`select pg_advisory_xact_lock(${second})`);
    return 'done';
  });
}

test('of two changes that each wait for what the other holds, one is made and the other is told to come again', async () => {
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const outcomes = await Promise.allSettled([
    locking([1, 2], one.resolve, other.promise),
    locking([2, 1], other.resolve, one.promise),
  ]);
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toMatchObject([{ kind: 'busy' }]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
