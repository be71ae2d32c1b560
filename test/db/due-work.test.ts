import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOutbox } from '../../db/outbox.ts';
import type { Deliver } from '../../src/core/deliver.ts';
import { createAgendas } from '../../src/core/reminders/agendas.ts';
import { createGathering } from '../../src/core/reminders/gathering.ts';
import { createDispatch } from '../../src/jobs/dispatch.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { host as ada } from '../support/planned.ts';
import { invited, movableClock, person, reminderStage } from '../support/reminders.ts';

let database: TestDatabase;
let stage: ReturnType<typeof reminderStage>;
const { clock, set: at } = movableClock('2026-12-01T09:00Z');

beforeAll(async () => {
  database = await testDatabase();
  stage = reminderStage(database, clock);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.database.pool.query('truncate meeting, effect, preference cascade');
  at('2026-12-01T09:00Z');
});

const secrets = { id: randomUUID };
const gathering = () => {
  const card = () => ({ visibleTo: 'everyone', text: ['card'] }) as const;
  return createGathering({ due: stage.due, card, clock, publicUrl: 'https://meet.example', secrets, log: stage.log });
};

test('of four replicas one tells the host, whoever answers meanwhile', async () => {
  const guests = Array.from({ length: 40 }, (_, index) => invited(person(`U${index}`)));
  const { meetingId } = await stage.plan([invited(ada, { isHost: true }), ...guests]);
  for (const { id } of guests.slice(0, 20)) await stage.schedules.answer(id, 'yes', clock());
  at('2026-12-01T09:01Z');
  const answering = guests.slice(20).map(({ id }) => stage.schedules.answer(id, 'no', clock()));
  await Promise.all([1, 2, 3, 4].map(() => gathering().hand()));
  await Promise.all(answering);
  at('2026-12-01T09:03Z');
  await Promise.all([1, 2, 3, 4].map(() => gathering().hand()));
  expect(await gathering().hand()).toBe(0);
  const told = (await stage.outbox(meetingId)).map(({ text }) => text);
  expect([1, 2]).toContain(told.length);
  // Together they say of everybody once what he answered.
  const { rows } = await database.database.pool.query(
    'select count(*)::int from invitee where answer is distinct from told_answer',
  );
  expect(rows).toEqual([{ count: 0 }]);
  expect(told.at(-1)).toMatch(/Everybody has answered\.$/);
});

test('an agenda is sent by one of four replicas; after an interruption of days, today’s and none of those before', async () => {
  await stage.preferences.set(ada, { agenda: { time: '08:30', days: 'daily' }, timeZone: 'UTC' });
  await stage.plan([invited(ada, { isHost: true })], { recurrence: 'FREQ=DAILY;COUNT=5' });
  const { due, log } = stage;
  const hand = () => createAgendas({ due, publicUrl: 'https://meet.example', clock, secrets, log }).hand();
  at('2026-12-05T08:30Z');
  const counts = await Promise.all([hand(), hand(), hand(), hand()]);
  expect(counts.toSorted()).toEqual([0, 0, 0, 1]);
  at('2026-12-07T08:29Z');
  expect(await hand()).toBe(0);
  at('2026-12-07T08:30Z');
  expect(await hand()).toBe(1);
});

test('many messages for one workspace hold up no other one, and each is sent once by two processes', async () => {
  await put(100, 'BUSY');
  await put(3, 'CALM');
  const sent: string[] = [];
  const released = Promise.withResolvers<void>();
  let [most, now] = [0, 0];
  const calm = Promise.withResolvers<void>();
  const deliver: Deliver = async ({ id, caller }) => {
    sent.push(id);
    if (caller.workspaceId === 'BUSY') {
      now += 1;
      most = Math.max(most, now);
      await released.promise;
      now -= 1;
    } else if (sent.length > 3) calm.resolve();
    return { effectId: id, state: 'done' };
  };
  const dispatches = [1, 2].map(() =>
    createDispatch({ outbox: createOutbox({ database: database.database, clock }), deliver, secrets, log: stage.log }),
  );
  await dispatches[0]?.pump();
  await calm.promise;
  expect(most).toBe(10);
  released.resolve();
  await Promise.all(dispatches.map(({ pump }) => pump()));
  await Promise.all(dispatches.map(({ idle }) => idle()));
  expect([sent.length, new Set(sent).size]).toEqual([103, 103]);
});

test('what a process took and did not deliver is taken by another one after a minute, and known to have been tried', async () => {
  await put(1, 'ORPHAN');
  const outbox = createOutbox({ database: database.database, clock });
  expect(await outbox.takeDue(10, 10, [])).toMatchObject([{ attempts: 1 }]);
  at('2026-12-01T09:00:59Z');
  expect(await outbox.takeDue(10, 10, [])).toEqual([]);
  at('2026-12-01T09:01Z');
  expect(await outbox.takeDue(10, 10, [])).toMatchObject([{ attempts: 2 }]);
});

async function put(count: number, workspaceId: string): Promise<void> {
  const who = { ...ada, workspaceId };
  const reply = { visibleTo: 'caller', text: ['said'] } as const;
  await createOutbox({ database: database.database, clock }).put(
    Array.from({ length: count }, (_, index) => ({
      ...{ id: randomUUID(), invocationId: randomUUID(), caller: who, attempts: 0, dueAt: clock() },
      effect: { do: 'direct', key: `${index}`, person: who, name: '', reply },
    })),
  );
}
