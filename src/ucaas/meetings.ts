import type { z } from 'zod';
import type { ServiceErrorKind } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { PlanChanges, Room, ServiceMeeting, UcaasSession } from '../core/ucaas.ts';
import { appTypeOf, type Own, unless } from './own.ts';
import type { Routes } from './routes/index.ts';
import { toServiceTime } from './times.ts';
import type { ZoneIds } from './zone-ids.ts';

/** Pages of the meeting list that are looked through for a meeting we may have made, newest first. */
const pagesToLookThrough = 2;

/** Meetings of one account: instant and planned ones. */
export function meetingsOf(
  { api, userId, onBehalf }: Own,
  room: (application: Application) => Promise<Room>,
  zones: ZoneIds,
): Pick<UcaasSession, 'startMeeting' | 'findMeeting' | 'scheduleMeeting' | 'changeMeeting' | 'cancelMeeting'> {
  const host = onBehalf ? { user_id: userId } : {};

  return {
    startMeeting({ application, title, reference, lobby, recording }) {
      return make(application, {
        room_name: title,
        ...(lobby ? { knock: true } : {}),
        ...(recording ? { auto_recording: true } : {}),
        desc: `Started with Meetwire. ${mark(reference)}`,
      });
    },

    async scheduleMeeting({ application, reference, ...wish }) {
      const { room_name = wish.title, ...plan } = await toFields(wish, !wish.recurrence);
      return make(application, { ...plan, room_name, desc: `Planned with Meetwire. ${mark(reference)}` });
    },

    async findMeeting(application, reference) {
      for (let page = 1; page <= pagesToLookThrough; page += 1) {
        const mine = onBehalf ? { search_by: 'user_id', search_string: userId } : {};
        const { meetings } = await unless(
          ['not_offered', 'not_found'],
          api.listMeetings({ page, page_length: 50, ...mine }, { appType: appTypeOf[application] }),
          () => ({ meetings: [] }),
        );
        const found = meetings.find(({ desc }) => desc?.includes(mark(reference)));
        if (found) return toMeeting(found);
        if (meetings.length === 0) return undefined;
      }
      return undefined;
    },

    async changeMeeting(application, meetingId, changes) {
      const options = { appType: appTypeOf[application] };
      const input = { meeting_id: meetingId, ...(await toFields(changes)) };
      const changed = await unless(['not_offered', 'not_found'], api.patchMeeting(input, options), async (error) => {
        if (error.kind === 'not_found' && !(await isRoom(application, meetingId))) throw error;
        return undefined;
      });
      if (!changed) return undefined;
      return toMeeting(changed.meeting ?? (await api.getMeeting({ meeting_id: meetingId }, options)).meeting);
    },

    async cancelMeeting(application, meetingId) {
      const cancelled = api
        .deleteMeeting({ meeting_id: meetingId }, { appType: appTypeOf[application] })
        .then(() => true);
      return unless(
        ['not_offered', 'not_found'],
        cancelled,
        async ({ kind }) => kind === 'not_found' && !(await isRoom(application, meetingId)),
      );
    },
  };

  async function make(
    application: Application,
    wish: Parameters<typeof api.createMeeting>[0],
  ): Promise<ServiceMeeting> {
    const made = await unless(
      ['not_offered'],
      api.createMeeting({ ...host, ...wish }, { appType: appTypeOf[application] }),
      () => undefined,
    );
    if (made) return toMeeting(made.meeting);
    // Without a route for meetings, the person's permanent room serves.
    const own = await room(application);
    return { meetingId: own.roomId, roomId: own.roomId, title: wish.room_name, joinUrl: own.joinUrl, mails: false };
  }

  /** Where there were no meetings beside the permanent room, that one has served as one. */
  async function isRoom(application: Application, meetingId: string): Promise<boolean> {
    const own = await unless(['not_found', 'not_offered', 'refused'], room(application), () => undefined);
    return own?.roomId === meetingId;
  }

  /** A zone that the service does not know is left out. Without it, a single meeting is at the same moment: it does not wait for it. */
  async function zoneId(timeZone: string, isSingle: boolean): Promise<string | undefined> {
    const failed: readonly ServiceErrorKind[] = isSingle ? ['slow', 'unreachable', 'garbled', 'busy'] : [];
    return unless(failed, zones.find(api, timeZone), () => undefined);
  }

  async function toFields(
    { title, startsAt, minutes, timeZone, recurrence, lobby, recording, emails }: PlanChanges,
    isSingle = recurrence === '',
  ) {
    const zone = timeZone === undefined ? undefined : await zoneId(timeZone, isSingle);
    return {
      room_name: title,
      start_time: startsAt && toServiceTime(startsAt),
      timezone_id: zone,
      recurrence,
      duration: minutes,
      knock: lobby,
      auto_recording: recording,
      emails: emails && [...emails],
    };
  }
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
  return { meetingId: meeting_id, roomId: room_id ?? undefined, title: room_name, joinUrl: direct_url, mails: true };
}
