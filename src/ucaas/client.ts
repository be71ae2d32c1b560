import type { z } from 'zod';
import { ServiceError } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { Account, Role, Room, RoomChanges, ServiceMeeting, SignedIn, Ucaas, UcaasSession } from '../core/ucaas.ts';
import type { Http } from '../http/http.ts';
import { type AccountApi, createApi } from './api.ts';
import type { RouteOverrides } from './overrides.ts';
import type { AppType, Routes } from './routes/index.ts';

/** The documentation says both 15 and 20 minutes; we stop at the shorter one. */
const tokenMinutes = 15;
const appType: Record<Application, AppType> = { meeting: 'vc', webinar: 'wb' };
/** Pages of the meeting list that are looked through for a meeting we may have made, newest first. */
const pagesToLookThrough = 2;

/** The UCaaS service behind our own words: vendor names end here. */
export function createUcaas(deps: {
  readonly http: Http;
  readonly baseUrl: string;
  readonly apiId: string;
  /** Where a room's page is, with `{room_id}` in it, if that is known. */
  readonly joinUrlTemplate?: string;
  /** Where the live service differs from the route table. */
  readonly overrides?: RouteOverrides;
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  readonly log: Log;
}): Ucaas {
  const api = createApi(deps);

  return {
    async signIn(email, password): Promise<SignedIn> {
      const { token, user } = await api.login({ email, password });
      const expiresAt = new Date(deps.clock().getTime() + tokenMinutes * 60_000);
      return {
        token,
        expiresAt,
        account: user ? toAccount(user, email) : await accountByRoom(api.as({ token }), email),
      };
    },

    as: (token) => sessionOf(api.as({ token })),

    async enterByPin(pin, name, reference) {
      const { user } = await api.joinSession({ pin, name, user_ref: reference }).catch((error: unknown) => {
        // An unknown PIN has no documented code: any refusal of a well-formed request is one.
        if (error instanceof ServiceError && error.kind === 'refused')
          throw new ServiceError('not_found', 'no such PIN', { cause: error });
        throw error;
      });
      const roomId = user.room_id ?? undefined;
      return {
        meetingId: user.meeting_id ?? undefined,
        roomId,
        hostName: fullName(user),
        role: user.role === 'moderator' ? 'host' : 'participant',
        joinUrl: roomId && deps.joinUrlTemplate?.replace('{room_id}', encodeURIComponent(roomId)),
      };
    },
  };
}

function sessionOf(api: AccountApi): UcaasSession {
  const room = async (application: Application): Promise<Room> => {
    const { permanent_room: found } = await api.getRoom({}, { appType: appType[application] });
    return toRoom(found);
  };

  return {
    room,

    async startMeeting({ application, title, reference }) {
      const body = { room_name: title, desc: `Started with Meetwire. ${mark(reference)}` };
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
        const { meetings } = await api
          .listMeetings({ page, page_length: 50 }, { appType: appType[application] })
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

type User = NonNullable<z.output<Routes['login']['response']>['user']>;

function toAccount(user: User, email: string): Account {
  return {
    userId: user.user_id,
    customerId: user.customer_id ?? undefined,
    email: user.email ?? email,
    name: fullName(user) ?? nameFrom(email),
    role: toRole(user.role ?? user.user_type),
  };
}

/** The overview shows a login answer with nothing but a token; the permanent room then tells whose it is. */
async function accountByRoom(api: AccountApi, email: string): Promise<Account> {
  const { permanent_room: own } = await api.getRoom({}, { appType: 'vc' });
  return { userId: own.user_id ?? own.room_id, email, name: nameFrom(email), role: 'user' };
}

function fullName({ first_name, middle_name, last_name }: User): string | undefined {
  const name = [first_name, middle_name, last_name].filter(Boolean).join(' ');
  return name === '' ? undefined : name;
}

function nameFrom(email: string): string {
  return email.split('@')[0] ?? email;
}

/** Role names vary over the pages (inconsistency 21); whatever is unknown has the least rights. */
function toRole(name: string | undefined): Role {
  if (/reseller/i.test(name ?? '')) return 'reseller';
  if (/customer/i.test(name ?? '')) return 'customer';
  return /admin|tenant/i.test(name ?? '') ? 'admin' : 'user';
}
