import type { z } from 'zod';
import { ServiceError } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { Authority, Room, RoomChanges, ServiceMeeting, UcaasSession } from '../core/ucaas.ts';
import { accountOf } from './account.ts';
import type { AccountApi } from './api.ts';
import type { AppType, Routes } from './routes/index.ts';

const appType: Record<Application, AppType> = { meeting: 'vc', webinar: 'wb' };
/** Pages of the meeting list that are looked through for a meeting we may have made, newest first. */
const pagesToLookThrough = 2;
const mostCustomers = 100;

/** What one account can do. With a server's credentials, everything is done for the user who is named. */
export function sessionOf(api: AccountApi, { server, userId }: Authority): UcaasSession {
  const behalf = server ? { user_id: userId } : {};
  const room = async (application: Application): Promise<Room> => {
    const options = { appType: appType[application] };
    const { permanent_room: found } = server
      ? await api.getRoomOfUser({ user_id: userId }, options)
      : await api.getRoom({}, options);
    return toRoom(found);
  };

  return {
    room,

    async startMeeting({ application, title, reference }) {
      const body = { ...behalf, room_name: title, desc: `Started with Meetwire. ${mark(reference)}` };
      try {
        const { meeting } = await api.createMeeting(body, { appType: appType[application] });
        return toMeeting(meeting);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.kind !== 'not_offered') throw error;
        // Without a route for instant meetings, the person's permanent room serves.
        const own = await room(application);
        return { meetingId: own.roomId, roomId: own.roomId, title, joinUrl: own.joinUrl };
      }
    },

    async findMeeting(application, reference) {
      for (let page = 1; page <= pagesToLookThrough; page += 1) {
        const mine = server ? { search_by: 'user_id', search_string: userId } : {};
        const { meetings } = await api
          .listMeetings({ page, page_length: 50, ...mine }, { appType: appType[application] })
          .catch((error: unknown) => {
            if (error instanceof ServiceError && /^not_(offered|found)$/.test(error.kind)) return { meetings: [] };
            throw error;
          });
        const found = meetings.find(({ desc }) => desc?.includes(mark(reference)));
        if (found) return toMeeting(found);
        if (meetings.length === 0) return undefined;
      }
      return undefined;
    },

    async changeRoom(application, roomId, changes) {
      const { permanent_room: changed } = await api.patchRoom(
        { room_id: roomId, ...toRoomFields(changes) },
        { appType: appType[application] },
      );
      return changed ? toRoom(changed) : room(application);
    },

    async account() {
      if (userId === undefined) return undefined;
      try {
        const { user } = await api.getUser({ user_id: userId });
        return { ...accountOf(user, user.email ?? ''), suspended: user.status?.toUpperCase() === 'S' };
      } catch (error) {
        if (error instanceof ServiceError && error.kind === 'not_offered') return undefined;
        throw error;
      }
    },

    async customer(customerId) {
      try {
        const { customer } = await api.getCustomer({ customer_id: customerId });
        return { customerId: customer.customer_id ?? customerId, name: customer.customer_name ?? customerId };
      } catch (error) {
        if (error instanceof ServiceError && error.kind === 'not_found') return undefined;
        throw error;
      }
    },

    async customers() {
      const { customers } = await api.listCustomers({ page_length: mostCustomers });
      return customers.map(({ customer_id: customerId, customer_name: name }) => ({
        customerId,
        name: name ?? customerId,
      }));
    },
  };
}

/** Our id inside a description: how a meeting is found again after a crash between asking and noting. */
function mark(reference: string): string {
  return `Reference ${reference}`;
}

function toMeeting({
  meeting_id,
  room_id,
  room_name,
  direct_url,
}: z.output<Routes['createMeeting']['response']>['meeting']): ServiceMeeting {
  return { meetingId: meeting_id, roomId: room_id ?? undefined, title: room_name, joinUrl: direct_url };
}

function toRoom(found: z.output<Routes['getRoom']['response']>['permanent_room']): Room {
  const minutes = Number(found.duration);
  return {
    roomId: found.room_id,
    name: found.room_name,
    description: found.desc ?? '',
    joinUrl: found.direct_url,
    participantPin: found.ppin ?? '',
    minutes: minutes > 0 ? minutes : undefined,
    waitForHost: found.wait_for_moderator ?? false,
    lobby: found.knock ?? false,
    recording: found.auto_recording ?? false,
  };
}

function toRoomFields(changes: RoomChanges) {
  return {
    room_name: changes.name,
    desc: changes.description,
    wait_for_moderator: changes.waitForHost,
    knock: changes.lobby,
    auto_recording: changes.recording,
  };
}
