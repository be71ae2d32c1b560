import type { Identity } from '../invocation.ts';

/** How often somebody may try to sign in: counted for all replicas together, by account, by person and by address. */
export interface SignInLimits {
  /** Counts a try. Resolves to the seconds to wait where there were too many; undefined: go on. */
  count(tried: SignInTry): Promise<number | undefined>;
  /** After a right password: the tries at this account are forgotten, those of this person at others are not. */
  clear(tried: SignInTry): Promise<void>;
  /** True for the first who comes with this, on all replicas together. Remembered for longer than a link lives. */
  isFirst(mark: string): Promise<boolean>;
}

export interface SignInTry {
  /** What is tried: the password of an account, unless it is the key of a server. */
  readonly kind?: 'account' | 'server';
  /** Email address, or API id. */
  readonly name: string;
  readonly person: Identity;
  /** Where the browser is; absent where it cannot be known. */
  readonly address?: string;
}
