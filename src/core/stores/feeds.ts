import type { Identity } from '../invocation.ts';

/** The private calendar address of each person, by the id that stands in it. */
export interface FeedStore {
  /** Whose it is; undefined: nobody's, or nobody's any more. */
  owner(feedId: string): Promise<Identity | undefined>;
  /** The id of this person's, made at the first asking. `fresh`: another one, and the one before leads nowhere any more. */
  feedId(person: Identity, fresh?: boolean): Promise<string>;
}
