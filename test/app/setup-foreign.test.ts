import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import type { Driver, SeenMessage } from '../contract/driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';

let driver: Driver;
let app: RunningApp;
const query = (text: string) => app.test.database.pool.query(text);
const answerTo = createAnswerTo(
  () => driver,
  () => app,
);
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
const bound = async () => (await query('select customer_name, token_mode from workspace')).rows;

// In Teams nobody can be asked who administers the tenant: the role at the service alone decides.
beforeAll(async () => {
  driver = await createTeamsDriver();
  app = await startApp(driver.environment);
  await driver.listening(app.url);
  const { ada } = driver.people;
  await connect(ada, 'admin@acme.example');
  const card = await answerTo(() => driver.say(ada, 'direct', 'admin setup'), titled('This workspace'));
  const { form } = await driver.press(ada, card, 'Set up');
  if (!form) throw new Error('no form was opened');
  const { rows } = await query("select customer_id from account where email = 'admin@acme.example'");
  const values = { customer: rows[0]?.customer_id as string, mode: 'stay_signed_in' };
  await answerTo(() => driver.fillIn(ada, form, values), says('Saved: this workspace'));
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

async function connect(who: Identity, email: string): Promise<void> {
  const prompt = await answerTo(() => driver.say(who, 'direct', 'connect'), titled('Connect your account'));
  await signIn(driver, who, signInUrlOf(prompt), { email, password: 'meetwire-demo' });
  await app.app.idle();
}

test('an administrator of another customer neither sees nor changes what a workspace is bound to', async () => {
  const { bob } = driver.people;
  await connect(bob, 'admin@globex.example');
  for (const line of ['admin setup', 'admin setup unbind', 'admin setup unbind?'])
    await answerTo(() => driver.say(bob, 'direct', line), says('admin@globex.example does not administer'));
  expect(await bound()).toEqual([{ customer_name: 'acme.example', token_mode: 'stay_signed_in' }]);
});

test('whoever is above both customers may', async () => {
  const { bob } = driver.people;
  await connect(bob, 'reseller@northwind.example');
  const card = await answerTo(() => driver.say(bob, 'direct', 'admin setup'), titled('This workspace'));
  expect(card.facts.Customer).toBe('acme.example');
});
