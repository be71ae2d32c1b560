import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { connectIn } from '../support/scheduling.ts';
import { sign } from '../support/slack/signer.ts';
import { workspace } from '../support/slack/stand-in.ts';
import { useStage } from '../support/stage.ts';

let driver: Awaited<ReturnType<typeof createSlackDriver>>;
const stage = useStage(async () => {
  driver = await createSlackDriver();
  return driver;
});
const hasThread = (raw: unknown) => (raw as { readonly thread?: string }).thread !== undefined;

async function event(changes: object, eventId = randomUUID(), extra: Record<string, string> = {}): Promise<number> {
  const said = { type: 'app_mention', channel: 'C0GENERAL', user: 'U0ADA', ts: '5.5', ...changes };
  const { body, headers } = sign(
    JSON.stringify({ type: 'event_callback', team_id: workspace.teamId, event_id: eventId, event: said }),
    'application/json',
  );
  const response = await fetch(`${stage.app.url}/slack/events`, {
    method: 'POST',
    body,
    headers: { ...headers, ...extra },
  });
  await stage.app.app.idle();
  return response.status;
}

test('in a thread, where slash commands do not work, a mention does, and the answer stays in the thread', async () => {
  await event({ text: `<@${workspace.botUserId}> help`, thread_ts: '4.4' });
  const help = await until(driver, ({ title }) => title === 'What I can do');
  expect(help.visibleTo).toBe('U0ADA');
  expect(help.raw).toMatchObject({ thread: '4.4' });
});

test('help says how to go on in threads: there and outside of them', async () => {
  await event({ text: `<@${workspace.botUserId}> help` });
  const outside = await until(driver, ({ title, raw }) => title === 'What I can do' && !hasThread(raw));
  expect(JSON.stringify(outside.raw)).toContain(
    'In a thread, where Slack takes no commands, mention me: @Meetwire now.',
  );
  expect(Object.values(outside.facts)[0]).toMatch(/\/meet now, /);
  await event({ text: `<@${workspace.botUserId}> help`, thread_ts: '4.4' });
  const inside = await until(driver, ({ title, raw }) => title === 'What I can do' && hasThread(raw));
  expect(Object.values(inside.facts)[0]).toMatch(/@Meetwire now, /);
});

test('a meeting that is started in a thread by mention stays there: its card, who is in, and its end', async () => {
  await connectIn(stage, driver.people.ada);
  await event({ text: `<@${workspace.botUserId}> now Roof <@U0BOB>`, thread_ts: '4.4', subtype: 'thread_broadcast' });
  const card = await until(driver, ({ title, place }) => title === 'Roof' && place === 'channel');
  expect([card.thread, card.visibleTo]).toEqual(['4.4', 'everyone']);
  await until(driver, ({ title, visibleTo }) => title === 'Roof' && visibleTo === 'U0BOB');
  await event({ text: `<@${workspace.botUserId}> who`, thread_ts: '4.4' });
  const who = await until(driver, ({ title, visibleTo }) => title === 'Roof' && visibleTo === 'U0ADA');
  expect([who.thread, who.visibleTo]).toEqual(['4.4', 'U0ADA']);
  await event({ text: `<@${workspace.botUserId}> who`, thread_ts: '9.9' });
  const none = await until(driver, ({ text }) => text.startsWith('No meeting that I started here is on.'));
  expect([none.thread, none.text]).toEqual(['9.9', expect.stringContaining('Start one: @Meetwire now')]);
});

test('a retry is dropped only if the first try was taken down', async () => {
  const id = randomUUID();
  const before = (await driver.messages()).length;
  const retried = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
  expect(await event({ text: `<@${workspace.botUserId}> status` }, id, retried)).toBe(200);
  expect(await event({ text: `<@${workspace.botUserId}> status` }, id, { ...retried, 'x-slack-retry-num': '2' })).toBe(
    200,
  );
  expect((await driver.messages()).slice(before)).toHaveLength(1);
});

test.each([
  ['a bot', { bot_id: 'B1' }],
  ['an edit', { type: 'message', channel: 'D1', channel_type: 'im', subtype: 'message_changed' }],
  ['talk in a channel without a mention', { type: 'message', channel_type: 'channel' }],
])('%s is not answered', async (_name, changes) => {
  const before = (await driver.messages()).length;
  expect(await event({ text: 'help', ...changes })).toBe(200);
  expect(await driver.messages()).toHaveLength(before);
});

test('the address is confirmed to Slack only where the request is signed', async () => {
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
  const { body, headers } = sign(challenge, 'application/json');
  const signed = await fetch(`${stage.app.url}/slack/events`, { method: 'POST', body, headers });
  expect(await signed.json()).toEqual({ challenge: 'abc' });
  const unsigned = await fetch(`${stage.app.url}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  expect(unsigned.status).toBe(401);
});

test('an unsigned ssl_check is refused, and what rides along with it is not done', async () => {
  const body = 'ssl_check=1&command=/meet&text=now&team_id=T0MEETWIRE&user_id=U0ADA&trigger_id=x';
  const response = await fetch(`${stage.app.url}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(response.status).toBe(401);
});
