import { isIPv6 } from 'node:net';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { identityKey } from '../src/core/invocation.ts';
import type { SignInLimits, SignInTry } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { createLimiter, digest } from './limiter.ts';

/** Within these seconds, so many tries: what people mistype, and far too few to guess a password (OWASP ASVS 5, 6.3.1). */
const windowSeconds = 15 * 60;
const mostTries = { account: 10, person: 10, address: 50 } as const;
/** More than can be reached: it only counts. */
const uncounted = 1_000;

/** Counts tries to sign in, for all replicas together. What is counted is kept as a digest only. */
export function createSignInLimits(deps: {
  readonly database: Pick<Database, 'pool'>;
  /** The API id that accounts are reached by. */
  readonly service: string;
}): SignInLimits {
  const limiter = (kind: keyof typeof mostTries | 'once' | 'pair', points: number) =>
    createLimiter(deps.database, { kind, points, seconds: windowSeconds });
  const limiters = {
    account: limiter('account', mostTries.account),
    person: limiter('person', mostTries.person),
    address: limiter('address', mostTries.address),
    /** One person at one account. */
    pair: limiter('pair', uncounted),
  };
  const once = limiter('once', 1);
  const keysOf = ({ kind = 'account', name, person, address }: SignInTry) => {
    const account = `${kind}/${deps.service}/${name.trim().toLowerCase()}`;
    return {
      account: digest(account),
      person: digest(identityKey(person)),
      pair: digest(`${identityKey(person)} at ${account}`),
      address: address === undefined ? undefined : digest(network(address)),
    };
  };

  return {
    async count(tried) {
      const { account, person, pair, address } = keysOf(tried);
      const own = await Promise.all([
        secondsToWait(limiters.person, person),
        address === undefined ? 0 : secondsToWait(limiters.address, address),
      ]);
      const longest = Math.max(...own);
      // Whoever may not try any more must not use up the tries of others, either.
      const wait = longest > 0 ? longest : await secondsToWait(limiters.account, account);
      await limiters.pair.penalty(pair);
      return wait > 0 ? wait : undefined;
    },

    async clear(tried) {
      const { account, person, pair } = keysOf(tried);
      // Of the person, only the tries at this account: those at others still count.
      const mine = (await limiters.pair.get(pair))?.consumedPoints ?? 1;
      await Promise.all([
        limiters.account.delete(account),
        limiters.person.reward(person, mine),
        limiters.pair.delete(pair),
      ]);
    },

    isFirst: async (mark) => (await secondsToWait(once, digest(mark))) === 0,
  };
}

/** Of IPv6, what one household or machine has: a /64 (RFC 6177, 3). */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = Array<string>(8 - parts(head).length - parts(tail).length).fill('0');
  return hostname.includes('::')
    ? [...parts(head), ...missing, ...parts(tail)].slice(0, 4).join(':')
    : parts(head).slice(0, 4).join(':');
}

async function secondsToWait(limiter: ReturnType<typeof createLimiter>, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
