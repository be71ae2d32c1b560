import type { StartedMeeting } from '../effect.ts';
import type { NewMeeting } from '../meeting.ts';
import type { Presence, Run, Waiting } from '../ucaas.ts';
import type { Asked } from './asked.ts';

/**
 * How a meeting that was started is doing.
 * - `starting`: its link is out, and nobody was seen inside yet
 * - `live`: somebody is inside
 * - `ended`: whoever was seen inside has left, or it was ended
 */
export type LifeState = 'starting' | 'live' | 'ended';

/** How a meeting is doing, as far as it was seen. Its card shows this and nothing else. */
export interface Progress {
  readonly state: LifeState;
  readonly liveSince?: Date;
  readonly endedAt?: Date;
  /** Whoever is, or was, inside; absent where the service does not tell. */
  readonly presences?: readonly SessionPresence[];
  /** When what is known was true last: what was seen before that changes nothing. */
  readonly asOf: Date;
  /** Since when the service could not be asked; absent while it can. */
  readonly unknownSince?: Date;
  /** Whether anybody looks: false where nothing may be asked for it, and once it is over. */
  readonly isFollowed: boolean;
  /** The host has ended it for everybody: nobody comes back. */
  readonly isClosed: boolean;
  /** Who waits to be let in, as they came; absent where that is not known. For the eyes of the host; others see how many. */
  readonly waiting?: readonly Waiting[];
  /** Its recording, once there is one: by the key of our link to it, and whether more people than its host see it. */
  readonly recording?: { readonly key: string; readonly isShared: boolean };
}

/** A running or past meeting, and how it is doing. */
export interface Life extends Progress {
  readonly meeting: NewMeeting;
  /** Of a planned meeting, the occurrence that this is about, by its original beginning. */
  readonly occurrence?: Date;
  /** When it is to begin; it may begin some minutes before. */
  readonly expectedAt: Date;
  /** If nobody was seen inside until then, nobody comes any more. */
  readonly awaitedUntil: Date;
  /** Who was asked to come, when it was started or later. */
  readonly invited: readonly Asked[];
  /** Whether guests knock, and the host lets them in. */
  readonly hasLobby: boolean;
  /** The channel or group that it belongs to (`Crowd.place`), where its members can be let in by themselves. */
  readonly place?: string;
  /** Whether those members come straight in, though others knock. */
  readonly membersIn: boolean;
  /** The service's session that is this meeting. */
  readonly sessionId?: string;
  /** When the list of people was true. */
  readonly presencesAsOf?: Date;
  /** Whose it is at the service, by the service's user id; absent where that is not known. */
  readonly accountId?: string;
  /** Grows with every change. */
  readonly version: number;
  /** When its cards last had something new to show. */
  readonly newsAt: Date;
}

/** A stay of somebody in one of the sessions of a meeting. */
export interface SessionPresence extends Presence {
  readonly sessionId: string;
}

/** The clocks of the service and ours may differ by so much: so long, what ended in a room may be taken for what began there. */
const skewMilliseconds = 2 * 60_000;
/** A meeting to which nobody came for so long is over, unless it was to be longer. */
const longestEmptyMilliseconds = 60 * 60_000;
/** A planned meeting is looked at from so long before its beginning. */
export const earlyMilliseconds = 10 * 60_000;
/** Our link leads on for so long after the last one has left. */
const linkMilliseconds = 2 * 60_000;
/** A call that is still running in a room when a meeting begins there began at most so long before. */
const longestBeforeMilliseconds = 12 * 60 * 60_000;
/** Whoever was thrown out by a bad connection may come back for so long: a meeting that has ended is looked at a little longer. */
const returnMilliseconds = 10 * 60_000;

/** A meeting that begins now. */
export function begun(
  meeting: NewMeeting,
  {
    invited,
    watch,
    accountId,
    hasLobby = false,
    place,
    membersIn = false,
    at: startedAt = meeting.startedAt,
  }: StartedMeeting,
): Life {
  const isFollowed = watch !== undefined;
  return {
    meeting,
    expectedAt: startedAt,
    awaitedUntil: awaitedUntil(startedAt),
    state: 'starting',
    invited,
    hasLobby,
    place,
    membersIn: membersIn && place !== undefined,
    accountId,
    asOf: startedAt,
    isClosed: false,
    isFollowed,
    version: 0,
    newsAt: startedAt,
  };
}

