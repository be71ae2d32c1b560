import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/teams/address.ts';
import { createTeamsAdapter } from '../../adapters/teams/index.ts';
import { createConversationReferenceStore } from '../../db/conversation-reference-store.ts';
import { createTeamsInstallationStore } from '../../db/teams-installation-store.ts';
import { createWorkspaceStore } from '../../db/workspace-store.ts';
import type { Chat, OutgoingMessage } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { appId, appPassword, botId, otherTenantId, startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let database: TestDatabase;
let chat: Chat;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const ada = { platform: 'teams', workspaceId: tenantId, userId: 'ada00000-0000-4000-8000-000000000001' } as const;
const references = () => createConversationReferenceStore(database.database);

beforeAll(async () => {
  [teams, database] = await Promise.all([startTeamsStandIn(), testDatabase()]);
  chat = createTeamsAdapter({
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
    workspaces: createWorkspaceStore(database),
    http,
    log,
    clock: () => new Date(),
  }).chat;
});
beforeEach(() =>
  references().save({ tenantId, userId: ada.userId, memberId: '29:ada', name: 'Ada', serviceUrl: teams.url, botId }),
);
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

test('somebody who removed the bot is not written to in the same conversation again', async () => {
  await chat.direct(ada, message('caller'));
  teams.failNext('POST /v3/conversations/:id/activities', 403);
  await expect(chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect((await references().find(tenantId, ada.userId))?.conversation).toBeUndefined();
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
