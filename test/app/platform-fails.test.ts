import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let app: RunningApp;

beforeAll(async () => {
  driver = await createSlackDriver();
  app = await startApp(driver.environment);
  await driver.listening(app.url);
  await driver.say(driver.people.ada, 'channel', 'connect');
  await signIn(
    driver,
    driver.people.ada,
    signInUrlOf(await until(driver, ({ title }) => title === 'Connect your account')),
  );
  await until(driver, ({ title }) => title === 'Connected');
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

test('a card that Slack does not take just now comes later, once', async () => {
  driver.slack.failNext('chat.postMessage', { status: 429, headers: { 'retry-after': '1' }, body: {} });
  await driver.say(driver.people.ada, 'channel', 'now Patience');
  const card = await until(driver, ({ title }) => title === 'Patience');
  expect(card.visibleTo).toBe('everyone');
  await app.app.idle();
  expect((await driver.messages()).filter(({ title }) => title === 'Patience')).toHaveLength(1);
});

test('a card that Slack refuses reaches at least the person who asked, with the reason', async () => {
  driver.slack.failNext('chat.postMessage', { body: { ok: false, error: 'msg_blocks_too_long' } });
  await driver.say(driver.people.ada, 'channel', 'now Refused by Slack');
  const card = await until(driver, ({ title }) => title === 'Refused by Slack');
  expect(card).toMatchObject({
    place: 'direct',
    visibleTo: 'U0ADA',
    text: expect.stringContaining('I could not post this where you asked'),
  });
});

test('an invitation that does not get through is told to the person who asked', async () => {
  driver.slack.failNext('chat.postMessage', { body: { ok: false, error: 'user_disabled' }, to: 'U0BOB' });
  await driver.say(driver.people.ada, 'channel', 'now With Bob', [driver.people.bob]);
  const told = await until(driver, ({ text }) => text.includes('could not send a direct message to Bob'));
  expect(told.visibleTo).toBe('U0ADA');
});

test('somebody whom Slack does not know here is named, and the meeting starts all the same', async () => {
  const guest = { ...driver.people.bob, userId: 'W0GUEST' };
  await driver.say(driver.people.ada, 'channel', 'now With a guest', [guest, driver.people.bob]);
  const card = await until(driver, ({ title, place }) => title === 'With a guest' && place === 'channel');
  expect(card.facts.Invited).toBe('Bob');
  const told = await until(driver, ({ text }) => text.includes('could not send a direct message to W0GUEST'));
  expect(told.visibleTo).toBe('U0ADA');
});

test('a press whose form cannot be opened is answered with what to do', async () => {
  await driver.say(driver.people.ada, 'channel', 'room');
  const room = await until(driver, ({ title }) => title === 'Your room');
  driver.slack.failNext('views.open', { body: { ok: false, error: 'expired_trigger_id' } });
  expect((await driver.press(driver.people.ada, room, 'Change settings')).status).toBe(200);
  const told = await until(driver, ({ text }) => text.includes('Try again in a minute'));
  expect(told.visibleTo).toBe('U0ADA');
});

test('where the database is away, a command is answered at once with what to do', async () => {
  await app.app.idle();
  await app.test.database.pool.query('alter table invocation rename to gone');
  const answer = await driver.say(driver.people.ada, 'channel', 'now Nowhere');
  await app.test.database.pool.query('alter table gone rename to invocation');
  expect([answer.status, answer.said]).toEqual([
    200,
    'I could not take that down just now, so nothing was started. Try again in a minute.',
  ]);
  await driver.say(driver.people.ada, 'channel', 'now Back again');
  await until(driver, ({ title }) => title === 'Back again');
});
