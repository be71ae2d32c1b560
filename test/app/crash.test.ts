import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Driver, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { freePort, testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { startProcess } from '../support/process.ts';
import { json, startService } from '../support/service.ts';

let service: Awaited<ReturnType<typeof startService>>;
let driver: Driver;
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  service = await startService();
  driver = await createSlackDriver();
  database = await testDatabase();
  const { connection } = database;
  const url =
    connection.connectionString ??
    `postgres://${connection.user}@localhost/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}`;
  environment = {
    ...driver.environment,
    ...service.environment,
    PORT: String(await freePort()),
    DATABASE_URL: url,
    ENCRYPTION_KEYS: `test:${testKeys.encryptionKeys[0]?.key.toString('base64')}`,
    SESSION_SECRET: testKeys.sessionSecret,
  };
  await driver.listening(`http://127.0.0.1:${environment.PORT}`);
  expect(inject('template')).toBeTruthy();
});
afterAll(async () => {
  await driver.close();
  await service.close();
  await database.drop();
});

test('killed with -9 between acknowledgement and card, the card comes once after the restart, from the one meeting that was made', async () => {
  const { ada } = driver.people;
  const first = startProcess(environment);
  await first.ready;
  await driver.say(ada, 'channel', 'connect');
  const prompt = await until(driver, ({ title }) => title === 'Connect your account');
  await signIn(driver, ada, signInUrlOf(prompt));
  await until(driver, ({ title }) => title === 'Connected');

  // The service makes the meeting, and the process dies before the answer is there.
  const made = new Promise<ServerResponse>((resolve) => {
    service.on('POST /meetings', ({ body }, response) => {
      service.make(body);
      resolve(response);
    });
  });
  const { status } = await driver.say(ada, 'channel', 'now Survivor');
  expect(status).toBe(200);
  const hanging = await made;
  first.kill('SIGKILL');
  expect((await first.ended).signal).toBe('SIGKILL');
  if (!hanging.closed) await once(hanging, 'close');

  service.on('POST /meetings', (_asked, response) =>
    json(response, { result: 1, meeting: service.make({ room_name: 'a second one' }) }),
  );
  const second = startProcess(environment);
  await second.ready;
  const card = await until(driver, ({ title }) => title === 'Survivor');
  expect(card.visibleTo).toBe('everyone');
  expect(service.meetings.map(({ room_name: name }) => name)).toEqual(['Survivor']);
  second.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
  expect((await driver.messages()).filter(({ title }) => title === 'Survivor')).toHaveLength(1);
});
