import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createEventStore } from '../../db/event-store.ts';
import { usualIntervals } from '../../src/core/intervals.ts';
import { signed } from '../../src/webhook-signature.ts';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { startApp } from '../support/app.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { titled } from '../support/office.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const [secret, older, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const written = (key: Buffer) => `whsec_${key.toString('base64')}`;
const never = 10 * 60_000;
/** Nobody looks by the clock: what is seen is seen because of an event. */
const stage = useStage(createWebDriver, {
  environment: { UCAAS_EVENT_SECRETS: `${written(secret)},${written(older)}` },
  intervals: {
    ...usualIntervals,
    ...{ dueMilliseconds: 50, cardMilliseconds: 50, lookMilliseconds: never, calmLookMilliseconds: never },
    ...{ idleLookMilliseconds: never, recordingMilliseconds: never },
  },
});
const ada = () => stage.driver.people.ada;
const sql = async (text: string, values: unknown[] = []) =>
  (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];

interface Sent {
  readonly by?: Buffer;
  readonly id?: string;
  readonly secondsAgo?: number;
  /** What arrives in place of what was signed. */
  readonly instead?: string;
  readonly without?: string;
}

async function send(
  event: object | string,
  { by = secret, id = randomUUID(), secondsAgo = 0, instead, without }: Sent = {},
) {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const headers: Record<string, string> = { ...signed(by, id, body, new Date(Date.now() - secondsAgo * 1_000)) };
  if (without) delete headers[without];
  const answer = await fetch(`${stage.app.url}/events/ucaas`, { method: 'POST', headers, body: instead ?? body });
  return { status: answer.status, body: await answer.text() };
}

/** Whether the meeting is looked at soon, though that was ten minutes away. */
async function isDue(act: () => Promise<unknown>): Promise<boolean> {
  await sql("update watch set due_at = now() + interval '1 hour', not_before = now() + interval '30 minutes'");
  await act();
  const [row] = await sql("select due_at < now() + interval '40 minutes' as due from watch where due_at is not null");
  return row?.due === true;
}

let room = '';
let session = '';
beforeAll(async () => {
  await connectIn(stage, ada());
});

test('whoever comes and goes is on the card at once; the recording is told of as soon as it is there', async () => {
  const card = await stage.answerTo(() => stage.driver.say(ada(), 'channel', 'now Weekly'), titled('Weekly'));
  await sql("update sandbox.room set auto_recording = true where room_name = 'Weekly'");
  const guest = await goIn(joinLink(card), 'Grace Guest');
  await until(stage.driver, ({ title, facts }) => title === 'Weekly' && facts['In the meeting (1)'] === 'Grace Guest');
  await guest.leave();
  await until(stage.driver, titled('Ended: Weekly'));
  const [held] = await sql('select sessions[1] as session from recording');
  expect((await send({ type: 'recording.ready', data: { session_id: held?.session } })).status).toBe(204);
  await until(stage.driver, ({ text }) => text.includes('“Weekly” was recorded'));
});

test('an event is believed nothing: a lie, one that is late or of an unknown kind only makes somebody look', async () => {
  const card = await stage.answerTo(() => stage.driver.say(ada(), 'channel', 'now Review'), titled('Review'));
  await goIn(joinLink(card), 'Grace Guest');
  await until(stage.driver, ({ title, facts }) => title === 'Review' && 'In the meeting (1)' in facts);
  const [row] = await sql(
    "select m.service_room_id as room, l.session_id as session from life l join meeting m on m.id = l.meeting_id where m.title = 'Review'",
  );
  [room, session] = [String(row?.room), String(row?.session)];
  for (const event of [
    { type: 'session.ended', data: { room_id: room, end_time: '2026-01-01 00:00:00' } },
    { type: 'participant.left', session_id: session, name: 'Grace Guest' },
    { type: 'something.else', data: { room_id: room, title: 'Forged title' } },
    { type: 'session.ended', data: { room_id: 'a room of nobody', session_id: 7 } },
    { type: 'session.ended', data: 'nothing' },
    {},
  ])
    expect((await send(event)).status).toBe(204);
  await goIn(joinLink(card), 'Heidi Guest');
  const both = await until(stage.driver, ({ title, facts }) => title === 'Review' && 'In the meeting (2)' in facts);
  expect(both.facts['In the meeting (2)']).toBe('Grace Guest and Heidi Guest');
});

test('one that comes again, however often, is one; the secret before the present one is good as well', async () => {
  const id = randomUUID();
  const event = { type: 'participant.joined', data: { room_id: room } };
  expect(await isDue(() => send(event, { id }))).toBe(true);
  expect(await isDue(async () => expect((await send(event, { id })).status).toBe(204))).toBe(false);
  const at = new Date();
  const other = createEventStore({ database: stage.app.test.database, callsPerMinute: 120 });
  const twice = await Promise.all([1, 2].map(() => other.take('the same on two replicas', { roomId: room }, at)));
  expect(twice.toSorted()).toEqual([false, true]);
  expect(await isDue(() => send(event, { by: older }))).toBe(true);
  expect(await isDue(() => send({ data: { room_id: 'of nobody' } }))).toBe(false);
});

test.each([
  ['signed by somebody else', { by: foreign }],
  ['changed on its way', { instead: '{"data":{"room_id":"other"}}' }],
  ['six minutes old', { secondsAgo: 6 * 60 }],
  ['from the future', { secondsAgo: -6 * 60 }],
  ['without an id', { without: 'webhook-id' }],
  ['without a time', { without: 'webhook-timestamp' }],
  ['without a signature', { without: 'webhook-signature' }],
] as const)('one that is %s is refused without a word, and brings about nothing', async (_how, how) => {
  const event = { type: 'session.ended', data: { room_id: room } };
  expect(await isDue(async () => expect(await send(event, how)).toEqual({ status: 401, body: '' }))).toBe(false);
});

test('what is no event is refused as well: no JSON, and more than 64 KB', async () => {
  expect(await send('<html>')).toEqual({ status: 400, body: '' });
  expect(await send('[]')).toEqual({ status: 400, body: '' });
  expect((await send({ data: 'x'.repeat(70_000) })).status).toBe(413);
});

test('however many come, looks stay within the budget of calls', async () => {
  const store = createEventStore({ database: stage.app.test.database, callsPerMinute: 120 });
  const at = new Date('2030-01-01T12:00:00Z');
  const dueAfterSeconds: number[] = [];
  await sql("insert into watch (key, due_at, good_at) values ('customer c9', $1, $1), ('customer c99', $1, $1)", [at]);
  for (const nth of [1, 2, 3]) {
    await sql("update watch set due_at = '2031-01-01' where key like 'customer c9%'");
    await store.take(`flood ${nth}`, { customerId: 'c9' }, at);
    const [row] = await sql("select due_at from watch where key = 'customer c9'");
    dueAfterSeconds.push((new Date(String(row?.due_at)).getTime() - at.getTime()) / 1_000);
  }
  expect(dueAfterSeconds).toEqual([0, 10, 20]);
  const [other] = await sql("select due_at > '2030-12-30' as later from watch where key = 'customer c99'");
  expect(other?.later).toBe(true);
  await sql("delete from watch where key like 'customer c9%'");
});

test('without a secret there is no such way in', async () => {
  const other = await startApp({ ...stage.driver.environment }, { shared: stage.app.test });
  const body = '{}';
  const answer = await fetch(`${other.url}/events/ucaas`, {
    method: 'POST',
    body,
    headers: { ...signed(secret, 'id', body, new Date()) },
  });
  expect(answer.status).toBe(404);
  await other.stop();
});
