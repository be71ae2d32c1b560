import { and, arrayContains, asc, eq, isNull, or } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { endSession, leave } from '../attendance.ts';
import { sees } from '../caller.ts';
import { account, entryToken, mail, meeting, participant, room, session } from '../schema.ts';
import { secret } from '../world.ts';
import { toUser } from './access.ts';
import { type Handled, type Handlers, isUuid } from './handler.ts';

type Session = typeof session.$inferSelect;

export const sessions: Handlers<
  | 'joinSession'
  | 'invite'
  | 'listParticipants'
  | 'muteParticipant'
  | 'unmuteParticipant'
  | 'removeParticipant'
  | 'lockSession'
  | 'unlockSession'
  | 'endSession'
> = {
  /** A PIN belongs to one room, whosever; the API id says which of them it opens. */
  async joinSession({ world, organisationId, input }) {
    const [found] = await world.orm
      .select()
      .from(room)
      .innerJoin(account, eq(account.id, room.userId))
      .leftJoin(meeting, eq(meeting.roomId, room.roomId))
      .where(
        and(or(eq(room.mpin, input.pin), eq(room.ppin, input.pin)), arrayContains(account.path, [organisationId])),
      );
    if (!found) throw refusals.notFound('The PIN');
    const role = found.room.mpin === input.pin ? 'moderator' : 'participant';
    const { customer_id, user_id, ...host } = toUser(found.account);
    const ids = { meeting_id: found.meeting?.meetingId ?? '', customer_id, room_id: found.room.roomId };
    // Joins the video, on the page that stands for it here; it opens nothing of this API.
    const token = `video-${secret()}`;
    const { roomId } = found.room;
    await world.orm.insert(entryToken).values({ token, roomId, name: input.name, role, createdAt: world.clock() });
    return { token, user: { ...ids, role, user_id, ...host } };
  },

  async invite({ world, caller, input }) {
    const [found] = await world.orm
      .select({ room })
      .from(room)
      .innerJoin(account, eq(account.id, room.userId))
      .leftJoin(meeting, eq(meeting.roomId, room.roomId))
      .where(
        and(
          input.room_id ? eq(room.roomId, input.room_id) : eq(meeting.meetingId, input.meeting_id ?? ''),
          sees(caller),
        ),
      );
    if (!found) throw refusals.notFound('The room');
    const { roomId, roomName, ppin } = found.room;
    const subject = `Join ${roomName} now`;
    const body = `Join at ${world.directUrl(roomId)} with the PIN ${ppin}`;
    const emails = [...new Set(input.emails.map((email) => email.toLowerCase()))];
    await world.orm.insert(mail).values(emails.map((to) => ({ to, subject, body, sentAt: world.clock() })));
    return { msg: `Invited ${emails.length}` };
  },

  async listParticipants(call) {
    const { sessionId } = await find(call);
    const rows = await call.world.orm
      .select()
      .from(participant)
      .where(eq(participant.sessionId, sessionId))
      .orderBy(asc(participant.joinedAt), asc(participant.id));
    return {
      participants: rows.map(({ id, name, role, muted, joinedAt, leftAt }) => ({
        participant_id: id,
        name,
        role,
        muted,
        join_time: joinedAt,
        leave_time: leftAt ?? '',
      })),
    };
  },

  muteParticipant: (call) => mute(call, true),
  unmuteParticipant: (call) => mute(call, false),

  async removeParticipant(call) {
    const { roomId } = await running(call);
    const { id } = await inside(call);
    await leave(call.world, roomId, id);
    return { msg: 'Shown out' };
  },

  lockSession: (call) => lock(call, true),
  unlockSession: (call) => lock(call, false),

  async endSession(call) {
    const { sessionId, roomId } = await running(call);
    await endSession(call.world, roomId, sessionId);
    return { msg: 'The session has been ended' };
  },
};

type Call = Handled<undefined>;

async function find({ world, caller, parameters }: Call): Promise<Session> {
  const [found] = await world.orm
    .select({ session })
    .from(session)
    .innerJoin(account, eq(account.id, session.userId))
    .where(and(eq(session.sessionId, parameters.session_id ?? ''), sees(caller)));
  if (!found) throw refusals.notFound('The session');
  return found.session;
}

async function running(call: Call): Promise<Session> {
  const found = await find(call);
  if (found.endedAt) throw refusals.notNow('The session has ended');
  return found;
}

async function inside({ world, parameters }: Call): Promise<typeof participant.$inferSelect> {
  const id = parameters.participant_id ?? '';
  const [found] = isUuid(id)
    ? await world.orm
        .select()
        .from(participant)
        .where(
          and(
            eq(participant.id, id),
            eq(participant.sessionId, parameters.session_id ?? ''),
            isNull(participant.leftAt),
          ),
        )
    : [];
  if (!found) throw refusals.notFound('The participant');
  return found;
}

async function mute(call: Call, muted: boolean) {
  await running(call);
  const { id } = await inside(call);
  await call.world.orm.update(participant).set({ muted }).where(eq(participant.id, id));
  return { msg: muted ? 'Muted' : 'Unmuted' };
}

async function lock(call: Call, locked: boolean) {
  const { sessionId } = await running(call);
  await call.world.orm.update(session).set({ locked }).where(eq(session.sessionId, sessionId));
  return { msg: locked ? 'Locked' : 'Unlocked' };
}
