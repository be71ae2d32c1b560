import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { recordingLog } from '../support/log.ts';
import { json, page, room, startService } from '../support/service.ts';
import { sampleOf, ucaasFixtures } from '../support/ucaas-fixtures.ts';

/** The documented sample of this name. */
const fixture = (name: string) => {
  const found = ucaasFixtures.find((one) => one.name === name);
  return { headers: [], request: {}, response: {}, ...found };
};

let service: Awaited<ReturnType<typeof startService>>;
let now = 0;
const log = recordingLog();
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const client = () =>
  createUcaas({
    http,
    baseUrl: service.url,
    apiId: 'the-api-id',
    timeoutMilliseconds: 300,
    clock: () => new Date(now),
    log,
  });

beforeAll(async () => {
  service = await startService();
});
beforeEach(() => {
  service.asked.length = 0;
  for (const route of [
    'POST /login',
    'POST /meetings',
    'GET /meetings',
    'GET /meeting/permanent',
    'POST /sessions/join',
    'POST /session/join',
  ])
    service.usual(route);
});
afterAll(async () => {
  await http.close();
  await service.close();
});

test('the documented login is sent field for field, and its answer with nothing but a token is enough', async () => {
  const { request, response, headers } = fixture('login');
  service.on('POST /login', (_asked, answer) => json(answer, sampleOf(response) as object));
  const signedIn = await client().signIn('ada@acme.example', 'secret');
  expect(signedIn).toMatchObject({ token: 'text', account: { userId: 'u1', name: 'ada', role: 'user' } });
  const [login, own] = service.asked;
  expect(Object.keys(login?.body ?? {})).toEqual(Object.keys(request));
  for (const header of headers) expect(login?.headers).toHaveProperty(header.toLowerCase());
  expect(login?.headers).toMatchObject({ 'x-api-id': 'the-api-id' });
  expect(login?.headers.authorization).toBeUndefined();
  expect(own?.headers.authorization).toBe('Token text');
});

test('the documented permanent room is read, and changed with documented fields only', async () => {
  const { response, headers } = fixture('permanent-room');
  const change = fixture('change-permanent-room');
  service.on('GET /meeting/permanent', (_asked, answer) => json(answer, sampleOf(response) as object));
  service.on('PATCH /meetings/permanent/text', (_asked, answer) => json(answer, { result: '1', msg: 'saved' }));
  const session = client().as({ token: 't' });
  const found = await session.room('webinar');
  expect(found).toMatchObject({
    roomId: 'text',
    participantPin: 'text',
    lobby: true,
    waitForHost: true,
    recording: true,
  });
  for (const header of headers) expect(service.asked[0]?.headers).toHaveProperty(header.toLowerCase());
  expect(service.asked[0]?.headers['x-app-type']).toBe('wb');
  await session.changeRoom('meeting', found.roomId, {
    name: 'a',
    description: 'b',
    waitForHost: true,
    lobby: false,
    recording: true,
  });
  const patch = service.asked.find(({ method }) => method === 'PATCH');
  expect(Object.keys(change.request)).toEqual(expect.arrayContaining(Object.keys(patch?.body ?? {})));
});

test.each(['/sessions/join', '/session/join'])(
  'the documented join is understood where the service spells it %s',
  async (spelling) => {
    const { request, response } = fixture('join-session');
    service.on(`POST ${spelling}`, (_asked, answer) => json(answer, sampleOf(response) as object));
    const entry = await client().enterByPin('12345678', 'Ada', 'ref');
    expect(entry).toMatchObject({ roomId: 'text', meetingId: 'text', role: 'participant' });
    const sent = service.asked.find(({ path }) => path === spelling);
    expect(Object.keys(sent?.body ?? {})).toEqual(Object.keys(request));
  },
);

test.each([200, 400, 406, 409])(
  'the documented error is one with HTTP status %i too, and carries everything that was said',
  async (status) => {
    const { response } = fixture('error');
    service.on('POST /meetings', (_asked, answer) => json(answer, response, status));
    await expect(
      client().as({ token: 't' }).startMeeting({ application: 'meeting', title: 'x', reference: 'r' }),
    ).rejects.toMatchObject({
      kind: 'refused',
      result: 1504,
      msg: 'Duplicate data',
      desc: 'Email Address is already registered',
      data: { email: 'user@enablex.io' },
      httpStatus: status,
      said: 'Email Address is already registered',
    });
  },
);

