import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { dialectSchema } from '../../src/sandbox/switches.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { startSandbox } from '../support/sandbox.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database);
});
afterEach(() => flip(dialectSchema.parse({})));
afterAll(async () => {
  await http.close();
  await service.close();
  await database.drop();
});

type Fields = Readonly<Record<string, unknown>>;
interface Said extends Fields {
  readonly result: number;
  readonly token: string;
  readonly user: Fields;
  readonly users: readonly Fields[];
  readonly permanent_room: Fields;
  readonly meeting: Fields;
  readonly subscription: Readonly<Record<'settings', Fields>>;
  readonly subscriptions: readonly Fields[];
}

async function flip(fields: Fields): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${service.root}/switches`, { method: 'POST', headers, body: JSON.stringify(fields) });
}

async function call(route: string, given?: Fields, headers: Readonly<Record<string, string>> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-app-type': 'vc', ...headers },
    body: given && JSON.stringify(given),
  });
  return { status: answer.status, said: (await answer.json()) as Said };
}

const login = (email: string) =>
  call('POST /login', { email, password: service.password }, { 'x-api-id': service.apiId });
const as = async (email: string) => ({ authorization: `Token ${(await login(email)).said.token}` });

test.each([
  ['1002', 1002],
  ['0', 0],
])('a request that is invalid is refused with %s, on the page as well', async (genericAs, result) => {
  await flip({ genericAs });
  const ada = await as('ada@acme.example');
  const refused = await call('GET /customers', undefined, ada);
  expect(refused).toMatchObject({ status: 200, said: { result, msg: 'The request is invalid' } });
  expect((await call('GET /meetings/none', undefined, ada)).said.result).toBe(404);
  const page = await (await fetch(`${service.root}/`)).text();
  expect(page).toMatch(
    new RegExp(`/customers</code></td><td>ada@acme\\.example</td><td>200</td>\\s*<td>${result}</td>`),
  );
});

test.each([
  ['403', 403, 403],
  ['1001', 1001, 200],
])('a token that has expired is refused with %s', async (expiredAs, result, status) => {
  await flip({ expiredAs });
  const ada = await as('ada@acme.example');
  service.passMinutes(16);
  expect(await call('GET /meeting/permanent', undefined, ada)).toMatchObject({ status, said: { result } });
  service.passMinutes(-16);
});

test.each([
  ['documented', 'string', 'number', 'number'],
  ['text', 'string', 'string', 'string'],
  ['number', 'number', 'number', 'number'],
])('durations are %s: of a room a %s, of a meeting a %s, of a subscription a %s', async (durationAs, ...types) => {
  await flip({ durationAs });
  const [ada, reseller] = await Promise.all([as('ada@acme.example'), as('reseller@northwind.example')]);
  const { permanent_room: room } = (await call('GET /meeting/permanent', undefined, ada)).said;
  const { meeting } = (await call('POST /meetings', { room_name: 'Timed' }, ada)).said;
  const [held] = (await call('GET /subscriptions', undefined, reseller)).said.subscriptions;
  const { settings } = (held ?? {}) as { settings: Fields };
  expect([room.duration, meeting.duration, settings.duration].map((value) => typeof value)).toEqual(types);
  expect([room.duration, meeting.duration, settings.duration].every((value) => Number(value) > 0)).toBe(true);
});

test.each([
  ['short', ['admin', 'reseller', 'customer', 'user']],
  ['long', ['EnableX Admin', 'Reseller Admin', 'Customer', 'Moderator']],
])('roles have their %s names, our client knows them, and either name is taken', async (rolesAs, names) => {
  await flip({ rolesAs });
  const people = ['admin@enablex.example', 'reseller@northwind.example', 'admin@acme.example', 'ada@acme.example'];
  const client = createUcaas({ http, baseUrl: service.url, apiId: service.apiId, clock: () => new Date(), log });
  const admin = await as(people[0] ?? '');
  for (const [index, email] of people.entries()) {
    const { user } = (await login(email)).said;
    expect([email, user.role]).toEqual([email, names[index]]);
    const { account } = await client.signIn(email, service.password);
    expect([email, account.role]).toEqual([email, ['admin', 'reseller', 'customer', 'user'][index]]);
    const { users } = (await call(`GET /users?search_by=email&search_string=${email}`, undefined, admin)).said;
    expect([email, users[0]?.user_type]).toEqual([email, names[index]]);
  }
  for (const name of ['reseller', 'Reseller Admin', 'RESELLER ADMIN']) {
    const query = new URLSearchParams({ search_by: 'user_type', search_string: name });
    const { users } = (await call(`GET /users?${query}`, undefined, admin)).said;
    expect([name, users.map(({ email }) => email)]).toEqual([name, ['reseller@northwind.example']]);
  }
  const customer = await as('admin@acme.example');
  for (const user_type of ['user', 'Moderator', 'customer', 'Customer']) {
    const fields = { user_type, first_name: 'New', email: `${randomUUID()}@acme.example`, status: 'S' };
    expect([user_type, (await call('POST /users', fields, customer)).said.result]).toEqual([user_type, 1]);
  }
  const above = { user_type: 'Reseller Admin', first_name: 'New', email: `${randomUUID()}@acme.example` };
  expect((await call('POST /users', above, customer)).said.result).toBe(406);
});

test.each([
  ['all', 1, 1],
  ['first', 1, undefined],
  ['other', undefined, 1],
])('a customer is had by GET and by POST where %s spellings are known', async (spelling, ...results) => {
  await flip({ spelling });
  const reseller = await as('reseller@northwind.example');
  const { customers } = (await call('GET /customers', undefined, reseller)).said;
  const [{ customer_id: id } = {}] = customers as { customer_id?: string }[];
  const got = await call(`GET /customers/${id}`, undefined, reseller);
  const posted = await call(`POST /customers/${id}`, {}, reseller);
  expect([got.said.result, posted.said.result]).toEqual(results);
});
