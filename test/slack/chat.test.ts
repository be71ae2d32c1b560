import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toAddress } from '../../adapters/slack/address.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import type { Chat, OutgoingMessage } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { recordingLog } from '../support/log.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn, workspace } from '../support/slack/stand-in.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let chat: Chat;
let shift = 0;
const log = recordingLog();
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeAll(async () => {
  slack = await startSlackStandIn();
  const { botToken } = workspace;
  const clock = () => new Date(Date.now() + shift);
  chat = createSlackAdapter({
    wayIn: { signingSecret },
    botToken,
    apiUrl: `${slack.apiUrl}/`,
    publicUrl: 'http://localhost',
    workspaces: { removed: async () => undefined },
    http,
    log,
    clock,
  }).chat;
});
beforeEach(() => {
  slack.messages.length = 0;
  shift = 0;
});
afterAll(async () => {
  await http.close();
  await slack.close();
});

const ada = { platform: 'slack', workspaceId: workspace.teamId, userId: 'U0ADA' } as const;
const message = (visibleTo: 'everyone' | 'caller', again = false): OutgoingMessage => ({
  effectId: '11111111-2222-4333-8444-555555555555',
  caller: ada,
  again,
  reply: { visibleTo, text: ['said'], card: { title: 'A card', tone: 'live' } },
});
const at = (channel: string, more: object = {}) =>
  toAddress({ workspace: workspace.teamId, channel, user: 'U0ADA', ...more });
const withUrl = (channel: string) =>
  at(channel, { responseUrl: slack.responseUrl(channel, 'U0ADA'), responseUntil: Date.now() + 60_000 });

test('a card is posted by the Web API, into the thread where it was asked for, with our id and without unfurling', async () => {
  const { reference } = await chat.post(at('C0GENERAL', { thread: '1.5' }), message('everyone'));
  expect(slack.messages).toMatchObject([
    {
      channel: 'C0GENERAL',
      thread: '1.5',
      body: {
        unfurl_links: false,
        metadata: { event_type: 'meetwire_effect', event_payload: { effect: message('everyone').effectId } },
      },
    },
  ]);
  await chat.replace(
    reference ??
      (() => {
        throw new Error('no reference');
      })(),
    at('C0GENERAL'),
    { ...message('everyone'), reply: { visibleTo: 'everyone', text: ['changed'] } },
  );
  expect(slack.messages).toMatchObject([{ body: { text: 'changed' } }]);
});

test('where the bot is not a member, the card comes by the response URL and says that it will not update', async () => {
  expect(await chat.post(withUrl('C0STRANGE'), message('everyone'))).toEqual({});
  expect(slack.messages).toMatchObject([{ channel: 'C0STRANGE', body: { response_type: 'in_channel' } }]);
  expect(JSON.stringify(slack.messages[0]?.body.blocks)).toContain('will not update itself');
  await expect(chat.post(at('C0STRANGE'), message('everyone'))).rejects.toMatchObject({
    kind: 'refused',
    message: 'not_in_channel',
  });
});

test('a private answer never becomes public: ephemeral where that is possible, else in the direct chat', async () => {
  await chat.post(withUrl('C0GENERAL'), message('caller'));
  await chat.post(at('C0GENERAL'), message('caller'));
  await chat.post(at('C0STRANGE'), message('caller'));
  expect(slack.messages.map(({ channel, only }) => [channel, only])).toEqual([
    ['C0GENERAL', 'U0ADA'],
    ['C0GENERAL', 'U0ADA'],
    ['D-U0ADA', 'U0ADA'],
  ]);
});

test('a response URL that has run out is not used any more', async () => {
  const address = withUrl('C0GENERAL');
  shift = 31 * 60_000;
  const before = slack.calls.response_url ?? 0;
  await chat.post(address, message('caller'));
  expect(slack.calls.response_url ?? 0).toBe(before);
});

test('after a crash, what was posted is found by our id and not posted twice', async () => {
  const first = await chat.post(at('C0GENERAL'), message('everyone'));
  expect(await chat.post(at('C0GENERAL'), message('everyone', true))).toEqual(first);
  expect(slack.messages).toHaveLength(1);
});

