import type { Identity } from '../invocation.ts';

/** How often one person is called into meetings by all others together. */
export interface CallLimits {
  /** So often within the time that it is counted for. */
  readonly most: number;
  /**
   * Counts a call, for all replicas together; undefined where this person may be called, else from when on they may be again. `reference`
   * is the invocation's: what was counted for it before, where `again`, is not counted twice.
   */
  count(person: Identity, by: { readonly reference: string; readonly again: boolean }): Promise<Date | undefined>;
}
