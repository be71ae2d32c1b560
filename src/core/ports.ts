import type { Address, MessageReference } from './address.ts';
import type { DeliveryError } from './errors.ts';
import type { FieldErrors, Form } from './form.ts';
import type { FileReference, Identity, Invocation, Mention, Platform } from './invocation.ts';
import type { Matched } from './name-match.ts';
import type { Reply } from './reply.ts';
import type { ShownStatus, StatusToken } from './stores.ts';

/** A message on its way out. */
export interface OutgoingMessage {
  /** Our id of the effect, kept where the platform has a place for it (Slack: message metadata). */
  readonly effectId: string;
  readonly reply: Reply;
  /** Who asked. A reply with `visibleTo: 'caller'` is for this person alone. */
  readonly caller: Identity;
  /** True if an earlier attempt may have got through: where the platform can be asked, look before posting again. */
  readonly again: boolean;
}

export interface PostedMessage {
  /** Absent where the platform gives nothing to refer to the message by (an ephemeral message, a `response_url`). */
  readonly reference?: MessageReference;
}

export interface Profile {
  readonly name: string;
  readonly workspaceName: string;
  readonly email?: string;
  /** IANA name. */
  readonly timeZone?: string;
  /** BCP 47. */
  readonly locale?: string;
  /** Whether they are a guest there, or belong to another organisation; absent where that cannot be said just now. */
  readonly isGuest?: boolean;
}

/** Somebody who was mentioned: `mentionId` is the id that stood in the mention, `identity` who that is. */
export interface MentionedPerson {
  readonly mentionId: string;
  readonly identity: Identity;
  readonly name: string;
  /** What they are called as well, such as a full name beside a short one. */
  readonly otherNames?: readonly string[];
  /** To tell whether a contact is the same person; never shown to anybody who has not got it already. */
  readonly email?: string;
  /** What tells two of one name apart and is for everybody there to see, such as a title or a handle; best first. */
  readonly hints?: readonly string[];
}

/** Whom a name may mean in a workspace (`matchName`). */
export interface NamedPeople extends Matched<MentionedPerson> {
  /** False where not everybody could be looked at: somebody else may be meant as well. */
  readonly isWhole: boolean;
}

