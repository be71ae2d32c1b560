import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { endSession } from '../attendance.ts';
import { type Account, sees } from '../caller.ts';
import { limitsOf, withinPlan } from '../limits.ts';
import { listed } from '../listing.ts';
import { occurrences, overlap, type Times } from '../occurrences.ts';
import { account, meeting, room } from '../schema.ts';
import { fromServiceTime } from '../times.ts';
import { objectId, type World } from '../world.ts';
import { type Handled, type Handlers, isChange } from './handler.ts';
import { inviteesOf, tell, type Wishes } from './invitations.ts';
import { holdAccount, type Reader } from './locks.ts';
import { zoneName } from './pool.ts';
import { roomPins } from './rooms.ts';

type Row = { meeting: typeof meeting.$inferSelect; room: typeof room.$inferSelect; account: Account };

const columns = {
  meeting_id: meeting.meetingId,
  room_id: room.roomId,
  user_id: meeting.userId,
  room_name: room.roomName,
  desc: room.desc,
  start_time: meeting.startTime,
};
const usualMinutes = 60;
const usualParticipants = 50;

export const meetings: Handlers<'createMeeting' | 'listMeetings' | 'getMeeting' | 'patchMeeting' | 'deleteMeeting'> = {
  async createMeeting(call) {
    const { world, caller, appType, input } = call;
    const now = world.clock();
    const meetingId = objectId();
    const roomId = objectId();
    // The host is held: two meetings at once are looked at one after the other.
    const invitees = await world.orm.transaction(async (change) => {
      const host = await holdAccount(change, caller, input.user_id ?? caller.id);
      const limits = await limitsOf(change, now, host.organisationId, appType);
      withinPlan(limits, input);
      const times: Times = {
        startTime: input.start_time ? fromServiceTime(input.start_time) : now,
        minutes: input.duration ?? Math.min(usualMinutes, limits?.plan.minutes ?? usualMinutes),
        recurrence: input.recurrence ?? '',
        timeZone: zoneName(input.timezone_id),
      };
      occurrences(times);
      // An instant meeting begins whatever else there is; only the calendar of scheduled ones is kept free of overlaps.
      if (input.start_time) {
        notPast(times, now);
        if (limits?.allowMeetingOverlap === false) await noOverlap(change, host.id, times);
      }
      const emails = await inviteesOf(change, caller, input);
      const participants =
        input.participants ?? Math.min(usualParticipants, limits?.plan.participants ?? usualParticipants);
      await change.insert(room).values({
        roomId,
        appType,
        userId: host.id,
        permanent: false,
        ...roomPins(),
        ...roomColumns(input),
        roomName: input.room_name,
        duration: times.minutes,
        participants,
      });
      await change.insert(meeting).values({
        meetingId,
        roomId,
        userId: host.id,
        startTime: times.startTime,
        timezoneId: input.timezone_id,
        recurrence: times.recurrence,
        invitees: [...emails],
        createdAt: now,
      });
      return emails;
    });
    const made = await find(call, meetingId);
    await tell(world, made, invitees, `Invitation: ${made.room.roomName}`);
    return { meeting: toMeeting(world, made) };
  },

  async listMeetings({ world, caller, appType, input }) {
    const newest = desc(meeting.createdAt);
    const { where, orderBy, limit, offset } = listed(input, columns, asc(meeting.meetingId), newest);
    const rows = await select(world.orm)
      .where(and(eq(room.appType, appType), sees(caller), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, meetings: rows.map((row) => toMeeting(world, row)) };
  },

  getMeeting: async (call) => ({ meeting: toMeeting(call.world, await find(call, call.parameters.meeting_id ?? '')) }),

  async patchMeeting(call) {
    const { world, caller, input } = call;
    const { meetingId, userId } = (await find(call, call.parameters.meeting_id ?? '')).meeting;
    const fresh = await world.orm.transaction(async (change) => {
      await holdAccount(change, caller, userId);
      const found = await find(call, meetingId, change);
      const limits = await limitsOf(change, world.clock(), found.account.organisationId, found.room.appType);
      withinPlan(limits, input);
      const timezoneId = input.timezone_id ?? found.meeting.timezoneId ?? undefined;
      const times: Times = {
        startTime: input.start_time ? fromServiceTime(input.start_time) : found.meeting.startTime,
        minutes: input.duration ?? found.room.duration,
        recurrence: input.recurrence ?? found.meeting.recurrence,
        timeZone: zoneName(timezoneId),
      };
      occurrences(times);
      if (input.start_time) notPast(times, world.clock());
      // A zone says when the times of a series are; a single time is the same in each.
      const zone = times.recurrence === '' ? undefined : input.timezone_id;
      const moved = input.start_time ?? input.duration ?? input.recurrence ?? zone;
      if (moved !== undefined && limits?.allowMeetingOverlap === false) {
        await noOverlap(change, userId, times, meetingId);
      }
      const asked = input.emails ?? input.contact_ids ?? input.group_ids;
      const invitees = asked === undefined ? undefined : await inviteesOf(change, caller, input);
      const changes = { ...roomColumns(input), duration: input.duration };
      if (isChange(changes)) {
        await change.update(room).set(changes).where(eq(room.roomId, found.room.roomId));
      }
      const { startTime, recurrence } = times;
      const plan = { startTime, recurrence, timezoneId, invitees: invitees && [...invitees] };
      await change.update(meeting).set(plan).where(eq(meeting.meetingId, meetingId));
      const before = new Set(found.meeting.invitees);
      return (invitees ?? []).filter((email) => !before.has(email));
    });
    const changed = await find(call, meetingId);
    await tell(world, changed, fresh, `Invitation: ${changed.room.roomName}`);
    return { meeting: toMeeting(world, changed) };
  },

  async deleteMeeting(call) {
    const found = await find(call, call.parameters.meeting_id ?? '');
    await endSession(call.world, found.room.roomId);
    await call.world.orm.delete(room).where(eq(room.roomId, found.room.roomId));
    await tell(call.world, found, found.meeting.invitees, `Cancelled: ${found.room.roomName}`);
    return { msg: 'The meeting has been cancelled' };
  },
};

function select(orm: Reader) {
  return orm
    .select({ meeting, room, account })
    .from(meeting)
    .innerJoin(room, eq(room.roomId, meeting.roomId))
    .innerJoin(account, eq(account.id, meeting.userId))
    .$dynamic();
}

async function find(
  { world, caller, appType }: Pick<Handled<unknown>, 'world' | 'caller' | 'appType'>,
  meetingId: string,
  orm: Reader = world.orm,
): Promise<Row> {
  const [found] = await select(orm).where(
    and(eq(meeting.meetingId, meetingId), eq(room.appType, appType), sees(caller)),
  );
  if (!found) throw refusals.notFound('The meeting');
  return found;
}

/** A minute is forgiven: clocks differ. */
function notPast({ startTime }: Times, now: Date): void {
  if (startTime < new Date(now.getTime() - 60_000)) throw refusals.invalid({ start_time: 'is past' });
}

async function noOverlap(orm: Reader, hostId: string, times: Times, except = ''): Promise<void> {
  const others = await select(orm).where(and(eq(meeting.userId, hostId), ne(meeting.meetingId, except)));
  for (const other of others) {
    const { startTime, recurrence, timezoneId } = other.meeting;
    const theirs = { startTime, recurrence, minutes: other.room.duration, timeZone: zoneName(timezoneId ?? undefined) };
    if (overlap(times, theirs)) throw refusals.invalid({ start_time: `overlaps with ${other.room.roomName}` });
  }
}

function roomColumns(wishes: Wishes) {
  return {
    roomName: wishes.room_name,
    desc: wishes.desc,
    participants: wishes.participants,
    waitForModerator: wishes.wait_for_moderator,
    knock: wishes.knock,
    autoRecording: wishes.auto_recording,
  };
}

function toMeeting(world: World, { meeting: held, room: place, account: host }: Row) {
  return {
    meeting_id: held.meetingId,
    room_id: place.roomId,
    user_id: held.userId,
    customer_id: host.organisationId,
    room_name: place.roomName,
    desc: place.desc,
    mpin: place.mpin,
    ppin: place.ppin,
    direct_url: world.directUrl(place.roomId),
    start_time: held.startTime,
    timezone_id: held.timezoneId ?? '',
    recurrence: held.recurrence,
    duration: place.duration,
    participants: place.participants,
    wait_for_moderator: place.waitForModerator,
    knock: place.knock,
    auto_recording: place.autoRecording,
    invitees: held.invitees,
  };
}
