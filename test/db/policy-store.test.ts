import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPolicyStore } from '../../db/policy-store.ts';
import type { WorkspaceKey } from '../../src/core/workspace.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

const acme: WorkspaceKey = { platform: 'slack', workspaceId: 'T0ACME' };
const store = () => createPolicyStore({ database: scratch.database, clock: () => new Date() });

test('rules are those of one workspace: neither another one nor the same id on another platform sees or changes them', async () => {
  const others: readonly WorkspaceKey[] = [
    { platform: 'slack', workspaceId: 'T0GLOBEX' },
    { platform: 'teams', workspaceId: 'T0ACME' },
  ];
  await store().set(acme, { setting: 'start', scope: {}, value: 'no' });
  for (const other of others) {
    expect(await store().of(other)).toEqual([]);
    expect(await store().set(other, { setting: 'start', scope: {}, value: undefined })).toEqual({ before: undefined });
  }
  expect(await store().of(acme)).toEqual([{ setting: 'start', scope: {}, value: 'no' }]);
});

test('a rule is there once, whatever its channel is called, and says what it was before', async () => {
  const scope = (name: string) => ({ place: { id: 'C1', name }, role: 'guest' as const });
  expect(await store().set(acme, { setting: 'lobby', scope: scope('#old'), value: 'on' })).toEqual({
    before: undefined,
  });
  expect(await store().set(acme, { setting: 'lobby', scope: scope('#new'), value: 'always' })).toEqual({
    before: 'on',
  });
  expect(await store().of(acme)).toEqual([{ setting: 'lobby', scope: scope('#new'), value: 'always' }]);
  expect(await store().set(acme, { setting: 'lobby', scope: scope(''), value: undefined })).toEqual({
    before: 'always',
  });
  expect(await store().of(acme)).toEqual([]);
});

test('a workspace has 500 rules at most; those that it has can still be changed and taken away', async () => {
  const rows = Array.from(
    { length: 500 },
    (_row, index) => `('slack', 'T0ACME', 'start', 'everybody place C${index}', 'C${index}', 'no')`,
  );
  await scratch.database.pool.query(
    `insert into policy_rule (platform, workspace_id, setting, scope, place_id, value) values ${rows.join(', ')}`,
  );
  expect(await store().set(acme, { setting: 'plan', scope: {}, value: 'no' })).toBe('full');
  const one = { place: { id: 'C7', name: '#seven' } };
  expect(await store().set(acme, { setting: 'start', scope: one, value: 'yes' })).toEqual({ before: 'no' });
  expect(await store().set(acme, { setting: 'start', scope: one, value: undefined })).toEqual({ before: 'yes' });
  expect(await store().set(acme, { setting: 'plan', scope: {}, value: 'no' })).toEqual({ before: undefined });
});
