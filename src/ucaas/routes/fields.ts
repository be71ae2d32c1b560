import { z } from 'zod';

/**
 * A field of an answer, read leniently in one step: unions and pipes of a dozen such fields would cost as much as the call
 * itself. `read` gives undefined for what is none.
 */
function lenient<Output>(what: string, read: (value: unknown) => Output | undefined) {
  return z.transform<unknown, Output>((value, context) => {
    const found = read(value);
    if (found !== undefined) return found;
    context.issues.push({ code: 'custom', message: `must be ${what}`, input: value });
    return z.NEVER;
  });
}

/** The documentation has ids as text in some places and as numbers in others (S4 against S6). */
export const id = lenient('an id', (value) => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
});
/** The same for flags and numbers: the samples print type names, not values. */
export const flag = lenient('true or false', (value) => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1;
  return typeof value === 'string' ? /^(1|true|yes|y)$/i.test(value) : undefined;
});
export const number = lenient('a number', (value) => {
  const found = typeof value === 'string' ? Number(value) : value;
  return typeof found === 'number' && !Number.isNaN(found) ? found : undefined;
});
export const nothing = z.undefined();
export const optionalText = z.transform<unknown, string | undefined>((value, context) => {
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) {
    context.issues.push({ code: 'custom', message: 'must be text', input: value });
  }
  return undefined;
});

/** An answer that says no more than that it worked. */
export const done = z.looseObject({ msg: optionalText });

/** Envelope of every answer: success is `result` 1, as a number or as text (S0, S12). */
export const envelope = z.looseObject({
  result: number.optional(),
  msg: optionalText.catch(undefined),
  desc: optionalText.catch(undefined),
  data: z.unknown().optional(),
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
/** Date and time as S8 writes them in queries (`YYYY-MM-DD HH:ii:ss`, UTC). */
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
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.replace(' ', 'T');
}
