import { afterAll, beforeAll, expect, test } from 'vitest';
import { toAddress } from '../../adapters/teams/address.ts';
import { begin } from '../../adapters/teams/inbound.ts';
import { ada, startTeamsChat } from '../support/teams/chat.ts';
import { tenantId } from '../support/teams/stand-in.ts';

const route = 'GET /v3/conversations/:id/pagedmembers';
let on: Awaited<ReturnType<typeof startTeamsChat>>;

beforeAll(async () => {
  on = await startTeamsChat();
  for (let index = 0; index < 600; index += 1)
    on.teams.members.set(`29:one${index}`, { name: `One ${index}`, aadObjectId: crypto.randomUUID() });
  on.teams.rosters.set('19:group@thread.v2', [...on.teams.members.keys()].slice(0, 120));
});
afterAll(() => on.stop());

const crowd = (conversation: string, personal = false) =>
  on.chat.crowd?.(toAddress({ serviceUrl: on.teams.url, conversation, tenantId, personal, user: ada.userId }));

test('of a large team one page is read, once for all its threads', async () => {
  const large = { place: '19:large@thread.tacv2', members: 500, isMore: true };
  expect(await crowd('19:large@thread.tacv2;messageid=1')).toEqual(large);
  expect(await crowd('19:large@thread.tacv2;messageid=2')).toEqual(large);
  expect(on.calls(route)).toBe(1);
});

test('a group chat is counted, and the one with us is not', async () => {
  expect(await crowd('19:group@thread.v2')).toMatchObject({ place: '19:group@thread.v2', members: 120, isMore: false });
  const before = on.calls(route);
  expect(await crowd('a:29:ada', true)).toBeUndefined();
  expect(on.calls(route)).toBe(before);
});

test.each([
  ['standard', false],
  ['private', true],
  ['shared', true],
  ['something new', undefined],
  [undefined, undefined],
])('a channel of the type %s is known to be private: %s', async (type, isPrivate) => {
  const conversation = { id: '19:typed@thread.tacv2;messageid=7', conversationType: 'channel' } as never;
  const channelData = { channel: { id: '19:typed@thread.tacv2', type } };
  const from = { id: '29:ada', aadObjectId: ada.userId } as never;
  const begun = begin({ id: '1', from, conversation, serviceUrl: on.teams.url, channelData }, tenantId);
  if (!begun) throw new Error('nothing began');
  expect((await on.chat.crowd?.(begun.invocation.at))?.isPrivate).toBe(isPrivate);
  expect(on.chat.place?.(begun.invocation.at)).toBe('19:typed@thread.tacv2');
});

test.each([403, 429, 503])(
  'where Teams answers with %s, it is not known, and not asked again at once',
  async (status) => {
    on.teams.failNext(route, status);
    const before = on.calls(route);
    expect([await crowd(`19:${status}@thread.tacv2`), await crowd(`19:${status}@thread.tacv2`)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(on.calls(route) - before).toBe(1);
  },
);
