import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { activityOf, ada, channel, deliver, inChannel } from '../support/teams/sender.ts';
import { botId, otherTenantId, startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
/** With the stand-in's address allowed, and with what is allowed in the public cloud. */
let app: RunningApp;
let inPublicCloud: RunningApp;
/** Where a forged address leads. Nobody may ever connect. */
let trap: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  teams = await startTeamsStandIn();
  trap = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '::');
  await once(trap, 'listening');
  const address = trap.address();
  port = typeof address === 'object' && address ? address.port : 0;
  const { TEAMS_SERVICE_URLS: _, ...publicCloud } = teams.environment;
  app = await startApp({ ...teams.environment, TEAMS_ALLOWED_TENANTS: otherTenantId });
  inPublicCloud = await startApp(publicCloud);
});
beforeEach(() => {
  teams.activities.length = 0;
});
afterAll(async () => {
  await app.stop();
  await inPublicCloud.stop();
  await teams.close();
  trap.close();
});

const stored = async ({ test: { database } } = app) => {
  const tables = ['invocation', 'identity', 'workspace', 'conversation_reference', 'teams_installation', 'audit'];
  const counted = await Promise.all(
    tables.map((table) => database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)),
  );
  return counted.map(({ rows }) => rows[0]?.n);
};
const send = async (changes: object, token?: string) => {
  const { status, body } = await deliver(teams, app.url, activityOf(teams, ada, { text: 'help', ...changes }), token);
  await app.app.idle();
  return { status, body };
};

describe('another tenant in the body', () => {
  const elsewhere = 'cccccccc-dddd-4eee-8fff-000000000000';
  const conversation = (tenant: unknown) => ({ id: 'a:29:ada', tenantId: tenant, conversationType: 'personal' });
  const data = (id: unknown) => ({ tenant: { id } });
  test.each([
    ['one that is not served, in both places', { conversation: conversation(elsewhere), channelData: data(elsewhere) }],
    ['in the conversation', { conversation: conversation(elsewhere) }],
    ['in the channel data', { channelData: data(elsewhere) }],
    ['two that are served', { conversation: conversation(otherTenantId) }],
    ['none at all', { conversation: conversation(undefined), channelData: {} }],
    ['only in the conversation', { channelData: undefined }],
    ['an empty one', { conversation: conversation(''), channelData: data('') }],
    ['a list with the right one', { channelData: data([tenantId]) }],
    ['a list in the conversation', { conversation: conversation([tenantId]) }],
    ['an object', { channelData: data({ id: tenantId }) }],
    ['nothing, by name', { channelData: data(null) }],
    ['a star', { conversation: conversation('*'), channelData: data('*') }],
    ['the right one with a space', { channelData: data(`${tenantId} `) }],
  ])('is refused, and nothing is stored: %s', async (_name, changes) => {
    const before = await stored();
    expect((await send(changes)).status).toBe(403);
    expect(await stored()).toEqual(before);
    expect(teams.activities).toEqual([]);
  });

  test('capital letters make nobody a second person', async () => {
    const upper = tenantId.toUpperCase();
    const from = { id: '29:ada', aadObjectId: ada.userId.toUpperCase() };
    expect((await send({ conversation: conversation(upper), channelData: data(upper), from })).status).toBe(200);
    expect((await send({})).status).toBe(200);
    const { rows } = await app.test.database.pool.query('select distinct workspace_id, user_id from invocation');
    expect(rows).toEqual([{ workspace_id: tenantId, user_id: ada.userId }]);
  });
});

describe('a forged service address', () => {
  const forged = () => [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://localhost.:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0177.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `https://smba.trafficmanager.net@127.0.0.1:${port}/`,
    `https://smba.trafficmanager.net:443@127.0.0.1:${port}/emea/`,
    `https://127.0.0.1:${port}\\@smba.trafficmanager.net/`,
    `https://127.0.0.1:${port}#@smba.trafficmanager.net/`,
    `https://user:word@smba.trafficmanager.net/emea/`,
    'https://smba.trafficmanager.net.:443/emea/',
    `https://smba.trafficmanager.net:${port}/emea/`,
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilsmba.trafficmanager.net/',
    'https://smba。trafficmanager。net.evil.example/',
    'http://smba.trafficmanager.net/emea/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.0.1/',
    'file:///etc/passwd',
    'ftp://smba.trafficmanager.net/',
  ];

  test('is refused even with a token that names it, in any spelling, and no connection is made', async () => {
    for (const serviceUrl of forged()) {
      const before = await stored(inPublicCloud);
      const { status } = await deliver(teams, inPublicCloud.url, activityOf(teams, ada, { text: 'help', serviceUrl }));
      expect([serviceUrl, status]).toEqual([serviceUrl, 403]);
      expect(await stored(inPublicCloud)).toEqual(before);
    }
    expect(connections).toBe(0);
  });

  test('is refused where the token names the genuine one', async () => {
    const token = await teams.token();
    for (const serviceUrl of forged()) expect((await send({ serviceUrl }, token)).status).toBeOneOf([401, 403]);
    expect(connections).toBe(0);
  });

  test('the refusal names the host to the operator', async () => {
    const refused = inPublicCloud.log.lines.find(({ message }) => message === 'refused requests to /teams/messages');
    expect(refused?.fields).toMatchObject({ status: 403, why: expect.stringContaining(`127.0.0.1:${port}`) });
  });
});

