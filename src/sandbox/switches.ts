import { z } from 'zod';

/** What can go wrong on purpose: a slow answer, 429 with Retry-After, 500, an HTML page, or no answer at all. */
const faultKinds = ['slow', 'busy', 'error', 'html', 'drop'] as const;

/**
 * How the sandbox speaks, where the documentation allows more than one reading (the numbers are those of the list of
 * inconsistencies), and what goes wrong on purpose.
 */
export const dialectSchema = z.object({
  /** `result` as a number or as text: the pages show both (5). */
  resultAs: z.enum(['number', 'text']).default('number'),
  /** The status of an answer that is an error: always 200, or the code itself where it is one of HTTP (8). */
  errorStatus: z.enum(['200', 'mapped']).default('mapped'),
  /** The documentation says both 15 and 20 (1). */
  tokenMinutes: z.coerce.number<number | string>().min(1).max(1_440).default(15),
  /** Which spellings of a path are known, where there are several (2, 3). */
  spelling: z.enum(['all', 'first', 'other']).default('all'),
  /** A number where Add User prints one and text elsewhere, or the one or the other throughout (11). */
  userIdAs: z.enum(['documented', 'text', 'number']).default('documented'),
  /** `YYYY-MM-DD HH:mm:ss` or ISO 8601. */
  timesAs: z.enum(['plain', 'iso']).default('plain'),
  /** What a login answers: token and user (S1), or nothing but the token (S0). */
  loginGives: z.enum(['user', 'token']).default('user'),
  /** `missing`: whatever is only inferred answers 404, like a gateway that knows no such route. */
  inferredRoutes: z.enum(['there', 'missing']).default('there'),
  faults: z.array(z.enum(faultKinds)).default([]),
  /** How many of the requests get one of the faults: 0 to 1. */
  faultRate: z.coerce.number<number | string>().min(0).max(1).default(0.1),
  /** How much longer a slow answer takes. */
  slowMilliseconds: z.coerce.number<number | string>().min(0).max(60_000).default(1_000),
});

export type Dialect = z.output<typeof dialectSchema>;
export type FaultKind = (typeof faultKinds)[number];
