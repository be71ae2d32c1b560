import type { Identity, Invocation } from '../invocation.ts';
import type { SignInOrigin } from '../reply.ts';
import type { SignedIn } from '../ucaas.ts';
import type { TokenMode } from '../workspace.ts';
import type { Link } from './links.ts';

/**
 * What a link to our pages is for.
 * - `sign_in`: linking an account
 * - `credentials`: giving the server credentials of the customer that a workspace is bound to
 * - `data`: seeing, saving and deleting what is kept of this person
 * - `audit`, `usage`, `import`: saving the audit of the workspace, the use of meetings, the result of an import
 * - `browser`: having a browser recognised
 * - `console`: opening the console
 */
export type TicketPurpose = 'sign_in' | 'credentials' | 'data' | 'audit' | 'usage' | 'import' | 'browser' | 'console';

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
   * Counts one code as a try at each of these links of one person, before or after any other code, and resolves to how many there were at
   * each, this one included, in their order. Infinite where the link is closed already, or is closed now because its person had too many
   * tries over all links of the hour.
   */
  countCodeTries(ids: readonly string[]): Promise<readonly number[]>;
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
