import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm';
import type { z } from 'zod';
import type { Routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import { endSession } from '../attendance.ts';
import { type Account, accountSeen, sees } from '../caller.ts';
import { limitsOf, withinPlan } from '../limits.ts';
import { listed } from '../listing.ts';
import { occurrences, overlap, type Times } from '../occurrences.ts';
import { account, contact, contactGroup, mail, meeting, membership, room } from '../schema.ts';
import { fromServiceTime } from '../times.ts';
import { objectId, pin, type World } from '../world.ts';
import type { Handled, Handlers } from './handler.ts';
import { zoneName } from './pool.ts';

type Row = { meeting: typeof meeting.$inferSelect; room: typeof room.$inferSelect; account: Account };
type Wishes = z.output<Routes['patchMeeting']['request']>;

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
    const host = await accountSeen(world, caller, input.user_id ?? caller.id);
    const now = world.clock();
    const limits = await limitsOf(world, host.organisationId, appType);
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
      if (limits?.allowMeetingOverlap === false) await noOverlap(world, host.id, times);
    }
    const invitees = await inviteesOf(world, caller, input);
    const meetingId = objectId();
    const roomId = objectId();
    const participants =
      input.participants ?? Math.min(usualParticipants, limits?.plan.participants ?? usualParticipants);
    await world.orm.transaction(async (change) => {
      await change.insert(room).values({
        roomId,
        appType,
        userId: host.id,
        permanent: false,
        mpin: pin(),
        ppin: pin(),
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
        invitees: [...invitees],
        createdAt: now,
      });
    });
    const made = await find(call, meetingId);
    await tell(world, made, invitees, `Invitation: ${made.room.roomName}`);
    return { meeting: toMeeting(world, made) };
  },

  async listMeetings({ world, caller, appType, input }) {
    const newest = desc(meeting.createdAt);
    const { where, orderBy, limit, offset } = listed(input, columns, asc(meeting.meetingId), newest);
    const rows = await select(world)
      .where(and(eq(room.appType, appType), sees(caller), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, meetings: rows.map((row) => toMeeting(world, row)) };
  },

  getMeeting: async (call) => ({ meeting: toMeeting(call.world, await find(call, call.parameters.meeting_id ?? '')) }),

  async patchMeeting(call) {
    const { world, caller, input } = call;
    const found = await find(call, call.parameters.meeting_id ?? '');
    const limits = await limitsOf(world, found.account.organisationId, found.room.appType);
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
    const moved = input.start_time ?? input.duration ?? input.recurrence;
    if (moved !== undefined && limits?.allowMeetingOverlap === false) {
      await noOverlap(world, found.meeting.userId, times, found.meeting.meetingId);
    }
    const asked = input.emails ?? input.contact_ids ?? input.group_ids;
    const invitees = asked === undefined ? undefined : await inviteesOf(world, caller, input);
    await world.orm.transaction(async (change) => {
      const changes = { ...roomColumns(input), duration: input.duration };
      if (Object.values(changes).some((value) => value !== undefined)) {
        await change.update(room).set(changes).where(eq(room.roomId, found.room.roomId));
      }
      const { startTime, recurrence } = times;
      const plan = { startTime, recurrence, timezoneId, invitees: invitees && [...invitees] };
      await change.update(meeting).set(plan).where(eq(meeting.meetingId, found.meeting.meetingId));
    });
    const changed = await find(call, found.meeting.meetingId);
    const before = new Set(found.meeting.invitees);
    const fresh = (invitees ?? []).filter((email) => !before.has(email));
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

function select(world: World) {
  return world.orm
    .select({ meeting, room, account })
    .from(meeting)
    .innerJoin(room, eq(room.roomId, meeting.roomId))
    .innerJoin(account, eq(account.id, meeting.userId))
    .$dynamic();
}

async function find(
  { world, caller, appType }: Pick<Handled<unknown>, 'world' | 'caller' | 'appType'>,
  meetingId: string,
): Promise<Row> {
  const [found] = await select(world).where(
    and(eq(meeting.meetingId, meetingId), eq(room.appType, appType), sees(caller)),
  );
  if (!found) throw refusals.notFound('The meeting');
  return found;
}

/** A minute is forgiven: clocks differ. */
function notPast({ startTime }: Times, now: Date): void {
  if (startTime < new Date(now.getTime() - 60_000)) throw refusals.invalid({ start_time: 'is past' });
}

async function noOverlap(world: World, hostId: string, times: Times, except = ''): Promise<void> {
  const others = await select(world).where(and(eq(meeting.userId, hostId), ne(meeting.meetingId, except)));
  for (const other of others) {
    const { startTime, recurrence, timezoneId } = other.meeting;
    const theirs = { startTime, recurrence, minutes: other.room.duration, timeZone: zoneName(timezoneId ?? undefined) };
    if (overlap(times, theirs)) throw refusals.invalid({ start_time: `overlaps with ${other.room.roomName}` });
  }
}

/** Emails as given, of contacts and of groups; only of those that the caller may use. Throws 406 for others. */
async function inviteesOf(world: World, caller: Account, wishes: Wishes): Promise<readonly string[]> {
  const { emails = [], contact_ids: contactIds = [], group_ids: groupIds = [] } = wishes;
  const usable = and(
    or(sees(caller), and(eq(contact.shared, true), eq(account.organisationId, caller.organisationId))),
  );
  const contacts = await world.orm
    .select({ id: contact.contactId, email: contact.email })
    .from(contact)
    .innerJoin(account, eq(account.id, contact.userId))
    .where(and(inArray(contact.contactId, contactIds), usable));
  if (contacts.length < new Set(contactIds).size) throw refusals.invalid({ contact_ids: 'one of them does not exist' });
  const shared = and(eq(contactGroup.shared, true), eq(account.organisationId, caller.organisationId));
  const members = await world.orm
    .select({ id: contactGroup.groupId, email: contact.email })
    .from(contactGroup)
    .innerJoin(account, eq(account.id, contactGroup.userId))
    .leftJoin(membership, eq(membership.groupId, contactGroup.groupId))
    .leftJoin(contact, eq(contact.contactId, membership.contactId))
    .where(and(inArray(contactGroup.groupId, groupIds), or(sees(caller), shared)));
  const groups = new Set(members.map(({ id }) => id));
  if (groups.size < new Set(groupIds).size) throw refusals.invalid({ group_ids: 'one of them does not exist' });
  const found = [...contacts, ...members].flatMap(({ email }) => (email === null ? [] : [email]));
  return [...new Set([...emails.map((email) => email.toLowerCase()), ...found])];
}

async function tell(world: World, { meeting: held, room: place }: Row, to: readonly string[], subject: string) {
  if (to.length === 0) return;
  const when = held.startTime.toISOString();
  const body = `${place.roomName}, ${when}. Join at ${world.directUrl(place.roomId)} with the PIN ${place.ppin}`;
  const sentAt = world.clock();
  await world.orm.insert(mail).values(to.map((email) => ({ to: email, subject, body, sentAt })));
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
