import type { z } from 'zod';
import type { Application } from '../core/meeting.ts';
import type { Estate, PlacedMeeting, Room } from '../core/ucaas.ts';
import { appTypeOf, type Own, unless } from './own.ts';
import type { Routes } from './routes/index.ts';
import { toRoom, toRoomFields } from './session.ts';
import { toDate } from './times.ts';

const rowsPerPage = 10;
/** Meetings that are looked through for one by its name. */
const mostFound = 200;

/** Meetings and rooms of everybody below. */
export function estateOf({ api }: Own): Estate {
  const roomOf = async (userId: string, application: Application): Promise<Room | undefined> => {
    const found = await unless(
      ['not_found'],
      api.getRoomOfUser({ user_id: userId }, { appType: appTypeOf[application] }),
      () => undefined,
    );
    return found && toRoom(found.permanent_room);
  };

  return {
    roomOf,

    async changeRoomOf(userId, application, roomId, changes) {
      const options = { appType: appTypeOf[application] };
      const { permanent_room: changed } = await api.patchRoom({ room_id: roomId, ...toRoomFields(changes) }, options);
      return changed ? toRoom(changed) : roomOf(userId, application);
    },

    async placedMeetings(application, page, userId) {
      const of = userId === undefined ? {} : { search_by: 'user_id', search_string: userId };
      const query = { page, page_length: rowsPerPage, ...of };
      const { meetings } = await api.listMeetings(query, { appType: appTypeOf[application] });
      const placed = meetings.map((row) => toPlaced(row, application));
      // A service that does not know how to search gives everybody's.
      const theirs = placed.filter((one) => userId === undefined || one.userId === userId);
      return { meetings: theirs, isLast: meetings.length < rowsPerPage };
    },

    async findPlaced(application, text) {
      const query = { search_by: 'room_name', search_string: text, page_length: 50 };
      const found: PlacedMeeting[] = [];
      for await (const row of api.each('listMeetings', query, { appType: appTypeOf[application] })) {
        found.push(toPlaced(row, application));
        if (found.length >= mostFound) break;
      }
      return found;
    },

    async placedMeeting(application, meetingId) {
      const found = await unless(
        ['not_found'],
        api.getMeeting({ meeting_id: meetingId }, { appType: appTypeOf[application] }),
        () => undefined,
      );
      return found && toPlaced(found.meeting, application);
    },
  };
}

function toPlaced(row: z.output<Routes['getMeeting']['response']>['meeting'], application: Application): PlacedMeeting {
  return {
    ...{ meetingId: row.meeting_id, title: row.room_name, application },
    ...{ userId: row.user_id || undefined, customerId: row.customer_id || undefined },
    ...{ startsAt: toDate(row.start_time), minutes: row.duration, isSeries: Boolean(row.recurrence) },
    ...{ lobby: row.knock ?? false, recording: row.auto_recording ?? false },
  };
}
