import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '../../db/secret-box.ts';
import { createSlackInstallationStore } from '../../db/slack-installation-store.ts';
import { type RunningApp, startApp, testKeys } from '../support/app.ts';
import { createBrowser } from '../support/linking.ts';
import { installing } from '../support/slack/oauth.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn } from '../support/slack/stand-in.ts';
import { globex, initech, workspace } from '../support/slack/workspaces.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let app: RunningApp;
let shift = 0;

beforeAll(async () => {
  slack = await startSlackStandIn();
  const environment = { SLACK_SIGNING_SECRET: signingSecret, ...installing, SLACK_API_URL: slack.apiUrl };
  app = await startApp(environment, { clock: () => new Date(Date.now() + shift) });
});
beforeEach(async () => {
  shift = 0;
  await app.test.database.pool.query('delete from slack_installation');
});
afterAll(async () => {
  await app.stop();
  await slack.close();
});

const installed = async () =>
  (await app.test.database.pool.query('select workspace_id from slack_installation order by 1')).rows.map(
    ({ workspace_id: id }) => id,
  );

/** As far as Slack's page: resolves to where the browser was sent. */
async function begin(browser = createBrowser()) {
  const start = await browser.get(`${app.url}/slack/install/start`);
  expect(start.status).toBe(302);
  return { browser, authorizeUrl: start.headers.get('location') ?? '' };
}

test('the page says what the app asks for and why, and is protected like every page of ours', async () => {
  const page = await createBrowser().get(`${app.url}/slack/install`);
  expect(page.text).toContain('Add Meetwire to Slack');
  expect(page.text).toContain('<code>chat:write</code>: posts meeting cards');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('somebody adds the app to a workspace, and is told what to do next', async () => {
  const { browser, authorizeUrl } = await begin();
  const asked = new URL(authorizeUrl);
  expect(asked.origin).toBe(slack.url);
  expect(asked.pathname).toBe('/oauth/v2/authorize');
  expect(asked.searchParams.get('scope')?.split(',')).toContain('commands');
  const done = await browser.get(slack.oauth.agree(authorizeUrl, globex));
  expect(done.status).toBe(200);
  expect(done.text).toContain('<h1>Meetwire is in Globex</h1>');
  const shown = done.text.replaceAll('&#61;', '=').replaceAll('&#38;', '&');
  expect(shown).toContain(`${slack.url}/app_redirect?app=A0APP&team=T0GLOBEX`);
  expect(await installed()).toEqual(['T0GLOBEX']);
});

test('an organisation adds it for all its teams, and is told to choose them', async () => {
  const { browser, authorizeUrl } = await begin();
  const done = await browser.get(slack.oauth.agree(authorizeUrl, initech));
  expect(done.text).toContain('chooses the workspaces in which it works');
  const { rows } = await app.test.database.pool.query('select * from slack_installation');
  expect(rows).toMatchObject([{ workspace_id: 'E0INITECH', enterprise_id: 'E0INITECH', is_enterprise_install: true }]);
});

test('tokens are sealed in the database, and one that is moved to another row does not open', async () => {
  for (const at of [workspace, globex]) {
    const { browser, authorizeUrl } = await begin();
    await browser.get(slack.oauth.agree(authorizeUrl, at, { rotates: true }));
  }
  const { rows } = await app.test.database.pool.query('select * from slack_installation');
  expect(JSON.stringify(rows)).not.toMatch(/xoxb-|xoxe/);
  await app.test.database.pool.query(`update slack_installation set sealed_bot_token =
    (select sealed_bot_token from slack_installation where workspace_id = 'T0GLOBEX') where workspace_id = 'T0MEETWIRE'`);
  const box = createSecretBox(testKeys.encryptionKeys);
  const store = createSlackInstallationStore({ database: app.test.database, box, log: app.log });
  expect(await store.find(['T0MEETWIRE'])).toEqual([]);
  expect(await store.find(['T0GLOBEX'])).toMatchObject([{ workspaceId: 'T0GLOBEX', name: 'Globex' }]);
});

test('a state is good for one use', async () => {
  const { browser, authorizeUrl } = await begin();
  const cookies = new Map(browser.cookies);
  const callback = slack.oauth.agree(authorizeUrl, globex);
  expect((await browser.get(callback)).status).toBe(200);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  // Even with a code that is good.
  const again = await browser.get(slack.oauth.agree(authorizeUrl, workspace));
  expect(again.status).toBe(400);
  expect(again.text).toContain('has been used before');
  expect(await installed()).toEqual(['T0GLOBEX']);
});

test('of two copies of one answer at once, one counts', async () => {
  const { browser, authorizeUrl } = await begin();
  const both = [slack.oauth.agree(authorizeUrl, globex), slack.oauth.agree(authorizeUrl, globex)];
  const statuses = (await Promise.all(both.map((url) => browser.get(url)))).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 400]);
});

