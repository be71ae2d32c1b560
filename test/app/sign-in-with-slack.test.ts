import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { codeOn, demo, formToken } from '../support/linking.ts';
import { ada, bob, type SignInStage, startSignInStage } from '../support/slack/sign-in-stage.ts';

let stage: SignInStage;

beforeAll(async () => {
  stage = await startSignInStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

test('who signs in with Slack as the person of the link types no code, and is connected', async () => {
  const { url, browser } = await stage.bound();
  const choice = await browser.get(url);
  expect(choice.text).toContain('Sign in with Slack');
  expect(codeOn(choice)).toBe('');
  const back = await browser.get(await stage.returning(url, browser));
  expect([back.status, back.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  const form = await browser.get(url);
  expect(form.text).toContain('value="ada@acme.example"');
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(form),
    ...demo(stage.driver.people.ada),
  });
  expect(done.text).toContain('<h1>Connected</h1>');
  expect(done.text).not.toContain('not the one of the chat person');
  const told = await until(stage.driver, ({ title }) => title === 'Connected');
  expect(told.text).not.toContain('not the one that you have in this chat');
});

test('the way to Slack has state, nonce and the workspace, and no step shows the link', async () => {
  const { url, browser } = await stage.bound();
  const left = await browser.get(`${url}/proof`);
  const away = new URL(left.headers.get('location') ?? '');
  expect(away.origin).toBe(stage.provider.url);
  expect(away.searchParams.get('redirect_uri')).toBe(`${stage.app.url}/connect/proof/slack`);
  expect(away.searchParams.get('team')).toBe('T0MEETWIRE');
  const nonce = url.split('/').at(-1) ?? '';
  const callback = await stage.provider.decide(away.href);
  const back = await browser.get(callback);
  for (const seen of [away.href, callback, JSON.stringify(stage.provider.requests)]) expect(seen).not.toContain(nonce);
  for (const { headers } of [left, back]) {
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  }
  expect(stage.provider.requests.every(({ headers }) => !('referer' in headers))).toBe(true);
});

test('the code remains for those who want it', async () => {
  const { url, browser } = await stage.bound();
  expect((await browser.get(url)).text).toContain('Use a code instead');
  const code = codeOn(await browser.get(`${url}?with=code`));
  expect(code).toMatch(/^\d{6}$/);
  await stage.driver.say(stage.driver.people.ada, 'direct', code);
  await stage.app.app.idle();
  expect(await stage.isProven(url, browser)).toBe(true);
});

test('where too many wrong codes were typed, Slack is the only way, and still a way', async () => {
  await stage.bound();
  await stage.app.test.database.pool.query(
    'update ticket set code_tries = 30 where id = (select id from ticket order by created_at desc limit 1)',
  );
  const { url, browser } = await stage.bound();
  for (const address of [url, `${url}?with=code`]) {
    const page = await browser.get(address);
    expect(page.text).toContain('Sign in with Slack');
    expect(page.text).not.toContain('Use a code instead');
    expect(codeOn(page)).toBe('');
  }
  await browser.get(await stage.returning(url, browser));
  expect(await stage.isProven(url, browser)).toBe(true);
  await stage.app.test.database.pool.query('delete from ticket where code_tries = 30');
});

test('a victim who follows the link of an attacker, and signs in as themselves, connects nothing', async () => {
  const before = await stage.rows('select user_id from link');
  const { url, browser } = await stage.bound();
  stage.provider.become(bob);
  const page = await browser.get(await stage.returning(url, browser));
  expect(page.status).toBe(403);
  expect(page.text).toContain('You are signed in to Slack as bob@acme.example in Acme');
  expect(page.text).toMatch(/<dd>Ada<\/dd>[\s\S]*<dd>Acme, on Slack<\/dd>/);
  expect(page.text).toContain('Nothing was connected');
  expect(await stage.isProven(url, browser)).toBe(false);
  expect(await stage.rows('select user_id from link')).toEqual(before);
  stage.provider.become(ada);
  await browser.get(await stage.returning(url, browser));
  expect(await stage.isProven(url, browser)).toBe(true);
});

test('the same user id in another workspace is somebody else, also within an organisation', async () => {
  for (const other of [
    { ...ada, teamId: 'T0OTHER', teamName: 'Other' },
    { ...ada, teamId: 'T0OTHER', enterpriseId: 'E0OTHER' },
  ]) {
    const { url, browser } = await stage.bound();
    stage.provider.become(other);
    expect((await browser.get(await stage.returning(url, browser))).status).toBe(403);
    expect(await stage.isProven(url, browser)).toBe(false);
  }
});

test('where the app is installed for an organisation, its people are known by the organisation', async () => {
  const { url, browser } = await stage.bound();
  await stage.app.test.database.pool.query(
    "update ticket set workspace_id = 'E0ACME' where id = (select id from ticket order by created_at desc limit 1)",
  );
  stage.provider.become({ ...ada, teamId: 'T0ONE', enterpriseId: 'E0ACME' });
  await browser.get(await stage.returning(url, browser));
  expect(await stage.isProven(url, browser)).toBe(true);
});

test('where Slack fails on the way back, the page says so and offers the code, and the link is still good', async () => {
  const { url, browser } = await stage.bound();
  const callback = await stage.returning(url, browser);
  stage.provider.failing('/api/openid.connect.token');
  const page = await browser.get(callback);
  expect([page.status, page.text]).toEqual([502, expect.stringContaining('Slack cannot be reached just now')]);
  expect(page.text).toContain('Use a code instead');
  stage.provider.failing(undefined);
  await browser.get(await stage.returning(url, browser));
  expect(await stage.isProven(url, browser)).toBe(true);
});

test('who says no at Slack is back on the page, with the link still good', async () => {
  const { url, browser } = await stage.bound();
  const left = await browser.get(`${url}/proof`);
  const back = await browser.get(await stage.provider.decide(left.headers.get('location') ?? '', 'cancel'));
  expect([back.status, back.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  expect((await browser.get(url)).text).toContain('Sign in with Slack');
});

test('an account with another email address is named, on the page and in the chat', async () => {
  const { url, browser } = await stage.bound();
  await browser.get(await stage.returning(url, browser));
  const known = new Set((await stage.driver.messages()).map(({ id }) => id));
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(await browser.get(url)),
    ...demo({ ...stage.driver.people.ada, userId: 'chen' }),
  });
  expect(done.text).toContain('not the one of the chat person, which is ada@acme.example');
  const told = await until(stage.driver, ({ id, title }) => title === 'Connected' && !known.has(id));
  expect(told.text).toContain('chen@acme.example');
  expect(told.text).toContain('not the one that you have in this chat (ada@acme.example)');
});
