import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Driver } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { demo, signIn, signInUrlOf } from '../support/linking.ts';
import { json, startService } from '../support/service.ts';

let driver: Driver;
let service: Awaited<ReturnType<typeof startService>>;
let app: RunningApp;
const ada = () => driver.people.ada;
const answerTo = createAnswerTo(
  () => driver,
  () => app,
);
const user = (role: string) => ({ user_id: 'u1', customer_id: 'c1', email: 'ada@acme.example', role });

beforeAll(async () => {
  driver = await createWebDriver();
  service = await startService();
  service.on('POST /login', (_asked, response) =>
    json(response, { result: 1, token: 'a token', user: user('customer') }),
  );
  service.on('GET /users/u1', (_asked, response) => json(response, { result: 1, user: user('customer') }));
  app = await startApp({ ...driver.environment, ...service.environment });
  await driver.listening(app.url);
  const prompt = await answerTo(
    () => driver.say(ada(), 'direct', 'connect'),
    ({ title }) => title === 'Connect your account',
  );
  await signIn(driver, ada(), signInUrlOf(prompt), demo(ada()));
  await app.app.idle();
  await app.test.database.pool.query(
    "update workspace set customer_id = 'c1', customer_name = 'Acme', token_mode = 'stay_signed_in'",
  );
});
afterAll(async () => {
  await driver.close();
  await app.stop();
  await service.close();
});

const card = (text: string, title: string) =>
  answerTo(
    () => driver.say(ada(), 'direct', text),
    (message) => message.title === title,
  );
const mode = async () => (await app.test.database.pool.query('select token_mode from workspace')).rows[0]?.token_mode;

test('a role that is taken away between the acknowledgement and the run counts', async () => {
  const setup = await card('admin setup', 'This workspace');
  const question = await answerTo(
    () => driver.press(ada(), setup, 'Unbind'),
    ({ title }) => title === 'Unbind this workspace?',
  );
  const asked = new Promise<(role: string) => void>((resolve) => {
    service.on('GET /users/u1', (_asked, response) =>
      resolve((role) => json(response, { result: 1, user: user(role) })),
    );
  });
  const refused = answerTo(
    async () => {
      expect((await driver.press(ada(), question, 'Yes, unbind it')).status).toBe(200);
      const answer = await asked;
      expect(await mode()).toBe('stay_signed_in');
      answer('user');
    },
    ({ text }) => text.includes('is no administrator of a customer at the meeting service any more'),
  );
  await refused;
  expect(await mode()).toBe('stay_signed_in');
});

test('an account that is disconnected between the acknowledgement and the run is not used', async () => {
  service.on('GET /users/u1', (_asked, response) => json(response, { result: 1, user: user('customer') }));
  const setup = await card('admin setup', 'This workspace');
  await card('disconnect', 'Disconnected');
  const question = await answerTo(
    () => driver.press(ada(), setup, 'Unbind'),
    ({ title }) => title === 'Sign in to go on',
  );
  expect(question.text).toContain('To set up this workspace, sign in');
  expect(await mode()).toBe('stay_signed_in');
});
