import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import type { Chat } from '../../src/core/ports.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { recordingLog } from '../support/log.ts';
import { signingSecret } from '../support/slack/signer.ts';
import { startSlackStandIn } from '../support/slack/stand-in.ts';
import { globex, initech, type StandInWorkspace, workspace } from '../support/slack/workspaces.ts';

let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let chat: Chat;
let now: Date;
let log: ReturnType<typeof recordingLog>;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeEach(async () => {
  now = new Date('2026-12-01T09:00Z');
  log = recordingLog();
  slack = await startSlackStandIn();
  chat = chatIn(workspace);
});
afterEach(() => slack.close());
afterAll(() => http.close());

const chatIn = ({ botToken }: StandInWorkspace) =>
  createSlackAdapter({
    ...{ wayIn: { signingSecret }, botToken, apiUrl: `${slack.apiUrl}/`, publicUrl: 'http://localhost' },
    ...{ workspaces: { removed: async () => undefined }, http, log, clock: () => now },
  }).chat;
const join = (people: Readonly<Record<string, object>>, { teamId } = workspace) => slack.joined.set(teamId, people);
/** By id: whom this person finds by this name. */
const named = async (name: string, { by: userId = 'U0ADA', on = chat, at = workspace, most = 6 } = {}) => {
  const found = await on.named?.({ platform: 'slack', workspaceId: at.teamId, userId }, name, most);
  return found && { ids: found.found.map(({ mentionId }) => mentionId), by: found.by, isWhole: found.isWhole };
};
const crowd = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`U0CROWD${index}`, { name: `crowd${index}` }]));
const listed = () => slack.calls['users.list'] ?? 0;
const busy = { status: 429, headers: { 'retry-after': '20' }, body: { ok: false, error: 'ratelimited' } };

test('people are found by full name, by what they are shown as, by handle, and but for a typo', async () => {
  join({ U0ANE: { name: 'ane.b', profile: { display_name: 'Ané', real_name: 'Anémone Baudelaire', title: 'Chef' } } });
  for (const name of ['anemone baudelaire', 'Baudelaire', 'ané', 'ane.b'])
    expect(await named(name)).toMatchObject({ ids: ['U0ANE'], isWhole: true });
  expect(await named('Boudelaire')).toMatchObject({ ids: ['U0ANE'], by: 'near' });
  const found = await chat.named?.({ platform: 'slack', workspaceId: workspace.teamId, userId: 'U0ADA' }, 'Bob', 6);
  expect(found?.found).toMatchObject([{ name: 'Bob', email: 'bob@acme.example', hints: ['@bob'] }]);
  expect(listed()).toBe(1);
});

test('a first name means all who have it, also where one of them shows it alone; no more come back than are wanted', async () => {
  join({ U0BOBA: { name: 'bobby', profile: { display_name: 'Bob Brown' } } });
  expect((await named('Bob'))?.ids).toEqual(['U0BOB', 'U0BOBA']);
  expect((await named('Bob', { most: 1 }))?.ids).toEqual(['U0BOB']);
});

test('bots, whoever has left, other organisations and whoever asks are never found, by an old list neither', async () => {
  join({ U0LEAVING: { name: 'lea', profile: { display_name: 'Lea Leaving' } } });
  for (const name of ['meetwire', 'poll', 'Gina', 'Eve', 'Ada', 'slackbot'])
    expect((await named(name))?.ids).toEqual([]);
  expect((await named('Lea'))?.ids).toEqual(['U0LEAVING']);
  join({ U0LEAVING: { name: 'lea', deleted: true, profile: { display_name: 'Lea Leaving' } } });
  expect(await named('Lea')).toEqual({ ids: [], by: undefined, isWhole: true });
});

test('guests, strangers and whoever is not known are told of nobody, and nothing is read for them', async () => {
  const profile = { display_name: 'Guest' };
  join({
    U0MULTI: { name: 'm', is_restricted: true, profile },
    U0SINGLE: { name: 's', is_ultra_restricted: true, profile },
  });
  for (const by of ['U0MULTI', 'U0SINGLE', 'U0EVE', 'U0NOBODY']) expect(await named('Bob', { by })).toBeUndefined();
  expect(listed()).toBe(0);
  expect((await named('Guest'))?.ids).toEqual(['U0MULTI', 'U0SINGLE']);
});

