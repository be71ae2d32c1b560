import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Driver, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { json, page, startService } from '../support/service.ts';

let service: Awaited<ReturnType<typeof startService>>;
let driver: Driver;
let app: RunningApp;
const ada = () => driver.people.ada;

beforeAll(async () => {
  service = await startService();
  driver = await createWebDriver();
  app = await startApp({ ...driver.environment, ...service.environment });
  await driver.listening(app.url);
  await driver.say(ada(), 'channel', 'connect');
  const prompt = await until(driver, ({ title }) => title === 'Connect your account');
  await signIn(driver, ada(), signInUrlOf(prompt));
  await until(driver, ({ title }) => title === 'Connected');
});
afterAll(async () => {
  await driver.close();
  await app.stop();
  await service.close();
});
beforeEach(() => service.usual('POST /meetings'));

test('a service that answers with HTML gives one sentence with a reference that is in the log', async () => {
  service.on('POST /meetings', (_asked, response) => page(response, 502));
  await driver.say(ada(), 'channel', 'now Broken');
  const told = await until(driver, ({ text }) => text.includes('an answer that I cannot read'));
  expect(told.visibleTo).toBe('ada');
  const reference = /Reference (\w+)/.exec(told.text)?.[1];
  expect(reference).toBeTruthy();
  expect(app.log.lines.some(({ fields }) => JSON.stringify(fields).includes(`"${reference}"`))).toBe(true);
});

test('what failed is not lost: Try again does it, and looks first whether it was done after all', async () => {
  // The service makes the meeting, but its answer gets lost.
  service.on('POST /meetings', ({ body }, response) => {
    service.make(body);
    response.destroy();
  });
  const before = service.meetings.length;
  await driver.say(ada(), 'channel', 'now Lost answer');
  const told = await until(driver, ({ text }) => text.includes('cannot be reached'));
  service.usual('POST /meetings');
  await driver.press(ada(), told, 'Try again');
  const card = await until(driver, ({ title }) => title === 'Lost answer');
  expect(card.visibleTo).toBe('everyone');
  expect(service.meetings.slice(before)).toHaveLength(1);
});

test('an unknown code is shown with what the service said, as plain text', async () => {
  service.on('POST /meetings', (_asked, response) =>
    json(response, { result: '1777', msg: 'No', desc: 'Plan *limit* <b>reached</b>' }),
  );
  await driver.say(ada(), 'channel', 'now Refused');
  const told = await until(driver, ({ text }) => text.includes('refused: “Plan *limit* <b>reached</b>”'));
  expect(told.buttons.map(({ label }) => label)).toEqual(['Try again']);
});

test('without a route for instant meetings, the permanent room serves', async () => {
  service.on('POST /meetings', (_asked, response) => json(response, { message: 'no Route matched' }, 404));
  await driver.say(ada(), 'channel', 'now In my room');
  const card = await until(driver, ({ title }) => title === 'In my room');
  const response = await fetch(card.buttons[0]?.url ?? '', { redirect: 'manual' });
  expect(response.headers.get('location')).toBe('https://meet.example.com/room');
});

test('a token that the service revoked leads to a new sign-in, and the command goes on', async () => {
  service.on('GET /meeting/permanent', ({ headers }, response) =>
    headers.authorization === 'Token token of ada@acme.example'
      ? json(response, { result: 1001, msg: 'Token is not valid', desc: '' })
      : json(response, {
          result: 1,
          permanent_room: { room_id: 'r', room_name: 'New token', direct_url: 'https://meet.example.com/room' },
        }),
  );
  await driver.say(ada(), 'channel', 'room');
  const prompt = await until(driver, ({ text }) => text.includes('sign-in at the meeting service has ended'));
  const { rows } = await app.test.database.pool.query('select sealed_token from link');
  expect(rows).toEqual([{ sealed_token: null }]);
  await signIn(driver, ada(), signInUrlOf(prompt), { email: 'ada.two@acme.example', password: 'x' });
  await until(driver, ({ facts }) => facts.Name === 'New token');
});
