import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from './database.ts';

/** Counts for all replicas together, each kind under a name of its own; purging deletes what is over. */
export function createLimiter(
  { pool }: Pick<Database, 'pool'>,
  { kind, points, seconds }: { readonly kind: string; readonly points: number; readonly seconds: number },
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'sign_in_try',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points,
    duration: seconds,
  });
}

/** What is counted is kept as a digest only. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
