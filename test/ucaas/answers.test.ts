import { expect, test } from 'vitest';
import { createApi } from '../../src/ucaas/api.ts';
import { room } from '../support/service.ts';
import { bare, standIn, vc } from './stand-in.ts';

const { account, api, asked, on, says, surroundings } = standIn();
const getRoom = () => account().getRoom({}, vc);

test.each([
  [401, 'signed_out'],
  [403, 'signed_out'],
  [404, 'not_found'],
  [409, 'refused'],
  [429, 'busy'],
  [503, 'busy'],
  [200, 'refused'],
])('the generic result 0 with HTTP status %i is %s', async (status, kind) => {
  for (const result of [0, '0']) {
    says('GET /meeting/permanent', { result, msg: 'Error' }, status);
    await expect(getRoom()).rejects.toMatchObject({ kind, result: 0, msg: 'Error' });
  }
});

test('a result that says more than 0 counts more than the HTTP status', async () => {
  says('GET /meeting/permanent', { result: 1504, msg: 'Duplicate' }, 401);
  await expect(getRoom()).rejects.toMatchObject({ kind: 'refused' });
});

test('text that came as something else is text, or left out; numbers and flags that are empty are absent', async () => {
  says('GET /meeting/permanent', {
    result: 1,
    permanent_room: {
      ...room,
      desc: { html: 'x' },
      ppin: 1234,
      mpin: true,
      user_id: null,
      moderators: '',
      participants: null,
      duration: ['1'],
      wait_for_moderator: null,
    },
  });
  const { permanent_room: found } = await getRoom();
  expect(found).toMatchObject({ ppin: '1234', mpin: 'true', room_name: room.room_name });
  const { desc, user_id, moderators, participants, duration, wait_for_moderator } = found;
  expect([desc, user_id, moderators, participants, duration, wait_for_moderator]).toEqual(Array(6).fill(undefined));
  says('GET /meeting/permanent', { result: 1, permanent_room: { ...room, moderators: 'several' } });
  await expect(getRoom()).rejects.toMatchObject({ kind: 'garbled' });
});

test('a number without which a row means nothing is not read from empty text', async () => {
  const poll = { poll_id: 'p', question: 'One?', options: ['Yes'] };
  says('GET /polls/p/results', { result: 1, poll, results: [{ option: 'Yes', votes: '' }] });
  await expect(account().getPollResults({ poll_id: 'p' }, vc)).rejects.toMatchObject({ kind: 'garbled' });
});

test('an empty object as PHP writes it is one that is not there', async () => {
  const customer = { customer_id: 'c', customer_name: 'One' };
  says('GET /customers/c', { result: 1, customer: { ...customer, office_address: [], billing_address: null } });
  const { customer: found } = await account().getCustomer({ customer_id: 'c' });
  expect([found.office_address, found.billing_address]).toEqual([undefined, undefined]);
  const subscription = { subscription_id: 's', customer_id: 'c', settings: [], features: [], storage: { price: [] } };
  says('GET /subscriptions/s', { result: 1, subscription });
  expect((await account().getSubscription({ subscription_id: 's' })).subscription.settings).toBeUndefined();
  says('POST /login', { result: 1, token: 't', user: [] });
  expect((await api().login({ email: 'a@b.example', password: 'x' })).user).toBeUndefined();
});

test.each([200, 202, 204])(
  'status %i without a body is enough where nothing else is wanted, and only there',
  async (status) => {
    const empty: Parameters<typeof on>[1] = (_asked, response) => void response.writeHead(status).end();
    on('DELETE /users/u', empty);
    on('POST /users', empty);
    expect(await account().deleteUser({ user_id: 'u' })).toEqual({});
    const made = account().addUser({ user_type: 'user', first_name: 'Ulla', email: 'u@b.example' });
    await expect(made).rejects.toMatchObject({ kind: 'garbled' });
  },
);

test.each([
  [{ error: 'No such user' }, 'No such user'],
  [{ errors: [{ field: 'user_id' }] }, [{ field: 'user_id' }]],
  [{ error: null, errors: [], msg: 'gone' }, undefined],
  [{ error: false }, undefined],
])('without a result, HTTP status 200 is a success unless the body tells of errors: %j', async (body, told) => {
  says('DELETE /users/u', body);
  const removed = account().deleteUser({ user_id: 'u' });
  if (told === undefined) await removed;
  else await expect(removed).rejects.toMatchObject({ kind: 'refused', data: told });
});

test('a shape that does not fit is not asked for again, and what is no JSON is', async () => {
  for (const body of [{ result: 1, permanent_room: {} }, { result: 'several' }, ['nothing']]) {
    says('GET /meeting/permanent', body);
    await expect(getRoom()).rejects.toMatchObject({ kind: 'garbled' });
    expect(asked()).toHaveLength(1);
  }
  on('GET /meeting/permanent', (_asked, response) => void response.end('<html>'));
  await expect(getRoom()).rejects.toMatchObject({ kind: 'garbled' });
  expect(asked()).toHaveLength(3);
});

test('what an override deletes by GET is not repeated, and what it reads by POST is', async () => {
  const ada = account({ deleteMeeting: { method: 'GET' }, getCustomer: { method: 'POST' } });
  says('GET /meetings/m', bare, 500);
  await expect(ada.deleteMeeting({ meeting_id: 'm' }, vc)).rejects.toMatchObject({ httpStatus: 500 });
  expect(asked()).toHaveLength(1);
  says('POST /customers/c', bare, 500);
  await expect(ada.getCustomer({ customer_id: 'c' })).rejects.toMatchObject({ httpStatus: 500 });
  expect(asked()).toHaveLength(3);
});

test('a call that is given up during the wait for a repetition ends at once', async () => {
  const controller = new AbortController();
  const reason = new Error('the person left');
  on('GET /meeting/permanent', (_asked, response) => response.writeHead(429, { 'retry-after': '2' }).end('{}'));
  const { http, ...others } = surroundings();
  const waiting = Promise.withResolvers<void>();
  const request: typeof http.request = async (one) => {
    const answer = await http.request(one);
    // By then the answer is read, and the wait has begun.
    setImmediate(() => waiting.resolve());
    return answer;
  };
  const call = createApi({ ...others, http: { ...http, request } })
    .as({ token: 'a-token' })
    .getRoom({}, { ...vc, signal: controller.signal });
  const ended = call.catch((error: unknown) => error);
  await waiting.promise;
  controller.abort(reason);
  // Another call, there and back, takes longer than to end this one, and far less than the wait.
  expect(
    await Promise.race([
      ended,
      account()
        .listTimeZones({})
        .catch(() => 'still waiting'),
    ]),
  ).toBe(reason);
  expect(asked().filter((one) => one === 'GET /meeting/permanent')).toHaveLength(1);
});
