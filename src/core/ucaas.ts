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
  /** Whether it is a meeting of its own, whose guests the service mails; false for a permanent room, which stays as it is. */
  readonly mails: boolean;
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

/** A meeting at a time of its own, or a series of them, as the service is asked for it. */
export interface PlannedMeeting {
  readonly application: Application;
  readonly title: string;
  /** Of a series: when the first one begins. */
  readonly startsAt: Date;
  readonly minutes: number;
  /** In which zone a series is counted, by its IANA name. */
  readonly timeZone: string;
  /** An RRULE without its name (RFC 5545, 3.3.10); absent or empty: once. */
  readonly recurrence?: string;
  /** Whether guests knock, and are let in by the host. */
  readonly lobby: boolean;
  /** Whether recording starts by itself. */
  readonly recording: boolean;
  /** Whom the service invites. */
  readonly emails: readonly string[];
}

export type PlanChanges = Partial<Omit<PlannedMeeting, 'application'>>;

/** What the subscription of an account's customer allows; whatever is not known is not there. */
export interface Limits {
  /** Whether one host may have two meetings at a time. */
  readonly allowOverlap?: boolean;
  /** How long one meeting may last. */
  readonly minutes?: number;
  readonly participants?: number;
}

/** Somebody in an address book. */
export interface Contact {
  readonly contactId: string;
  readonly name: string;
  readonly email?: string;
  readonly company?: string;
  /** Everybody of the same customer sees it. */
  readonly shared: boolean;
  /** False for what a colleague shares: only that one may change it. */
  readonly mine: boolean;
}

export interface ContactWish {
  readonly name: string;
  readonly email: string;
  readonly company?: string;
  readonly shared?: boolean;
}

/** A group of contacts. */
export interface ContactGroup {
  readonly groupId: string;
  readonly name: string;
  /** How many contacts are in it, where the service says so. */
  readonly size?: number;
  readonly shared: boolean;
  readonly mine: boolean;
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
  /** True for a reseller, which only the administrators of the service see. */
  readonly isReseller?: boolean;
}

/** A customer with what is written down about it. */
export interface CustomerRecord extends Customer {
  readonly legalName?: string;
  readonly code?: string;
  readonly contactName?: string;
  readonly contactEmail?: string;
  readonly suspended: boolean;
}

/** What can be said of a customer. An empty legal name or code: there is none. */
export interface CustomerFields {
  readonly name: string;
  readonly legalName: string;
  readonly code: string;
  readonly contactName: string;
  readonly contactEmail: string;
}

/** The customers below an account: those of a reseller; of the service itself, resellers as well. What is not below it does not exist. */
export interface Customers {
  /** At most 100, by name alone. */
  customers(): Promise<readonly Customer[]>;
  /** Undefined where this account sees none with this id. */
  customer(customerId: string): Promise<CustomerRecord | undefined>;
  /** In pages of ten, from 1 on. */
  customerPage(page: number): Promise<{ readonly customers: readonly CustomerRecord[]; readonly isLast: boolean }>;
  /** Those in whose name these letters are, as the service finds them; at most 200. */
  findCustomers(text: string): Promise<readonly CustomerRecord[]>;
  /** Undefined where there is one with this contact's email already. */
  addCustomer(wish: CustomerFields): Promise<CustomerRecord | undefined>;
  /** Changes what is given and nothing else. False where there is another one with this contact's email already. */
  changeCustomer(customerId: string, changes: Partial<CustomerFields>): Promise<boolean>;
  setCustomerSuspended(customerId: string, isSuspended: boolean): Promise<void>;
  /** One that is gone already stays so. */
  removeCustomer(customerId: string): Promise<void>;
}

/** What a customer pays for: a plan for one application, with seats and limits. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly planId?: string;
  readonly planName: string;
  readonly application?: Application;
  /** How many users it is for. */
  readonly seats?: number;
  /** How many people may be in one meeting. */
  readonly participants?: number;
  /** How long one meeting may last. */
  readonly minutes?: number;
  readonly recording?: boolean;
  readonly trial?: boolean;
  readonly allowOverlap?: boolean;
  readonly startedAt?: Date;
  readonly expiresAt?: Date;
  readonly suspended: boolean;
}

