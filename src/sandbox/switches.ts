import { z } from 'zod';

/** What can go wrong on purpose: a slow answer, 429 with Retry-After, 500, an HTML page, or no answer at all. */
const faultKinds = ['slow', 'busy', 'error', 'html', 'drop'] as const;

/** As a number, or as text from a form or a command line; nothing at all is no number. */
const givenNumber = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);
const numberFrom = (least: number, most: number) => givenNumber.pipe(z.number().min(least).max(most));
const wholeFrom = (least: number, most: number) => givenNumber.pipe(z.number().int().min(least).max(most));

/**
 * How the sandbox speaks, where the documentation allows more than one reading (the numbers are those of the list of
 * inconsistencies in the reference), and what goes wrong on purpose. What stands in `describe` is shown to people.
 */
export const dialectSchema = z.strictObject({
  resultAs: z.enum(['number', 'text']).default('number').describe('The result code as a number or as text (5)'),
  errorStatus: z
    .enum(['200', 'mapped'])
    .default('mapped')
    .describe('HTTP status of errors: always 200, or the result code where it is one of HTTP (8)'),
  genericAs: z
    .enum(['1002', '0'])
    .default('1002')
    .describe('The code of a request that is invalid without a code of its own: 1002, or 0 for any error (6)'),
  expiredAs: z
    .enum(['403', '1001'])
    .default('403')
    .describe('The code of a token that has expired: 403, or 1001 as of one that nobody has (10)'),
  tokenMinutes: numberFrom(1, 1_440)
    .default(15)
    .describe('Minutes that a token is good for: the pages say 15 and 20 (1)'),
  spelling: z
    .enum(['all', 'first', 'other'])
    .default('all')
    .describe('Which spellings of a route are known, where there are several (2, 3, 4)'),
  userIdAs: z
    .enum(['documented', 'text', 'number'])
    .default('documented')
    .describe('Ids of users: a number in the answer to Add User and text elsewhere, or one of the two throughout (11)'),
  durationAs: z
    .enum(['documented', 'text', 'number'])
    .default('documented')
    .describe('Durations: text in a permanent room and a number elsewhere, or one of the two throughout (12)'),
  rolesAs: z
    .enum(['short', 'long'])
    .default('short')
    .describe(
      'Roles: admin, reseller, customer, user, or EnableX Admin, Reseller Admin, Customer, Moderator; both are taken (21)',
    ),
  timesAs: z.enum(['plain', 'iso']).default('plain').describe('Times as YYYY-MM-DD HH:mm:ss in UTC, or as ISO 8601'),
  zoneOffsetAs: z
    .enum(['gmt_offset', 'gst_offset'])
    .default('gmt_offset')
    .describe('What the offset of a time zone is called (16)'),
  priceAs: z
    .enum(['code', 'currency'])
    .default('code')
    .describe('A price under the code of its currency, or under the word “currency” (18)'),
  loginGives: z
    .enum(['user', 'token'])
    .default('user')
    .describe('What a login answers: token and user, or nothing but the token'),
  inferredRoutes: z
    .enum(['there', 'missing'])
    .default('there')
    .describe('Routes that are only inferred: there, or 404 as from a gateway that knows no such route'),
  faults: z.array(z.enum(faultKinds)).default([]).describe('What goes wrong on purpose'),
  faultRate: numberFrom(0, 1).default(0.1).describe('How many of the requests get one of the faults, 0 to 1'),
  retryAfterSeconds: wholeFrom(0, 3_600).default(1).describe('What a 429 says in Retry-After'),
  slowMilliseconds: wholeFrom(0, 60_000).default(1_000).describe('How much longer a slow answer takes'),
});

export type Dialect = z.output<typeof dialectSchema>;
export type FaultKind = (typeof faultKinds)[number];

/** One switch, as a person is shown it. `choices` are empty for numbers; of `several`, any number may be on. */
export interface Switch {
  readonly name: keyof Dialect;
  readonly description: string;
  readonly choices: readonly string[];
  readonly several: boolean;
  /** What it is at the beginning. */
  readonly usual: string;
}

/** Every switch there is, read out of the schema. */
export const switches: readonly Switch[] = Object.entries(
  z.toJSONSchema(dialectSchema, { io: 'output' }).properties ?? {},
).map(([name, found]) => {
  const schema = found as z.core.JSONSchema.BaseSchema;
  const items = schema.type === 'array' ? (schema.items as z.core.JSONSchema.BaseSchema) : schema;
  return {
    name: name as keyof Dialect,
    description: schema.description ?? '',
    choices: (items.enum ?? []).map(String),
    several: schema.type === 'array',
    usual: [schema.default].flat().join(', ') || 'none',
  };
});

/**
 * The dialect with some switches changed, as text or as values. Throws an `Error` whose message names every switch that
 * there is not, and every value that it cannot have.
 */
export function switched(now: Dialect, wishes: Readonly<Record<string, unknown>>): Dialect {
  const given = Object.entries(wishes).map(([name, value]) => [
    name,
    name === 'faults' ? [value].flat().filter((kind) => kind !== '') : value,
  ]);
  const parsed = dialectSchema.safeParse({ ...now, ...Object.fromEntries(given) });
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `${String(path[0] ?? 'switches')}: ${message}`).join('; '),
  );
}
