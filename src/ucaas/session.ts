import type { z } from 'zod';
import type { Application } from '../core/meeting.ts';
import type { Authority, Room, RoomChanges, UcaasSession } from '../core/ucaas.ts';
import { accountOf } from './account.ts';
import { addressBookOf } from './address-book.ts';
import type { AccountApi, UcaasApi } from './api.ts';
import { callsOf } from './calls.ts';
import { customersOf } from './customers.ts';
import { estateOf } from './estate.ts';
import { hostEntryOf } from './host-entry.ts';
import { limitsOf } from './limits.ts';
import { lobbyOf } from './lobby.ts';
import { meetingsOf } from './meetings.ts';
import { appTypeOf, type Own, unless } from './own.ts';
import { pollsOf } from './polls.ts';
import type { Routes } from './routes/index.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { usageOf } from './usage.ts';
import { usersOf } from './users.ts';
import type { ZoneIds } from './zone-ids.ts';

/** What one account can do. With a server's credentials, everything is done for the user who is named. */
export function sessionOf(
  api: AccountApi,
  { server, userId }: Authority,
  zones: ZoneIds,
  open: Pick<UcaasApi, 'joinSession'>,
): UcaasSession {
  const own: Own = { api, userId, onBehalf: server !== undefined };
  const room = async (application: Application): Promise<Room> => {
    const options = { appType: appTypeOf[application] };
    const { permanent_room: found } = server
      ? await api.getRoomOfUser({ user_id: userId }, options)
      : await api.getRoom({}, options);
    return toRoom(found);
  };

  return {
    ...meetingsOf(own, room, zones),
    ...addressBookOf(own),
    ...callsOf(own),
    ...lobbyOf(own),
    ...pollsOf(own),
    ...usersOf(own),
    ...customersOf(own),
    ...subscriptionsOf(own),
    ...usageOf(own),
    ...estateOf(own),
    ...hostEntryOf(own, open, server?.apiId),
    room,
    limits: (application = 'meeting') => limitsOf(own, application),
    knowsZone: async (timeZone) => timeZone === 'UTC' || zones.knows(api, timeZone),

    async changeRoom(application, roomId, changes) {
      const { permanent_room: changed } = await api.patchRoom(
        { room_id: roomId, ...toRoomFields(changes) },
        { appType: appTypeOf[application] },
      );
      return changed ? toRoom(changed) : room(application);
    },

    async account() {
      if (userId === undefined) return undefined;
      const found = await unless(['not_offered'], api.getUser({ user_id: userId }), () => undefined);
      if (!found) return undefined;
      const { user } = found;
      return { ...accountOf(user, user.email ?? ''), suspended: user.status?.toUpperCase() === 'S' };
    },
  };
}

export function toRoom(found: z.output<Routes['getRoom']['response']>['permanent_room']): Room {
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

export function toRoomFields(changes: RoomChanges) {
  return {
    room_name: changes.name,
    desc: changes.description,
    wait_for_moderator: changes.waitForHost,
    knock: changes.lobby,
    auto_recording: changes.recording,
  };
}