test.each([
  ['missing', (url: URL) => url.searchParams.delete('state')],
  ['forged', (url: URL) => url.searchParams.set('state', 'AAAAAAAAAAAAAAAAAAAAAA.99999999999999.AAAA')],
  [
    'made to last longer',
    (url: URL) => {
      const [nonce, until, signature] = (url.searchParams.get('state') ?? '').split('.');
      url.searchParams.set('state', `${nonce}.${Number(until) + 60_000}.${signature}`);
    },
  ],
])('a state that is %s adds nothing', async (_name, change) => {
  const { browser, authorizeUrl } = await begin();
  const callback = new URL(slack.oauth.agree(authorizeUrl, globex));
  change(callback);
  const page = await browser.get(callback.href);
  expect(page.status).toBe(400);
  expect(page.text).toContain('does not belong to a request from this browser');
  expect(page.text).toContain('href="/slack/install"');
  expect(await installed()).toEqual([]);
});

test('an attacker’s state and code add nothing in the browser of somebody else, who has begun or not', async () => {
  const attacker = await begin();
  const callback = slack.oauth.agree(attacker.authorizeUrl, globex);
  const victim = await begin();
  for (const browser of [createBrowser(), victim.browser]) {
    expect((await browser.get(callback)).status).toBe(400);
  }
  expect(await installed()).toEqual([]);
  // It was not used up by that either.
  expect((await attacker.browser.get(callback)).status).toBe(200);
});

test('a code for the attacker’s workspace under the state of the victim’s own page adds nothing without that state’s browser', async () => {
  const [attacker, victim] = [await begin(), await begin()];
  const injected = new URL(slack.oauth.agree(attacker.authorizeUrl, globex));
  injected.searchParams.set('state', new URL(victim.authorizeUrl).searchParams.get('state') ?? '');
  expect((await attacker.browser.get(injected.href)).status).toBe(400);
  expect(await installed()).toEqual([]);
});

test('after ten minutes it has to be begun again', async () => {
  const { browser, authorizeUrl } = await begin();
  shift = 10 * 60_000 + 1_000;
  const page = await browser.get(slack.oauth.agree(authorizeUrl, globex));
  expect(page.status).toBe(400);
  expect(await installed()).toEqual([]);
});

test('a preview of the answer uses nothing up', async () => {
  const { browser, authorizeUrl } = await begin();
  const callback = slack.oauth.agree(authorizeUrl, globex);
  expect((await fetch(callback, { method: 'HEAD' })).status).toBe(404);
  expect((await browser.get(callback)).status).toBe(200);
});

test('whoever declines in Slack gets a page, and what Slack says is not shown as it is', async () => {
  const page = await createBrowser().get(`${app.url}/slack/oauth_redirect?error=%3Cscript%3E&state=x`);
  expect(page.status).toBe(400);
  expect(page.text).toContain('that was declined in Slack');
  expect(page.text).not.toContain('<script>');
});

test('a code that was used elsewhere is told apart from a refusal and from an outage', async () => {
  const { browser, authorizeUrl } = await begin();
  const callback = new URL(slack.oauth.agree(authorizeUrl, globex));
  callback.searchParams.set('code', 'a code of another time');
  const used = await browser.get(callback.href);
  expect(used.status).toBe(400);
  expect(used.text).toContain('has been used before');

  slack.failNext('oauth.v2.access', { body: { ok: false, error: 'bad_client_secret' } });
  const second = await begin(browser);
  expect((await browser.get(slack.oauth.agree(second.authorizeUrl, globex))).text).toContain('Slack did not accept');

  slack.failNext('oauth.v2.access', { status: 503, body: {} });
  const third = await begin(browser);
  const down = await browser.get(slack.oauth.agree(third.authorizeUrl, globex));
  expect(down.status).toBe(503);
  expect(down.text).toContain('Slack cannot be reached just now');
  expect(await installed()).toEqual([]);
});

test('where the service is reached over https, no other host can set the cookie', async () => {
  const https = await startApp({
    SLACK_SIGNING_SECRET: signingSecret,
    ...installing,
    SLACK_API_URL: slack.apiUrl,
    PUBLIC_URL: 'https://meet.example.com',
  });
  const port = new URL(https.app.server.listeningOrigin).port;
  const response = await fetch(`http://127.0.0.1:${port}/slack/install/start`, { redirect: 'manual' });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-meetwire-slack-install=[\w-]{43};.*Path=\/.*HttpOnly; Secure; SameSite=Lax$/);
  const asked = new URL(response.headers.get('location') ?? '').searchParams;
  expect(asked.get('redirect_uri')).toBe('https://meet.example.com/slack/oauth_redirect');
  await https.stop();
});

test('the clock renews tokens that end soon, though nobody does anything: every half hour', async () => {
  const { browser, authorizeUrl } = await begin();
  await browser.get(slack.oauth.agree(authorizeUrl, globex, { rotates: true }));
  shift = 11 * 3_600_000;
  slack.oauth.refuseToRefresh('internal_error');
  const { pool } = app.test.database;
  const { rows } = await pool.query(`select cron from jobs.schedule where name = 'maintain'`);
  expect(rows).toEqual([{ cron: '*/30 * * * *' }]);
  await pool.query(`insert into jobs.job (name) values ('maintain')`);
  const line = await app.log.until(({ message }) => message.includes('could not be renewed'));
  expect(line.fields).toMatchObject({ workspaceId: 'T0GLOBEX', reference: expect.any(String) });
  slack.oauth.refuseToRefresh(undefined);
});

test('no token, code or secret reached the log', () => {
  expect(JSON.stringify(app.log.lines)).not.toMatch(/xoxb-|xoxe|client secret of a test|code=/);
});
