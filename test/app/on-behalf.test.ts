import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import type { Driver, SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type Browser, codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';

const password = 'meetwire-demo';
let driver: Driver;
let app: RunningApp;
let shift = 0;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;
const query = (text: string) => app.test.database.pool.query(text);
const answerTo = createAnswerTo(
  () => driver,
  () => app,
);
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;

beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment, { clock: () => new Date(Date.now() + shift) });
  await driver.listening(app.url);
  await connect(ada(), 'admin@acme.example');
  await connect(bob(), 'bob@acme.example');
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

async function connect(who: Identity, email: string): Promise<void> {
  const prompt = await answerTo(() => driver.say(who, 'direct', 'connect'), titled('Connect your account'));
  await signIn(driver, who, signInUrlOf(prompt), { email, password });
  await app.app.idle();
}

/** The page for the credentials, in a browser that has shown whom it belongs to. */
async function credentialsPage(): Promise<{ give: () => ReturnType<Browser['post']> }> {
  const card = await answerTo(() => driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
  const label = card.buttons.some((button) => button.label === 'Change') ? 'Change' : 'Set up';
  const { form } = await driver.press(ada(), card, label);
  if (!form) throw new Error('no form was opened');
  const saved = await answerTo(
    () => driver.fillIn(ada(), form, { ...form.fields, mode: 'on_behalf' }),
    says('Saved: this workspace'),
  );
  const url = saved.buttons.find(({ label: shown }) => shown.startsWith('Give'))?.url ?? '';
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await answerTo(async () => driver.say(ada(), 'direct', codeOn(await browser.get(url))), says('Thank you'));
  const form_token = formToken(await browser.get(url));
  const fields = { form_token, api_id: 'acme-api-id', api_key: 'acme-api-key' };
  return { give: () => browser.post(`${url}/credentials`, fields) };
}

test('a role that was taken away gives no credentials by a page from before', async () => {
  const { give } = await credentialsPage();
  await query("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
  const refused = await give();
  await query("update sandbox.account set role = 'customer' where email = 'admin@acme.example'");
  expect([refused.status, refused.text.includes('is no administrator of a customer')]).toEqual([422, true]);
  expect((await query('select api_id from workspace')).rows).toEqual([{ api_id: null }]);
});

test('of two copies of the form at once, one counts', async () => {
  const { give } = await credentialsPage();
  const statuses = (await Promise.all([give(), give()])).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 410]);
  await app.app.idle();
  const { rowCount } = await query("select 1 from audit where action = 'workspace.credentials'");
  expect(rowCount).toBe(1);
});

test('whoever is suspended at the service does not go on acting by the credentials of the server', async () => {
  await query('update link set sealed_token = null, token_expires_at = now()');
  await answerTo(() => driver.say(bob(), 'channel', 'now Before'), titled('Before'));
  shift += 61_000;
  await query("update sandbox.account set status = 'S' where email = 'bob@acme.example'");
  await answerTo(() => driver.say(bob(), 'channel', 'now Suspended'), says('does not act for your account any more'));
  await query("update sandbox.account set status = 'A' where email = 'bob@acme.example'");
  expect((await query("select 1 from sandbox.room where room_name = 'Suspended'")).rowCount).toBe(0);
  expect(app.log.lines.some(({ message }) => message.startsWith('a server does not act for an account'))).toBe(true);
});

test('of an account that has moved to another customer, status does not say that the server acts for it', async () => {
  shift += 61_000;
  await query(
    `update sandbox.account b set organisation_id = d.organisation_id, path = d.path
     from sandbox.account d where b.email = 'bob@acme.example' and d.email = 'dana@globex.example'`,
  );
  await query('delete from sign_in_prompt');
  await answerTo(() => driver.say(bob(), 'direct', 'status'), says('does not act for your account any more'));
  await connect(bob(), 'bob@acme.example');
  const status = await answerTo(() => driver.say(bob(), 'direct', 'status'), titled('Your connection'));
  expect(status.facts['Signed in']).toMatch(/^Until/);
});
