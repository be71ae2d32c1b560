import { and, desc, eq, or } from 'drizzle-orm';
import type { NewMeeting } from '../src/core/meeting.ts';
import type { MeetingStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { isOfHuman } from './same-human.ts';
import { schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';

/** Meetings and rooms that our links lead to. */
export function createMeetingStore({ database: { orm } }: { readonly database: Pick<Database, 'orm'> }): MeetingStore {
  return {
    async joinTarget(joinKey) {
      const [row] = await orm
        .select({ meeting, state: schedule.state })
        .from(meeting)
        .leftJoin(schedule, eq(schedule.meetingId, meeting.id))
        .where(eq(meeting.joinKey, joinKey));
      if (!row) return undefined;
      const { linkEndsAt } = row.meeting;
      return {
        ...toMeeting(row.meeting),
        linkEndsAt: linkEndsAt ?? undefined,
        isCancelled: row.state === 'cancelled',
      };
    },

    async byService({ platform, workspaceId }, { meetingId, roomId }) {
      const matches = [
        ...(meetingId ? [eq(meeting.serviceMeetingId, meetingId)] : []),
        ...(roomId ? [eq(meeting.serviceRoomId, roomId)] : []),
      ];
      if (matches.length === 0) return undefined;
      const [row] = await orm
        .select()
        .from(meeting)
        .where(and(eq(meeting.platform, platform), eq(meeting.workspaceId, workspaceId), or(...matches)))
        .orderBy(desc(meeting.startedAt))
        .limit(1);
      return row && toMeeting(row);
    },

    async room(host, serviceRoomId) {
      const { platform, workspaceId, hostId: userId } = meeting;
      const [row] = await orm
        .select()
        .from(meeting)
        .where(
          and(
            isOfHuman({ platform, workspaceId, userId }, host),
            eq(meeting.serviceRoomId, serviceRoomId),
            eq(meeting.kind, 'room'),
          ),
        )
        .orderBy(meeting.startedAt)
        .limit(1);
      return row && toMeeting(row);
    },
  };
}

export function toMeeting(row: typeof meeting.$inferSelect): NewMeeting {
  const { platform, workspaceId, hostId, serviceMeetingId, serviceRoomId, linkEndsAt: _, ...rest } = row;
  return {
    ...rest,
    host: { platform, workspaceId, userId: hostId },
    serviceMeetingId: serviceMeetingId ?? undefined,
    serviceRoomId: serviceRoomId ?? undefined,
  };
}
