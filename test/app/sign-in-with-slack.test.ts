import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type Browser, codeOn, createBrowser, demo, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { type SlackPerson, startSlackOpenId } from '../support/slack/openid.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let provider: Awaited<ReturnType<typeof startSlackOpenId>>;
let app: RunningApp;
let addresses = 0;
const ada: SlackPerson = { userId: 'U0ADA', teamId: 'T0MEETWIRE', email: 'ada@acme.example' };
const bob: SlackPerson = { userId: 'U0BOB', teamId: 'T0MEETWIRE', email: 'bob@acme.example' };

beforeAll(async () => {
  driver = await createSlackDriver();
  provider = await startSlackOpenId();
  app = await startApp({ ...driver.environment, ...provider.environment, TRUSTED_PROXIES: '127.0.0.1' });
  await driver.listening(app.url);
});
beforeEach(() => {
  provider.become(ada);
  provider.forge({});
  provider.failing(undefined);
});
afterAll(async () => {
  await app.stop();
  await provider.close();
  await driver.close();
});

/** A fresh link for Ada, in a browser that has opened it and pressed Continue. */
async function bound(): Promise<{ url: string; browser: Browser }> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(driver.people.ada, 'direct', 'connect');
  const fresh = ({ id, title }: SeenMessage) => title === 'Connect your account' && !known.has(id);
  const url = signInUrlOf(await until(driver, fresh));
  // Each from an address of its own, so that the limit by address is in nobody's way.
  addresses += 1;
  const browser = createBrowser({ 'x-forwarded-for': `192.0.2.${addresses}` });
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  return { url, browser };
}

/** Goes to Slack, agrees there, and resolves to the address at which the browser comes back. */
async function returning(url: string, browser: Browser, slack = provider): Promise<string> {
  const left = await browser.get(`${url}/proof`);
  expect(left.status).toBe(303);
  return slack.decide(left.headers.get('location') ?? '');
}

/** Whether a password is asked for. */
const isProven = async (url: string, browser: Browser) => (await browser.get(url)).text.includes('type="password"');
const links = async () => (await app.test.database.pool.query('select user_id from link')).rows;

test('who signs in with Slack as the person of the link types no code, and is connected', async () => {
  const { url, browser } = await bound();
  const choice = await browser.get(url);
  expect(choice.text).toContain('Sign in with Slack');
  expect(codeOn(choice)).toBe('');
  const back = await browser.get(await returning(url, browser));
  expect([back.status, back.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  const form = await browser.get(url);
  expect(form.text).toContain('value="ada@acme.example"');
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(form),
    ...demo(driver.people.ada),
  });
  expect(done.text).toContain('<h1>Connected</h1>');
  expect(done.text).not.toContain('not the one of the chat person');
  const told = await until(driver, ({ title }) => title === 'Connected');
  expect(told.text).not.toContain('not the one that you have in this chat');
});

test('the way to Slack has state, nonce and the workspace, and no step shows the link', async () => {
  const { url, browser } = await bound();
  const left = await browser.get(`${url}/proof`);
  const away = new URL(left.headers.get('location') ?? '');
  expect(away.origin).toBe(provider.url);
  expect(away.searchParams.get('redirect_uri')).toBe(`${app.url}/connect/proof/slack`);
  expect(away.searchParams.get('team')).toBe('T0MEETWIRE');
  const nonce = url.split('/').at(-1) ?? '';
  const callback = await provider.decide(away.href);
  const back = await browser.get(callback);
  for (const seen of [away.href, callback, JSON.stringify(provider.requests)]) expect(seen).not.toContain(nonce);
  for (const { headers } of [left, back]) {
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  }
  expect(provider.requests.every(({ headers }) => !('referer' in headers))).toBe(true);
});

test('the code remains for those who want it', async () => {
  const { url, browser } = await bound();
  expect((await browser.get(url)).text).toContain('Use a code instead');
  const code = codeOn(await browser.get(`${url}?with=code`));
  expect(code).toMatch(/^\d{6}$/);
  await driver.say(driver.people.ada, 'direct', code);
  await app.app.idle();
  expect(await isProven(url, browser)).toBe(true);
});