test.each([
  [{ result: 1, permanent_room: { ...room, room_id: 5, duration: 60 } }],
  [{ result: '1', permanent_room: { ...room, room_id: '5', wait_for_moderator: 'false', knock: 0 } }],
])('numbers and text mean the same: %j', async (body) => {
  service.on('GET /meeting/permanent', (_asked, answer) => json(answer, body));
  expect(await client().as({ token: 't' }).room('meeting')).toMatchObject({
    roomId: '5',
    minutes: 60,
    lobby: false,
    waitForHost: false,
  });
});

test.each([
  ['HTML with status 502', 'garbled', (answer) => page(answer, 502)],
  ['HTML with status 200', 'garbled', (answer) => page(answer, 200)],
  ['an empty body', 'garbled', (answer) => void answer.end()],
  ['success without what was asked for', 'garbled', (answer) => json(answer, { result: 1 })],
  ['result 0', 'refused', (answer) => json(answer, { result: 0, msg: 'Error' })],
  ['429', 'busy', (answer) => json(answer, {}, 429)],
  ['503 with HTML', 'busy', (answer) => page(answer, 503)],
  ['an expired token, as HTTP status', 'signed_out', (answer) => json(answer, { result: 403, msg: '' }, 403)],
  ['an expired token, with status 200', 'signed_out', (answer) => json(answer, { result: '403', msg: '' })],
  ['an invalid token', 'signed_out', (answer) => json(answer, { result: 1001, msg: '' })],
  ['no answer in time', 'slow', () => undefined],
  ['a dropped connection', 'unreachable', (answer) => void answer.destroy()],
] satisfies [string, string, (answer: import('node:http').ServerResponse) => void][])(
  '%s is %s',
  async (_name, kind, respond) => {
    service.on('GET /meeting/permanent', (_asked, answer) => respond(answer));
    await expect(client().as({ token: 't' }).room('meeting')).rejects.toMatchObject({ kind });
  },
);

test('reading is tried again after a dropped connection; making a meeting is not', async () => {
  let drops = 1;
  service.on('GET /meeting/permanent', (_asked, answer) => {
    drops -= 1;
    if (drops >= 0) answer.destroy();
    else json(answer, { result: 1, permanent_room: room });
  });
  expect(await client().as({ token: 't' }).room('meeting')).toMatchObject({ roomId: 'r0' });
  service.on('POST /meetings', (_asked, answer) => void answer.destroy());
  service.asked.length = 0;
  await expect(
    client().as({ token: 't' }).startMeeting({ application: 'meeting', title: 'x', reference: 'r' }),
  ).rejects.toMatchObject({ kind: 'unreachable' });
  expect(service.asked).toHaveLength(1);
});

test('a missing inferred route is asked for once in ten minutes, and the permanent room serves instead', async () => {
  service.on('POST /meetings', (_asked, answer) => json(answer, { message: 'no Route matched' }, 404));
  const session = client().as({ token: 't' });
  const start = () => session.startMeeting({ application: 'meeting', title: 'My title', reference: 'r' });
  const asks = () => service.asked.filter(({ method }) => method === 'POST').length;
  expect(await start()).toMatchObject({ title: 'My title', joinUrl: room.direct_url });
  await start();
  expect(asks()).toBe(1);
  now += 11 * 60_000;
  await start();
  expect(asks()).toBe(2);
  expect(log.lines.filter(({ message }) => message.includes('does not have this route'))).toHaveLength(2);
});

test('a meeting that an interrupted call made is found by our reference', async () => {
  const session = client().as({ token: 't' });
  const made = await session.startMeeting({ application: 'meeting', title: 'One', reference: 'ref-1' });
  await session.startMeeting({ application: 'meeting', title: 'Two', reference: 'ref-2' });
  expect(await session.findMeeting('meeting', 'ref-1')).toEqual(made);
  expect(await session.findMeeting('meeting', 'ref-3')).toBeUndefined();
});

test('a wrong password is one, however it is said', async () => {
  for (const body of [
    { result: 401, msg: '' },
    { result: '0', msg: 'Error' },
    { result: 1001, msg: '' },
  ]) {
    service.on('POST /login', (_asked, answer) => json(answer, body));
    await expect(client().signIn('a@b.example', 'x')).rejects.toMatchObject({ kind: 'wrong_password' });
  }
});
