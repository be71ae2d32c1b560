import { z } from 'zod';

/** A feature that the live service may turn out not to have. */
export type Capability = 'meetings' | 'sessions' | 'invitations';

/**
 * One route of the UCaaS API. Vendor names stand here, in the files beside this one, and in the two sides that use the
 * table: the client and the sandbox. Sources are the pages listed in the reference (S0 to S12).
 */
export interface Route<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL; parameters stand in braces. */
  readonly path: string;
  /** Other spellings of the same path, which the documentation uses as well. */
  readonly alternatives?: readonly string[];
  /** `account`: a token or Basic credentials. `api-id`: nothing but the header X-Api-Id. */
  readonly access: 'account' | 'api-id';
  /** True if the header X-App-Type has to be sent. */
  readonly appType: boolean;
  readonly request: Request;
  readonly response: Response;
  readonly standing: 'documented' | 'inferred';
  /** What is lost where an inferred route is missing. */
  readonly capability?: Capability;
  /** What a person sees then, as it follows "does not offer". */
  readonly feature?: string;
  readonly source: string;
}

export function route<Request extends z.ZodType, Response extends z.ZodType>(
  definition: Route<Request, Response>,
): Route<Request, Response> {
  return definition;
}

/** X-App-Type: video conference and webinar (S6, S8). */
export const appTypes = ['vc', 'wb'] as const;
export type AppType = (typeof appTypes)[number];

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

/** Envelope of every answer: success is `result` 1, as a number or as text (S0, S12). */
export const envelope = z.looseObject({
  result: z.union([z.number(), z.string()]).transform(Number).optional(),
  msg: z.string().optional(),
  desc: z.string().optional(),
  data: z.unknown().optional(),
});

/** Query of every listing (S8; names shared with the sibling API). */
export const listing = z.object({
  page: z.coerce.number().int().min(1).default(1),
  page_length: z.coerce.number().int().min(1).max(100).default(10),
  search_by: z.string().optional(),
  search_string: z.string().optional(),
  order_by: z.string().optional(),
  order_qualify: z.enum(['asc', 'desc']).default('asc'),
});