test('where too many wrong codes were typed, Slack is the only way, and still a way', async () => {
  await bound();
  await app.test.database.pool.query(
    'update ticket set code_tries = 30 where id = (select id from ticket order by created_at desc limit 1)',
  );
  const { url, browser } = await bound();
  for (const address of [url, `${url}?with=code`]) {
    const page = await browser.get(address);
    expect(page.text).toContain('Sign in with Slack');
    expect(page.text).not.toContain('Use a code instead');
    expect(codeOn(page)).toBe('');
  }
  await browser.get(await returning(url, browser));
  expect(await isProven(url, browser)).toBe(true);
  await app.test.database.pool.query('delete from ticket where code_tries = 30');
});

test('a victim who follows the link of an attacker, and signs in as themselves, connects nothing', async () => {
  const before = await links();
  const { url, browser } = await bound();
  provider.become(bob);
  const page = await browser.get(await returning(url, browser));
  expect(page.status).toBe(403);
  expect(page.text).toContain('You are signed in to Slack as bob@acme.example in Acme');
  expect(page.text).toMatch(/<dd>Ada<\/dd>[\s\S]*<dd>Acme, on Slack<\/dd>/);
  expect(page.text).toContain('Nothing was connected');
  expect(await isProven(url, browser)).toBe(false);
  expect(await links()).toEqual(before);
  provider.become(ada);
  await browser.get(await returning(url, browser));
  expect(await isProven(url, browser)).toBe(true);
});

test('the same user id in another workspace is somebody else, also within an organisation', async () => {
  for (const other of [
    { ...ada, teamId: 'T0OTHER', teamName: 'Other' },
    { ...ada, teamId: 'T0OTHER', enterpriseId: 'E0OTHER' },
  ]) {
    const { url, browser } = await bound();
    provider.become(other);
    expect((await browser.get(await returning(url, browser))).status).toBe(403);
    expect(await isProven(url, browser)).toBe(false);
  }
});

test('where the app is installed for an organisation, its people are known by the organisation', async () => {
  const { url, browser } = await bound();
  await app.test.database.pool.query(
    "update ticket set workspace_id = 'E0ACME' where id = (select id from ticket order by created_at desc limit 1)",
  );
  provider.become({ ...ada, teamId: 'T0ONE', enterpriseId: 'E0ACME' });
  await browser.get(await returning(url, browser));
  expect(await isProven(url, browser)).toBe(true);
});

test('an answer counts only in the browser that asked, only for its own link, and only once', async () => {
  const first = await bound();
  const callback = await returning(first.url, first.browser);
  expect((await createBrowser().get(callback)).status).toBe(403);
  const second = await bound();
  await returning(second.url, second.browser);
  const thief = await second.browser.get(callback);
  expect([thief.status, thief.text]).toEqual([403, expect.stringContaining('This did not begin here')]);
  expect(await isProven(second.url, second.browser)).toBe(false);

  const jar = new Map(first.browser.cookies);
  provider.become(bob);
  const stranger = await returning(first.url, first.browser);
  const kept = new Map(first.browser.cookies);
  expect((await first.browser.get(stranger)).status).toBe(403);
  // The cookie of the try is put back by hand: the state has been used all the same.
  for (const [name, value] of kept) first.browser.cookies.set(name, value);
  const asked = provider.requests.length;
  expect((await first.browser.get(stranger)).text).toContain('This did not begin here');
  expect(provider.requests.length).toBe(asked);
  for (const [name, value] of jar) first.browser.cookies.set(name, value);
  expect(await isProven(first.url, first.browser)).toBe(false);
});

