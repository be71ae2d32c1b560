import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { activityOf, ada, deliver } from '../support/teams/sender.ts';
import { otherTenantId, startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

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
  }).listen(0);
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
