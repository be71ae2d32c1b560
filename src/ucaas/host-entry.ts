import { ServiceError } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { HostEntry } from '../core/ucaas.ts';
import type { UcaasApi } from './api.ts';
import { appTypeOf, type Own, unless } from './own.ts';

/** The host's PIN opens a meeting as its moderator (S7): it is read at the moment, used for one token, and kept nowhere. */
export function hostEntryOf(
  { api, userId, onBehalf }: Own,
  open: Pick<UcaasApi, 'joinSession'>,
  apiId: string | undefined,
): HostEntry {
  return {
    async hostToken({ application, meetingId, roomId, name, reference }) {
      const pin = (await meetingPin(application, meetingId)) ?? (await roomPin(application, roomId));
      if (!pin) throw new ServiceError('not_found', 'the service tells no PIN of this meeting');
      const { token } = await open.joinSession({ pin, name, user_ref: reference }, { apiId });
      return token;
    },
  };

  async function meetingPin(application: Application, meetingId: string | undefined): Promise<string | undefined> {
    if (meetingId === undefined) return undefined;
    const found = await unless(
      ['not_found', 'not_offered'],
      api.getMeeting({ meeting_id: meetingId }, { appType: appTypeOf[application] }),
      () => undefined,
    );
    return found?.meeting.mpin || undefined;
  }

  /** Of the account's own permanent room, and of no other. */
  async function roomPin(application: Application, roomId: string | undefined): Promise<string | undefined> {
    const options = { appType: appTypeOf[application] };
    const asked = onBehalf && userId ? api.getRoomOfUser({ user_id: userId }, options) : api.getRoom({}, options);
    const { permanent_room: room } = await asked;
    return room.room_id === roomId ? room.mpin || undefined : undefined;
  }
}
