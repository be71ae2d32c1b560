import type { AccountApi, UcaasApi } from '../../src/ucaas/api.ts';
import type { AppType, Group, Role, RouteName } from '../../src/ucaas/routes/index.ts';

/** How somebody signs in. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/** API Access ID and Key: they act with the role of the account that owns them. */
export interface Credentials {
  readonly apiId: string;
  readonly apiKey: string;
}

/** What only the sandbox can do: the side of the people in a room, the mailbox, and the clock. */
export interface SandboxHands {
  /** Neither id: nobody got in, and nobody waits. */
  enterByPage(
    roomId: string,
    name: string,
    pin?: string,
  ): Promise<{ readonly participantId?: string; readonly waitingId?: string }>;
  leaveByPage(roomId: string, participantId: string): Promise<void>;
  /** `option` counts from 0. */
  vote(roomId: string, participantId: string, pollId: string, option: number): Promise<void>;
  /** Newest first. */
  mailsTo(email: string): Promise<readonly { readonly subject: string; readonly body: string }[]>;
  passMinutes(minutes: number): void | Promise<void>;
}

/** What the suite is given: a service, and who may do what there. */
export interface ConformanceContext {
  readonly api: UcaasApi;
  /** How resellers and customers act: by a login token, or by Basic credentials. Users always have a token. */
  readonly mode: 'token' | 'basic';
  readonly people: {
    readonly admin?: Person;
    readonly reseller?: Person;
    readonly customer?: Person;
    readonly user: Person;
  };
  readonly basic?: { readonly reseller?: Credentials; readonly customer?: Credentials };
  /** Those that the service is tried with; the first one serves where either would do. */
  readonly appTypes: readonly [AppType, ...AppType[]];
  readonly sandbox?: SandboxHands;
  /** Told of what is worth knowing and no failure, such as a thing that had to stay behind. */
  note(text: string): void;
}

/** What one run of a check works with. */
export interface CheckContext extends Omit<ConformanceContext, 'sandbox'> {
  /** Acts as somebody of this role. Only for roles that the check names. */
  as(role: Role): Promise<AccountApi>;
  signIn(person: Person): Promise<AccountApi>;
  /** The first of the applications, as an option of a call. */
  readonly app: { readonly appType: AppType };
  /** Only for checks that need the sandbox. */
  readonly hands: SandboxHands;
  /** Done at the end however the check ends, the last one first. What is gone already is no failure. */
  after(undo: () => Promise<unknown>): void;
}

/** One thing that holds of a conforming service. */
export interface Check {
  /** A sentence. */
  readonly name: string;
  readonly group: Group;
  /** Those that it is about. */
  readonly routes: readonly RouteName[];
  /** False where nothing is changed by it. */
  readonly writes: boolean;
  /** Whose credentials it needs; only the user's unless given. */
  readonly roles?: readonly Role[];
  readonly needs?: 'sandbox';
  run(context: CheckContext): Promise<void>;
}
