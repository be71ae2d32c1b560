import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type Driver, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type Browser, codeOn, createBrowser, formToken, signInUrlOf } from '../support/linking.ts';

let driver: Driver;
let replicas: readonly [RunningApp, RunningApp];

beforeAll(async () => {
  driver = await createWebDriver({ isListed: true });
  const environment = { ...driver.environment, TRUSTED_PROXIES: '127.0.0.1' };
  const first = await startApp(environment);
  replicas = [first, await startApp(environment, { shared: first.test })];
  await driver.listening(first.url);
});
afterAll(async () => {
  await driver.close();
  await replicas[1].stop();
  await replicas[0].stop();
});

/** A page on which this person may type a password, at the given replica, from the given address. */
async function passwordPage(who: Identity, replica: RunningApp, address: string) {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(who, 'direct', 'connect');
  const prompt = await until(
    driver,
    ({ id, buttons }) => !known.has(id) && buttons.some(({ label }) => label === 'Sign in'),
  );
  const url = signInUrlOf(prompt).replace(replicas[0].url, replica.url);
  const browser = createBrowser({ 'x-forwarded-for': address });
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await driver.say(who, 'direct', codeOn(await browser.get(url)));
  await until(
    driver,
    ({ id, text, visibleTo }) => !known.has(id) && visibleTo === who.userId && text.startsWith('Thank you'),
  );
  return { url, browser };
}

/** So many tries, over as many links as they need: a link takes five. Resolves to the statuses. */
async function tryPasswords(who: Identity, email: string, count: number, address: string, password = 'wrong') {
  const statuses: number[] = [];
  let page: { url: string; browser: Browser } | undefined;
  for (let tries = 0; tries < count; tries += 1) {
    if (tries % 5 === 0) page = await passwordPage(who, replicas[(tries / 5) % 2 === 0 ? 0 : 1], address);
    if (!page) break;
    const form_token = formToken(await page.browser.get(page.url));
    const answer = await page.browser.post(`${page.url}/sign-in`, { form_token, email, password });
    statuses.push(answer.status);
    if (answer.status === 429) {
      expect(answer.text).toMatch(/too many tries to sign in\. Try again in \d+ minutes/);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }
  return statuses;
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);
const forget = () => replicas[0].test.database.pool.query('delete from sign_in_try');

test('after ten wrong tries by one person, over several links and replicas, even the right password waits', async () => {
  // The fifth one closes its link.
  const fiveWrong = [...times(4, 422), 410];
  const tried = await tryPasswords(driver.people.ada, 'ada@acme.example', 10, '192.0.2.1');
  expect(tried).toEqual([...fiveWrong, ...fiveWrong]);
  const right = await tryPasswords(driver.people.ada, 'bob@acme.example', 1, '192.0.2.2', 'meetwire-demo');
  expect(right).toEqual([429]);
  await forget();
});

test('after ten wrong tries for one account, nobody tries it any more, in whatever letters it is typed', async () => {
  await tryPasswords(driver.people.ada, 'chen@acme.example', 5, '192.0.2.1');
  await tryPasswords(driver.people.bob, 'CHEN@acme.example ', 5, '192.0.2.2');
  expect(await tryPasswords(driver.people.bob, 'chen@acme.example', 1, '192.0.2.3', 'meetwire-demo')).toEqual([429]);
  expect(await tryPasswords(driver.people.bob, 'bob@acme.example', 1, '192.0.2.3', 'meetwire-demo')).toEqual([200]);
  await forget();
});

test('a right password forgets the wrong ones before it', async () => {
  for (let round = 0; round < 3; round += 1) {
    expect(await tryPasswords(driver.people.ada, 'ada@acme.example', 4, '192.0.2.1')).toEqual(times(4, 422));
    expect(await tryPasswords(driver.people.ada, 'ada@acme.example', 1, '192.0.2.1', 'meetwire-demo')).toEqual([200]);
  }
  await forget();
});

test('an address that tries one account after the other is stopped, and others are not', async () => {
  const { pool } = replicas[0].test.database;
  await tryPasswords(driver.people.ada, 'one@acme.example', 1, '192.0.2.9');
  // Fifty tries take minutes with real passwords: forty-nine of them are written down at once.
  await pool.query("update sign_in_try set points = 50 where key like 'address:%'");
  expect(await tryPasswords(driver.people.ada, 'two@acme.example', 1, '192.0.2.9')).toEqual([429]);
  expect(await tryPasswords(driver.people.ada, 'two@acme.example', 1, '192.0.2.10')).toEqual([422]);
  const { rows } = await pool.query<{ key: string }>('select key from sign_in_try');
  expect(rows.length).toBeGreaterThan(2);
  for (const { key } of rows) expect(key).not.toMatch(/acme|192\.0|ada/);
});
