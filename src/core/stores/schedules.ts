import type { Address, MessageReference } from '../address.ts';
import type { CardNote } from '../effect.ts';
import type { Identity } from '../invocation.ts';
import type { NewMeeting } from '../meeting.ts';
import type { OwnReading } from '../own-times.ts';
import type { Heard, Preferences } from '../preferences.ts';
import type { Answer, Invitee, NewInvitee, OccurrenceChange, PlanChanges, Planned } from '../schedule.ts';

export type NewPlan = Omit<
  Planned,
  'changes' | 'invitees' | 'progress' | 'sequence' | 'state' | 'changedAt' | 'endsAt' | 'joinKey' | 'title'
>;

/** A message of ours that shows a planned meeting, and for whom it was made. */
export interface CardPlace {
  readonly reference: MessageReference;
  /** `everyone`: it stands in a channel; else in the one-to-one chat of this person. */
  readonly shownTo: 'everyone' | Identity;
  /** By whose right it was posted: what a chat platform is told again when it is replaced. */
  readonly caller: Identity;
  /** Where it was posted to, where it was posted to an address. */
  readonly to?: Address;
  /** What it says of a change that was made last. */
  readonly note?: CardNote;
}

/** A reminder that is due once: `occurrence` is the original beginning of what it reminds of. */
export interface ReminderPlan {
  readonly inviteeId: string;
  /** Minutes before the beginning; -1 for one that was put off by its person. */
  readonly lead: number;
  readonly occurrence: Date;
  readonly dueAt: Date;
}

/** Planned meetings. Whoever asks has been authorised; the tenant is in every query. */
export interface ScheduleStore {
  /** Meeting, plan and invitees in one transaction; false, with nothing changed, if it is there already. */
  create(meeting: NewMeeting, plan: NewPlan, invitees: readonly NewInvitee[]): Promise<boolean>;
  /** A planned meeting within one workspace. */
  find(workspace: Pick<Identity, 'platform' | 'workspaceId'>, meetingId: string): Promise<Planned | undefined>;
  /** A planned meeting and one of its invitees, taken off or not: for links that lead to one invitee alone. */
  byInvitee(
    inviteeId: string,
  ): Promise<{ readonly planned: Planned; readonly invitee: Invitee; readonly isRemoved: boolean } | undefined>;
  /**
   * What this person, by any identity of the same human, hosts or is invited to, and that may take place between two moments: a
   * series is in it as a whole. By when they begin; at most 500, of which what is over and what is furthest ahead is left out first.
   */
  of(person: Identity, from: Date, to: Date): Promise<readonly Planned[]>;
  /** Changes it as a whole, if it still has this sequence; that grows by one. Undefined: somebody else changed it meanwhile. */
  change(meetingId: string, sequence: number, changes: PlanChanges, by: string): Promise<Planned | undefined>;
  /** The same for one occurrence. */
  changeOccurrence(
    meetingId: string,
    sequence: number,
    change: OccurrenceChange,
    by: string,
  ): Promise<Planned | undefined>;
  /** It does not take place at all; its reminders go with it. Without a sequence: whatever was changed meanwhile. */
  cancel(meetingId: string, sequence: number | undefined, by: string): Promise<Planned | undefined>;
  /**
   * Takes a change back that was made here and not at the service: the meeting is as `before` again, number and all, but for answers
   * and for who was invited by others since. False where somebody has changed the same since.
   */
  takeBack(made: Planned, before: Planned): Promise<boolean>;
  /** Adds whoever is not invited yet. Resolves to the meeting as it is then, and to those who are new; undefined if it is cancelled. */
  invite(
    meetingId: string,
    invitees: readonly NewInvitee[],
    by: string,
  ): Promise<{ readonly planned: Planned; readonly added: readonly Invitee[] } | undefined>;
  /**
   * Takes an answer down, and marks that the cards (in 3 seconds) and the host (in a minute) are to hear of it, unless they
   * are marked already. Undefined where nobody is invited by that id any more, or the meeting is cancelled.
   */
  answer(inviteeId: string, answer: Answer, at: Date): Promise<Planned | undefined>;
  /** Whom the invocation of this `reference` took off, and who was not invited again since: whoever is run again still knows whom to tell. */
  takenOffBy(meetingId: string, by: string): Promise<readonly Invitee[]>;
  /** Where its cards stand. */
  cards(meetingId: string): Promise<readonly CardPlace[]>;
}