describe('a delivery that is not for us', () => {
  test.each([
    ['a token for another app', () => teams.token({ audience: crypto.randomUUID() }), 401],
    [
      'a token of Entra instead of the Bot Connector',
      () => teams.token({ issuer: `https://sts.windows.net/${tenantId}/` }),
      401,
    ],
    ['a token of another cloud', () => teams.token({ issuer: 'https://api.botframework.us' }), 401],
  ])('%s is refused, and nothing is stored', async (_name, token, status) => {
    const before = await stored();
    expect((await send({}, await token())).status).toBe(status);
    expect(await stored()).toEqual(before);
  });

  test.each([
    ['a list', ['ada00000-0000-4000-8000-000000000001']],
    ['an object', { id: 'ada00000-0000-4000-8000-000000000001' }],
    ['a number', 7],
  ])('a person whose id is %s is refused', async (_name, aadObjectId) => {
    expect((await send({ from: { id: '29:ada', aadObjectId } })).status).toBe(403);
  });
});

test('a delivery that is replayed, at once and many times over, is done once', async () => {
  const body = activityOf(teams, ada, { text: 'help' });
  const token = await teams.token();
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(teams, app.url, body, token)));
  await app.app.idle();
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(teams.activities).toHaveLength(1);
});

describe('somebody of another organisation', () => {
  const outsider = {
    id: '29:eve',
    name: 'Eve',
    aadObjectId: 'e5e00000-0000-4000-8000-000000000005',
    tenantId: otherTenantId,
  };
  const people = async () => {
    const { rows } = await app.test.database.pool.query(
      "select user_id from invocation where user_id like 'e5e%' union select user_id from conversation_reference where user_id like 'e5e%'",
    );
    return rows;
  };

  test('is told so in the shared channel, and nothing is kept', async () => {
    await send({ ...inChannel(ada), from: outsider, text: 'now Ours' });
    expect(teams.activities).toMatchObject([
      {
        conversation: `${channel};messageid=1`,
        body: { text: expect.stringContaining('members of this organisation') },
      },
    ]);
    expect(await people()).toEqual([]);
  });

  test('is told so by the button that they press', async () => {
    const invoke = { ...inChannel(ada), from: outsider, type: 'invoke' };
    const execute = { name: 'adaptiveCard/action', value: { action: { data: { meetwire: { ref: 'x.0' } } } } };
    const pressed = await send({ ...invoke, ...execute });
    expect(JSON.parse(pressed.body).value).toContain('members of this organisation');
    const opened = await send({ ...invoke, name: 'task/fetch', value: { data: { meetwire: { ref: 'x.0' } } } });
    expect(JSON.parse(opened.body).task.value).toContain('members of this organisation');
    expect(await people()).toEqual([]);
  });

  test('without an account is nobody, whatever they call themselves', async () => {
    const before = await stored();
    await send({ ...inChannel(ada), from: { id: '29:anonymous', name: 'Ada Almeida' }, text: 'now' });
    expect(teams.activities).toMatchObject([
      { body: { text: expect.stringContaining('members of this organisation') } },
    ]);
    expect((await stored()).slice(0, 4)).toEqual(before.slice(0, 4));
  });

  test('who cannot be answered is not answered, and the delivery is not sent again', async () => {
    teams.failNext('POST /v3/conversations/:id/activities', 403);
    expect((await send({ ...inChannel(ada), from: outsider })).status).toBe(200);
    expect(teams.activities).toEqual([]);
  });

  test('another bot gets no answer, so that no two bots talk to each other', async () => {
    await send({ ...inChannel(ada), from: { id: '28:another', name: 'Bot' } });
    await send({ ...inChannel(ada), from: { id: botId, name: 'Meetwire' } });
    expect(teams.activities).toEqual([]);
  });
});
