import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/teams/address.ts';
import { createTeamsAdapter } from '../../adapters/teams/index.ts';
import { createConversationReferenceStore } from '../../db/conversation-reference-store.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createTeamsInstallationStore } from '../../db/teams-installation-store.ts';
import { createWorkspaceStore } from '../../db/workspace-store.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, OutgoingMessage } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import {
  appId,
  appPassword,
  botId,
  directChatOf,
  otherTenantId,
  startTeamsStandIn,
  tenantId,
} from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let database: TestDatabase;
let chat: Chat;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const ada = { platform: 'teams', workspaceId: tenantId, userId: 'ada00000-0000-4000-8000-000000000001' } as const;
const reference = ({ workspaceId, userId }: Identity) => ({
  tenantId: workspaceId,
  userId,
  memberId: '29:ada',
  name: 'Ada',
  serviceUrl: teams.url,
  botId,
});
const references = () => createConversationReferenceStore(database.database);

beforeAll(async () => {
  [teams, database] = await Promise.all([startTeamsStandIn(), testDatabase()]);
  chat = create();
});
const create = (): Chat =>
  createTeamsAdapter({
    appId,
    appPassword,
    tenantId,
    allowedTenants: [otherTenantId],
    issuer: 'https://api.botframework.com',
    scope: 'https://api.botframework.com/.default',
    openIdUrl: `${teams.url}/openid`,
    tokenUrl: `${teams.url}/token`,
    serviceHostAllowed: hostRule([new URL(teams.url).host]),
    references: references(),
    installations: createTeamsInstallationStore(database.database),
    workspaces: createWorkspaceStore({
      database: database.database,
      box: createSecretBox(testKeys.encryptionKeys),
      log,
    }),
    http,
    log,
    clock: () => new Date(),
  }).chat;
beforeEach(() => references().save(reference(ada)));
afterAll(async () => {
  await http.close();
  await teams.close();
  await database.drop();
});

const channel = () =>
  toAddress({ serviceUrl: teams.url, conversation: '19:x@thread.tacv2;messageid=1', tenantId, personal: false });
const message = (visibleTo: 'everyone' | 'caller'): OutgoingMessage => ({
  effectId: 'e',
  caller: ada,
  again: false,
  reply: { visibleTo, text: ['said'] },
});

test('a private answer to a channel goes to the one-to-one chat, which is opened once and remembered', async () => {
  await chat.post(channel(), message('caller'));
  await chat.post(channel(), message('caller'));
  expect(teams.activities.map(({ conversation }) => conversation)).toEqual(['a:29:ada', 'a:29:ada']);
  expect(teams.calls['POST /v3/conversations']).toBe(1);
  expect(await references().find(tenantId, ada.userId)).toMatchObject({ conversation: 'a:29:ada', botId });
});

test('a public answer goes into the thread, and can be replaced', async () => {
  const { reference } = await chat.post(channel(), message('everyone'));
  if (!reference) throw new Error('no reference');
  await chat.replace(reference, channel(), {
    ...message('everyone'),
    reply: { visibleTo: 'everyone', text: ['changed'] },
  });
  expect(teams.activities.at(-1)).toMatchObject({
    conversation: '19:x@thread.tacv2;messageid=1',
    body: { text: 'changed' },
  });
});

test.each([
  [429, { 'retry-after': '9' }, { kind: 'retry', retryAfterSeconds: 9 }],
  [412, {}, { kind: 'retry' }],
  [502, {}, { kind: 'retry' }],
  [403, {}, { kind: 'refused' }],
  [404, {}, { kind: 'refused' }],
])('status %i is told apart', async (status, headers: Record<string, string>, wanted) => {
  teams.failNext('POST /v3/conversations/:id/activities', status, headers);
  await expect(chat.post(channel(), message('everyone'))).rejects.toMatchObject(wanted);
});

const calls = (route: string) => teams.calls[route] ?? 0;
const posting = 'POST /v3/conversations/:id/activities';
const opening = 'POST /v3/conversations';

