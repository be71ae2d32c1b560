import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import { below } from '../caller.ts';
import { room } from '../schema.ts';
import type { World } from '../world.ts';
import type { Handled, Handler } from './handler.ts';

export type Room = typeof room.$inferSelect;

export const getRoom: Handler<undefined> = (call) => roomOf(call, call.caller.id);

export const getRoomOfUser: Handler<undefined> = async (call) => {
  const owner = await below(call.world, call.caller, call.parameters.user_id ?? '');
  return roomOf(call, owner.id);
};

export const patchRoom: Handler<z.output<typeof routes.patchRoom.request>> = async ({
  world,
  caller,
  parameters,
  input,
}) => {
  const where = and(eq(room.roomId, parameters.room_id ?? ''), eq(room.permanent, true));
  const [found] = await world.orm.select().from(room).where(where);
  if (!found) throw refusals.notFound('The room');
  await below(world, caller, found.userId).catch(() => {
    throw refusals.notFound('The room');
  });
  const changes = {
    roomName: input.room_name,
    desc: input.desc,
    moderators: input.moderators,
    participants: input.participants,
    waitForModerator: input.wait_for_moderator,
    knock: input.knock,
    autoRecording: input.auto_recording,
  };
  const some = Object.values(changes).some((value) => value !== undefined);
  const [changed = found] = some ? await world.orm.update(room).set(changes).where(where).returning() : [];
  return { permanent_room: toPermanentRoom(world, changed) };
};

async function roomOf({ world, appType }: Handled<undefined>, userId: string) {
  const [found] = await world.orm
    .select()
    .from(room)
    .where(and(eq(room.userId, userId), eq(room.appType, appType), eq(room.permanent, true)));
  if (!found) throw refusals.notFound('The permanent room');
  return { permanent_room: toPermanentRoom(world, found) };
}

/** Field for field as documented (S6); `duration` is text here. */
function toPermanentRoom(world: World, found: Room) {
  return {
    room_id: found.roomId,
    user_id: found.userId,
    room_name: found.roomName,
    desc: found.desc,
    mpin: found.mpin,
    ppin: found.ppin,
    direct_url: world.directUrl(found.roomId),
    moderators: found.moderators,
    participants: found.participants,
    duration: String(found.duration),
    wait_for_moderator: found.waitForModerator,
    knock: found.knock,
    auto_recording: found.autoRecording,
  };
}
