import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createScheduleStore } from '../../db/schedule-store.ts';
import { createSecrets } from '../../db/secrets.ts';
import type { MailEffect } from '../../src/core/effect.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import { createMailing, type Mailing } from '../../src/core/mail/create-mailing.ts';
import { readMarkedToken } from '../../src/core/marked-links.ts';
import type { Planned } from '../../src/core/schedule.ts';
import type { ScheduleStore } from '../../src/core/stores.ts';
import { createSmtp, type Smtp } from '../../src/mail/smtp.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { brokenLines, readCalendar } from '../support/icalendar.ts';
import { recordingLog } from '../support/log.ts';
import { guestOf, keepMeeting } from '../support/plan-store.ts';
import { startSmtp } from '../support/smtp.ts';

const publicUrl = 'https://meet.example.com';
const from = { name: 'Meetwire', address: 'meet@example.com' };
const secrets = createSecrets('a secret that is only for tests');
const log = recordingLog();
const now = { at: new Date('2026-11-25T10:00Z') };
const clock = () => now.at;

let database: TestDatabase;
let schedules: ScheduleStore;
let server: Awaited<ReturnType<typeof startSmtp>>;
let smtp: Smtp;
let mailing: Mailing;
beforeAll(async () => {
  [database, server] = [await testDatabase(), await startSmtp()];
  schedules = createScheduleStore({ database: database.database, clock });
  smtp = createSmtp({ url: server.url, from });
  mailing = createMailing({ schedules, secrets, publicUrl, smtp: { ...smtp, from }, clock, log });
});
beforeEach(() => {
  server.mails.length = 0;
  log.lines.length = 0;
  now.at = new Date('2026-11-25T10:00Z');
});
afterAll(async () => {
  smtp.close();
  await server.close();
  await database.drop();
});

async function mailAbout(planned: Planned, about: MailEffect['about'], occurrence?: Date) {
  const { id: inviteeId, name } = guestOf(planned);
  const reply = { visibleTo: 'caller', text: [] } as const;
  const effect: MailEffect = {
    do: 'mail',
    key: 'k',
    inviteeId,
    name,
    about,
    reply,
    occurrence: occurrence?.toISOString(),
  };
  server.mails.length = 0;
  await mailing(effect, 'e0000000-0000-4000-8000-000000000000');
  const parsed = server.mails[0]?.parsed;
  const file = parsed?.attachments.find(({ filename }) => filename?.endsWith('.ics'))?.content.toString();
  return { subject: parsed?.subject, text: parsed?.text ?? '', html: String(parsed?.html), file, parsed };
}
const takeOff = (planned: Planned) =>
  database.database.pool.query('update invitee set removed_at = now() where id = $1', [guestOf(planned).id]);
const by = '5a1b0000-0000-4000-8000-000000000000';

test('an invitation says what, when in which zone, by whom, where to, and how to answer and to stop', async () => {
  const planned = await keepMeeting(schedules, { recurrence: 'FREQ=WEEKLY' });
  const { subject, text, html, file, parsed } = await mailAbout(planned, 'invited');
  expect(subject).toBe('Invitation: Design review (Friday 4 December 2026, 15:00–15:45, Berlin time)');
  expect(parsed?.messageId).toBe('<e0000000-0000-4000-8000-000000000000@example.com>');
  for (const said of [
    'Ada Lovelace invites you to a video meeting.',
    'Friday 4 December 2026, 15:00–15:45',
    'Berlin time (Central European Standard Time, UTC+1)',
    'every week on Friday',
    `${publicUrl}/j/${planned.joinKey}`,
    'Will you come?',
    'Sent to bob@guest.example because Ada Lovelace invited this address.',
    'answer No',
  ]) {
    expect(text).toContain(said);
    expect(html).toContain(said);
  }
  for (const answer of ['yes', 'maybe', 'no']) {
    const [url = ''] = new RegExp(`${publicUrl}/rsvp/\\S+\\?answer=${answer}`).exec(text) ?? [];
    expect(html).toContain(`href="${url}"`);
    const token = url.split('/').at(-1)?.split('?')[0] ?? '';
    expect(readMarkedToken(secrets, 'answer', token)).toBe(guestOf(planned).id);
  }
  expect(readCalendar(file ?? '').line('method')).toBe('REQUEST');
  // Nothing is fetched when it is opened, and nothing runs.
  expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/i);
});

test('where the zone alone was changed, the subject says so', async () => {
  const planned = await keepMeeting(schedules);
  const elsewhere = { timeZone: 'Europe/London', startsAt: new Date('2026-12-04T15:00Z') };
  await schedules.change(planned.meetingId, planned.sequence, elsewhere, by);
  const { subject } = await mailAbout(planned, 'changed');
  expect(subject).toBe('Changed: Design review (Friday 4 December 2026, 15:00–15:45, London time)');
});

