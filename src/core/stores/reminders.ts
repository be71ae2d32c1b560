import type { MessageReference } from '../address.ts';
import type { RemindedOf } from '../effect.ts';
import type { Identity } from '../invocation.ts';
import type { Asked } from '../live/asked.ts';
import type { Life } from '../live/life.ts';
import type { Preferences } from '../preferences.ts';
import type { Answer, Invitee, Planned } from '../schedule.ts';
import type { StoredEffect } from './invocations.ts';
import type { DuePrompt, StaleLife } from './lives.ts';
import type { DueRecording } from './recordings.ts';
import type { CardPlace, ReminderPlan } from './schedules.ts';

/** An effect that is to be delivered from a moment on. */
export type DueEffect = StoredEffect & { readonly dueAt: Date };

/** What there is to do at a moment. One statement: it is asked every second, by every replica. */
export interface Waiting {
  readonly reminders: boolean;
  readonly cards: boolean;
  readonly hosts: boolean;
  /** Running meetings of which there is something new. */
  readonly lives: boolean;
  readonly agendas: boolean;
  readonly effects: boolean;
  /** Planned meetings that begin. */
  readonly openings: boolean;
  /** Calls that chat platforms show, of which there is something new. */
  readonly calls: boolean;
  readonly statuses: boolean;
}

/** A reminder whose time has come, with everything that it is made of. */
export interface DueReminder extends ReminderPlan {
  readonly planned: Planned;
  readonly invitee: Invitee;
  readonly preferences: Preferences;
  /** What the chat platform said, as far as it is known. IANA name. */
  readonly timeZone?: string;
  /** True if another one of the same occurrence is due as well, which is nearer to the beginning. */
  readonly isSuperseded: boolean;
}

/** What becomes of it. */
export interface DoneReminder {
  readonly done: ReminderPlan;
  /** Absent: nothing is sent. */
  readonly effect?: DueEffect;
  /** Absent: it was the last one. */
  readonly next?: ReminderPlan;
}

/** How fast a platform takes messages for one workspace, in milliseconds between any two; and how much earlier may be begun. */
export interface Pace {
  readonly gaps: Readonly<Record<Identity['platform'], number>>;
  readonly mostEarlyMilliseconds: number;
}

/** New answers to one meeting, of which the host has not heard. */
export interface NewAnswers {
  readonly planned: Planned;
  /** When it was due: names it. */
  readonly dueAt: Date;
  /** Who answered otherwise than the host was told. */
  readonly changed: readonly (Invitee & { readonly answer: Answer })[];
}

/** A planned meeting whose cards do not show all answers yet. */
export interface StaleCards {
  readonly planned: Planned;
  readonly dueAt: Date;
  readonly cards: readonly CardPlace[];
  readonly reminders: readonly ReminderPlace[];
}

/** A reminder that was sent, and what it says now. */
export interface ReminderPlace {
  readonly reference: MessageReference;
  readonly person: Identity;
  readonly shown: RemindedOf;
}

/** Somebody's agenda whose time has come. */
export interface DueAgenda {
  readonly person: Identity;
  readonly preferences: Preferences;
  readonly timeZone: string;
  readonly agenda: NonNullable<Preferences['agenda']>;
  readonly dueAt: Date;
  /** Everything that may take place within two days around it. */
  readonly meetings: readonly Planned[];
}

/**
 * What is due at a time. Each `hand…` takes at most `limit` of what nobody else has taken (SKIP LOCKED), and writes what is made
 * of it into the outbox in the same transaction: it is either taken and in the outbox, or as it was. What is due is judged by
 * `at`. Resolves to how much was taken, and to the ids of effects that were not there before.
 */
export interface DueStore {
  waiting(at: Date): Promise<Waiting>;
  /** Where more are due than the platform takes in time, those begin earlier. */
  handReminders(
    at: Date,
    limit: number,
    pace: Pace,
    decide: (due: readonly DueReminder[]) => readonly DoneReminder[],
  ): Promise<HandedOver>;
  handCards(
    at: Date,
    limit: number,
    decide: (stale: readonly StaleCards[]) => readonly DueEffect[],
  ): Promise<HandedOver>;
  handAnswers(
    at: Date,
    limit: number,
    decide: (news: readonly NewAnswers[]) => readonly DueEffect[],
  ): Promise<HandedOver>;
  handLives(
    at: Date,
    limit: number,
    decide: (stale: readonly StaleLife[]) => readonly DueEffect[],
  ): Promise<HandedOver>;
  /** Hosts who are to be told who waits; undefined: there is nothing to say. */
  handPrompts(at: Date, limit: number, decide: (due: DuePrompt) => DueEffect | undefined): Promise<HandedOver>;
  /** Meetings into which somebody wanted to come by now; `next` is when somebody else wants to. */
  handSoon(
    at: Date,
    limit: number,
    decide: (life: Life) => {
      readonly effects: readonly DueEffect[];
      readonly invited: readonly Asked[];
      readonly next: Date | undefined;
    },
  ): Promise<HandedOver>;
  /** Recordings that are to be told of. */
  handRecordings(at: Date, limit: number, decide: (due: DueRecording) => readonly DueEffect[]): Promise<HandedOver>;
  /** `nextDue` of each is when the next one is due. */
  handAgendas(
    at: Date,
    limit: number,
    decide: (due: readonly DueAgenda[]) => readonly { readonly nextDue: Date; readonly effect?: DueEffect }[],
  ): Promise<HandedOver>;
  /** Puts one person's reminder of one occurrence off until `dueAt`; false where this person is not invited to it any more. */
  snooze(person: Identity, meetingId: string, occurrence: Date, dueAt: Date): Promise<boolean>;
}

export interface HandedOver {
  readonly taken: number;
  readonly put: readonly string[];
}
