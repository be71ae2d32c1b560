import { createHash } from 'node:crypto';
import { count, inArray, sql } from 'drizzle-orm';
import type { Role } from '../ucaas/routes/index.ts';
import { permanentRooms } from './handlers/users.ts';
import { planById } from './plans.ts';
import { account, credential, mail, organisation, room, subscription } from './schema.ts';
import type { Seed } from './seed-file.ts';
import { digest, hashPassword, type World } from './world.ts';

export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

type Organisation = Seed['organisations'][number];

const letters = { tenant: 'T', reseller: 'R', customer: 'C' } as const;
const administrators = { tenant: 'admin', reseller: 'reseller', customer: 'customer' } as const;
const yearMilliseconds = 365 * 24 * 3_600_000;
/** Any number that nobody else uses for its advisory locks. */
const lockNumber = 7_311_942_002;

/**
 * Fills an empty sandbox; one that has anybody in it stays as it is, unless it is to begin anew. Of two starts at once, one
 * does it. Resolves to whether this one did.
 */
export async function plant(world: World, seed: Seed, { anew = false } = {}): Promise<boolean> {
  const now = world.clock();
  return world.orm.transaction(async (change) => {
    await change.execute(sql`select pg_advisory_xact_lock(${lockNumber})`);
    if (anew) await change.execute(sql`truncate ${organisation}, ${mail} cascade`);
    const known = await change.select({ id: account.id }).from(account).limit(1);
    if (known.length > 0) return false;
    const usual = await hashPassword(seed.password);
    for (const one of seed.organisations) {
      const id = organisationId(one.name);
      const path = pathOf(seed, one);
      const type = letters[one.type];
      const [boss] = one.people;
      const contactEmail = one.contact_email ?? boss?.email ?? `contact-${id}@sandbox.example`;
      await change.insert(organisation).values({
        id,
        path,
        type,
        name: one.name,
        legalName: one.name,
        contactName: boss ? `${boss.first_name} ${boss.last_name}`.trim() : one.name,
        contactEmail,
        createdAt: now,
      });
      for (const held of one.subscriptions) {
        await change.insert(subscription).values({
          id: organisationId(`${one.name} ${held.plan}`),
          organisationId: id,
          appType: planById(held.plan)?.appType ?? 'vc',
          planId: held.plan,
          seats: held.seats,
          allowMeetingOverlap: held.allow_meeting_overlap,
          startedAt: now,
          expiresAt: new Date(now.getTime() + yearMilliseconds),
        });
      }
      for (const person of one.people) {
        await change.insert(account).values({
          id: personId(person.email),
          role: roleOf(one, person.role),
          organisationId: id,
          path,
          email: person.email,
          passwordHash: person.password ? await hashPassword(person.password) : usual,
          firstName: person.first_name,
          lastName: person.last_name,
          createdAt: now,
        });
        await change.insert(room).values(permanentRooms(personId(person.email), person.first_name));
      }
      const admin = one.people.find(({ role }) => role === 'admin');
      for (const { id: apiId, key } of admin ? one.api : []) {
        await change
          .insert(credential)
          .values({ apiId, apiKeyDigest: digest(key), accountId: personId(admin?.email ?? '') });
      }
    }
    return true;
  });
}

/** Whether everybody of the seed is there: an earlier start may have planted somebody else. */
export async function everybodyIsThere({ orm }: World, seed: Seed): Promise<boolean> {
  const emails = accountsOf(seed).map(({ email }) => email);
  const [found] = await orm.select({ all: count() }).from(account).where(inArray(account.email, emails));
  return found?.all === emails.length;
}

/** Everybody of a seed, as somebody who wants to sign in needs to know them. */
export function accountsOf(seed: Seed): readonly DemoAccount[] {
  return seed.organisations.flatMap(({ name, type, people }) =>
    people.map(({ email, first_name, last_name, role }) => ({
      email,
      name: `${first_name} ${last_name}`.trim(),
      role:
        role === 'user'
          ? `user of ${name}`
          : { tenant: 'administrator', reseller: 'reseller', customer: `customer ${name}` }[type],
    })),
  );
}

function roleOf({ type }: Organisation, role: 'admin' | 'user'): Role {
  return role === 'user' ? 'user' : administrators[type];
}

/** From the root down to this one. */
function pathOf({ organisations }: Seed, one: Organisation): string[] {
  const [tenant] = organisations;
  if (one === tenant) return [organisationId(one.name)];
  const above = organisations.find(({ name }) => name === one.under) ?? tenant;
  return [...(above ? pathOf({ organisations } as Seed, above) : []), organisationId(one.name)];
}

/** Ids are the same over every seed. 24 hex digits, like the service's. */
function organisationId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

function personId(email: string): string {
  return String(100_000_000_000 + Number.parseInt(createHash('sha256').update(email).digest('hex').slice(0, 9), 16));
}
