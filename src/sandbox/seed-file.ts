import { z } from 'zod';
import { emailAddress, password, text } from '../ucaas/routes/fields.ts';
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
  contact_email: emailAddress.optional(),
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

/** Who there is in a sandbox when it begins. Organisations come after the one they are under. */
export const seedSchema = z
  .strictObject({ password, organisations: z.array(organisation).min(1) })
  .superRefine(({ organisations }, context) => {
    const complain = (index: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['organisations', index], message });
    organisations.forEach(({ name, type, under, people, api }, index) => {
      const before = organisations.slice(0, index);
      if ((type === 'tenant') !== (index === 0)) complain(index, 'the first organisation, and no other, is the tenant');
      if (under !== undefined && !before.some((other) => other.name === under))
        complain(index, `${under} has to come first`);
      if (before.some((other) => other.name === name)) complain(index, `${name} is there twice`);
      if (api.length > 0 && !people.some(({ role }) => role === 'admin'))
        complain(index, 'API credentials need an admin to act as');
    });
    for (const [what, all] of [
      ['email', organisations.flatMap(({ people }) => people.map(({ email }) => email))],
      ['API id', organisations.flatMap(({ api }) => api.map(({ id }) => id))],
    ] as const) {
      const twice = all.find((one, index) => all.indexOf(one) < index);
      if (twice !== undefined)
        context.addIssue({ code: 'custom', path: ['organisations'], message: `the ${what} ${twice} is there twice` });
    }
  });

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
