import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScheduleStore } from '../../db/schedule-store.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Planned } from '../../src/core/schedule.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { brokenLines, readCalendar } from '../support/icalendar.ts';
import { createBrowser } from '../support/linking.ts';
import { keepMeeting } from '../support/plan-store.ts';

const now = { at: new Date('2026-11-25T10:00Z') };
const browser = createBrowser();
let driver: Driver;
let app: RunningApp;
let schedules: ReturnType<typeof createScheduleStore>;
beforeAll(async () => {
  driver = await createWebDriver();
  app = await startApp(driver.environment, { clock: () => now.at });
  await driver.listening(app.url);
  schedules = createScheduleStore({ database: app.test.database, clock: () => now.at });
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

const ada = () => driver.people.ada;
const bob = () => driver.people.bob;
async function answered(done: () => Promise<unknown>, who: Identity, title: string): Promise<SeenMessage> {
  await app.app.idle();
  const known = new Map((await driver.messages()).map(({ id, text }) => [id, text]));
  await done();
  return until(
    driver,
    (message) => known.get(message.id) !== message.text && message.title === title && message.visibleTo === who.userId,
  );
}
const title = 'Your meetings in your calendar';
const ask = (who: Identity, where: 'channel' | 'direct' = 'direct') =>
  answered(() => driver.say(who, where, 'calendar'), who, title);
const feedOf = (card: SeenMessage) => card.facts['Your address'] ?? '';
const guest = (identity: Identity) => ({ id: crypto.randomUUID(), identity, name: 'Bob', isHost: false });
const hosted = (other: Partial<Planned> = {}) =>
  keepMeeting(schedules, {
    host: ada(),
    ...other,
    invitees: [{ id: '', identity: ada(), name: 'Ada', isHost: true, addedBy: '' }],
    guests: [guest(bob())],
  });
const titles = async (url: string) =>
  readCalendar((await browser.get(url)).text)
    .events.map(({ summary }) => summary)
    .sort();

test('the address is for its person alone, even where it was asked for in a channel, and stays the same', async () => {
  const card = await ask(ada(), 'channel');
  expect(card.visibleTo).toBe(ada().userId);
  expect(feedOf(card)).toMatch(new RegExp(`^${app.url}/calendar/[0-9a-f-]{36}\\.[\\w-]{43}\\.ics$`));
  expect(feedOf(await ask(ada()))).toBe(feedOf(card));
  expect(feedOf(await ask(bob()))).not.toBe(feedOf(card));
  const urls = card.buttons.flatMap(({ label, url }) => (url ? [[label, new URL(url).host]] : []));
  expect(urls).toEqual([
    ['Add to Google Calendar', 'calendar.google.com'],
    ['Add to Outlook', 'outlook.office.com'],
    ['Apple and others', new URL(app.url).host],
  ]);
});

test('the calendar of somebody without meetings is a calendar all the same, with nothing in it but their time zone', async () => {
  const feed = feedOf(await ask(ada()));
  const componentsOf = async () => {
    const { text } = await browser.get(feed);
    expect(brokenLines(text)).toEqual([]);
    return readCalendar(text).calendar.getAllSubcomponents();
  };
  // Until a zone is known, any will do.
  expect((await componentsOf()).map(({ name }) => name)).toEqual(['vtimezone']);
  await answered(() => driver.say(ada(), 'direct', 'settings zone America/New_York'), ada(), 'Your settings');
  const components = await componentsOf();
  expect(components.map((one) => [one.name, one.getFirstPropertyValue('tzid')])).toEqual([
    ['vtimezone', 'America/New_York'],
  ]);
  const [first, second] = [await browser.get(feed), await browser.get(feed)];
  expect(second.text).toBe(first.text);
});

test('a feed has the meetings of its person and of nobody else, as they are now', async () => {
  const [mine, yours] = [feedOf(await ask(ada())), feedOf(await ask(bob()))];
  const both = await hosted({ title: 'Both' });
  await keepMeeting(schedules, {
    host: ada(),
    title: 'Of Ada',
    invitees: [{ id: '', identity: ada(), name: 'Ada', isHost: true, addedBy: '' }],
  });
  await hosted({ title: 'Long ago', localStart: '2026-01-02T10:00' });
  await hosted({ title: 'Every week since long ago', localStart: '2026-01-02T10:00', recurrence: 'FREQ=WEEKLY' });
  expect(await titles(mine)).toEqual(['Both', 'Every week since long ago', 'Of Ada']);
  expect(await titles(yours)).toEqual(['Both', 'Every week since long ago']);
  expect(brokenLines((await browser.get(mine)).text)).toEqual([]);

  const me = both.invitees.find(({ isHost }) => !isHost);
  await schedules.answer(me?.id ?? '', 'no', now.at);
  expect(await titles(yours)).toEqual(['Every week since long ago']);
  await schedules.answer(me?.id ?? '', 'maybe', now.at);
  const { events } = readCalendar((await browser.get(yours)).text);
  expect(events.find(({ summary }) => summary === 'Both')?.component.getFirstPropertyValue('status')).toBe('TENTATIVE');
  await schedules.cancel(both.meetingId, both.sequence, crypto.randomUUID());
  expect(await titles(mine)).toEqual(['Every week since long ago', 'Of Ada']);
});

test('calendars are asked to keep it for their person only, and are told where nothing has changed', async () => {
  const feed = feedOf(await ask(ada()));
  const first = await fetch(feed);
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const etag = first.headers.get('etag') ?? '';
  const text = await first.text();
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const again = await fetch(feed, { headers: { 'if-none-match': known } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  }
  const head = await fetch(feed, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    etag,
    String(Buffer.byteLength(text)),
    '',
  ]);
  await hosted({ title: 'New' });
  const changed = await fetch(feed, { headers: { 'if-none-match': etag } });
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
});

test('after one more question there is another address, and the one before leads nowhere', async () => {
  const card = await ask(bob());
  const before = feedOf(card);
  const asked = await answered(() => driver.press(bob(), card, 'Reset address'), bob(), 'Another calendar address?');
  expect((await browser.get(before)).status).toBe(200);
  const fresh = feedOf(await answered(() => driver.press(bob(), asked, 'Yes, another address'), bob(), title));
  expect(fresh).not.toBe(before);
  expect([(await browser.get(before)).status, (await browser.get(fresh)).status]).toEqual([404, 200]);
  expect((await browser.get(before.replace('/calendar/', '/calendar/add/').replace('.ics', ''))).status).toBe(404);
  expect(feedOf(await ask(bob()))).toBe(fresh);
});

test('our page has the link that Apple’s calendar opens', async () => {
  const card = await ask(ada());
  const page = await browser.get(card.buttons.find(({ label }) => label === 'Apple and others')?.url ?? '');
  expect(page.status).toBe(200);
  expect(page.text).toContain(`href="${feedOf(card).replace('http:', 'webcal:')}"`);
  expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
});

test('an address that we did not make leads nowhere', async () => {
  const feed = feedOf(await ask(ada()));
  const [id, mark] = feed.split('/').at(-1)?.replace('.ics', '').split('.') ?? [];
  for (const name of [
    `${crypto.randomUUID()}.${mark}.ics`,
    `${id}.ics`,
    `${id}.x.ics`,
    `${id}.${mark}`,
    '.ics',
    'something',
    '%00.ics',
  ])
    expect([name, (await browser.get(`${app.url}/calendar/${name}`)).status]).toEqual([name, 404]);
});

test('one address is asked for so often, and not more', async () => {
  const feed = feedOf(await ask(ada()));
  const statuses = [];
  for (let count = 0; count < 31; count += 1) statuses.push((await browser.get(feed)).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await browser.get(feedOf(await ask(bob())))).status).toBe(200);
});
