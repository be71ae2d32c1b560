import type { Address, MessageReference } from './address.ts';
import type { AuditWay } from './audit.ts';
import type { RunButton } from './reply.ts';

/** Where a person chats. `web` is the playground. */
export type Platform = 'slack' | 'teams' | 'web';

/**
 * Who somebody is on a chat platform, taken from the verified envelope of a delivery and never from its text.
 * `workspaceId` is the Slack team or org, the Entra tenant, or `playground`; `userId` is the Slack user id, the Entra
 * object id (`aadObjectId`, not `from.id`), or the playground person.
 */
export interface Identity {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly userId: string;
}

/** Somebody or something named in a typed text. The platform's own id: only its adapter can resolve it to a person. */
export interface Mention {
  readonly kind: 'person' | 'group' | 'channel';
  readonly id: string;
  readonly name?: string;
  /** Where the mention stands in `Invocation.text`: its first UTF-16 unit and its length, so that it can be cut out. */
  readonly start: number;
  readonly length: number;
}

/** A pressed button or a submitted form: the row id that came with it, and the message it was pressed on, if any. */
export interface Pressed {
  /** `<effect id>.<button number>`; names a row of ours and nothing else, and is authorised again for whoever pressed. */
  readonly ref: string;
  readonly message?: MessageReference;
}

/** A file that somebody sent with a message. What is in it is fetched when it is needed (`Chat.file`). */
export interface FileReference {
  readonly name: string;
  /** As the platform says; absent where it does not. */
  readonly bytes?: number;
  /** How its adapter gets it. */
  readonly ref: string;
}

/** What a person filled in, by field name. A toggle arrives as a boolean, everything else as text: empty where nothing was given. */
export type FormValues = Readonly<Record<string, string | boolean>>;

/** The message that something is asked about. Where it stands, and where the answer goes, is `Invocation.at`. Never stored. */
export interface About {
  /** What it says, plain and unescaped, with what is mentioned in it; empty where it has no text. */
  readonly text: string;
  /** Their ids are user ids (`Identity.userId`); our own bot is not among them. */
  readonly mentions: readonly Mention[];
  /** Who wrote it, by user id; absent for bots, and for people of other organisations. */
  readonly author?: { readonly id: string; readonly name?: string };
  /** True where its author is known to belong to another organisation. */
  readonly isFromElsewhere?: boolean;
  /** True where it has been deleted. */
  readonly isGone?: boolean;
}

/** Who asked for what, where: one typed command, message, pressed button or submitted form. Plain JSON: it is stored. */
export interface Invocation {
  /** The same for every copy of one delivery, different for any two deliveries of one workspace. */
  readonly deliveryId: string;
  readonly from: Identity;
  /** What the platform calls this person and workspace, where the delivery says so. For display only. */
  readonly fromName?: string;
  readonly workspaceName?: string;
  readonly at: Address;
  /** A stable name for the place (channel, thread, direct chat): what is pending there is looked up by it. */
  readonly conversation: string;
  readonly kind: 'channel' | 'group' | 'direct';
  /** True where the answer goes into a thread below a message, and is not a message of the conversation itself. */
  readonly inThread?: boolean;
  /** Set where a message was chosen and not a word was typed. */
  readonly about?: About;
  /** What was typed after the command word or the mention of the bot, plain and unescaped. Empty for a button. */
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly pressed?: Pressed;
  readonly values?: FormValues;
  /** Files that came with the message. */
  readonly files?: readonly FileReference[];
  /** BCP 47, as the platform reports it. */
  readonly locale?: string;
  /** IANA name, as the platform reports it. */
  readonly timeZone?: string;
  /** True if the platform can show a form in its answer to this delivery; else a button that opens it is posted. */
  readonly opensForms?: boolean;
  /** How it was asked for, as the audit says it, where that is not a typed line, a button or a form of a chat. */
  readonly way?: AuditWay;
  /** True where what takes long says how far it is in the place of its answer; else it does so in the direct chat. */
  readonly showsProgress?: boolean;
  /**
   * Set by the core alone: a hidden command that nobody typed, the first invocation that this one repeats, and after a
   * sign-in the person's email as the chat platform knows it.
   */
  readonly inside?: {
    readonly command?: string;
    readonly repeats?: string;
    /** What was answered to questions that stood before it, by buttons that repeat it. */
    readonly chosen?: FormValues;
    readonly personEmail?: string;
    /** What was pressed, with what stood behind it: a press that waits, or is run again, knows what it was about. */
    readonly button?: RunButton;
  };
}

/** A one-line name of an identity: for log lines and for binding sealed secrets to their row. */
export function identityKey({ platform, workspaceId, userId }: Identity): string {
  return [platform, workspaceId, userId].map(encodeURIComponent).join('/');
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return identityKey(one) === identityKey(other);
}
