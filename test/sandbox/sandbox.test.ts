import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGuard } from '../../adapters/web/playground/guard.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let server: FastifyInstance;
let sandbox: Sandbox;
let url = '';
let shift = 0;

beforeAll(async () => {
  database = await testDatabase();
  server = fastify();
  sandbox = createSandbox({
    database: database.database,
    publicUrl: 'http://localhost:1',
    clock: () => new Date(Date.now() + shift),
    guard: createGuard('http://localhost:1'),
  });
  await Promise.all([sandbox.seed(), sandbox.seed()]);
  await sandbox.routes(server);
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

type Body = Record<string, unknown> & {
  result: number;
  user: Record<string, string>;
  token: string;
  permanent_room: Record<string, string>;
  meeting: Record<string, string>;
  meetings: Record<string, string>[];
  sessions: Record<string, string>[];
};

async function call(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Body> {
  const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
  const response = await fetch(`${url}/sandbox/ucaas/v1${path}`, {
    method,
    headers: { ...type, ...headers },
    body: body && JSON.stringify(body),
  });
  return (await response.json()) as Body;
}
const apiId = { 'x-api-id': 'sandbox-api-id' };
const login = (email: string) => call('POST', '/login', apiId, { email, password: 'meetwire-demo' });
const as = async (email: string) => ({ authorization: `Token ${(await login(email)).token}`, 'x-app-type': 'vc' });

test('the seed is one administrator, one reseller, two customers and six users, however often it runs', async () => {
  const { rows } = await database.database.pool.query(
    'select role, count(*)::int as n from sandbox.account group by role order by role',
  );
  expect(rows).toEqual([
    { role: 'admin', n: 1 },
    { role: 'customer', n: 2 },
    { role: 'reseller', n: 1 },
    { role: 'user', n: 6 },
  ]);
  expect((await database.database.pool.query('select from sandbox.room')).rowCount).toBe(20);
});

test.each([
  ['no header', {}, 400],
  ['an unknown token', { authorization: 'Token nothing' }, 1001],
  ['another scheme', { authorization: 'Bearer x' }, 401],
  ['wrong credentials', { authorization: `Basic ${Buffer.from('sandbox-api-id:wrong').toString('base64')}` }, 401],
])('with %s, nothing is to be had', async (_name, headers: Record<string, string>, result) => {
  expect(await call('GET', '/meeting/permanent', { 'x-app-type': 'vc', ...headers })).toMatchObject({
    result,
    msg: expect.any(String),
    desc: expect.any(String),
  });
});

test('credentials act with the role of the account that owns them', async () => {
  const basic = {
    authorization: `Basic ${Buffer.from('northwind-api-id:northwind-api-key').toString('base64')}`,
    'x-app-type': 'vc',
  };
  const { user } = await login('ada@acme.example');
  const { user: above } = await login('admin@enablex.example');
  expect((await call('GET', `/meeting/permanent/${user.user_id}`, basic)).result).toBe(1);
  expect((await call('GET', `/meeting/permanent/${above.user_id}`, basic)).result).toBe(404);
});

test('a token is good for the API ids above its owner, and for no other', async () => {
  const ada = await as('ada@acme.example');
  const results = await Promise.all(
    ['acme-api-id', 'northwind-api-id', 'sandbox-api-id', 'globex-api-id', 'nobody'].map(
      async (id) => (await call('GET', '/meeting/permanent', { ...ada, 'x-api-id': id })).result,
    ),
  );
  expect(results).toEqual([1, 1, 1, 1001, 401]);
});

test('the application has to be named, and be one of the two', async () => {
  const { authorization } = await as('ada@acme.example');
  expect((await call('GET', '/meeting/permanent', { authorization })).result).toBe(1401);
  expect((await call('GET', '/meeting/permanent', { authorization, 'x-app-type': 'xx' })).result).toBe(1403);
});

test('a token ends after fifteen minutes', async () => {
  const ada = await as('ada@acme.example');
  shift = 16 * 60_000;
  expect((await call('GET', '/meeting/permanent', ada)).result).toBe(403);
  shift = 0;
});

test('each level sees what is below it, and what is not does not exist for it', async () => {
  const people = [
    'admin@enablex.example',
    'reseller@northwind.example',
    'admin@acme.example',
    'admin@globex.example',
    'ada@acme.example',
    'dana@globex.example',
  ];
  const below: Record<string, string[]> = {
    'admin@enablex.example': people,
    'reseller@northwind.example': people.slice(1),
    'admin@acme.example': ['admin@acme.example', 'ada@acme.example'],
    'admin@globex.example': ['admin@globex.example', 'dana@globex.example'],
    'ada@acme.example': ['ada@acme.example'],
    'dana@globex.example': ['dana@globex.example'],
  };
  const known = await Promise.all(people.map(async (email) => ({ email, ...(await login(email)) })));
  for (const caller of known) {
    const headers = { authorization: `Token ${caller.token}`, 'x-app-type': 'vc' };
    for (const target of known) {
      const sees = below[caller.email]?.includes(target.email) === true;
      const read = await call('GET', `/meeting/permanent/${target.user.user_id}`, headers);
      expect([caller.email, target.email, read.result]).toEqual([caller.email, target.email, sees ? 1 : 404]);
      if (sees) continue;
      const { permanent_room: room } = await call('GET', '/meeting/permanent', {
        authorization: `Token ${target.token}`,
        'x-app-type': 'vc',
      });
      const write = await call('PATCH', `/meetings/permanent/${room.room_id}`, headers, { room_name: 'taken over' });
      const unknown = await call('PATCH', '/meetings/permanent/ffffffffffffffffffffffff', headers, { room_name: 'x' });
      expect(write).toEqual(unknown);
    }
  }
});

test('a meeting is made, listed, changed and cancelled by its host, and by nobody beside', async () => {
  const [ada, bob, customer] = await Promise.all([
    as('ada@acme.example'),
    as('bob@acme.example'),
    as('admin@acme.example'),
  ]);
  const { meeting } = await call('POST', '/meetings', ada, { room_name: 'Plan', start_time: '2099-12-01 10:00:00' });
  expect(meeting).toMatchObject({ room_name: 'Plan', start_time: '2099-12-01 10:00:00' });
  const path = `/meetings/${meeting.meeting_id}`;
  expect((await call('GET', path, bob)).result).toBe(404);
  expect((await call('DELETE', path, bob)).result).toBe(404);
  expect((await call('GET', '/meetings', bob)).meetings).toEqual([]);
  expect((await call('GET', '/meetings?page_length=1', customer)).meetings).toHaveLength(1);
  expect((await call('PATCH', path, ada, { room_name: 'New plan' })).meeting.room_name).toBe('New plan');
  expect((await call('POST', '/meetings', ada, {})).result).toBe(406);
  expect((await call('GET', '/meetings?page=0', ada)).result).toBe(1101);
  expect((await call('DELETE', path, ada)).result).toBe(1);
  expect((await call('GET', path, ada)).result).toBe(404);
});

test('whoever enters and leaves on the page makes a session that can be listed', async () => {
  const ada = await as('ada@acme.example');
  const { meeting } = await call('POST', '/meetings', ada, { room_name: 'Open' });
  const page = `${url}/sandbox/join/${meeting.room_id}`;
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${page}/${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers });
  expect((await post('enter', { name: 'Guest' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post('enter', { name: ' ' })).status).toBe(400);
  const entered = await post('enter', { name: '<b>Guest</b>' });
  const inside = new URL(entered.headers.get('location') ?? '', url);
  const seen = await (await fetch(inside)).text();
  expect(seen).toContain('1 person is in');
  expect(seen).toContain('&#60;b&#62;Guest');
  const [open] = (await call('GET', `/sessions?search_by=room_id&search_string=${meeting.room_id}`, ada)).sessions;
  expect(open).toMatchObject({ meeting_id: meeting.meeting_id, end_time: '' });
  await post('leave', { participant: inside.searchParams.get('me') ?? '' });
  const [closed] = (await call('GET', '/sessions', ada)).sessions;
  expect(closed?.end_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect((await call('GET', '/sessions', await as('bob@acme.example'))).sessions).toEqual([]);
});

test('an invitation is kept where a real service would mail it, for one’s own rooms only', async () => {
  const ada = await as('ada@acme.example');
  const { permanent_room: room } = await call('GET', '/meeting/permanent', ada);
  const body = { room_id: room.room_id, emails: ['guest@example.com'] };
  expect((await call('POST', '/sessions/invite', ada, body)).result).toBe(1);
  expect((await call('POST', '/sessions/invite', await as('dana@globex.example'), body)).result).toBe(404);
  const mails = await (await fetch(`${url}/sandbox/mails.json?to=guest@example.com`)).json();
  expect(mails).toMatchObject({ mails: [{ to: 'guest@example.com', body: expect.stringContaining(room.ppin ?? '') }] });
});
