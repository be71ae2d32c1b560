import { randomUUID } from 'node:crypto';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, formToken } from '../support/linking.ts';
import { clientId, clientSecret, installing } from '../support/slack/oauth.ts';
import { form, formType, type SignedRequest, sign, signingSecret } from '../support/slack/signer.ts';

const botToken = 'xoxb-a-bot-of-the-emulator';

interface Message {
  readonly text: string;
  readonly user: string;
  readonly ts: string;
  readonly blocks?: readonly {
    readonly type: string;
    readonly text?: { readonly text: string };
    readonly elements?: readonly { readonly url?: string }[];
  }[];
}

let slack: Emulator;
let app: RunningApp;
let team = '';
let ada = '';
let general = '';

beforeAll(async () => {
  const users = [{ name: 'ada', real_name: 'Ada Almeida', email: 'ada@acme.example' }];
  const seed = { slack: { team: { name: 'Acme', domain: 'acme' }, users, channels: [{ name: 'general' }] } };
  slack = await createEmulator({ service: 'slack', port: await freePort(), seed });
  team = (await api<{ team_id: string }>('auth.test')).team_id;
  ada =
    (await api<{ members: { id: string; name: string }[] }>('users.list')).members.find(({ name }) => name === 'ada')
      ?.id ?? '';
  general =
    (await api<{ channels: { id: string; name: string }[] }>('conversations.list')).channels.find(
      ({ name }) => name === 'general',
    )?.id ?? '';
  app = await startApp({
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: `${slack.url}/api`,
  });
});
afterAll(async () => {
  await app.stop();
  await slack.close();
});

test('against a Slack that nobody here wrote: connect, resume, and a card in the channel', async () => {
  await deliver(sign(command('now Weekly sync'), formType));
  const direct = await directChat();
  const prompt = (await history(direct)).find(({ text }) => text.includes('To start “Weekly sync”'));
  const url =
    prompt?.blocks?.flatMap(({ elements = [] }) => elements.map((element) => element.url)).find(Boolean) ?? '';
  expect(url).toContain(`${app.url}/connect/`);

  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  const code = codeOn(await browser.get(url));
  await deliver(sign(JSON.stringify(said(direct, code)), 'application/json'));
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(await browser.get(url)),
    email: 'ada@acme.example',
    password: 'meetwire-demo',
  });
  expect(done.text).toContain('<h1>Connected</h1>');
  await app.app.idle();

  const card = (await history(general)).find(({ blocks }) => blocks?.[0]?.text?.text === 'Weekly sync');
  expect(card?.text).toContain('Ada Almeida started the meeting “Weekly sync”');
  expect(card?.blocks?.map(({ type }) => type)).toEqual(['header', 'rich_text', 'actions']);
  const profile = await app.test.database.pool.query('select name from identity');
  expect(profile.rows).toEqual([{ name: 'ada' }]);
});

test('against the same one: the app is added by OAuth, and then answers with the token that it got', async () => {
  const port = await freePort();
  const redirectUri = `http://localhost:${port}/slack/oauth_redirect`;
  const oauthApps = [
    { client_id: clientId, client_secret: clientSecret, name: 'Meetwire', redirect_uris: [redirectUri] },
  ];
  const seed = { slack: { team: { name: 'Globex' }, users: [{ name: 'hank' }], oauth_apps: oauthApps } };
  const other = await createEmulator({ service: 'slack', port: await freePort(), seed });
  const installs = await startApp({
    PORT: String(port),
    SLACK_SIGNING_SECRET: signingSecret,
    ...installing,
    SLACK_API_URL: `${other.url}/api`,
  });

  const browser = createBrowser();
  const start = await browser.get(`${installs.url}/slack/install/start`);
  const asked = await createBrowser().get(start.headers.get('location') ?? '');
  const fields = [...asked.text.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&amp;', '&'),
  ]);
  const agreed = await createBrowser().post(
    `${other.url}/oauth/v2/authorize/callback`,
    Object.fromEntries(fields.slice(0, new Set(fields.map(([name]) => name)).size)),
  );
  const done = await browser.get(agreed.headers.get('location') ?? '');
  expect(done.text).toContain('<h1>Meetwire is in Globex</h1>');

  const { rows } = await installs.test.database.pool.query('select workspace_id, scopes from slack_installation');
  expect(rows[0].scopes).toContain('app_mentions:read');
  const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'help', ts: '1.2' };
  const place = { type: 'event_callback', team_id: rows[0].workspace_id, event_id: randomUUID() };
  const { body, headers } = sign(JSON.stringify({ ...place, event }), 'application/json');
  expect((await fetch(`${installs.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(200);
  await installs.app.idle();
  const stored = await installs.test.database.pool.query('select workspace_id from invocation');
  expect(stored.rows).toEqual([{ workspace_id: rows[0].workspace_id }]);
  await installs.stop();
  await other.close();
});

async function api<Answer>(method: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
    body: new URLSearchParams(parameters),
  });
  const answer = (await response.json()) as Answer & { ok: boolean };
  expect(answer.ok).toBe(true);
  return answer;
}

const history = async (channel: string) =>
  (await api<{ messages: Message[] }>('conversations.history', { channel })).messages;

async function directChat(): Promise<string> {
  return (await api<{ channel: { id: string } }>('conversations.open', { users: ada })).channel.id;
}

/** The emulator has no response URLs, so that private answers have to find another way. */
function command(text: string): string {
  const who = { team_id: team, team_domain: 'acme', user_id: ada, user_name: 'ada' };
  return form({
    command: '/meet',
    text,
    ...who,
    channel_id: general,
    channel_name: 'general',
    trigger_id: randomUUID(),
  });
}

function said(channel: string, text: string): object {
  const event = { type: 'message', channel_type: 'im', channel, user: ada, text, ts: '1.2' };
  return { type: 'event_callback', team_id: team, event_id: randomUUID(), event };
}

async function deliver({ body, headers }: SignedRequest): Promise<void> {
  const response = await fetch(`${app.url}/slack/events`, { method: 'POST', body, headers });
  expect(response.status).toBe(200);
  await app.app.idle();
}
