import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInvocationStore } from '../../db/invocation-store.ts';
import { createOutbox } from '../../db/outbox.ts';
import { purge } from '../../db/purge.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import type { Address, MessageReference } from '../../src/core/address.ts';
import type { Invocation } from '../../src/core/invocation.ts';
import type { Decision, StoredEffect } from '../../src/core/stores.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await testDatabase();
});
afterAll(() => test_.drop());

const box = createSecretBox([{ id: 'k', key: Buffer.alloc(32) }]);
const store = (instanceId: string, leaseSeconds = 60) =>
  createInvocationStore({ database: test_.database, box, instanceId, leaseSeconds, log: silentLog });
const from = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
let deliveries = 0;
const invocation = (changes: Partial<Invocation> = {}): Invocation => {
  deliveries += 1;
  return {
    deliveryId: `d${deliveries}`,
    from,
    at: 'C1' as Address,
    conversation: 'C1',
    kind: 'channel',
    text: 'now',
    mentions: [],
    ...changes,
  };
};
const effect = (invocationId: string, key = 'card'): StoredEffect => ({
  id: crypto.randomUUID(),
  invocationId,
  caller: from,
  attempts: 1,
  effect: {
    do: 'post',
    key,
    to: 'C1' as Address,
    reply: {
      visibleTo: 'caller',
      text: ['said'],
      card: {
        title: 't',
        tone: 'neutral',
        buttons: [{ kind: 'run', label: 'Again', command: 'help', repeats: invocationId }],
      },
    },
  },
});
const decision = (...effects: StoredEffect[]): Decision => ({ outcome: {}, effects, next: 'done' });

test('of fifty copies of one delivery that come at once over two replicas, one is fresh', async () => {
  const one = invocation();
  const replicas = [store('a'), store('b')];
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, index) => replicas[index % 2]?.accept(crypto.randomUUID(), one)),
  );
  expect(all.filter((answer) => answer?.fresh)).toHaveLength(1);
});

test('the same delivery id in another workspace is another delivery', async () => {
  const one = invocation();
  expect((await store('a').accept(crypto.randomUUID(), one)).fresh).toBe(true);
  const other = { ...one, from: { ...from, workspaceId: 'T2' } };
  expect((await store('a').accept(crypto.randomUUID(), other)).fresh).toBe(true);
});

test('null characters and broken surrogates in a text do not keep it from being stored', async () => {
  const id = crypto.randomUUID();
  await store('a').accept(id, invocation({ text: 'now a\0b \ud800 \\u0000 c' }));
  const { rows } = await test_.database.pool.query('select body from invocation where id = $1', [id]);
  expect(rows[0].body.text).toBe('now ab \ufffd \\u0000 c');
});

test('a lease that runs out is taken over by one replica, with one more attempt, and the first one can decide nothing any more', async () => {
  const id = crypto.randomUUID();
  const first = store('first', 0);
  await first.accept(id, invocation());
  const taken = (await Promise.all([store('second').takeOver(100), store('third').takeOver(100)]))
    .flat()
    .filter((orphan) => orphan.id === id);
  expect(taken).toMatchObject([{ attempts: 2, state: 'running' }]);
  await expect(first.decide(id, decision(effect(id)))).rejects.toThrow('lost to another process');
  const { rows } = await test_.database.pool.query('select from effect where invocation_id = $1', [id]);
  expect(rows).toHaveLength(0);
});

test('what was decided but not done is found again after a crash, and nothing of it after it was done', async () => {
  const id = crypto.randomUUID();
  const one = store('one');
  await one.accept(id, invocation());
  const card = effect(id);
  await one.decide(id, decision(card, effect(id, 'note')));
  expect((await one.undone(id)).effects.map(({ effect: { key } }) => key)).toEqual(['card', 'note']);
  await one.finish(id, 'done', [{ effectId: card.id, state: 'done', reference: 'm' as MessageReference }]);
  expect((await one.undone(id)).effects.map(({ effect: { key } }) => key)).toEqual(['note']);
});

test('a button is found by its reference alone, with whom it is for, and nothing else is', async () => {
  const id = crypto.randomUUID();
  const one = store('one');
  await one.accept(id, invocation());
  const card = effect(id);
  await one.decide(id, decision(card));
  expect(await one.button(`${card.id}.0`)).toMatchObject({ owner: from, visibleTo: 'caller', repeats: { id } });
  for (const ref of [
    `${card.id}.1`,
    `${card.id}`,
    `${card.id}.-1`,
    'x.0',
    `${crypto.randomUUID()}.0`,
    `${card.id}.0' or 1=1`,
  ]) {
    expect(await one.button(ref)).toBeUndefined();
  }
});

test('an effect that has to be tried again belongs to whoever takes it first', async () => {
  const id = crypto.randomUUID();
  const one = store('one');
  await one.accept(id, invocation());
  const card = effect(id);
  await one.decide(id, decision(card));
  await one.finish(id, 'done', [
    { effectId: card.id, state: 'pending', dueAt: new Date(Date.now() - 1000), error: 'busy' },
  ]);
  const outbox = createOutbox({ database: test_.database, clock: () => new Date() });
  const takers = await Promise.all([outbox.takeDue(10, 10, []), outbox.takeDue(10, 10, [])]);
  expect(takers.flat()).toMatchObject([{ id: card.id, attempts: 2 }]);
  await outbox.note({ effectId: card.id, state: 'done' });
  const muchLater = createOutbox({ database: test_.database, clock: () => new Date(Date.now() + 3_600_000) });
  expect(await muchLater.takeDue(10, 10, [])).toEqual([]);
});

test('what is past its time is deleted, what is not stays', async () => {
  const id = crypto.randomUUID();
  const one = store('one');
  await one.accept(id, invocation());
  await one.decide(id, decision(effect(id)));
  await one.finish(id, 'done', []);
  await purge(test_.database, new Date());
  const count = async () => (await test_.database.pool.query('select from invocation where id = $1', [id])).rowCount;
  expect(await count()).toBe(1);
  await purge(test_.database, new Date(Date.now() + 8 * 86_400_000));
  expect(await count()).toBe(0);
});
