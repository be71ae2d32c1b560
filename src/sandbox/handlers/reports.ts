import { and, asc, desc, eq, gte, lte, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { AppType, Routes } from '../../ucaas/routes/index.ts';
import { type Account, sees } from '../caller.ts';
import { listed } from '../listing.ts';
import { account, participant, recording, session } from '../schema.ts';
import { fromServiceTime } from '../times.ts';
import type { Handlers } from './handler.ts';

type Session = typeof session.$inferSelect;
type Filters = z.output<Routes['listSessions']['request']>;

/** `search_by` values as documented (S8), dates included. */
const columns = {
  room_id: session.roomId,
  session_id: session.sessionId,
  user_id: session.userId,
  meeting_id: session.meetingId,
  from_session_date: session.startedAt,
  to_session_date: session.startedAt,
};

export const reports: Handlers<'listSessions' | 'listCdr' | 'listRecordings'> = {
  async listSessions({ world, caller, appType, input }) {
    const newest = desc(session.startedAt);
    const { where, orderBy, limit, offset } = listed(input, columns, asc(session.sessionId), newest);
    const rows = await world.orm
      .select({ session })
      .from(session)
      .innerJoin(account, eq(account.id, session.userId))
      .where(and(scope(caller, appType, input), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, sessions: rows.map((row) => toSession(row.session)) };
  },

  async listCdr({ world, caller, appType, input }) {
    const newest = desc(participant.joinedAt);
    const { where, orderBy, limit, offset } = listed(input, columns, asc(participant.id), newest);
    const rows = await world.orm
      .select({ session, participant })
      .from(participant)
      .innerJoin(session, eq(session.sessionId, participant.sessionId))
      .innerJoin(account, eq(account.id, session.userId))
      .where(and(scope(caller, appType, input), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return {
      search: input,
      cdr: rows.map(({ session: held, participant: who }) => ({
        cdr_id: who.id,
        ...idsOf(held),
        name: who.name,
        role: who.role,
        connect_dt: who.joinedAt,
        disconnect_dt: who.leftAt ?? '',
        duration: who.leftAt ? seconds(who.joinedAt, who.leftAt) : null,
      })),
    };
  },

  async listRecordings({ world, caller, appType, input }) {
    const newest = desc(recording.startedAt);
    const { where, orderBy, limit, offset } = listed(input, columns, asc(recording.recordingId), newest);
    const rows = await world.orm
      .select({ session, recording })
      .from(recording)
      .innerJoin(session, eq(session.sessionId, recording.sessionId))
      .innerJoin(account, eq(account.id, session.userId))
      .where(and(scope(caller, appType, input), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return {
      search: input,
      recordings: rows.map(({ session: held, recording: kept }) => ({
        recording_id: kept.recordingId,
        ...idsOf(held),
        url: world.recordingUrl(kept.recordingId),
        start_time: kept.startedAt,
        duration: kept.seconds,
      })),
    };
  },
};

/** What the caller sees, of the application that the header names, narrowed by the parameters that are not `search_by`. */
function scope(caller: Account, appType: AppType | undefined, input: Filters): SQL | undefined {
  const { room_id, session_id, user_id, meeting_id, from_session_date, to_session_date } = input;
  return and(
    sees(caller),
    appType && eq(session.appType, appType),
    room_id === undefined ? undefined : eq(session.roomId, room_id),
    session_id === undefined ? undefined : eq(session.sessionId, session_id),
    user_id === undefined ? undefined : eq(session.userId, user_id),
    meeting_id === undefined ? undefined : eq(session.meetingId, meeting_id),
    from_session_date === undefined ? undefined : gte(session.startedAt, fromServiceTime(from_session_date)),
    to_session_date === undefined ? undefined : lte(session.startedAt, fromServiceTime(to_session_date)),
  );
}

function idsOf({ sessionId, roomId, meetingId, userId, customerId }: Session) {
  return {
    session_id: sessionId,
    room_id: roomId,
    meeting_id: meetingId ?? '',
    user_id: userId,
    customer_id: customerId ?? '',
  };
}

function toSession(held: Session) {
  const { startedAt, endedAt } = held;
  return {
    ...idsOf(held),
    app_type: held.appType,
    start_time: startedAt,
    end_time: endedAt ?? '',
    duration: endedAt ? Math.ceil(seconds(startedAt, endedAt) / 60) : null,
    locked: held.locked,
  };
}

function seconds(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1_000);
}
