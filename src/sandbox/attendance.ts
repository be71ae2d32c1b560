import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import { fullNameOf } from './caller.ts';
import { admit, atTheDoor, begin, guestsIn, openSession } from './handlers/admission.ts';
import { type Change, holdRoom } from './handlers/locks.ts';
import type { Room } from './handlers/rooms.ts';
import { account, entryToken, participant, poll, recording, room, session, vote, waiting } from './schema.ts';
import { objectId, type World } from './world.ts';

/** A room as somebody at its door, or inside, sees it. */
export interface Door {
  readonly room: Room;
  readonly hostName: string;
  readonly locked: boolean;
  readonly inside: readonly (typeof participant.$inferSelect)[];
  readonly openPolls: readonly (typeof poll.$inferSelect)[];
}

/** What became of somebody who wanted to go in. */
export type Entry =
  | { readonly outcome: 'in' | 'waiting'; readonly id: string }
  | { readonly outcome: 'locked' | 'full' | 'wrong_pin' | 'wrong_token' | 'no_room' };

export async function lookThroughDoor({ orm }: World, roomId: string): Promise<Door | undefined> {
  const [found] = await orm
    .select()
    .from(room)
    .innerJoin(account, eq(account.id, room.userId))
    .where(eq(room.roomId, roomId));
  if (!found) return undefined;
  const rows = await orm
    .select()
    .from(session)
    .leftJoin(participant, and(eq(participant.sessionId, session.sessionId), isNull(participant.leftAt)))
    .where(and(eq(session.roomId, roomId), isNull(session.endedAt)))
    .orderBy(asc(participant.joinedAt));
  const openPolls = await orm
    .select()
    .from(poll)
    .where(and(eq(poll.roomId, roomId), eq(poll.status, 'open')))
    .orderBy(asc(poll.createdAt));
  return {
    room: found.room,
    hostName: fullNameOf(found.account),
    locked: rows[0]?.session.locked ?? false,
    inside: rows.flatMap(({ participant: who }) => (who ? [who] : [])),
    openPolls,
  };
}

/**
 * Somebody wants to go in by name; the host's PIN makes a moderator. The first one in begins a session. Where people knock,
 * or wait for a moderator who is not there, one waits at the door.
 */
export async function enter(
  world: World,
  roomId: string,
  { name: given, pin, token }: { readonly name: string; readonly pin?: string; readonly token?: string },
): Promise<Entry> {
  const entry = await world.orm.transaction(async (change): Promise<Entry> => {
    const place = await holdRoom(change, roomId);
    if (!place) return { outcome: 'no_room' };
    if (pin && pin !== place.mpin && pin !== place.ppin) return { outcome: 'wrong_pin' };
    const entry = token === undefined ? undefined : await takeToken(world, change, roomId, token);
    if (token !== undefined && !entry) return { outcome: 'wrong_token' };
    const name = entry?.name ?? given;
    const role = entry?.role ?? (pin === place.mpin ? 'moderator' : 'participant');
    const open = await openSession(change, roomId);
    if (role === 'participant') {
      if (open?.locked) return { outcome: 'locked' };
      if (place.knock || (place.waitForModerator && !(open && (await isHosted(change, open.sessionId))))) {
        const [held] = await change.insert(waiting).values({ roomId, name, since: world.clock() }).returning();
        return held ? { outcome: 'waiting', id: held.id } : { outcome: 'no_room' };
      }
      if (open && (await guestsIn(change, open.sessionId)) >= place.participants) return { outcome: 'full' };
    }
    const sessionId = open?.sessionId ?? (await begin(world, change, place));
    const [held] = await change
      .insert(participant)
      .values({ sessionId, name, role, joinedAt: world.clock() })
      .returning({ id: participant.id });
    // Who only waited for the host comes in with the host; who knocked waits on.
    if (role === 'moderator' && !place.knock && !open?.locked) {
      await admit(world, change, place, { sessionId, waiters: await atTheDoor(change, roomId) });
    }
    return held ? { outcome: 'in', id: held.id } : { outcome: 'no_room' };
  });
  if (entry.outcome === 'in') world.tell('participant.joined', roomId);
  if (entry.outcome === 'waiting') world.tell('participant.waiting', roomId);
  return entry;
}

/** A token is good for ten minutes, and for one coming. */
const tokenMilliseconds = 10 * 60_000;

