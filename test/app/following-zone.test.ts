import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPreferenceStore } from '../../db/preference-store.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { createFollowing } from '../../src/core/reminders/following.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { recordingLog } from '../support/log.ts';
import { invited, movableClock, reminderStage } from '../support/reminders.ts';

const { clock, set: at } = movableClock('2026-11-24T14:00Z', { ticks: true });
let driver: Driver;
let app: RunningApp;

beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment, { clock });
  await driver.listening(app.url);
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

const berlin = { timeZone: 'Europe/Berlin', language: 'en-GB' };
const newYork = { timeZone: 'America/New_York', language: 'en-US' };

/** As a browser that is there sends it. */
async function say(text: string, { timeZone, language }: typeof berlin, wanted: (message: SeenMessage) => boolean) {
  const answerTo = createAnswerTo(
    () => driver,
    () => app,
  );
  const as = driver.people.ada.userId;
  const body = { as, conversation: `direct-${as}`, text, timeZone, deliveryId: randomUUID() };
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  return answerTo(
    () => fetch(`${app.url}/playground/api/say`, { method: 'POST', headers, body: JSON.stringify(body) }),
    (message) => message.visibleTo === as && wanted(message),
  );
}

const mine = (wanted: (message: SeenMessage) => boolean) =>
  until(driver, (message) => message.visibleTo === driver.people.ada.userId && wanted(message));

async function nextAgenda(): Promise<string | undefined> {
  const { rows } = await app.test.database.pool.query("select agenda_due_at from preference where user_id = 'ada'");
  return rows[0]?.agenda_due_at?.toISOString();
}

test('the agenda and quiet hours go where their person goes, in that person’s order and clock, unless a zone was set', async () => {
  const plan = (title: string, startsAt: string) =>
    reminderStage(app.test, clock).plan([invited(driver.people.ada, { isHost: true, name: 'Ada Almeida' })], {
      ...{ title, host: driver.people.ada, hostName: 'Ada Almeida', timeZone: 'UTC', minutes: 30 },
      ...{ startsAt: new Date(startsAt), localStart: startsAt.slice(0, 16) },
    });
  await plan('Standup', '2026-11-25T16:00:00Z');
  await plan('Evening call', '2026-11-25T21:40:00Z');
  await say('agenda 8:30', berlin, ({ text }) => text.includes('at 08:30, Berlin time'));
  await say('remind quiet 22:00-07:00', berlin, ({ text }) => text.includes('Berlin time'));
  expect(await nextAgenda()).toBe('2026-11-25T07:30:00.000Z');
  const settings = await say('settings', berlin, ({ title }) => title === 'Your settings');
  expect(settings.facts['Time zone']).not.toContain('set by you');

  await say('list', newYork, ({ title }) => title === 'Your meetings');
  expect(await nextAgenda()).toBe('2026-11-25T13:30:00.000Z');
  at('2026-11-25T13:30Z');
  const american = await mine(({ title }) => title === 'Your meetings on Wednesday, November 25');
  expect(Object.keys(american.facts)).toEqual(['11:00 AM–11:30 AM', '4:40 PM–5:10 PM']);
  // In Berlin it is 22:30 by then.
  at('2026-11-25T21:30Z');
  await mine(({ text }) => text.includes('“Evening call” starts in 10 minutes'));

  await plan('Breakfast', '2026-11-26T09:00:00Z');
  await say('list', berlin, ({ title }) => title === 'Your meetings');
  at('2026-11-26T07:30Z');
  const british = await mine(({ title }) => title === 'Your meetings on Thursday 26 November');
  expect(Object.keys(british.facts)).toEqual(['10:00–10:30']);

  await say('settings zone Tokyo', berlin, ({ text }) => text.includes('Tokyo'));
  expect(await nextAgenda()).toBe('2026-11-26T23:30:00.000Z');
  await say('list', newYork, ({ text }) => text.includes('meetings'));
  expect(await nextAgenda()).toBe('2026-11-26T23:30:00.000Z');
  await say('settings zone auto', newYork, ({ text }) => text.includes('New York'));
  expect(await nextAgenda()).toBe('2026-11-26T13:30:00.000Z');
});

test('whoever travels and says nothing is asked about where they are; one who is not to be found holds up nobody', async () => {
  await say('agenda 8:30', newYork, ({ text }) => text.includes('New York time'));
  const preferences = createPreferenceStore({ database: app.test.database, clock });
  const lost = { ...driver.people.bob, userId: 'aaron' };
  await preferences.set(lost, { agenda: { time: '07:00', days: 'daily' }, heard: { timeZone: 'UTC', locale: 'en' } });
  const log = recordingLog();
  const profile = async ({ userId }: Identity) => {
    if (userId === lost.userId) throw new DeliveryError('refused', 'nobody is called that');
    return { name: 'Ada', workspaceName: 'Playground', timeZone: 'Asia/Tokyo', locale: 'en-US' };
  };
  const follow = createFollowing({ preferences, chats: new Map([['web', { profile }]]), log });
  await follow();
  expect((await preferences.find(driver.people.ada)).heard).toEqual({ timeZone: 'Asia/Tokyo', locale: 'en-US' });
  expect(await nextAgenda()).toBe('2026-11-26T23:30:00.000Z');
  expect(log.lines.map(({ message }) => message)).toEqual(['where somebody is was not to be had']);
});