export interface PreferenceStore {
  /** What this person has set; what is not set comes from another identity of the same human, then from `usualPreferences`. */
  find(person: Identity): Promise<Preferences>;
  /**
   * How this person reads times, as far as that is known: language and clock, and the zone where they have set zone or clock and it is known
   * where they are. Undefined: as their chat platform shows them.
   */
  ownReading(person: Identity): Promise<OwnReading | undefined>;
  /** Sets what is given; null takes it back. */
  set(
    person: Identity,
    changes: { readonly [name in keyof Preferences]?: Preferences[name] | null },
  ): Promise<Preferences>;
  /** Takes down what the chat platform says now, where something of that kind is kept of this human: agendas go by it from now on. */
  hear(person: Identity, heard: Heard): Promise<void>;
  /** Whoever has an agenda, quiet hours or a clock of their own choice, and no zone. */
  followed(): Promise<readonly Followed[]>;
}

/** Somebody to whom we write at times of the day, in the zone that the chat platform has said. */
export interface Followed {
  readonly person: Identity;
  readonly heard: Heard;
}

/** What is being talked about in one conversation with one person: an open draft, a question, the meeting that “it” is. */
export interface Talk<Body = unknown> {
  readonly id: string;
  /** Grows by one with every change. */
  readonly version: number;
  /** Absent: nothing is open. */
  readonly body?: Body;
  /** What was asked last, about a meeting that there is or anything else, beside what is open: a word answers it. Absent: nothing. */
  readonly question?: unknown;
  /** The planned meeting, or the draft, that was spoken of last. */
  readonly spokenOf?: string;
  /** What is open is being made just now: until that has come to an end, nothing else becomes of it. */
  readonly isHeld?: true;
}

/** Conversations that go over several messages. They survive a restart, and end by themselves after a day. */
export interface TalkStore {
  find(person: Identity, conversation: string): Promise<Talk | undefined>;
  byId(person: Identity, id: string): Promise<(Talk & { readonly conversation: string }) | undefined>;
  /**
   * Puts it in place of what is there, where that still has the version `after` (0: nothing is there, or nothing that counts).
   * Undefined: somebody else was faster, or it is held. `spokenOf` stays as it is unless given. A word now answers this, and no question of before.
   */
  put(
    person: Identity,
    conversation: string,
    after: number,
    talk: { readonly id: string; readonly body?: unknown; readonly spokenOf?: string },
    at: Date,
  ): Promise<Talk | undefined>;
  /**
   * Of this id nothing is open any more; what was spoken of stays. `by`: whoever holds it. False: it was not open, or somebody else
   * holds it.
   */
  close(person: Identity, id: string, by?: string): Promise<boolean>;
  /**
   * Keeps what is open, as it was at this version, from being changed or closed while it is made, until it is released, or `until`.
   * `by`: the `reference` of whoever makes it. False: it is not so any more, or somebody else holds it.
   */
  hold(person: Identity, talk: Pick<Talk, 'id' | 'version'>, by: string, until: Date): Promise<boolean>;
  /** It was not made. */
  release(person: Identity, id: string, by: string): Promise<void>;
  /** Where this person's cards of a draft stand that can still be pressed, oldest first; those that can be reached. */
  cards(
    person: Identity,
    draftId: string,
  ): Promise<readonly { readonly effectId: string; readonly reference: MessageReference }[]>;
  /** What an answer took the buttons from, as far as it could be reached, or would have taken them from: a press on it answers nothing any more. */
  isOver(person: Identity, effectId: string): Promise<boolean>;
  /** Asks, about the meeting that “it” is from now on where one is given, in place of what was asked before; what is open stays open. */
  ask(person: Identity, conversation: string, question: unknown, spokenOf?: string): Promise<void>;
  /** Nothing is asked any more. */
  settle(person: Identity, conversation: string): Promise<void>;
  /** From now on, “it” is this meeting; what is open stays open, and a question about anything else does not. */
  spoke(person: Identity, conversation: string, meetingId: string): Promise<void>;
}
