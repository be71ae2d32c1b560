import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import type { Check, CheckContext } from '../context.ts';
import { refuses, unknownId } from '../expect.ts';
import { makeSubscribedCustomer, makeUser, mark, ownRoom } from '../things.ts';

/** What of the caller's own room can be changed, as it is now. */
async function changeable(context: CheckContext, api: AccountApi) {
  const { room_id, room_name, desc = '', ...room } = await ownRoom(context, api);
  const { moderators, participants, wait_for_moderator, knock, auto_recording } = room;
  const fields = { room_name, desc, moderators, participants, wait_for_moderator, knock, auto_recording };
  return { room_id, fields };
}

/** The same of a room that is put back at the end as it was found. */
async function borrowed(context: CheckContext, api: AccountApi) {
  const { room_id, fields } = await changeable(context, api);
  context.after(() => api.patchRoom({ room_id, ...fields }, context.app));
  return { room_id, fields };
}

/** Whoever is above a user finds the user's own room, and what is changed there the user finds. Resolves to the room. */
async function changedFromAbove(context: CheckContext, above: AccountApi, user_id: string, user: AccountApi) {
  const own = await ownRoom(context, user);
  const { permanent_room: room } = await above.getRoomOfUser({ user_id }, context.app);
  assert.deepEqual([room.room_id, room.ppin, room.mpin], [own.room_id, own.ppin, own.mpin]);
  const room_name = mark();
  await above.patchRoom({ room_id: room.room_id, room_name }, context.app);
  assert.equal((await ownRoom(context, user)).room_name, room_name);
  return room;
}

/** For somebody who is not above a user, the user's room does not exist. */
async function staysAway({ app }: CheckContext, beside: AccountApi, user_id: string, room_id: string) {
  await refuses(beside.getRoomOfUser({ user_id }, app), 404);
  await refuses(beside.patchRoom({ room_id, room_name: mark() }, app), 404);
}

