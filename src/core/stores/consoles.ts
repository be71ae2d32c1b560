import type { Identity } from '../invocation.ts';

/** The half hours for which somebody has the pages for administrators open, each in one browser. */
export interface OpenConsoles {
  /** When each of them ends. */
  openUntil(person: Identity, now: Date): Promise<readonly Date[]>;
  /** Ends all of them, at once. Resolves to how many there were. */
  closeAll(person: Identity): Promise<number>;
}