test('a forged state, no state, or the answer of another provider is refused before anybody is asked', async () => {
  const { url, browser } = await bound();
  const callback = new URL(await returning(url, browser));
  const asked = provider.requests.length;
  const cookies = new Map(browser.cookies);
  const forged = [
    ['state', 'A'.repeat(43)],
    ['state', ''],
    ['state', undefined],
  ] as const;
  for (const [name, value] of forged) {
    for (const [cookie, held] of cookies) browser.cookies.set(cookie, held);
    const address = new URL(callback);
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
    expect((await browser.get(address.href)).status).toBe(403);
  }
  for (const [cookie, held] of cookies) browser.cookies.set(cookie, held);
  const twice = new URL(callback);
  twice.searchParams.append('state', 'another');
  expect((await browser.get(twice.href)).status).toBe(403);
  for (const platform of ['teams', 'web', 'nobody']) {
    for (const [cookie, held] of cookies) browser.cookies.set(cookie, held);
    expect((await browser.get(callback.href.replace('/proof/slack', `/proof/${platform}`))).status).toBe(403);
  }
  expect(provider.requests.length).toBe(asked);
  expect(await isProven(url, browser)).toBe(false);
});

test('a code of somebody else, put into one’s own answer, is refused', async () => {
  const victim = await bound();
  const attacker = await bound();
  const stolen = new URL(await returning(victim.url, victim.browser)).searchParams.get('code') ?? '';
  const own = new URL(await returning(attacker.url, attacker.browser));
  own.searchParams.set('code', stolen);
  // The nonce in its ID token is that of the other try.
  expect((await attacker.browser.get(own.href)).status).toBe(403);
  expect(await isProven(attacker.url, attacker.browser)).toBe(false);
});

test.each([
  ['signed by another key', () => ({ key: provider.strangersKey })],
  ['signed by nobody', () => ({ unsigned: true })],
  ['of another issuer', () => ({ claims: { iss: 'https://slack.com.evil.example' } })],
  ['for another app', () => ({ claims: { aud: '999.999' } })],
  ['with another nonce', () => ({ claims: { nonce: 'another' } })],
  ['without a nonce', () => ({ without: ['nonce'] })],
  ['that has expired', () => ({ expiresInSeconds: -60 })],
  ['without a workspace', () => ({ without: ['https://slack.com/team_id'] })],
  ['without a user', () => ({ without: ['https://slack.com/user_id'] })],
])('an ID token %s proves nothing', async (_what, faults) => {
  const { url, browser } = await bound();
  provider.forge(faults());
  const page = await browser.get(await returning(url, browser));
  expect(page.status).toBe(403);
  expect(page.text).toContain('What came back from Slack was not right');
  expect(await isProven(url, browser)).toBe(false);
  provider.forge({});
  await browser.get(await returning(url, browser));
  expect(await isProven(url, browser)).toBe(true);
});

test('where Slack fails on the way back, the page says so and offers the code, and the link is still good', async () => {
  const { url, browser } = await bound();
  const callback = await returning(url, browser);
  provider.failing('/api/openid.connect.token');
  const page = await browser.get(callback);
  expect([page.status, page.text]).toEqual([502, expect.stringContaining('Slack cannot be reached just now')]);
  expect(page.text).toContain('Use a code instead');
  provider.failing(undefined);
  await browser.get(await returning(url, browser));
  expect(await isProven(url, browser)).toBe(true);
});

/** Another Meetwire, at which everything until the end of `story` happens. */
async function elsewhere(environment: Readonly<Record<string, string>>, story: () => Promise<void>): Promise<void> {
  const first = app;
  app = await startApp({ ...driver.environment, ...environment });
  await driver.listening(app.url);
  try {
    await story();
  } finally {
    await app.stop();
    app = first;
    await driver.listening(app.url);
  }
}

test('where Slack does not describe itself, the code is offered; once it does, so is Slack', () =>
  elsewhere(provider.environment, async () => {
    const { url, browser } = await bound();
    provider.failing('/.well-known');
    const page = await browser.get(`${url}/proof`);
    expect([page.status, page.text]).toEqual([502, expect.stringContaining('Slack cannot be reached just now')]);
    provider.failing(undefined);
    await browser.get(await returning(url, browser));
    expect(await isProven(url, browser)).toBe(true);
  }));

test('a provider that calls itself by another name than the operator does is not asked', async () => {
  const other = await startSlackOpenId({ issuer: 'https://slack.com' });
  await elsewhere(other.environment, async () => {
    const { url, browser } = await bound();
    expect((await browser.get(`${url}/proof`)).status).toBe(502);
  });
  await other.close();
});

