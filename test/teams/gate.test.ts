import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGate, type Gate } from '../../adapters/teams/gate.ts';
import { createTenants } from '../../adapters/teams/tenants.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { appId, startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let gate: Gate;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeAll(async () => {
  teams = await startTeamsStandIn();
  gate = create();
});
afterAll(async () => {
  await http.close();
  await teams.close();
});

const create = (changes: Partial<Parameters<typeof createGate>[0]> = {}) =>
  createGate({
    appId,
    tenants: createTenants({ home: tenantId, allowed: [], installations: { any: async () => false } }),
    issuer: 'https://api.botframework.com',
    openIdUrl: `${teams.url}/openid`,
    serviceHostAllowed: hostRule(['127.0.0.1:*']),
    http,
    clock: () => new Date(),
    ...changes,
  });
const activity = (changes: object = {}) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: teams.url,
  conversation: { id: 'c', tenantId },
  channelData: { tenant: { id: tenantId } },
  ...changes,
});
const judge = async (body: unknown, token: string | Promise<string>) => {
  const verdict = await gate(body, `Bearer ${await token}`);
  return verdict.allowed ? 200 : verdict.status;
};

test('a genuine activity is let through', async () => expect(await judge(activity(), teams.token())).toBe(200));

test.each([
  ['the wrong audience', () => teams.token({ audience: 'another-app' })],
  ['the wrong issuer', () => teams.token({ issuer: 'https://sts.windows.net/x/' })],
  ['a token that ended six minutes ago', () => teams.token({ at: Math.floor(Date.now() / 1000) - 3960 })],
  ['a token of the future', () => teams.token({ at: Math.floor(Date.now() / 1000) + 360 })],
  ['a forged signature', () => teams.token({ key: teams.keys.unendorsed })],
  ['an unknown key', () => teams.token({ kid: 'three' })],
  ['a key that is not endorsed for Teams', () => teams.token({ kid: 'two', key: teams.keys.unendorsed })],
  ['another service address', () => teams.token({ serviceUrl: 'https://smba.trafficmanager.net/emea/' })],
  ['no service address', () => teams.token({ serviceUrl: null })],
])('%s is refused with 401', async (_name, token) => expect(await judge(activity(), token())).toBe(401));

test('a token that is signed with nothing, or with the public key as a secret, is refused', async () => {
  const claims = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: teams.url,
    exp: Math.floor(Date.now() / 1000) + 600,
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  expect(await judge(activity(), `${encode({ alg: 'none', kid: 'one' })}.${encode(claims)}.`)).toBe(401);
  const confused = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'one' })
    .sign(Buffer.from('the public key, as everybody can have it'));
  expect(await judge(activity(), confused)).toBe(401);
  const { privateKey } = await generateKeyPair('PS256');
  expect(
    await judge(
      activity(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'PS256', kid: 'one' }).sign(privateKey),
    ),
  ).toBe(401);
});

test.each([
  ['an empty channel', { channelId: '' }],
  ['no channel', { channelId: undefined }],
  ['another channel', { channelId: 'webchat' }],
  ['another tenant', { channelData: { tenant: { id: crypto.randomUUID() } } }],
  ['two tenants', { conversation: { id: 'c', tenantId: crypto.randomUUID() } }],
  ['no tenant', { channelData: {}, conversation: { id: 'c' } }],
  ['no conversation', { conversation: undefined }],
])('an activity with %s is refused with 403', async (_name, changes) =>
  expect(await judge(activity(changes), teams.token())).toBe(403),
);

test.each([undefined, '', 'Bearer', 'Bearer x', 'Basic abc', 'bearer a.b.c'])(
  'the header %j is refused',
  async (header) => {
    expect(await gate(activity(), header)).toMatchObject({ allowed: false, status: 401 });
  },
);

test('a body that is no activity is refused', async () => {
  for (const body of [null, [], 'x', 7, {}]) expect(await judge(body, teams.token())).toBe(403);
});

test('a service address outside the allowed hosts is refused even where the token names it', async () => {
  const serviceUrl = 'https://evil.example/';
  const token = await teams.token({ serviceUrl });
  expect(await judge(activity({ serviceUrl }), token)).toBe(403);
});

test('a flood of unknown keys fetches the keys once', async () => {
  const fresh = create();
  const before = teams.calls['GET /keys'] ?? 0;
  for (let index = 0; index < 50; index += 1)
    await fresh(activity(), `Bearer ${await teams.token({ kid: `k${index}` })}`);
  expect((teams.calls['GET /keys'] ?? 0) - before).toBeLessThanOrEqual(1);
});

test('in another cloud, only whoever signs there is believed', async () => {
  const issuer = 'https://api.botframework.us';
  const government = create({ issuer });
  const bearer = async (changes: object) => `Bearer ${await teams.token(changes)}`;
  expect(await government(activity(), await bearer({ issuer }))).toEqual({ allowed: true, tenantId });
  expect(await government(activity(), await bearer({}))).toMatchObject({ status: 401 });
});

test('without an app id there is no gate at all', () => {
  expect(() => create({ appId: '' })).toThrow('must not be empty');
});
