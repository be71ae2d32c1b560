import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type Browser, codeOn, createBrowser, demo, formToken, signIn, signInUrlOf } from '../support/linking.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let app: RunningApp;
let addresses = 0;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;

beforeAll(async () => {
  driver = await createSlackDriver();
  const environment = { ...driver.environment, TRUSTED_PROXIES: '127.0.0.1' };
  app = await startApp(environment);
  await driver.listening(app.url);
});
afterAll(async () => {
  await app.stop();
  await driver.close();
});

/** A browser at an address of its own, so that the limit by address is in nobody's way. */
function newBrowser(): Browser {
  addresses += 1;
  return createBrowser({ 'x-forwarded-for': `192.0.2.${addresses % 250}` });
}

/** A fresh link for this person. */
async function link(who = ada()): Promise<string> {
  const fresh = ({ id, visibleTo, buttons }: SeenMessage) =>
    visibleTo === who.userId && !known.has(id) && buttons.some(({ label }) => label === 'Sign in');
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(who, 'direct', 'connect');
  return signInUrlOf(await until(driver, fresh));
}

async function bind(url: string, browser = newBrowser()): Promise<Browser> {
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  return browser;
}

async function type(who: typeof driver.people.ada, digits: string): Promise<void> {
  await driver.say(who, 'direct', digits);
  await app.app.idle();
}

/** By the links, not by the clock: Slack's signatures are good for minutes only. */
async function anHourLater(): Promise<void> {
  await app.test.database.pool.query("update ticket set created_at = created_at - interval '61 minutes'");
}

const rows = async (query: string) => (await app.test.database.pool.query(query)).rows;
const isProven = async (url: string, browser: Browser) => (await browser.get(url)).text.includes('type="password"');
/** Six digits that none of these browsers shows. */
const wrongFor = (codes: readonly string[]) =>
  ['000000', '111111', '222222', '333333', '444444', '555555', '666666'].find((one) => !codes.includes(one)) ?? '';

test('a link that is forwarded, and finished by a victim, connects nothing: only its own person can prove it', async () => {
  const url = await link(bob());
  const victim = await bind(url);
  const page = await victim.get(url);
  expect(page.text).toContain('<dd>Bob</dd>');
  await type(ada(), codeOn(page));
  expect(await isProven(url, victim)).toBe(false);
  const form = { form_token: formToken(page), ...demo(ada()) };
  expect((await victim.post(`${url}/sign-in`, form)).status).toBe(403);
  expect(await rows('select * from link')).toEqual([]);
});

test('a password that is sent before the proof goes nowhere, even with a genuine token', async () => {
  const url = await link();
  const browser = newBrowser();
  const early = formToken(await browser.get(url));
  await bind(url, browser);
  const answer = await browser.post(`${url}/sign-in`, { form_token: early, ...demo(ada()) });
  expect(answer.text).not.toContain('<h1>Connected</h1>');
  expect(await rows('select * from link')).toEqual([]);
  expect(await rows('select * from sign_in_try')).toEqual([]);
});

