import type { MessageReference } from './address.ts';
import type { Effect, Outcome } from './effect.ts';
import type { Identity, Invocation } from './invocation.ts';
import type { JoinTarget, NewMeeting } from './meeting.ts';
import type { RunButton, SignInOrigin } from './reply.ts';
import type { Account, Customer, ServerCredentials, SignedIn } from './ucaas.ts';
import type { TokenMode, WorkspaceKey, WorkspaceSettings } from './workspace.ts';

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

/**
 * The states of an invocation.
 * - `running`: accepted, held under a lease by the process that works on it
 * - `decided`: its effects are written down, some may still have to be done; also under a lease
 * - `waiting`: interrupted until the person has signed in
 * - `done`, `failed` (the person was told), `abandoned` (waited, and will not go on by itself)
 */
export type InvocationState = 'running' | 'decided' | 'waiting' | 'done' | 'failed' | 'abandoned';

export interface StoredInvocation {
  readonly id: string;
  readonly invocation: Invocation;
  /** How often work on it was begun, this time included: more than 1 means that an earlier try may have half happened. */
  readonly attempts: number;
  readonly acceptedAt: Date;
  readonly link?: Link;
}

export interface StoredEffect {
  readonly id: string;
  readonly invocationId: string;
  readonly caller: Identity;
  readonly effect: Effect;
  readonly attempts: number;
}

/** What became of an effect. `pending` is tried again at `dueAt`. */
export type Delivery =
  | {
      readonly effectId: string;
      readonly state: 'done';
      readonly reference?: MessageReference;
      readonly meetingId?: string;
    }
  | { readonly effectId: string; readonly state: 'pending'; readonly dueAt: Date; readonly error: string }
  | { readonly effectId: string; readonly state: 'failed'; readonly error: string };

export interface Decision {
  readonly outcome: Omit<Outcome, 'effects'>;
  readonly effects: readonly StoredEffect[];
  /** The state that the invocation gets once its effects are done or left to the outbox. */
  readonly next: 'done' | 'waiting' | 'failed';
}

/** A button that somebody pressed, from its row. */
export interface FoundButton {
  readonly button: RunButton;
  readonly owner: Identity;
  readonly visibleTo: 'everyone' | 'caller';
  /** The invocation that `button.repeats` names, if any. */
  readonly repeats?: { readonly id: string; readonly invocation: Invocation };
}

export interface InvocationStore {
  /**
   * Writes the invocation down under a lease of this process, once per (platform, workspace, delivery id), in one
   * statement that also reads the person's link. `fresh: false`: a copy of it is there already; nothing was changed.
   */
  accept(id: string, invocation: Invocation): Promise<{ readonly fresh: boolean; readonly link?: Link }>;
  /**
   * In one statement: writes the effects (once per key) and the meeting down, sets the invocation to `decided`, puts the
   * resumed invocation back to `running` under our lease with one more attempt, and marks the abandoned ones. Resolves to
   * the resumed invocation, if it was still waiting.
   */
  decide(id: string, decision: Decision): Promise<StoredInvocation | undefined>;
  /** In one statement: notes what became of the effects, remembers cards, and ends the invocation in `next`. */
  finish(id: string, next: 'done' | 'waiting' | 'failed', deliveries: readonly Delivery[]): Promise<void>;
  /** Effects of a decided invocation that are not done or failed yet, in their order; and the state that comes next. */
  undone(
    id: string,
  ): Promise<{ readonly next: 'done' | 'waiting' | 'failed'; readonly effects: readonly StoredEffect[] }>;
  /** Takes over up to `limit` invocations whose lease has run out (SKIP LOCKED), each with one more attempt. */
  takeOver(limit: number): Promise<readonly (StoredInvocation & { readonly state: 'running' | 'decided' })[]>;
  /** Renews our leases on these invocations. */
  keep(ids: readonly string[]): Promise<void>;
  /** Interrupted invocations of this person in this conversation, newest first, since `since`. */
  waiting(person: Identity, conversation: string, since: Date): Promise<readonly StoredInvocation[]>;
  /** The button behind a reference that came back from a chat platform. Malformed references find nothing. */
  button(ref: string): Promise<FoundButton | undefined>;
}

/** Effects that a chat platform did not take the first time. */
export interface Outbox {
  /** Takes a due, pending effect for delivery; undefined if it is done, failed, taken, or not due. */
  take(effectId: string): Promise<StoredEffect | undefined>;
  /** Ids of pending effects whose time has come and which nobody delivers. */
  due(limit: number): Promise<readonly string[]>;
  note(delivery: Delivery): Promise<void>;
}

/**
 * What a link to our pages is for.
 * - `sign_in`: linking an account
 * - `credentials`: giving the server credentials of the customer that a workspace is bound to
 * - `data`: seeing, saving and deleting what is kept of this person
 */
export type TicketPurpose = 'sign_in' | 'credentials' | 'data';

/** A link to a page of ours, on its way. Only the digest of its nonce is stored. */
export interface Ticket {
  readonly id: string;
  readonly purpose: TicketPurpose;
  readonly person: Identity;
  readonly personName: string;
  /** As the chat platform knows it. */
  readonly personEmail?: string;
  readonly workspaceName: string;
  readonly origin: SignInOrigin;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly browserDigest?: string;
  /** When the browser was bound and the code shown. */
  readonly boundAt?: Date;
  readonly codeTries: number;
  readonly provenAt?: Date;
  readonly passwordTries: number;
  readonly usedAt?: Date;
  /** Of the workspace, as they are now. */
  readonly tokenMode: TokenMode;
  /** Of the workspace's server, by which its people sign in; absent: the deployment's. */
  readonly apiId?: string;
}