/** Permanent rooms: one for each user and application. */
export const rooms: readonly Check[] = [
  {
    name: 'A user has a room of its own in each application, with an address and two PINs',
    group: 'rooms',
    routes: ['getRoom'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      const ids = new Set<string>();
      const pins = new Set<string>();
      for (const appType of context.appTypes) {
        const { permanent_room: room } = await user.getRoom({}, { appType });
        assert.ok(room.room_name !== '', 'the room has a name');
        assert.match(room.direct_url, /^https?:/);
        assert.ok(URL.canParse(room.direct_url), `${room.direct_url} is no address`);
        assert.ok(room.mpin && room.ppin, 'there is a PIN for moderators and one for participants');
        assert.ok(Number(room.duration) > 0, `${room.duration} is no number of minutes`);
        for (const field of ['moderators', 'participants'] as const) assert.equal(typeof room[field], 'number', field);
        for (const field of ['wait_for_moderator', 'knock', 'auto_recording'] as const) {
          assert.equal(typeof room[field], 'boolean', field);
        }
        ids.add(room.room_id);
        pins.add(room.mpin).add(room.ppin);
        const again = await user.getRoom({}, { appType });
        assert.deepEqual(again.permanent_room, room, 'the room is permanent');
      }
      assert.equal(ids.size, context.appTypes.length, 'each application has its own room');
      assert.equal(pins.size, 2 * context.appTypes.length, 'no PIN opens two rooms, or one room as either');
    },
  },
  {
    name: 'The application of a room has to be named, and be one that there is',
    group: 'rooms',
    routes: ['getRoom'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      const roomIn = (appType: string) => user.getRoom({}, { appType: appType as 'vc' });
      await refuses(roomIn(''), 1401);
      await refuses(roomIn('xx'), 1403);
      const both = roomIn('vc, wb');
      // A header is always text: some see a list in this, others a value that they do not know.
      await refuses(both, 1402).catch(() => refuses(both, 1403));
    },
  },
  {
    name: 'A user reads its own room also by its id, and that of nobody else',
    group: 'rooms',
    routes: ['getRoom', 'getRoomOfUser'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      const { room_id, user_id } = await ownRoom(context, user);
      if (user_id !== undefined) {
        const { permanent_room: room } = await user.getRoomOfUser({ user_id }, context.app);
        assert.equal(room.room_id, room_id);
      }
      await refuses(user.getRoomOfUser({ user_id: unknownId }, context.app), 404);
    },
  },
  {
    name: 'Each field of one’s own room can be changed, and what is not sent stays as it is',
    group: 'rooms',
    routes: ['getRoom', 'patchRoom'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { room_id, fields } = await borrowed(context, user);
      const expected = { ...fields };
      const other = (value = 0) => (value > 1 ? value - 1 : value + 1);
      const changes = {
        room_name: mark(),
        desc: mark(),
        moderators: other(fields.moderators),
        participants: other(fields.participants),
        wait_for_moderator: !fields.wait_for_moderator,
        knock: !fields.knock,
        auto_recording: !fields.auto_recording,
      };
      for (const [field, value] of Object.entries(changes)) {
        await user.patchRoom({ room_id, [field]: value }, context.app);
        Object.assign(expected, { [field]: value });
        assert.deepEqual((await changeable(context, user)).fields, expected, `after a change of ${field}`);
      }
    },
  },
  {
    name: 'What is wrong with a change of a room is named, and nothing of it is done',
    group: 'rooms',
    routes: ['getRoom', 'patchRoom'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { room_id, fields } = await borrowed(context, user);
      const flags = { wait_for_moderator: 'perhaps', knock: 'perhaps', auto_recording: 'perhaps' };
      const wrong = { room_name: '', desc: 7, moderators: 0, participants: 'many', ...flags };
      for (const [field, value] of Object.entries(wrong)) {
        const right = field === 'desc' ? { room_name: mark() } : { desc: mark() };
        const change = user.patchRoom({ room_id, ...right, [field]: value }, context.app);
        await refuses(change, { result: 406, field });
      }
      assert.deepEqual((await changeable(context, user)).fields, fields);
      await refuses(user.patchRoom({ room_id: unknownId, desc: mark() }, context.app), 404);
    },
  },
  {
    name: 'A customer reads and changes the room of its user, and another user of the customer does neither',
    group: 'rooms',
    routes: ['getRoomOfUser', 'patchRoom'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const person = await makeUser(context, customer);
      const user = await context.signIn(person);
      const { room_id } = await changedFromAbove(context, customer, person.userId, user);
      const colleague = await context.signIn(await makeUser(context, customer));
      await staysAway(context, colleague, person.userId, room_id);
    },
  },
  {
    name: 'The administrator and the reseller read and change the room of a user, and a customer beside does neither',
    group: 'rooms',
    routes: ['getRoomOfUser', 'patchRoom'],
    writes: true,
    roles: ['admin', 'reseller', 'customer'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId: customer_id } = await makeSubscribedCustomer(context, reseller);
      const person = await makeUser(context, reseller, { customer_id });
      const user = await context.signIn(person);
      await changedFromAbove(context, await context.as('admin'), person.userId, user);
      const { room_id } = await changedFromAbove(context, reseller, person.userId, user);
      await staysAway(context, await context.as('customer'), person.userId, room_id);
    },
  },
  {
    name: 'A room takes as many participants as the plan allows, and no more',
    group: 'rooms',
    routes: ['patchRoom', 'getSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId: customer_id, subscriptionId } = await makeSubscribedCustomer(context, reseller);
      const user = await context.signIn(await makeUser(context, reseller, { customer_id }));
      const { subscription } = await reseller.getSubscription({ subscription_id: subscriptionId });
      const most = subscription.settings?.participants ?? 0;
      const { room_id } = await ownRoom(context, user);
      await user.patchRoom({ room_id, participants: most }, context.app);
      const tooMany = user.patchRoom({ room_id, participants: most + 1 }, context.app);
      await refuses(tooMany, { result: 406, field: 'participants' });
      assert.equal((await ownRoom(context, user)).participants, most);
    },
  },
];
