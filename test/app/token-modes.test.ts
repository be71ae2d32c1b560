import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { createBrowser, demo, signIn, signInUrlOf } from '../support/linking.ts';
import { json, startService } from '../support/service.ts';

let driver: Driver;
let service: Awaited<ReturnType<typeof startService>>;
let replicas: readonly RunningApp[];
let shift = 0;
const clock = () => new Date(Date.now() + shift);
const ada = () => driver.people.ada;
const logins = () => service.asked.filter(({ path }) => path === '/login').length;
const pool = () => (replicas[0] as RunningApp).test.database.pool;
const idle = () => Promise.all(replicas.map(({ app }) => app.idle()));

beforeAll(async () => {
  driver = await createWebDriver({ isListed: true });
  service = await startService();
  const environment = { ...driver.environment, ...service.environment };
  const first = await startApp(environment, { clock });
  replicas = [first, await startApp(environment, { clock, shared: first.test })];
  await driver.listening(first.url);
  await connect();
});
afterAll(async () => {
  await driver.close();
  for (const replica of replicas.toReversed()) await replica.stop();
  await service.close();
});
afterEach(() => {
  for (const route of ['POST /login', 'POST /meetings', 'GET /meeting/permanent']) service.usual(route);
});

/** Ada connects, and stays signed in if she is offered to and wants to. */
async function connect(fields: Readonly<Record<string, string>> = {}) {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(ada(), 'direct', 'connect');
  const prompt = await until(driver, ({ id, title }) => title === 'Connect your account' && !known.has(id));
  const page = await signIn(driver, ada(), signInUrlOf(prompt), { ...demo(ada()), ...fields });
  await idle();
  return page;
}

const allow = (mode: string) => pool().query('update workspace set token_mode = $1', [mode]);
/** Whether a command or a look at running meetings finds out: it is told all the same. */
const isTold = ({ text, place }: SeenMessage) => place === 'direct' && text.includes('will not try it again');
const prompts = async () => (await driver.messages()).filter((message) => signInUrlOf(message) !== '').length;
const card = (wanted: string) => (message: SeenMessage) => message.title === wanted;

test('where the workspace does not allow it, no password is kept, whatever the form says', async () => {
  expect((await connect({ stay: 'yes' })).text).not.toContain('Stay signed in');
  expect((await pool().query('select sealed_password from link')).rows).toEqual([{ sealed_password: null }]);
});

test('who stays signed in is not asked again, and the token is renewed ahead of its end, once for a burst over two replicas', async () => {
  await allow('stay_signed_in');
  await connect({ stay: 'yes' });
  const { rows } = await pool().query('select sealed_password from link');
  expect(rows[0].sealed_password).toMatch(/^test\./);
  const [before, asked] = [logins(), await prompts()];
  // Half a minute before its end; the service answers only once both replicas have commands that need it.
  shift += 14.5 * 60_000;
  const { promise: asksToRenew, resolve: heard } = Promise.withResolvers<void>();
  let release = () => undefined as unknown;
  service.on('POST /login', (one, response) => {
    const answer = release;
    release = () => {
      answer();
      service.usual('POST /login');
      service.answer(one, response);
    };
    heard();
  });
  const said: Promise<unknown>[] = [];
  for (const { url } of replicas) {
    await driver.listening(url);
    said.push(...Array.from({ length: 10 }, (_, count) => driver.say(ada(), 'channel', `now Burst ${count} ${url}`)));
  }
  await Promise.all([asksToRenew, said[0], said[10]]);
  release();
  await Promise.all(said);
  await idle();
  expect((await driver.messages()).filter(({ title }) => title?.startsWith('Burst'))).toHaveLength(20);
  expect([logins() - before, (await prompts()) - asked]).toEqual([1, 0]);
});

test.each([
  [401, { result: 401 }],
  [403, { result: 403 }],
  [200, { result: 1001 }],
])('a token that is rejected (HTTP %i) is renewed once, and the call repeated once', async (status, body) => {
  const before = logins();
  let refusals = 0;
  service.on('POST /meetings', (asked, response) => {
    refusals += 1;
    if (refusals === 1) return json(response, body, status);
    return json(response, { result: 1, meeting: service.make(asked.body) });
  });
  await driver.say(ada(), 'channel', `now Again ${status}`);
  await until(driver, card(`Again ${status}`));
  expect([logins() - before, refusals]).toEqual([1, 2]);
});

test('what is refused with a fresh token is refused: nobody signs in again and again for it', async () => {
  const [before, asked] = [logins(), await prompts()];
  service.on('POST /meetings', (_asked, response) => json(response, { result: 403 }, 403));
  await driver.say(ada(), 'channel', 'now Never');
  await until(driver, ({ text }) => text.includes('The meeting service refused this'));
  expect([logins() - before, (await prompts()) - asked]).toEqual([1, 0]);
});

