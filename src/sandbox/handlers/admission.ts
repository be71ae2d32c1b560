import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { account, meeting, participant, session, waiting } from '../schema.ts';
import { objectId, type World } from '../world.ts';
import { type Change, holdRoom } from './locks.ts';
import type { Room } from './rooms.ts';

/**
 * Lets in whoever waits, or one of them, as far as there are places. Resolves to how many came in. Throws 1002 where the
 * session is locked, or the one finds no place.
 */
export async function letIn(world: World, roomId: string, waitingId?: string): Promise<number> {
  const letInNow = await world.orm.transaction(async (change) => {
    const place = await holdRoom(change, roomId);
    const waiters = await atTheDoor(change, roomId, waitingId);
    if (!place || waiters.length === 0) return 0;
    const open = await openSession(change, roomId);
    if (open?.locked) throw refusals.notNow('The session is locked: unlock it first');
    const admitted = await admit(world, change, place, { sessionId: open?.sessionId, waiters });
    if (admitted === 0 && waitingId !== undefined) {
      throw refusals.notNow(`The room is full: it has ${place.participants} places`);
    }
    return admitted;
  });
  if (letInNow > 0) world.tell('participant.joined', roomId);
  return letInNow;
}

/** Those who wait for a decision, or the one with this id if it does; who came first is first. */
export async function atTheDoor(change: Change, roomId: string, waitingId?: string) {
  const one = waitingId === undefined ? undefined : eq(waiting.id, waitingId);
  return change
    .select({ id: waiting.id, name: waiting.name })
    .from(waiting)
    .where(and(eq(waiting.roomId, roomId), isNull(waiting.decision), one))
    .orderBy(asc(waiting.since), asc(waiting.id));
}

/** As many of those at the door as there are places, the first ones. Resolves to how many. The room is held. */
export async function admit(
  world: World,
  change: Change,
  place: Room,
  from: { readonly sessionId: string | undefined; readonly waiters: readonly { id: string; name: string }[] },
): Promise<number> {
  const taken = from.sessionId === undefined ? 0 : await guestsIn(change, from.sessionId);
  const admitted = from.waiters.slice(0, Math.max(0, place.participants - taken));
  if (admitted.length === 0) return 0;
  const ids = admitted.map(({ id }) => id);
  await change.update(waiting).set({ decision: 'admitted' }).where(inArray(waiting.id, ids));
  const sessionId = from.sessionId ?? (await begin(world, change, place));
  const joinedAt = world.clock();
  await change
    .insert(participant)
    .values(admitted.map(({ id, name }) => ({ id, name, sessionId, role: 'participant' as const, joinedAt })));
  return admitted.length;
}

/** How many places are taken. Moderators do not count (as in the video API below). */
export async function guestsIn(change: Change, sessionId: string): Promise<number> {
  const [guests] = await change
    .select({ all: count() })
    .from(participant)
    .where(and(eq(participant.sessionId, sessionId), eq(participant.role, 'participant'), isNull(participant.leftAt)));
  return guests?.all ?? 0;
}

/** The session of a room that is held. Nobody locks it before the change is done. */
export async function openSession(change: Change, roomId: string) {
  const [open] = await change
    .select()
    .from(session)
    .where(and(eq(session.roomId, roomId), isNull(session.endedAt)))
    .for('share');
  return open;
}

/** A new session of a room that is held. Resolves to its id. */
export async function begin({ clock }: World, change: Change, place: Room): Promise<string> {
  const [held] = await change.select().from(meeting).where(eq(meeting.roomId, place.roomId));
  const [host] = await change.select().from(account).where(eq(account.id, place.userId));
  const sessionId = objectId();
  await change.insert(session).values({
    sessionId,
    roomId: place.roomId,
    meetingId: held?.meetingId,
    userId: place.userId,
    customerId: host?.organisationId,
    appType: place.appType,
    recorded: place.autoRecording,
    startedAt: clock(),
  });
  return sessionId;
}
