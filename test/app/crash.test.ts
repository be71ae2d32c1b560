import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { freePort, testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { startProcess } from '../support/process.ts';
import { json, startService } from '../support/service.ts';

/** The database itself tells when an invocation is done: nothing has to be asked again and again. */
const tellWhenDone = `
  listen done;
  create function tell() returns trigger language plpgsql as $$ begin notify done; return new; end $$;
  create trigger tell after update on invocation for each row when (new.state = 'done') execute function tell();`;

let service: Awaited<ReturnType<typeof startService>>;
let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  service = await startService();
  driver = await createSlackDriver();
  database = await testDatabase();
  const url = database.url;
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

test('killed with -9 between acknowledgement and card, the card comes once after the restart, from the one meeting that was made; and once too where Slack had taken it already', async () => {
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
  await leasesRunOut();
  const second = startProcess(environment);
  await second.ready;
  const card = await until(driver, ({ title }) => title === 'Survivor');
  expect(card.visibleTo).toBe('everyone');
  expect(service.meetings.map(({ room_name: name }) => name)).toEqual(['Survivor']);
  expect((await driver.messages()).filter(({ title }) => title === 'Survivor')).toHaveLength(1);

  // Now Slack takes the card, and the process dies before it knows.
  service.usual('POST /meetings');
  const posted = driver.slack.hangNext('chat.postMessage');
  await driver.say(ada, 'channel', 'now Posted already');
  await posted;
  second.kill('SIGKILL');
  await second.ended;
  await leasesRunOut();
  const client = await database.database.pool.connect();
  await client.query(tellWhenDone);
  const done = new Promise((resolve) => client.once('notification', resolve));
  const third = startProcess(environment);
  await third.ready;
  await done;
  client.release(true);
  expect((await driver.messages()).filter(({ title }) => title === 'Posted already')).toHaveLength(1);
  third.kill('SIGTERM');
  expect(await third.ended).toMatchObject({ code: 0 });
});

/** A lease lasts 15 seconds; the database's clock decides, so that the test need not wait for it. */
async function leasesRunOut(): Promise<void> {
  await database.database.pool.query("update invocation set lease_until = now() where state in ('running', 'decided')");
}
