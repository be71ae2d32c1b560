import { expect, test } from 'vitest';
import type { PlannedMeeting } from '../../src/core/ucaas.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { json, room } from '../support/service.ts';
import { sandboxSessions } from './sandbox-sessions.ts';
import { bare, enveloped, standIn } from './stand-in.ts';

const sandbox = sandboxSessions();
const service = standIn();
const session = () => createUcaas(service.surroundings()).as({ token: 'a-token', userId: 'u1' });

/** Far enough away to stay in the future, one day each. */
const day = (days: number) => new Date(Date.UTC(2035, 0, days, 10));
const plan = (more: Partial<PlannedMeeting> = {}): PlannedMeeting & { reference: string } => ({
  application: 'meeting',
  title: 'Weekly sync',
  startsAt: day(1),
  minutes: 30,
  timeZone: 'Europe/Madrid',
  lobby: true,
  recording: false,
  emails: [],
  reference: crypto.randomUUID(),
  ...more,
});
const kept = async (meetingId: string | undefined) => {
  const { rows } = await sandbox.query(
    `select m.start_time, m.timezone_id, m.recurrence, m.invitees, r.room_name, r.duration, r.knock, r.auto_recording,
       a.email from sandbox.meeting m join sandbox.room r using (room_id) join sandbox.account a on a.id = m.user_id
     where m.meeting_id = $1`,
    [meetingId],
  );
  return rows[0] as Record<string, unknown> | undefined;
};

test('a planned meeting is as it was wished for, and found by its reference; so is an instant one', async () => {
  const ada = await sandbox.as('ada@acme.example');
  const wish = plan({ recurrence: 'FREQ=WEEKLY;COUNT=5', recording: true, emails: ['zoe@example.com'] });
  const made = await ada.scheduleMeeting(wish);
  expect(await kept(made.meetingId)).toMatchObject({
    room_name: 'Weekly sync',
    start_time: day(1),
    timezone_id: 'Europe-Madrid',
    recurrence: 'FREQ=WEEKLY;COUNT=5',
    invitees: ['zoe@example.com'],
    duration: 30,
    knock: true,
    auto_recording: true,
  });
  expect(made).toMatchObject({ title: 'Weekly sync', joinUrl: expect.stringContaining('/join/') });
  await ada.startMeeting({ application: 'meeting', title: 'Other', reference: 'another' });
  expect(await ada.findMeeting('meeting', wish.reference)).toEqual(made);
  expect(await ada.findMeeting('webinar', wish.reference)).toBeUndefined();
});

test('a change touches what is given and nothing else; it is still found afterwards, and cancelled more than once', async () => {
  const ada = await sandbox.as('ada@acme.example');
  const wish = plan({ startsAt: day(20), recurrence: 'FREQ=DAILY;COUNT=3', emails: ['zoe@example.com'] });
  const { meetingId } = await ada.scheduleMeeting(wish);
  const before = await kept(meetingId);
  expect(before).toMatchObject({ knock: true, auto_recording: false });
  await ada.changeMeeting('meeting', meetingId, { title: 'Renamed' });
  expect(await kept(meetingId)).toEqual({ ...before, room_name: 'Renamed' });
  const changed = await ada.changeMeeting('meeting', meetingId, {
    startsAt: day(21),
    minutes: 45,
    timeZone: 'Asia/Kolkata',
    recurrence: '',
    lobby: false,
    emails: [],
  });
  expect(changed).toMatchObject({ meetingId, title: 'Renamed' });
  expect(await kept(meetingId)).toMatchObject({
    start_time: day(21),
    // The sandbox has this zone under its other name.
    timezone_id: 'Asia-Calcutta',
    recurrence: '',
    duration: 45,
    knock: false,
    invitees: [],
  });
  expect(await ada.findMeeting('meeting', wish.reference)).toMatchObject({ meetingId });
  expect(await ada.cancelMeeting('meeting', meetingId)).toBe(true);
  expect(await kept(meetingId)).toBeUndefined();
  expect(await ada.cancelMeeting('meeting', meetingId)).toBe(true);
  await expect(ada.changeMeeting('meeting', meetingId, { title: 'Too late' })).rejects.toMatchObject({
    kind: 'not_found',
  });
});

