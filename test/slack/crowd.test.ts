import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/slack/address.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import type { Chat } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { silentLog as log } from '../support/log.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn, workspace } from '../support/slack/stand-in.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let chat: Chat;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const now = { at: Date.now() };

beforeAll(async () => {
  slack = await startSlackStandIn();
  slack.channels.set('C0LARGE', { name: 'large', num_members: 1240 });
  chat = createSlackAdapter({
    wayIn: { signingSecret },
    botToken: workspace.botToken,
    apiUrl: `${slack.apiUrl}/`,
    publicUrl: 'http://localhost',
    workspaces: { removed: async () => undefined },
    ...{ http, log, clock: () => new Date(now.at) },
  }).chat;
});
beforeEach(() => {
  now.at += 11 * 60_000;
  delete slack.calls['conversations.info'];
});
afterAll(async () => {
  await http.close();
  await slack.close();
});

const crowd = (channel: string, more: object = {}) =>
  chat.crowd?.(toAddress({ workspace: workspace.teamId, channel, user: 'U0ADA', ...more }));
const calls = () => slack.calls['conversations.info'] ?? 0;

test('how many are in a channel is asked once in ten minutes, for all its threads', async () => {
  const large = { place: 'C0LARGE', name: '#large', members: 1240 };
  expect([await crowd('C0LARGE'), await crowd('C0LARGE', { thread: '4.4' })]).toEqual([large, large]);
  expect(calls()).toBe(1);
  slack.channels.set('C0LARGE', { name: 'large', num_members: 1241 });
  now.at += 11 * 60_000;
  expect(await crowd('C0LARGE')).toMatchObject({ members: 1241 });
});

test('whether everybody may enter a channel is told with it, and what it is called by its threads as well', async () => {
  slack.channels.set('C0BOARD', { name: 'board', num_members: 4, is_private: true });
  expect(await crowd('C0BOARD')).toMatchObject({ isPrivate: true });
  const at = (channel: string, more: object = {}) =>
    chat.place?.(toAddress({ workspace: workspace.teamId, channel, user: 'U0ADA', ...more }));
  expect([at('C0BOARD', { thread: '4.4' }), at('D0ADA', { direct: true }), at('D0BETWEEN')]).toEqual([
    'C0BOARD',
    undefined,
    undefined,
  ]);
});

test('of a direct chat nothing is asked', async () => {
  expect([await crowd('D0ADA', { direct: true }), await crowd('D0BETWEEN')]).toEqual([undefined, undefined]);
  expect(calls()).toBe(0);
});

test.each([
  ['does not tell it for want of a scope', { body: { ok: false, error: 'missing_scope' } }],
  ['is busy', { status: 429, headers: { 'retry-after': '30' }, body: {} }],
  ['is away', { status: 503, body: {} }],
  ['says it without a number', { body: { ok: true, channel: { id: 'C0LARGE' } } }],
  ['says it in another way', { body: { ok: true, channel: 'C0LARGE' } }],
])('where Slack %s, it is not known, and not asked again at once', async (_why, answer) => {
  slack.failNext('conversations.info', answer);
  expect([await crowd('C0LARGE'), await crowd('C0LARGE')]).toEqual([undefined, undefined]);
  expect(calls()).toBe(1);
});
