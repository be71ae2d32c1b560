import type { MessageReference } from '../address.ts';
import type { Identity } from '../invocation.ts';
import type { Asked, CallAnswer } from '../live/asked.ts';
import type { Life } from '../live/life.ts';
import type { NativeCall } from '../live/native-call.ts';
import type { Occurrence, Planned } from '../schedule.ts';
import type { RecordingSearch, Searched } from './recordings.ts';
import type { CardPlace } from './schedules.ts';

/**
 * Meetings that are looked at together, by one right: all of a customer where a server's credentials serve, else those of one account.
 */
export interface Watch {
  readonly key: string;
  /** Ours until then: whoever notes the round says it. */
  readonly heldUntil: Date;
  /** When the service last answered. */
  readonly goodAt: Date;
  /** How often in a row it did not. */
  readonly failures: number;
  /** Those that are followed, oldest first. */
  readonly lives: readonly Life[];
  /** Meetings that are over, and whose recording is to be looked for now. */
  readonly searches: readonly RecordingSearch[];
}

/** A planned meeting that may begin. */
export interface Opening {
  readonly planned: Planned;
  /** Ours until then. */
  readonly heldUntil: Date;
}

/** A meeting whose cards do not show what is known. */
export interface StaleLife {
  readonly life: Life;
  readonly dueAt: Date;
  readonly cards: readonly CardPlace[];
}

/** Who waits for a meeting has changed. */
export interface DuePrompt {
  readonly life: Life;
  /** Where its host was told before, and is told still. */
  readonly message: MessageReference | undefined;
}

/** What is known of meetings that were started. The tenant is in every query that a person asks. */
export interface LifeStore {
  /** Watches whose time has come, each for one replica alone for half a minute. */
  takeWatches(at: Date, most: number): Promise<readonly Watch[]>;
  /**
   * What was learned: each life if it still has the version that it was read with, and when to look again; undefined: there is nothing
   * more to look at. A meeting that was started meanwhile is looked at at once all the same. Where `news`, its cards are due: at
   * once, or as soon as they have stood for three seconds.
   */
  note(
    watch: Pick<Watch, 'key' | 'heldUntil'>,
    round: {
      readonly at: Date;
      readonly again: Date | undefined;
      /** It may not be looked at before, whatever begins: that would cost too much. `again` unless given. */
      readonly notBefore?: Date;
      readonly goodAt: Date;
      readonly failures: number;
      readonly changed: readonly { readonly life: Life; readonly news: boolean }[];
      readonly searched?: readonly Searched[];
    },
  ): Promise<void>;
  /** Planned meetings that begin in some minutes or go on, or that were changed; each for one replica alone for half a minute. */
  takeOpenings(at: Date, most: number): Promise<readonly Opening[]>;
  /**
   * What became of it, unless it was changed meanwhile: `begins` is looked at from now on, where anybody may look, and the next one at
   * `next`. What is known of this occurrence already stays known.
   */
  open(
    opening: Opening,
    found: {
      readonly at: Date;
      readonly next: Date | undefined;
      readonly begins: (Occurrence & { readonly awaitedUntil: Date }) | undefined;
      readonly watch: string | undefined;
    },
  ): Promise<void>;
  /**
   * Takes the place for a meeting that this invocation is about to start, until that is decided, and for some seconds at most. Resolves to who has it, where somebody else
   * was faster; undefined: it is ours.
   */
  takePlace(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    conversation: string,
    invocationId: string,
    at: Date,
  ): Promise<Identity | undefined>;
  /** The meeting that is on in this conversation at this moment: the one that is live, else the newest that may begin. */
  here(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    conversation: string,
    at: Date,
  ): Promise<Life | undefined>;
  /** The same of this host, by any identity of the same human. */
  hostedBy(host: Identity, at: Date): Promise<Life | undefined>;
  find(workspace: Pick<Identity, 'platform' | 'workspaceId'>, meetingId: string): Promise<Life | undefined>;
  /** The room of this conversation. */
  roomIn(workspace: Pick<Identity, 'platform' | 'workspaceId'>, conversation: string): Promise<Life | undefined>;
  /** A room is that of its channel no more, and its cards are not kept true any more. Resolves to where they stand. */
  unbind(workspace: Pick<Identity, 'platform' | 'workspaceId'>, meetingId: string): Promise<readonly CardPlace[]>;
  /** Whether the members of its channel come straight in; nothing changes where no channel is known. Its cards show it. */
  letMembersIn(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    meetingId: string,
    isOn: boolean,
    at: Date,
  ): Promise<void>;
  /** Notes that whoever comes with this mark until then is to be let in. */
  mark(meetingId: string, mark: string, until: Date): Promise<void>;
  /** True, once, where the mark was noted and has not ended. */
  takeMark(meetingId: string, mark: string, at: Date): Promise<boolean>;
  /** More people are asked to come: those who are not asked yet. Its cards show it. */
  ask(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    meetingId: string,
    people: readonly Asked[],
    at: Date,
  ): Promise<void>;
  /** These are called once more, by this invocation. Their cards show nothing of it. */
  callAgain(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    meetingId: string,
    people: readonly Identity[],
    by: string,
    at: Date,
  ): Promise<void>;
  /** What somebody says who was asked to come. Its cards show it. Undefined where this person was not asked. */
  answerCall(who: Identity, meetingId: string, answer: CallAnswer, at: Date): Promise<Life | undefined>;
  /** Writes down what a command has seen, if the life still has its version; false where something else was seen meanwhile. */
  learn(life: Life, at: Date): Promise<boolean>;
}

/** A meeting, and where it is shown. */
export interface ShownLife {
  readonly life: Life;
  /** As `Invocation.conversation`; empty for a planned one. */
  readonly startedIn: string;
  readonly cards: readonly MessageReference[];
}

/** Meetings as they are shown. */
export interface ShownLives {
  /**
   * A meeting, where it was started, and the messages that are its cards as far as it is noted yet that they were posted. All that are asked for
   * at the same moment are one query.
   */
  withPlaces(workspace: Pick<Identity, 'platform' | 'workspaceId'>, meetingId: string): Promise<ShownLife | undefined>;
}

/** A call of which a platform has something to hear. */
export interface DueNativeCall {
  readonly call: NativeCall;
  /** Ours until then. */
  readonly heldUntil: Date;
  /** As it is now; absent once it is forgotten. */
  readonly life?: Life;
  /** By whose right it is told: the host, or somebody whose card it is on. */
  readonly by: Identity;
}

/** What chat platforms were told of calls. */
export interface NativeCallStore {
  /** Those of which there is something to tell, each for one process alone for a minute. */
  take(at: Date, most: number): Promise<readonly DueNativeCall[]>;
  /**
   * What the platform was told; false, with nothing changed, where another process has it by now. Where its id is new, all cards of the
   * meeting are made anew.
   */
  note(due: Pick<DueNativeCall, 'heldUntil'>, call: NativeCall, at: Date): Promise<boolean>;
  /** Lets go of it: until something is new, or until `again`. */
  release(due: DueNativeCall, again?: Date): Promise<void>;
  /** The platform's id of the call that a card in this workspace is about. */
  shownIn(workspace: Pick<Identity, 'platform' | 'workspaceId'>, meetingId: string): Promise<string | undefined>;
}
