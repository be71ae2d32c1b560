import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCallLimits } from '../../db/call-limits.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

const bob: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'bob' };
const by = (reference: string, again = false) => ({ reference, again });

test('replicas that call one person at the same moment call together as often as one would, and others are not concerned', async () => {
  const replicas = [createCallLimits(scratch.database), createCallLimits(scratch.database)];
  const [{ most } = { most: 0 }] = replicas;
  const waits = await Promise.all(
    replicas.flatMap((replica, number) =>
      Array.from({ length: most }, (_, index) => replica.count(bob, by(`${number} ${index}`))),
    ),
  );
  expect(waits.filter((until) => until === undefined)).toHaveLength(most);
  expect(waits.every((until) => until === undefined || until.getTime() > Date.now())).toBe(true);
  expect(await replicas[0]?.count({ ...bob, workspaceId: 'T2' }, by('elsewhere'))).toBeUndefined();
});

test('whoever is run again after a crash has called once, and others not', async () => {
  const limits = createCallLimits(scratch.database);
  for (let run = 0; run < limits.most * 2; run += 1)
    expect(await limits.count(bob, by('interrupted', run > 0))).toBeUndefined();
  for (let call = 1; call < limits.most; call += 1)
    expect(await limits.count(bob, by(`another ${call}`, true))).toBeUndefined();
  expect(await limits.count(bob, by('too many', true))).toBeInstanceOf(Date);
  expect(await limits.count(bob, by('too many', true))).toBeInstanceOf(Date);
  expect(await limits.count(bob, by('interrupted', true))).toBeUndefined();
});