/** Until when somebody may still come, to a meeting that lasts so many minutes, as far as that is known. */
export function awaitedUntil(expectedAt: Date, minutes = 0): Date {
  return new Date(expectedAt.getTime() + Math.max(longestEmptyMilliseconds, minutes * 60_000));
}

/** A permanent room that served as a meeting: what happens in it later is another meeting. */
function isRoom({ serviceMeetingId, serviceRoomId }: NewMeeting): boolean {
  return serviceMeetingId === undefined || serviceMeetingId === serviceRoomId;
}

/** The room of a channel: it is there for good, and one call in it follows the other. */
export function isStanding({ meeting }: Pick<Life, 'meeting'>): boolean {
  return meeting.kind === 'room';
}

export function isOver({ state }: Pick<Life, 'state'>): boolean {
  return state === 'ended';
}

/** What to ask the service for, to find the calls of one meeting. */
export function idsOf(meeting: NewMeeting): { readonly meetingId?: string; readonly roomId?: string } {
  const { serviceMeetingId: meetingId, serviceRoomId: roomId = meetingId } = meeting;
  return isRoom(meeting) ? { roomId } : { meetingId };
}

/** No call of this meeting began before, in milliseconds since 1970; in a room, somebody may have been there already. */
export function lookedFrom(life: Life): number {
  const { meeting, occurrence, expectedAt, asOf } = life;
  // What was there before was seen already.
  if (isStanding(life)) return Math.max(expectedAt.getTime(), asOf.getTime()) - longestBeforeMilliseconds;
  const isOne = !occurrence && !isRoom(meeting);
  return expectedAt.getTime() - (isOne ? skewMilliseconds : longestBeforeMilliseconds);
}

/** Nobody has come for so long that nobody will. */
export function isLeftEmpty(life: Life, at: Date): boolean {
  return life.state === 'starting' && at > life.awaitedUntil && !isStanding(life);
}

/** From when on somebody inside is in this meeting: people come to a planned one some minutes before. */
function openedAt({ occurrence, expectedAt }: Life): Date {
  return occurrence ? new Date(expectedAt.getTime() - earlyMilliseconds) : expectedAt;
}

function belongs({ serviceMeetingId, serviceRoomId }: NewMeeting, { meetingId, roomId }: Run): boolean {
  if (meetingId !== undefined && meetingId === serviceMeetingId) return true;
  return roomId !== undefined && roomId === serviceRoomId;
}

/**
 * The session that is this meeting, among all that were seen: the one that it was before, or a later one that people went back to
 * (never in a permanent room); else the first that was not over when the meeting began, and is no other meeting's.
 */
export function runOf(
  life: Life,
  runs: readonly Run[],
  isOfOther: (sessionId: string) => boolean = () => false,
): Run | undefined {
  const { meeting, sessionId } = life;
  const own = runs
    .filter((run) => belongs(meeting, run))
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  // Whoever is in the room of a channel is in it, whatever else they meet about.
  if (isStanding(life))
    return (
      own.findLast(({ endedAt }) => !endedAt) ??
      // Services tell seconds: what was seen to begin there is its own, even if it ended in the very second in which the room became this one.
      own.findLast((run) => run.sessionId === sessionId || (run.endedAt && run.endedAt > life.expectedAt))
    );
  const bound = own.find((run) => run.sessionId === sessionId);
  // In a room, what others began is theirs.
  const running = own.findLast(({ sessionId: id, endedAt }) => !endedAt && !(isRoom(meeting) && isOfOther(id)));
  if (sessionId !== undefined) {
    if (bound && !bound.endedAt) return bound;
    return (isRoom(meeting) ? undefined : running) ?? bound;
  }
  // What was over before was another meeting in that room, or another occurrence, even where the clocks differ a little.
  const opened = openedAt(life);
  const past = own.filter(
    ({ sessionId: id, endedAt = opened }) =>
      (!isRoom(meeting) && !life.occurrence) || (endedAt > opened && !isOfOther(id)),
  );
  return running ?? past.at(-1);
}

