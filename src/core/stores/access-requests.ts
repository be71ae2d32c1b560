import type { MessageReference } from '../address.ts';
import type { Identity } from '../invocation.ts';
import type { SignInOrigin } from '../reply.ts';
import type { Customer } from '../ucaas.ts';

/**
 * Somebody without an account asks for one.
 * - `open`: nobody has decided
 * - `deciding`: an administrator is at it
 * - `approved`, `declined`: decided
 * - `withdrawn`: not wanted any more
 */
export interface AccessRequest {
  readonly id: string;
  readonly person: Identity;
  readonly name: string;
  readonly email: string;
  /** What the person wants it for; empty where nothing was said. */
  readonly note: string;
  readonly state: 'open' | 'deciding' | 'approved' | 'declined' | 'withdrawn';
  readonly origin: SignInOrigin;
  readonly createdAt: Date;
  readonly decidedBy?: Identity;
  readonly decidedAt?: Date;
  readonly reason?: string;
}

/** Requests for accounts, each in its workspace alone. */
export interface AccessRequestStore {
  /** The newest one of this person. */
  latest(person: Identity): Promise<AccessRequest | undefined>;
  find(workspace: Pick<Identity, 'platform' | 'workspaceId'>, id: string): Promise<AccessRequest | undefined>;
  /** Those that nobody has decided, oldest first; at most ten. */
  open(workspace: Pick<Identity, 'platform' | 'workspaceId'>, since: Date): Promise<readonly AccessRequest[]>;
  /** False where this person has an open one already. */
  create(request: Omit<AccessRequest, 'state'>): Promise<boolean>;
  /**
   * Takes it for this administrator, so that of two who decide at once one does. Undefined where it is not open any more, and held by
   * somebody else; one that an earlier try of the same administrator holds is taken again.
   */
  take(by: Identity, id: string): Promise<AccessRequest | undefined>;
  /** Back to open: what the administrator wanted could not be done. */
  release(by: Identity, id: string): Promise<void>;
  decide(by: Identity, id: string, state: 'approved' | 'declined', at: Date, reason?: string): Promise<void>;
  /** True where it was open until then. */
  withdraw(person: Identity, id: string): Promise<boolean>;
  /**
   * Who of the workspace may decide: those with an account that administers this customer or, where none is bound, any. At most five.
   */
  deciders(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    bound: Customer | undefined,
  ): Promise<readonly Decider[]>;
  /** Where its cards stand, by whom they are for. */
  cards(id: string): Promise<readonly { readonly decider: Identity; readonly message: MessageReference }[]>;
}

export interface Decider {
  readonly identity: Identity;
  readonly name: string;
}
