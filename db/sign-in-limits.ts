import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { identityKey } from '../src/core/invocation.ts';
import type { SignInLimits } from '../src/core/stores.ts';
import type { Database } from './database.ts';

/** Within these seconds, so many tries: what people mistype, and far too few to guess a password (OWASP ASVS 5, 6.3.1). */
const windowSeconds = 15 * 60;
const mostTries = { account: 10, person: 10, address: 50 } as const;

/** Counts tries to sign in, for all replicas together. What is counted is kept as a digest only. */
export function createSignInLimits(deps: {
  readonly database: Pick<Database, 'pool'>;
  /** The API id that accounts are reached by. */
  readonly service: string;
}): SignInLimits {
  const limiter = (kind: keyof typeof mostTries | 'once') =>
    new RateLimiterPostgres({
      storeClient: deps.database.pool,
      storeType: 'pool',
      tableName: 'sign_in_try',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: kind,
      points: kind === 'once' ? 1 : mostTries[kind],
      duration: windowSeconds,
    });
  const limiters = { account: limiter('account'), person: limiter('person'), address: limiter('address') };
  const once = limiter('once');
  const keysOf = ({ email, person, address }: Parameters<SignInLimits['count']>[0]) => ({
    account: digest(`${deps.service}/${email.trim().toLowerCase()}`),
    person: digest(identityKey(person)),
    address: address === undefined ? undefined : digest(address),
  });

  return {
    async count(tried) {
      const waits = await Promise.all(
        Object.entries(keysOf(tried)).map(([kind, key]) =>
          key === undefined ? 0 : secondsToWait(limiters[kind as keyof typeof mostTries], key),
        ),
      );
      const longest = Math.max(...waits);
      return longest > 0 ? longest : undefined;
    },

    async clear(tried) {
      const { account, person } = keysOf(tried);
      await Promise.all([limiters.account.delete(account), limiters.person.delete(person)]);
    },

    isFirst: async (mark) => (await secondsToWait(once, digest(mark))) === 0,
  };
}

async function secondsToWait(limiter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