/** What can be said of a subscription. */
export interface SubscriptionFields {
  readonly planId: string;
  /** 1 to 100,000. */
  readonly seats: number;
  readonly expiresAt: Date;
  readonly trial: boolean;
  readonly allowOverlap: boolean;
}

/** The subscriptions of the customers below an account. */
export interface Subscriptions {
  /** In pages of ten, from 1 on; of one customer, where it is named. */
  subscriptions(
    page: number,
    customerId?: string,
  ): Promise<{ readonly subscriptions: readonly Subscription[]; readonly isLast: boolean }>;
  subscription(subscriptionId: string): Promise<Subscription | undefined>;
  /** How many users of a customer are not suspended, and so take a seat. Undefined where there are more than a thousand users. */
  seatsTaken(customerId: string): Promise<number | undefined>;
  /** Undefined where there is one for that application already. `expiresAt` is for the service to choose where it is not given. */
  addSubscription(
    customerId: string,
    wish: Omit<SubscriptionFields, 'expiresAt'> & { readonly expiresAt?: Date },
  ): Promise<Subscription | undefined>;
  /** Changes what is given and nothing else. */
  changeSubscription(subscriptionId: string, changes: Partial<SubscriptionFields>): Promise<void>;
  setSubscriptionSuspended(subscriptionId: string, isSuspended: boolean): Promise<void>;
}

/** Somebody with an account at the service, as those who administer it see them. */
export interface User extends Account {
  readonly firstName: string;
  readonly lastName: string;
  readonly department?: string;
  /** What somebody is there: `Head of Sales`. */
  readonly designation?: string;
  readonly suspended: boolean;
}

/** What can be said of a user. An empty last name, department or designation: there is none. */
export interface UserFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly role: Role;
  readonly department: string;
  readonly designation: string;
}

