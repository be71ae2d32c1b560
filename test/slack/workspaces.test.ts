import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toAddress } from '../../adapters/slack/address.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { createBrowser, signIn, signInUrlOf } from '../support/linking.ts';
import { installing } from '../support/slack/oauth.ts';
import { sign } from '../support/slack/signer.ts';
import type { KeptMessage } from '../support/slack/stand-in.ts';
import { globex, initech, type StandInWorkspace, workspace } from '../support/slack/workspaces.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let app: RunningApp;

beforeAll(async () => {
  driver = await createSlackDriver();
  // Acme by the bot token, Globex and Initech by installing.
  app = await startApp({ ...driver.environment, ...installing });
  await driver.listening(app.url);
  for (const at of [globex, initech]) await install(at);
});
afterAll(async () => {
  await app.stop();
  await driver.close();
});

async function install(at: StandInWorkspace) {
  const browser = createBrowser();
  const start = await browser.get(`${app.url}/slack/install/start`);
  const done = await browser.get(driver.slack.oauth.agree(start.headers.get('location') ?? '', at));
  expect(done.status).toBe(200);
}

const inTeam = (workspaceId: string, userId = 'U0ADA'): Identity => ({ platform: 'slack', workspaceId, userId });
const [atAcme, atGlobex] = [inTeam('T0MEETWIRE'), inTeam('T0GLOBEX')];
const kept = (raw: unknown) => raw as KeptMessage;
const rows = async (text: string) => (await app.test.database.pool.query(text)).rows;

async function deliver(body: object): Promise<Response> {
  const request = sign(JSON.stringify(body), 'application/json');
  const response = await fetch(`${app.url}/slack/events`, { method: 'POST', ...request });
  await app.app.idle();
  return response;
}

test('two people with the same id in two workspaces are two people, with accounts, cards and tokens of their own', async () => {
  for (const [who, title] of [
    [atAcme, 'Acme weekly'],
    [atGlobex, 'Globex weekly'],
  ] as const) {
    await driver.say(who, 'direct', 'connect');
    const prompt = await until(
      driver,
      ({ title: shown, raw }) => shown === 'Connect your account' && kept(raw).team === who.workspaceId,
    );
    const account = who === atAcme ? 'ada' : 'bob';
    const page = await createBrowser().get(signInUrlOf(prompt));
    expect(page.text).toContain(who === atAcme ? 'Acme' : 'Globex');
    await signIn(driver, who, signInUrlOf(prompt), { email: `${account}@acme.example`, password: 'meetwire-demo' });
    await driver.say(who, 'channel', `now ${title}`);
    const card = await until(driver, ({ title: shown }) => shown === title);
    expect(kept(card.raw).team).toBe(who.workspaceId);
  }
  const links = await rows(
    `select l.workspace_id, a.email from link l join account a on a.id = l.account_id order by 1`,
  );
  expect(links).toEqual([
    { workspace_id: 'T0GLOBEX', email: 'bob@acme.example' },
    { workspace_id: 'T0MEETWIRE', email: 'ada@acme.example' },
  ]);
});

test('fifty commands of two workspaces at once: nothing that belongs to one goes out with the token of the other', async () => {
  const asked = Array.from({ length: 50 }, (_, index) => ({
    who: index % 2 === 0 ? atAcme : atGlobex,
    title: `Talk ${index} of ${index % 2 === 0 ? 'Acme' : 'Globex'}`,
  }));
  await Promise.all(asked.map(({ who, title }) => driver.say(who, 'channel', `now ${title}`)));
  await app.app.idle();
  const seen = await driver.messages();
  for (const { who, title } of asked) {
    const cards = seen.filter((message) => message.title === title);
    expect(cards.map(({ raw }) => kept(raw).team)).toEqual([who.workspaceId]);
  }
});

test('a button of one workspace does nothing for the same user id in another, and its card is not touched', async () => {
  await driver.say(atAcme, 'channel', 'nwo Talk of Acme only');
  const question = await until(driver, ({ text }) => text.includes('Did you mean') && text.includes('nwo'));
  await app.app.idle();
  const before = (await driver.messages()).map(({ text }) => text);
  await driver.press(atGlobex, question, question.buttons[0]?.label ?? '');
  await app.app.idle();
  const after = await driver.messages();
  expect(after.slice(0, before.length).map(({ text }) => text)).toEqual(before);
  expect(after.slice(before.length).map(({ text }) => text)).toEqual(['This button is meant for somebody else.']);
});

