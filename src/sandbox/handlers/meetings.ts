import { and, arrayContains, desc, eq, or } from 'drizzle-orm';
import type { z } from 'zod';
import type { routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import type { Account } from '../caller.ts';
import { account, meeting, room } from '../schema.ts';
import { objectId, pin, type World } from '../world.ts';
import { fromServiceTime, type Handled, type Handler, toServiceTime } from './handler.ts';

type Row = { meeting: typeof meeting.$inferSelect; room: typeof room.$inferSelect; account: Account };

export const createMeeting: Handler<z.output<typeof routes.createMeeting.request>> = async (call) => {
  const { world, caller, appType, input } = call;
  const now = world.clock();
  const meetingId = objectId();
  await world.orm.transaction(async (change) => {
    const roomId = objectId();
    const fields = { roomName: input.room_name, desc: input.desc ?? '', duration: input.duration };
    const switches = {
      waitForModerator: input.wait_for_moderator,
      knock: input.knock,
      autoRecording: input.auto_recording,
    };
    const pins = { mpin: pin(), ppin: pin() };
    await change
      .insert(room)
      .values({ roomId, appType, userId: caller.id, permanent: false, ...fields, ...switches, ...pins });
    const startTime = input.start_time ? fromServiceTime(input.start_time) : now;
    await change.insert(meeting).values({ meetingId, roomId, userId: caller.id, startTime, createdAt: now });
  });
  return { meeting: toMeeting(world, await find(call, meetingId)) };
};

export const listMeetings: Handler<z.output<typeof routes.listMeetings.request>> = async ({
  world,
  caller,
  appType,
  input,
}) => {
  const rows = await select(world)
    .where(and(eq(room.appType, appType), seenBy(caller)))
    .orderBy(desc(meeting.createdAt), desc(meeting.meetingId))
    .limit(input.page_length)
    .offset((input.page - 1) * input.page_length);
  return { search: input, meetings: rows.map((row) => toMeeting(world, row)) };
};

export const getMeeting: Handler<undefined> = async (call) => ({
  meeting: toMeeting(call.world, await find(call, call.parameters.meeting_id ?? '')),
});

export const patchMeeting: Handler<z.output<typeof routes.patchMeeting.request>> = async (call) => {
  const { world, input } = call;
  const found = await find(call, call.parameters.meeting_id ?? '');
  const changes = {
    roomName: input.room_name,
    desc: input.desc,
    duration: input.duration,
    waitForModerator: input.wait_for_moderator,
    knock: input.knock,
    autoRecording: input.auto_recording,
  };
  await world.orm.transaction(async (change) => {
    if (Object.values(changes).some((value) => value !== undefined)) {
      await change.update(room).set(changes).where(eq(room.roomId, found.room.roomId));
    }
    if (input.start_time) {
      const startTime = fromServiceTime(input.start_time);
      await change.update(meeting).set({ startTime }).where(eq(meeting.meetingId, found.meeting.meetingId));
    }
  });
  return { meeting: toMeeting(world, await find(call, found.meeting.meetingId)) };
};

export const deleteMeeting: Handler<undefined> = async (call) => {
  const found = await find(call, call.parameters.meeting_id ?? '');
  await call.world.orm.delete(room).where(eq(room.roomId, found.room.roomId));
  return { msg: 'The meeting has been cancelled' };
};

function select(world: World) {
  return world.orm
    .select()
    .from(meeting)
    .innerJoin(room, eq(room.roomId, meeting.roomId))
    .innerJoin(account, eq(account.id, meeting.userId))
    .$dynamic();
}

function seenBy(caller: Account) {
  return or(eq(account.id, caller.id), arrayContains(account.above, [caller.id]));
}

async function find({ world, caller }: Pick<Handled<unknown>, 'world' | 'caller'>, meetingId: string): Promise<Row> {
  const [found] = await select(world).where(and(eq(meeting.meetingId, meetingId), seenBy(caller)));
  if (!found) throw refusals.notFound('The meeting');
  return found;
}

function toMeeting(world: World, { meeting: held, room: place, account: host }: Row) {
  return {
    meeting_id: held.meetingId,
    room_id: place.roomId,
    user_id: held.userId,
    customer_id: host.customerId,
    room_name: place.roomName,
    desc: place.desc,
    mpin: place.mpin,
    ppin: place.ppin,
    direct_url: world.directUrl(place.roomId),
    start_time: toServiceTime(held.startTime),
    duration: place.duration,
    wait_for_moderator: place.waitForModerator,
    knock: place.knock,
    auto_recording: place.autoRecording,
  };
}
