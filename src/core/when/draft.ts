/** Somebody who is to be invited, as said: resolved to a person later, never here. */
export type Named =
  /** `handle` without `@`; `id` where the platform gave one with the mention. */
  | { readonly kind: 'mention'; readonly handle: string; readonly id?: string }
  | { readonly kind: 'email'; readonly email: string }
  /** Said to be a group: `the design team`, `group Sales`. Without the article. */
  | { readonly kind: 'group'; readonly name: string }
  /** A bare name: a contact, or a group that was not called one. */
  | { readonly kind: 'name'; readonly name: string };

/** What can be switched on for a meeting. */
export interface MeetingOptions {
  /** Guests knock, and the host lets them in. */
  readonly lobby?: boolean;
  /** Recording starts by itself. */
  readonly recording?: boolean;
  readonly webinar?: boolean;
}

/** What a meeting is to be, as far as it is known. Plain JSON: it is stored while questions are open. */
export interface Draft {
  /** Empty: none was said. */
  readonly title: string;
  /** Local to `timeZone`, `2026-12-04`; absent while it is not settled. */
  readonly date?: string;
  /** Local to `timeZone`, `15:00`; absent while it is not settled. */
  readonly time?: string;
  /** IANA name. The person's own, unless another one was said. */
  readonly timeZone: string;
  /** True if the zone was said, or chosen. */
  readonly zoneSaid?: boolean;
  /** Of two moments with the same local time, where a clock is put back, the one that is meant. */
  readonly fold?: 'earlier' | 'later';
  /** Absent: not said; 30 are meant then, and shown. */
  readonly minutes?: number;
  /** An RRULE without its name (RFC 5545, 3.3.10), counted in `timeZone`; absent: once. */
  readonly recurrence?: string;
  readonly people: readonly Named[];
  readonly options: MeetingOptions;
}

/** What may have to be asked before there is a meeting. */
export type Slot = 'start' | 'duration' | 'zone' | 'who' | 'recurrence' | 'meeting' | 'options' | 'title';

/** What a sentence is read with. */
export interface Reader {
  readonly now: Date;
  /** IANA name, of whoever speaks. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
  /** 1 is Monday, 7 is Sunday (ISO 8601). From the locale, unless the person has changed it. */
  readonly firstDayOfWeek?: number;
  /** True: 3:00 pm; false: 15:00. From the locale, unless the person has changed it. */
  readonly hour12?: boolean;
  /** True where it is said in a channel or group: “everybody here” are its members. */
  readonly isAmongOthers?: boolean;
  /** Where mentions stand in what was said, in UTF-16 units; without them, whatever looks like `@handle` is one. */
  readonly mentions?: readonly {
    readonly start: number;
    readonly length: number;
    readonly handle: string;
    readonly id?: string;
  }[];
}
