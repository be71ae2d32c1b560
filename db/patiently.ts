import { sql } from 'drizzle-orm';
import { ServiceError } from '../src/core/errors.ts';
import type { Database } from './database.ts';

/** A renewal holds a link's row while the service is asked. Others wait so long for it, and then say that it is busy. */
const patienceMilliseconds = 1_500;
/** Of PostgreSQL (Appendix A, error codes): lock_not_available; deadlock_detected, where it ended this one so that the other goes on. */
const refusals: ReadonlySet<unknown> = new Set(['55P03', '40P01']);

type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/**
 * A transaction that waits for locked rows only for a moment, so that a slow service never takes all connections with it.
 * Throws a `ServiceError` of kind `busy` where that was not enough; nothing is changed then.
 */
export async function patiently<Result>(
  orm: Database['orm'],
  work: (change: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await orm.transaction(async (change) => {
      await change.execute(sql.raw(`set local lock_timeout = ${patienceMilliseconds}`));
      return work(change);
    });
  } catch (error) {
    if (!refusals.has(codeOf(error))) throw error;
    throw new ServiceError('busy', 'the rows are held by another change', { cause: error });
  }
}

/** The code of PostgreSQL, through drizzle's wrapper. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : codeOf(error.cause);
}
