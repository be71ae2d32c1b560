import type { Identity } from '../invocation.ts';

/** Whose a browser is. */
export interface KnownPerson {
  readonly identity: Identity;
  /** As the chat calls them. */
  readonly name: string;
}

/** Browsers that are recognised, by the digest of their secret. */
export interface BrowserStore {
  /** From now on this browser is that person's. It does nothing where nobody is linked as that person any more. */
  remember(digest: string, person: Identity, at: Date, until: Date): Promise<void>;
  /** Whose it is; it is then good for as long again. */
  find(digest: string, at: Date, until: Date): Promise<KnownPerson | undefined>;
  /** True if they are one human, on whatever platforms. */
  isSame(one: Identity, other: Identity): Promise<boolean>;
  forget(digest: string): Promise<void>;
  /** Every browser of this person. Resolves to how many there were. */
  forgetAll(person: Identity): Promise<number>;
}
