import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Adapter } from '../../adapters/adapter.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createSlackInstallationStore } from '../../db/slack-installation-store.ts';
import { configuredAdapters } from '../../src/adapters.ts';
import { readConfig } from '../../src/config.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';
import { installing } from '../support/slack/oauth.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn } from '../support/slack/stand-in.ts';
import { globex } from '../support/slack/workspaces.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let database: TestDatabase;
let replicas: readonly Adapter[];
let shift = 0;
const log = recordingLog();
const clock = () => new Date(Date.now() + shift);
const box = createSecretBox(testKeys.encryptionKeys);
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const hour = 3_600_000;
let store: ReturnType<typeof createSlackInstallationStore>;

beforeAll(async () => {
  [slack, database] = await Promise.all([startSlackStandIn(), testDatabase()]);
  store = createSlackInstallationStore({ database: database.database, box, log });
});
beforeEach(async () => {
  shift = 0;
  log.lines.length = 0;
  slack.oauth.refuseToRefresh(undefined);
  const config = readConfig({ SLACK_SIGNING_SECRET: signingSecret, ...installing, SLACK_API_URL: slack.apiUrl });
  const workspaces = { removed: async () => undefined };
  const surroundings = { http: () => http, database: database.database, box, workspaces, clock, log };
  replicas = (
    await Promise.all([configuredAdapters(config, surroundings), configuredAdapters(config, surroundings)])
  ).flat();
  await store.save({
    workspaceId: globex.teamId,
    name: globex.name,
    isEnterpriseInstall: false,
    appId: 'A0APP',
    botUserId: globex.botUserId,
    scopes: [],
    installedBy: 'U0ADA',
    installedAt: clock(),
    botToken: slack.tokens.grant(globex),
    refreshToken: slack.oauth.refreshToken(globex),
    tokenExpiresAt: new Date(clock().getTime() + 12 * hour),
  });
});
afterAll(async () => {
  await http.close();
  await database.drop();
  await slack.close();
});

const installed = async () => (await store.find([globex.teamId]))[0];
const adam = { platform: 'slack', workspaceId: globex.teamId, userId: 'U0ADA' } as const;
const profile = (replica = 0) => replicas[replica]?.chat.profile(adam);
const refreshes = () => slack.calls['oauth.v2.access'] ?? 0;

test('a token is used as it is until it is about to end, and is renewed before that', async () => {
  const [first, before] = [await installed(), refreshes()];
  expect(await profile()).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before);
  shift = 12 * hour - 5 * 60_000;
  expect(await profile()).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before + 1);
  const second = await installed();
  expect(second?.botToken).not.toBe(first?.botToken);
  expect(second?.refreshToken).not.toBe(first?.refreshToken);
  expect(second?.tokenExpiresAt?.getTime()).toBeGreaterThan(clock().getTime() + 11 * hour);
});

test('of fifty calls at once on two replicas, one renews: a refresh token is good for one use', async () => {
  const before = refreshes();
  shift = 13 * hour;
  const names = await Promise.all(Array.from({ length: 50 }, (_, index) => profile(index % 2)));
  expect(new Set(names.map((one) => one?.name))).toEqual(new Set(['Adam']));
  expect(refreshes()).toBe(before + 1);
});

test('while one replica renews, another one waits for what comes of it', async () => {
  const before = refreshes();
  shift = 13 * hour;
  const first = slack.holdNext('oauth.v2.access');
  const one = profile(0);
  await first.arrived;
  const other = profile(1);
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (refreshes() === before + 1) {
    const { rows } = await database.database.pool.query(waiting);
    if (rows.length > 0) break;
  }
  first.release();
  expect(await one).toMatchObject({ name: 'Adam' });
  expect(await other).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before + 1);
});

test('a workspace in which nobody does anything has its token renewed all the same, once for all replicas', async () => {
  const before = refreshes();
  for (const replica of replicas) await replica.maintain?.();
  expect(refreshes()).toBe(before);
  shift = 10.5 * hour;
  await Promise.all(replicas.map((replica) => replica.maintain?.()));
  expect(refreshes()).toBe(before + 1);
  shift = 13 * hour;
  expect(await profile(1)).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before + 1);
});

test('where renewing fails, the token serves as long as it works, the log has a reference, and it is tried again', async () => {
  slack.oauth.refuseToRefresh('internal_error');
  shift = 12 * hour - 5 * 60_000;
  expect(await profile()).toMatchObject({ name: 'Adam' });
  expect(log.lines).toMatchObject([
    { level: 'error', fields: { reference: expect.stringMatching(/^[\dA-F]{8}$/), workspaceId: 'T0GLOBEX' } },
  ]);
  await replicas[0]?.maintain?.();
  expect(log.lines).toHaveLength(2);
  shift = 12 * hour + 1_000;
  await expect(profile()).rejects.toMatchObject({ kind: 'retry' });
  slack.oauth.refuseToRefresh(undefined);
  expect(await profile()).toMatchObject({ name: 'Adam' });
});

test('a token of which Slack says that it has ended is renewed, whatever our clock says', async () => {
  const first = await installed();
  slack.tokens.spoil(first?.botToken ?? '', 'token_expired');
  expect(await profile()).toMatchObject({ name: 'Adam' });
  expect((await installed())?.botToken).not.toBe(first?.botToken);
});

test('one that was renewed by another replica is not renewed again', async () => {
  await profile(1);
  shift = 12 * hour - 5 * 60_000;
  await profile(0);
  const before = refreshes();
  expect(await profile(1)).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before);
});

test('a token that does not rotate is left alone', async () => {
  const found = await installed();
  if (!found) throw new Error('nothing is installed');
  await store.save({ ...found, refreshToken: undefined, tokenExpiresAt: undefined });
  const before = refreshes();
  shift = 400 * hour;
  await replicas[0]?.maintain?.();
  expect(await profile()).toMatchObject({ name: 'Adam' });
  expect(refreshes()).toBe(before);
});

test('no token reached the log', () => {
  expect(JSON.stringify(log.lines)).not.toMatch(/xoxb-|xoxe/);
});
