import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/slack/address.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import type { Mention } from '../../src/core/invocation.ts';
import type { Chat } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { recordingLog } from '../support/log.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn, workspace } from '../support/slack/stand-in.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let chat: Chat;
const log = recordingLog();
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeAll(async () => {
  slack = await startSlackStandIn();
  chat = createSlackAdapter({
    wayIn: { signingSecret },
    botToken: workspace.botToken,
    apiUrl: `${slack.apiUrl}/`,
    publicUrl: 'http://localhost',
    workspaces: { removed: async () => undefined },
    http,
    log,
    clock: () => new Date(),
  }).chat;
});
beforeEach(() => {
  for (const method of Object.keys(slack.calls)) delete slack.calls[method];
});
afterAll(async () => {
  await http.close();
  await slack.close();
});

const place = (channel: string, more: object = {}) =>
  toAddress({ workspace: workspace.teamId, channel, user: 'U0ADA', ...more });
const members = async (at = place('C0GENERAL'), of?: Mention, most = 50) => {
  const found = await chat.members?.(at, of, most);
  return found && { people: found.people.map(({ name }) => name), total: found.total };
};
const mention = (kind: Mention['kind'], id: string): Mention => ({ kind, id, start: 0, length: 1 });
const crowd = (count: number) => Array.from({ length: count }, (_, index) => `U0CROWD${index}`);

test('everybody in the channel is found, but bots, whoever has left, and people of other organisations', async () => {
  const all = ['U0BOT', 'U0ADA', 'U0OTHERBOT', 'U0GONE', 'U0EVE', 'USLACKBOT', 'U0NOBODY', 'U0BOB'];
  slack.rosters.set('C0GENERAL', all);
  expect(await members()).toEqual({ people: ['Ada', 'Bob'], total: 2 });
  const [ada] = (await chat.members?.(place('C0GENERAL'), undefined, 50))?.people ?? [];
  expect(ada).toEqual({
    mentionId: 'U0ADA',
    identity: { platform: 'slack', workspaceId: workspace.teamId, userId: 'U0ADA' },
    name: 'Ada',
    otherNames: ['Ada Almeida', 'ada'],
    email: 'ada@acme.example',
    hints: ['@ada'],
  });
});

test('no more are looked up than are wanted, and the total says that there are more', async () => {
  slack.rosters.set('C0GENERAL', ['U0BOT', 'U0ADA', 'U0BOB', 'U0OTHERBOT', ...crowd(40)]);
  expect(await members(undefined, undefined, 3)).toEqual({ people: ['Ada', 'Bob'], total: 42 });
  expect(slack.calls['users.info']).toBe(3);
  expect(await members(undefined, undefined, 0)).toEqual({ people: [], total: 43 });
});

test('a list of several pages is read to its end, and one without end up to some thousands', async () => {
  slack.rosters.set('C0GENERAL', ['U0ADA', ...crowd(2_500)]);
  expect(await members(undefined, undefined, 1)).toEqual({ people: ['Ada'], total: 2_501 });
  expect(slack.calls['conversations.members']).toBe(3);
  slack.rosters.set('C0GENERAL', ['U0ADA', ...crowd(20_000)]);
  expect((await members(undefined, undefined, 1))?.total).toBe(9_990);
  expect(slack.calls['conversations.members']).toBe(13);
});

test('a channel that is mentioned is told of to those who are in it themselves, and to nobody else', async () => {
  slack.rosters.set('C0DESIGN', ['U0BOB', 'U0ADA']).set('C0SECRET', ['U0BOB', 'U0BOT']);
  expect(await members(undefined, mention('channel', 'C0DESIGN'))).toEqual({ people: ['Bob', 'Ada'], total: 2 });
  expect(await members(undefined, mention('channel', 'C0SECRET'))).toBeUndefined();
  expect(await members(undefined, mention('channel', 'C0UNSEEN'))).toBeUndefined();
  expect(slack.calls['users.info']).toBe(2);
});

