import { beforeAll, expect, test } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { buttonOn, consoleLinkOf, createConsole, openBy, wordsOf } from '../support/console.ts';
import { formToken } from '../support/linking.ts';
import { officeOf, titled } from '../support/office.ts';
import { routesOf } from '../support/routes.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage(createWebDriver);
const { say, account, sql, ada } = officeOf(stage, 'admin@acme.example');
const [hers, second, his] = [0, 1, 2].map(() => createConsole(() => stage.app.url));
if (!hers || !second || !his) throw new Error('no browsers');
const evil = 'https://evil.example';

beforeAll(async () => {
  for (const console of [hers, second])
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
  const { bob } = stage.driver.people;
  const chat = chatOf(stage, () => bob);
  await connectIn(stage, bob);
  await sql("update sandbox.account set role = 'customer' where email = 'bob@acme.example'");
  await sql("update account set role = 'customer' where email = 'bob@acme.example'");
  await openBy(stage.driver, bob, consoleLinkOf(await chat.say('admin console', titled('Console'))), his.browser);
});

const routes = () => routesOf(stage.app.app.server).filter(({ path }) => path.startsWith('/admin'));
const changing = () => routes().filter(({ method }) => method === 'POST');
const addressOf = (path: string) =>
  `${stage.app.url}${path.replace(':task', 'users').replace(':id', '00000000-0000-4000-8000-000000000000')}`;
const cookieOf = ({ browser }: typeof hers) =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const kept = () =>
  Promise.all(
    ['console_session', 'console_request', 'console_message', 'invocation', 'sandbox.account'].map((table) =>
      sql(`select * from ${table} order by 1::text`),
    ),
  );

test('there are routes to judge, as the running server has them', () => {
  expect(
    changing()
      .map(({ path }) => path)
      .sort(),
  ).toEqual([
    '/admin/:task/file',
    '/admin/:task/search',
    '/admin/answer/:id/form',
    '/admin/answer/:id/open',
    '/admin/answer/:id/press',
    '/admin/sign-out',
  ]);
  expect(new Set(routes().flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))).toEqual(
    new Set(['/admin', '/admin/', '/admin/:task', '/admin/answer/:id']),
  );
});

test.each([
  ['without a session', () => ({})],
  ['with a session, from another website by its origin', () => ({ cookie: cookieOf(hers), origin: evil })],
  [
    'with a session, from another website by its metadata',
    () => ({ cookie: cookieOf(hers), 'sec-fetch-site': 'cross-site' }),
  ],
  ['with a session, from a page that hides where it is', () => ({ cookie: cookieOf(hers), origin: 'null' })],
] as const)('no route changes anything %s, token or not', async (_how, headers) => {
  const token = formToken(await hers.get('/admin'));
  await stage.app.app.idle();
  const before = await kept();
  for (const { method, path } of changing()) {
    const body = new URLSearchParams({ form_token: token, press: 'x', answer: 'y' });
    const { status } = await fetch(addressOf(path), { method, headers: headers(), body, redirect: 'manual' });
    expect([path, status]).toEqual([path, 403]);
  }
  expect(await kept()).toEqual(before);
});

test('no route changes anything without the token of this browser, whoever else has one', async () => {
  const page = await hers.get('/admin/users?q=chen');
  const { path, fields } = buttonOn(page, 'Suspend');
  await stage.app.app.idle();
  const before = await kept();
  for (const form_token of ['', 'x']) {
    for (const route of changing()) {
      const { status } = await hers.browser.post(addressOf(route.path), { ...fields, form_token });
      expect([route.path, status]).toEqual([route.path, 403]);
    }
    expect((await hers.browser.post(`${stage.app.url}${path}`, { ...fields, form_token })).status).toBe(403);
  }
  expect(await kept()).toEqual(before);
  for (const other of [second, his]) {
    const form_token = formToken(await other.get('/admin'));
    expect((await hers.browser.post(`${stage.app.url}${path}`, { ...fields, form_token })).status).toBe(403);
  }
});

