import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Driver, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type Browser, createBrowser, formToken, signInUrlOf } from '../support/linking.ts';
import { routesOf } from '../support/routes.ts';
import { startSlackOpenId } from '../support/slack/openid.ts';

let slack: Driver;
let teams: Driver;
let provider: Awaited<ReturnType<typeof startSlackOpenId>>;
let app: RunningApp;
let browser: Browser;
let link = '';
const evil = 'https://evil.example';

beforeAll(async () => {
  [slack, teams, provider] = [await createSlackDriver(), await createTeamsDriver(), await startSlackOpenId()];
  const environment = { ...slack.environment, ...teams.environment, ...provider.environment };
  app = await startApp({ ...environment, PLAYGROUND: 'on', TEAMS_SIGN_IN: 'on' });
  await slack.listening(app.url);
  await slack.say(slack.people.ada, 'direct', 'connect');
  link = signInUrlOf(await until(slack, ({ title }) => title === 'Connect your account'));
  browser = createBrowser();
  await browser.post(link, { form_token: formToken(await browser.get(link)) });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([slack.close(), teams.close(), provider.close()]);
});

const routes = (wanted: (method: string) => boolean) =>
  routesOf(app.app.server).filter(({ method, path }) => wanted(method) && !path.endsWith('*'));
const reading = (method: string) => method === 'GET';
const changing = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
const nonce = () => link.split('/').at(-1) ?? '';
/** The address of a route: with a genuine link where it is about one, else with this in the place of every parameter. */
const addressOf = (path: string, parameter = 'something') =>
  `${app.url}${path
    .replace(':nonce', nonce())
    .replace(':platform', 'slack')
    .replace(/:[^/]+/g, parameter)}`;

async function send(method: string, url: string, headers: Readonly<Record<string, string>>) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ person: 'ada', as: 'ada', email: 'a@b.example', password: 'x' });
  return fetch(url, { method, headers: { cookie, ...type, ...headers }, body, redirect: 'manual' });
}

/** 415: Teams takes JSON only, which no form of another website can send. */
const refusals = [401, 403, 415];

/** Every row, once nothing is on its way any more. */
const all = async () => {
  const { pool } = app.test.database;
  await app.app.idle();
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
     where schemaname = 'public' order by 1`,
  );
  return Promise.all(rows.map(async ({ name }) => [name, (await pool.query(`select * from ${name}`)).rows]));
};

test('there are routes to judge', () => {
  const paths = routes(changing).map(({ method, path }) => `${method} ${path}`);
  expect(paths.length).toBeGreaterThan(40);
  for (const known of [
    'POST /connect/:nonce/sign-in',
    'POST /admin/answer/:id/press',
    'POST /rsvp/:token',
    'POST /slack/events',
    'POST /teams/messages',
  ])
    expect(paths).toContain(known);
});

test.each([
  ['by its metadata', { 'sec-fetch-site': 'cross-site', origin: evil }],
  ['from a page of the same site', { 'sec-fetch-site': 'same-site', origin: evil }],
  ['by its origin', { origin: evil }],
  ['from a page that hides where it is', { origin: 'null' }],
] as const)('whatever changes something refuses a request of another website, told %s', async (_how, headers) => {
  const before = await all();
  for (const { method, path } of routes(changing)) {
    const { status } = await send(method, addressOf(path), headers);
    expect([`${method} ${path}`, refusals.includes(status)]).toEqual([`${method} ${path}`, true]);
  }
  expect(await all()).toEqual(before);
});

test('the forms of a link refuse a request without their token, wherever it says that it comes from', async () => {
  for (const path of ['', '/sign-in']) {
    const { status } = await send('POST', `${link}${path}`, { 'sec-fetch-site': 'same-origin' });
    expect([path, status]).toEqual([path, 403]);
  }
});

test('no page can be put into a frame, none is kept, and none tells where it was', async () => {
  const pages: string[] = [];
  for (const { path } of routes(reading)) {
    if (path.endsWith('/events')) continue;
    const response = await fetch(addressOf(path), { redirect: 'manual' });
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
    pages.push(path);
    const { headers } = response;
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    ]);
    expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY']);
    expect([path, headers.get('referrer-policy')]).toEqual([
      path,
      expect.stringMatching(/^(no-referrer|same-origin)$/),
    ]);
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
  }
  for (const known of [
    '/',
    '/connect/:nonce',
    '/connect/proof/:platform',
    '/admin',
    '/admin/:task',
    '/admin/answer/:id',
    '/j/:key',
    '/rsvp/:token',
    '/calendar/:file',
    '/playground',
    '/sandbox',
  ])
    expect(pages).toContain(known);
});

test('nobody is sent to another website by what stands in an address', async () => {
  const names = [
    'next',
    'url',
    'to',
    'redirect',
    'redirect_uri',
    'return_to',
    'returnUrl',
    'continue',
    'callback',
    'state',
  ];
  const query = new URLSearchParams(names.map((name) => [name, evil]));
  for (const parameter of [
    'something',
    '%2F%2Fevil.example',
    '..%2F..%2F%2Fevil.example',
    '%5C%5Cevil.example',
    'https:%2F%2Fevil.example',
  ]) {
    for (const { path } of routes(reading)) {
      if (path.endsWith('/events')) continue;
      const plain = path.replace(':nonce', parameter);
      const response = await fetch(`${addressOf(plain, parameter)}?${query}`, { redirect: 'manual' });
      await response.body?.cancel();
      const location = response.headers.get('location');
      if (location !== null) expect([path, new URL(location, app.url).origin]).toEqual([path, app.url]);
    }
  }
});

test('previews and scanners change nothing, whatever they ask for', async () => {
  const before = await all();
  const agents = ['Slackbot-LinkExpanding 1.0', 'SkypeUriPreview Preview/0.5', 'Mozilla/5.0 (Safelinks)'];
  for (const agent of agents) {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PROPFIND']) {
      for (const path of ['', '/proof', '/state', '/sign-in', '/another', '?with=code'])
        await fetch(`${link}${path}`, { method, headers: { 'user-agent': agent }, redirect: 'manual' });
    }
  }
  expect(await all()).toEqual(before);
  expect((await browser.get(link)).text).toContain('Sign in with Slack');
});