test('by a server, a meeting is made for the person, and found among theirs', async () => {
  const bob = await sandbox.onBehalf('bob@acme.example', 'acme');
  const wish = plan({ startsAt: day(40) });
  const { meetingId } = await bob.scheduleMeeting(wish);
  expect(await kept(meetingId)).toMatchObject({ email: 'bob@acme.example' });
  expect(await bob.findMeeting('meeting', wish.reference)).toMatchObject({ meetingId });
  const chen = await sandbox.onBehalf('chen@acme.example', 'acme');
  expect(await chen.findMeeting('meeting', wish.reference)).toBeUndefined();
});

test('the refusal of an overlap is told from others, when a meeting is made and when it is moved', async () => {
  const dana = await sandbox.as('dana@globex.example');
  await dana.scheduleMeeting(plan({ title: 'Board', startsAt: day(3) }));
  await expect(dana.scheduleMeeting(plan({ startsAt: day(3) }))).rejects.toMatchObject({ kind: 'overlap' });
  const { meetingId } = await dana.scheduleMeeting(plan({ startsAt: day(4) }));
  await expect(dana.changeMeeting('meeting', meetingId, { startsAt: day(3) })).rejects.toMatchObject({
    kind: 'overlap',
    said: 'start_time: overlaps with Board',
  });
  const past = plan({ title: 'Overlap', startsAt: new Date(0) });
  await expect(dana.scheduleMeeting(past)).rejects.toMatchObject({ kind: 'refused' });
  await expect(dana.scheduleMeeting(plan({ startsAt: day(5), minutes: 90 }))).rejects.toMatchObject({
    kind: 'refused',
  });
  // Elsewhere nobody minds.
  const ada = await sandbox.as('ada@acme.example');
  await ada.scheduleMeeting(plan({ startsAt: day(60) }));
  await ada.scheduleMeeting(plan({ startsAt: day(60) }));
});

test.each<[string, object, string]>([
  ['words alone', { result: 406, msg: 'The meeting overlaps with another one' }, 'overlap'],
  ['a description', { result: 1002, msg: 'Error', desc: 'Time slot conflicts with Board' }, 'overlap'],
  ['a field', { result: 406, msg: 'Validation failed', data: { start_time: 'overlapping' } }, 'overlap'],
  ['a list of fields', { result: 406, msg: 'Overlap', data: [] }, 'overlap'],
  [
    'a title of that word',
    { result: 1504, msg: 'Duplicate', desc: 'Overlap', data: { room_name: 'Overlap' } },
    'refused',
  ],
  ['something else', { result: 406, msg: 'Validation failed', data: { start_time: 'is past' } }, 'refused'],
])('however an overlap is told, it is one: %s', async (_name, said, kind) => {
  service.says('POST /meetings', said);
  service.says('GET /timezones', { result: 1, timezones: [] });
  await expect(session().scheduleMeeting(plan())).rejects.toMatchObject({ kind });
  // Only meetings overlap.
  service.says('GET /meeting/permanent', said);
  await expect(session().room('meeting')).rejects.toMatchObject({ kind: 'refused' });
});

test('where meetings are not offered, the room serves, nothing is changed, and nothing counts as cancelled', async () => {
  service.says('GET /timezones', { result: 1, timezones: [] });
  for (const route of ['POST /meetings', 'PATCH /meetings/m1', 'DELETE /meetings/m1']) service.says(route, bare, 404);
  const own = session();
  const made = await own.scheduleMeeting(plan());
  expect(made).toEqual({ meetingId: 'r0', roomId: 'r0', title: 'Weekly sync', joinUrl: room.direct_url, mails: false });
  expect(await own.changeMeeting('meeting', 'm1', { title: 'x' })).toBeUndefined();
  expect(await own.cancelMeeting('meeting', 'm1')).toBe(false);
});

test('the room that served as a meeting is neither changed nor cancelled as one', async () => {
  for (const route of ['PATCH /meetings/r0', 'DELETE /meetings/r0']) service.says(route, enveloped, 404);
  expect(await session().changeMeeting('meeting', 'r0', { title: 'x' })).toBeUndefined();
  expect(await session().cancelMeeting('meeting', 'r0')).toBe(false);
});

test('a change that is answered without the meeting is followed by a look at it', async () => {
  service.says('PATCH /meetings/m1', { result: 1 });
  const meeting = { meeting_id: 'm1', room_name: 'Now so', direct_url: 'https://meet.example.com/1' };
  service.says('GET /meetings/m1', { result: 1, meeting });
  expect(await session().changeMeeting('meeting', 'm1', { title: 'Now so' })).toMatchObject({ title: 'Now so' });
});

