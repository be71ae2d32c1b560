import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { createBrowser } from '../support/linking.ts';
import { installing } from '../support/slack/oauth.ts';
import { sign, signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn } from '../support/slack/stand-in.ts';
import { globex, initech, type StandInWorkspace, workspace } from '../support/slack/workspaces.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let app: RunningApp;

beforeAll(async () => {
  slack = await startSlackStandIn();
  const { botToken } = workspace;
  const environment = { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl };
  app = await startApp({ ...environment, ...installing });
});
beforeEach(async () => {
  // No truncate: that locks whole tables, in another order than what looks at them all the while.
  for (const table of ['slack_installation', 'link', 'ticket', 'console_session'])
    await app.test.database.pool.query(`delete from ${table}`);
});
afterAll(async () => {
  await app.stop();
  await slack.close();
});

async function install(at: StandInWorkspace): Promise<StandInWorkspace> {
  const own = { ...at, botToken: slack.tokens.grant(at) };
  const browser = createBrowser();
  const start = await browser.get(`${app.url}/slack/install/start`);
  await browser.get(slack.oauth.agree(start.headers.get('location') ?? '', own));
  await bind(at.teamId);
  return own;
}

/** As if an administrator there had bound it to a customer. */
const bind = (teamId: string) =>
  app.test.database.pool.query(
    `insert into workspace (platform, workspace_id, name, customer_id) values ('slack', $1, 'x', 'c1')
     on conflict (platform, workspace_id) do update set customer_id = 'c1'`,
    [teamId],
  );

async function tell(place: object, event: object, time = Math.ceil(Date.now() / 1_000)): Promise<number> {
  const body = { type: 'event_callback', event_id: randomUUID(), event_time: time, ...place, event };
  const request = sign(JSON.stringify(body), 'application/json');
  return (await fetch(`${app.url}/slack/events`, { method: 'POST', ...request })).status;
}

const uninstalled = { type: 'app_uninstalled' };
const revoked = (tokens: object) => ({ type: 'tokens_revoked', tokens });
const left = async () =>
  (await app.test.database.pool.query('select workspace_id from slack_installation order by 1')).rows.map(
    ({ workspace_id: id }) => id,
  );
const customerOf = async (teamId: string) =>
  (await app.test.database.pool.query('select customer_id from workspace where workspace_id = $1', [teamId])).rows[0]
    ?.customer_id;

test.each([
  ['taken away', uninstalled],
  ['left without its token', revoked({ oauth: [], bot: ['U0GLOBOT'] })],
])('an app that was %s is forgotten there, with what it held, and nowhere else', async (_name, event) => {
  const own = await install(globex);
  await install(initech);
  for (const teamId of ['T0GLOBEX', 'E0INITECH'])
    await app.test.database.pool.query(
      `insert into console_session (id, secret_digest, platform, workspace_id, user_id, person_name, workspace_name, opened_at, expires_at)
       values (gen_random_uuid(), $1, 'slack', $1, 'U1', 'x', 'x', now(), now() + interval '30 minutes')`,
      [teamId],
    );
  slack.tokens.spoil(own.botToken, 'account_inactive');
  expect(await tell({ team_id: 'T0GLOBEX' }, event)).toBe(200);
  expect(await left()).toEqual(['E0INITECH']);
  expect(await customerOf('T0GLOBEX')).toBeNull();
  expect(await customerOf('E0INITECH')).toBe('c1');
  const { rows } = await app.test.database.pool.query('select workspace_id from console_session');
  expect(rows).toEqual([{ workspace_id: 'E0INITECH' }]);
  // A second copy changes nothing.
  expect(await tell({ team_id: 'T0GLOBEX' }, event)).toBe(200);
});

test('tokens of single people end nothing', async () => {
  const own = await install(globex);
  slack.tokens.spoil(own.botToken, 'token_revoked');
  await tell({ team_id: 'T0GLOBEX' }, revoked({ oauth: ['U0ADA'] }));
  await tell({ team_id: 'T0GLOBEX' }, revoked({ oauth: ['U0ADA'], bot: [] }));
  expect(await left()).toEqual(['T0GLOBEX']);
});

test('an event that comes late does not end an installation that was made since', async () => {
  const first = await install(globex);
  slack.tokens.spoil(first.botToken, 'account_inactive');
  const second = await install(globex);
  const before = Math.floor(Date.now() / 1_000) - 60;
  expect(await tell({ team_id: 'T0GLOBEX' }, uninstalled, before)).toBe(200);
  expect(await left()).toEqual(['T0GLOBEX']);
  expect(await customerOf('T0GLOBEX')).toBe('c1');
  // Not even where the new token has run out meanwhile: it is younger than the event.
  slack.tokens.spoil(second.botToken, 'token_expired');
  await tell({ team_id: 'T0GLOBEX' }, uninstalled, before);
  expect(await left()).toEqual(['T0GLOBEX']);
  await tell({ team_id: 'T0GLOBEX' }, uninstalled);
  expect(await left()).toEqual([]);
});

test('while Slack cannot be asked, nothing is deleted, and Slack has to say it again', async () => {
  const own = await install(globex);
  slack.tokens.spoil(own.botToken, 'token_revoked');
  slack.failNext('auth.test', { status: 503, body: {} });
  expect(await tell({ team_id: 'T0GLOBEX' }, uninstalled)).toBe(503);
  expect(await left()).toEqual(['T0GLOBEX']);
  expect(await tell({ team_id: 'T0GLOBEX' }, uninstalled)).toBe(200);
  expect(await left()).toEqual([]);
});

test('an organisation that takes it away is known by its own id; a team of it that does so ends nothing of the organisation’s', async () => {
  const own = await install(initech);
  expect(await tell({ team_id: 'T0INI1', enterprise_id: 'E0INITECH' }, uninstalled)).toBe(200);
  expect(await left()).toEqual(['E0INITECH']);
  slack.tokens.spoil(own.botToken, 'account_inactive');
  expect(await tell({ team_id: null, enterprise_id: 'E0INITECH' }, uninstalled)).toBe(200);
  expect(await left()).toEqual([]);
});

test('the workspace of the bot token is forgotten as well, though the token stands in the settings', async () => {
  await bind('T0MEETWIRE');
  await tell({ team_id: 'T0MEETWIRE' }, uninstalled);
  expect(await customerOf('T0MEETWIRE')).toBe('c1');
  slack.tokens.spoil(workspace.botToken, 'account_inactive');
  await tell({ team_id: 'T0MEETWIRE' }, uninstalled);
  expect(await customerOf('T0MEETWIRE')).toBeNull();
});

test('an uninstallation that nobody signed is not believed', async () => {
  const own = await install(globex);
  slack.tokens.spoil(own.botToken, 'account_inactive');
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T0GLOBEX', event: uninstalled });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${app.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(401);
  expect(await left()).toEqual(['T0GLOBEX']);
});
