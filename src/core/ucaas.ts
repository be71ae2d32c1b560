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

/** What the service does for one signed-in account. Every method throws `ServiceError`. */
export interface UcaasSession {
  /** Starts a meeting now. `reference` is ours, kept in the meeting's description so that it can be found again. */
  startMeeting(wish: { application: Application; title: string; reference: string }): Promise<ServiceMeeting>;
  /** The meeting that an earlier, interrupted `startMeeting` with this reference made, if it did. */
  findMeeting(application: Application, reference: string): Promise<ServiceMeeting | undefined>;
  room(application: Application): Promise<Room>;
  changeRoom(application: Application, roomId: string, changes: RoomChanges): Promise<Room>;
}

/** The UCaaS service. Every method throws `ServiceError`. */
export interface Ucaas {
  signIn(email: string, password: string): Promise<SignedIn>;
  /** Acts with the token of one account. */
  as(token: string): UcaasSession;
  /** Needs no account: only the PIN, and the name to be shown inside. */
  enterByPin(pin: string, name: string, reference: string): Promise<PinEntry>;
}
