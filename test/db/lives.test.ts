import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDueStore } from '../../db/due-store.ts';
import { life, watch } from '../../db/life-schema.ts';
import { createLifeStore } from '../../db/life-store.ts';
import { createOutbox } from '../../db/outbox.ts';
import { meeting } from '../../db/schema.ts';
import type { Accounts } from '../../src/core/accounts.ts';
import type { Address, MessageReference } from '../../src/core/address.ts';
import { usualIntervals } from '../../src/core/intervals.ts';
import { createWatching } from '../../src/core/live/watching.ts';
import type { DueEffect } from '../../src/core/stores.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';
import { json, startService } from '../support/service.ts';

let scratch: TestDatabase;
let service: Awaited<ReturnType<typeof startService>>;
let http: ReturnType<typeof createHttp>;
beforeEach(async () => {
  scratch = await testDatabase();
  service = await startService();
  http = createHttp({ allowHost: hostRule([new URL(service.url).host]) });
});
afterEach(async () => {
  await http.close();
  await service.close();
  await scratch.drop();
});

const key = 'customer c1';
const began = new Date('2026-12-01T14:00:00Z');
const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);
const host = { platform: 'slack', workspaceId: 'T', userId: 'U' } as const;

/** So many meetings of one customer, all of them running since they were started. */
async function startMany(count: number): Promise<void> {
  const { orm } = scratch.database;
  const ids = Array.from({ length: count }, () => randomUUID());
  const { platform, workspaceId } = host;
  const of = { platform, workspaceId };
  await orm.insert(meeting).values(
    ids.map((id, index) => ({
      ...({
        id,
        joinKey: id,
        kind: 'instant',
        application: 'meeting',
        title: `Meeting ${index}`,
        hostName: 'Ada',
      } as const),
      ...{ ...of, hostId: host.userId, serviceMeetingId: `m${index}`, joinUrl: 'https://meet.example.com' },
      startedAt: began,
    })),
  );
  await orm.insert(life).values(
    ids.map((meetingId) => ({
      ...{ meetingId, ...of, conversation: 'C', watch: key, invited: [], asOf: began, isFollowed: true, newsAt: began },
      ...{ expectedAt: began, awaitedUntil: after(3_600) },
    })),
  );
  await orm.insert(watch).values({ key, dueAt: began, goodAt: began });
  service.on('GET /sessions', ({ url }, response) => {
    const query = new URL(url, service.url).searchParams;
    const [page, length] = [Number(query.get('page')), Number(query.get('page_length'))];
    const sessions = ids.map((_id, index) => ({ session_id: `s${index}`, meeting_id: `m${index}`, start_time: began }));
    json(response, { result: 1, sessions: sessions.slice((page - 1) * length, page * length) });
  });
  for (const index of ids.keys())
    service.on(`GET /sessions/s${index}/participants`, (_asked, response) =>
      json(response, { result: 1, participants: [{ participant_id: 'p', name: 'Grace', join_time: began }] }),
    );
}

/** A replica whose host may be looked at by server credentials. */
function replica(clock: () => Date) {
  const ucaas = createUcaas({ http, baseUrl: service.url, apiId: 'api-id', clock, log: recordingLog() });
  const session = () => ucaas.as({ server: { apiId: 'api-id', apiKey: 'api-key' }, userId: 'u1' });
  const account = { userId: 'u1', customerId: 'c1', email: 'ada@acme.example', name: 'Ada', role: 'user' } as const;
  const links = { all: async () => [{ account }] as never };
  return createWatching({
    lives: createLifeStore({ database: scratch.database }),
    links,
    policies: { of: async () => [] },
    secrets: { token: randomUUID },
    accounts: { session } satisfies Pick<Accounts, 'session'>,
    callsPerMinute: 120,
    intervals: usualIntervals,
    clock,
    log: recordingLog(),
  });
}

test('a thousand meetings of one customer are all seen in each round, within the calls that it may cost', async () => {
  await startMany(1_000);
  const looking = replica(() => after(5));
  await looking.look();
  await looking.idle();
  const { rows } = await scratch.database.pool.query(
    'select count(*) filter (where state = $1)::int as live, count(presences)::int as known from life',
    ['live'],
  );
  const lists = service.asked.filter(({ path }) => path === '/sessions').length;
  expect(rows).toEqual([{ live: 1_000, known: service.asked.length - lists }]);
  const [held] = await scratch.database.orm.select().from(watch);
  const pause = ((held?.dueAt?.getTime() ?? 0) - after(5).getTime()) / 1_000;
  // So many calls in so many seconds are 120 in a minute at most.
  expect((service.asked.length * 60) / pause).toBeLessThanOrEqual(120);
  expect(pause).toBeLessThanOrEqual(15);
});