/** What the core asks of a chat platform. Every verb throws `DeliveryError`. */
export interface Chat {
  readonly platform: Platform;
  /** Answers where somebody asked. A reply for the caller goes to an ephemeral message or the one-to-one chat. */
  post(to: Address, message: OutgoingMessage): Promise<PostedMessage>;
  /** Replaces a message of ours; `to` is where the press came from, for platforms that replace through it. */
  replace(reference: MessageReference, to: Address, message: OutgoingMessage): Promise<PostedMessage>;
  /**
   * Answers a message of ours where it stands: in its thread, where there are threads. `to` is where that message was asked for, or empty.
   * A reply for the caller is for a message in the one-to-one chat with the caller, and nowhere else.
   */
  below(reference: MessageReference, to: Address, message: OutgoingMessage): Promise<PostedMessage>;
  /** Speaks first, in the one-to-one chat with this person. */
  direct(person: Identity, message: OutgoingMessage): Promise<PostedMessage>;
  profile(person: Identity): Promise<Profile>;
  /** Whether this person administers the workspace; not there, or undefined, where the platform does not say. */
  administers?(person: Identity): Promise<boolean | undefined>;
  /**
   * Who the mentioned people are; those that cannot be resolved are left out. Bots are left out too. The id of a mention may also
   * be a user id, as the field `people` of a form gives it.
   */
  people(at: Address, mentions: readonly Mention[]): Promise<readonly MentionedPerson[]>;
  /** What an app or a bot is called that was mentioned, or chosen in a form; undefined for whatever is none, or cannot be told. */
  app?(at: Address, mention: Mention): Promise<string | undefined>;
  /**
   * What is in a file that this person sent, at most so many bytes. Undefined where the bot may not read it, where it is gone, and where
   * it is larger.
   */
  file?(person: Identity, file: FileReference, mostBytes: number): Promise<Uint8Array | undefined>;
  /**
   * How many people see what is posted there: asked for cheaply, and at most once in some minutes. Undefined where the platform does not
   * tell, or not to the bot, or not now.
   */
  crowd?(at: Address): Promise<Crowd | undefined>;
  /** Whether a reply for the caller that is posted there is out of reach afterwards; not there where all can be replaced. Asks nobody. */
  losesPrivate?(at: Address): boolean;
  /** Whether a message of ours stands where this person may read; undefined where the platform does not tell. Asked anew each time. */
  reads?(person: Identity, message: MessageReference): Promise<boolean | undefined>;
  /** Whether this person is still in the workspace; undefined where the platform does not say. */
  remains?(person: Identity): Promise<boolean | undefined>;
  /** How the platform lets us work in this workspace, and where this was asked, if that was on the platform. Asks the platform. */
  condition?(person: Identity, at: Address | undefined): Promise<Condition>;
  /** The channel or group chat itself, as `Crowd.place`, whatever thread of it was asked about; undefined in a direct chat. Asks nobody. */
  place?(at: Address): string | undefined;
  /** Whether this person is a member of that channel or group (`Crowd.place`); undefined where the platform does not tell. */
  isIn?(person: Identity, place: string): Promise<boolean | undefined>;
  /** Pins a message of ours where it stands, or takes the pin off. Throws `DeliveryError` where it may not. */
  pin?(message: MessageReference, caller: Identity, isPinned: boolean): Promise<void>;
  /** Calls as the platform itself shows them, beside our cards. */
  readonly nativeCalls?: NativeCalls;
  /** People's own statuses, by rights that they give; absent where the platform has none, or where it is not set up. */
  readonly statuses?: Statuses;
  /**
   * The people in a place: where somebody asked, or in the group or channel that was mentioned there. At most so many are looked
   * up. Undefined where the platform has no such thing, does not let the bot see it, or does not let the person who asked.
   */
  members?(at: Address, of: Mention | undefined, most: number): Promise<Members | undefined>;
  /**
   * The channels and groups that this person is in and whose people the bot may see, at most so many, by name; no direct chats. Undefined where
   * the platform does not tell.
   */
  places?(person: Identity, most: number): Promise<readonly ChatPlace[] | undefined>;
  /**
   * Whom a name may mean among the other people of the workspace, at most so many: only those whom this person may know to be
   * there, and never bots, people who have left, or people of other organisations. Undefined where the platform does not tell it, or not
   * to this person.
   */
  named?(person: Identity, name: string, most: number): Promise<NamedPeople | undefined>;
}

/** Somebody in a call. */
export interface CallParticipant {
  /** The same for as long as they are in this call, whatever they are called. */
  readonly key: string;
  readonly name: string;
  /** Set where it is known who they are on that platform. */
  readonly identity?: Identity;
}

/**
 * Calls as a platform itself shows them. `by`: somebody of the workspace that is meant. All of it can be done twice without harm. Throws
 * `DeliveryError`; `refused` where the platform does not know that call, or will not take it.
 */
export interface NativeCalls {
  /** Resolves to the platform's id of it, or to undefined where we were not given the right to have any. `key`: ours, the same for each try. */
  begin(
    by: Identity,
    call: {
      readonly key: string;
      readonly title: string;
      readonly url: string;
      readonly since: Date;
      readonly people: readonly CallParticipant[];
    },
  ): Promise<string | undefined>;
  change(
    by: Identity,
    callId: string,
    people: { readonly came: readonly CallParticipant[]; readonly left: readonly CallParticipant[] },
  ): Promise<void>;
  end(by: Identity, callId: string, seconds: number | undefined): Promise<void>;
}

/** People's own statuses, each by a token that its person has given. Everything that asks the platform throws `DeliveryError`. */
export interface Statuses {
  /** Where this person agrees, within ten minutes and once; leads nobody else to anything. */
  agreeUrl(person: Identity): string;
  read(token: string): Promise<ShownStatus>;
  show(token: string, status: ShownStatus): Promise<void>;
  /** Uses up the refresh token. */
  renew(refreshToken: string): Promise<StatusToken>;
  /** Gives the right back; it may be gone already. */
  revoke(token: string): Promise<void>;
  /** Whether that was refused because the token is good for nothing any more. */
  isGone(error: DeliveryError): boolean;
}

