import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ada, message, startTeamsChat } from '../support/teams/chat.ts';
import { botId, directChatOf, otherTenantId, tenantId } from '../support/teams/stand-in.ts';

let on: Awaited<ReturnType<typeof startTeamsChat>>;

beforeAll(async () => {
  on = await startTeamsChat();
});
beforeEach(() => on.references.save(on.reference(ada)));
afterAll(() => on.stop());

test('a reference of one tenant is never used for another', async () => {
  const namesake = { ...ada, workspaceId: otherTenantId };
  await expect(on.chat.direct(namesake, message('caller'))).rejects.toMatchObject({ kind: 'refused' });
  await on.references.save(on.reference(namesake));
  await on.chat.direct(namesake, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe(directChatOf('29:ada', otherTenantId));
  await on.chat.direct(ada, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe('a:29:ada');
  const inAnother = { ...message('everyone'), caller: namesake };
  await expect(on.chat.post(on.channel, inAnother)).rejects.toMatchObject({ kind: 'refused' });
});

test('a reference follows a new service address and a new name, and keeps what it is not told', async () => {
  await on.references.save({
    ...on.reference(ada),
    conversation: 'a:29:ada',
    serviceUrl: 'https://smba.example/emea/',
  });
  await on.references.save({ ...on.reference(ada), name: '', botId: '', serviceUrl: 'https://smba.example/amer/' });
  expect((await on.references.find(tenantId, ada.userId))?.name).toBe('Ada');
  await on.references.save({ ...on.reference(ada), name: 'Ada Byron', serviceUrl: 'https://smba.example/amer/' });
  expect(await on.references.find(tenantId, ada.userId)).toMatchObject({
    name: 'Ada Byron',
    botId,
    serviceUrl: 'https://smba.example/amer/',
    conversation: 'a:29:ada',
  });
});

test('the profile has the email and the organisation from the roster, which is remembered', async () => {
  const wanted = {
    ...{ name: 'Ada Almeida', email: 'ada@acme.example', workspaceName: 'acme.example' },
    isGuest: false,
  };
  expect(await on.chat.profile(ada)).toEqual(wanted);
  const before = on.calls('GET /v3/conversations/:id/members/:member');
  expect(await on.chat.profile(ada)).toEqual(wanted);
  expect(on.calls('GET /v3/conversations/:id/members/:member')).toBe(before);

  const namesake = { ...ada, workspaceId: otherTenantId };
  await on.references.save(on.reference(namesake));
  expect(await on.chat.profile(namesake)).toMatchObject({
    email: 'ada@globex.example',
    workspaceName: 'globex.example',
  });
});

test('where the roster does not answer, or speaks of somebody else, the profile is what we know', async () => {
  const bob = { ...ada, userId: 'b0b00000-0000-4000-8000-000000000002' };
  const plain = { name: 'Ada', workspaceName: `Microsoft 365 tenant ${tenantId}` };
  await on.references.save({ ...on.reference(bob), memberId: '29:bob' });
  on.teams.failNext('GET /v3/conversations/:id/members/:member', 502);
  expect(await on.chat.profile(bob)).toEqual({ ...plain, email: undefined });
  await on.references.save(on.reference(bob));
  expect(await on.chat.profile(bob)).toEqual({ ...plain, email: undefined });
  await on.references.forget(tenantId, bob.userId);
  expect((await on.chat.profile(bob)).name).toBe(bob.userId);
});

test('people who are mentioned are found, and those who never spoke to the bot can be written to', async () => {
  const mention = { kind: 'person', id: '29:bob', name: 'Bob', start: 0, length: 4 } as const;
  const [bob] = await on.chat.people(on.channel, [mention]);
  expect(bob).toMatchObject({
    name: 'Bob Brandt',
    identity: { workspaceId: tenantId, userId: 'b0b00000-0000-4000-8000-000000000002' },
  });
  if (bob) await on.chat.direct(bob.identity, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe('a:29:bob');
});

test('whoever is of another organisation is left out of a mention, and gets no chat of their own', async () => {
  const eve = { kind: 'person', id: '29:eve', name: 'Eve', start: 0, length: 4 } as const;
  expect(await on.chat.people(on.channel, [eve])).toEqual([]);
  expect(await on.references.find(tenantId, 'e5e00000-0000-4000-8000-000000000005')).toBeUndefined();
});
