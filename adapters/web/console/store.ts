import type { FieldErrors, Form } from '../../../src/core/form.ts';
import type { Identity } from '../../../src/core/invocation.ts';
import type { Reply } from '../../../src/core/reply.ts';

/** Half an hour of somebody in the console, in one browser. */
export interface ConsoleSession {
  readonly id: string;
  readonly person: Identity;
  readonly personName: string;
  readonly workspaceName: string;
  /** BCP 47. */
  readonly locale?: string;
  /** IANA name; absent: times are shown in UTC. */
  readonly timeZone?: string;
  readonly hour12?: boolean;
  readonly openedAt: Date;
  readonly expiresAt: Date;
}

/** What was answered at once. With errors, `form` is the form that they are about, filled in as it was sent. */
export interface AtOnce {
  readonly form?: Form;
  readonly errors?: FieldErrors;
  readonly reply?: Reply;
}

/** What was asked in the console, with what was answered so far, oldest first. */
export interface ConsoleRequest {
  readonly id: string;
  /** The word of the task under which it stands; empty for none. */
  readonly task: string;
  /** Of the page from which it came: what is asked on one page, and then on its answers, is one conversation. */
  readonly conversation: string;
  /** What was typed, or what the pressed button says. */
  readonly line: string;
  readonly createdAt: Date;
  readonly now?: AtOnce;
  readonly messages: readonly { readonly id: string; readonly reply: Reply }[];
}

/** Where the console keeps who has it open, what was asked in it, and what was answered. */
export interface ConsoleStore {
  /** For whom the used link with this digest is. False where there is none. */
  open(
    nonceDigest: string,
    session: Pick<ConsoleSession, 'id' | 'locale' | 'timeZone' | 'hour12' | 'openedAt' | 'expiresAt'> & {
      readonly secretDigest: string;
    },
  ): Promise<boolean>;
  /** Undefined where it is not known, or over. */
  find(secretDigest: string, now: Date): Promise<ConsoleSession | undefined>;
  close(id: string): Promise<void>;
  /** Once for each id. False where another session has it, or this one was closed. */
  begin(
    sessionId: string,
    request: Pick<ConsoleRequest, 'id' | 'task' | 'conversation' | 'line' | 'createdAt'> & {
      readonly file?: Uint8Array;
    },
  ): Promise<boolean>;
  answeredAtOnce(id: string, now: AtOnce): Promise<void>;
  /** Of this session; undefined where it is another's. */
  request(sessionId: string, id: string): Promise<ConsoleRequest | undefined>;
  /** The id of the message, one for each effect; undefined where the session is over, or not that of this person. */
  put(person: Identity, requestId: string, effectId: string, reply: Reply): Promise<string | undefined>;
  /** The request that it belongs to; undefined where the message is gone. */
  replace(id: string, reply: Reply): Promise<string | undefined>;
  /** The file that this person sent with a request. */
  file(person: Identity, requestId: string): Promise<Uint8Array | undefined>;
}