/** What a chat platform lets us do. */
export interface Condition {
  /** False where it does not take what was installed any more. */
  readonly works: boolean;
  /** What was not granted, and what it is for. */
  readonly missing: readonly { readonly needs: string; readonly why: string; readonly isOptional: boolean }[];
  /** Whether the bot is a member where this was asked; absent in a direct chat, and where nobody tells. */
  readonly isHere?: boolean;
}

/** The people of a channel or group, as a number. */
export interface Crowd {
  /** The channel or group itself, whatever thread of it was asked about: the same at any time, another one for another one. */
  readonly place: string;
  /** What it is called, where the platform tells. */
  readonly name?: string;
  readonly members: number;
  /** True where there are more than that. */
  readonly isMore?: boolean;
  /** Whether not everybody of the workspace may enter; absent where the platform does not tell. */
  readonly isPrivate?: boolean;
}

/** A channel or group. */
export interface ChatPlace extends Pick<Crowd, 'place'> {
  /** As people write it, such as `#design`. */
  readonly name: string;
  /** For `members`, as if this person had asked there. */
  readonly at: Address;
}

export interface Members {
  /** Without bots, people who have left, and people of other organisations. Whoever asked may be among them. */
  readonly people: readonly MentionedPerson[];
  /**
   * How many there are: more than `people` where there are more than were looked up. Those who were not may still turn out to be
   * bots or people of other organisations.
   */
  readonly total: number;
}

/** What goes back in the platform's own HTTP response. */
export type Now =
  | { readonly form: Form; readonly errors?: undefined; readonly reply?: undefined }
  | { readonly errors: FieldErrors; readonly form?: undefined; readonly reply?: undefined }
  | { readonly reply: Reply; readonly form?: undefined; readonly errors?: undefined };

export interface Received {
  readonly now?: Now;
  /** True if something will still be said after the acknowledgement. */
  readonly later: boolean;
}

/**
 * The one way in. Fast, calls nobody outside; when it resolves, the invocation is written down and may be acknowledged.
 * Rejects only if it could not be written down: the adapter then answers in its response, so that nothing is lost unseen.
 */
export type Receive = (invocation: Invocation) => Promise<Received>;

/**
 * Another way in, by which nothing is changed: how this person sees the card of a meeting, as it is at this moment. `here` says whether a
 * message of ours, or a conversation, is where that was asked. Undefined where no card of it stands there. One query, for all who ask at the same moment.
 */
export type Look = (
  viewer: Identity,
  meetingId: string,
  here: { readonly has: (message: MessageReference) => boolean; readonly is: (conversation: string) => boolean },
) => Promise<Reply | undefined>;

/** A mail as it goes out. Plain text and HTML say the same. */
export interface Mail {
  /** The same for each try, so that mail programs can tell a copy (RFC 5322, 3.6.4). Without angle brackets and host. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo?: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** iCalendar (RFC 5545), and what it does to a calendar (RFC 5546). */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

/** Sends one mail. Throws `DeliveryError`: `retry` where it may go through later, `refused` where it never will. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Structured log lines, one JSON line each. Never given a password, a token or a link's nonce. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type Clock = () => Date;

/** Randomness and one-way functions, so that the core needs no crypto of its own. */
export interface Secrets {
  /** A UUID (RFC 9562). */
  id(): string;
  /** 256 random bits, base64url. */
  token(): string;
  /** SHA-256, base64url: what is stored of a token. */
  digest(token: string): string;
  /** 256 bits that only this service can derive from `seed` (HMAC-SHA256), base64url: shows that a link is one of ours. */
  mark(seed: string): string;
  /** Six decimal digits that only this service can derive from `seed` (HMAC-SHA256). */
  code(seed: string): string;
}
