import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/teams/address.ts';
import { createTeamsInstallationStore } from '../../db/teams-installation-store.ts';
import type { Mention } from '../../src/core/invocation.ts';
import { ada, message, startTeamsChat } from '../support/teams/chat.ts';
import { botId, otherTenantId, tenantId } from '../support/teams/stand-in.ts';

const route = 'GET /v3/conversations/:id/pagedmembers';
const bobsId = 'b0b00000-0000-4000-8000-000000000002';
let on: Awaited<ReturnType<typeof startTeamsChat>>;

beforeAll(async () => {
  on = await startTeamsChat();
});
beforeEach(() => on.references.save(on.reference(ada)));
afterAll(() => on.stop());

const address = (conversation: string, more: object = {}) =>
  toAddress({ serviceUrl: on.teams.url, conversation, tenantId, personal: false, user: ada.userId, ...more });
const members = async (at = address('19:x@thread.tacv2;messageid=1'), of?: Mention, most = 50) => {
  const found = await on.chat.members?.(at, of, most);
  return found && { people: found.people.map(({ name }) => name), total: found.total };
};
const mention = (kind: Mention['kind'], id: string): Mention => ({ kind, id, start: 0, length: 1 });

test('everybody of this organisation is found in the channel, and can be written to', async () => {
  on.teams.members
    .set('29:anonymous', { name: 'Anonymous' })
    .set('28:bot', { name: 'Poll', aadObjectId: 'b0700000-0000-4000-8000-000000000007' });
  expect(await members()).toEqual({ people: ['Ada Almeida', 'Bob Brandt'], total: 2 });
  expect(await on.references.find(otherTenantId, 'e5e00000-0000-4000-8000-000000000005')).toBeUndefined();
  expect(await on.references.find(tenantId, 'e5e00000-0000-4000-8000-000000000005')).toBeUndefined();
  const bob = (await on.chat.members?.(on.channel, undefined, 50))?.people[1];
  expect(bob).toEqual({
    mentionId: '29:bob',
    identity: { platform: 'teams', workspaceId: tenantId, userId: bobsId },
    name: 'Bob Brandt',
    email: 'bob@acme.example',
    hints: ['bob@acme.example'],
  });
  if (bob) await on.chat.direct(bob.identity, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe('a:29:bob');
});

test('a list of several pages is read to its end; no more are met than are wanted', async () => {
  for (let index = 0; index < 1_200; index += 1) {
    const aadObjectId = `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    on.teams.members.set(`29:crowd${index}`, { name: `Somebody ${index}`, aadObjectId });
  }
  const before = on.calls(route);
  expect(await members(undefined, undefined, 2)).toEqual({ people: ['Ada Almeida', 'Bob Brandt'], total: 1_202 });
  expect(on.calls(route) - before).toBe(3);
  expect(await on.references.find(tenantId, 'c0000000-0000-4000-8000-000000000000')).toBeUndefined();
  for (const id of [...on.teams.members.keys()].filter((one) => one.startsWith('29:crowd')))
    on.teams.members.delete(id);
});

test('a channel that is mentioned is told of to those who are in it themselves; a tag and a person are not places', async () => {
  on.teams.rosters.set('19:ours@thread.tacv2', ['29:ada', '29:bob']).set('19:theirs@thread.tacv2', ['29:bob']);
  expect((await members(undefined, mention('channel', '19:ours@thread.tacv2')))?.total).toBe(2);
  expect(await members(undefined, mention('channel', '19:theirs@thread.tacv2'))).toBeUndefined();
  expect(await members(on.channel, mention('channel', '19:ours@thread.tacv2'))).toBeUndefined();
  expect(await members(undefined, mention('group', 'MTMjY2ZhZTg='))).toBeUndefined();
  expect(await members(undefined, mention('person', '29:bob'))).toBeUndefined();
});

test('in the one-to-one chat, there is whoever asked', async () => {
  expect(await members(address('a:29:ada', { personal: true }))).toEqual({ people: ['Ada'], total: 1 });
  expect(await members(address('a:29:ada', { personal: true, user: undefined }))).toBeUndefined();
});

test.each([403, 404])('where Teams answers %i, nobody is found', async (status) => {
  on.teams.failNext(route, status);
  expect(await members()).toBeUndefined();
});

test('where Teams is busy, nobody is left out in silence', async () => {
  on.teams.failNext(route, 429, { 'retry-after': '7' });
  await expect(members()).rejects.toMatchObject({ kind: 'retry', retryAfterSeconds: 7 });
});

test('whoever was chosen in a form is found by object id: by having met the bot, or in the roster of the place', async () => {
  const direct = address('a:29:ada', { personal: true });
  on.teams.rosters.set('a:29:ada', ['29:ada']);
  await on.references.forget(tenantId, bobsId);
  const chosen = mention('person', bobsId.toUpperCase());
  expect(await on.chat.people(direct, [chosen])).toEqual([]);
  const [bob] = await on.chat.people(on.channel, [mention('person', bobsId)]);
  expect(bob).toMatchObject({ mentionId: bobsId, identity: { userId: bobsId }, name: 'Bob Brandt' });
  expect((await on.references.find(tenantId, bobsId))?.memberId).toBe('29:bob');
  expect(await on.chat.people(direct, [chosen])).toMatchObject([{ name: 'Bob Brandt' }]);
  const eve = mention('person', 'e5e00000-0000-4000-8000-000000000005');
  expect(await on.chat.people(on.channel, [eve])).toEqual([]);
});

test('the channels of teams with the app that somebody is in, and group chats with it; a team that does not answer is left out', async () => {
  const installations = createTeamsInstallationStore(on.database);
  const install = (conversation: string, kind: 'team' | 'group', name?: string) =>
    installations.save({ tenantId, conversation, kind, name, serviceUrl: on.teams.url, botId });
  await install('19:crew@thread.tacv2', 'team', 'Crew');
  await install('19:theirs@thread.tacv2', 'team', 'Theirs');
  await install('19:chat@thread.v2', 'group');
  on.teams.channels.set('19:crew@thread.tacv2', [{ id: '19:plans@thread.tacv2', name: 'Plans' }]);
  on.teams.rosters.set('19:theirs@thread.tacv2', ['29:bob']).set('19:plans@thread.tacv2', ['29:ada', '29:bob']);
  const listed = async () => (await on.chat.places?.(ada, 50))?.map(({ place, name }) => [place, name]);
  const all = [
    ['19:crew@thread.tacv2', 'Crew, General'],
    ['19:plans@thread.tacv2', 'Crew, Plans'],
    ['19:chat@thread.v2', 'Group chat'],
  ];
  expect(await listed()).toEqual(all);
  const plans = (await on.chat.places?.(ada, 50))?.find(({ name }) => name === 'Crew, Plans');
  expect((await members(plans?.at))?.people).toEqual(['Ada Almeida', 'Bob Brandt']);
  on.teams.failNext('GET /v3/teams/:id/conversations', 503);
  expect(await listed()).toEqual(all.slice(2));
});

test('whether somebody is in a channel is told of those who have met the bot', async () => {
  on.teams.rosters.set('19:hers@thread.tacv2', ['29:ada']);
  const bob = { ...ada, userId: bobsId };
  expect(await on.chat.isIn?.(ada, '19:hers@thread.tacv2')).toBe(true);
  expect(await on.chat.isIn?.(bob, '19:hers@thread.tacv2')).toBe(false);
  expect(await on.chat.isIn?.({ ...ada, userId: 'd0000000-0000-4000-8000-000000000009' }, 'x')).toBeUndefined();
  on.teams.failNext('GET /v3/conversations/:id/members/:member', 403);
  expect(await on.chat.isIn?.(ada, '19:hers@thread.tacv2')).toBeUndefined();
});