test('a change and a cancellation are written from what the meeting is when they are sent', async () => {
  const planned = await keepMeeting(schedules);
  const uids = [await mailAbout(planned, 'invited')].map(({ file }) => readCalendar(file ?? '').events[0]?.uid);
  await schedules.answer(guestOf(planned).id, 'maybe', clock());
  const later = { localStart: '2026-12-07T10:00', startsAt: new Date('2026-12-07T09:00Z') };
  const moved = await schedules.change(planned.meetingId, planned.sequence, later, by);
  const changed = await mailAbout(planned, 'changed');
  expect(changed.subject).toBe('Changed: Design review (Monday 7 December 2026, 10:00–10:45, Berlin time)');
  expect(changed.text).toContain('You said that you may come.');
  const cancelled = await schedules.cancel(planned.meetingId, moved?.sequence ?? 0, by);
  const gone = await mailAbout(planned, 'cancelled');
  expect(gone.subject).toContain('Cancelled: Design review');
  expect(gone.text).not.toContain('/rsvp/');
  expect(gone.text).not.toContain('/j/');
  const events = [changed, gone].map(({ file }) => readCalendar(file ?? ''));
  expect(events.map(({ line }) => line('method'))).toEqual(['REQUEST', 'CANCEL']);
  const sequences = events.map(({ events: [event] }) => event?.sequence);
  expect(sequences).toEqual([moved?.sequence, cancelled?.sequence]);
  expect(new Set([...uids, ...events.map(({ events: [event] }) => event?.uid)]).size).toBe(1);
});

test('one meeting of a series is moved and cancelled by itself', async () => {
  const planned = await keepMeeting(schedules, { recurrence: 'FREQ=WEEKLY' });
  const occurrence = new Date('2026-12-11T14:00Z');
  const to = { occurrence, startsAt: new Date('2026-12-12T09:00Z'), minutes: 30 };
  const moved = await schedules.changeOccurrence(planned.meetingId, planned.sequence, to, by);
  const { text, file } = await mailAbout(planned, 'changed', occurrence);
  expect(text).toContain('Ada Lovelace has moved one meeting of this series.');
  expect(text).toContain('When: Saturday 12 December 2026, 10:00–10:30');
  expect(text).toContain('Instead of: Friday 11 December 2026, 15:00–15:45');
  expect(readCalendar(file ?? '').components).toHaveLength(2);
  await schedules.changeOccurrence(planned.meetingId, moved?.sequence ?? 0, { occurrence }, by);
  const gone = await mailAbout(planned, 'cancelled', occurrence);
  expect(gone.subject).toBe('Cancelled: Design review (Friday 11 December 2026, 15:00–15:45, Berlin time)');
  expect(gone.text).toContain('The others take place.');
  const { line, events } = readCalendar(gone.file ?? '');
  expect([line('method'), events.length, String(events[0]?.recurrenceId)]).toEqual([
    'CANCEL',
    1,
    '2026-12-11T15:00:00',
  ]);
});

test('a series that is moved as a whole is told as that, beside what stays at a time of its own', async () => {
  const planned = await keepMeeting(schedules, { recurrence: 'FREQ=WEEKLY' });
  // The next one is elsewhere: it does not say when the others are.
  const to = { occurrence: new Date('2026-12-04T14:00Z'), startsAt: new Date('2026-12-04T17:00Z'), minutes: 45 };
  const one = await schedules.changeOccurrence(planned.meetingId, planned.sequence, to, by);
  const later = { localStart: '2026-12-04T16:00', startsAt: new Date('2026-12-04T15:00Z') };
  await schedules.change(planned.meetingId, one?.sequence ?? 0, later, by);
  const { text, file } = await mailAbout(planned, 'changed');
  for (const said of [
    'Ada Lovelace has changed this whole series of video meetings.',
    'When: Friday 11 December 2026, 16:00–16:45',
    'At a time of its own: Friday 4 December 2026, 18:00–18:45',
  ])
    expect(text).toContain(said);
  const [, exception] = readCalendar(file ?? '').events;
  expect([exception?.recurrenceId, exception?.startDate].map(String)).toEqual([
    ...['2026-12-04T16:00:00', '2026-12-04T18:00:00'],
  ]);
});

test('whoever is taken off is told so, and nobody else is named', async () => {
  const planned = await keepMeeting(schedules);
  await takeOff(planned);
  const { subject, file } = await mailAbout(planned, 'removed');
  expect(subject).toBe('No longer invited: Design review');
  const { line, components } = readCalendar(file ?? '');
  expect([line('method'), components[0]?.getAllProperties('attendee').length]).toEqual(['CANCEL', 1]);
});

test('a reminder does nothing to a calendar', async () => {
  const planned = await keepMeeting(schedules);
  const { subject, file, text } = await mailAbout(planned, 'reminder', planned.startsAt);
  expect([subject, file]).toEqual([
    'Reminder: Design review (Friday 4 December 2026, 15:00–15:45, Berlin time)',
    undefined,
  ]);
  expect(text).toContain(`/j/${planned.joinKey}`);
});

