import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPersonStore } from '../../db/person-store.ts';
import { createWorkspaceStore } from '../../db/workspace-store.ts';
import { ServiceError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { createGate, createSignIns, type SignIns, sharedAccount, signedIn } from '../support/sign-ins.ts';

let scratch: TestDatabase;
let people: SignIns;
beforeEach(async () => {
  scratch = await testDatabase();
  people = createSignIns(scratch);
});
afterEach(() => scratch.drop());

const ada: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'ada' };
/** What came of it, with the reason that PostgreSQL gives. */
const outcome = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((one) => (one.status === 'fulfilled' ? 'done' : String(one.reason.cause ?? one.reason)));

/** Ada stays signed in, and her token is being renewed. */
async function renewing(answer: () => ReturnType<typeof signedIn> = signedIn) {
  const link = await people.staying(ada);
  const gate = createGate();
  const renewal = people.links.renew(link.id, undefined, async () => {
    await gate.pass();
    return answer();
  });
  await gate.reached;
  return { link, gate, renewal };
}

test('signing in again while the same link is renewed is no deadlock', async () => {
  const ticket = await people.proven(ada);
  const { gate, renewal } = await renewing();
  const redeeming = people.redeem(ticket, signedIn());
  await people.waiting();
  gate.release();
  expect(outcome(await Promise.allSettled([renewal, redeeming]))).toEqual(['done', 'done']);
});

test('being forgotten while a kept password is refused is no deadlock, and nothing is left', async () => {
  const { gate, renewal } = await renewing(() => {
    throw new ServiceError('wrong_password', 'no');
  });
  const forgetting = createPersonStore(people.deps).forget(ada, randomUUID());
  await people.waiting();
  gate.release();
  expect(outcome(await Promise.allSettled([renewal, forgetting]))).toEqual(['done', 'done']);
  expect((await people.query('select 1 from link')).rowCount).toBe(0);
});

test('whoever waits for a slow renewal gives up after a moment, and leaves connections to others', async () => {
  const { link, gate, renewal } = await renewing();
  const waiting = Promise.allSettled(Array.from({ length: 9 }, () => people.links.choose(ada, link.id)));
  expect((await people.query('select 1')).rowCount).toBe(1);
  const given = await waiting;
  expect(given.map((one) => one.status === 'rejected' && one.reason.kind)).toEqual(given.map(() => 'busy'));
  gate.release();
  expect((await renewal).state).toBe('renewed');
});

test('a renewal keeps no token of another user of the service', async () => {
  const { gate, renewal } = await renewing(() => signedIn({ ...sharedAccount, userId: 'u2', role: 'customer' }));
  gate.release();
  expect(await renewal).toEqual({ state: 'password_rejected' });
  const { rows } = await people.query('select service_user_id, role, sealed_token, sealed_password from link, account');
  expect(rows).toEqual([{ service_user_id: 'u1', role: 'user', sealed_token: null, sealed_password: null }]);
});

test('a sign-in that is being saved while the app is removed leaves no link behind', async () => {
  await people.connected(ada);
  await people.query('delete from link');
  const ticket = await people.proven(ada);
  // Holds the sign-in in its middle: it has used its ticket, and waits for the person's row.
  const blocker = await scratch.database.pool.connect();
  await blocker.query('begin; select 1 from identity for update');
  const redeeming = people.redeem(ticket, signedIn());
  await people.waiting();
  const removing = createWorkspaceStore(people.deps).removed(ada);
  await people.waiting(2);
  await blocker.query('commit');
  blocker.release();
  await Promise.allSettled([redeeming, removing]);
  expect((await people.query('select 1 from link')).rowCount).toBe(0);
});
