import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBrowser, signIn } from '../support/linking.ts';
import { bob, type SignInStage, startSignInStage } from '../support/slack/sign-in-stage.ts';

let stage: SignInStage;

beforeAll(async () => {
  stage = await startSignInStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

test('an answer counts only in the browser that asked, only for its own link, and only once', async () => {
  const first = await stage.bound();
  const callback = await stage.returning(first.url, first.browser);
  expect((await createBrowser().get(callback)).status).toBe(403);
  const second = await stage.bound();
  await stage.returning(second.url, second.browser);
  const thief = await second.browser.get(callback);
  expect([thief.status, thief.text]).toEqual([403, expect.stringContaining('This did not begin here')]);
  expect(await stage.isProven(second.url, second.browser)).toBe(false);

  const jar = new Map(first.browser.cookies);
  stage.provider.become(bob);
  const stranger = await stage.returning(first.url, first.browser);
  const kept = new Map(first.browser.cookies);
  expect((await first.browser.get(stranger)).status).toBe(403);
  // The cookie of the try is put back by hand: the state has been used all the same.
  for (const [name, value] of kept) first.browser.cookies.set(name, value);
  const asked = stage.provider.requests.length;
  expect((await first.browser.get(stranger)).text).toContain('This did not begin here');
  expect(stage.provider.requests.length).toBe(asked);
  for (const [name, value] of jar) first.browser.cookies.set(name, value);
  expect(await stage.isProven(first.url, first.browser)).toBe(false);
});

test('a forged state, no state, or the answer of another provider is refused before anybody is asked', async () => {
  const { url, browser } = await stage.bound();
  const callback = new URL(await stage.returning(url, browser));
  const asked = stage.provider.requests.length;
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
  expect(stage.provider.requests.length).toBe(asked);
  expect(await stage.isProven(url, browser)).toBe(false);
});

test('a code of somebody else, put into one’s own answer, is refused', async () => {
  const victim = await stage.bound();
  const attacker = await stage.bound();
  const stolen = new URL(await stage.returning(victim.url, victim.browser)).searchParams.get('code') ?? '';
  const own = new URL(await stage.returning(attacker.url, attacker.browser));
  own.searchParams.set('code', stolen);
  // The nonce in its ID token is that of the other try.
  expect((await attacker.browser.get(own.href)).status).toBe(403);
  expect(await stage.isProven(attacker.url, attacker.browser)).toBe(false);
});

test.each([
  ['signed by another key', () => ({ key: stage.provider.strangersKey })],
  ['signed by nobody', () => ({ unsigned: true })],
  ['of another issuer', () => ({ claims: { iss: 'https://slack.com.evil.example' } })],
  ['for another app', () => ({ claims: { aud: '999.999' } })],
  ['with another nonce', () => ({ claims: { nonce: 'another' } })],
  ['without a nonce', () => ({ without: ['nonce'] })],
  ['that has expired', () => ({ expiresInSeconds: -60 })],
  ['without a workspace', () => ({ without: ['https://slack.com/team_id'] })],
  ['without a user', () => ({ without: ['https://slack.com/user_id'] })],
])('an ID token %s proves nothing', async (_what, faults) => {
  const { url, browser } = await stage.bound();
  stage.provider.forge(faults());
  const page = await browser.get(await stage.returning(url, browser));
  expect(page.status).toBe(403);
  expect(page.text).toContain('What came back from Slack was not right');
  expect(await stage.isProven(url, browser)).toBe(false);
  stage.provider.forge({});
  await browser.get(await stage.returning(url, browser));
  expect(await stage.isProven(url, browser)).toBe(true);
});

test('a browser that is not bound to the link is not sent to Slack', async () => {
  const { url } = await stage.bound();
  const left = await createBrowser().get(`${url}/proof`);
  expect([left.status, left.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  for (const nonce of ['unknown', '%2F%2Fevil.example', '%0d%0aset-cookie:a=b', '..%2F..%2Fevil']) {
    const answer = await createBrowser().get(`${stage.app.url}/connect/${nonce}/proof`);
    expect(answer.headers.get('location') ?? '/connect/').toMatch(/^\/connect\/[\w%.-]*$/);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith('a='))).toBe(false);
  }
});

test('no code and no token of Slack is in a log, a page, a redirect or the database', async () => {
  const { url, browser } = await stage.bound();
  const refused: string[] = [];
  for (const faults of [
    { claims: { aud: '999.999' } },
    { answer: { token_type: 1 } },
    { key: stage.provider.strangersKey },
  ]) {
    stage.provider.forge(faults);
    refused.push((await browser.get(await stage.returning(url, browser))).text);
  }
  stage.provider.forge({});
  const callback = await stage.returning(url, browser);
  const back = await browser.get(callback);
  await signIn(stage.driver, stage.driver.people.ada, url, undefined, browser);
  await stage.app.app.idle();
  const { pool } = stage.app.test.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const dump = await Promise.all(tables.map(async ({ name }) => (await pool.query(`select * from "${name}"`)).rows));
  const seen = JSON.stringify([stage.app.log.lines, dump, refused, back.text, [...back.headers]]);
  expect(stage.provider.issued.length).toBeGreaterThan(5);
  const state = new URL(callback).searchParams.get('state') ?? '';
  const secrets = [...stage.provider.issued, state, url.split('/').at(-1) ?? '', ...browser.cookies.values()];
  const pathname = new URL(url).pathname;
  for (const secret of secrets.filter((one) => one !== '')) {
    expect(
      seen.replaceAll(`"${pathname}"`, '').replaceAll(`${pathname}/`, '').replaceAll(`${pathname}?`, ''),
    ).not.toContain(secret);
  }
});
