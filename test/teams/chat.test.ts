import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/teams/address.ts';
import { ada, message, startTeamsChat } from '../support/teams/chat.ts';
import { botId, tenantId } from '../support/teams/stand-in.ts';

let on: Awaited<ReturnType<typeof startTeamsChat>>;

beforeAll(async () => {
  on = await startTeamsChat();
});
beforeEach(() => on.references.save(on.reference(ada)));
afterAll(() => on.stop());

test('a private answer to a channel goes to the one-to-one chat, which is opened once and remembered', async () => {
  await on.chat.post(on.channel, message('caller'));
  await on.chat.post(on.channel, message('caller'));
  expect(on.teams.activities.map(({ conversation }) => conversation)).toEqual(['a:29:ada', 'a:29:ada']);
  expect(on.teams.calls['POST /v3/conversations']).toBe(1);
  expect(await on.references.find(tenantId, ada.userId)).toMatchObject({ conversation: 'a:29:ada', botId });
});

test('a public answer goes into the thread, and can be replaced', async () => {
  const { reference } = await on.chat.post(on.channel, message('everyone'));
  if (!reference) throw new Error('no reference');
  await on.chat.replace(reference, on.channel, {
    ...message('everyone'),
    reply: { visibleTo: 'everyone', text: ['changed'] },
  });
  expect(on.teams.activities.at(-1)).toMatchObject({
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
  on.teams.failNext('POST /v3/conversations/:id/activities', status, headers);
  await expect(on.chat.post(on.channel, message('everyone'))).rejects.toMatchObject(wanted);
});

const posting = 'POST /v3/conversations/:id/activities';

const opening = 'POST /v3/conversations';

test.each([
  ['blocked the bot', posting, 403],
  ['has no such chat any more', posting, 404],
  ['never had the app', opening, 403],
])('somebody who %s is forgotten, and not tried again until they are met again', async (_name, route, status) => {
  if (route === posting) await on.chat.direct(ada, message('caller'));
  else await on.references.forget(tenantId, ada.userId).then(() => on.references.save(on.reference(ada)));
  on.teams.failNext(route, status);
  await expect(on.chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect(await on.references.find(tenantId, ada.userId)).toBeUndefined();

  const before = [on.calls(posting), on.calls(opening)];
  await expect(on.chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect([on.calls(posting), on.calls(opening)]).toEqual(before);

  await on.references.save(on.reference(ada));
  await on.chat.direct(ada, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe('a:29:ada');
});

test('a wrong password of the app forgets nobody', async () => {
  const fresh = on.create();
  on.teams.failNext('POST /token', 400);
  await expect(fresh.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  expect(await on.references.find(tenantId, ada.userId)).toBeDefined();
});

test.each([400, 413, 429, 503])('status %i forgets nobody', async (status) => {
  on.teams.failNext(posting, status);
  await expect(on.chat.direct(ada, message('caller'))).rejects.toThrow();
  expect(await on.references.find(tenantId, ada.userId)).toBeDefined();
});

test('a service address that was kept from before and is not allowed any more leads nowhere', async () => {
  await on.references.save({ ...on.reference(ada), serviceUrl: 'http://127.0.0.1:1/' });
  // A connection that fails would count as passing, and be tried again.
  await expect(on.chat.direct(ada, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
});

test('tokens are asked for the Bot Connector of the cloud', () => {
  expect(new Set(on.teams.scopes)).toEqual(new Set(['https://api.botframework.com/.default']));
});

test('our credentials go nowhere but to the hosts that are allowed', async () => {
  const foreign = toAddress({ serviceUrl: 'https://evil.example/', conversation: 'c', tenantId, personal: true });
  await expect(on.chat.post(foreign, message('everyone'))).rejects.toMatchObject({ kind: 'refused' });
});
