import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDueStore } from '../../db/due-store.ts';
import { life } from '../../db/life-schema.ts';
import { createNativeCallStore } from '../../db/native-call-store.ts';
import { createPersonStore } from '../../db/person-store.ts';
import { purge } from '../../db/purge.ts';
import { card, effect, meeting } from '../../db/schema.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import { createTellingCalls } from '../../src/core/live/telling-calls.ts';
import type { NativeCalls } from '../../src/core/ports.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';

const began = new Date('2026-12-01T14:00:00Z');
const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);
const host = { platform: 'slack', workspaceId: 'T', userId: 'U' } as const;
const stay = (participantId: string, name: string, isHost = false) => ({
  ...{ participantId, name, isHost, sessionId: 's1', since: began.toISOString() },
});

let scratch: TestDatabase;
let meetingId: string;
let now = after(10);
/** What the platform has heard, in order, and what it says to it. */
let heard: string[];
let answer: () => Promise<void> | void;

beforeEach(async () => {
  scratch = await testDatabase();
  [heard, answer, now] = [[], () => undefined, after(10)];
  meetingId = await start('Roof', [host]);
});
afterEach(() => scratch.drop());

/** A meeting in which Grace is, with a card for everybody in the workspace of each of these people. */
async function start(
  title: string,
  people: readonly (typeof host | { platform: 'slack'; workspaceId: string; userId: string })[],
) {
  const { orm } = scratch.database;
  const id = randomUUID();
  const { platform, workspaceId, userId: hostId } = host;
  await orm.insert(meeting).values({
    ...({ id, joinKey: id, kind: 'instant', application: 'meeting', title, hostName: 'Ada' } as const),
    ...{ platform, workspaceId, hostId, joinUrl: 'https://meet.example.com', startedAt: began },
  });
  await orm.insert(life).values({
    ...{ meetingId: id, platform, workspaceId, conversation: 'C', invited: [], isFollowed: true, cardsDueAt: after(5) },
    ...{ expectedAt: began, awaitedUntil: after(3_600), asOf: began, newsAt: began },
    ...({ state: 'live', sessionId: 's1', liveSince: began, presences: [stay('p1', 'Grace')] } as const),
  });
  for (const [index, who] of people.entries()) {
    const effectId = randomUUID();
    const reply = { visibleTo: 'everyone', text: ['said'] } as const;
    await orm.insert(effect).values({
      ...{ id: effectId, invocationId: id, key: `card ${index}`, position: 0, ...who, callerId: who.userId },
      ...{
        visibleTo: 'everyone',
        state: 'done',
        attempts: 1,
        body: { do: 'post', key: 'card', to: '' as never, reply },
      },
    });
    const { platform: on, workspaceId: there } = who;
    await orm
      .insert(card)
      .values({ meetingId: id, effectId, platform: on, workspaceId: there, reference: `C:${index}` });
  }
  return id;
}

const due = () => createDueStore({ database: scratch.database, withNativeCalls: () => ['slack'] });
const store = () => createNativeCallStore({ database: scratch.database });
const shown = (workspaceId = 'T') => store().shownIn({ platform: 'slack', workspaceId }, meetingId);

/** A process of ours that tells the platform. */
function process(calls = store()) {
  const say = async (what: string) => {
    heard.push(what);
    await answer();
  };
  const names = (people: readonly { name: string; identity?: { userId: string } }[]) =>
    people.map(({ name, identity }) => identity?.userId ?? name).join(',');
  const nativeCalls: NativeCalls = {
    async begin({ workspaceId, userId }, { key, people }) {
      const id = `call ${heard.length + 1}`;
      await say(`${workspaceId} ${userId} begins ${key.slice(-2)} with ${names(people)}`);
      return id;
    },
    change: async (_by, id, { came, left }) => say(`${id}: came ${names(came)}, left ${names(left)}`),
    end: async (_by, id, seconds) => say(`${id} ended after ${seconds}`),
  };
  const chats = new Map([['slack', { nativeCalls }] as const]);
  const deps = { calls, chats, publicUrl: 'https://meet.example.com', clock: () => now, log: recordingLog() };
  return createTellingCalls(deps);
}

/** Something new is known of it, and its cards are made anew. */
async function news(changes: Partial<typeof life.$inferInsert> = {}) {
  await scratch.database.orm
    .update(life)
    .set({ cardsDueAt: now, ...changes })
    .where(eq(life.meetingId, meetingId));
  await due().handLives(now, 10, () => []);
}

test('people come and go, and in the end it is over; cards are made anew for the id alone', async () => {
  await news();
  await process().tell();
  expect([heard, await shown()]).toEqual([['T U begins -1 with Grace'], 'call 1']);
  expect((await due().waiting(after(60))).lives).toBe(true);
  await news({ presences: [stay('p1', 'Grace'), stay('p2', 'Ada', true), stay('p3', 'Ada')] });
  await process().tell();
  expect((await due().waiting(after(60))).lives).toBe(false);
  await news({ presences: [{ ...stay('p1', 'Grace'), left: now.toISOString() }, stay('p2', 'Ada', true)] });
  await process().tell();
  await news({ state: 'ended', endedAt: after(90), presences: [] });
  await process().tell();
  await news();
  await process().tell();
  expect(heard.slice(1)).toEqual([
    'call 1: came U,Ada, left ',
    // Whoever is on no list any more has left, under whatever name.
    'call 1: came , left Grace,',
    'call 1 ended after 90',
  ]);
  expect(await shown()).toBe('call 1');
});

