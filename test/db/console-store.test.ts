import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsoleStore } from '../../db/console-store.ts';
import { ticket } from '../../db/schema.ts';
import type { Address } from '../../src/core/address.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { TicketPurpose } from '../../src/core/stores.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let scratch: TestDatabase;
beforeAll(async () => {
  scratch = await testDatabase();
});
afterAll(() => scratch.drop());

const ada: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'U1' };
const strangers: readonly Identity[] = [
  { ...ada, userId: 'U2' },
  { ...ada, workspaceId: 'T2' },
  { ...ada, platform: 'teams' },
];
const store = () => createConsoleStore(scratch.database);
const reply = { visibleTo: 'caller', text: ['4 users.'] } as const;
const at = new Date();
const later = new Date(at.getTime() + 1_800_000);

/** A link of this person, as far as it was used. */
async function link(person: Identity, purpose: TicketPurpose, usedAt: Date | null): Promise<string> {
  const nonceDigest = randomUUID();
  await scratch.database.orm.insert(ticket).values({
    ...{ id: randomUUID(), nonceDigest, ...person, purpose, personName: 'Ada', workspaceName: 'Acme' },
    ...{ createdAt: at, expiresAt: later, provenAt: at, usedAt },
    origin: { at: 'a' as Address, conversation: 'c', kind: 'direct', resumes: false },
  });
  return nonceDigest;
}

async function open(person: Identity) {
  const [id, secretDigest] = [randomUUID(), randomUUID()];
  const session = { id, secretDigest, openedAt: at, expiresAt: later };
  expect(await store().open(await link(person, 'console', at), session)).toBe(true);
  return id;
}

const begin = (sessionId: string, id: string, file?: Uint8Array) =>
  store().begin(sessionId, { id, task: 'users', conversation: 'c', line: 'admin users', file, createdAt: at });

test('a session begins by a link that is for it, and was used up', async () => {
  const session = { id: randomUUID(), secretDigest: randomUUID(), openedAt: at, expiresAt: later };
  for (const digest of [await link(ada, 'console', null), await link(ada, 'audit', at), 'unknown'])
    expect(await store().open(digest, session)).toBe(false);
  expect(await store().find(session.secretDigest, at)).toBeUndefined();
});

test('what is asked, answered and sent is of one session, and of its person', async () => {
  const [hers, another] = [await open(ada), await open(ada)];
  const id = randomUUID();
  expect(await begin(hers, id, new Uint8Array([1, 2]))).toBe(true);
  expect(await begin(hers, id)).toBe(true);
  expect(await begin(another, id)).toBe(false);
  for (const stranger of strangers) {
    expect(await store().put(stranger, id, randomUUID(), reply)).toBeUndefined();
    expect(await store().file(stranger, id)).toBeUndefined();
  }
  expect(await store().file(ada, id)).toHaveLength(2);
  const effectId = randomUUID();
  const message = await store().put(ada, id, effectId, reply);
  expect(await store().put(ada, id, effectId, reply)).toBe(message);
  expect(await store().request(another, id)).toBeUndefined();
  expect((await store().request(hers, id))?.messages).toEqual([{ id: message, reply }]);
});

test('closed, it takes nothing any more, and whoever closes all of theirs closes nobody else’s', async () => {
  const [hers, theirs] = [await open(ada), await Promise.all(strangers.map(open))];
  const id = randomUUID();
  await begin(hers, id);
  const message = (await store().put(ada, id, randomUUID(), reply)) ?? '';
  await store().closeAll(ada);
  expect(await store().put(ada, id, randomUUID(), reply)).toBeUndefined();
  expect(await store().replace(message, reply)).toBeUndefined();
  expect(await begin(hers, randomUUID())).toBe(false);
  for (const session of theirs) expect(await begin(session, randomUUID())).toBe(true);
});