test('a user group is found; @here, an unknown group and a person are not places', async () => {
  slack.userGroups.set('S0LEADS', ['U0BOB', 'U0EVE']);
  expect(await members(undefined, mention('group', 'S0LEADS'))).toEqual({ people: ['Bob'], total: 1 });
  for (const of of [mention('group', 'here'), mention('group', 'S0GONE'), mention('person', 'U0BOB')])
    expect(await members(undefined, of)).toBeUndefined();
  expect(slack.calls['usergroups.users.list']).toBe(2);
});

test('in the direct chat with the bot, there is whoever asked', async () => {
  expect(await members(place('D-U0ADA', { direct: true }))).toEqual({ people: ['Ada'], total: 1 });
  expect(slack.calls['conversations.members']).toBeUndefined();
});

test.each([
  ['conversations.members', undefined],
  ['usergroups.users.list', mention('group', 'S0LEADS')],
] as const)('without the scope for %s nobody is found, and the log says why', async (method, of) => {
  slack.failNext(method, { body: { ok: false, error: 'missing_scope', needed: 'channels:read' } });
  expect(await members(undefined, of)).toBeUndefined();
  expect(log.lines.at(-1)).toMatchObject({ level: 'warn', fields: { error: 'missing_scope' } });
});

test('where Slack is busy, nobody is left out in silence', async () => {
  slack.rosters.set('C0GENERAL', ['U0ADA', 'U0BOB']);
  for (const method of ['conversations.members', 'users.info']) {
    slack.failNext(method, { status: 429, headers: { 'retry-after': '7' }, body: { ok: false, error: 'ratelimited' } });
    await expect(members()).rejects.toMatchObject({ kind: 'retry', retryAfterSeconds: 7 });
  }
});

test('an address of another workspace is looked at there, and an old one without a workspace nowhere', async () => {
  await expect(
    members(toAddress({ workspace: 'T0GLOBEX', channel: 'C0GENERAL', user: 'U0ADA' })),
  ).rejects.toMatchObject({
    message: 'the app is not installed there',
  });
  expect(await members(toAddress({ channel: 'C0GENERAL', user: 'U0ADA' }))).toBeUndefined();
});

test('the channels somebody is in are listed; private ones where the bot is as well, and kinds that it may not see are left out', async () => {
  for (const [id, name, isPrivate] of [
    ['C0DESIGN', 'design', false],
    ['G0BOTH', 'both', true],
    ['G0HERS', 'hers', true],
    ['C0ELSEWHERE', 'elsewhere', false],
  ] as const) {
    slack.channels.set(id, { name, num_members: 2, is_private: isPrivate });
    slack.rosters.set(id, id === 'C0ELSEWHERE' ? ['U0BOB'] : ['U0ADA', 'U0BOB']);
  }
  slack.rosters.set('C0GENERAL', ['U0ADA', 'U0BOB']);
  slack.member.add('G0BOTH');
  const ada = { platform: 'slack', workspaceId: workspace.teamId, userId: 'U0ADA' } as const;
  const listed = async (most = 50) => (await chat.places?.(ada, most))?.map(({ place: id, name }) => [id, name]);
  expect(await listed()).toEqual([
    ['G0BOTH', '#both'],
    ['C0DESIGN', '#design'],
    ['C0GENERAL', '#general'],
  ]);
  expect(await listed(2)).toHaveLength(2);
  const [both] = (await chat.places?.(ada, 50)) ?? [];
  expect((await members(both?.at))?.people).toEqual(['Ada', 'Bob']);
  slack.failNext('users.conversations', { body: { ok: false, error: 'missing_scope' } });
  expect((await listed())?.map(([, name]) => name)).toEqual(['#both']);
  slack.failNext('users.conversations', { body: { ok: false, error: 'missing_scope' } });
  slack.failNext('users.conversations', { body: { ok: false, error: 'missing_scope' } });
  expect(await listed()).toBeUndefined();
});

test('whether somebody is in a channel is told of those channels that the bot sees', async () => {
  const is = (userId: string, place: string) =>
    chat.isIn?.({ platform: 'slack', workspaceId: workspace.teamId, userId }, place);
  slack.rosters.set('C0GENERAL', ['U0ADA']);
  expect([await is('U0ADA', 'C0GENERAL'), await is('U0BOB', 'C0GENERAL')]).toEqual([true, false]);
  expect(await is('U0ADA', 'C0UNKNOWN')).toBeUndefined();
});
