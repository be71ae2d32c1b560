import type { Application } from './meeting.ts';

/** The UCaaS role hierarchy: each level sees the data of the levels under it, a user only their own. */
export type Role = 'admin' | 'reseller' | 'customer' | 'user';

/** A UCaaS user, in our words. */
export interface Account {
  readonly userId: string;
  readonly customerId?: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export interface SignedIn {
  readonly account: Account;
  readonly token: string;
  /** When we stop using the token, whatever the service may still accept. */
  readonly expiresAt: Date;
}

/** A meeting that the service just made or found. */
export interface ServiceMeeting {
  readonly meetingId: string;
  readonly roomId?: string;
  readonly title: string;
  readonly joinUrl: string;
}

/** A permanent room. PINs are for the owner's eyes only. */
export interface Room {
  readonly roomId: string;
  readonly name: string;
  readonly description: string;
  readonly joinUrl: string;
  readonly participantPin: string;
  /** How many minutes one call may last; absent where the service says nothing usable. */
  readonly minutes?: number;
  readonly waitForHost: boolean;
  readonly lobby: boolean;
  readonly recording: boolean;
}

export type RoomChanges = Partial<Pick<Room, 'name' | 'description' | 'waitForHost' | 'lobby' | 'recording'>>;

/** What a PIN opens. */
export interface PinEntry {
  readonly meetingId?: string;
  readonly roomId?: string;
  readonly hostName?: string;
  readonly role: 'host' | 'participant';
  /** Where a browser gets in, if the service lets us know. */
  readonly joinUrl?: string;
}

/** Credentials of a customer's server, as its portal gives them. */
export interface ServerCredentials {
  readonly apiId: string;
  readonly apiKey: string;
}

/** By which right somebody's calls are made: with a token of their own, or by a server for them. */
export type Authority =
  | { readonly token: string; readonly server?: undefined; readonly userId?: string }
  | { readonly server: ServerCredentials; readonly token?: undefined; readonly userId: string };

export interface Customer {
  readonly customerId: string;
  readonly name: string;
}

/** What the service does for one account. Every method throws `ServiceError`. */
export interface UcaasSession {
  /** Starts a meeting now. `reference` is ours, kept in the meeting's description so that it can be found again. */
  startMeeting(wish: { application: Application; title: string; reference: string }): Promise<ServiceMeeting>;
  /** The meeting that an earlier, interrupted `startMeeting` with this reference made, if it did. */
  findMeeting(application: Application, reference: string): Promise<ServiceMeeting | undefined>;
  room(application: Application): Promise<Room>;
  changeRoom(application: Application, roomId: string, changes: RoomChanges): Promise<Room>;
  /** Whose session it is, as the service says now: a role may have been taken away. Undefined where it does not tell. */
  account(): Promise<(Account & { readonly suspended: boolean }) | undefined>;
  /** The customers below this account, at most 100; none for whoever has none. */
  customers(): Promise<readonly Customer[]>;
  /** One customer below this account; undefined where it sees none with this id. */
  customer(customerId: string): Promise<Customer | undefined>;
}

/** The UCaaS service. Every method throws `ServiceError`. */
export interface Ucaas {
  /** `apiId`: by which API id somebody signs in; the deployment's own unless given. */
  signIn(email: string, password: string, apiId?: string): Promise<SignedIn>;
  /** Acts by the right of one account. */
  as(authority: Authority): UcaasSession;
  /** Needs no account: only the PIN, and the name to be shown inside. */
  enterByPin(pin: string, name: string, reference: string): Promise<PinEntry>;
  /**
   * Tries server credentials by real calls: whom they reach, as customer ids, where the service tells. Throws `signed_out` where
   * it does not take them.
   */
  reachOf(server: ServerCredentials): Promise<ReadonlySet<string> | undefined>;
}
