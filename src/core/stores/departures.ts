import type { Identity } from '../invocation.ts';

/** Somebody who is linked, of whom it is to be looked whether they are still in the workspace. */
export interface Lookable {
  readonly person: Identity;
  readonly name: string;
  readonly locale?: string;
  readonly lookedAt?: Date;
  /** They were found to have left before, and the administrators were told. */
  readonly hasLeft: boolean;
}

export interface DepartureStore {
  /** Those who were not looked at since then, the ones that waited longest first. */
  due(before: Date, most: number): Promise<readonly Lookable[]>;
  /** `hasLeft` undefined: it could not be found out. */
  looked(person: Identity, at: Date, hasLeft: boolean | undefined): Promise<void>;
}
