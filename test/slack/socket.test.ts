import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { form, formType, sign } from '../support/slack/signer.ts';
import { appToken, startSocketStandIn } from '../support/slack/socket-stand-in.ts';
import { workspace } from '../support/slack/workspaces.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
let socket: Awaited<ReturnType<typeof startSocketStandIn>>;
let app: RunningApp;
const environment = () => ({
  SLACK_APP_TOKEN: appToken,
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_API_URL: driver.slack.apiUrl,
});

beforeAll(async () => {
  [driver, socket] = await Promise.all([createSlackDriver(), startSocketStandIn()]);
  driver.slack.socketBy(socket.open);
  app = await startApp(environment());
  await socket.connected(1);
});
afterAll(async () => {
  await app.stop();
  await socket.close();
  await driver.close();
});

const command = (text: string, teamId = workspace.teamId) => ({
  command: '/meet',
  text,
  team_id: teamId,
  team_domain: 'acme',
  user_id: 'U0ADA',
  user_name: 'ada',
  channel_id: 'C0GENERAL',
  channel_name: 'general',
  trigger_id: randomUUID(),
  response_url: driver.slack.responseUrl('C0GENERAL', 'U0ADA'),
});
const direct = (text: string) => ({
  type: 'event_callback',
  team_id: workspace.teamId,
  event_id: randomUUID(),
  event: { type: 'message', channel_type: 'im', channel: 'D-U0ADA', user: 'U0ADA', text, ts: '1.2' },
});
const stored = async () =>
  (await app.test.database.pool.query('select count(*)::int as n from invocation')).rows[0]?.n as number;

test('a command, an event and a press come by the connection, and are answered as they are by HTTP', async () => {
  const typed = await socket.answer(socket.send('slash_commands', command('status')));
  expect(typed.payload).toEqual({});
  await until(driver, ({ title }) => title === 'Your connection');

  await socket.answer(socket.send('events_api', direct('help')));
  const help = await until(driver, ({ title }) => title === 'What I can do');
  expect(help.visibleTo).toBe('U0ADA');

  const opened = driver.slack.views.length;
  await socket.answer(
    socket.send('interactive', {
      type: 'block_actions',
      team: { id: workspace.teamId, domain: 'acme' },
      user: { id: 'U0ADA', name: 'ada', team_id: workspace.teamId },
      channel: { id: 'C0GENERAL', name: 'general' },
      container: { type: 'message', message_ts: '1.1', channel_id: 'C0GENERAL', is_ephemeral: false },
      response_url: driver.slack.responseUrl('C0GENERAL', 'U0ADA'),
      trigger_id: randomUUID(),
      actions: [{ type: 'button', block_id: 'b', action_id: 'run-0', value: 'form.join' }],
    }),
  );
  expect(driver.slack.views.length).toBe(opened + 1);
});

test('what is said at once goes into the acknowledgement', async () => {
  const { payload } = await socket.answer(socket.send('slash_commands', command('now', 'T0STRANGER')));
  expect(payload).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('not installed') });
});

test('it is acknowledged once it is written down, and not before; a second copy changes nothing', async () => {
  const client = await app.test.database.pool.connect();
  await client.query('begin; lock table invocation in access exclusive mode');
  const before = socket.acknowledged.length;
  const body = command('help');
  const id = socket.send('slash_commands', body);
  // A delivery that needs no database overtakes it: the first one has been taken up by then, and waits.
  await socket.answer(socket.send('slash_commands', command('now', 'T0STRANGER')));
  expect(socket.acknowledged.slice(before).map(({ envelope_id }) => envelope_id)).not.toContain(id);
  await client.query('rollback');
  client.release();
  await socket.answer(id);
  const count = await stored();
  expect(count).toBeGreaterThan(0);
  await socket.answer(socket.send('slash_commands', body));
  expect(await stored()).toBe(count);
});

test('what cannot be written down is not acknowledged, so that Slack sends it again', async () => {
  const { pool } = app.test.database;
  await pool.query('alter table invocation rename to out_of_reach');
  const lost = socket.send('events_api', direct('help'));
  await app.log.until(({ message }) => message.includes('Slack sends it again'));
  await pool.query('alter table out_of_reach rename to invocation');
  await socket.answer(socket.send('events_api', direct('help')));
  expect(socket.acknowledged.map(({ envelope_id }) => envelope_id)).not.toContain(lost);
});

test('there is no address for deliveries by HTTP then', async () => {
  const request = sign(form(command('help')), formType);
  expect((await fetch(`${app.url}/slack/events`, { method: 'POST', ...request })).status).toBe(404);
});

test('when Slack asks for another connection, there is one; at the end it hangs up', async () => {
  const again = await startApp(environment());
  await socket.connected(2);
  socket.refresh();
  await socket.connected(3);
  await socket.answer(socket.send('events_api', direct('help')));
  await again.stop();
  await socket.disconnected();
  expect(JSON.stringify([app.log.lines, again.log.lines])).not.toContain(appToken);
});

test('a wrong token does not keep the service from starting, and the log says what is wrong', async () => {
  const wrong = await startApp({ ...environment(), SLACK_APP_TOKEN: 'xapp-1-of-somebody-else' });
  expect((await fetch(`${wrong.url}/readyz`)).status).toBe(200);
  await wrong.log.until(({ message }) => message.includes('could not be connected to by Socket Mode'));
  await wrong.stop();
});