test('what is not true any more is not said, and the log says why without a name', async () => {
  const planned = await keepMeeting(schedules, { recurrence: 'FREQ=WEEKLY' });
  const silent = async (about: MailEffect['about'], why: string, occurrence?: Date) => {
    log.lines.length = 0;
    const { parsed } = await mailAbout(planned, about, occurrence);
    expect([about, parsed]).toEqual([about, undefined]);
    expect(log.lines.map(({ fields }) => fields)).toEqual([expect.objectContaining({ about, why })]);
    expect(JSON.stringify(log.lines)).not.toMatch(/guest\.example|Design|Ada/);
  };
  const first = planned.startsAt;
  await silent('removed', 'the invitee is back');
  await silent('cancelled', 'it takes place after all');
  await silent('cancelled', 'it takes place after all', first);
  now.at = new Date('2026-12-04T14:45Z');
  await silent('reminder', 'it is over', first);
  now.at = new Date('2026-12-04T13:50Z');
  await schedules.answer(guestOf(planned).id, 'no', clock());
  await silent('reminder', 'the invitee does not come', first);
  const next = await schedules.changeOccurrence(planned.meetingId, planned.sequence, { occurrence: first }, by);
  await silent('reminder', 'it was cancelled', first);
  await silent('changed', 'it was cancelled', first);
  await schedules.cancel(planned.meetingId, next?.sequence ?? 0, by);
  for (const about of ['invited', 'changed', 'reminder'] as const) await silent(about, 'it was cancelled');
  const taken = await keepMeeting(schedules);
  await takeOff(taken);
  log.lines.length = 0;
  expect((await mailAbout(taken, 'invited')).parsed).toBeUndefined();
  expect((await mailAbout({ ...taken, invitees: [{ ...guestOf(taken), id: by }] }, 'invited')).parsed).toBeUndefined();
  expect(log.lines.map(({ fields }) => fields)).toEqual([
    expect.objectContaining({ why: 'the invitee was taken off' }),
    expect.objectContaining({ why: 'the meeting is gone' }),
  ]);
});

test.each([
  undefined,
  'not an address',
  'a@b.example\r\nBcc: c@d.example',
  'a@b.example,c@d.example',
  'a b@c.example',
  '<a@b.example>',
])('nothing is sent to %j', async (email) => {
  const guest = {
    id: crypto.randomUUID(),
    email,
    name: 'Bob',
    isHost: false,
    ...(email ? {} : { identity: { platform: 'slack', workspaceId: 'T1', userId: 'UBOB' } as const }),
  };
  const planned = await keepMeeting(schedules, { guests: [guest] });
  expect((await mailAbout(planned, 'invited')).parsed).toBeUndefined();
  expect(log.lines[0]?.fields).toMatchObject({ why: 'there is no address' });
});

test('where the service mails, nothing is mailed from here, and without a server a mail is refused', async () => {
  const planned = await keepMeeting(schedules, { mailer: 'service' });
  expect((await mailAbout(planned, 'invited')).parsed).toBeUndefined();
  const without = createMailing({ schedules, secrets, publicUrl, clock, log });
  const reply = { visibleTo: 'caller', text: [] } as const;
  const effect: MailEffect = {
    do: 'mail',
    key: 'k',
    inviteeId: guestOf(planned).id,
    name: '',
    about: 'invited',
    reply,
  };
  const error = await without(effect, 'e').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(DeliveryError);
  expect(error).toMatchObject({ kind: 'refused' });
});

test.each(hostileTexts)('%j as a title and as names changes nothing of a mail but what they say', async (typed) => {
  const guest = { id: crypto.randomUUID(), email: 'bob@guest.example', name: typed || 'x', isHost: false };
  const planned = await keepMeeting(schedules, { title: typed, hostName: typed, guests: [guest] });
  const { html, file, parsed } = await mailAbout(planned, 'invited');
  expect(server.mails.map(({ to }) => to)).toEqual([['bob@guest.example']]);
  expect([...(parsed?.headers.keys() ?? [])].sort()).toEqual(
    ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']
      .concat('x-auto-response-suppress')
      .sort(),
  );
  const tags = (text: string) => [...text.matchAll(/<\/?[a-z][a-z0-9]*/gi)].map(([tag]) => tag);
  const plain = await mailAbout(await keepMeeting(schedules), 'invited');
  expect(tags(html)).toEqual(tags(plain.html));
  const links = (text: string) => [...text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => new URL(href).origin);
  expect(new Set(links(html))).toEqual(new Set([publicUrl]));
  expect(brokenLines(file ?? '')).toEqual([]);
  expect(html.length).toBeLessThan(20_000);
});

test('an answer of another invitee, or of another kind of link, is not ours', () => {
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
  const mark = secrets.mark(`answer ${one}`);
  expect(readMarkedToken(secrets, 'answer', `${one}.${mark}`)).toBe(one);
  for (const forged of [
    `${two}.${mark}`,
    `${one}.${secrets.mark(`feed ${one}`)}`,
    `${one}.`,
    one,
    '',
    '.',
    `.${mark}`,
    `${one}.${mark}x`,
  ])
    expect(readMarkedToken(secrets, 'answer', forged)).toBeUndefined();
});
