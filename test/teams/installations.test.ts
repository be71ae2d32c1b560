import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { activityOf, ada, channel, deliver, inChannel, type Sender } from '../support/teams/sender.ts';
import { botId, directChatOf, otherTenantId, startTeamsStandIn, tenantId } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let app: RunningApp;
const bob: Sender = { ...ada, userId: 'b0b00000-0000-4000-8000-000000000002', memberId: '29:bob', name: 'Bob Brandt' };
const foreign: Sender = { ...ada, tenant: otherTenantId };

beforeAll(async () => {
  teams = await startTeamsStandIn();
  app = await startApp({ ...teams.environment, TEAMS_ALLOWED_TENANTS: '*' });
});
beforeEach(async () => {
  await app.app.idle();
  teams.activities.length = 0;
  await app.test.database.pool.query('delete from teams_installation');
  await app.test.database.pool.query('delete from conversation_reference');
});
afterAll(async () => {
  await app.stop();
  await teams.close();
});

const send = async (who: Sender, changes: object) => {
  const { status } = await deliver(teams, app.url, activityOf(teams, who, changes));
  await app.app.idle();
  return status;
};
/** As documented: the event carries no name. */
const installation = (action: string, changes: object = {}) => ({ type: 'installationUpdate', action, ...changes });
const nameless = (who: Sender) => ({ from: { id: who.memberId, aadObjectId: who.userId } });
const us = [{ id: botId, name: 'Meetwire' }];
const rows = async (sql: string) => (await app.test.database.pool.query(sql)).rows as Record<string, unknown>[];
const installed = () =>
  rows('select tenant_id, conversation, kind, name from teams_installation order by tenant_id, conversation');
const welcomes = () => teams.activities.filter(({ body }) => String(body.summary).includes('meeting'));

test('an installation in the personal scope is kept and welcomed once, whichever of its events comes first', async () => {
  await send(ada, { type: 'conversationUpdate', membersAdded: us });
  await send(ada, installation('add', nameless(ada)));
  expect(await installed()).toEqual([
    { tenant_id: tenantId, conversation: 'a:29:ada', kind: 'personal', name: 'Ada Almeida' },
  ]);
  expect(welcomes()).toHaveLength(1);
});

test('a new version of the app is not welcomed again; a new installation is', async () => {
  await send(ada, installation('add'));
  await send(ada, installation('add-upgrade'));
  expect(welcomes()).toHaveLength(1);
  await send(ada, installation('remove'));
  await send(ada, installation('add'));
  expect(welcomes()).toHaveLength(2);
});

test('a team is kept under its own id with its name, without a greeting, and is renamed', async () => {
  await send(ada, installation('add', inChannel(ada)));
  expect(await installed()).toMatchObject([{ conversation: channel, kind: 'team', name: 'General team' }]);
  const renamed = { eventType: 'teamRenamed', team: { id: channel, name: 'Everybody' } };
  await send(ada, { type: 'conversationUpdate', ...inChannel(ada, renamed) });
  expect(await installed()).toMatchObject([{ conversation: channel, name: 'Everybody' }]);
  expect(teams.activities).toEqual([]);
});

test('a shared channel that is closed to the app leaves the team its app', async () => {
  await send(ada, installation('add', inChannel(ada)));
  const closed = inChannel(ada, { eventType: 'channelMemberRemoved' });
  await send(ada, { type: 'conversationUpdate', membersRemoved: us, ...closed });
  expect(await installed()).toHaveLength(1);
  await send(ada, { type: 'conversationUpdate', ...inChannel(ada, { eventType: 'teamDeleted' }) });
  expect(await installed()).toEqual([]);
});

test('other people who come or go change nothing', async () => {
  await send(ada, { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }], ...inChannel(ada) });
  expect(await installed()).toEqual([]);
  await send(ada, installation('add', inChannel(ada)));
  await send(ada, { type: 'conversationUpdate', membersRemoved: [{ id: '29:bob' }], ...inChannel(ada) });
  expect(await installed()).toHaveLength(1);
});

test('whoever had the app before a list was kept is on it with their next message', async () => {
  await send(bob, { text: 'help' });
  expect(await installed()).toMatchObject([{ conversation: 'a:29:bob', kind: 'personal' }]);
});

/** A mark that leaves with the tenant. */
async function marked() {
  const { pool } = app.test.database;
  await pool.query(
    `insert into workspace (platform, workspace_id, name, token_mode) values ('teams', $1, 'x', 'stay_signed_in')
     on conflict (platform, workspace_id) do update set token_mode = 'stay_signed_in'`,
    [tenantId],
  );
  return async () => {
    const [row] = await rows("select token_mode = 'stay_signed_in' as there from workspace where platform = 'teams'");
    return row?.there;
  };
}

test('removing the personal app forgets the chat; the last removal makes the tenant leave, and everybody is forgotten', async () => {
  const isThere = await marked();
  await send(ada, installation('add'));
  await send(bob, installation('add', inChannel(bob)));
  await send(bob, { text: 'hello', ...inChannel(bob) });
  await send(ada, installation('remove', nameless(ada)));
  expect(await rows('select user_id from conversation_reference')).toEqual([{ user_id: bob.userId }]);
  expect(await isThere()).toBe(true);

  await app.test.database.pool.query('update conversation_reference set conversation = null');
  await send(ada, installation('remove', inChannel(ada)));
  expect(await rows('select user_id from conversation_reference')).toEqual([]);
  expect(await isThere()).toBe(false);
});

test('a tenant stays while somebody has a chat with us, even where their installation was never told', async () => {
  const isThere = await marked();
  await send(bob, installation('add'));
  await app.test.database.pool.query('delete from teams_installation');
  await send(ada, installation('add'));
  await send(ada, installation('remove'));
  expect(await isThere()).toBe(true);
  await send(bob, installation('remove'));
  expect(await isThere()).toBe(false);
});

test('the end of one tenant is not the end of another, even in a chat of the same name', async () => {
  const group = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat' } };
  for (const who of [ada, foreign]) await send(who, installation('add', group));
  await send(foreign, installation('remove', group));
  expect(await installed()).toMatchObject([{ tenant_id: tenantId, kind: 'group' }]);
  expect(await rows('select tenant_id from conversation_reference')).toEqual([{ tenant_id: tenantId }]);
});

test('with *, a tenant is served from its installation to its removal, and nothing of it is stored before', async () => {
  const kept = async () =>
    Promise.all(
      ['invocation', 'identity', 'workspace'].map((table) =>
        rows(`select 1 from ${table} where workspace_id = '${otherTenantId}'`),
      ),
    );
  const before = await kept();
  expect(await send(foreign, { text: 'help' })).toBe(403);
  expect(await send(foreign, installation('remove'))).toBe(403);
  expect(await send(foreign, installation('add-upgrade'))).toBe(403);
  expect(await kept()).toEqual(before);
  expect(await rows('select 1 from conversation_reference')).toEqual([]);

  expect(await send(foreign, installation('add'))).toBe(200);
  expect(await send(foreign, { text: 'help' })).toBe(200);
  expect(teams.activities.at(-1)?.conversation).toBe(directChatOf('29:ada', otherTenantId));
  expect(await send(foreign, installation('remove'))).toBe(200);
  expect(await send(foreign, { text: 'help' })).toBe(403);
});
