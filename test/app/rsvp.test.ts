import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScheduleStore } from '../../db/schedule-store.ts';
import { createSecrets } from '../../db/secrets.ts';
import { answerUrl, meetingFileUrl } from '../../src/core/marked-links.ts';
import type { Planned } from '../../src/core/schedule.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { type RunningApp, startApp, testKeys } from '../support/app.ts';
import { readCalendar } from '../support/icalendar.ts';
import { createBrowser } from '../support/linking.ts';
import { guestOf, keepMeeting } from '../support/plan-store.ts';

const secrets = createSecrets(testKeys.sessionSecret);
const now = { at: new Date('2026-11-25T10:00Z') };
const browser = createBrowser();

let app: RunningApp;
let schedules: ReturnType<typeof createScheduleStore>;
beforeAll(async () => {
  app = await startApp({}, { clock: () => now.at });
  schedules = createScheduleStore({ database: app.test.database, clock: () => now.at });
});
afterAll(() => app.stop());

const link = (planned: Planned) => answerUrl(app.url, secrets, guestOf(planned).id);
const answerOf = async (planned: Planned) => {
  const found = await schedules.byInvitee(guestOf(planned).id);
  return found?.invitee.answer;
};
const everything = async () => (await app.test.database.pool.query('select * from invitee order by id')).rows;

test('looking, by whomever and however, answers nothing; pressing a button does, as often as one likes', async () => {
  const planned = await keepMeeting(schedules, { recurrence: 'FREQ=WEEKLY' });
  const before = await everything();
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PROPFIND'])
    for (const query of ['', '?answer=yes', '?answer=no', '?answer=yes&answer=no'])
      await fetch(`${link(planned)}${query}`, { method, headers: { 'user-agent': 'Safelinks' } });
  expect(await everything()).toEqual(before);

  const page = await browser.get(`${link(planned)}?answer=no`);
  expect(page.status).toBe(200);
  for (const said of [
    'Design review',
    'Friday 4 December 2026, 15:00–15:45',
    'Berlin time',
    'every week on Friday',
    'Ada Lovelace',
    'You have not answered yet.',
  ])
    expect(page.text).toContain(said);
  // Only the one that was pressed in the mail stands out.
  expect(page.text).toContain('<button name="answer" value="no">No</button>');
  expect(page.text).toContain('<button name="answer" value="yes" class="plain">');
  expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  expect(page.text).not.toMatch(/<script/i);

  for (const [answer, said] of [
    ['yes', 'you will come'],
    ['no', 'you will not come'],
    ['maybe', 'you may come'],
  ] as const) {
    const noted = await browser.post(link(planned), { answer });
    expect([noted.status, noted.text]).toEqual([200, expect.stringContaining(`Noted: ${said}`)]);
    expect(await answerOf(planned)).toBe(answer);
    expect(noted.text).toContain('<form method="post"');
  }
  expect((await browser.get(link(planned))).text).toContain('Your answer: you may come.');
});

