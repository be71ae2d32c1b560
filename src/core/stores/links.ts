import type { Identity } from '../invocation.ts';
import type { Account, SignedIn } from '../ucaas.ts';
import type { WorkspaceSettings } from '../workspace.ts';

/** An identity's hold on an account. The token is sealed at rest; here it is open. */
export interface Link {
  readonly id: string;
  readonly identity: Identity;
  readonly account: Account;
  /** Absent once it was rejected or thrown away: the link stays, the person signs in again. */
  readonly token?: string;
  readonly tokenExpiresAt: Date;
  readonly linkedAt: Date;
  /** Of several accounts of one person, the one that is used unless another one is named. */
  readonly chosen: boolean;
  /** The password is kept, sealed: a new token can be had without the person. */
  readonly stays: boolean;
  readonly workspace: WorkspaceSettings;
}

/** What became of a wish for a new token. */
export type Renewal =
  | { readonly state: 'renewed'; readonly token: string }
  /** The service said that the kept password is wrong: it is deleted, and so is the token. */
  | { readonly state: 'password_rejected' }
  /** There is no link, no kept password, or the workspace does not allow it any more. */
  | { readonly state: 'impossible' };

/** Somebody of a workspace who is linked, without any secret. */
export interface LinkedPerson {
  readonly linkId: string;
  readonly identity: Identity;
  /** As the chat platform calls them. */
  readonly name: string;
  readonly account: Account;
  readonly linkedAt: Date;
  readonly chosen: boolean;
  /** The password is kept. */
  readonly stays: boolean;
  /** Until when the person is signed in; absent where the sign-in was thrown away. */
  readonly signedInUntil?: Date;
}

export interface LinkStore {
  /** Everybody of a workspace who is linked, by name, in pages of ten from 1 on. */
  ofWorkspace(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    page: number,
  ): Promise<{ readonly people: readonly LinkedPerson[]; readonly isLast: boolean; readonly total: number }>;
  /** Those of a workspace in whose name or email, here or at the meeting service, these letters are; by name, at most so many. */
  named(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    words: string,
    most: number,
  ): Promise<readonly LinkedPerson[]>;
  /** The chosen link. */
  find(person: Identity): Promise<Link | undefined>;
  /** Every link of this person, the chosen one first. */
  all(person: Identity): Promise<readonly Link[]>;
  /** Makes it the one that is used. Resolves to it; undefined where this person has no such link. */
  choose(person: Identity, linkId: string): Promise<Link | undefined>;
  /**
   * Deletes links with all their secrets, with an audit row each; all of them unless one is named. The newest of those that
   * stay is then used. Resolves to what was deleted.
   */
  remove(person: Identity, linkId?: string): Promise<readonly Link[]>;
  /** Deletes the kept password alone, with an audit row. False where there was none. */
  forgetPassword(person: Identity, linkId: string): Promise<boolean>;
  /** Throws a rejected token away, unless the link has a newer one by now. */
  discardToken(linkId: string, token: string): Promise<void>;
  /**
   * A token other than the rejected one, once at a time for each link on all replicas together: whoever comes second gets what
   * the first one got. `fetch` signs in with the kept password; without it, only a token that is there already counts. Throws
   * what `fetch` throws, with nothing changed, unless that is `wrong_password` or `refused`.
   */
  renew(
    linkId: string,
    rejected: string | undefined,
    fetch: ((email: string, password: string) => Promise<SignedIn>) | undefined,
  ): Promise<Renewal>;
}