test('the pool of zones is read once a day; a zone that it does not have is left out', async () => {
  const timezones = [
    { timezone_id: 7, zone_name: 'Asia/Kolkata' },
    { timezone_id: 8, zone_name: 'Etc/UTC' },
  ];
  service.says('GET /timezones', { result: 1, timezones });
  const client = createUcaas(service.surroundings());
  const zones: unknown[] = [];
  service.on('POST /meetings', ({ body }, response) => {
    zones.push(body.timezone_id);
    const meeting = { meeting_id: '1', room_name: 'x', direct_url: 'https://meet.example.com/1' };
    json(response, { result: 1, meeting });
  });
  for (const timeZone of ['asia/kolkata', 'Asia/Calcutta', 'UTC', 'Europe/Madrid', 'Mars/Olympus'])
    await client.as({ token: 'a-token' }).scheduleMeeting(plan({ timeZone }));
  expect(zones).toEqual(['7', '7', '8', undefined, undefined]);
  const reads = () => service.asked().filter((line) => line === 'GET /timezones').length;
  expect(reads()).toBe(1);
  service.passMinutes(24 * 60 + 1);
  await client.as({ token: 'another' }).scheduleMeeting(plan());
  expect(reads()).toBe(1);
});

test('a pool that is refused or empty is done without, and asked for again', async () => {
  const client = createUcaas(service.surroundings());
  const ask = () => client.as({ token: 'a-token' }).scheduleMeeting(plan());
  service.says('GET /timezones', { result: 1002, msg: 'Not for you' });
  await ask();
  service.says('GET /timezones', { result: 1, timezones: [] });
  await ask();
  service.says('GET /timezones', { result: 1001, msg: 'Token is not valid' });
  await expect(ask()).rejects.toMatchObject({ kind: 'signed_out' });
});

test('a single meeting does not fail for want of the pool; a series, which would be at other hours without it, does', async () => {
  service.on('GET /timezones', (_asked, response) => void response.destroy());
  const client = createUcaas(service.surroundings());
  await client.as({ token: 'a-token' }).scheduleMeeting(plan());
  const series = client.as({ token: 'a-token' }).scheduleMeeting(plan({ recurrence: 'FREQ=DAILY;COUNT=2' }));
  await expect(series).rejects.toMatchObject({ kind: 'unreachable' });
  expect(service.asked().filter((line) => line === 'POST /meetings')).toHaveLength(1);
});

test('the limits of a subscription are known to whoever may see it, and to nobody else', async () => {
  const basic = { allowOverlap: false, minutes: 60, participants: 25 };
  const ofDana = await sandbox.onBehalf('dana@globex.example', 'northwind');
  expect(await ofDana.limits()).toEqual(basic);
  expect(await ofDana.limits('webinar')).toEqual({ allowOverlap: true, minutes: 240, participants: 500 });
  expect(await (await sandbox.as('dana@globex.example')).limits()).toBeUndefined();
  expect(await (await sandbox.onBehalf('dana@globex.example', 'globex')).limits()).toBeUndefined();
  expect(await (await sandbox.as('reseller@northwind.example')).limits()).toBeUndefined();
});

test.each([bare, enveloped, { result: 1002, msg: 'Your role' }, { result: 403, msg: '' }, { result: 1001, msg: '' }])(
  'whatever says that one may not look, limits are not known then: %j',
  async (answer) => {
    const status = 'result' in answer ? 200 : 404;
    service.says('GET /users/u1', { result: 1, user: { user_id: 'u1', customer_id: 'c1' } });
    service.says('GET /subscriptions', answer, status);
    expect(await session().limits()).toBeUndefined();
    service.says('GET /users/u1', answer, status);
    expect(await session().limits()).toBeUndefined();
    expect(await createUcaas(service.surroundings()).as({ token: 'a-token' }).limits()).toBeUndefined();
  },
);

test('of a subscription that says little, only that is known, and one of another customer does not count', async () => {
  service.says('GET /users/u1', { result: 1, user: { user_id: 'u1', customer_id: 'c1' } });
  const held = { subscription_id: 's', customer_id: 'c1', app_const: 'VC', settings: { duration: 0 } };
  service.says('GET /subscriptions', { result: 1, subscriptions: [{ ...held, customer_id: 'c2' }, held] });
  expect(await session().limits()).toEqual({});
  service.says('GET /subscriptions', {
    result: 1,
    subscriptions: [{ ...held, subscription: { status: 'S', allow_meeting_overlap: true } }],
  });
  expect(await session().limits()).toBeUndefined();
});
