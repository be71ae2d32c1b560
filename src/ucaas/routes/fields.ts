import { z } from 'zod';

/** The documentation has ids as text in some places and as numbers in others (S4 against S6). */
export const id = z.union([z.string(), z.number()]).transform(String);
/** The same for flags and numbers: the samples print type names, not values. */
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || value === 1 || /^(1|true|yes|y)$/i.test(String(value)));
export const number = z.union([z.number(), z.string()]).transform(Number).pipe(z.number());
export const nothing = z.undefined();
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** An answer that says no more than that it worked. */
export const done = z.looseObject({ msg: optionalText });

/** Envelope of every answer: success is `result` 1, as a number or as text (S0, S12). */
export const envelope = z.looseObject({
  result: z.union([z.number(), z.string()]).transform(Number).optional(),
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
