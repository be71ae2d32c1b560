import { RateLimiterRes } from 'rate-limiter-flexible';
import { identityKey } from '../src/core/invocation.ts';
import type { CallLimits } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { createLimiter, digest } from './limiter.ts';

/** Nobody is called more often than this within an hour, whoever calls. */
const most = 10;
const windowSeconds = 60 * 60;

/** Counts calls for all replicas together. What is counted is kept as a digest only. */
export function createCallLimits(database: Pick<Database, 'pool'>): CallLimits {
  const limiter = (kind: string, points: number) => createLimiter(database, { kind, points, seconds: windowSeconds });
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
