import type { Identity } from '../invocation.ts';
import type { Life } from '../live/life.ts';
import type { NewMeeting } from '../meeting.ts';
import type { CardPlace } from './schedules.ts';

/** One time that a meeting took place. */
export interface HeldMeeting {
  readonly meeting: NewMeeting;
  /** Which time it was: one meeting has one row for each. */
  readonly heldAt: Date;
  /** The service’s sessions that were it. */
  readonly sessions: readonly string[];
  readonly liveSince: Date;
  readonly endedAt: Date;
  /** Whose it is at the service; absent where that is not known. */
  readonly accountId?: string;
}

/** A meeting that has ended, whose recording is looked for. */
export interface RecordingSearch extends HeldMeeting {
  /** How often it was looked for already. */
  readonly looks: number;
}

/** A meeting that was recorded. */
export interface RecordedMeeting extends HeldMeeting {
  /** The unguessable part of `/r/…`. */
  readonly linkKey: string;
  /** Whether those see it who see the meeting’s cards; else its host alone. */
  readonly isShared: boolean;
}

/** What a look has brought: a recording, or when to look again; neither: it is not looked for any more. */
export interface Searched {
  readonly search: RecordingSearch;
  readonly found?: Pick<RecordedMeeting, 'linkKey' | 'isShared'>;
  readonly again?: Date;
}

/** Where a recording is to be told of. */
export interface DueRecording {
  readonly recorded: RecordedMeeting;
  readonly cards: readonly CardPlace[];
}

/** Meetings that are over, and their recordings. */
export interface RecordingStore {
  /** By the key of our link; with where the cards of its meeting stand. */
  find(linkKey: string): Promise<DueRecording | undefined>;
  /** Meetings of this host, by any identity of the same human, that ended after `since`; newest first. */
  hostedBy(
    host: Identity,
    since: Date,
    most: number,
  ): Promise<readonly (RecordingSearch & Partial<Pick<RecordedMeeting, 'linkKey' | 'isShared'>>)[]>;
  /** Meetings of this host that began after `since`, and into which nobody may look but by the host’s asking. */
  unwatched(host: Identity, since: Date): Promise<readonly Life[]>;
  /** What a command has found out. Whatever was found before stays as it was. */
  learn(searched: readonly Searched[], at: Date): Promise<void>;
  /** Its host lets everybody see it who sees the meeting’s cards: they are told. False where there is none of this host’s, or that was done already. */
  share(host: Identity, meetingId: string, heldAt: Date, at: Date): Promise<boolean>;
}