/** The service was asked at `at`, and `run` is the session of this meeting; undefined: it knows none. */
export function seen(life: Life, at: Date, run: Run | undefined): Life {
  if (at <= life.asOf) return life;
  const now: Life = { ...life, asOf: at, unknownSince: undefined };
  if (!run) {
    if (life.state === 'live') return over(now, life.asOf, at);
    return isLeftEmpty(life, at) ? { ...now, isFollowed: false } : stopped(now, at);
  }
  // A list that has not heard yet of what the host has ended.
  if (life.isClosed && run.sessionId === life.sessionId && !run.endedAt) return stopped(now, at);
  const before = isStanding(life) && life.sessionId !== run.sessionId ? anew(now) : now;
  const begun: Life = { ...before, sessionId: run.sessionId, liveSince: before.liveSince ?? run.startedAt };
  return run.endedAt ? over(begun, run.endedAt, at) : { ...begun, state: 'live', endedAt: undefined };
}

/** Another call in the same room: who was in the one before is none of it. */
function anew(life: Life): Life {
  const { liveSince: _since, endedAt: _end, presences: _people, presencesAsOf: _asOf, ...rest } = life;
  return { ...rest, isClosed: false };
}

/** Who was in its session at `at`. Whoever was in an earlier one of the same meeting stays known. */
export function attended(life: Life, at: Date, sessionId: string, rows: readonly Presence[]): Life {
  if (life.presencesAsOf && at <= life.presencesAsOf) return life;
  const { endedAt } = life;
  const listed = new Set(rows.map(({ participantId }) => participantId));
  // Whoever is not on the list any more has left, at the latest now; that they came stays known.
  const known = (life.presences ?? []).flatMap((one) => {
    if (one.sessionId !== sessionId) return [one];
    return listed.has(one.participantId) ? [] : [{ ...one, left: one.left ?? endedAt ?? at }];
  });
  const presences = [...known, ...rows.map((one) => ({ ...one, sessionId }))];
  // Whoever was still inside when it ended left with it.
  const left = endedAt ? presences.map((one) => ({ ...one, left: one.left ?? endedAt })) : presences;
  return { ...life, presences: left, presencesAsOf: at };
}

/** The service could not be asked since then. What is over stays over. */
export function unseen(life: Life, since: Date): Life {
  return (life.state === 'ended' && !isStanding(life)) || life.unknownSince ? life : { ...life, unknownSince: since };
}

/** The host has ended it for everybody. */
export function closed(life: Life, at: Date): Life {
  return { ...over({ ...life, unknownSince: undefined }, life.endedAt ?? at, at), isClosed: true };
}

/**
 * From when on our link to it leads nowhere: at once where the host ended it, and else after a moment, in which whoever was thrown out
 * may come back. Undefined: it leads on.
 */
export function linkEndsAt(life: Pick<Life, 'meeting' | 'state' | 'endedAt' | 'isClosed'>): Date | undefined {
  const { state, endedAt, isClosed } = life;
  if (state !== 'ended' || !endedAt || isStanding(life)) return undefined;
  return isClosed ? endedAt : new Date(endedAt.getTime() + linkMilliseconds);
}

function over(life: Life, endedAt: Date, at: Date): Life {
  const presences = life.presences?.map((one) => ({ ...one, left: one.left ?? endedAt }));
  // Nobody waits for what is over.
  const waiting = life.waiting && [];
  return stopped({ ...life, state: 'ended', endedAt, presences, waiting }, at);
}

function stopped(life: Life, at: Date): Life {
  if (isStanding(life)) return life;
  const { state, endedAt = at, occurrence, awaitedUntil: until } = life;
  // In a room, what comes next is another meeting; but as long as it may be taken for this one, it is known whose it was.
  const looked = isRoom(life.meeting) || life.isClosed ? skewMilliseconds : returnMilliseconds;
  const isPast = at.getTime() - endedAt.getTime() > looked && (!occurrence || life.isClosed || at > until);
  return state === 'ended' && isPast ? { ...life, isFollowed: false } : life;
}