test('where history may not be read, it is posted all the same, and the log says why', async () => {
  slack.failNext('conversations.history', { body: { ok: false, error: 'missing_scope' } });
  await chat.post(at('C0GENERAL'), message('everyone', true));
  expect(slack.messages).toHaveLength(1);
  expect(log.lines.at(-1)).toMatchObject({
    message: expect.stringContaining('cannot look'),
    fields: { error: 'missing_scope' },
  });
});

test.each([
  ['a rate limit', { status: 429, headers: { 'retry-after': '7' }, body: {} }, { kind: 'retry', retryAfterSeconds: 7 }],
  [
    'a rate limit with status 200',
    { headers: { 'retry-after': '3' }, body: { ok: false, error: 'ratelimited' } },
    { kind: 'retry', retryAfterSeconds: 3 },
  ],
  ['an outage', { status: 503, body: {} }, { kind: 'retry' }],
  ['an inner error', { body: { ok: false, error: 'internal_error' } }, { kind: 'retry' }],
  ['a refusal', { body: { ok: false, error: 'account_inactive' } }, { kind: 'refused', message: 'account_inactive' }],
])('%s is told apart', async (_name, answer, wanted) => {
  slack.failNext('chat.postMessage', answer);
  await expect(chat.post(at('C0GENERAL'), message('everyone'))).rejects.toMatchObject(wanted);
});

test('who somebody is comes from Slack; bots, and guests of another organisation, are nobody', async () => {
  expect(await chat.profile(ada)).toEqual({
    name: 'Ada',
    workspaceName: 'Acme',
    email: 'ada@acme.example',
    timeZone: 'Europe/Lisbon',
    locale: 'en-GB',
    isGuest: false,
  });
  const mention = (id: string) => ({ kind: 'person', id, start: 0, length: 1 }) as const;
  const found = await chat.people(at('C0GENERAL'), [
    mention('U0BOB'),
    mention('U0BOT'),
    mention('U0EVE'),
    { ...mention('S1'), kind: 'group' },
  ]);
  expect(found.map(({ name }) => name)).toEqual(['Bob']);
});

test('what belongs to one workspace is neither posted nor replaced for somebody of another', async () => {
  const there = { ...message('everyone'), caller: { ...ada, workspaceId: 'T0GLOBEX' } };
  const refused = { kind: 'refused', message: 'the address belongs to another workspace' };
  await expect(chat.post(at('C0GENERAL'), there)).rejects.toMatchObject(refused);
  const { reference } = await chat.post(at('C0GENERAL'), message('everyone'));
  if (!reference) throw new Error('no reference');
  await expect(chat.replace(reference, at('C0GENERAL'), there)).rejects.toMatchObject(refused);
  await expect(chat.direct(there.caller, there)).rejects.toMatchObject({ message: 'the app is not installed there' });
  expect(slack.messages).toHaveLength(1);
});

test('a card whose call Slack does not know is posted and kept true without it', async () => {
  const { kept, methods, state } = slack.nativeCalls;
  state.isGranted = true;
  methods['calls.add'](
    { external_unique_id: 'k', title: 'Roof', join_url: 'https://meet.example', created_by: 'U0ADA', users: [] },
    workspace,
  );
  const about = (nativeCall: string | undefined) => ({
    ...message('everyone'),
    reply: { ...message('everyone').reply, nativeCall },
  });
  const calls = () =>
    slack.messages.map(({ body }) => (body.blocks as { call_id?: string }[]).find(({ call_id: id }) => id)?.call_id);
  const { reference } = await chat.post(at('C0GENERAL'), about(kept[0]?.id));
  await chat.post(at('C0GENERAL'), about('R-of-nobody'));
  expect(calls()).toEqual(['R1', undefined]);
  // Once refused, it is not tried with each edit.
  const updates = slack.calls['chat.update'] ?? 0;
  if (reference) await chat.replace(reference, at('C0GENERAL'), about('R-of-nobody'));
  expect([calls(), (slack.calls['chat.update'] ?? 0) - updates]).toEqual([[undefined, undefined], 1]);
});
