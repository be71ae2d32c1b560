import type { MessageReference } from '../address.ts';
import type { Identity } from '../invocation.ts';
import type { SignInOrigin } from '../reply.ts';
import type { Account, Role } from '../ucaas.ts';
import type { WorkspaceKey } from '../workspace.ts';
import type { DueEffect, HandedOver } from './reminders.ts';

/**
 * The states of a request for access.
 * - `open`: it waits for an administrator
 * - `deciding`: one of them is giving access just now, and nobody else can
 * - `approved`, `declined`, `withdrawn` (by the person), `expired` (nobody decided in time)
 */
export type AccessState = 'open' | 'deciding' | 'approved' | 'declined' | 'withdrawn' | 'expired';

/**
 * What came of an approval.
 * - `made`: there is a new account, with which the person signs in
 * - `linked`: there is a new account, and the person is connected with it already
 * - `had`: there was one with that address before
 */
export type AccessOutcome = 'made' | 'linked' | 'had';

/** Somebody who has no account at the meeting service asks the administrators for one. */
export interface AccessRequest {
  readonly id: string;
  readonly person: Identity;
  /** What the chat calls the person: what administrators go by. */
  readonly chatName: string;
  /** As the person wrote it down. */
  readonly name: string;
  readonly email: string;
  /** Whether the chat knows the person by another address. */
  readonly hasOtherEmail: boolean;
  /** To the administrators; may be empty. */
  readonly note: string;
  /** Where what was interrupted goes on. */
  readonly origin: SignInOrigin;
  readonly state: AccessState;
  readonly askedAt: Date;
  readonly settledAt?: Date;
  /** Who decides or has decided, until that one is forgotten. */
  readonly decider?: { readonly userId: string; readonly name: string };
  readonly reason?: string;
  readonly outcome?: AccessOutcome;
  /** The address that somebody tried to make an account with, and did not say what came of it. */
  readonly tried?: string;
}

/** Somebody of a workspace who is connected with an account that administers something. */
export interface Administrator {
  readonly identity: Identity;
  readonly name: string;
  readonly role: Role;
  readonly customerId?: string;
}

/** Who decides, by which invocation: the same one may come again after a crash. */
export interface Decider {
  readonly identity: Identity;
  readonly name: string;
  readonly claim: string;
}

/** Where an administrator's card stands. */
export interface AccessCard {
  readonly administrator: Identity;
  readonly message: MessageReference;
}

export interface ExpiredRequest {
  readonly request: AccessRequest;
  readonly cards: readonly AccessCard[];
}

/** Requests for access. Whatever is looked for by its id is looked for in one workspace. */
export interface AccessStore {
  /** The newest request of a person. */
  latest(person: Identity): Promise<AccessRequest | undefined>;
  find(workspace: WorkspaceKey, id: string): Promise<AccessRequest | undefined>;
  /** Those that are not decided, oldest first. */
  undecided(workspace: WorkspaceKey, most: number): Promise<readonly AccessRequest[]>;
  /** False where this person has asked too often for now. Counts, and goes on counting where the person is forgotten meanwhile. */
  mayAsk(person: Identity): Promise<boolean>;
  /**
   * Writes a request down; there is one undecided request of a person at most. `isNew` as well where an earlier run of the same
   * invocation has written it. `invocationId`: whose effects are the administrators' cards.
   */
  ask(
    request: Omit<AccessRequest, 'state' | 'settledAt' | 'decider' | 'reason' | 'outcome' | 'tried'>,
    invocationId: string,
  ): Promise<{ readonly request: AccessRequest; readonly isNew: boolean } | undefined>;
  /** From `open` to `withdrawn`. Undefined where this person has none that is open. */
  withdraw(person: Identity, at: Date): Promise<AccessRequest | undefined>;
  /**
   * In one statement, from `open` to `deciding`: of two at once, one gets it. Again for the same claim; and for somebody else after a
   * while, where whoever had it came to no end. Undefined where it is not to be had.
   */
  claim(by: Decider, id: string, at: Date): Promise<AccessRequest | undefined>;
  /** Notes which account is about to be made: whoever claims it next looks for that one first. */
  tries(id: string, claim: string, email: string): Promise<void>;
  /** Back to `open`: no account was made. */
  release(id: string, claim: string): Promise<void>;
  /**
   * In one transaction, from `deciding` to `approved`. With `link`, the person is connected with that account, without a sign-in of
   * their own. Undefined, with nothing changed, where this claim does not hold it.
   */
  approve(
    by: Decider,
    id: string,
    decided: {
      readonly outcome: AccessOutcome;
      readonly email: string;
      readonly link?: { readonly id: string; readonly account: Account };
    },
    at: Date,
  ): Promise<AccessRequest | undefined>;
  /** In one statement, from `open` to `declined`; again for the same claim. Undefined where it is not open. */
  decline(by: Decider, id: string, reason: string, at: Date): Promise<AccessRequest | undefined>;
  /** Whether this very claim has settled it. */
  isSettledBy(id: string, claim: string): Promise<boolean>;
  /** Where the administrators' cards stand. Those that are not delivered yet never will be. */
  takeCards(id: string): Promise<readonly AccessCard[]>;
  /**
   * From `open` or a forsaken `deciding` to `expired`, of those asked before, at most so many at once; in the same transaction, what
   * `tell` makes of each goes into the outbox.
   */
  expire(
    before: Date,
    at: Date,
    most: number,
    tell: (ended: ExpiredRequest) => readonly DueEffect[],
  ): Promise<HandedOver>;
  /** People who are connected with an account that is not a user's, whoever connected last first. */
  administrators(workspace: WorkspaceKey): Promise<readonly Administrator[]>;
  /** Who bound the workspace, and who installed the app there, as far as it is known; the former have names. */
  founders(workspace: WorkspaceKey): Promise<{ readonly bound?: Identity; readonly installed?: Identity }>;
}
