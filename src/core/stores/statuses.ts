import type { Identity } from '../invocation.ts';
import type { Life } from '../live/life.ts';

/** What stands beside somebody's name on a chat platform. Both texts empty: nothing. */
export interface ShownStatus {
  readonly text: string;
  /** As the platform writes it, `:coffee:` say. */
  readonly emoji: string;
  /** When the platform takes it away by itself; absent: it stays. */
  readonly until?: Date;
}

/** A right that somebody gave us to their own status. */
export interface StatusToken {
  readonly token: string;
  /** Where tokens rotate: good for one renewal, and when the token ends. */
  readonly refreshToken?: string;
  readonly endsAt?: Date;
}

/** What we have made of somebody's status. */
export interface StatusTaken {
  /** What stood there before, to be given back. */
  readonly before: ShownStatus;
  /** Ours goes by itself then. */
  readonly until: Date;
  /** False: it was about to be shown, and may be. */
  readonly isShown: boolean;
}

/** Somebody's status, which is to be looked after now. */
export interface DueStatus {
  readonly id: string;
  /** The user id is empty once its person is forgotten. */
  readonly person: Identity;
  readonly token: StatusToken;
  readonly taken?: StatusTaken;
  /** The person has set another one meanwhile: nothing is shown until they are in no meeting any more. */
  readonly isYielded: boolean;
  /** It is given back, and the right as well. */
  readonly isEnding: boolean;
  /** Tries since something last got through. */
  readonly attempts: number;
  /** Live meetings that this person hosts, or that our link led them into. */
  readonly lives: readonly Life[];
  /** By which name our link led them into which meeting last. */
  readonly entered?: { readonly meetingId: string; readonly name: string };
  /** Ours until then. */
  readonly heldUntil: Date;
}

/** Who has given us their status to keep, and what is to be done about it. */
export interface StatusStore {
  /** Since when this person's status is kept; undefined: it is not. */
  since(person: Identity): Promise<Date | undefined>;
  /** From now on it is not: what was taken is given back, and the right. False where it was not. */
  end(person: Identity, at: Date): Promise<boolean>;
  /** Our link has led this person into a meeting, by this name. */
  entered(person: Identity, meetingId: string, name: string): Promise<void>;
  /** Those of which there is something to do, each for one process alone for a minute. */
  take(at: Date, most: number): Promise<readonly DueStatus[]>;
  /** What has become of it; false, with nothing changed, where another process has it by now. */
  note(
    due: Pick<DueStatus, 'id' | 'heldUntil'>,
    now: Pick<DueStatus, 'token' | 'taken' | 'isYielded' | 'attempts'>,
    at: Date,
  ): Promise<boolean>;
  /** Lets go of it: until something is new, or until `again`. */
  release(due: Pick<DueStatus, 'id' | 'heldUntil'>, again?: Date): Promise<void>;
  /** There is nothing to keep any more. */
  remove(due: Pick<DueStatus, 'id' | 'heldUntil'>): Promise<void>;
}