test('an answer of another website, or one that is none, changes nothing', async () => {
  const planned = await keepMeeting(schedules);
  const send = (headers: Record<string, string>, body = 'answer=yes') =>
    fetch(link(planned), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
  for (const body of ['', 'answer=always', 'answer=yes&answer=no']) expect((await send({}, body)).status).toBe(422);
  expect(await answerOf(planned)).toBeUndefined();
  expect((await send({ 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(200);
});

test('what cannot be answered any more is said plainly, and not answered', async () => {
  const cancelled = await keepMeeting(schedules);
  await schedules.cancel(cancelled.meetingId, cancelled.sequence, crypto.randomUUID());
  const past = await keepMeeting(schedules, { localStart: '2026-11-20T15:00' });
  const removed = await keepMeeting(schedules);
  await app.test.database.pool.query('update invitee set removed_at = now() where id = $1', [guestOf(removed).id]);
  for (const [planned, said] of [
    [cancelled, 'This meeting is cancelled'],
    [past, 'This meeting is over'],
    [removed, 'You are not invited any more'],
  ] as const) {
    for (const page of [await browser.get(link(planned)), await browser.post(link(planned), { answer: 'yes' })])
      expect([page.status, page.text]).toEqual([410, expect.stringContaining(said)]);
    expect((await browser.get(link(planned))).text).not.toContain('<form');
    expect(await answerOf(planned)).toBeUndefined();
  }
  // A series goes on, however long ago it began.
  const series = await keepMeeting(schedules, { localStart: '2026-01-02T15:00', recurrence: 'FREQ=WEEKLY' });
  const page = (await browser.get(link(series))).text;
  expect(page).toContain('Friday 27 November 2026');
  // Outlook takes one of it by a link, and the file has them all.
  expect(page).toContain('>Outlook, 27 November only<');
  expect(page).toContain('>A file with the whole series, for any calendar<');
});

test('a link that we did not make leads nowhere, whatever it looks like', async () => {
  const [one, two] = [await keepMeeting(schedules), await keepMeeting(schedules)];
  const [id, mark] = link(one).split('/').at(-1)?.split('.') ?? [];
  const before = await everything();
  for (const token of [
    `${guestOf(two).id}.${mark}`,
    `${id}.${secrets.mark(`meeting ${id}`)}`,
    `${id}`,
    `${id}.`,
    `${mark}`,
    `${id}.${mark}x`,
    'x'.repeat(90),
    '%00',
    "'%20or%201=1",
  ]) {
    const url = `${app.url}/rsvp/${token}`;
    for (const page of [await browser.get(url), await browser.post(url, { answer: 'yes' })])
      expect([token, page.status]).toEqual([token, 404]);
  }
  expect(await everything()).toEqual(before);
});

test('the host has nothing to answer', async () => {
  const planned = await keepMeeting(schedules);
  const host = planned.invitees.find(({ isHost }) => isHost);
  const url = answerUrl(app.url, secrets, host?.id ?? '');
  expect((await browser.get(url)).text).toContain('Your own meeting');
  await browser.post(url, { answer: 'no' });
  expect((await schedules.byInvitee(host?.id ?? ''))?.invitee.answer).toBeUndefined();
});

test('one link is asked for so often, and not more', async () => {
  const [planned, other] = [await keepMeeting(schedules), await keepMeeting(schedules)];
  const statuses = [];
  for (let count = 0; count < 31; count += 1)
    statuses.push((await browser.post(link(planned), { answer: 'yes' })).status);
  expect([statuses.at(29), statuses.at(30)]).toEqual([200, 429]);
  expect((await browser.post(link(other), { answer: 'yes' })).status).toBe(200);
});

test.each(hostileTexts.filter((text) => text.length < 1_000))(
  '%j as a title and as names is text on the page',
  async (typed) => {
    const guest = { id: crypto.randomUUID(), email: 'bob@guest.example', name: typed, isHost: false };
    const planned = await keepMeeting(schedules, { title: typed, hostName: typed, guests: [guest] });
    const tags = (text: string) => [...text.matchAll(/<\/?[a-z][a-z0-9]*/gi)].map(([tag]) => tag);
    const page = await browser.get(link(planned));
    expect(tags(page.text)).toEqual(tags((await browser.get(link(await keepMeeting(schedules)))).text));
  },
);

test('the file of a meeting is there for whoever is invited, and answers nothing', async () => {
  const planned = await keepMeeting(schedules);
  const url = meetingFileUrl(app.url, secrets, guestOf(planned).id);
  expect((await browser.get(link(planned))).text).toContain(`href="${url}"`);
  const file = await browser.get(url);
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="meeting.ics"');
  const { events } = readCalendar(file.text);
  expect(events.map(({ summary }) => summary)).toEqual(['Design review']);
  expect((await browser.get(url.replace('/calendar/meeting/', '/rsvp/').replace('.ics', ''))).status).toBe(404);
  await app.test.database.pool.query('update invitee set removed_at = now() where id = $1', [guestOf(planned).id]);
  expect((await browser.get(url)).status).toBe(404);
});
