import { Agent, request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { startSandbox } from '../support/sandbox.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let authorization = '';
const dispatcher = new Agent();

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database);
  const { body } = await call('POST', '/login', { email: 'ada@acme.example', password: service.password });
  authorization = `Token ${body.token}`;
});
beforeEach(() => {
  service.failures.length = 0;
});
afterAll(async () => {
  await dispatcher.close();
  await service.close();
  await database.drop();
});

interface Said {
  readonly result: number;
  readonly desc?: string;
  readonly token?: string;
}

async function call(method: 'GET' | 'POST', path: string, body?: object | string, headers = {}) {
  const answer = await request(`${service.url}${path}`, {
    method,
    dispatcher,
    headers: {
      authorization,
      'x-api-id': service.apiId,
      'x-app-type': 'vc',
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'object' ? JSON.stringify(body) : body,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as Said };
}

test.each([
  ['0000-01-01 00:00:00', 406],
  ['1969-12-31 23:59:59', 406],
  ['1970-01-01 00:00:00', 1],
  ['9999-12-31 23:59:59', 1],
])('a date of the year %s is answered', async (date, result) => {
  const query = new URLSearchParams({ from_session_date: date });
  expect((await call('GET', `/sessions?${query}`)).body.result).toBe(result);
  const search = new URLSearchParams({ search_by: 'from_session_date', search_string: date });
  expect((await call('GET', `/sessions?${search}`)).body.result).toBe(result);
  expect(service.failures).toEqual([]);
});

test.each([
  ['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a field', `{"name":"N","email":"n@x.example","phone":${'['.repeat(40)}${']'.repeat(40)}}`],
])('%s that are nested without end are refused as malformed', async (_what, body) => {
  expect((await call('POST', '/contacts', body)).body).toMatchObject({ result: 1002, desc: 'It is nested too deeply' });
  const page = await request(`${service.root}/switches`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json' },
    body: body.startsWith('[') ? `{"faults":${body}}` : body,
  });
  expect([page.statusCode, (await page.body.text()).includes('That did not work')]).toEqual([400, true]);
  expect(service.failures).toEqual([]);
});

test('a NUL in anything that is sent to a page is refused', async () => {
  const { rows } = await database.database.pool.query<{ room_id: string }>('select room_id from sandbox.room limit 1');
  const room = `/join/${rows[0]?.room_id}`;
  const me = '00000000-0000-4000-8000-000000000000';
  const posts: readonly [string, Record<string, string>][] = [
    [`${room}/enter`, { name: 'a\0b' }],
    [`${room}/enter`, { name: 'Ada', pin: '1\x002' }],
    [`${room}/leave`, { participant: '\0' }],
    [`${room}/vote`, { participant: me, poll: 'a\0b', option: '0' }],
    ['/switches', { 'result\0As': 'text' }],
  ];
  for (const [path, fields] of posts) {
    const answer = await fetch(`${service.root}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
    expect([path, fields, answer.status]).toEqual([path, fields, 400]);
  }
  for (const path of ['/mails.json?to=%00', `${room}?me=%00`, '/join/%00', '/recordings/%00', '/?refresh=%00']) {
    expect([path, (await fetch(`${service.root}${path}`)).status]).toEqual([path, 400]);
  }
  expect(service.failures).toEqual([]);
});

test.each(['x'.repeat(300), '%', '%zz', '%ff', '%c3%28', '%u0041', '%E0%A4%A', '%41%zz?page=1&x=%zz'])(
  'an address with %s in it is answered like any other that leads nowhere',
  async (part) => {
    const known = await call('GET', `/meetings/${part}`);
    expect(known).toMatchObject({ status: 404, body: { result: 404, msg: 'Not found', desc: expect.any(String) } });
    expect((await call('GET', `/${part}`)).body).toMatchObject({ result: 404, desc: 'The route does not exist' });
    const page = await request(`${service.root}/join/${part}`, { dispatcher });
    await page.body.dump();
    expect(page.statusCode).toBe(404);
  },
);

/** Lets the database fail, whenever a contact or a participant is written, as it would in a race. */
async function failWith(code: string): Promise<void> {
  const { pool } = database.database;
  await pool.query(`create or replace function sandbox.fail() returns trigger language plpgsql as
    $$ begin raise exception 'fails with %', new using errcode = '${code}', constraint = 'some_constraint'; end $$`);
  for (const table of ['contact', 'participant']) {
    await pool.query(`create or replace trigger fail before insert on sandbox.${table}
      for each row execute function sandbox.fail()`);
  }
}

const contact = { name: 'Secret name', email: 'secret@sample.example' };

test.each([
  ['23503', 404, 404],
  ['23505', 1002, 200],
  ['40001', 1002, 200],
  ['40P01', 1002, 200],
])('what two calls at once bring about (%s) is a refusal, and no failure', async (code, result, status) => {
  await failWith(code);
  expect(await call('POST', '/contacts', contact)).toMatchObject({ status, body: { result } });
  const { rows } = await database.database.pool.query<{ room_id: string }>('select room_id from sandbox.room limit 1');
  const page = `${service.root}/join/${rows[0]?.room_id}/enter`;
  const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ name: 'Ada' }) });
  expect(answer.status).toBe(409);
  expect(service.failures).toEqual([]);
});

test('any other failure of the database is reported without a value that was sent', async () => {
  await failWith('22012');
  expect(await call('POST', '/contacts', contact)).toMatchObject({ status: 500, body: { result: 500 } });
  const [failure] = service.failures;
  expect(failure).toMatchObject({
    message: 'the database refused a query: 22012 (some_constraint)',
    code: '22012',
    constraint: 'some_constraint',
  });
  expect(failure?.cause).toBeUndefined();
  expect(failure?.stack).toMatch(/\n\s+at .*contacts\.ts/);
  for (const said of ['secret', 'insert into']) expect(failure?.stack?.toLowerCase()).not.toContain(said);
});
