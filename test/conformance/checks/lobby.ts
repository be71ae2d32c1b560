import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import { enter, insideOf, makeHeldMeeting, makeSignedIn, sessionOf } from '../calls.ts';
import type { Check, CheckContext } from '../context.ts';
import { instant, refuses, unknownId } from '../expect.ts';
import { makeMeeting, ownRoom } from '../things.ts';

/** Who waits, by name, each with the id under which it is let in. */
async function waitingAt(
  { app }: CheckContext,
  api: AccountApi,
  room_id: string,
): Promise<ReadonlyMap<string, string>> {
  const { waiting } = await api.listWaiting({ room_id }, app);
  for (const { since } of waiting) if (since !== undefined) instant(since);
  return new Map(waiting.map(({ name, waiting_id }) => [name, waiting_id]));
}

async function waits(context: CheckContext, api: AccountApi, roomId: string, names: readonly string[]): Promise<void> {
  assert.deepEqual([...(await waitingAt(context, api, roomId)).keys()].toSorted(), names);
}

/** Somebody comes to the page of a room, and is kept at the door. */
async function knock({ hands }: CheckContext, roomId: string, name: string, pin?: string): Promise<void> {
  const { participantId, waitingId } = await hands.enterByPage(roomId, name, pin);
  assert.deepEqual([participantId, typeof waitingId], [undefined, 'string'], `${name} waits`);
}

/** A meeting at whose door people knock, its host already inside. */
async function makeGuarded(context: CheckContext, api: AccountApi) {
  const { room_id, mpin, ppin } = await makeHeldMeeting(context, api, { knock: true });
  await enter(context, room_id, 'Host', mpin);
  const { session_id } = await sessionOf(api, room_id);
  return { room_id, session_id, ppin };
}

/** Nothing of this lobby is there for the caller. */
async function refusesLobby({ app }: CheckContext, api: AccountApi, room_id: string, waiting_id = unknownId) {
  await refuses(api.listWaiting({ room_id }, app), 404);
  await refuses(api.admitAll({ room_id }, app), 404);
  await refuses(api.admit({ room_id, waiting_id }, app), 404);
  await refuses(api.deny({ room_id, waiting_id }, app), 404);
}

