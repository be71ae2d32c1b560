import { createEmulator, type Emulator } from 'emulate';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { freePort, type RunningApp, startApp } from '../support/app.ts';
import { type Browser, createBrowser, formToken, signInUrlOf } from '../support/linking.ts';
import { startSlackOpenId } from '../support/slack/openid.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn, workspace } from '../support/slack/stand-in.ts';
import { appId, appPassword, tenantId } from '../support/teams/stand-in.ts';

let entra: Emulator;
let driver: Awaited<ReturnType<typeof createTeamsDriver>>;
let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let slackOpenId: Awaited<ReturnType<typeof startSlackOpenId>>;
let app: RunningApp;
let callback = '';
const otherTenant = 'bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee';

beforeAll(async () => {
  const [port, entraPort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${port}`;
  callback = `${publicUrl}/connect/proof/teams`;
  const seed = {
    microsoft: {
      users: [
        { email: 'ada@acme.example', name: 'Ada Almeida', tenant_id: tenantId },
        { email: 'bob@acme.example', name: 'Bob Brandt', tenant_id: tenantId },
        { email: 'ada@other.example', name: 'Ada Almeida', tenant_id: otherTenant },
      ],
      oauth_clients: [
        {
          client_id: appId,
          client_secret: appPassword,
          name: 'Meetwire',
          redirect_uris: [callback],
          tenant_id: tenantId,
        },
      ],
    },
  };
  entra = await createEmulator({ service: 'microsoft', port: entraPort, seed });
  driver = await createTeamsDriver();
  slack = await startSlackStandIn();
  slackOpenId = await startSlackOpenId();
  app = await startApp({
    ...driver.environment,
    PORT: String(port),
    TEAMS_SIGN_IN: 'on',
    TEAMS_SIGN_IN_AUTHORITY: `${entra.url}/organizations/v2.0`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...slackOpenId.environment,
  });
  await driver.listening(app.url);
});
afterAll(async () => {
  await app.stop();
  await slackOpenId.close();
  await slack.close();
  await driver.close();
  await entra.close();
});

/** Picks this user on the emulator's own page; resolves to where the browser is sent back to. */
async function pick(authorize: string, email: string): Promise<string> {
  const page = await (await fetch(authorize)).text();
  const form = page.split('<form').find((part) => part.includes(email)) ?? '';
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&amp;', '&'),
  ]);
  const response = await fetch(`${entra.url}/oauth2/v2.0/authorize/callback`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return response.headers.get('location') ?? '';
}

/** The object id that the emulator has given to somebody: Teams knows people by it. */
async function objectIdOf(email: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: appId,
    redirect_uri: callback,
    scope: 'openid',
    response_type: 'code',
  });
  const code = new URL(await pick(`${entra.url}/oauth2/v2.0/authorize?${query}`, email)).searchParams.get('code') ?? '';
  const response = await fetch(`${entra.url}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: appId,
      client_secret: appPassword,
      redirect_uri: callback,
      code,
    }),
  });
  const { id_token: token } = (await response.json()) as { id_token: string };
  return String(decodeJwt(token).oid);
}

/** A link for Ada of Teams, who is this person in Entra ID, in a browser that is bound to it. */
async function bound(email = 'ada@acme.example'): Promise<{ url: string; browser: Browser }> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(driver.people.ada, 'direct', 'connect');
  const fresh = ({ id, title }: SeenMessage) => title === 'Connect your account' && !known.has(id);
  const url = signInUrlOf(await until(driver, fresh));
  // The emulator gives out object ids of its own.
  await app.test.database.pool.query(
    'update ticket set user_id = $1 where id = (select id from ticket order by created_at desc limit 1)',
    [(await objectIdOf(email)).toUpperCase()],
  );
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  return { url, browser };
}

const leave = async (url: string, browser: Browser) =>
  (await browser.get(`${url}/proof`)).headers.get('location') ?? '';
const isProven = async (url: string, browser: Browser) => (await browser.get(url)).text.includes('type="password"');

test('against an Entra ID that nobody here wrote: who signs in as the person of the link types no code', async () => {
  const { url, browser } = await bound();
  expect((await browser.get(url)).text).toContain('Sign in with Microsoft');
  const away = new URL(await leave(url, browser));
  expect(away.origin).toBe(entra.url);
  expect(away.searchParams.get('code_challenge_method')).toBe('S256');
  expect(away.searchParams.get('login_hint')).toBe('ada@acme.example');
  const back = await browser.get(await pick(away.href, 'ada@acme.example'));
  expect([back.status, back.headers.get('location')]).toEqual([303, new URL(url).pathname]);
  const form = await browser.get(url);
  expect(form.text).toContain('value="ada@acme.example"');
  const done = await browser.post(`${url}/sign-in`, {
    form_token: formToken(form),
    email: 'ada@acme.example',
    password: 'meetwire-demo',
  });
  expect(done.text).toContain('<h1>Connected</h1>');
});

test('somebody else of the same tenant connects nothing, and is asked to choose another account', async () => {
  const { url, browser } = await bound();
  const page = await browser.get(await pick(await leave(url, browser), 'bob@acme.example'));
  expect([page.status, page.text]).toEqual([
    403,
    expect.stringContaining('You are signed in to Microsoft as bob@acme.example'),
  ]);
  expect(await isProven(url, browser)).toBe(false);
  const again = new URL((await browser.get(`${url}/proof?another`)).headers.get('location') ?? '');
  expect(again.searchParams.get('prompt')).toBe('select_account');
  expect(again.searchParams.get('login_hint')).toBeNull();
  await browser.get(await pick(again.href, 'ada@acme.example'));
  expect(await isProven(url, browser)).toBe(true);
});

test('a person of another tenant is refused, even with the same object id', async () => {
  const { url, browser } = await bound('ada@other.example');
  const page = await browser.get(await pick(await leave(url, browser), 'ada@other.example'));
  expect([page.status, page.text]).toEqual([403, expect.stringContaining('was not right')]);
  expect(await isProven(url, browser)).toBe(false);
});

test('the answer of one provider does not count as that of another', async () => {
  const { url, browser } = await bound();
  const answer = await pick(await leave(url, browser), 'ada@acme.example');
  const cookies = new Map(browser.cookies);
  const asked = slackOpenId.requests.length;
  await browser.get(answer.replace('/proof/teams', '/proof/slack'));
  expect(slackOpenId.requests.length).toBe(asked);
  expect(await isProven(url, browser)).toBe(false);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  await browser.get(answer);
  expect(await isProven(url, browser)).toBe(true);
});

test('a code that is brought again is refused by Entra ID, and its state by us', async () => {
  const { url, browser } = await bound();
  const answer = await pick(await leave(url, browser), 'bob@acme.example');
  const cookies = new Map(browser.cookies);
  expect((await browser.get(answer)).status).toBe(403);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  expect((await browser.get(answer)).text).toContain('This did not begin here');
  const next = new URL(await pick(await leave(url, browser), 'ada@acme.example'));
  next.searchParams.set('code', new URL(answer).searchParams.get('code') ?? '');
  expect((await browser.get(next.href)).text).toContain('was not right');
  expect(await isProven(url, browser)).toBe(false);
});
