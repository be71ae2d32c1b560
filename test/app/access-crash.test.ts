import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { freePort, testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { startProcess } from '../support/process.ts';
import { startService } from '../support/service.ts';
import { withUsers } from '../support/users-service.ts';

let service: Awaited<ReturnType<typeof startService>>;
let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let database: TestDatabase;
let environment: Record<string, string>;
let users: ReturnType<typeof withUsers>;
let running: ReturnType<typeof startProcess>;
let chen: Identity;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;
const isOf = (who: Identity, wanted: string) => (message: SeenMessage) =>
  message.visibleTo === who.userId && (message.title === wanted || message.text.includes(wanted));

beforeAll(async () => {
  service = await startService();
  users = withUsers(service);
});
beforeEach(async () => {
  driver = await createSlackDriver();
  database = await testDatabase();
  chen = driver.welcome();
  environment = {
    ...driver.environment,
    ...service.environment,
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `test:${testKeys.encryptionKeys[0]?.key.toString('base64')}`,
    SESSION_SECRET: testKeys.sessionSecret,
  };
  await driver.listening(`http://127.0.0.1:${environment.PORT}`);
  running = startProcess(environment);
  await running.ready;
  for (const who of [ada(), bob()]) {
    await driver.say(who, 'direct', 'connect');
    await signIn(driver, who, signInUrlOf(await until(driver, isOf(who, 'Connect your account'))));
    await until(driver, isOf(who, 'Connected'));
  }
  await database.database.pool.query("update workspace set customer_id = 'c1', customer_name = 'Acme'");
});
afterEach(async () => {
  service.on('POST /users', users.add);
  running.kill('SIGTERM');
  await running.ended;
  await driver.close();
  await database.drop();
});
afterAll(() => service.close());

/** Chen asks; the service makes the account as it is approved, and its answer never comes. */
async function approvedWithoutAnswer(email: string): Promise<{ answer: ServerResponse; others: SeenMessage }> {
  await driver.say(chen, 'direct', 'now Weekly sync');
  const prompt = await until(driver, isOf(chen, 'Sign in to go on'));
  const { form } = await driver.press(chen, prompt, 'I have no account');
  if (!form) throw new Error('no form');
  await driver.fillIn(chen, form, { ...form.fields, name: 'Cleo Castillo', email });
  const [card, others] = await Promise.all(
    [ada(), bob()].map((who) => until(driver, isOf(who, 'Chen asks for access'))),
  );
  if (!card || !others) throw new Error('no cards');
  const made = Promise.withResolvers<ServerResponse>();
  service.on('POST /users', (one, response) => {
    users.add(one);
    made.resolve(response);
    return undefined;
  });
  await approveBy(ada(), card, {});
  return { answer: await made.promise, others };
}

async function approveBy(who: Identity, card: SeenMessage, values: Record<string, string>): Promise<void> {
  const { form } = await driver.press(who, card, 'Change first');
  if (!form) throw new Error('no form');
  await driver.fillIn(who, form, { ...form.fields, ...values });
}

test('killed with -9 as the service has made the account, the approval is found after the restart, and told once', async () => {
  await approvedWithoutAnswer('cleo@acme.example');
  running.kill('SIGKILL');
  await running.ended;
  service.on('POST /users', users.add);
  await database.database.pool.query("update invocation set lease_until = now() where state in ('running', 'decided')");
  running = startProcess(environment);
  await running.ready;
  await until(driver, isOf(ada(), 'The account cleo@acme.example is made'));
  await until(driver, isOf(bob(), 'approved this: the account cleo@acme.example is made'));
  expect(users.count('cleo@acme.example')).toBe(1);
  await until(driver, isOf(chen, 'You have access'));
  expect((await driver.messages()).filter(isOf(chen, 'You have access'))).toHaveLength(1);
});

test('where its answer is lost, nobody else makes a second one: at once they are told, later the first one is found', async () => {
  const { answer, others } = await approvedWithoutAnswer('cleo2@acme.example');
  answer.destroy();
  const failed = await until(driver, isOf(ada(), 'cannot be reached'));
  expect(failed.buttons.map(({ label }) => label)).toEqual(['Try again']);
  service.on('POST /users', users.add);
  await approveBy(bob(), others, { email: 'other@acme.example' });
  await until(driver, isOf(bob(), 'is deciding this just now'));
  await database.database.pool.query("update access_request set claimed_at = claimed_at - interval '16 minutes'");
  await approveBy(bob(), others, { email: 'other@acme.example' });
  await until(driver, isOf(chen, 'cleo2@acme.example'));
  await until(driver, isOf(bob(), 'cleo2@acme.example already. I told Chen'));
  expect(users.count('cleo2@acme.example')).toBe(1);
  expect(users.count('other@acme.example')).toBe(0);
  await driver.press(ada(), failed, 'Try again');
  await until(driver, isOf(ada(), 'approved this'));
});

test('and whoever tries again is the one who had it', async () => {
  const { answer } = await approvedWithoutAnswer('cleo3@acme.example');
  answer.destroy();
  const failed = await until(driver, isOf(ada(), 'cannot be reached'));
  service.on('POST /users', users.add);
  await driver.press(ada(), failed, 'Try again');
  await until(driver, isOf(ada(), 'The account cleo3@acme.example is made'));
  expect(users.count('cleo3@acme.example')).toBe(1);
  await until(driver, isOf(chen, 'You have access'));
});
