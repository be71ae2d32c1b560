import { and, arrayContains, desc, eq, gte, lte, or, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { appTypes, type routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import { below } from '../caller.ts';
import { account, invitation, meeting, room, session } from '../schema.ts';
import { toUser } from './access.ts';
import { fromServiceTime, type Handler, toServiceTime } from './handler.ts';

export const joinSession: Handler<z.output<typeof routes.joinSession.request>> = async ({ world, input }) => {
  const [found] = await world.orm
    .select()
    .from(room)
    .innerJoin(account, eq(account.id, room.userId))
    .leftJoin(meeting, eq(meeting.roomId, room.roomId))
    .where(or(eq(room.mpin, input.pin), eq(room.ppin, input.pin)));
  if (!found) throw refusals.notFound('The PIN');
  const role = found.room.mpin === input.pin ? 'moderator' : 'participant';
  const { customer_id, user_id, ...host } = toUser(found.account);
  const ids = { meeting_id: found.meeting?.meetingId ?? '', customer_id, room_id: found.room.roomId };
  const token = Buffer.from(JSON.stringify({ room: found.room.roomId, role, ref: input.user_ref })).toString(
    'base64url',
  );
  return { token, user: { ...ids, role, user_id, ...host } };
};

export const invite: Handler<z.output<typeof routes.invite.request>> = async ({ world, caller, input }) => {
  const [found] = await world.orm
    .select({ room })
    .from(room)
    .leftJoin(meeting, eq(meeting.roomId, room.roomId))
    .where(input.room_id ? eq(room.roomId, input.room_id) : eq(meeting.meetingId, input.meeting_id ?? ''));
  if (!found) throw refusals.notFound('The room');
  await below(world, caller, found.room.userId).catch(() => {
    throw refusals.notFound('The room');
  });
  const { roomId, ppin } = found.room;
  const mail = { roomId, ppin, directUrl: world.directUrl(roomId), sentAt: world.clock() };
  await world.orm
    .insert(invitation)
    .values(input.emails.map((email) => ({ ...mail, email })))
    .onConflictDoNothing();
  return { msg: `Invited ${input.emails.length}` };
};

/** `search_by` values as documented (S8), dates included. */
const filters: Readonly<Record<string, (value: string) => SQL>> = {
  room_id: (value) => eq(session.roomId, value),
  session_id: (value) => eq(session.sessionId, value),
  user_id: (value) => eq(session.userId, value),
  meeting_id: (value) => eq(session.meetingId, value),
  from_session_date: (value) => gte(session.startedAt, fromServiceTime(value)),
  to_session_date: (value) => lte(session.startedAt, fromServiceTime(value)),
};

export const listSessions: Handler<z.output<typeof routes.listSessions.request>> = async ({
  world,
  caller,
  appType,
  input,
}) => {
  const filter = input.search_by === undefined ? undefined : filters[input.search_by];
  if (input.search_by !== undefined && (!filter || input.search_string === undefined)) {
    throw refusals.invalid({ search_by: input.search_by });
  }
  const rows = await world.orm
    .select({ session })
    .from(session)
    .innerJoin(account, eq(account.id, session.userId))
    .where(
      and(
        or(eq(account.id, caller.id), arrayContains(account.above, [caller.id])),
        appTypes.includes(appType) ? eq(session.appType, appType) : undefined,
        filter?.(input.search_string ?? ''),
      ),
    )
    .orderBy(desc(session.startedAt))
    .limit(input.page_length)
    .offset((input.page - 1) * input.page_length);
  return {
    search: input,
    sessions: rows.map(({ session: held }) => ({
      session_id: held.sessionId,
      room_id: held.roomId,
      meeting_id: held.meetingId ?? '',
      user_id: held.userId,
      customer_id: held.customerId ?? '',
      start_time: toServiceTime(held.startedAt),
      end_time: held.endedAt ? toServiceTime(held.endedAt) : '',
    })),
  };
};
