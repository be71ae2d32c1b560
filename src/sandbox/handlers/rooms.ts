import { and, eq, type SQL } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { type Account, accountSeen, sees } from '../caller.ts';
import { limitsOf, withinPlan } from '../limits.ts';
import { account, room } from '../schema.ts';
import { pin, type World } from '../world.ts';
import { type Handled, type Handlers, isChange } from './handler.ts';

export type Room = typeof room.$inferSelect;

export const rooms: Handlers<'getRoom' | 'getRoomOfUser' | 'patchRoom'> = {
  getRoom: (call) => permanentRoomOf(call, call.caller.id),

  async getRoomOfUser(call) {
    const owner = await accountSeen(call.world, call.caller, call.parameters.user_id ?? '');
    return permanentRoomOf(call, owner.id);
  },

  async patchRoom({ world, caller, appType, parameters, input }) {
    const permanent = and(eq(room.permanent, true), eq(room.appType, appType));
    const found = await roomSeen(world, caller, parameters.room_id ?? '', permanent);
    withinPlan(await limitsOf(world.orm, world.clock(), found.organisationId, found.room.appType), input);
    const changes = {
      roomName: input.room_name,
      desc: input.desc,
      moderators: input.moderators,
      participants: input.participants,
      waitForModerator: input.wait_for_moderator,
      knock: input.knock,
      autoRecording: input.auto_recording,
    };
    const [changed = found.room] = isChange(changes)
      ? await world.orm.update(room).set(changes).where(eq(room.roomId, found.room.roomId)).returning()
      : [];
    return { permanent_room: toPermanentRoom(world, changed) };
  },
};

/** PINs of a new room. A moderator's is even and a participant's odd: none opens one room as the one, and another as the other. */
export function roomPins(): { readonly mpin: string; readonly ppin: string } {
  const [mpin, ppin] = [Number(pin()), Number(pin())];
  return { mpin: String(mpin - (mpin % 2)), ppin: String(ppin - (ppin % 2) + 1) };
}

/** A room whose owner the caller sees. Throws 404. */
export async function roomSeen(
  world: World,
  caller: Account,
  roomId: string,
  also?: SQL,
): Promise<{ room: Room; organisationId: string }> {
  const [found] = await world.orm
    .select({ room, organisationId: account.organisationId })
    .from(room)
    .innerJoin(account, eq(account.id, room.userId))
    .where(and(eq(room.roomId, roomId), sees(caller), also));
  if (!found) throw refusals.notFound('The room');
  return found;
}

async function permanentRoomOf({ world, appType }: Handled<undefined>, userId: string) {
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
