/** Findings of an outside review, each as a test that fails until it is fixed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import type { Driver, SeenMessage } from '../contract/driver.ts';
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

beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment);
  await driver.listening(app.url);
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

async function connect(who: Identity, email: string) {
  const prompt = await answerTo(() => driver.say(who, 'direct', 'connect'), titled('Connect your account'));
  const page = await signIn(driver, who, signInUrlOf(prompt), { email, password });
  await app.app.idle();
  return page;
}

test('M2 status does not call good what the service knows no user for', async () => {
  const { ada, bob } = driver.people;
  await connect(ada, 'admin@acme.example');
  await connect(bob, 'bob@acme.example');
  const card = await answerTo(() => driver.say(ada, 'direct', 'admin setup'), titled('This workspace'));
  const { form } = await driver.press(ada, card, 'Set up');
  if (!form) throw new Error('no form');
  const saved = await answerTo(
    () => driver.fillIn(ada, form, { ...form.fields, mode: 'on_behalf' }),
    says('Saved: this workspace'),
  );
  const url = saved.buttons.find(({ label }) => label === 'Give the credentials')?.url ?? '';
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await answerTo(async () => driver.say(ada, 'direct', codeOn(await browser.get(url))), says('Thank you'));
  const form_token = formToken(await browser.get(url));
  const given = await browser.post(`${url}/credentials`, {
    form_token,
    api_id: 'acme-api-id',
    api_key: 'acme-api-key',
  });
  expect(given.status).toBe(200);
  await app.app.idle();
  // Bob's account moves to another customer.
  await pool().query(
    `update sandbox.account b set organisation_id = d.organisation_id, path = d.path
     from sandbox.account d where b.email = 'bob@acme.example' and d.email = 'dana@globex.example'`,
  );
  const status = await answerTo(() => driver.say(bob, 'direct', 'status'), titled('Your connection'));
  expect(status.text).not.toContain('You are connected');
  expect(status.facts['Signed in'] ?? '').not.toContain('for as long as you are connected');
}, 60_000);
