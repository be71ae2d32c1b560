import type { Identity } from '../invocation.ts';
import type { TokenMode, WorkspaceKey } from '../workspace.ts';

/** What was heard from somebody, and what is on its way to them. */
export interface PersonTraffic {
  /** The last thing before the invocation that asks. */
  readonly heardAt?: Date;
  /** The same of anybody in the workspace. */
  readonly heardHereAt?: Date;
  /** Messages to this person that wait for another try, and that were given up in the last seven days. */
  readonly waiting: number;
  readonly lost: number;
}

/** How a workspace is doing, in numbers. */
export interface WorkspaceState {
  /** Accounts that are connected; of them those whose people sign in again the next time, and those that stay signed in. */
  readonly linked: number;
  readonly signedOut: number;
  readonly staying: number;
  /** Messages that wait for another try, since when the oldest does, and those given up in the last day. */
  readonly waiting: number;
  readonly waitingSince?: Date;
  readonly lost: number;
  /** What the last one that was given up failed of. */
  readonly lostWhy?: string;
  /** Meetings of which nothing is known just now. */
  readonly unknownMeetings: number;
  /** Imports that are begun and not ended. */
  readonly imports: number;
  readonly requests: number;
  readonly rules: number;
}

/** Another workspace that is bound to a customer of theirs, in numbers. */
export interface BoundWorkspace extends WorkspaceKey {
  readonly name: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly tokenMode: TokenMode;
  /** In the mode `on_behalf`: whether there are credentials to act with. */
  readonly hasServer: boolean;
  readonly linked: number;
  readonly signedOut: number;
  /** Messages that were given up in the last day. */
  readonly lost: number;
  readonly requests: number;
  /** When anybody there was heard last. */
  readonly heardAt?: Date;
}

/** What the doctor asks of the database: always of one workspace, or of those that are bound to certain customers. */
export interface DoctorStore {
  /** Workspaces that are bound to one of these customers, but for this one; at most so many, by name. */
  board(workspace: WorkspaceKey, customerIds: readonly string[], most: number): Promise<readonly BoundWorkspace[]>;
  traffic(person: Identity, invocationId: string): Promise<PersonTraffic>;
  state(workspace: WorkspaceKey): Promise<WorkspaceState>;
}
