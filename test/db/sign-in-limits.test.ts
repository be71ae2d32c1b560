import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSignInLimits } from '../../db/sign-in-limits.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

const limits = () => createSignInLimits({ database: scratch.database, service: 'a service' });
const ada: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'ada' };
const mallory: Identity = { ...ada, userId: 'mallory' };

test('whoever has used up their tries cannot go on to use up those of other accounts', async () => {
  const { count } = limits();
  for (let tries = 0; tries < 10; tries += 1) await count({ name: 'mine@acme.example', person: mallory });
  for (let tries = 0; tries < 10; tries += 1)
    expect(await count({ name: 'victim@acme.example', person: mallory })).toBeGreaterThan(0);
  expect(await count({ name: 'victim@acme.example', person: ada })).toBeUndefined();
});

test('signing in to one’s own account between guesses at others gives no further ones', async () => {
  const { count, clear } = limits();
  let letThrough = 0;
  for (let victim = 0; victim < 60; victim += 1) {
    if ((await count({ name: `victim${victim}@acme.example`, person: mallory })) === undefined) letThrough += 1;
    if (victim % 9 !== 8) continue;
    const own = { name: 'mine@acme.example', person: mallory };
    if ((await count(own)) === undefined) await clear(own);
  }
  expect(letThrough).toBeLessThanOrEqual(10);
});

test('a right password forgets the wrong ones before it at that account', async () => {
  const { count, clear } = limits();
  const own = { name: 'mine@acme.example', person: ada };
  for (let round = 0; round < 5; round += 1) {
    for (let tries = 0; tries < 9; tries += 1) expect(await count(own)).toBeUndefined();
    await clear(own);
  }
});

test('what is typed as an address uses up no tries at the key of a server', async () => {
  const { count } = limits();
  for (const person of [ada, mallory])
    for (let tries = 0; tries < 9; tries += 1) await count({ name: 'acme-api-id', person });
  const bob = { ...ada, userId: 'bob' };
  expect(await count({ kind: 'server', name: 'acme-api-id', person: bob })).toBeUndefined();
});

test('all addresses of one IPv6 network count as one', async () => {
  const { count } = limits();
  const from = (address: string, index: number) =>
    count({ name: `a${index}@acme.example`, person: { ...ada, userId: `u${index}` }, address });
  for (let index = 0; index < 50; index += 1) await from(`2001:db8:1:2:${index.toString(16)}::1`, index);
  expect(await from('2001:db8:1:2::ffff', 50)).toBeGreaterThan(0);
  expect(await from('2001:db8:1:3::1', 51)).toBeUndefined();
  expect(await from('192.0.2.1', 52)).toBeUndefined();
});