test('once Slack advertises PKCE, it is used: a stolen code is worth nothing without its verifier', async () => {
  const modern = await startSlackOpenId({ pkce: true });
  await elsewhere(modern.environment, async () => {
    const victim = await bound();
    const attacker = await bound();
    const left = new URL((await victim.browser.get(`${victim.url}/proof`)).headers.get('location') ?? '');
    expect(left.searchParams.get('code_challenge_method')).toBe('S256');
    const callback = await modern.decide(left.href);
    const away = (await attacker.browser.get(`${attacker.url}/proof`)).headers.get('location') ?? '';
    const own = new URL(await modern.decide(away));
    own.searchParams.set('code', new URL(callback).searchParams.get('code') ?? '');
    expect((await attacker.browser.get(own.href)).status).toBe(403);
    await victim.browser.get(await returning(victim.url, victim.browser, modern));
    expect(await isProven(victim.url, victim.browser)).toBe(true);
  });
  await modern.close();
});

test('who says no at Slack is back on the page, with the link still good', async () => {
  const { url, browser } = await bound();
  const left = await browser.get(`${url}/proof`);
  const back = await browser.get(await provider.decide(left.headers.get('location') ?? '', 'cancel'));
  expect([back.status, back.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  expect((await browser.get(url)).text).toContain('Sign in with Slack');
});

test('a browser that is not bound to the link is not sent to Slack', async () => {
  const { url } = await bound();
  const left = await createBrowser().get(`${url}/proof`);
  expect([left.status, left.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  for (const nonce of ['unknown', '%2F%2Fevil.example', '%0d%0aset-cookie:a=b', '..%2F..%2Fevil']) {
    const answer = await createBrowser().get(`${app.url}/connect/${nonce}/proof`);
    expect(answer.headers.get('location') ?? '/connect/').toMatch(/^\/connect\/[\w%.-]*$/);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith('a='))).toBe(false);
  }
});

test('an account with another email address is named, on the page and in the chat', async () => {
  const { url, browser } = await bound();
  await browser.get(await returning(url, browser));
  const known = new Set((await driver.messages()).map(({ id }) => id));
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(await browser.get(url)),
    ...demo({ ...driver.people.ada, userId: 'chen' }),
  });
  expect(done.text).toContain('not the one of the chat person, which is ada@acme.example');
  const told = await until(driver, ({ id, title }) => title === 'Connected' && !known.has(id));
  expect(told.text).toContain('chen@acme.example');
  expect(told.text).toContain('not the one that you have in this chat (ada@acme.example)');
});

test('no code and no token of Slack is in a log, a page, a redirect or the database', async () => {
  const { url, browser } = await bound();
  const refused: string[] = [];
  for (const faults of [
    { claims: { aud: '999.999' } },
    { answer: { token_type: 1 } },
    { key: provider.strangersKey },
  ]) {
    provider.forge(faults);
    refused.push((await browser.get(await returning(url, browser))).text);
  }
  provider.forge({});
  const callback = await returning(url, browser);
  const back = await browser.get(callback);
  await signIn(driver, driver.people.ada, url, undefined, browser);
  await app.app.idle();
  const { pool } = app.test.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const dump = await Promise.all(tables.map(async ({ name }) => (await pool.query(`select * from "${name}"`)).rows));
  const seen = JSON.stringify([app.log.lines, dump, refused, back.text, [...back.headers]]);
  expect(provider.issued.length).toBeGreaterThan(5);
  const state = new URL(callback).searchParams.get('state') ?? '';
  const secrets = [...provider.issued, state, url.split('/').at(-1) ?? '', ...browser.cookies.values()];
  const pathname = new URL(url).pathname;
  for (const secret of secrets.filter((one) => one !== '')) {
    expect(
      seen.replaceAll(`"${pathname}"`, '').replaceAll(`${pathname}/`, '').replaceAll(`${pathname}?`, ''),
    ).not.toContain(secret);
  }
});
