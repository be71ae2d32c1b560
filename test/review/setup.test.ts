/** Findings of an outside review, each as a test that fails until it is fixed. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import type { Driver, SeenMessage } from '../contract/driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';

const password = 'meetwire-demo';
let driver: Driver;
let app: RunningApp;
const pool = () => app.test.database.pool;
const answerTo = createAnswerTo(
  () => driver,
  () => app,
);
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;

const stage = (create: () => Promise<Driver>) => {
  beforeAll(async () => {
    driver = await create();
    app = await startApp(driver.environment);
    await driver.listening(app.url);
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });
};

async function connect(who: Identity, email: string): Promise<void> {
  const prompt = await answerTo(() => driver.say(who, 'direct', 'connect'), titled('Connect your account'));
  await signIn(driver, who, signInUrlOf(prompt), { email, password });
  await app.app.idle();
}

async function setUp(who: Identity, values: Readonly<Record<string, string>>, answer: string): Promise<SeenMessage> {
  const card = await answerTo(() => driver.say(who, 'direct', 'admin setup'), titled('This workspace'));
  const label = card.buttons.some((button) => button.label === 'Change') ? 'Change' : 'Set up';
  const { form } = await driver.press(who, card, label);
  if (!form) throw new Error('no form was opened');
  return answerTo(() => driver.fillIn(who, form, { ...form.fields, ...values }), says(answer));
}

const bound = async () => (await pool().query('select customer_name, token_mode from workspace')).rows[0];
const customerOf = async (email: string) =>
  (await pool().query('select customer_id from account where email = $1', [email])).rows[0]?.customer_id as string;

describe('Teams', () => {
  stage(createTeamsDriver);

  test('S1 an administrator of another customer takes no workspace away from the customer that it is bound to', async () => {
    const { ada, bob } = driver.people;
    await connect(ada, 'admin@acme.example');
    const acme = await customerOf('admin@acme.example');
    await setUp(ada, { customer: acme, mode: 'stay_signed_in' }, 'Saved: this workspace is bound to acme.example');
    // Anybody in the tenant who administers some other customer: in Teams nothing else is asked for.
    await connect(bob, 'admin@globex.example');
    await answerTo(
      () => driver.say(bob, 'direct', 'admin setup unbind'),
      () => true,
    );
    await app.app.idle();
    expect(await bound()).toEqual({ customer_name: 'acme.example', token_mode: 'stay_signed_in' });
  });

  test('S2 nor binds it to their own', async () => {
    const { ada, bob } = driver.people;
    const acme = await customerOf('admin@acme.example');
    await setUp(ada, { customer: acme, mode: 'stay_signed_in' }, 'Saved: this workspace is bound to acme.example');
    const globex = await customerOf('admin@globex.example');
    await setUp(bob, { customer: globex, mode: 'on_behalf' }, 'Saved').catch(() => undefined);
    await app.app.idle();
    expect(await bound()).toEqual({ customer_name: 'acme.example', token_mode: 'stay_signed_in' });
  });
});

describe('playground', () => {
  stage(createWebDriver);

  test('S3 a role that was taken away at the service gives no server credentials by a page from before', async () => {
    const { ada } = driver.people;
    await connect(ada, 'admin@acme.example');
    const card = await setUp(ada, { mode: 'on_behalf' }, 'Saved: this workspace');
    const url = card.buttons.find(({ label }) => label === 'Give the credentials')?.url ?? '';
    const browser = createBrowser();
    await browser.post(url, { form_token: formToken(await browser.get(url)) });
    await answerTo(async () => driver.say(ada, 'direct', codeOn(await browser.get(url))), says('Thank you'));
    await pool().query("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
    const page = await browser.get(url);
    const given = await browser.post(`${url}/credentials`, {
      form_token: formToken(page),
      api_id: 'acme-api-id',
      api_key: 'acme-api-key',
    });
    const { rows } = await pool().query('select api_id from workspace');
    await pool().query("update sandbox.account set role = 'customer' where email = 'admin@acme.example'");
    expect([given.status, rows]).toEqual([422, [{ api_id: null }]]);
  });

  test('S4 who is suspended at the service does not go on acting by the server credentials', async () => {
    const { ada, bob } = driver.people;
    await connect(bob, 'bob@acme.example');
    const before = (await pool().query('select api_id from workspace')).rows[0].api_id;
    if (before === null) {
      const card = await setUp(ada, { mode: 'on_behalf' }, 'Saved: this workspace');
      const url = card.buttons.find(({ label }) => label === 'Give the credentials')?.url ?? '';
      const browser = createBrowser();
      await browser.post(url, { form_token: formToken(await browser.get(url)) });
      await answerTo(async () => driver.say(ada, 'direct', codeOn(await browser.get(url))), says('Thank you'));
      const form_token = formToken(await browser.get(url));
      await browser.post(`${url}/credentials`, { form_token, api_id: 'acme-api-id', api_key: 'acme-api-key' });
      await app.app.idle();
    }
    await pool().query("update sandbox.account set status = 'S' where email = 'bob@acme.example'");
    await answerTo(
      () => driver.say(bob, 'channel', 'now Suspended'),
      () => true,
    );
    await app.app.idle();
    await pool().query("update sandbox.account set status = 'A' where email = 'bob@acme.example'");
    const made = await pool().query("select 1 from sandbox.room where room_name = 'Suspended'");
    expect(made.rowCount).toBe(0);
  });

  test('S5 a cookie that was planted for this very link is not what it gets bound to', async () => {
    const { bob } = driver.people;
    const prompt = await answerTo(() => driver.say(bob, 'direct', 'connect'), titled('Connect your account'));
    const url = signInUrlOf(prompt);
    const nonce = url.split('/').at(-1) ?? '';
    const name = `meetwire-${createHash('sha256').update(nonce).digest('base64url').slice(0, 12)}`;
    const planted = randomBytes(32).toString('base64url');
    const [victim, attacker] = [createBrowser(), createBrowser()];
    victim.cookies.set(name, planted);
    attacker.cookies.set(name, planted);
    await victim.post(url, { form_token: formToken(await victim.get(url)) });
    expect((await attacker.get(url)).status).toBe(410);
  });
});
