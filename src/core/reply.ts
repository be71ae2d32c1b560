import type { Identity, Invocation } from './invocation.ts';
import type { TicketPurpose } from './stores.ts';

/** A point in time, ISO 8601 in UTC. Renderers show it in each viewer's own zone. */
export interface Instant {
  readonly instant: string;
  /** `time` for today's times ("14:05"), `day-time` where the day matters. */
  readonly show: 'time' | 'day-time';
}

/**
 * From when until when something is, both ISO 8601 in UTC. Renderers show it in each viewer's own zone, in full: `Friday 4 December 2026,
 * 15:00–15:45`.
 */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** When something is, told on the clock of a zone that is named beside it, whoever reads it. */
export interface ZonedTime {
  /** ISO 8601 in UTC. */
  readonly from: string;
  readonly minutes: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Whether the zone is named with it. */
  readonly isZoneNamed: boolean;
}

/** Somebody on a chat platform. Rendered as a mention that pings only where `ping` is set; else as the name. */
export interface Person {
  readonly person: Identity;
  readonly name: string;
  readonly ping?: boolean;
}

export interface Link {
  readonly link: string;
  readonly label: string;
}

/** Something to be typed, such as `/meet connect`; renderers set it apart as code. */
export interface Typed {
  readonly typed: string;
}

/** Plain text with data in it. Nothing in a string is markup: only renderers escape, and they escape everything. */
export type Text = readonly (string | Instant | Span | Person | Link | Typed)[];

export interface OpenButton {
  readonly kind: 'open';
  readonly label: string;
  readonly url: string;
  readonly primary?: boolean;
}

/** A button that runs a command of ours for whoever presses it. */
export interface RunButton {
  readonly kind: 'run';
  readonly label: string;
  /** Name of the command in the table, and what would have been typed after it. Neither leaves our database. */
  readonly command: string;
  readonly input?: string;
  /** The id of an earlier invocation that this press repeats, text and mentions and all. */
  readonly repeats?: string;
  /** What a form needs to open filled in, kept with the button. */
  readonly values?: Readonly<Record<string, string | boolean>>;
  readonly primary?: boolean;
  readonly danger?: boolean;
  /** True if it can be pressed only once: the message then says so, and a second press does nothing. */
  readonly once?: boolean;
  /** True if the command answers with a form at once: Teams has to know it when it renders the button. */
  readonly opensForm?: boolean;
  /**
   * Set where its message asks something, by what words do the same: `yes`, `no`, or its place, label or one of `names` among those of
   * `which`. `press`: by none. `meeting`: by those that its command has written down itself.
   */
  readonly answers?: 'yes' | 'no' | 'which' | 'press' | 'meeting';
  readonly names?: readonly string[];
  /** Set when the effect is written down: the only thing about the button that the chat platform gets to see. */
  readonly ref?: string;
}

export type Button = OpenButton | RunButton;

export interface Fact {
  readonly label: string;
  readonly value: Text;
  /** Where the value is a time in words: what it says, for whoever alone reads it and has a clock and language of their own. */
  readonly time?: ZonedTime;
  /** Long addresses, say, which nobody wants to have read out: it is left out of notifications and of what screen readers read first. */
  readonly isAside?: boolean;
  /** What shows more of it, as it would be typed: for places where what is listed can be opened. It only looks. */
  readonly look?: string;
}

/** Numbers in their order, one for each day, say. Shown where there is room for it: what is to be seen in it stands in the text, too. */
export interface Chart {
  readonly title: string;
  /** What is counted, in the plural: `minutes`. */
  readonly unit: string;
  readonly points: readonly { readonly label: string; readonly value: number }[];
}

/** One structured message. Every renderer shows the parts in this order: title, body, facts, charts, buttons, footnote. */
export interface Card {
  readonly title: string;
  /** Said in words in the text as well: nobody has to see a colour. */
  readonly tone: 'neutral' | 'live' | 'done' | 'warning';
  readonly body?: Text;
  readonly facts?: readonly Fact[];
  readonly charts?: readonly Chart[];
  readonly buttons?: readonly Button[];
  /** Set where it is asked who is meant: whoever is named in words is what follows its input. Never shown. */
  readonly asksWho?: RunButton;
  readonly footnote?: Text;
}

/** What the bot says. `text` is always there: for notifications, screen readers and clients that show no cards. */
export interface Reply {
  /** A reply for the caller never reaches anyone else, on any platform. */
  readonly visibleTo: 'everyone' | 'caller';
  readonly text: Text;
  readonly card?: Card;
  /**
   * Set where a button or link has the url `signInUrl`: a fresh link for the caller takes its place on delivery, so that
   * none is ever stored.
   */
  readonly signIn?: SignInOrigin;
  /** Set where some people have a view of their own of this message, on platforms that can show one: they ask for it (`Look`). */
  readonly views?: Views;
  /** The platform's own id of the call that this card is about (`NativeCalls`). Set on delivery, so that it is never an old one. */
  readonly nativeCall?: string;
}

/** Who sees a card in their own way, most important first; everybody else sees the message as it is. */
export interface Views {
  readonly meetingId: string;
  /** Persons; whoever is forgotten meanwhile is a word. */
  readonly people: Text;
}

/** Where to go on in chat after our page, what the page is for, and whether what was interrupted goes on by itself. */
export interface SignInOrigin
  extends Pick<Invocation, 'at' | 'conversation' | 'kind' | 'inThread' | 'locale' | 'timeZone'> {
  readonly resumes: boolean;
  /** Signing in, unless it says otherwise. */
  readonly purpose?: TicketPurpose;
  /** What its page is about, beside that. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** Stands for the sign-in link in a reply that is not delivered yet. */
export const signInUrl = 'meetwire:sign-in';