/** For whom a token is, while it is good. */
export async function entryOf(
  { orm, clock }: Pick<World, 'orm' | 'clock'>,
  roomId: string,
  token: string,
): Promise<typeof entryToken.$inferSelect | undefined> {
  const since = new Date(clock().getTime() - tokenMilliseconds);
  const isGood = and(eq(entryToken.token, token), eq(entryToken.roomId, roomId), gte(entryToken.createdAt, since));
  const [found] = await orm.select().from(entryToken).where(isGood);
  return found;
}

async function takeToken(world: World, change: Change, roomId: string, token: string) {
  const found = await entryOf(world, roomId, token);
  if (!found) return undefined;
  const [taken] = await change.delete(entryToken).where(eq(entryToken.token, token)).returning();
  return taken;
}

/** Lets somebody out; the last one out ends the session. */
export async function leave(world: World, roomId: string, participantId: string): Promise<void> {
  await world.orm.transaction(async (change) => {
    await holdRoom(change, roomId);
    const open = await openSession(change, roomId);
    if (!open) return;
    const [gone] = await change
      .update(participant)
      .set({ leftAt: world.clock() })
      .where(
        and(eq(participant.id, participantId), eq(participant.sessionId, open.sessionId), isNull(participant.leftAt)),
      )
      .returning({ id: participant.id });
    const left = await change
      .select({ id: participant.id })
      .from(participant)
      .where(and(eq(participant.sessionId, open.sessionId), isNull(participant.leftAt)))
      .limit(1);
    if (gone && left.length === 0) await end(world, change, open);
  });
  world.tell('participant.left', roomId);
}

/** Everybody out of this session; of whichever there is in the room, unless it is named. */
export async function endSession(world: World, roomId: string, sessionId?: string): Promise<void> {
  await world.orm.transaction(async (change) => {
    await holdRoom(change, roomId);
    const open = await openSession(change, roomId);
    if (open && (sessionId === undefined || open.sessionId === sessionId)) await end(world, change, open);
  });
  world.tell('session.ended', roomId);
}

/** A vote of somebody inside; a second one replaces the first. False if there is nothing to vote on. */
export async function castVote(
  { orm }: World,
  roomId: string,
  { participantId, pollId, option }: { participantId: string; pollId: string; option: number },
): Promise<boolean> {
  const [asked] = await orm
    .select()
    .from(poll)
    .where(and(eq(poll.pollId, pollId), eq(poll.roomId, roomId), eq(poll.status, 'open')));
  const [who] = await orm
    .select({ id: participant.id })
    .from(participant)
    .innerJoin(session, eq(session.sessionId, participant.sessionId))
    .where(and(eq(participant.id, participantId), eq(session.roomId, roomId), isNull(participant.leftAt)));
  if (!asked || !who || option >= asked.options.length) return false;
  await orm
    .insert(vote)
    .values({ pollId, participantId, option })
    .onConflictDoUpdate({ target: [vote.pollId, vote.participantId], set: { option } });
  return true;
}

/** How somebody at the door stands. */
export async function decisionOn({ orm }: World, roomId: string, waitingId: string) {
  const [found] = await orm
    .select()
    .from(waiting)
    .where(and(eq(waiting.id, waitingId), eq(waiting.roomId, roomId)));
  return found && { name: found.name, decision: found.decision };
}

async function isHosted(change: Change, sessionId: string): Promise<boolean> {
  const inside = and(eq(participant.sessionId, sessionId), isNull(participant.leftAt));
  const moderators = await change
    .select({ id: participant.id })
    .from(participant)
    .where(and(inside, eq(participant.role, 'moderator')))
    .limit(1);
  return moderators.length > 0;
}

async function end({ clock }: World, change: Change, open: typeof session.$inferSelect): Promise<void> {
  const { sessionId, startedAt } = open;
  const now = clock();
  await change
    .update(participant)
    .set({ leftAt: now })
    .where(and(eq(participant.sessionId, sessionId), isNull(participant.leftAt)));
  await change.update(session).set({ endedAt: now }).where(eq(session.sessionId, sessionId));
  if (!open.recorded) return;
  const seconds = Math.max(1, Math.round((now.getTime() - startedAt.getTime()) / 1_000));
  await change.insert(recording).values({ recordingId: objectId(), sessionId, startedAt, seconds });
}