/** The door of a room: who waits there, and who is let in. */
export const lobby: readonly Check[] = [
  {
    name: 'An empty lobby lists nobody, and nobody is let in',
    group: 'lobby',
    routes: ['listWaiting', 'admitAll', 'admit', 'deny'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { room_id } = await makeMeeting(context, user, { knock: true });
      await waits(context, user, room_id, []);
      const { admitted } = await user.admitAll({ room_id }, context.app);
      if (admitted !== undefined) assert.equal(admitted, 0);
      await refuses(user.admit({ room_id, waiting_id: unknownId }, context.app), 404);
      await refuses(user.deny({ room_id, waiting_id: unknownId }, context.app), 404);
      await refusesLobby(context, user, unknownId);
    },
  },
  {
    name: 'Of those who knock, one is let in and one is turned away, each once',
    group: 'lobby',
    routes: ['listWaiting', 'admit', 'deny'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const { app } = context;
      const { room_id, session_id, ppin } = await makeGuarded(context, user);
      await knock(context, room_id, 'Ann');
      await knock(context, room_id, 'Ben', ppin);
      const waiting = await waitingAt(context, user, room_id);
      assert.deepEqual([...waiting.keys()].toSorted(), ['Ann', 'Ben']);
      assert.deepEqual(await insideOf(user, session_id), ['Host'], 'who waits is not in');
      const ann = { room_id, waiting_id: waiting.get('Ann') ?? '' };
      await user.admit(ann, app);
      await waits(context, user, room_id, ['Ben']);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Host']);
      await refuses(user.admit(ann, app), 404);
      await refuses(user.deny(ann, app), 404);
      const ben = { room_id, waiting_id: waiting.get('Ben') ?? '' };
      await user.deny(ben, app);
      await waits(context, user, room_id, []);
      await refuses(user.admit(ben, app), 404);
      await refuses(user.deny(ben, app), 404);
      await user.admitAll({ room_id }, app);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Host'], 'who was turned away is not in');
    },
  },
  {
    name: 'Everybody who knocks waits on when the moderator comes, and is then let in at once, and counted',
    group: 'lobby',
    routes: ['admitAll', 'listWaiting'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const { room_id, mpin } = await makeHeldMeeting(context, user, { knock: true });
      for (const name of ['Ann', 'Ben']) await knock(context, room_id, name);
      await enter(context, room_id, 'Host', mpin);
      const { session_id } = await sessionOf(user, room_id);
      assert.deepEqual(await insideOf(user, session_id), ['Host']);
      const first = await user.admitAll({ room_id }, context.app);
      if (first.admitted !== undefined) assert.equal(first.admitted, 2);
      await waits(context, user, room_id, []);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Ben', 'Host']);
      const second = await user.admitAll({ room_id }, context.app);
      if (second.admitted !== undefined) assert.equal(second.admitted, 0);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Ben', 'Host'], 'nobody comes in twice');
    },
  },
  {
    name: 'Nobody is let in beyond the places of a room, nor into a locked session, and moderators take no place',
    group: 'lobby',
    routes: ['admit', 'admitAll', 'listWaiting', 'lockSession', 'unlockSession'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const { app } = context;
      const { room_id, mpin } = await makeHeldMeeting(context, user, { knock: true, participants: 2 });
      for (const name of ['Ann', 'Ben', 'Cleo', 'Dora']) await knock(context, room_id, name);
      for (const name of ['Host', 'Other host']) await enter(context, room_id, name, mpin);
      const { session_id } = await sessionOf(user, room_id);
      const dora = { room_id, waiting_id: (await waitingAt(context, user, room_id)).get('Dora') ?? '' };
      await user.lockSession({ session_id });
      await refuses(user.admit(dora, app), 1002);
      await refuses(user.admitAll({ room_id }, app), 1002);
      await refuses(user.admit({ room_id, waiting_id: unknownId }, app), 404);
      await waits(context, user, room_id, ['Ann', 'Ben', 'Cleo', 'Dora']);
      await user.unlockSession({ session_id });
      await user.admit(dora, app);
      const { admitted } = await user.admitAll({ room_id }, app);
      if (admitted !== undefined) assert.equal(admitted, 1);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Dora', 'Host', 'Other host'], 'who came first');
      const ben = { room_id, waiting_id: (await waitingAt(context, user, room_id)).get('Ben') ?? '' };
      await refuses(user.admit(ben, app), 1002);
      const none = await user.admitAll({ room_id }, app);
      if (none.admitted !== undefined) assert.equal(none.admitted, 0);
      await waits(context, user, room_id, ['Ben', 'Cleo']);
    },
  },
  {
    name: 'The lobby of somebody else’s room cannot be seen or opened',
    group: 'lobby',
    routes: ['listWaiting', 'admitAll', 'admit', 'deny'],
    writes: true,
    roles: ['customer', 'user'],
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const stranger = await makeSignedIn(context);
      const { room_id, session_id } = await makeGuarded(context, user);
      await knock(context, room_id, 'Ann');
      const waiting_id = (await waitingAt(context, user, room_id)).get('Ann');
      await refusesLobby(context, stranger, room_id, waiting_id);
      const ownPlace = await makeMeeting(context, stranger, { knock: true });
      const byDetour = { room_id: ownPlace.room_id, waiting_id: waiting_id ?? '' };
      await refuses(stranger.admit(byDetour, context.app), 404);
      await refuses(stranger.deny(byDetour, context.app), 404);
      await waits(context, user, room_id, ['Ann']);
      assert.deepEqual(await insideOf(user, session_id), ['Host']);
    },
  },
  {
    name: 'Who waits for the moderator comes in with the moderator',
    group: 'lobby',
    routes: ['listWaiting'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const { room_id, mpin, ppin } = await makeHeldMeeting(context, user, { wait_for_moderator: true });
      await knock(context, room_id, 'Ann');
      await knock(context, room_id, 'Ben', ppin);
      await waits(context, user, room_id, ['Ann', 'Ben']);
      await enter(context, room_id, 'Host', mpin);
      await waits(context, user, room_id, []);
      const { session_id } = await sessionOf(user, room_id);
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Ben', 'Host']);
      await enter(context, room_id, 'Cleo');
      assert.deepEqual(await insideOf(user, session_id), ['Ann', 'Ben', 'Cleo', 'Host'], 'nobody waits any longer');
    },
  },
  {
    name: 'People knock at a permanent room too, and whoever is above its owner lets them in',
    group: 'lobby',
    routes: ['listWaiting', 'admit', 'patchRoom'],
    writes: true,
    roles: ['customer'],
    needs: 'sandbox',
    async run(context) {
      const customer = await context.as('customer');
      const host = await makeSignedIn(context);
      const { room_id, mpin } = await ownRoom(context, host);
      await host.patchRoom({ room_id, knock: true }, context.app);
      const inside = await enter(context, room_id, 'Host', mpin);
      context.after(() => context.hands.leaveByPage(room_id, inside));
      await knock(context, room_id, 'Ann');
      const waiting_id = (await waitingAt(context, customer, room_id)).get('Ann') ?? '';
      await customer.admit({ room_id, waiting_id }, context.app);
      await waits(context, host, room_id, []);
      const { session_id } = await sessionOf(host, room_id);
      assert.deepEqual(await insideOf(host, session_id), ['Ann', 'Host']);
      await host.endSession({ session_id });
    },
  },
];
