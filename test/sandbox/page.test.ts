import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSeed } from '../../src/sandbox/seed-file.ts';
import { sandboxHands } from '../conformance/sandbox-hands.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { startSandbox } from '../support/sandbox.ts';

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

const page = async () => (await fetch(`${service.root}/`)).text();
const login = (email: string) =>
  fetch(`${service.url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-id': service.apiId },
    body: JSON.stringify({ email, password: service.password }),
  });
const flip = (fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
  fetch(`${service.root}/switches`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

test('the page shows the tree of accounts, the requests as they come, and nothing secret of them', async () => {
  const before = await page();
  for (const text of [
    'Northwind',
    'Globex',
    'fay@globex.example',
    'Meetings Basic, 10 seats',
    'Nobody is in a room',
    'No mail.',
  ]) {
    expect(before).toContain(text);
  }
  expect(before.indexOf('Northwind')).toBeLessThan(before.indexOf('Acme'));
  expect(before).toContain('Nobody has called the API');
  const { token } = (await (await login('ada@acme.example')).json()) as { token: string };
  const authorization = `Token ${token}`;
  await fetch(`${service.url}/customers?search_by=customer_name&search_string=a-searched-word`, {
    headers: { authorization },
  });
  await fetch(`${service.url}/reset-password/a-secret-key`, { headers: { 'x-api-id': service.apiId } });
  const after = await page();
  expect(after).toMatch(/customers<\/code><\/td><td>ada@acme\.example<\/td><td>200<\/td>\s*<td>1002/);
  for (const secret of [token, 'a-secret-key', 'a-searched-word']) expect(after).not.toContain(secret);
});

test('who is in a room, and what was mailed, stands on the page as plain text', async () => {
  const hands = sandboxHands(service);
  const { rows } = await database.database.pool.query<{ room_id: string }>(
    "update sandbox.room set room_name = '<img src=x onerror=alert(1)>' where app_type = 'vc' and user_id in (select id from sandbox.account where email = 'ada@acme.example') returning room_id",
  );
  const roomId = rows[0]?.room_id ?? '';
  const { participantId = '' } = await hands.enterByPage(roomId, '<b>Guest</b>');
  await fetch(`${service.url}/forgot-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-id': service.apiId },
    body: JSON.stringify({ email: 'ada@acme.example' }),
  });
  const seen = await page();
  expect(seen).toContain('&#60;b&#62;Guest');
  expect(seen).toContain('Reset your password');
  expect(seen).not.toContain('<img src=x');
  await hands.leaveByPage(roomId, participantId);
  expect(await page()).toContain('Nobody is in a room');
});

test('switches are set by the form and by programs, what is not sent stays, and what is wrong is said', async () => {
  const form = await flip('resultAs=text&faults=&faults=busy&faults=drop&faultRate=0', { accept: 'text/html' });
  expect([form.status, form.headers.get('location')]).toEqual([303, '/#switches']);
  expect((await (await login('ada@acme.example')).json()) as object).toMatchObject({ result: '1' });
  const answer = await flip({ resultAs: 'number', faults: '' });
  expect(await answer.json()).toMatchObject({ resultAs: 'number', faults: [], faultRate: 0 });
  const wrong = await flip({ resultAs: 'roman', noSuchSwitch: '1' });
  expect(wrong.status).toBe(400);
  expect(((await wrong.json()) as { error: string }).error).toMatch(/resultAs.*noSuchSwitch/s);
  const told = await flip({ tokenMinutes: '-1' }, { accept: 'text/html' });
  expect([told.status, await told.text()]).toEqual([400, expect.stringContaining('role="alert">tokenMinutes')]);
});

test('what is refused as a number on the form stays as it is', async () => {
  for (const [name, value] of [
    ['faultRate', ''],
    ['retryAfterSeconds', '0.5'],
    ['slowMilliseconds', 'soon'],
  ] as const) {
    const answer = await flip({ [name]: value });
    expect([name, answer.status, await answer.json()]).toEqual([name, 400, { error: expect.stringContaining(name) }]);
  }
});

test('a mail is shown as plain text', async () => {
  const values = ['<i>to</i>', '<i>subject</i>', '<img src=x onerror=alert(2)><i>body</i>'];
  const sql = 'insert into sandbox.mail ("to", subject, body, sent_at) values ($1, $2, $3, now())';
  await database.database.pool.query(sql, values);
  const seen = await page();
  for (const part of ['to', 'subject', 'body']) expect(seen).toContain(`&#60;i&#62;${part}&#60;/i&#62;`);
  expect(seen).not.toMatch(/<i>|<img/);
});

test('the line with curl can be pasted into a shell, whatever the password is', async () => {
  const password = `it's "$HOME" \\ <b>`;
  const own = await testDatabase();
  const seed = parseSeed(
    JSON.stringify({
      password,
      organisations: [
        {
          name: 'Top',
          type: 'tenant',
          people: [{ email: "o'neil@top.example", first_name: 'Boss', role: 'admin' }],
          api: [{ id: "an id that's odd", key: 'long enough' }],
        },
      ],
    }),
  );
  const other = await startSandbox(own.database, { seed });
  const [, shown = ''] = /<pre[^>]*><code>(.*?)<\/code>/s.exec(await (await fetch(`${other.root}/`)).text()) ?? [];
  const line = shown.replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)));
  const { stdout } = await promisify(execFile)('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${line}`]);
  const [url = '', , type = '', , apiId = '', , body = ''] = stdout.split('\0');
  const headers = [type, apiId].map((header) => header.split(': ') as [string, string]);
  const answer = await fetch(url, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ result: 1, user: { email: "o'neil@top.example" } });
  await other.close();
  await own.drop();
});

test('a page says where a form comes from, to the sandbox itself and to nobody else', async () => {
  expect((await fetch(`${service.root}/`)).headers.get('referrer-policy')).toBe('same-origin');
});

test('other websites and foreign host names get nothing', async () => {
  const crossSite = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
  expect((await flip({ resultAs: 'text' }, crossSite)).status).toBe(403);
  const called = await fetch(`${service.url}/login`, { method: 'POST', headers: crossSite });
  expect([called.status, await called.text()]).toEqual([403, expect.not.stringContaining('result')]);
  for (const path of ['/', '/mails.json', '/join/x', '/ucaas/v1/timezones', '/ucaas/v1/no-such-route']) {
    const answer = await request(`${service.root}${path}`, { headers: { host: 'rebound.example' } });
    expect([path, answer.statusCode]).toEqual([path, 421]);
    await answer.body.dump();
  }
});

test('a request that is not complete is told so, on a page', async () => {
  const answer = await fetch(`${service.root}/join/x/leave`, { method: 'POST', body: new URLSearchParams({}) });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('That did not work')]);
  expect(service.failures).toEqual([]);
});
