import { and, asc, eq, isNull } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { waiting } from '../schema.ts';
import { letIn } from './admission.ts';
import { type Handled, type Handlers, isUuid } from './handler.ts';
import { roomSeen } from './rooms.ts';

export const lobby: Handlers<'listWaiting' | 'admitAll' | 'admit' | 'deny'> = {
  async listWaiting(call) {
    const { roomId } = await place(call);
    const rows = await call.world.orm
      .select()
      .from(waiting)
      .where(and(eq(waiting.roomId, roomId), isNull(waiting.decision)))
      .orderBy(asc(waiting.since), asc(waiting.id));
    return { waiting: rows.map(({ id, name, since }) => ({ waiting_id: id, name, since })) };
  },

  async admitAll(call) {
    const { roomId } = await place(call);
    return { admitted: await letIn(call.world, roomId) };
  },

  async admit(call) {
    const { roomId } = await place(call);
    const admitted = await letIn(call.world, roomId, waitingId(call));
    if (admitted === 0) throw refusals.notFound('The waiting person');
    return { msg: 'Let in' };
  },

  async deny(call) {
    const { roomId } = await place(call);
    const denied = await call.world.orm
      .update(waiting)
      .set({ decision: 'denied' })
      .where(and(eq(waiting.id, waitingId(call)), eq(waiting.roomId, roomId), isNull(waiting.decision)))
      .returning({ id: waiting.id });
    if (denied.length === 0) throw refusals.notFound('The waiting person');
    return { msg: 'Turned away' };
  },
};

async function place({ world, caller, parameters, appType }: Handled<undefined>) {
  const { room: found } = await roomSeen(world, caller, parameters.room_id ?? '');
  if (found.appType !== appType) throw refusals.notFound('The room');
  return found;
}

function waitingId({ parameters }: Handled<undefined>): string {
  const id = parameters.waiting_id ?? '';
  if (!isUuid(id)) throw refusals.notFound('The waiting person');
  return id;
}
