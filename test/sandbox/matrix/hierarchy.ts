import { demo } from '../../../src/sandbox/demo.ts';
import { type Seed, seedSchema } from '../../../src/sandbox/seed-file.ts';
import type { Role } from '../../../src/ucaas/routes/index.ts';

const plans = [{ plan: 'vc-business', seats: 50 }, { plan: 'wb-standard' }];

/** The demo, with plans that have everything, and beside its reseller another one with a customer of its own. */
export const twoResellers: Seed = seedSchema.parse({
  ...demo,
  organisations: [
    ...demo.organisations.map((one) => (one.type === 'customer' ? { ...one, subscriptions: plans } : one)),
    {
      name: 'Southwind',
      type: 'reseller',
      people: [{ email: 'reseller@southwind.example', first_name: 'Sole', role: 'admin' }],
      api: [{ id: 'southwind-api-id', key: 'southwind-api-key' }],
    },
    {
      name: 'Initech',
      under: 'Southwind',
      subscriptions: plans,
      people: [
        { email: 'admin@initech.example', first_name: 'Ines', role: 'admin' },
        { email: 'ina@initech.example', first_name: 'Ina' },
      ],
      api: [{ id: 'initech-api-id', key: 'initech-api-key' }],
    },
  ],
});

/** Names of organisations, from the tenant down: whoever belongs to one of them belongs to all those before it, too. */
export const paths = {
  EnableX: ['EnableX'],
  Northwind: ['EnableX', 'Northwind'],
  Acme: ['EnableX', 'Northwind', 'Acme'],
  Globex: ['EnableX', 'Northwind', 'Globex'],
  Southwind: ['EnableX', 'Southwind'],
  Initech: ['EnableX', 'Southwind', 'Initech'],
} as const satisfies Record<string, readonly string[]>;
export type Organisation = keyof typeof paths;

/** Who calls: by a sign-in, or as a server with Basic credentials. */
export interface Caller {
  readonly name: string;
  readonly role: Role;
  readonly organisation: Organisation;
  readonly email: string;
  readonly basic?: string;
}

export const callers: readonly Caller[] = [
  caller('admin', 'EnableX', 'admin@enablex.example'),
  caller('reseller', 'Northwind', 'reseller@northwind.example'),
  caller('reseller', 'Northwind', 'reseller@northwind.example', 'northwind-api-id:northwind-api-key'),
  caller('reseller', 'Southwind', 'reseller@southwind.example'),
  caller('customer', 'Acme', 'admin@acme.example'),
  caller('customer', 'Acme', 'admin@acme.example', 'acme-api-id:acme-api-key'),
  caller('customer', 'Globex', 'admin@globex.example'),
  caller('user', 'Acme', 'ada@acme.example'),
  caller('user', 'Acme', 'bob@acme.example'),
  caller('user', 'Initech', 'ina@initech.example'),
];

/** API ids with which one signs in and joins; each opens its own subtree. */
export const apiIds: Readonly<Record<string, Organisation>> = {
  'sandbox-api-id': 'EnableX',
  'northwind-api-id': 'Northwind',
  'acme-api-id': 'Acme',
  'globex-api-id': 'Globex',
  'southwind-api-id': 'Southwind',
};

/** Whose things are asked for: an account of an organisation, in a role that there is in it. */
export interface Target {
  readonly organisation: Organisation;
  readonly role: Role;
  /** Also a caller, whose own things these are. */
  readonly email?: string;
}

export const targets: readonly Target[] = [
  { organisation: 'Acme', role: 'user', email: 'ada@acme.example' },
  { organisation: 'Acme', role: 'user' },
  { organisation: 'Acme', role: 'customer' },
  { organisation: 'Globex', role: 'user' },
  { organisation: 'Initech', role: 'user' },
  { organisation: 'Northwind', role: 'reseller' },
  { organisation: 'EnableX', role: 'admin' },
];

/** True if the organisation is the other one, or below it. */
export function isWithin(organisation: Organisation, other: Organisation): boolean {
  return (paths[organisation] as readonly string[]).includes(other);
}

/** The rule of the hierarchy (S0): each level sees what is below it, a user only what is its own. */
export function sees(one: Caller, target: Target): boolean {
  if (one.role === 'user') return one.email === target.email;
  return isWithin(target.organisation, one.organisation);
}

function caller(role: Role, organisation: Organisation, email: string, basic?: string): Caller {
  return { name: `${email}${basic ? ', as a server' : ''}`, role, organisation, email, basic };
}
