import type { Identity } from './invocation.ts';
import type { Progress } from './live/life.ts';
import type { Application } from './meeting.ts';

/** When a meeting takes place: counted on the wall clock of its zone, so that a series keeps its hour when clocks change. */
export interface Times {
  /** Local to `timeZone`, `2026-12-04T15:00`; of a series, its first occurrence. */
  readonly localStart: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The same moment. Where a clock is put back, it says which of two is meant. */
  readonly startsAt: Date;
  readonly minutes: number;
  /** An RRULE without its name (RFC 5545, 3.3.10); absent: once. */
  readonly recurrence?: string;
}

/** One occurrence of a series that is not as the rule says. `occurrence` is when it would have begun (RECURRENCE-ID). */
export interface OccurrenceChange {
  readonly occurrence: Date;
  /** Absent: it does not take place. */
  readonly startsAt?: Date;
  readonly minutes?: number;
}

/** True of what takes place at another time than the rule says; what has another length alone does not. */
export function isElsewhere({ occurrence, startsAt }: OccurrenceChange): boolean {
  return startsAt !== undefined && startsAt.getTime() !== occurrence.getTime();
}

/** Who sends the mails of a meeting. One of them alone, so that nobody is invited twice. */
export type Mailer = 'ours' | 'service' | 'nobody';

export type Answer = 'yes' | 'maybe' | 'no';

/** Somebody who is invited, by chat or, where there is no chat identity, by mail. The host is one of them. */
export interface Invitee {
  readonly id: string;
  readonly identity?: Identity;
  readonly email?: string;
  readonly name: string;
  readonly isHost: boolean;
  readonly answer?: Answer;
  readonly answeredAt?: Date;
  /** The `reference` of the invocation that invited them: whoever is run again still knows whom to tell. */
  readonly addedBy: string;
}

export type NewInvitee = Omit<Invitee, 'answer' | 'answeredAt' | 'addedBy'>;

/** Somebody who is to be invited. One of identity and email at least is there. */
export type Guest = Pick<Invitee, 'identity' | 'email' | 'name'>;

/** A planned meeting, once or as a series, with everybody who is invited. */
export interface Planned extends Times {
  readonly meetingId: string;
  /** The unguessable part of `/j/…`. */
  readonly joinKey: string;
  readonly application: Application;
  readonly title: string;
  readonly host: Identity;
  readonly hostName: string;
  /** Absent where the service knows no planned meetings: the host's room then serves. */
  readonly serviceMeetingId?: string;
  readonly lobby: boolean;
  readonly recording: boolean;
  /** Grows with every change that people are told of (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly state: 'scheduled' | 'cancelled';
  readonly mailer: Mailer;
  /** Whose it is at the service, by the service's user id; absent where that was not known. */
  readonly hostAccountId?: string;
  /** The host's own zone when it was planned, IANA name; absent where that was not known. */
  readonly hostTimeZone?: string;
  /** BCP 47, of the host: how dates and times are written; `-u-hc-h23` where the host has chosen a clock. */
  readonly locale: string;
  /** The `reference` of the invocation that changed it last: whoever is run again sees that it was there before. */
  readonly changedBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** When the last occurrence ends; absent: never. */
  readonly endsAt?: Date;
  readonly changes: readonly OccurrenceChange[];
  /** How the last occurrence is doing, or went, that was looked at, by its original beginning; absent: none was. */
  readonly progress?: Progress & { readonly occurrence: Date };
  /** Without those who were taken off again. */
  readonly invitees: readonly Invitee[];
}

/** What can be changed of a planned meeting as a whole. */
export type PlanChanges = Partial<
  Pick<
    Planned,
    'title' | 'localStart' | 'timeZone' | 'startsAt' | 'minutes' | 'lobby' | 'recording' | 'serviceMeetingId'
  >
> & {
  /** Empty: once from now on. */
  readonly recurrence?: string;
  /** One occurrence, by its original beginning, that was put elsewhere before and goes with the series now. */
  readonly along?: Date;
  /** Who is invited beside those who are, and who is not any more, by id. */
  readonly invited?: readonly NewInvitee[];
  readonly takenOff?: readonly string[];
};

/** One time that a planned meeting takes place. */
export interface Occurrence {
  /** What the rule says (RECURRENCE-ID): names this occurrence for good, wherever it was moved to. */
  readonly original: Date;
  readonly start: Date;
  readonly minutes: number;
}

/** What others may read as somebody's name: where that is an address, the part before the @. */
export function publicName({ name }: Pick<Invitee, 'name'>): string {
  return name.replace(/(?<=[^\s@])@[^\s@<>()]+/gu, '');
}

/** The addresses of those who hear by mail alone. */
export function mailedOf(invitees: readonly Pick<Invitee, 'identity' | 'email'>[]): readonly string[] {
  return invitees.flatMap(({ identity, email }) => (identity || !email ? [] : [email]));
}

/** True if at some moment both take place. */
export function overlap(
  one: Pick<Occurrence, 'start' | 'minutes'>,
  other: Pick<Occurrence, 'start' | 'minutes'>,
): boolean {
  return one.start < endOf(other) && other.start < endOf(one);
}

export function endOf({ start, minutes }: Pick<Occurrence, 'start' | 'minutes'>): Date {
  return new Date(start.getTime() + minutes * 60_000);
}
