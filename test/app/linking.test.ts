import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';

let driver: Driver;
let app: RunningApp;
let shift = 0;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;

beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment, { clock: () => new Date(Date.now() + shift) });
  await driver.listening(app.url);
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

/** A fresh link for Ada. */
async function link(): Promise<string> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(ada(), 'direct', 'connect');
  return signInUrlOf(await until(driver, ({ id, title }) => title === 'Connect your account' && !known.has(id)));
}

/** A browser that has opened the link and pressed Continue. */
async function bound(url: string) {
  const browser = createBrowser();
  const token = formToken(await browser.get(url));
  await browser.post(url, { form_token: token });
  return browser;
}

const count = async (table: string) =>
  (await app.test.database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;
const newest = (title: string) => (message: SeenMessage) => message.title === title;

test('the page names the person and the workspace before anything is asked for, and looking changes nothing', async () => {
  const url = await link();
  const before = await app.test.database.pool.query('select * from ticket order by id');
  const page = await createBrowser().get(url);
  await fetch(url, { method: 'HEAD' });
  await createBrowser().get(url);
  expect(page.text).toContain('Ada Almeida');
  expect(page.text).toContain('Playground');
  expect(page.text).not.toContain('type="password"');
  expect((await app.test.database.pool.query('select * from ticket order by id')).rows).toEqual(before.rows);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('a forwarded link goes on only in the browser that began it', async () => {
  const url = await link();
  await bound(url);
  const other = await createBrowser().get(url);
  expect(other.status).toBe(410);
  expect(other.text).toContain('opened elsewhere');
});

test('the code counts only in the direct chat of the person whom the link is for', async () => {
  const url = await link();
  const victim = await bound(url);
  const code = codeOn(await victim.get(url));
  await driver.say(bob(), 'direct', code);
  await until(driver, ({ text, visibleTo }) => visibleTo === 'bob' && text.includes('I was not waiting for a code'));
  expect((await victim.get(url)).text).not.toContain('type="password"');
});

test('after five wrong codes the link is closed, and another one that waits as well, however close they follow each other', async () => {
  const [url, other] = [await link(), await link()];
  const [browser, second] = [await bound(url), await bound(other)];
  const shown = [codeOn(await browser.get(url)), codeOn(await second.get(other))];
  const wrong = ['000000', '111111', '222222'].find((code) => !shown.includes(code)) ?? '';
  await Promise.all([1, 2, 3, 4, 5].map(() => driver.say(ada(), 'direct', wrong)));
  await until(driver, ({ text }) => text.includes('the link is closed now'));
  expect([(await browser.get(url)).status, (await second.get(other)).status]).toEqual([410, 410]);
});

test('a form without the cookie, with another token or from another site is refused', async () => {
  const url = await link();
  const browser = createBrowser();
  const token = formToken(await browser.get(url));
  expect((await createBrowser().post(url, { form_token: token })).status).toBe(403);
  expect((await browser.post(url, { form_token: 'x' })).status).toBe(403);
  const elsewhere = createBrowser({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
  const own = formToken(await elsewhere.get(url));
  expect((await elsewhere.post(url, { form_token: own })).status).toBe(403);
  expect((await browser.get(url)).text).toContain('Continue');
});

test('a wrong password is told on the page, the email stays, the password does not', async () => {
  const url = await link();
  const page = await signIn(driver, ada(), url, { email: 'ada@acme.example', password: 'wrong-canary-42' });
  expect(page.status).toBe(422);
  expect(page.text).toContain('The email address or the password is not right');
  expect(page.text).toContain('value="ada@acme.example"');
  expect(page.text).not.toContain('wrong-canary-42');
  expect(await count('link')).toBe(0);
  expect(JSON.stringify(app.log.lines)).not.toContain('wrong-canary-42');
});

test('an expired link is one press away from a new one in the chat, once, and what was interrupted is offered there', async () => {
  await driver.say(ada(), 'channel', 'now After a break');
  const url = signInUrlOf(await until(driver, ({ text }) => text.includes('To start “After a break”')));
  expect((await createBrowser().post(`${url}/another`, {})).text).toContain('Continue');
  const known = new Set((await driver.messages()).map(({ id }) => id));
  shift = 11 * 60_000;
  const browser = createBrowser();
  const page = await browser.get(url);
  expect([page.status, page.text]).toEqual([410, expect.stringContaining('Send me a new link in the chat')]);
  expect((await createBrowser({ 'sec-fetch-site': 'cross-site' }).post(`${url}/another`, {})).status).toBe(403);
  for (let press = 0; press < 3; press += 1) {
    expect((await browser.post(`${url}/another`, {})).text).toContain('Look into your chat');
  }
  await app.app.idle();
  const fresh = (await driver.messages()).filter(({ id }) => !known.has(id));
  expect(fresh.map(({ title, visibleTo }) => [title, visibleTo])).toEqual([['Connect your account', 'ada']]);
  await signIn(driver, ada(), signInUrlOf(fresh[0] ?? (await until(driver, () => false))));
  const offer = await until(driver, newest('Still waiting'));
  expect((await driver.messages()).some(newest('After a break'))).toBe(false);
  await driver.press(ada(), offer, 'Run /meet now After a break');
  await until(driver, newest('After a break'));
  shift = 0;
  await driver.say(ada(), 'direct', 'disconnect');
  await until(driver, newest('Disconnected'));
});

test('of two commands that wait, the newest goes on after signing in, and the older one is offered', async () => {
  await driver.say(ada(), 'channel', 'now First');
  const prompt = await until(driver, ({ text }) => text.includes('To start “First”'));
  await driver.say(ada(), 'channel', 'now Second');
  const note = await until(driver, ({ text }) => text.includes('To start “Second”, I wait for your sign-in, too'));
  expect([signInUrlOf(note), note.buttons.map(({ label }) => label)]).toEqual(['', ['New sign-in link']]);
  await app.app.idle();
  await signIn(driver, ada(), signInUrlOf(prompt));
  await until(driver, newest('Second'));
  const isOffer = ({ title, buttons }: SeenMessage) =>
    title === 'Still waiting' && buttons.some(({ label }) => label === 'Run /meet now First');
  const offer = await until(driver, isOffer);
  expect((await driver.messages()).some(newest('First'))).toBe(false);
  await driver.press(ada(), offer, 'Run /meet now First');
  await until(driver, newest('First'));
});

test('a link works once', async () => {
  const url = await link();
  const browser = createBrowser();
  expect((await signIn(driver, ada(), url, undefined, browser)).text).toContain('<h1>Connected</h1>');
  expect((await browser.get(url)).status).toBe(410);
});

test('only digests of what makes a link work are stored, and the token is sealed', async () => {
  const url = await link();
  const nonce = url.split('/').at(-1) ?? '';
  const { pool } = app.test.database;
  const dump = JSON.stringify(
    await Promise.all(
      ['ticket', 'effect', 'invocation', 'link', 'audit'].map(
        async (table) => (await pool.query(`select * from ${table}`)).rows,
      ),
    ),
  );
  expect(dump).not.toContain(nonce);
  expect(dump).not.toContain('meetwire-demo');
  const { rows } = await pool.query('select sealed_token from link');
  expect(rows[0].sealed_token).toMatch(/^test\.[\w-]{80}\.[\w-]{60,}$/);
});

test('the playground’s own login proves who somebody is, without a code', async () => {
  const url = await link();
  const browser = createBrowser({ 'content-type': 'application/json' });
  const signedIn = await fetch(`${app.url}/playground/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"person":"ada"}',
  });
  const [name = '', value = ''] = signedIn.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
  browser.cookies.set(name, value);
  const page = createBrowser();
  page.cookies.set(name, value);
  await page.post(url, { form_token: formToken(await page.get(url)) });
  expect((await page.get(url)).text).toContain('type="password"');
});

test('a sealed token that is moved to the link of somebody else does not open there', async () => {
  await driver.say(bob(), 'direct', 'connect');
  const prompt = await until(driver, ({ title, visibleTo }) => title === 'Connect your account' && visibleTo === 'bob');
  await signIn(driver, bob(), signInUrlOf(prompt));
  await until(driver, ({ title, visibleTo }) => title === 'Connected' && visibleTo === 'bob');
  await app.app.idle();
  const { pool } = app.test.database;
  await pool.query(
    "update link set sealed_token = (select sealed_token from link where user_id = 'ada') where user_id = 'bob'",
  );
  await driver.say(bob(), 'channel', 'now Borrowed');
  await until(
    driver,
    ({ text, visibleTo }) => visibleTo === 'bob' && text.includes('Sign in again to start “Borrowed”'),
  );
  expect(app.log.lines.some(({ message }) => message.includes('could not be opened'))).toBe(true);
});

test('a token whose key is unknown counts as none: its person signs in again, and it is sealed with a known one', async () => {
  const { pool } = app.test.database;
  const sealedWith = async () =>
    (await pool.query("select split_part(sealed_token, '.', 1) as key from link where user_id = 'ada'")).rows;
  await pool.query(
    "update link set sealed_token = 'gone.' || split_part(sealed_token, '.', 2) || '.' || split_part(sealed_token, '.', 3) where user_id = 'ada'",
  );
  expect(await sealedWith()).toEqual([{ key: 'gone' }]);
  await driver.say(ada(), 'channel', 'now Without a key');
  const prompt = await until(driver, ({ text }) => text.includes('Sign in again to start “Without a key”'));
  expect(prompt.visibleTo).toBe('ada');
  const logged = app.log.lines.filter(({ fields }) => inspect(fields).includes('the key "gone" is not among'));
  expect(logged.map(({ level, message }) => [level, message])).toContainEqual([
    'error',
    expect.stringMatching(/^a sealed (token|secret) could not be opened$/),
  ]);
  await signIn(driver, ada(), signInUrlOf(prompt));
  await until(driver, newest('Without a key'));
  expect(await sealedWith()).toEqual([{ key: 'test' }]);
});
