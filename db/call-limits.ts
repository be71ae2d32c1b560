import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { identityKey } from '../src/core/invocation.ts';
import type { CallLimits } from '../src/core/stores.ts';
import type { Database } from './database.ts';

/** Nobody is called more often than this within an hour, whoever calls. */
const most = 10;
const windowSeconds = 60 * 60;

/** Counts calls for all replicas together. What is counted is kept as a digest only. */
export function createCallLimits({ pool }: Pick<Database, 'pool'>): CallLimits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'sign_in_try',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: windowSeconds,
    });
  const calls = limiter('call', most);
  /** One person by one invocation. */
  const counted = limiter('called', 1);

  return {
    most,
    async count(person, { reference, again }) {
      const key = identityKey(person);
      const mark = digest(`${reference} ${key}`);
      if (again && (await counted.get(mark))) return undefined;
      try {
        await calls.consume(digest(key));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return new Date(Date.now() + refused.msBeforeNext);
        throw refused;
      }
      await counted.set(mark, 1, windowSeconds);
      return undefined;
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
