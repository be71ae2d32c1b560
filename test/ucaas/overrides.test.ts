import { expect, test } from 'vitest';
import { parseRouteOverrides } from '../../src/ucaas/overrides.ts';
import { json } from '../support/service.ts';
import { standIn, vc } from './stand-in.ts';

const { account, api, asked, bodies, on, says } = standIn();

test('a service that differs from the table is called as an override says, in path, method and names of fields', async () => {
  const overrides = parseRouteOverrides(`{
    "joinSession": { "path": "/video/enter" },
    "getCustomer": { "method": "POST" },
    "createMeeting": { "path": "/meetings/scheduled", "fields": { "room_name": "topic", "start_time": "begin" } }
  }`);
  const user = { room_id: 'r', meeting_id: 'm', user_id: 'u', role: 'participant' };
  says('POST /video/enter', { result: 1, token: 'video', user });
  says('POST /customers/c1', { result: 1, customer: { customer_id: 'c1', customer_name: 'One' } });
  on('POST /meetings/scheduled', ({ body }, response) =>
    body.topic === 'taken'
      ? json(response, { result: 1504, msg: 'Duplicate', desc: 'topic', data: { topic: 'taken' } })
      : json(response, {
          result: 1,
          meeting: { meeting_id: 'm', topic: body.topic, begin: body.begin, direct_url: 'x' },
        }),
  );
  const changed = api(overrides);
  const account = changed.as({ token: 't' });
  expect((await changed.joinSession({ pin: '1', name: 'Joy', user_ref: 'x' })).user.room_id).toBe('r');
  expect((await account.getCustomer({ customer_id: 'c1' })).customer.customer_name).toBe('One');
  const { meeting } = await account.createMeeting({ room_name: 'Plan', start_time: '2030-01-01 10:00:00' }, vc);
  expect(meeting).toMatchObject({ room_name: 'Plan', start_time: '2030-01-01 10:00:00' });
  expect(bodies().at(-1)).toEqual({ topic: 'Plan', begin: '2030-01-01 10:00:00' });
  await expect(account.createMeeting({ room_name: 'taken' }, vc)).rejects.toMatchObject({
    data: { room_name: 'taken' },
  });
  expect(asked()).not.toContain('POST /meetings');
});

test.each([
  ['{', 'it is not JSON'],
  ['{"noSuchRoute": {}}', 'noSuchRoute: no such route'],
  ['{"getUser": {"path": "/users"}}', 'getUser: the path needs {user_id}'],
  ['{"getUser": {"path": "https://elsewhere.example/{user_id}"}}', 'getUser.path: must begin with a slash'],
  ['{"getUser": {"method": "FETCH"}}', 'getUser.method'],
  ['{"getUser": {"host": "elsewhere.example"}}', 'getUser'],
  ['[]', 'it'],
  ['{"listPlans": {"path": "/a//plans"}}', 'listPlans.path: must have no //'],
  ['{"listPlans": {"path": "//plans"}}', 'listPlans.path: must have no //'],
  ['{"listPlans": {"path": "/./plans"}}', 'listPlans.path: must have no //'],
  ['{"listPlans": {"path": "/a/../plans"}}', 'listPlans.path: must have no //'],
  ['{"listPlans": {"path": "/plans/.."}}', 'listPlans.path: must have no //'],
  ['{"listPlans": {"fields": {"plan_nam": "title"}}}', 'listPlans: plan_nam is no field of this route'],
  ['{"login": {"fields": {"room_name": "title"}}}', 'login: room_name is no field of this route'],
])('an override that is not right is refused with what is wrong: %s', (text, message) => {
  expect(() => parseRouteOverrides(text)).toThrow(message);
});

test('fields may be named wherever a request or an answer has them, and a path may have dots in its steps', () => {
  const fields = (names: readonly string[]) => ({ fields: Object.fromEntries(names.map((name) => [name, 'other'])) });
  const overrides = {
    listPlans: { path: '/v1.1/plans/all..json', ...fields(['plan_name', 'settings', 'duration', 'msg']) },
    listTimeZones: fields(['timezones', 'gmt_offset', 'result']),
    getSubscription: fields(['subscription', 'subsxn_date', 'unit_price', 'desc']),
    createMeeting: fields(['group_ids', 'mpin', 'invitees']),
    listCdr: fields(['search_by', 'from_session_date', 'cdr_id']),
    login: fields(['password', 'user_type']),
  };
  expect(parseRouteOverrides(JSON.stringify(overrides))).toEqual(overrides);
});

test('what a listing is searched and ordered by has the names of the service, too', async () => {
  const overrides = parseRouteOverrides('{"listUsers": {"fields": {"last_name": "surname", "search_by": "filter"}}}');
  let query = '';
  on('GET /users', (_asked, response) => {
    query = response.req.url ?? '';
    json(response, { result: 1, search: { filter: 'surname' }, users: [{ user_id: 'u', surname: 'Unger' }] });
  });
  const answer = await account(overrides).listUsers({
    search_by: 'last_name',
    search_string: 'last_name',
    order_by: 'email, last_name',
  });
  expect(Object.fromEntries(new URLSearchParams(query.split('?')[1]))).toEqual({
    filter: 'surname',
    search_string: 'last_name',
    order_by: 'email,surname',
  });
  expect(answer).toMatchObject({ search: { search_by: 'last_name' }, users: [{ last_name: 'Unger' }] });
});
