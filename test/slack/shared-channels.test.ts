import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { createBrowser } from '../support/linking.ts';
import { installing } from '../support/slack/oauth.ts';
import { form, formType, type SignedRequest, sign } from '../support/slack/signer.ts';
import { initech, workspace } from '../support/slack/workspaces.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let app: RunningApp;
const elsewhere = 'T0ELSEWHERE';

beforeAll(async () => {
  driver = await createSlackDriver();
  app = await startApp({ ...driver.environment, ...installing });
  await driver.listening(app.url);
  const browser = createBrowser();
  const start = await browser.get(`${app.url}/slack/install/start`);
  await browser.get(driver.slack.oauth.agree(start.headers.get('location') ?? '', initech));
});
beforeEach(() => {
  driver.slack.messages.length = 0;
});
afterAll(async () => {
  await app.stop();
  await driver.close();
});

async function deliver(request: SignedRequest): Promise<Response> {
  const response = await fetch(`${app.url}/slack/events`, { method: 'POST', ...request });
  await app.app.idle();
  return response;
}

const mention = (event: object, place: object = { team_id: workspace.teamId }) =>
  deliver(
    sign(
      JSON.stringify({
        type: 'event_callback',
        event_id: randomUUID(),
        is_ext_shared_channel: true,
        ...place,
        event: {
          type: 'app_mention',
          channel: 'C0GENERAL',
          ts: '5.5',
          user: 'U0ADA',
          text: `<@${workspace.botUserId}> now Talk`,
          ...event,
        },
      }),
      'application/json',
    ),
  );

const stored = async () => (await app.test.database.pool.query('select count(*)::int as n from invocation')).rows[0]?.n;
const sentence = expect.stringContaining(
  'Here Meetwire works for members of Acme. Ask one of them to start the meeting',
);

test('a guest of a shared channel who mentions the bot gets one sentence with a way forward, in the thread, alone', async () => {
  const before = await stored();
  expect((await mention({ user: 'U0EVE', user_team: elsewhere, thread_ts: '4.4' })).status).toBe(200);
  expect(driver.slack.messages).toMatchObject([
    { team: workspace.teamId, channel: 'C0GENERAL', only: 'U0EVE', thread: '4.4', body: { text: sentence } },
  ]);
  expect(driver.slack.messages[0]?.body.text).toContain(`${app.url}/slack/install`);
  expect(await stored()).toBe(before);
});

test('a guest with the user id of a member is not the member', async () => {
  const before = await stored();
  await mention({ user: 'U0ADA', user_team: elsewhere });
  await mention({ user: 'U0ADA', team: elsewhere });
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual([sentence, sentence]);
  expect(await stored()).toBe(before);
});

test('an event names the team in which it happened; the installation that may see it counts', async () => {
  const authorizations = [{ team_id: workspace.teamId, enterprise_id: null, is_enterprise_install: false }];
  await mention({ user: 'U0ADA', user_team: workspace.teamId }, { team_id: elsewhere, authorizations });
  const asked = await until(driver, ({ title }) => title === 'Sign in to go on');
  expect(asked.visibleTo).toBe('U0ADA');
  driver.slack.messages.length = 0;
  await mention({ user: 'U0EVE', user_team: elsewhere }, { team_id: elsewhere, context_team_id: workspace.teamId });
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual([sentence]);
});

test('where a shared channel does not say whose team it is, Slack is asked; while it cannot be, nobody is taken for a member', async () => {
  await mention({ user: 'U0EVE' });
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual([sentence]);
  driver.slack.failNext('users.info', { status: 503, body: {} });
  const before = await stored();
  expect((await mention({ user: 'U0BOB' })).status).toBe(503);
  expect(await stored()).toBe(before);
  expect((await mention({ user: 'U0BOB' })).status).toBe(200);
  expect(await stored()).toBe(before + 1);
});

test('what a guest says in a shared channel without speaking to the bot is not answered', async () => {
  await mention({ type: 'message', user: 'U0EVE', user_team: elsewhere });
  expect(driver.slack.messages).toEqual([]);
});

function press(userId: string, userTeam: string, place: object = {}) {
  const payload = {
    type: 'block_actions',
    team: { id: workspace.teamId, domain: 'acme' },
    user: { id: userId, name: 'somebody', team_id: userTeam },
    channel: { id: 'C0GENERAL', name: 'general' },
    container: { type: 'message', message_ts: '1.1', channel_id: 'C0GENERAL', is_ephemeral: false },
    response_url: driver.slack.responseUrl('C0GENERAL', userId),
    trigger_id: randomUUID(),
    actions: [{ type: 'button', block_id: 'b', action_id: 'run-0', value: `${randomUUID()}.0` }],
    ...place,
  };
  return deliver(sign(form({ payload: JSON.stringify(payload) }), formType));
}

test('a guest who presses a button gets the sentence, whichever of the teams the press names', async () => {
  for (const place of [{}, { team: { id: elsewhere } }]) {
    driver.slack.messages.length = 0;
    expect((await press('U0ADA', elsewhere, place)).status).toBe(200);
    expect(driver.slack.messages).toMatchObject([{ channel: 'C0GENERAL', only: 'U0ADA' }]);
    expect(driver.slack.messages[0]?.body.text).toMatch(/Ask one of them|Add it here/);
  }
});

test('a guest who sends a form gets the sentence in its place', async () => {
  const payload = {
    type: 'view_submission',
    team: { id: elsewhere },
    user: { id: 'U0ADA', name: 'somebody', team_id: elsewhere },
    view: { id: 'V1', hash: '1', callback_id: 'form', app_installed_team_id: workspace.teamId, private_metadata: '{}' },
  };
  const answer = await deliver(sign(form({ payload: JSON.stringify(payload) }), formType));
  expect(await answer.json()).toMatchObject({
    response_action: 'update',
    view: { blocks: [{ text: { text: sentence } }] },
  });
});

test('in an organisation, people of all its teams are members, and guests of another one are not', async () => {
  const grid = { team: { id: 'T0INI1' }, enterprise: { id: 'E0INITECH' } };
  await press('U0ADA', 'T0INI1', grid);
  await press('U0ADA', 'T0INI2', grid);
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual(
    Array(2).fill(expect.stringContaining('This button is too old')),
  );
  driver.slack.messages.length = 0;
  await press('U0EVE', 'T0INI1', grid);
  await press('U0NOBODY', elsewhere, grid);
  expect(driver.slack.messages.map(({ body }) => body.text)).toEqual(
    Array(2).fill(expect.stringContaining('works for members of Initech')),
  );
});
