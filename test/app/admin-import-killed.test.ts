import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
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

beforeAll(async () => {
  service = await startService();
  driver = await createSlackDriver();
  database = await testDatabase();
  environment = {
    ...driver.environment,
    ...service.environment,
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `test:${testKeys.encryptionKeys[0]?.key.toString('base64')}`,
    SESSION_SECRET: testKeys.sessionSecret,
  };
  await driver.listening(`http://127.0.0.1:${environment.PORT}`);
});
afterAll(async () => {
  await driver.close();
  await service.close();
  await database.drop();
});

test('killed with -9 in the middle of an import, it goes on after the restart: every row is accounted for, nobody is made twice', async () => {
  const { ada } = driver.people;
  const { add, count, users } = withUsers(service);
  const first = startProcess(environment);
  await first.ready;
  await driver.say(ada, 'direct', 'connect');
  const prompt = await until(driver, ({ title }) => title === 'Connect your account');
  await signIn(driver, ada, signInUrlOf(prompt));
  await until(driver, ({ title }) => title === 'Connected');

  const emails = Array.from({ length: 25 }, (_, index) => `user${index}@acme.example`);
  const file = ['email,name', ...emails.map((email, index) => `${email},User ${index}`), 'nonsense,No One'].join('\n');
  await driver.drop(ada, { name: 'people.csv', bytes: new TextEncoder().encode(file) });
  const asked = await until(driver, ({ title }) => title === 'Import people.csv');

  // The service makes the thirteenth user, and the process dies before the answer is there.
  const reached = Promise.withResolvers<ServerResponse>();
  service.on('POST /users', (one, response) => {
    if (one.body.email !== emails[12]) return add(one, response);
    add(one);
    reached.resolve(response);
    return undefined;
  });
  await driver.press(ada, asked, 'Do all 25');
  await reached.promise;
  first.kill('SIGKILL');
  await first.ended;

  service.on('POST /users', add);
  await database.database.pool.query("update invocation set lease_until = now() where state in ('running', 'decided')");
  const second = startProcess(environment);
  await second.ready;
  const done = await until(driver, ({ text }) => text.startsWith('Done:'));
  expect(done.text).toContain('Done: 25 users added and 1 not taken.');
  expect(emails.map(count)).toEqual(emails.map(() => 1));
  expect(users).toHaveLength(26);
  second.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
});
