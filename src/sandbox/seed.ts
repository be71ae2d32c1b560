import { createHash } from 'node:crypto';
import { type AccountRole, account, credential, room } from './schema.ts';
import { digest, hashPassword, objectId, pin, type World } from './world.ts';

/** Credentials of the sandbox. Not secret: the sandbox never runs in production. */
export const sandboxCredentials = { apiId: 'sandbox-api-id', apiKey: 'sandbox-api-key' } as const;

export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

export const demoPassword = 'meetwire-demo';

interface Person {
  readonly email: string;
  readonly first: string;
  readonly last: string;
  readonly role: AccountRole;
  readonly above: readonly string[];
  readonly title: string;
}

const admin = 'admin@enablex.example';
const reseller = 'reseller@northwind.example';
const acme = 'admin@acme.example';
const globex = 'admin@globex.example';

const people: readonly Person[] = [
  { email: admin, first: 'Tara', last: 'Tenant', role: 'admin', above: [], title: 'administrator' },
  { email: reseller, first: 'Rafa', last: 'Northwind', role: 'reseller', above: [admin], title: 'reseller' },
  { email: acme, first: 'Amara', last: 'Acme', role: 'customer', above: [admin, reseller], title: 'customer Acme' },
  {
    email: globex,
    first: 'Gino',
    last: 'Globex',
    role: 'customer',
    above: [admin, reseller],
    title: 'customer Globex',
  },
  ...member('ada@acme.example', 'Ada', 'Almeida', acme, 'user of Acme'),
  ...member('bob@acme.example', 'Bob', 'Brandt', acme, 'user of Acme'),
  ...member('chen@acme.example', 'Chen', 'Castillo', acme, 'user of Acme'),
  ...member('dana@globex.example', 'Dana', 'Duarte', globex, 'user of Globex'),
  ...member('emil@globex.example', 'Emil', 'Ekström', globex, 'user of Globex'),
  ...member('fay@globex.example', 'Fay', 'Fontaine', globex, 'user of Globex'),
];

export const demoAccounts: readonly DemoAccount[] = people.map(({ email, first, last, title }) => ({
  email,
  name: `${first} ${last}`,
  role: title,
}));

/** One administrator, one reseller, two customers, six users, their rooms and the API credentials: as often as one likes. */
export async function seed({ orm }: World): Promise<void> {
  const known = await orm.select({ id: account.id }).from(account).limit(1);
  if (known.length > 0) return;
  const passwordHash = await hashPassword(demoPassword);
  await orm.transaction(async (change) => {
    for (const { email, first, last, role, above } of people) {
      const customer = role === 'customer' ? email : role === 'user' ? above.at(-1) : undefined;
      const row = {
        id: idOf(email),
        role,
        above: above.map(idOf),
        customerId: customer && idOf(customer),
        email,
        passwordHash,
        firstName: first,
        lastName: last,
        status: 'A' as const,
      };
      // Of two starts at once, one seeds; the other finds everything there.
      const [fresh] = await change.insert(account).values(row).onConflictDoNothing().returning({ id: account.id });
      if (!fresh) continue;
      await change.insert(room).values(
        (['vc', 'wb'] as const).map((appType) => ({
          roomId: objectId(),
          appType,
          userId: fresh.id,
          roomName: appType === 'vc' ? `${first}'s room` : `${first}'s webinar room`,
          mpin: pin(),
          ppin: pin(),
          permanent: true,
        })),
      );
    }
    const { apiId, apiKey } = sandboxCredentials;
    await change
      .insert(credential)
      .values({ apiId, apiKeyDigest: digest(apiKey), accountId: idOf(reseller) })
      .onConflictDoNothing();
  });
}

function member(email: string, first: string, last: string, customer: string, title: string): readonly Person[] {
  return [{ email, first, last, role: 'user', above: [admin, reseller, customer], title }];
}

/** Stable over every seed, so that two replicas agree. 24 hex digits, like the service's ids. */
function idOf(email: string): string {
  return createHash('sha256').update(email).digest('hex').slice(0, 24);
}
