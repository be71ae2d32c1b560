import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { page as htmlPage, startService } from '../support/service.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let service: Awaited<ReturnType<typeof startService>>;
let app: RunningApp;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;

beforeAll(async () => {
  driver = await createSlackDriver();
  service = await startService();
  app = await startApp({ ...driver.environment, ...service.environment, TRUSTED_PROXIES: '127.0.0.1' });
  await driver.listening(app.url);
});
afterAll(async () => {
  await app.stop();
  await service.close();
  await driver.close();
});

async function connect(who: Identity, email: string, address = '192.0.2.1'): Promise<void> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(who, 'direct', 'connect');
  const fresh = ({ id, visibleTo, buttons }: SeenMessage) =>
    !known.has(id) && visibleTo === who.userId && buttons.some(({ label }) => label === 'Sign in');
  const url = signInUrlOf(await until(driver, fresh));
  // A service that lets everybody in gives a token that names them.
  service.on('POST /login', ({ body }, response) => {
    const user = {
      user_id: String(body.email),
      customer_id: 'c1',
      first_name: 'A',
      last_name: 'B',
      email: body.email,
      role: 'user',
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ result: 1, token: `token of ${String(body.email)}`, user }));
  });
  const browser = createBrowser({ 'x-forwarded-for': address });
  const done = await signIn(driver, who, url, { email, password: 'any' }, browser);
  expect(done.text).toContain('<h1>Connected</h1>');
  await app.app.idle();
}

/** Who asked the service for a meeting: the person in the token, and the one in the title, if any. */
const made = () =>
  service.asked
    .filter(({ method, path }) => method === 'POST' && path === '/meetings')
    .map(({ headers, body }) => {
      const person = /token of ([\w.]+)@/.exec(JSON.stringify(headers))?.[1];
      return { person, titled: /Of (U0CROWD\d+)/.exec(JSON.stringify(body))?.[1] };
    });

test('whoever is named in a text acts for nobody: the actor is the one whom Slack vouches for', async () => {
  await connect(ada(), 'ada@acme.example');
  await connect(bob(), 'bob@acme.example');
  for (const text of ['now as U0BOB', 'now user_id=U0BOB', 'now --user U0BOB', 'now &user_id=U0BOB'])
    await driver.say(ada(), 'channel', text);
  await driver.say(ada(), 'channel', 'now', [bob()]);
  await app.app.idle();
  expect(made().length).toBe(5);
  expect(new Set(made().map(({ person }) => person))).toEqual(new Set(['ada']));
});

test('what belongs to another workspace is not found, whatever else is the same', async () => {
  const { pool } = app.test.database;
  const row = "platform = 'slack' and user_id = 'U0BOB'";
  await pool.query("insert into workspace (platform, workspace_id, name) values ('slack', 'T0OTHER', 'Other')");
  await pool.query(
    "insert into identity (platform, workspace_id, user_id, name) values ('slack', 'T0OTHER', 'U0BOB', 'Bob')",
  );
  await pool.query(`update link set workspace_id = 'T0OTHER' where ${row}`);
  await driver.say(bob(), 'channel', 'status');
  await until(
    driver,
    ({ text, visibleTo }) => visibleTo === 'U0BOB' && text.includes('You are not connected to a meeting account'),
  );
  await driver.say(bob(), 'channel', 'disconnect');
  await until(driver, ({ text }) => text.includes('nothing to disconnect'));
  await driver.say(bob(), 'channel', 'now Across');
  const prompt = await until(driver, ({ text }) => text.includes('To start “Across”'));
  await app.app.idle();
  await pool.query(`update invocation set workspace_id = 'T0OTHER' where ${row} and state = 'waiting'`);
  expect((await pool.query(`select workspace_id from link where ${row}`)).rows).toEqual([{ workspace_id: 'T0OTHER' }]);
  const before = made().length;
  const browser = createBrowser();
  await signIn(driver, bob(), signInUrlOf(prompt), { email: 'bob@acme.example', password: 'any' }, browser);
  await app.app.idle();
  expect(made().length).toBe(before);
});

test('fifty people at once: nobody’s token serves anybody else', async () => {
  const crowd = Array.from({ length: 50 }, (_none, index): Identity => ({ ...ada(), userId: `U0CROWD${index}` }));
  const { pool } = app.test.database;
  for (const who of crowd) await connect(who, `${who.userId}@acme.example`, `198.51.100.${crowd.indexOf(who)}`);
  expect((await pool.query("select count(*)::int as n from link where user_id like 'U0CROWD%'")).rows[0].n).toBe(50);
  const before = made().length;
  await Promise.all(crowd.map((who) => driver.say(who, 'channel', `now --another Of ${who.userId}`)));
  await app.app.idle();
  const names = crowd.map(({ userId }) => userId).sort();
  const pairs = made().slice(before);
  expect(pairs.map(({ person }) => person).sort()).toEqual(names);
  expect(pairs.filter(({ person, titled }) => person !== titled)).toEqual([]);
});

test('what people write is in no log line, whatever fails', async () => {
  const canary = 'canary-of-a-title-7f3a';
  service.on('POST /meetings', (_asked, response) => htmlPage(response, 502));
  await driver.say(ada(), 'channel', `now --another ${canary}`);
  await until(driver, ({ text }) => text.includes('Reference'));
  service.usual('POST /meetings');
  driver.slack.failNext('chat.postMessage', { status: 500, body: {} });
  await driver.say(ada(), 'channel', `now --another ${canary}`);
  driver.slack.failNext('chat.postMessage', { body: { ok: false, error: 'restricted_action' } });
  await driver.say(ada(), 'channel', `now --another ${canary}`);
  await app.app.idle();
  expect(app.log.lines.length).toBeGreaterThan(1);
  expect(JSON.stringify(app.log.lines)).not.toContain(canary);
});

test('the answer of an identity provider, or a link, names no message and no other link to change', async () => {
  const before = await driver.messages();
  const known = new Set(before.map(({ id }) => id));
  await driver.say(ada(), 'direct', 'connect');
  const prompt = await until(
    driver,
    ({ id, buttons }) => !known.has(id) && buttons.some(({ label }) => label === 'Sign in'),
  );
  const url = `${signInUrlOf(prompt)}?message=${before[0]?.id}&channel=C0GENERAL&post_id=1&conversation=C0GENERAL`;
  const browser = createBrowser({ 'x-forwarded-for': '203.0.113.1' });
  await browser.post(url, {
    form_token: formToken(await browser.get(url)),
    message: before[0]?.id ?? '',
    person: 'U0BOB',
  });
  expect((await driver.messages()).filter(({ id }) => known.has(id))).toEqual(before);
});