test('without a session every page says how to open the console, and nothing else', async () => {
  for (const { method, path } of routes()) {
    if (method !== 'GET') continue;
    const response = await fetch(addressOf(path), { redirect: 'manual' });
    expect([path, response.status]).toEqual([path, 401]);
    expect(await response.text()).toContain('admin console');
  }
});

test('an answer is read and pressed in the console alone in which it was asked for', async () => {
  const page = await hers.get('/admin/users?q=chen');
  const { path, fields } = buttonOn(page, 'Suspend');
  const answer = path.replace('/press', '');
  expect((await hers.get(answer)).status).toBe(200);
  for (const other of [second, his]) {
    const strange = await other.get(answer);
    const none = await other.get('/admin/answer/00000000-0000-4000-8000-000000000000');
    expect([strange.status, wordsOf(strange)]).toEqual([404, wordsOf(none)]);
    const form_token = formToken(await other.get('/admin'));
    expect((await other.post(path, { ...fields, form_token })).status).toBe(404);
    const own = buttonOn(await other.get('/admin/users?q=chen'), 'Suspend');
    expect((await other.post(own.path, { ...fields, form_token })).status).toBe(404);
    const [, id = ''] = (fields.press ?? '').split(' ');
    await hers.post(path, fields);
    const taken = { ...own.fields, press: `${own.fields.press?.split(' ')[0]} ${id}` };
    expect((await other.post(own.path, taken)).status).toBe(404);
  }
});

test('to look at a page changes nothing, whatever stands in its address', async () => {
  const chen = await account('chen@acme.example');
  const before = await sql('select * from sandbox.account order by id');
  for (const [task, rest] of [
    ['users', `suspend #${chen?.id} yes`],
    ['users', `remove #${chen?.id} yes`],
    ['users', `--customer suspend suspend #${chen?.id} yes`],
    ['users', `—customer="show" remove #${chen?.id} yes`],
    ['users', `--as show suspend #${chen?.id}   yes`],
    ['users', 'add yes'],
    ['users', 'add Mallory mallory@acme.example'],
    ['users', `reset #${chen?.id} yes`],
    ['linked', 'remove #ada yes'],
    ['linked', 'invite'],
    ['requests', 'approve #00000000-0000-4000-8000-000000000000'],
    ['setup', 'unbind'],
    ['console', ''],
  ] as const) {
    const page = await hers.get(`/admin/${task}?${new URLSearchParams({ show: rest })}`);
    expect([task, rest, page.status]).toEqual([task, rest, 404]);
  }
  for (const words of [
    `suspend #${chen?.id} yes`,
    `#${chen?.id} yes`,
    'remove chen',
    '--as x suspend',
    'find suspend',
  ]) {
    const page = await hers.get(`/admin/users?${new URLSearchParams({ q: words })}`);
    expect([words, page.status]).toEqual([words, 200]);
  }
  expect(await sql('select * from sandbox.account order by id')).toEqual(before);
  expect(await sql("select 1 from link where user_id = 'ada'")).toHaveLength(1);
});

test('what somebody is called is never a part of the page itself', async () => {
  const name = `<img src=x onerror=alert(1)>"'&lt;`;
  await sql("update sandbox.account set first_name = $1 where email = 'chen@acme.example'", [name]);
  const page = await hers.get('/admin/users');
  expect(page.text).not.toContain('<img');
  expect(wordsOf(page)).toContain('<img src=x onerror=alert(1)>');
  const search = await hers.get(`/admin/users?${new URLSearchParams({ q: '"><script>alert(1)</script>' })}`);
  expect(search.text).not.toContain('<script>alert');
  await sql("update sandbox.account set first_name = 'Chen' where email = 'chen@acme.example'");
});

test('every page of an open console has the headers of a page that is for one person alone', async () => {
  const answer = buttonOn(await hers.get('/admin/users'), 'Add a user').path.replace('/press', '');
  for (const path of ['/admin', '/admin/users', '/admin/nothing', answer]) {
    const { headers, text } = await hers.get(path);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/ style="| on[a-z]+="|<script(?! type="module" src="\/assets\/console\.js">)/);
    const secrets = [...hers.browser.cookies.values()].filter((secret) => secret !== '');
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
