import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { startSandbox } from '../support/sandbox.ts';
import { differences, type UcaasFixture, ucaasFixtures } from '../support/ucaas-fixtures.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database);
});
afterAll(async () => {
  await service.close();
  await database.drop();
});

interface Answer {
  readonly result: number;
  readonly [name: string]: unknown;
}
type Fields = Readonly<Record<string, unknown>>;

/** As printed: method, path, and nothing but the headers that the page shows. */
async function call(route: string, given: Fields, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const query = method === 'GET' ? `?${new URLSearchParams(given as Record<string, string>)}` : '';
  const answer = await fetch(`${service.url}${path}${query}`, {
    method,
    headers,
    body: method === 'GET' ? undefined : JSON.stringify(given),
  });
  return (await answer.json()) as Answer;
}

const json = { 'content-type': 'application/json' };

async function tokenOf(email: string): Promise<string> {
  const given = { email, password: service.password };
  const { token } = await call('POST /login', given, { ...json, 'x-api-id': service.apiId });
  return `Token ${token}`;
}

/** Something that is there, by the name of its path parameter, for each page that is about one. */
async function idFor(parameter: string, authorization: string): Promise<string> {
  const own = { ...json, authorization };
  const inApp = { ...own, 'x-app-type': 'vc' };
  const room = async () => (await call('GET /meeting/permanent', {}, inApp)).permanent_room as Record<string, string>;
  const first = async (path: string, name: string) =>
    ((await call(`GET ${path}`, {}, own))[name] as Record<string, string>[])[0];
  switch (parameter) {
    case 'customer_id':
      return (await first('/customers', 'customers'))?.customer_id ?? '';
    case 'subscription_id':
      return (await first('/subscriptions', 'subscriptions'))?.subscription_id ?? '';
    case 'contact_id': {
      const added = await call('POST /contacts', { name: 'One', email: `${randomUUID()}@sample.example` }, own);
      return (added.contact as Record<string, string>).contact_id ?? '';
    }
    case 'user_id':
      return (
        (await first('/users?search_by=user_type&search_string=user', 'users'))?.user_id ?? (await room()).user_id ?? ''
      );
    default:
      return (await room()).room_id ?? '';
  }
}

/** A value that the service takes, for each field that a page prints. */
async function requestOf({ request = {}, query = {} }: UcaasFixture, authorization: string): Promise<Fields> {
  const email = `${randomUUID()}@sample.example`;
  const room = (await call('GET /meeting/permanent', {}, { ...json, authorization, 'x-app-type': 'vc' }))
    .permanent_room;
  const group = await call('POST /groups', { name: randomUUID() }, { ...json, authorization });
  const known: Fields = {
    email,
    password: 'a long enough one',
    user_type: 'user',
    status: 'A',
    pin: (room as Record<string, string>).mpin,
    group_ids: [(group.group as Record<string, string>).group_id],
    page: 1,
    page_length: 10,
    search_by: 'room_id',
    search_string: 'x',
    order_by: 'room_id',
    order_qualify: 'desc',
  };
  const usual: Fields = { String: 'Some text', Number: 2, Boolean: true };
  const fields = Object.entries({ ...request, ...query });
  return Object.fromEntries(fields.map(([name, type]) => [name, known[name] ?? usual[String(type)]]));
}

/** Who may call it: the pages on customers and subscriptions are for resellers, the ones on users for customers. */
function callerOf({ route = '' }: UcaasFixture): string {
  if (/customers|subscriptions/.test(route)) return 'reseller@northwind.example';
  return /users|permanent\/\{user_id\}/.test(route) ? 'admin@acme.example' : 'ada@acme.example';
}

const successes = ucaasFixtures.filter(({ name, route }) => route !== undefined && !name.endsWith('error'));

test.each(successes)('the sandbox takes the sample of $name, and answers field for field', async (fixture) => {
  const { route: printed = '', headers: shown = [] } = fixture;
  const authorization = await tokenOf(callerOf(fixture));
  const parameter = /\{(\w+)\}/.exec(printed)?.[1];
  const route = parameter ? printed.replace(/\{\w+\}/, await idFor(parameter, authorization)) : printed;
  const anonymous = shown.includes('X-Api-Id');
  const all: Readonly<Record<string, string>> = {
    authorization,
    'content-type': 'application/json',
    'x-app-type': 'vc',
    'x-api-id': service.apiId,
  };
  // Some pages leave the line with the account out (inconsistency 23).
  const sent = [...shown.map((name) => name.toLowerCase()), ...(anonymous ? [] : ['authorization'])];
  const headers = Object.fromEntries(sent.map((name) => [name, all[name] ?? '']));
  const given =
    printed === 'POST /login'
      ? { email: 'ada@acme.example', password: service.password }
      : await requestOf(fixture, authorization);
  const answer = await call(route, printed === 'POST /customers' ? customer() : given, headers);
  expect(answer, JSON.stringify(answer)).toMatchObject({ result: 1 });
  // The overview shows nothing of a login's answer but the token, and says elsewhere that the user comes with it.
  const cut = fixture.cut === true || fixture.response === undefined || printed === 'POST /login';
  expect(differences(fixture.response ?? {}, answer, cut)).toEqual([]);
});

test.each(['error', 'add-user-error'])('the sandbox refuses like the sample of %s', async (name) => {
  const fixture = ucaasFixtures.find((one) => one.name === name);
  const headers = { ...json, authorization: await tokenOf('admin@acme.example') };
  const twice = { user_type: 'user', first_name: 'Ada', email: 'ada@acme.example' };
  const answer = await call('POST /users', twice, headers);
  const { data, ...printed } = fixture?.response ?? {};
  // The sample has the code as text; this sandbox says numbers unless it is switched.
  const shape = { ...printed, result: 'Number', ...(data ? { data: { email: 'String' } } : {}) };
  expect(differences(shape, answer, data === undefined)).toEqual([]);
  expect(answer).toMatchObject({ result: 1504, data: { email: 'ada@acme.example' } });
});

function customer(): Fields {
  return { customer_name: 'Sample', contact_name: 'Sam Ple', contact_email: `${randomUUID()}@sample.example` };
}