test('a password that is not right any more is deleted and said in the direct chat, once', async () => {
  shift += 15 * 60_000;
  const before = logins();
  service.on('POST /login', (_asked, response) => json(response, { result: 1002, msg: 'wrong' }, 401));
  const say = () => driver.say(ada(), 'channel', 'now Revoked');
  await Promise.all([say(), say(), say()]);
  await until(driver, isTold);
  await idle();
  expect((await driver.messages()).filter(isTold)).toHaveLength(1);
  expect(logins() - before).toBe(1);
  expect((await pool().query('select sealed_password, sealed_token from link')).rows).toEqual([
    { sealed_password: null, sealed_token: null },
  ]);
  await say();
  await idle();
  expect(logins() - before).toBe(1);
});

test('a service that is down when a token is renewed loses nothing: the next command renews it', async () => {
  await connect({ stay: 'yes' });
  shift += 15 * 60_000;
  service.on('POST /login', (_asked, response) => json(response, { result: 0 }, 503));
  await driver.say(ada(), 'channel', 'now Down');
  await until(driver, ({ text }) => text.includes('is busy and asked me to wait'));
  service.usual('POST /login');
  await driver.say(ada(), 'channel', 'now Up');
  await until(driver, card('Up'));
});

test('a password that is not right any more is told by whatever finds out, status too', async () => {
  await connect({ stay: 'yes' });
  shift += 15 * 60_000;
  service.on('POST /login', (_asked, response) => json(response, { result: 1002, msg: 'wrong' }, 401));
  const before = new Set((await driver.messages()).filter(isTold).map(({ id }) => id));
  await driver.say(ada(), 'direct', 'status');
  // Where a look at running meetings was faster, `status` has nothing more to find out.
  const asksToSignIn = /Sign in again to see your connection|but that sign-in has ended/;
  await until(driver, ({ text, visibleTo }) => visibleTo === ada().userId && asksToSignIn.test(text));
  await until(driver, (message) => isTold(message) && !before.has(message.id));
  await idle();
  expect((await driver.messages()).filter(isTold)).toHaveLength(before.size + 1);
  service.usual('POST /login');
  await connect({ stay: 'yes' });
});

test('a password that is not right any more is told by a look at a running meeting, though nobody says anything', async () => {
  await driver.say(ada(), 'channel', 'now --another Watched');
  await until(driver, card('Watched'));
  await idle();
  const before = new Set((await driver.messages()).filter(isTold).map(({ id }) => id));
  service.on('POST /login', (_asked, response) => json(response, { result: 1002, msg: 'wrong' }, 401));
  shift += 15 * 60_000;
  await until(driver, (message) => isTold(message) && !before.has(message.id));
  await idle();
  expect((await driver.messages()).filter(isTold)).toHaveLength(before.size + 1);
  expect((await pool().query('select sealed_password from link')).rows).toEqual([{ sealed_password: null }]);
  service.usual('POST /login');
  await connect({ stay: 'yes' });
});

test('the password alone can be forgotten', async () => {
  await driver.say(ada(), 'direct', 'account');
  const list = await until(
    driver,
    ({ title, buttons }) =>
      title === 'Your accounts' && buttons.some(({ label }) => label === 'Stop staying signed in'),
  );
  await driver.press(ada(), list, 'Stop staying signed in');
  await until(driver, ({ text }) => text.includes('is deleted here. You stay connected'));
  expect((await pool().query('select sealed_password from link')).rows).toEqual([{ sealed_password: null }]);
});

test('a sign-in for a command that is refused all the same ends there, without a loop', async () => {
  await allow('ask_again');
  shift = 0;
  await pool().query("update link set token_expires_at = now() - interval '1 minute'");
  service.on('POST /meetings', (_asked, response) => json(response, { result: 403 }, 403));
  await driver.say(ada(), 'channel', 'now Loop');
  const prompt = await until(driver, ({ title, text }) => title === 'Sign in to go on' && text.includes('Loop'));
  await signIn(driver, ada(), signInUrlOf(prompt), demo(ada()), createBrowser());
  await idle();
  const told = (await driver.messages()).slice((await driver.messages()).findIndex(({ id }) => id === prompt.id) + 1);
  expect(told.filter((message) => signInUrlOf(message) !== '')).toEqual([]);
  expect(told.some(({ text }) => text.includes('The meeting service refused this'))).toBe(true);
});

test('status asks the service, and says how long one is signed in', async () => {
  await connect();
  await driver.say(ada(), 'direct', 'status');
  const good = await until(
    driver,
    ({ title, text }) => title === 'Your connection' && text.includes('the meeting service answers'),
  );
  expect(good.facts).toMatchObject({
    'Signed in': expect.stringContaining('Until'),
    'While you are away': expect.stringContaining('cannot'),
  });
  service.on('GET /meeting/permanent', (_asked, response) => json(response, { result: 1001 }, 401));
  await driver.say(ada(), 'direct', 'status');
  await until(driver, ({ title, text }) => title === 'Your connection' && text.includes('that sign-in has ended'));
});
