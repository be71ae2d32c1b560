import type { Actor, Verb } from './authorize.ts';
import type { CredentialKind, Purpose } from './credentials.ts';
import type { Outcome } from './effect.ts';
import type { FieldErrors, Form } from './form.ts';
import type { FormValues, Invocation, Mention } from './invocation.ts';
import type { PolicyAsked, PolicyHere } from './policy/here.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { RoomChoice } from './preferences.ts';
import type { RunButton } from './reply.ts';
import type { Mailer } from './schedule.ts';
import type { Sentences } from './sentences/index.ts';
import type { CommandStores, Link } from './stores.ts';
import type { Ucaas, UcaasSession } from './ucaas.ts';

/** What was typed after the command word. */
export interface Arguments {
  /** The rest of the text without options and mentions, runs of white space folded, at most `longestText`. */
  readonly text: string;
  /** By name; a value for those that take one, else empty. */
  readonly options: ReadonlyMap<string, string>;
  readonly mentions: readonly Mention[];
}

/** The first phase: nothing in here can call anybody. */
export interface NowContext {
  readonly invocation: Invocation;
  readonly arguments: Arguments;
  readonly values?: FormValues;
  readonly button?: RunButton;
  readonly now: Date;
  readonly say: Sentences;
  /** The person's own zone, where that is known without asking anybody. */
  readonly timeZone?: string;
}

/** What people want with some of the commands. */
export interface Topic {
  readonly name: 'start' | 'plan' | 'inside' | 'people' | 'times' | 'account' | 'more';
  readonly commands: readonly Command[];
}

/** The table, as commands that speak about commands see it. */
export interface CommandTable {
  readonly topics: readonly Topic[];
  find(word: string): Command | undefined;
  /** The commands whose words are nearest to what was typed, nearest first; none if nothing is near. */
  nearest(word: string): readonly Command[];
}

/** The second phase. */
export interface CommandContext extends NowContext {
  /** Id of the invocation. */
  readonly id: string;
  /** Our id for what this invocation makes at the service; a repeated invocation keeps the first one's. */
  readonly reference: string;
  /** True if an earlier try may have got part of the way: look before making anything again. */
  readonly again: boolean;
  readonly actor: Actor;
  readonly link?: Link;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly service: Ucaas;
  readonly publicUrl: string;
  /** With more members than this, a channel is large: it is asked before a card is posted there. */
  readonly largeChannel: number;
  /** Whether our links lead in by name, so that it can be told who comes. */
  readonly namesGoAlong: boolean;
  /** Who mails those who are invited and have no chat. */
  readonly mailer: Mailer;
  readonly table: CommandTable;
  readonly stores: CommandStores;
  /** What the rules of the workspace say to this person here. */
  readonly policy: PolicyHere;
  /** The same for somebody else, or elsewhere. */
  policyFor(asked: PolicyAsked): PolicyHere;
  /** Where the person wants their meetings to take place. */
  roomChoice(): Promise<RoomChoice | 'usual'>;
  /**
   * The person's session with the service, for the command's purpose unless another is given. Throws `not_connected`: the
   * invocation then waits and resumes.
   */
  ucaas(purpose?: Purpose): UcaasSession;
  /** The same with another of the person's links. */
  ucaasBy(link: Link): UcaasSession;
  /** What would be used for this purpose just now, with the person's link; none where there is no link. */
  credentials(purpose: Purpose): Promise<readonly CredentialKind[]>;
}

/** `--name`, or `--name value` where `value` says what is meant. */
export interface Option {
  readonly name: string;
  readonly value?: string;
  readonly summary: string;
}

/** Something we can do. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What follows the name, as the help shows it: `[title] [@people]`. */
  readonly usage?: string;
  /** One line, no full stop. */
  readonly summary: string;
  /** What the person wants with it, as it follows "to" and "may not": `start “Weekly sync”`. */
  wish?(given: Arguments, button?: RunButton, values?: FormValues): string;
  /** Whole lines after `/meet`. */
  readonly examples: readonly string[];
  readonly options?: readonly Option[];
  /** The verb that `authorize` decides on; a function where the first word after the name decides. */
  readonly needs: Verb | ((given: Arguments) => Verb);
  /** Which credentials its calls to the service may use; `command` unless given. */
  readonly purpose?: Purpose;
  /**
   * True where the name is a word that titles begin with (`status meeting friday 3pm`): in the direct chat, a line that speaks of a day
   * or a time is then a sentence about a meeting. A pattern: one that has it behind the name is so as well.
   */
  readonly yieldsToSentences?: true | RegExp;
  /** Never typed: reached from a button or from the inside. */
  readonly hidden?: boolean;
  /** The first phase: pure and fast. A form or field errors end the invocation here. */
  now?(context: NowContext): { form: Omit<Form, 'ref'> } | { errors: FieldErrors } | undefined;
  /** After the acknowledgement. */
  run(context: CommandContext): Promise<Outcome>;
}
