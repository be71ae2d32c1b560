import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotate, secretsByKey } from '../../db/key-rotation.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { type Driver, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp, testKeys } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { silentLog as log } from '../support/log.ts';
import { startProcess } from '../support/process.ts';

let driver: Driver;
let app: RunningApp;

const fresh = { id: 'fresh', key: Buffer.alloc(32, 9) };
const [old] = testKeys.encryptionKeys;
const written = (...keys: ({ id: string; key: Buffer } | undefined)[]) =>
  keys.map((one) => `${one?.id}:${one?.key.toString('base64')}`).join(',');

beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment);
  await driver.listening(app.url);
  for (const who of [driver.people.ada, driver.people.bob]) {
    await driver.say(who, 'direct', 'connect');
    const mine = ({ title, visibleTo }: { title?: string; visibleTo: string }) =>
      title === 'Connect your account' && visibleTo === who.userId;
    await signIn(driver, who, signInUrlOf(await until(driver, mine)));
    await until(driver, ({ title, visibleTo }) => title === 'Connected' && visibleTo === who.userId);
  }
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

const databaseUrl = () => {
  const { connectionString, user, database, host } = app.test.connection;
  return connectionString ?? `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`;
};

const keys = (task: string, encryptionKeys: string) =>
  startProcess(
    {
      DATABASE_URL: databaseUrl(),
      ENCRYPTION_KEYS: encryptionKeys,
      SESSION_SECRET: testKeys.sessionSecret,
    },
    process.cwd(),
    ['src/keys-main.ts', task],
  ).ended;

test('keys are rotated while the service runs: nobody signs in again, and the old key can then go', async () => {
  const { code, out } = await keys('list', written(fresh, old));
  expect(code).toBe(0);
  expect(out).toMatch(/fresh +0 sealed +seals\n +test +2 sealed +still needed \(2 × sign-in token\)/);
  const rotated = await keys('rotate', written(fresh, old));
  expect(rotated).toMatchObject({ code: 0, err: '' });
  expect(rotated.out).toContain('Sealed 2 secrets anew with the key fresh: 2 × sign-in token.');
  expect(rotated.out).toMatch(/test +0 sealed +not needed any more/);
  const again = await keys('rotate', written(fresh));
  expect(again.out).toContain('Sealed 0 secrets anew');

  // A replica that has only the new key knows who everybody is.
  const other = await startApp(driver.environment, { shared: app.test, encryptionKeys: [fresh] });
  await driver.listening(other.url);
  await driver.say(driver.people.ada, 'channel', 'now After the rotation');
  await until(driver, ({ title }) => title === 'After the rotation');
  await other.stop();
  await driver.listening(app.url);
});

test('what changes at the same moment is not overwritten, and what does not open is left and counted', async () => {
  const { database } = app.test;
  const { pool } = database;
  await pool.query("update link set sealed_token = 'gone.' || sealed_token where user_id = 'bob'");
  const newer = createSecretBox([fresh]).seal('a newer token', 'somebody signed in anew');
  const signingIn = await pool.connect();
  await signingIn.query('begin');
  await signingIn.query("update link set sealed_token = $1 where user_id = 'ada'", [newer]);
  const read = Promise.withResolvers<void>();
  const box = createSecretBox([old ?? fresh, fresh]);
  const rewrap: typeof box.rewrap = (sealed, context) => {
    const anew = box.rewrap(sealed, context);
    read.resolve();
    return anew;
  };
  const rotating = rotate({ database, box: { ...box, rewrap }, log });
  await read.promise;
  await signingIn.query('commit');
  signingIn.release();
  expect((await rotating)[0]).toEqual({ name: 'sign-in token', resealed: 0, lost: 1 });
  const { rows } = await pool.query("select sealed_token from link where user_id = 'ada'");
  expect(rows).toEqual([{ sealed_token: newer }]);
  expect(await secretsByKey(database)).toEqual([
    { key: 'fresh', name: 'sign-in token', secrets: 1 },
    { key: 'gone', name: 'sign-in token', secrets: 1 },
  ]);
});

test('a new key is printed as the settings want it, and without a task the four steps are shown', async () => {
  const made = await keys('new', written(fresh));
  expect(made.out.trim()).toMatch(/^k\d{8}-[\da-f]{4}:[A-Za-z\d+/]{43}=$/);
  const help = await keys('help', written(fresh));
  expect(help).toMatchObject({ code: 1, err: expect.stringContaining('1. add the new key at the end') });
});