test('of two replicas that look at the same moment, one does', async () => {
  await startMany(3);
  const both = [replica(() => after(5)), replica(() => after(5))];
  await Promise.all(both.map((one) => one.look()));
  await Promise.all(both.map((one) => one.idle()));
  const lists = service.asked.filter(({ path }) => path === '/sessions').map(({ url }) => url);
  expect([lists.length, new Set(lists).size]).toEqual([2, 2]);
});

test('a round that took too long and was taken over changes nothing that was seen after it', async () => {
  await startMany(1);
  const store = createLifeStore({ database: scratch.database });
  const [slow] = await store.takeWatches(after(1), 1);
  const [late] = await store.takeWatches(after(32), 1);
  if (!slow || !late) throw new Error('nothing was taken');
  const of = ({ lives: [one] }: typeof slow) => one as NonNullable<typeof one>;
  const seen = { ...of(late), state: 'live', sessionId: 's0', liveSince: began, asOf: after(33) } as const;
  const round = { again: after(40), goodAt: after(33), failures: 0 };
  await store.note(late, { at: after(33), ...round, changed: [{ life: seen, news: true }] });
  const past = { ...of(slow), asOf: after(2), unknownSince: began };
  await store.note(slow, { at: after(34), ...round, again: undefined, changed: [{ life: past, news: true }] });
  const found = await store.here(host, 'C', after(35));
  expect(found).toMatchObject({ state: 'live', unknownSince: undefined });
  const [held] = await scratch.database.orm.select().from(watch);
  expect(held?.dueAt).toEqual(after(40));
});

test('an edit that a chat platform was too busy for is not sent once there is a newer one; one that was on its way is made good', async () => {
  await startMany(1);
  const { orm, pool } = scratch.database;
  const [one] = await orm.select().from(meeting);
  const meetingId = one?.id ?? '';
  const lives = createLifeStore({ database: scratch.database });
  const due = createDueStore({ database: scratch.database });
  const outbox = createOutbox({ database: scratch.database, clock: () => after(20) });
  const edit = (name: string): DueEffect => ({
    ...{ id: randomUUID(), invocationId: meetingId, caller: host, attempts: 0, dueAt: after(10) },
    effect: {
      ...{ do: 'replace', key: `cards ${name} 0`, message: 'C:1' as MessageReference, to: '' as Address, meetingId },
      reply: { visibleTo: 'everyone', text: [name] },
    },
  });
  await outbox.put([edit('older')]);
  const [older] = await outbox.takeDue(1, 1, []);
  await outbox.note({ effectId: older?.id ?? '', state: 'pending', dueAt: after(60), error: 'ratelimited' });
  const [watched] = await lives.takeWatches(after(11), 1);
  const [seen] = watched?.lives ?? [];
  if (!seen) throw new Error('nothing is followed');
  await lives.learn({ ...seen, state: 'live', liveSince: began, sessionId: 's0' }, after(12));
  await due.handLives(after(13), 10, () => [edit('newer')]);
  const { rows } = await pool.query("select key from effect where state = 'pending'");
  expect(rows).toEqual([{ key: 'cards newer 0' }]);
  // The older one had been taken by somebody, and gets through after all.
  const reference = 'C:1' as MessageReference;
  await outbox.note({ effectId: older?.id ?? '', state: 'done', reference, meetingId });
  expect((await due.waiting(after(40))).lives).toBe(true);
});

test.each([
  ['as usual, three seconds', usualIntervals, 16],
  ['as long as it is given', { ...usualIntervals, cardMilliseconds: 1_500 }, 14.5],
])('a card that was made anew stands %s, whatever is news meanwhile', async (_how, intervals, seconds) => {
  await startMany(1);
  const lives = createLifeStore({ database: scratch.database, intervals });
  const due = createDueStore({ database: scratch.database, intervals });
  const [watched] = await lives.takeWatches(after(11), 1);
  const [seen] = watched?.lives ?? [];
  if (!seen) throw new Error('nothing is followed');
  await lives.learn({ ...seen, state: 'live', liveSince: began, sessionId: 's0' }, after(12));
  expect((await due.waiting(after(12))).lives).toBe(true);
  await due.handLives(after(13), 10, () => []);
  const again = await lives.find(host, seen.meeting.id);
  if (!again) throw new Error('it is not there');
  await lives.learn({ ...again, presences: [], presencesAsOf: after(13.2) }, after(13.2));
  expect((await due.waiting(after(seconds - 0.001))).lives).toBe(false);
  expect((await due.waiting(after(seconds))).lives).toBe(true);
});