test.each([
  ['blocked the bot', posting, 403],
  ['has no such chat any more', posting, 404],
  ['never had the app', opening, 403],
])('somebody who %s is forgotten, and not tried again until they are met again', async (_name, route, status) => {
  if (route === posting) await chat.direct(ada, message('caller'));
  else
    await references()
      .forget(tenantId, ada.userId)
      .then(() => references().save(reference(ada)));
  teams.failNext(route, status);
  await expect(chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect(await references().find(tenantId, ada.userId)).toBeUndefined();

  const before = [calls(posting), calls(opening)];
  await expect(chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect([calls(posting), calls(opening)]).toEqual(before);

  await references().save(reference(ada));
  await chat.direct(ada, message('caller'));
  expect(teams.activities.at(-1)?.conversation).toBe('a:29:ada');
});

test('a wrong password of the app forgets nobody', async () => {
  const fresh = create();
  teams.failNext('POST /token', 400);
  await expect(fresh.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect(await references().find(tenantId, ada.userId)).toBeDefined();
});

test.each([400, 413, 429, 503])('status %i forgets nobody', async (status) => {
  teams.failNext(posting, status);
  await expect(chat.direct(ada, message('caller'))).rejects.toThrow();
  expect(await references().find(tenantId, ada.userId)).toBeDefined();
});

test('a reference of one tenant is never used for another', async () => {
  const namesake = { ...ada, workspaceId: otherTenantId };
  await expect(chat.direct(namesake, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  await references().save(reference(namesake));
  await chat.direct(namesake, message('caller'));
  expect(teams.activities.at(-1)?.conversation).toBe(directChatOf('29:ada', otherTenantId));
  await chat.direct(ada, message('caller'));
  expect(teams.activities.at(-1)?.conversation).toBe('a:29:ada');
  const inAnother = { ...message('everyone'), caller: namesake };
  await expect(chat.post(channel(), inAnother)).rejects.toMatchObject({ kind: 'refused' });
});

test('a reference follows a new service address and a new name, and keeps what it is not told', async () => {
  await references().save({ ...reference(ada), conversation: 'a:29:ada', serviceUrl: 'https://smba.example/emea/' });
  await references().save({ ...reference(ada), name: '', botId: '', serviceUrl: 'https://smba.example/amer/' });
  expect((await references().find(tenantId, ada.userId))?.name).toBe('Ada');
  await references().save({ ...reference(ada), name: 'Ada Byron', serviceUrl: 'https://smba.example/amer/' });
  expect(await references().find(tenantId, ada.userId)).toMatchObject({
    name: 'Ada Byron',
    botId,
    serviceUrl: 'https://smba.example/amer/',
    conversation: 'a:29:ada',
  });
});

test('a service address that was kept from before and is not allowed any more leads nowhere', async () => {
  await references().save({ ...reference(ada), serviceUrl: 'http://127.0.0.1:1/' });
  // A connection that fails would count as passing, and be tried again.
  await expect(chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
});

test('the profile has the email and the organisation from the roster, which is remembered', async () => {
  const wanted = { name: 'Ada Almeida', email: 'ada@acme.example', workspaceName: 'acme.example' };
  expect(await chat.profile(ada)).toEqual(wanted);
  const before = calls('GET /v3/conversations/:id/members/:member');
  expect(await chat.profile(ada)).toEqual(wanted);
  expect(calls('GET /v3/conversations/:id/members/:member')).toBe(before);

  const namesake = { ...ada, workspaceId: otherTenantId };
  await references().save(reference(namesake));
  expect(await chat.profile(namesake)).toMatchObject({
    email: 'ada@globex.example',
    workspaceName: 'globex.example',
  });
});

test('where the roster does not answer, or speaks of somebody else, the profile is what we know', async () => {
  const bob = { ...ada, userId: 'b0b00000-0000-4000-8000-000000000002' };
  const plain = { name: 'Ada', workspaceName: `Microsoft 365 tenant ${tenantId}` };
  await references().save({ ...reference(bob), memberId: '29:bob' });
  teams.failNext('GET /v3/conversations/:id/members/:member', 502);
  expect(await chat.profile(bob)).toEqual({ ...plain, email: undefined });
  await references().save(reference(bob));
  expect(await chat.profile(bob)).toEqual({ ...plain, email: undefined });
  await references().forget(tenantId, bob.userId);
  expect((await chat.profile(bob)).name).toBe(bob.userId);
});

test('tokens are asked for the Bot Connector of the cloud', () => {
  expect(new Set(teams.scopes)).toEqual(new Set(['https://api.botframework.com/.default']));
});

test('our credentials go nowhere but to the hosts that are allowed', async () => {
  const foreign = toAddress({ serviceUrl: 'https://evil.example/', conversation: 'c', tenantId, personal: true });
  await expect(chat.post(foreign, message('everyone'))).rejects.toMatchObject({ kind: 'refused' });
});

test('people who are mentioned are found, and those who never spoke to the bot can be written to', async () => {
  const mention = { kind: 'person', id: '29:bob', name: 'Bob', start: 0, length: 4 } as const;
  const [bob] = await chat.people(channel(), [mention]);
  expect(bob).toMatchObject({
    name: 'Bob Brandt',
    identity: { workspaceId: tenantId, userId: 'b0b00000-0000-4000-8000-000000000002' },
  });
  if (bob) await chat.direct(bob.identity, message('caller'));
  expect(teams.activities.at(-1)?.conversation).toBe('a:29:bob');
});

test('whoever is of another organisation is left out of a mention, and gets no chat of their own', async () => {
  const eve = { kind: 'person', id: '29:eve', name: 'Eve', start: 0, length: 4 } as const;
  expect(await chat.people(channel(), [eve])).toEqual([]);
  expect(await references().find(tenantId, 'e5e00000-0000-4000-8000-000000000005')).toBeUndefined();
});