test('a form that was opened in one workspace is not taken from another', async () => {
  const at = toAddress({ workspace: 'T0MEETWIRE', channel: 'C0GENERAL', user: 'U0ADA' });
  const metadata = JSON.stringify({ ref: 'form.join', at, conversation: 'C0GENERAL', kind: 'channel' });
  const count = async () => (await rows('select count(*)::int as n from invocation'))[0]?.n;
  const before = await count();
  const blocks = [{ block_id: 'pin', element: { type: 'plain_text_input' } }];
  const view = { private_metadata: metadata, blocks };
  const seen = { title: '', fields: {}, ref: 'form.join', raw: view };
  expect((await driver.fillIn(atGlobex, seen, { pin: '12345678' })).status).toBe(200);
  await app.app.idle();
  expect(await count()).toBe(before);
  await driver.fillIn(atAcme, seen, { pin: '12345678' });
  expect(await count()).toBe(before + 1);
});

test('a team without the app, correctly signed, is told how to get it, and nothing is stored', async () => {
  const before = await rows('select count(*)::int as n from invocation');
  const answer = await driver.say(inTeam('T0STRANGER'), 'channel', 'now Talk');
  expect(answer.status).toBe(200);
  expect(answer.said).toContain(`not installed in this workspace`);
  expect(answer.said).toContain(`${app.url}/slack/install`);
  const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U0ADA', text: 'now', ts: '1.2' };
  const silent = await deliver({ type: 'event_callback', team_id: 'T0STRANGER', event_id: randomUUID(), event });
  expect([silent.status, await silent.text()]).toEqual([200, '']);
  expect(await rows('select count(*)::int as n from invocation')).toEqual(before);
  expect(await rows(`select * from workspace where workspace_id = 'T0STRANGER'`)).toEqual([]);
});

const grid = { team_id: 'T0INI1', enterprise_id: 'E0INITECH' };

test('a team of an organisation that has the app is served by the organisation’s installation, with or without a team id', async () => {
  const event = { type: 'message', channel_type: 'im', channel: 'D-U0ADA', user: 'U0ADA', text: 'help', ts: '1.2' };
  const authorizations = [{ ...grid, is_enterprise_install: true }];
  for (const place of [grid, { ...grid, authorizations }, { team_id: null, enterprise_id: 'E0INITECH' }]) {
    const before = driver.slack.messages.length;
    await deliver({ type: 'event_callback', event_id: randomUUID(), ...place, event: { ...event, team: 'T0INI1' } });
    expect(driver.slack.messages.slice(before)).toMatchObject([{ team: 'E0INITECH' }]);
  }
  expect(await rows(`select distinct workspace_id from invocation where workspace_id like '%INI%'`)).toEqual([
    { workspace_id: 'E0INITECH' },
  ]);
});

test('naming an organisation is not belonging to it: the installation of a team is never found by an organisation’s id, nor the other way round', async () => {
  const event = { type: 'message', channel_type: 'im', channel: 'D-U0ADA', user: 'U0ADA', text: 'help', ts: '1.2' };
  const before = driver.slack.messages.length;
  for (const place of [
    { team_id: 'E0INITECH' },
    { team_id: 'T0STRANGER', enterprise_id: 'T0GLOBEX' },
    { team_id: 'T0STRANGER', enterprise_id: 'T0MEETWIRE' },
  ])
    await deliver({ type: 'event_callback', event_id: randomUUID(), ...place, event });
  expect(driver.slack.messages).toHaveLength(before);
});

test('where a team has the app itself, that goes before its organisation’s', async () => {
  await install({ ...initech, teamId: 'T0INI2', isEnterpriseInstall: false });
  const event = { type: 'message', channel_type: 'im', channel: 'D-U0ADA', user: 'U0ADA', text: 'help', ts: '1.2' };
  const place = { team_id: 'T0INI2', enterprise_id: 'E0INITECH' };
  await deliver({ type: 'event_callback', event_id: randomUUID(), ...place, event: { ...event, team: 'T0INI2' } });
  const stored = await rows(`select workspace_id from invocation where workspace_id = 'T0INI2'`);
  expect(stored).toHaveLength(1);
});

test('a token that another replica has replaced is read again, and the call is made once more', async () => {
  await driver.say(atGlobex, 'channel', 'help');
  await app.app.idle();
  driver.slack.tokens.spoil(globex.botToken, 'token_revoked');
  const newer = { ...globex, botToken: driver.slack.tokens.grant(globex) };
  const other = await startApp({ ...driver.environment, ...installing }, { shared: app.test });
  const browser = createBrowser();
  const start = await browser.get(`${other.url}/slack/install/start`);
  await browser.get(driver.slack.oauth.agree(start.headers.get('location') ?? '', newer));
  await other.stop();
  await driver.say(atGlobex, 'channel', 'now After another token');
  const card = await until(driver, ({ title }) => title === 'After another token');
  expect(kept(card.raw).team).toBe('T0GLOBEX');
});

test('the token of one workspace was never used for another, in the whole of this file', () => {
  const wrong = driver.slack.messages.filter(
    ({ team, body }) =>
      (team === workspace.teamId && JSON.stringify(body).includes('of Globex')) ||
      (team === globex.teamId && JSON.stringify(body).includes('of Acme')),
  );
  expect(wrong).toEqual([]);
});