test('people who come back to it, or to a room, are in another call, and the one before is over', async () => {
  await news();
  await process().tell();
  await news({ sessionId: 's2', presences: [{ ...stay('p9', 'Carl'), sessionId: 's2' }] });
  await process().tell();
  expect(heard.slice(1)).toEqual(['call 1 ended after undefined', 'T U begins -2 with Carl']);
  await scratch.database.orm.update(meeting).set({ kind: 'room' }).where(eq(meeting.id, meetingId));
  await news({ state: 'ended', endedAt: after(60) });
  await process().tell();
  // The card of a room is about the next one then.
  expect([await shown(), (await due().waiting(after(60))).lives]).toEqual([undefined, true]);
});

test('whoever dies between a call and its note leaves one that is shown, under the same key', async () => {
  await news();
  const calls = store();
  let isDying = true;
  const dying = {
    ...calls,
    note: (...given: Parameters<typeof calls.note>) => {
      if (given[1].callId && isDying) throw new Error('the process is gone');
      return calls.note(...given);
    },
    release: () => Promise.reject(new Error('the process is gone')),
  };
  await process(dying).tell();
  isDying = false;
  expect([heard, await shown()]).toEqual([['T U begins -1 with Grace'], undefined]);
  await process().tell();
  expect(heard.length).toBe(1);
  now = after(80);
  await process().tell();
  expect([heard[1], await shown()]).toEqual(['T U begins -1 with Grace', 'call 2']);
});

test('of several processes one tells it, and nothing that became new meanwhile is lost', async () => {
  await news();
  answer = async () => {
    answer = () => undefined;
    await news({ presences: [stay('p1', 'Grace'), stay('p4', 'Dora')] });
    await process().tell();
    expect(heard.length).toBe(1);
  };
  await Promise.all([process().tell(), process().tell(), process().tell()]);
  await process().tell();
  expect(heard).toEqual(['T U begins -1 with Grace', 'call 1: came Dora, left ']);
});

test('a platform that is busy is left alone for as long as it says, and one that goes on failing for good', async () => {
  await news();
  answer = () => {
    throw new DeliveryError('retry', 'ratelimited', { retryAfterSeconds: 40 });
  };
  await process().tell();
  now = after(49);
  await process().tell();
  expect(heard.length).toBe(1);
  now = after(50);
  await process().tell();
  expect(heard.length).toBe(2);
  for (let tries = 0; tries < 20; tries += 1) {
    now = new Date(now.getTime() + 600_000);
    await process().tell();
  }
  expect([heard.length, await shown()]).toEqual([8, undefined]);
});

test('what a platform refuses is not tried again, and its cards are without it', async () => {
  await news();
  await process().tell();
  answer = () => {
    throw new DeliveryError('refused', 'invalid_call_id');
  };
  await news({ presences: [] });
  await process().tell();
  expect((await due().waiting(after(60))).lives).toBe(true);
  await news({ presences: [stay('p5', 'Eva')] });
  await process().tell();
  expect([heard.length, await shown()]).toEqual([2, undefined]);
});

test('in each workspace where a card stands there is one, in the name of somebody there, and elsewhere none', async () => {
  meetingId = await start('Terrace', [
    host,
    host,
    { platform: 'slack', workspaceId: 'T2', userId: 'U2' },
    { platform: 'slack', workspaceId: 'T2', userId: 'U3' },
  ]);
  await news();
  await process().tell();
  expect(heard.filter((said) => said.includes('Grace')).sort()).toEqual([
    'T U begins -1 with Grace',
    // The other meeting of this test.
    'T U begins -1 with Grace',
    'T2 U2 begins -1 with Grace',
  ]);
  expect(await shown('T2')).not.toBe(await shown());
  expect(await shown('T3')).toBeUndefined();
});

test('of a webinar nobody is named', async () => {
  await scratch.database.orm.update(meeting).set({ application: 'webinar' }).where(eq(meeting.id, meetingId));
  await news();
  await process().tell();
  expect(heard).toEqual(['T U begins -1 with ']);
});

test('where its host is forgotten, the platform hears that it is over, and nothing of it is kept', async () => {
  await news();
  await process().tell();
  await createPersonStore({ database: scratch.database, clock: () => now }).forget(host, randomUUID());
  await process().tell();
  expect(heard[1]).toBe('call 1 ended after undefined');
  await purge(scratch.database, now);
  expect(await scratch.database.pool.query('select from native_call')).toMatchObject({ rowCount: 0 });
});
