import { z } from 'zod';

/** Reads one value leniently; undefined where it is none. */
type Read<Output> = (value: unknown) => Output | undefined;

/** A field of an answer, read in one step: unions and pipes of a dozen such fields would cost as much as the call itself. */
function lenient<Output>(what: string, read: Read<Output>) {
  return z.transform<unknown, Output>((value, context) => {
    const found = read(value);
    if (found !== undefined) return found;
    context.issues.push({ code: 'custom', message: `must be ${what}`, input: value });
    return z.NEVER;
  });
}

/** The same where the field may be missing, which services also write as null and as text without a letter. */
function lenientOrAbsent<Output>(what: string, read: Read<Output>) {
  return z.transform<unknown, Output | undefined>((value, context) => {
    const found = read(value);
    if (found !== undefined || value === undefined || value === null || value === '') return found;
    context.issues.push({ code: 'custom', message: `must be ${what}`, input: value });
    return undefined;
  });
}

const readId: Read<string> = (value) => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
};
const readFlag: Read<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1;
  return typeof value === 'string' ? /^(1|true|yes|y)$/i.test(value) : undefined;
};
const readNumber: Read<number> = (value) => {
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof found === 'number' && !Number.isNaN(found) ? found : undefined;
};

/** The documentation has ids as text in some places and as numbers in others (S4 against S6). */
export const id = lenient('an id', readId);
export const optionalId = lenientOrAbsent('an id', readId);
/** The same for numbers and flags: the samples print type names, not values. */
export const number = lenient('a number', readNumber);
export const optionalFlag = lenientOrAbsent('true or false', readFlag);
export const optionalNumber = lenientOrAbsent('a number', readNumber);
export const nothing = z.undefined();
/** Text that nothing depends on: whatever cannot be read as one is left out. */
export const optionalText = z.transform<unknown, string | undefined>((value) => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
});

/** A part of an answer that may be missing. PHP, which the documentation points to, writes an empty object as `[]`. */
export function optionalPart<Part extends z.ZodType>(part: Part) {
  return z.preprocess(
    (value) => (value === null || (Array.isArray(value) && value.length === 0) ? undefined : value),
    part.optional(),
  );
}

/** An answer that says no more than that it worked. */
export const done = z.looseObject({ msg: optionalText });

/** Envelope of every answer: success is `result` 1, as a number or as text (S0, S12). `error` and `errors` are nowhere documented. */
export const envelope = z.looseObject({
  result: number.optional(),
  msg: optionalText,
  desc: optionalText,
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  errors: z.unknown().optional(),
});

/** An id that somebody gives us: nothing that could be a path of its own. */
export const givenId = z
  .union([z.string().regex(/^[\w-]{1,64}$/), z.number().int().min(0)])
  .describe('id')
  .transform(String);
export const text = z.string().trim().min(1).max(200);
export const longText = z.string().max(2_000);
export const emailAddress = z.email().max(254);
export const password = z.string().min(8).max(200);
/** Date and time as S8 writes them in queries (`YYYY-MM-DD HH:ii:ss`, UTC), from 1970 on: PostgreSQL has no year 0. */
export const serviceTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .refine((value) => isRealTime(value), 'is no date and time')
  .describe('`YYYY-MM-DD HH:ii:ss`, UTC');

/** Query of every listing (S8; names shared with the sibling API). */
export const listing = z.object({
  page: z.coerce.number<number | string>().int().min(1).max(1_000_000).default(1),
  page_length: z.coerce.number<number | string>().int().min(1).max(100).default(10),
  search_by: z.string().optional(),
  search_string: z.string().max(200).optional(),
  /** Names, comma separated. */
  order_by: z.string().optional(),
  order_qualify: z.enum(['asc', 'desc']).default('asc'),
});

function isRealTime(value: string): boolean {
  const time = new Date(`${value.replace(' ', 'T')}Z`);
  return time.getTime() >= 0 && time.toISOString().slice(0, 19) === value.replace(' ', 'T');
}
