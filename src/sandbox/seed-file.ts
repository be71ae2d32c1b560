import { z } from 'zod';
import { emailAddress, password, text } from '../ucaas/routes/fields.ts';
import { fieldWithNul } from './input.ts';
import { planById } from './plans.ts';

const person = z.strictObject({
  email: emailAddress.transform((value) => value.toLowerCase()),
  first_name: text,
  last_name: z.string().max(200).default(''),
  /** `admin` administers the organisation; everybody else is a user. */
  role: z.enum(['admin', 'user']).default('user'),
  /** Everybody's, unless given. */
  password: password.optional(),
});

const organisation = z.strictObject({
  name: text,
  type: z.enum(['tenant', 'reseller', 'customer']).default('customer'),
  /** The name of the organisation above; the tenant unless given. */
  under: text.optional(),
  contact_email: emailAddress.transform((value) => value.toLowerCase()).optional(),
  subscriptions: z
    .array(
      z.strictObject({
        plan: z.string().refine((id) => planById(id) !== undefined, 'no such plan'),
        seats: z.number().int().min(1).default(25),
        allow_meeting_overlap: z.boolean().default(true),
      }),
    )
    .default([]),
  people: z.array(person).default([]),
  /** API Access ID and Key; they act as the first administrator. */
  api: z.array(z.strictObject({ id: text, key: z.string().min(8) })).default([]),
});

type Organisation = z.output<typeof organisation>;

/** Who there is in a sandbox when it begins. Organisations come after the one they are under. */
export const seedSchema = z
  .strictObject({ password, organisations: z.array(organisation).min(1) })
  .superRefine(({ password: usual, organisations }, context) => {
    if (usual.includes('\0')) context.addIssue({ code: 'custom', path: ['password'], message: noNul });
    const alone = organisations.flatMap((one, index) =>
      wrongWith(one, organisations.slice(0, index)).map((message) => ({ index, message })),
    );
    for (const { index, message } of [...alone, ...takenTwice(organisations)]) {
      const path = ['organisations', index];
      context.addIssue({ code: 'custom', path, message: `${organisations[index]?.name}: ${message}` });
    }
  });

/** Something wrong with the organisation at this place. */
interface Wrong {
  readonly index: number;
  readonly message: string;
}

const noNul = 'there is a character (NUL) that no text has';

/** What cannot be, in an organisation that comes after those. */
function wrongWith(one: Organisation, before: readonly Organisation[]): readonly string[] {
  const { name, type, under, people, api, subscriptions } = one;
  const above = before.find((other) => other.name === under);
  const applications = subscriptions.map(({ plan }) => planById(plan)?.appType);
  const twice = applications.find((application, index) => applications.indexOf(application) < index);
  const nulled = fieldWithNul(one);
  return [
    (type === 'tenant') !== (before.length === 0) && 'the first organisation, and no other, is the tenant',
    under !== undefined && !above && `${under} has to come first`,
    above?.type === 'customer' && `${under} is a customer, which has nobody below it`,
    before.some((other) => other.name === name) && 'there are two of this name',
    api.length > 0 && !people.some(({ role }) => role === 'admin') && 'API credentials need an admin to act as',
    twice !== undefined && `there are two subscriptions for ${twice}`,
    nulled !== undefined && `${nulled}: ${noNul}`,
  ].filter((message) => message !== false);
}

/** What there may be only once in a sandbox. */
const once: Readonly<Record<string, (one: Organisation) => readonly string[]>> = {
  email: ({ people }) => people.map(({ email }) => email),
  // Whoever comes first in an organisation is written to, unless an address is given.
  'contact email': ({ contact_email, people }) => [contact_email ?? people[0]?.email ?? ''].filter(Boolean),
  'API id': ({ api }) => api.map(({ id }) => id),
};

/** What of it is there twice, for each second one. */
function takenTwice(organisations: readonly Organisation[]): readonly Wrong[] {
  return Object.entries(once).flatMap(([what, of]) => {
    const owners = new Map<string, string>();
    return organisations.flatMap((one, index) =>
      of(one).flatMap((value) => {
        const owner = owners.get(value);
        owners.set(value, one.name);
        return owner === undefined ? [] : [{ index, message: `the ${what} ${value} belongs to ${owner} already` }];
      }),
    );
  });
}

export type Seed = z.output<typeof seedSchema>;

/** Reads a seed file. Throws an `Error` whose message names everything that is wrong with it. */
export function parseSeed(text: string): Seed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error('it is not JSON', { cause: error });
  }
  const parsed = seedSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; '));
}
