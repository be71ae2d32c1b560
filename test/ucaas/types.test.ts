import { expect, test } from 'vitest';
import { standIn, vc } from './stand-in.ts';

const { account, api, bodies } = standIn();

// The compiler is the judge: each of these lines is a mistake that it has to find.
const mistakes = [
  // @ts-expect-error: there is nothing to give
  () => account().getRoom({ room_idd: 'x' }, vc),
  // @ts-expect-error: there is nothing to give
  () => account().listTimeZones({ page: 1 }),
  // @ts-expect-error: no such parameter
  () => account().getUser({ user_idd: 'x' }),
  // @ts-expect-error: nothing beside the parameter
  () => account().getUser({ user_id: 'x', name: 'x' }),
  // @ts-expect-error: no such field
  () => account().listUsers({ pages: 1 }),
  // @ts-expect-error: no password
  () => api().login({ email: 'a@b.example' }),
  // @ts-expect-error: no application
  () => account().getRoom({}),
];

test('what the table has no field for does not compile; what needs nothing takes nothing', async () => {
  expect(mistakes).toHaveLength(7);
  expect((await account().getRoom({}, vc)).permanent_room.room_id).toBe('r0');
  expect(bodies()).toEqual([{}]);
});