test('each workspace has its own people, and an organisation those of the teams that somebody is in', async () => {
  join({ U0ZOE: { name: 'zoe', profile: {}, team_id: globex.teamId } }, globex);
  expect((await named('zoe'))?.ids).toEqual([]);
  expect((await named('zoe', { on: chatIn(globex), at: globex }))?.ids).toEqual(['U0ZOE']);
  const inTeam = (team: string) => ({ enterprise_id: initech.teamId, teams: [team] });
  join(
    {
      U0INA: { name: 'ina', team_id: 'T0INI2', enterprise_user: inTeam('T0INI2') },
      U0IVO: { name: 'ivo', team_id: 'T0INI3', enterprise_user: inTeam('T0INI3') },
    },
    initech,
  );
  const on = chatIn(initech);
  expect(await named('ina', { on, at: initech })).toMatchObject({ ids: ['U0INA'], isWhole: true });
  expect(await named('ivo', { on, at: initech })).toMatchObject({ ids: [] });
});

test('a list is kept for an hour; one of many pages is read on with each name, and is whole at its end', async () => {
  join({ ...crowd(3_400), U0LAST: { name: 'lars', profile: { display_name: 'Lars Last' } } });
  expect(await named('Lars')).toMatchObject({ ids: [], isWhole: false });
  expect(listed()).toBe(6);
  expect(await named('Lars')).toMatchObject({ ids: ['U0LAST'], isWhole: true });
  expect(listed()).toBe(7);
  join({ U0NEW: { name: 'newt', profile: {} } });
  now = new Date('2026-12-01T09:59Z');
  expect((await named('newt'))?.ids).toEqual([]);
  now = new Date('2026-12-01T10:01Z');
  expect((await named('newt'))?.ids).toEqual(['U0NEW']);
});

test('of a workspace that is too large, some thousands are read and no more', async () => {
  join(crowd(11_000));
  for (let names = 0; names < 5; names += 1) expect((await named('Zebediah'))?.isWhole).toBe(false);
  expect(listed()).toBeLessThanOrEqual(21);
});

test('what two people ask for at the same time is read once', async () => {
  await Promise.all([named('Bob'), named('Brandt')]);
  expect(listed()).toBe(1);
});

test('where Slack is busy, what was read so far serves, and it is left alone for as long as it says', async () => {
  slack.failNext('users.list', busy);
  expect(await named('Bob')).toMatchObject({ ids: [], isWhole: false });
  expect(await named('Bob')).toMatchObject({ ids: [], isWhole: false });
  expect(listed()).toBe(1);
  now = new Date('2026-12-01T09:00:21Z');
  expect(await named('Bob')).toMatchObject({ ids: ['U0BOB'], isWhole: true });
  slack.failNext('users.info', busy);
  expect(await named('Bob')).toMatchObject({ ids: [], isWhole: false });
});

test('a place to go on from that Slack does not know any more makes it begin anew', async () => {
  join(crowd(4_000));
  await named('Zebediah');
  slack.failNext('users.list', { body: { ok: false, error: 'invalid_cursor' } });
  expect(await named('Bob')).toMatchObject({ ids: ['U0BOB'], isWhole: false });
  join({});
  expect(await named('Bob')).toMatchObject({ ids: ['U0BOB'], isWhole: true });
});

test('without the scope nobody is found, and the log says so once', async () => {
  for (let times = 0; times < 2; times += 1) {
    slack.failNext('users.list', { body: { ok: false, error: 'missing_scope', needed: 'users:read' } });
    expect(await named('Bob')).toBeUndefined();
  }
  expect(log.lines).toEqual([
    expect.objectContaining({ level: 'warn', fields: { workspace: workspace.teamId, error: 'missing_scope' } }),
  ]);
});
