import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { activityOf, ada, channel, deliver, inChannel } from '../support/teams/sender.ts';
import { botId, otherTenantId, startTeamsStandIn } from '../support/teams/stand-in.ts';

let teams: Awaited<ReturnType<typeof startTeamsStandIn>>;
let app: RunningApp;

beforeAll(async () => {
  teams = await startTeamsStandIn();
  app = await startApp({ ...teams.environment, TEAMS_ALLOWED_TENANTS: otherTenantId });
});
beforeEach(() => {
  teams.activities.length = 0;
});
afterAll(async () => {
  await app.stop();
  await teams.close();
});

const send = async (changes: object) => {
  const answer = await deliver(teams, app.url, activityOf(teams, ada, { text: 'help', ...changes }));
  await app.app.idle();
  return answer;
};
const outsider = {
  id: '29:eve',
  name: 'Eve',
  aadObjectId: 'e5e00000-0000-4000-8000-000000000005',
  tenantId: otherTenantId,
};
/** Everybody who is known in any way. */
const people = async () => {
  const { rows } = await app.test.database.pool.query(
    'select user_id from invocation union select user_id from identity union select user_id from conversation_reference',
  );
  return rows;
};

test('somebody of another organisation is told so in the shared channel, and nothing is kept', async () => {
  await send({ ...inChannel(ada), from: outsider, text: 'now Ours' });
  expect(teams.activities).toMatchObject([
    {
      conversation: `${channel};messageid=1`,
      body: { text: expect.stringContaining('members of this organisation') },
    },
  ]);
  expect(await people()).toEqual([]);
});

test('somebody of another organisation is told so by the button that they press', async () => {
  const invoke = { ...inChannel(ada), from: outsider, type: 'invoke' };
  const execute = { name: 'adaptiveCard/action', value: { action: { data: { meetwire: { ref: 'x.0' } } } } };
  const pressed = await send({ ...invoke, ...execute });
  expect(JSON.parse(pressed.body).value).toContain('members of this organisation');
  const opened = await send({ ...invoke, name: 'task/fetch', value: { data: { meetwire: { ref: 'x.0' } } } });
  expect(JSON.parse(opened.body).task.value).toContain('members of this organisation');
  expect(await people()).toEqual([]);
});

test('somebody without an account is nobody, whatever they call themselves', async () => {
  const before = await people();
  await send({ ...inChannel(ada), from: { id: '29:anonymous', name: 'Ada Almeida' }, text: 'now' });
  expect(teams.activities).toMatchObject([{ body: { text: expect.stringContaining('members of this organisation') } }]);
  expect(await people()).toEqual(before);
});

test('an outsider who cannot be answered is not answered, and the delivery is not sent again', async () => {
  teams.failNext('POST /v3/conversations/:id/activities', 403);
  expect((await send({ ...inChannel(ada), from: outsider })).status).toBe(200);
  expect(teams.activities).toEqual([]);
});

test('another bot gets no answer, so that no two bots talk to each other', async () => {
  await send({ ...inChannel(ada), from: { id: '28:another', name: 'Bot' } });
  await send({ ...inChannel(ada), from: { id: botId, name: 'Meetwire' } });
  expect(teams.activities).toEqual([]);
});
