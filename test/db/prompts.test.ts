import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDueStore } from '../../db/due-store.ts';
import { life } from '../../db/life-schema.ts';
import { effect } from '../../db/schema.ts';
import { createShowing } from '../../src/core/live/showing.ts';
import { testDatabase } from '../support/database.ts';
import { fillWithLives } from '../support/life-rows.ts';
import { silentLog as log } from '../support/log.ts';

const ada = { platform: 'web', workspaceId: 'w', userId: 'ada' } as const;
let kept: Awaited<ReturnType<typeof testDatabase>>;
let now = new Date();
const replica = () =>
  createShowing({
    due: createDueStore({ database: kept.database }),
    publicUrl: 'https://meet.example.com',
    clock: () => now,
    secrets: { id: randomUUID },
    log,
  });

/** What both hosts are told: a new message, or another text in place of one. */
async function prompts(): Promise<readonly string[]> {
  const rows = await kept.database.orm.select().from(effect);
  return rows
    .filter(({ key }) => key.startsWith('prompt '))
    .map(({ body }) => (body as { readonly do: string }).do)
    .toSorted();
}

/** They wait at the doors of both meetings, five seconds later. */
async function wait(...names: readonly string[]): Promise<void> {
  now = new Date(now.getTime() + 5_000);
  await kept.database.orm.update(life).set({
    waiting: names.map((name) => ({ waitingId: name, name })),
    promptDueAt: new Date(now.getTime() - 1),
    cardsDueAt: null,
  });
}

const allArrive = () => kept.database.orm.update(effect).set({ state: 'done', reference: 'message' });

beforeAll(async () => {
  kept = await testDatabase();
  await fillWithLives(kept.database, ada, 'Ada');
});
afterAll(() => kept.drop());

test('of two replicas, one tells each host of those who wait, in one message until nobody does', async () => {
  await wait();
  await Promise.all([replica().hand(), replica().hand()]);
  expect(await prompts()).toEqual([]);
  await wait('Ann');
  await Promise.all([replica().hand(), replica().hand()]);
  expect(await prompts()).toEqual(['direct', 'direct']);
  // As long as that is on its way, there is nothing that could be edited.
  await wait('Ann', 'Bob');
  await replica().hand();
  expect(await prompts()).toEqual(['direct', 'direct']);
  await allArrive();
  await wait('Ann', 'Bob');
  await Promise.all([replica().hand(), replica().hand()]);
  // What was not sent yet is overtaken by what is true now.
  await wait('Bob');
  await replica().hand();
  expect(await prompts()).toEqual(['direct', 'direct', 'replace', 'replace']);
  await allArrive();
  await wait();
  await replica().hand();
  await wait('Carl');
  await replica().hand();
  expect((await prompts()).filter((one) => one === 'direct').length).toBe(4);
});