test('of two browsers that begin at once, one is bound; the other one is told', async () => {
  const url = await link();
  const browsers = [newBrowser(), newBrowser(), newBrowser()];
  await Promise.all(browsers.map((browser) => bind(url, browser)));
  const pages = await Promise.all(browsers.map((browser) => browser.get(url)));
  expect(pages.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
});

test('a link that is used twice at once connects once', async () => {
  const url = await link();
  const browser = await bind(url);
  await type(ada(), codeOn(await browser.get(url)));
  const form = { form_token: formToken(await browser.get(url)), ...demo(ada()) };
  const answers = await Promise.all([1, 2, 3].map(() => browser.post(`${url}/sign-in`, form)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  await app.app.idle();
  const told = (await driver.messages()).filter(({ title }) => title === 'Connected');
  expect(told).toHaveLength(1);
});

test('a cookie that an attacker has planted before the link was opened gains the attacker nothing', async () => {
  const url = await link();
  const attacker = newBrowser();
  await attacker.get(url);
  const victim = newBrowser();
  for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
  const known = formToken(await attacker.get(url));
  await bind(url, victim);
  const code = codeOn(await victim.get(url));
  expect(code).toMatch(/^\d{6}$/);
  expect((await attacker.get(url)).status).toBe(410);
  await type(ada(), code);
  expect((await attacker.get(url)).status).toBe(410);
  const answer = await attacker.post(`${url}/sign-in`, { form_token: known, ...demo(bob()) });
  expect([answer.status, answer.text]).toEqual([410, expect.stringContaining('opened elsewhere')]);
  expect(await isProven(url, victim)).toBe(true);
});

test('two links in one browser do not disturb each other, and a used one leaves no cookie behind', async () => {
  const [first, second] = [await link(), await link()];
  const browser = await bind(first);
  await bind(second, browser);
  expect(codeOn(await browser.get(first))).not.toBe(codeOn(await browser.get(second)));
  const before = browser.cookies.size;
  await type(ada(), codeOn(await browser.get(second)));
  const form = { form_token: formToken(await browser.get(second)), ...demo(ada()) };
  const done = await browser.post(`${second}/sign-in`, form);
  expect(done.text).toContain('<h1>Connected</h1>');
  expect(
    done.headers.getSetCookie().filter((line) => line.includes('Max-Age=0') || line.includes('1970')),
  ).toHaveLength(1);
  expect(before).toBe(3);
  expect(codeOn(await browser.get(first))).toMatch(/^\d{6}$/);
});

test('a second press of Continue that overtook the cookie of the first one goes on all the same', async () => {
  const url = await link();
  const browser = newBrowser();
  const token = formToken(await browser.get(url));
  const hasty = createBrowser();
  for (const [name, value] of browser.cookies) hasty.cookies.set(name, value);
  await browser.post(url, { form_token: token });
  const second = await hasty.post(url, { form_token: token });
  expect(second.status).toBe(303);
  expect(second.headers.getSetCookie()).toEqual([]);
  expect(codeOn(await browser.get(url))).toMatch(/^\d{6}$/);
});

test('codes are not to be guessed over ever more links and browsers: after 30 in an hour, none is shown or accepted', async () => {
  await anHourLater();
  let guesses = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const url = await link();
    const browser = await bind(url);
    const page = await browser.get(url);
    if (page.status === 429) break;
    const wrong = wrongFor([codeOn(page)]);
    await Promise.all([1, 2, 3, 4, 5].map(() => type(ada(), wrong)));
    guesses += 5;
  }
  expect(guesses).toBeLessThanOrEqual(30);
  const url = await link();
  const browser = await bind(url);
  const page = await browser.get(url);
  expect([page.status, page.text]).toEqual([429, expect.stringContaining('Too many wrong codes')]);
  const [{ sum }] = await rows("select sum(code_tries)::int from ticket where created_at > now() - interval '1 hour'");
  expect(sum).toBeLessThanOrEqual(30);
  // Somebody else is not concerned.
  const others = await link(bob());
  expect(codeOn(await (await bind(others)).get(others))).toMatch(/^\d{6}$/);
  await anHourLater();
  const later = await link();
  expect((await signIn(driver, ada(), later)).text).toContain('<h1>Connected</h1>');
});

test('one code that is typed is a guess at every link that waits, and links that were shown before are closed, too', async () => {
  await anHourLater();
  const browsers = new Map<string, Browser>();
  const bindNew = async (count: number) => {
    const urls: string[] = [];
    for (let made = 0; made < count; made += 1) urls.push(await link());
    for (const url of urls) browsers.set(url, await bind(url));
    return Promise.all(urls.map(async (url) => codeOn((await browsers.get(url)?.get(url)) ?? { text: '' })));
  };
  const first = await bindNew(5);
  for (let typed = 0; typed < 5; typed += 1) await type(ada(), wrongFor(first));
  // 25 guesses are gone: these two are still shown, and their third code is one guess too many.
  const second = await bindNew(2);
  expect(second.every((code) => /^\d{6}$/.test(code))).toBe(true);
  for (let typed = 0; typed < 3; typed += 1) await type(ada(), wrongFor(second));
  for (const code of second) await type(ada(), code);
  const proven = "select id from ticket where proven_at is not null and created_at > now() - interval '1 hour'";
  expect(await rows(proven)).toEqual([]);
});

test('the same user id in another workspace is somebody else: neither its links nor its codes are shared', async () => {
  await anHourLater();
  const url = await link();
  const browser = await bind(url);
  const code = codeOn(await browser.get(url));
  await app.test.database.pool.query(
    "update ticket set workspace_id = 'T0OTHER' where id = (select id from ticket order by created_at desc limit 1)",
  );
  await type(ada(), code);
  expect(await isProven(url, browser)).toBe(false);
  const stranger = { ...ada(), workspaceId: 'T0OTHER' };
  await driver.say(stranger, 'direct', code);
  await app.app.idle();
  expect(await isProven(url, browser)).toBe(false);
});

test('a cookie that was planted for this very link is not what the link gets bound to', async () => {
  const url = await link();
  const nonce = url.split('/').at(-1) ?? '';
  const name = `meetwire-${createHash('sha256').update(nonce).digest('base64url').slice(0, 12)}`;
  const planted = randomBytes(32).toString('base64url');
  const [victim, attacker] = [createBrowser(), createBrowser()];
  for (const browser of [victim, attacker]) browser.cookies.set(name, planted);
  await victim.post(url, { form_token: formToken(await victim.get(url)) });
  expect((await attacker.get(url)).status).toBe(410);
  expect((await victim.get(url)).status).toBe(200);
});

test('nothing that makes a link or a browser is in a log or in the database', async () => {
  await anHourLater();
  const url = await link();
  const browser = await bind(url);
  const held = new Map(browser.cookies);
  const code = codeOn(await browser.get(url));
  const canary = randomUUID();
  await type(ada(), code);
  const token = formToken(await browser.get(url));
  const page = await browser.post(`${url}/sign-in`, { form_token: token, email: 'ada@acme.example', password: canary });
  expect(page.status).toBe(422);
  const done = await browser.post(`${url}/sign-in`, { form_token: token, ...demo(ada()) });
  expect(done.text).toContain('<h1>Connected</h1>');
  await app.app.idle();
  const tables = await rows("select table_name as name from information_schema.tables where table_schema = 'public'");
  const dump = await Promise.all(tables.map(({ name }) => rows(`select * from "${name}"`)));
  const seen = JSON.stringify([app.log.lines, dump]);
  for (const secret of [url.split('/').at(-1) ?? '', canary, token, demo(ada()).password, ...held.values()])
    expect(seen).not.toContain(secret);
  // The code alone is what was typed in a chat: it is of no use to anybody but that person.
  for (const { headers, text } of [page, done]) {
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/(?:src|href)="https?:/);
  }
});
