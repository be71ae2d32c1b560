import { randomUUID } from 'node:crypto';
import { createHumanStore } from '../../db/human-store.ts';
import { createLinkStore } from '../../db/link-store.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createTicketStore } from '../../db/ticket-store.ts';
import type { Address } from '../../src/core/address.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Ticket } from '../../src/core/stores.ts';
import type { Account, SignedIn } from '../../src/core/ucaas.ts';
import { testKeys } from './app.ts';
import type { TestDatabase } from './database.ts';
import { silentLog as log } from './log.ts';

/** An account that several people of the tests have connected. */
export const sharedAccount: Account = {
  userId: 'u1',
  customerId: 'c1',
  email: 'a@acme.example',
  name: 'Ada Almeida',
  role: 'user',
};

/** The stores around signing in, on a database of their own, and people who are connected by them. */
export function createSignIns({ database }: Pick<TestDatabase, 'database'>) {
  const clock = () => new Date();
  const deps = { database, box: createSecretBox(testKeys.encryptionKeys), clock, log };
  const tickets = createTicketStore({ ...deps, instanceId: 'test', leaseSeconds: 15, service: 'a service' });
  const query = (text: string, values: unknown[] = []) => database.pool.query(text, values);

  /** A link to our page whose browser has shown whom it belongs to. */
  async function proven(person: Identity): Promise<Ticket> {
    const digest = randomUUID();
    const createdAt = clock();
    await tickets.mint(digest, {
      id: randomUUID(),
      purpose: 'sign_in',
      person,
      personName: person.userId,
      workspaceName: 'Acme',
      origin: { at: 'a' as Address, conversation: 'c', kind: 'direct', resumes: false },
      createdAt,
      expiresAt: new Date(createdAt.getTime() + 600_000),
    });
    await tickets.bind(digest, 'a browser', createdAt);
    const ticket = await tickets.find(digest);
    if (!ticket) throw new Error('no ticket');
    await tickets.prove(ticket.id, createdAt);
    return ticket;
  }

  const redeem = (ticket: Ticket, given: SignedIn & { password?: string }) => {
    const id = randomUUID();
    const at = 'a' as Address;
    const invocation = {
      deliveryId: id,
      from: ticket.person,
      at,
      conversation: 'c',
      kind: 'direct',
      text: '',
    } as const;
    return tickets.redeem(ticket, given, { id, invocation: { ...invocation, mentions: [] } }, clock());
  };

  async function connected(person: Identity, password?: string) {
    const link = await redeem(await proven(person), { ...signedIn(), password });
    if (!link) throw new Error('no link');
    return link;
  }

  return {
    deps,
    query,
    links: createLinkStore(deps),
    humans: createHumanStore(deps),
    proven,
    redeem,
    connected,
    /** Somebody who stays signed in, and whose token has ended. */
    async staying(person: Identity) {
      await connected(person);
      await query("update workspace set token_mode = 'stay_signed_in'");
      const link = await connected(person, 'a password');
      await query('update link set token_expires_at = now()');
      return link;
    },
    /** Resolves once so many wait for a lock of somebody else in this database. */
    async waiting(count = 1): Promise<void> {
      const all = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      while (((await query(all)).rowCount ?? 0) < count);
    },
  };
}

export type SignIns = ReturnType<typeof createSignIns>;

/** What the service gives after a right password. */
export function signedIn(account: Account = sharedAccount): SignedIn {
  return { account, token: `token ${randomUUID()}`, expiresAt: new Date(Date.now() + 15 * 60_000) };
}

/** Something that goes on only once it is let. `reached` resolves as soon as somebody is held. */
export function createGate() {
  let [release, reach] = [() => undefined as unknown, () => undefined as unknown];
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    reached,
    release: () => void release(),
    async pass(): Promise<void> {
      reach();
      await released;
    },
  };
}
