import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTeamsInstallationStore } from '../../db/teams-installation-store.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { ada, message, startTeamsChat } from '../support/teams/chat.ts';
import { botId, otherTenantId, tenantId } from '../support/teams/stand-in.ts';

const route = 'GET /v3/conversations/:id/pagedmembers';
const [ours, theirs, busy] = ['19:ours@thread.tacv2', '19:theirs@thread.tacv2', '19:busy@thread.tacv2'];
let on: Awaited<ReturnType<typeof startTeamsChat>>;

beforeAll(async () => {
  on = await startTeamsChat();
  on.teams.members
    .set('29:carl', { name: 'Carl Castillo', aadObjectId: idOf('c') })
    .set('29:dora', { name: 'Dora Duarte', aadObjectId: idOf('d') })
    .set('29:gus', { name: 'Gus Guest', aadObjectId: idOf('9'), userRole: 'guest' })
    .set('28:poll', { name: 'Poll', aadObjectId: idOf('f') });
  on.teams.rosters.set(ours, ['29:ada', '29:carl', '29:eve', '29:gus', '28:poll']).set(theirs, ['29:bob', '29:dora']);
  for (const person of [ada, of('9')]) await on.references.save(on.reference(person));
  await on.references.save({ ...on.reference(of('9')), memberId: '29:gus', name: 'Gus Guest' });
  await on.references.save({ ...on.reference(of('e')), memberId: '29:met', name: 'Zoë Zander' });
  await on.references.save({ ...on.reference({ ...of('8'), workspaceId: otherTenantId }), name: 'Otto Other' });
  for (const conversation of [ours, theirs]) await install(conversation);
});
afterAll(() => on.stop());

const idOf = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const of = (digit: string) => ({ ...ada, userId: idOf(digit) });
const install = (conversation: string) =>
  createTeamsInstallationStore(on.database).save({
    ...{ tenantId, conversation, kind: 'team', serviceUrl: on.teams.url, botId },
  });
const named = async (name: string, person: Identity = ada) => {
  const found = await on.chat.named?.(person, name, 6);
  return found && { names: found.found.map((one) => one.name), by: found.by, isWhole: found.isWhole };
};

test('whoever has met the bot is found, and whoever is in a team that one is in as well, and can be written to', async () => {
  expect(await named('zoe')).toEqual({ names: ['Zoë Zander'], by: 'part', isWhole: true });
  expect(await named('Castilo')).toEqual({ names: ['Carl Castillo'], by: 'near', isWhole: true });
  const [carl] = (await on.chat.named?.(ada, 'Carl Castillo', 6))?.found ?? [];
  expect(carl).toMatchObject({ email: 'carl@acme.example', hints: ['carl@acme.example'] });
  if (carl) await on.chat.direct(carl.identity, message('caller'));
  expect(on.teams.activities.at(-1)?.conversation).toBe('a:29:carl');
});

test('people of teams that one is not in, other organisations, other tenants, bots and oneself are not found', async () => {
  for (const name of ['Dora', 'Eve', 'Otto', 'Poll', 'Ada']) expect((await named(name))?.names).toEqual([]);
  expect(await on.references.find(tenantId, idOf('d'))).toBeUndefined();
});

test('guests are told of nobody, nor is whoever cannot be told from one', async () => {
  expect(await named('Zoë', of('9'))).toBeUndefined();
  expect(await named('Zoë', of('7'))).toBeUndefined();
  expect((await named('Gus'))?.names).toEqual(['Gus Guest']);
});

test('a team is asked once in an hour; where one is busy or does not tell, the others serve', async () => {
  const before = on.calls(route);
  await named('Carl');
  expect(on.calls(route)).toBe(before);
  await install(busy);
  on.teams.failNext(route, 429);
  expect(await named('Carl')).toMatchObject({ names: ['Carl Castillo'], isWhole: false });
  on.teams.failNext(route, 403);
  expect(await named('Carl')).toMatchObject({ names: ['Carl Castillo'], isWhole: true });
});