export interface TicketStore {
  mint(
    nonceDigest: string,
    ticket: Pick<
      Ticket,
      | 'id'
      | 'purpose'
      | 'person'
      | 'personName'
      | 'personEmail'
      | 'workspaceName'
      | 'origin'
      | 'createdAt'
      | 'expiresAt'
    >,
  ): Promise<void>;
  find(nonceDigest: string): Promise<Ticket | undefined>;
  /** Binds the first browser that comes, atomically. Resolves to the ticket as it is then, whoever won. */
  bind(nonceDigest: string, browserDigest: string, at: Date): Promise<Ticket | undefined>;
  /**
   * True for one invocation of this person in this conversation until 10 minutes have passed or somebody signed in, on all
   * replicas together, and again for the same one: that one asks, the others only say that they wait.
   */
  claimPrompt(person: Identity, conversation: string, invocationId: string, at: Date): Promise<boolean>;
  /** Tickets of this person that a browser is bound to and that are neither proven, used nor expired; newest first. */
  unproven(person: Identity, at: Date): Promise<readonly Ticket[]>;
  /**
   * Counts a try atomically and resolves to how many there were, this one included. Infinite where the link is closed
   * already, or is closed now because its person had too many tries over all links of the hour.
   */
  countCodeTry(id: string): Promise<number>;
  /** Codes that the ticket's person has typed on links which they did not prove, this one and those of the hour before it. */
  codeTriesOfPerson(ticket: Ticket): Promise<number>;
  countPasswordTry(id: string): Promise<number>;
  prove(id: string, at: Date): Promise<void>;
  /** Uses a proven ticket up. False, with nothing changed, if it was used before. */
  use(id: string, at: Date): Promise<boolean>;
  /**
   * In one transaction: uses the ticket up, saves account and link (token sealed), the names of person and workspace, an
   * audit row, and the follow-up invocation under our lease; whoever needs a sign-in from now on is asked anew. Resolves to false, with nothing changed, if it was used up.
   */
  redeem(
    ticket: Ticket,
    signedIn: SignedIn & {
      /** Only given where the person wants to stay signed in; kept, sealed, only where the workspace allows it. */
      readonly password?: string;
    },
    followUp: { readonly id: string; readonly invocation: Invocation },
    at: Date,
  ): Promise<Link | false>;
}

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

/** What became of a wish for a new token. */
export type Renewal =
  | { readonly state: 'renewed'; readonly token: string }
  /** The service said that the kept password is wrong: it is deleted, and so is the token. */
  | { readonly state: 'password_rejected' }
  /** There is no link, no kept password, or the workspace does not allow it any more. */
  | { readonly state: 'impossible' };

export interface LinkStore {
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

/** An identity as others may see it. */
export interface Acquaintance {
  readonly identity: Identity;
  readonly name: string;
  readonly workspaceName: string;
}

/** The question whether two identities are one human. `me` is whoever is looked at, or answers. */
export interface SameHumanQuestion {
  readonly id: string;
  readonly me: Acquaintance;
  readonly other: Acquaintance;
  readonly account: Account;
}

/** What came of an answer. `again`: this side had said so before, and nothing has changed. */
export interface SameHumanAnswer extends SameHumanQuestion {
  readonly state: 'half' | 'one' | 'two';
  readonly said: 'now' | 'again';
}

/**
 * Which identities are one human. Two of them may hold the same account and still be two people, so that it is asked, and
 * confirmed on both sides; from then on they share what belongs to a human.
 */
export interface HumanStore {
  /**
   * Writes a question down for whoever else holds the same account, is not known to be the same human and was not asked
   * about before; at most three. Asked twice, the same ones come again until they are answered.
   */
  ask(person: Identity, linkId: string, newId: () => string, at: Date): Promise<readonly SameHumanQuestion[]>;
  /**
   * Takes down what one side says. `half`: the other side has to say so, too. `one`: both did, and they are one human now.
   * `two`: one of them said no. Undefined where there is no such question for this person, or where they do not hold the
   * same account any more.
   */
  answer(id: string, person: Identity, yes: boolean, at: Date): Promise<SameHumanAnswer | undefined>;
  /** The other identities of the same human. */
  others(person: Identity): Promise<readonly Acquaintance[]>;
  /** From now on this identity is a human of its own. */
  separate(person: Identity): Promise<void>;
}

/** Workspaces as a whole. */
export interface WorkspaceStore {
  find(workspace: WorkspaceKey): Promise<WorkspaceSettings | undefined>;
  /**
   * Binds the workspace, with an audit row. Passwords are deleted where staying signed in is not allowed any more, server
   * credentials where the customer is another one or they are not used any more.
   */
  bind(by: Identity, settings: { readonly customer: Customer; readonly tokenMode: TokenMode }): Promise<void>;
  /**
   * Uses the ticket up and saves credentials that were tried, sealed, with an audit row, in one transaction. Nothing is saved
   * where the ticket was used, or the workspace is bound otherwise by now.
   */
  giveCredentials(
    by: Identity,
    given: {
      readonly customerId: string;
      readonly server: ServerCredentials;
      readonly ticketId: string;
      readonly at: Date;
    },
  ): Promise<'saved' | 'used' | 'bound_otherwise'>;
  /** Back to how it was before: every secret that hangs on the binding is deleted, with an audit row. */
  unbind(by: Identity): Promise<void>;
}

export interface MeetingStore {
  joinTarget(joinKey: string): Promise<JoinTarget | undefined>;
  /** Something of ours behind a service's meeting or room id, within one workspace. */
  byService(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    ids: { readonly meetingId?: string; readonly roomId?: string },
  ): Promise<NewMeeting | undefined>;
  /** The remembered permanent room of this person. */
  room(host: Identity, serviceRoomId: string): Promise<NewMeeting | undefined>;
}
