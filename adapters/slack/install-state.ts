import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../src/core/ports.ts';
import { equalInConstantTime } from '../constant-time.ts';

/** An OAuth state: good for ten minutes, for one browser and for one use (RFC 6749, 10.12; RFC 9700, 4.7). */
export const stateMilliseconds = 10 * 60_000;

export interface InstallStates {
  /** For the browser that holds this secret in its cookie. */
  mint(browser: string): string;
  /** What to note as used, if the state was made for this browser and is not too old. */
  check(state: unknown, browser: string | undefined): { readonly digest: string; readonly until: Date } | undefined;
}

/** Signed, so that only states of ours count, and nobody can fill our database with others. */
export function createInstallStates({
  stateSecret,
  clock,
}: {
  readonly stateSecret: string;
  readonly clock: Clock;
}): InstallStates {
  const sign = (nonce: string, until: string, browser: string) =>
    createHmac('sha256', stateSecret).update(`install/${nonce}/${until}/${browser}`).digest('base64url');

  return {
    mint(browser) {
      const nonce = randomBytes(16).toString('base64url');
      const until = String(clock().getTime() + stateMilliseconds);
      return `${nonce}.${until}.${sign(nonce, until, browser)}`;
    },

    check(state, browser) {
      if (typeof state !== 'string' || browser === undefined) return undefined;
      const [nonce = '', until = '', signature = ''] = state.split('.');
      if (!equalInConstantTime(signature, sign(nonce, until, browser))) return undefined;
      if (Number(until) < clock().getTime()) return undefined;
      return { digest: createHash('sha256').update(nonce).digest('base64url'), until: new Date(Number(until)) };
    },
  };
}
