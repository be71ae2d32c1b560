import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { account, meeting, participant, room, session } from './schema.ts';
import { objectId, type World } from './world.ts';

/** A room as somebody at its door sees it. */
export interface Door {
  readonly roomId: string;
  readonly title: string;
  readonly hostName: string;
  readonly webinar: boolean;
  readonly since: Date | undefined;
  readonly inside: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: 'moderator' | 'participant';
  }[];
}

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
  return {
    roomId,
    title: found.room.roomName,
    hostName: `${found.account.firstName} ${found.account.lastName}`,
    webinar: found.room.appType === 'wb',
    since: rows[0]?.session.startedAt,
    inside: rows.flatMap(({ participant: who }) => (who ? [{ id: who.id, name: who.name, role: who.role }] : [])),
  };
}

/** Lets somebody in by name; the first one in begins a session. Resolves to the participant, if the room is there. */
export async function enter({ orm, clock }: World, roomId: string, name: string): Promise<string | undefined> {
  return orm.transaction(async (change) => {
    const [place] = await change.select().from(room).where(eq(room.roomId, roomId)).for('update');
    if (!place) return undefined;
    const now = clock();
    const [open] = await change
      .select()
      .from(session)
      .where(and(eq(session.roomId, roomId), isNull(session.endedAt)));
    const [held] = await change.select().from(meeting).where(eq(meeting.roomId, roomId));
    const [host] = await change.select().from(account).where(eq(account.id, place.userId));
    const sessionId = open?.sessionId ?? objectId();
    if (!open) {
      const who = { userId: place.userId, customerId: host?.customerId };
      const fresh = { sessionId, roomId, meetingId: held?.meetingId, appType: place.appType, startedAt: now, ...who };
      await change.insert(session).values(fresh);
    }
    const isHost = host !== undefined && name === `${host.firstName} ${host.lastName}`;
    const [inside] = await change
      .insert(participant)
      .values({ sessionId, name, role: isHost ? 'moderator' : 'participant', joinedAt: now })
      .returning({ id: participant.id });
    return inside?.id;
  });
}

/** Lets somebody out; the last one out ends the session. */
export async function leave({ orm, clock }: World, roomId: string, participantId: string): Promise<void> {
  await orm.transaction(async (change) => {
    await change.select().from(room).where(eq(room.roomId, roomId)).for('update');
    const [gone] = await change
      .update(participant)
      .set({ leftAt: clock() })
      .where(and(eq(participant.id, participantId), isNull(participant.leftAt)))
      .returning({ sessionId: participant.sessionId });
    if (!gone) return;
    const left = sql`not exists (select from ${participant} where ${participant.sessionId} = ${session.sessionId} and ${participant.leftAt} is null)`;
    await change
      .update(session)
      .set({ endedAt: clock() })
      .where(and(eq(session.sessionId, gone.sessionId), isNull(session.endedAt), left));
  });
}