/** A part of the list of users. */
export interface UserPage {
  readonly users: readonly User[];
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/**
 * The users below an account, itself included. What is not below it is answered as what does not exist. It is done by the person's own
 * right (purpose `administration`), so that the service judges each call by what that person may do now.
 */
export interface Users {
  /** In pages of ten, from 1 on; of one customer, where it is named. */
  users(page: number, customerId?: string): Promise<UserPage>;
  /** Those in whose name or email these letters are, as the service finds them; at most 200. */
  findUsers(text: string): Promise<readonly User[]>;
  user(userId: string): Promise<User | undefined>;
  /** Everybody of one customer, or below the account where none is named; undefined where there are more than that many. */
  everyUser(customerId: string | undefined, most: number): Promise<readonly User[] | undefined>;
  /** Who administers a customer, and is not suspended; at most 200. */
  administrators(customerId: string, role: Role): Promise<readonly User[]>;
  /** With a password that the service makes. Undefined where somebody has this email already. */
  addUser(wish: UserFields & { readonly customerId?: string; readonly isWelcomed: boolean }): Promise<User | undefined>;
  /** Changes what is given and nothing else. False where somebody else has this email already. */
  changeUser(userId: string, changes: Partial<UserFields>): Promise<boolean>;
  setSuspended(userId: string, isSuspended: boolean): Promise<void>;
  /** With everything that is this user's own. One who is gone already stays so. */
  removeUser(userId: string): Promise<void>;
}

/**
 * The address book of one account: its own contacts and groups, and those that colleagues share. Reading goes through any right;
 * changing goes through the person's own only (purpose `address_book`), as the service keeps the address book of whoever calls:
 * by a server's credentials it throws `not_offered`. What is gone already may be removed again.
 */
export interface AddressBook {
  /** By name; at most 200. With `search`, those in whose name, email or company these letters are, as the service finds them. */
  contacts(search?: string): Promise<readonly Contact[]>;
  /** Undefined where there is none with this id, or it is neither one's own nor shared. */
  contact(contactId: string): Promise<Contact | undefined>;
  /** Undefined where the address book has this email already. */
  addContact(wish: ContactWish): Promise<Contact | undefined>;
  /** False where another contact has this email already. An empty company takes it away. */
  changeContact(contactId: string, changes: Partial<ContactWish>): Promise<boolean>;
  removeContact(contactId: string): Promise<void>;
  /** Whether everybody of the same customer is to see it. */
  shareContact(contactId: string, shared: boolean): Promise<void>;
  /** By name; at most 200. */
  groups(): Promise<readonly ContactGroup[]>;
  /** Undefined where there is a group of this name already. */
  addGroup(name: string): Promise<ContactGroup | undefined>;
  /** False where there is another group of this name already. */
  renameGroup(groupId: string, name: string): Promise<boolean>;
  /** Its contacts stay. */
  removeGroup(groupId: string): Promise<void>;
  /** By name; at most 200. */
  groupContacts(groupId: string): Promise<readonly Contact[]>;
  /** Those that are in it already do not matter. */
  addToGroup(groupId: string, contactIds: readonly string[]): Promise<void>;
  removeFromGroup(groupId: string, contactId: string): Promise<void>;
}

/** One call, from the first person in to the last one out. */
export interface Run {
  readonly sessionId: string;
  readonly meetingId?: string;
  readonly roomId?: string;
  readonly startedAt: Date;
  /** Absent while it runs. */
  readonly endedAt?: Date;
}

/** Somebody who came into a call once, and perhaps left it. */
export interface Presence {
  /** Of this coming: whoever comes back has another one. */
  readonly participantId: string;
  readonly name: string;
  readonly isHost: boolean;
  readonly since: Date;
  /** Absent while inside. */
  readonly left?: Date;
}

/** Somebody who is in a call at this moment. */
export interface Insider {
  /** Of this coming: whoever comes back has another one. */
  readonly participantId: string;
  readonly name: string;
  readonly isHost: boolean;
  /** Absent where the service does not tell. */
  readonly isMuted?: boolean;
}

/** A part of a list of calls. */
export interface RunPage {
  readonly runs: readonly Run[];
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/** What the service knows of calls. */
export interface Calls {
  /**
   * Calls of this account and of everybody below, in pages from 1 on; by a server's credentials those of everybody it reaches. Newest
   * first is asked for; whether a service does that, and how long its pages are, is not documented.
   */
  runs(page: number): Promise<RunPage>;
  /** Those of one meeting or, where it has none, of one room; of this account, where it is named. */
  runsOf(
    of: { readonly meetingId?: string; readonly roomId?: string; readonly accountId?: string },
    page: number,
  ): Promise<RunPage>;
  /** Who is, and was, in a call. */
  presences(sessionId: string): Promise<readonly Presence[]>;
  /** Ends it for everybody; one that is over already stays so. */
  endRun(sessionId: string): Promise<void>;
}

/** One call, as it is told of what was used. */
export interface UsedCall {
  readonly sessionId: string;
  readonly startedAt: Date;
  /** Absent while it runs. */
  readonly endedAt?: Date;
  /** As the service counts them; absent where it does not say. */
  readonly minutes?: number;
  /** Whose meeting it was, and of which customer. */
  readonly userId?: string;
  readonly customerId?: string;
  readonly meetingId?: string;
  readonly application?: Application;
}

export interface RecordingRow {
  readonly recordingId: string;
  readonly sessionId: string;
  readonly startedAt?: Date;
  readonly seconds?: number;
}

/** A recording as it can be watched now. */
export interface Recording extends RecordingRow {
  /** Where the service plays it: whoever has this address may be able to watch it, so that it is never posted and never kept. */
  readonly url: string;
}

/** What was used, by this account and everybody below, in pages from 1 on; by one user, where that is named. */
export interface Usage {
  /** Newest first is asked for; whether a service does that, and how long its pages are, is not documented. */
  usedCalls(page: number, userId?: string): Promise<{ readonly calls: readonly UsedCall[]; readonly isLast: boolean }>;
  /** The same of recordings. */
  recordings(
    page: number,
    userId?: string,
  ): Promise<{ readonly recordings: readonly RecordingRow[]; readonly isLast: boolean }>;
  /** Those of one session that are ready, as they were begun; of this account, where it is named. */
  recordingsOf(sessionId: string, accountId?: string): Promise<readonly Recording[]>;
}

/** A meeting of somebody, as whoever looks after that person sees it. */
export interface PlacedMeeting {
  readonly meetingId: string;
  readonly title: string;
  readonly application: Application;
  readonly userId?: string;
  readonly customerId?: string;
  readonly startsAt?: Date;
  readonly minutes?: number;
  readonly isSeries: boolean;
  readonly lobby: boolean;
  readonly recording: boolean;
}

/** Meetings and rooms of everybody below the account. */
export interface Estate {
  /** The permanent room of somebody; undefined where there is none, or that person is not below. */
  roomOf(userId: string, application: Application): Promise<Room | undefined>;
  /** Changes what is given and nothing else. Resolves to the room as it is then. */
  changeRoomOf(
    userId: string,
    application: Application,
    roomId: string,
    changes: RoomChanges,
  ): Promise<Room | undefined>;
  /** Newest first, in pages of ten from 1 on; of one user, where one is named. */
  placedMeetings(
    application: Application,
    page: number,
    userId?: string,
  ): Promise<{ readonly meetings: readonly PlacedMeeting[]; readonly isLast: boolean }>;
  /** Those in whose title these letters are, as the service finds them; at most 200. */
  findPlaced(application: Application, text: string): Promise<readonly PlacedMeeting[]>;
  placedMeeting(application: Application, meetingId: string): Promise<PlacedMeeting | undefined>;
}

/** Going into one's own meetings. */
export interface HostEntry {
  /**
   * A token that lets somebody into a meeting or room of this account as its host, under a name. Never kept, and good for one coming. Throws
   * `not_found` where the meeting is not this account's.
   */
  hostToken(entry: {
    readonly application: Application;
    readonly meetingId?: string;
    readonly roomId?: string;
    readonly name: string;
    readonly reference: string;
  }): Promise<string>;
}

/** What is done to those who are in a call. */
export interface Steering {
  /** Who is in a call at this moment, as they came. */
  insiders(sessionId: string): Promise<readonly Insider[]>;
  /** Switches a microphone off, or gives it back. False where that person is not in the call any more. */
  setMuted(sessionId: string, participantId: string, isMuted: boolean): Promise<boolean>;
  /** Shows somebody out. False where that person is not in the call any more. */
  showOut(sessionId: string, participantId: string): Promise<boolean>;
  /** Whether nobody else comes in. */
  setLocked(sessionId: string, isLocked: boolean): Promise<void>;
}

/** Somebody who waits to be let in. */
export interface Waiting {
  readonly waitingId: string;
  readonly name: string;
  /** What came with the name, unseen: whether it is one of ours is for us to know. */
  readonly mark?: string;
  /** Absent where the service does not tell. */
  readonly since?: Date;
}

/** Whose door it is. */
export interface LobbyRoom {
  readonly application: Application;
  readonly roomId: string;
}

/** The doors of rooms. */
export interface Lobby {
  /** Who waits, as they came. */
  waiting(room: LobbyRoom): Promise<readonly Waiting[]>;
  /** False where that person does not wait any more. */
  letIn(room: LobbyRoom, waitingId: string): Promise<boolean>;
  /** False where that person does not wait any more. */
  turnAway(room: LobbyRoom, waitingId: string): Promise<boolean>;
}

/** A vote of those who are in a meeting. */
export interface PollResult {
  readonly question: string;
  readonly isOpen: boolean;
  /** In the order in which the options were given. */
  readonly votes: readonly { readonly option: string; readonly count: number }[];
}

/** Votes in the rooms of meetings. */
export interface Polls {
  /** Begins a vote. `isAgain`: an earlier try may have begun it, so that it is looked for first. Resolves to its id. */
  openPoll(
    room: { readonly application: Application; readonly roomId: string },
    poll: { readonly question: string; readonly options: readonly string[] },
    isAgain: boolean,
  ): Promise<string>;
  /** Ends a vote; one that has ended stays so. Undefined where there is none of this id. */
  closePoll(application: Application, pollId: string): Promise<PollResult | undefined>;
  /** How many votes each option has. Undefined where there is none of this id. */
  pollResult(application: Application, pollId: string): Promise<PollResult | undefined>;
}

/** What the service does for one account. Every method throws `ServiceError`. */
export interface UcaasSession
  extends AddressBook,
    Calls,
    Steering,
    Lobby,
    Polls,
    Users,
    Customers,
    Subscriptions,
    Usage,
    Estate,
    HostEntry {
  /** Starts a meeting now. `reference` is ours, kept in the meeting's description so that it can be found again. */
  startMeeting(wish: {
    application: Application;
    title: string;
    reference: string;
    /** Whether guests knock, and are let in by the host. */
    lobby?: boolean;
    /** Whether recording starts by itself. */
    recording?: boolean;
  }): Promise<ServiceMeeting>;
  /** The meeting that an earlier, interrupted `startMeeting` with this reference made, if it did. */
  findMeeting(application: Application, reference: string): Promise<ServiceMeeting | undefined>;
  /**
   * Makes a meeting at a time of its own, or a series; `findMeeting` finds it, too. Throws `overlap` where the subscription allows
   * no two at a time. Where the service has no such meetings, the person's permanent room serves, whose id it then has.
   */
  scheduleMeeting(wish: PlannedMeeting & { readonly reference: string }): Promise<ServiceMeeting>;
  /**
   * Changes what is given and nothing else; an empty recurrence: only once from now on. Undefined where the service does not offer
   * that, and for a permanent room. Throws `overlap`, and `not_found` for what is gone.
   */
  changeMeeting(application: Application, meetingId: string, changes: PlanChanges): Promise<ServiceMeeting | undefined>;
  /** True as well where it is gone already; false where the service does not offer that, and for a permanent room. */
  cancelMeeting(application: Application, meetingId: string): Promise<boolean>;
  /**
   * What the subscription for this application (meetings unless given) allows. Undefined where that cannot be known: few roles may
   * look, and how a service refuses the others is not documented, so that no refusal is ever thrown, nor the end of a sign-in.
   */
  limits(application?: Application): Promise<Limits | undefined>;
  /**
   * Whether it can count a series in the zone with this IANA name; one that it does not know is counted in UTC there. Undefined where
   * it names no zones.
   */
  knowsZone(timeZone: string): Promise<boolean | undefined>;
  room(application: Application): Promise<Room>;
  changeRoom(application: Application, roomId: string, changes: RoomChanges): Promise<Room>;
  /** Whose session it is, as the service says now: a role may have been taken away. Undefined where it does not tell. */
  account(): Promise<(Account & { readonly suspended: boolean }) | undefined>;
}

/** The UCaaS service. Every method throws `ServiceError`. */
/** How the service answers, whoever asks. */
export interface Reach {
  readonly milliseconds: number;
  /** How far our clock is ahead of the service's, in seconds; absent where it does not say. */
  readonly clockAheadSeconds?: number;
}

export interface Ucaas {
  /** Whether it answers at all. Needs no account. Throws `ServiceError`. */
  reach(): Promise<Reach>;
  /** What it was found not to offer lately, in words. */
  missing(): readonly string[];
  /** `apiId`: by which API id somebody signs in; the deployment's own unless given. */
  signIn(email: string, password: string, apiId?: string): Promise<SignedIn>;
  /** Acts by the right of one account. */
  as(authority: Authority): UcaasSession;
  /** Needs no account: only the PIN, and the name to be shown inside. */
  enterByPin(pin: string, name: string, reference: string): Promise<PinEntry>;
  /** Has a link mailed by which a password is chosen anew. Whether somebody has this email is not told. */
  mailPasswordReset(email: string): Promise<void>;
  /**
   * Tries server credentials by real calls: whom they reach, as customer ids, where the service tells. Throws `signed_out` where
   * it does not take them.
   */
  reachOf(server: ServerCredentials): Promise<ReadonlySet<string> | undefined>;
}
