import { createHash } from 'node:crypto';
import type { Dialect } from '../../src/sandbox/switches.ts';
import type { ConformanceContext } from './context.ts';

/** One way in which the sandbox speaks, or fails, while the suite runs. */
export interface Variant {
  readonly name: string;
  readonly mode: ConformanceContext['mode'];
  readonly dialect: Partial<Dialect>;
  /** How often a check that ends in a transient failure is run again. */
  readonly repeatTransient?: number;
  /** Part of `npm test`: those in which every switch is in every position once. `npm run conformance` runs them all. */
  readonly inTests?: true;
}

const usual = { mode: 'token', dialect: {} } as const;
const other = {
  resultAs: 'text',
  errorStatus: '200',
  genericAs: '0',
  expiredAs: '1001',
  tokenMinutes: 20,
  rolesAs: 'long',
  timesAs: 'iso',
  zoneOffsetAs: 'gst_offset',
  priceAs: 'currency',
  loginGives: 'token',
} as const;
const quick = { slowMilliseconds: 5, retryAfterSeconds: 0 } as const;
const failing = (faults: Dialect['faults']): Omit<Variant, 'name'> => ({
  mode: 'token',
  dialect: { faults, faultRate: 0.05, ...quick },
  repeatTransient: 20,
});

/** Every switch in every position that is not its usual one, and many of them together. */
export const variants: readonly Variant[] = [
  { name: 'as it usually is, with tokens', ...usual, inTests: true },
  { name: 'as it usually is, with Basic credentials', ...usual, mode: 'basic', inTests: true },
  { name: 'the result code is text', ...usual, dialect: { resultAs: 'text' } },
  { name: 'errors come with HTTP status 200', ...usual, dialect: { errorStatus: '200' } },
  { name: 'tokens last 20 minutes', ...usual, dialect: { tokenMinutes: 20 } },
  { name: 'paths are known by their first spelling only', ...usual, dialect: { spelling: 'first' } },
  { name: 'paths are known by their other spelling only', ...usual, dialect: { spelling: 'other' } },
  { name: 'ids of users are text', ...usual, dialect: { userIdAs: 'text' } },
  { name: 'ids of users are numbers', ...usual, dialect: { userIdAs: 'number' } },
  { name: 'a request that is invalid gets the generic error', ...usual, dialect: { genericAs: '0' } },
  { name: 'a token that has expired is not valid', ...usual, dialect: { expiredAs: '1001' } },
  { name: 'durations are text', ...usual, dialect: { durationAs: 'text' } },
  { name: 'durations are numbers', ...usual, dialect: { durationAs: 'number' } },
  { name: 'roles have their long names', ...usual, dialect: { rolesAs: 'long' } },
  { name: 'times are ISO 8601', ...usual, dialect: { timesAs: 'iso' } },
  { name: 'offsets are called gst_offset', ...usual, dialect: { zoneOffsetAs: 'gst_offset' } },
  { name: 'prices are called currency', ...usual, dialect: { priceAs: 'currency' } },
  { name: 'a login gives nothing but a token', ...usual, dialect: { loginGives: 'token' } },
  { name: 'inferred routes are missing', ...usual, dialect: { inferredRoutes: 'missing' }, inTests: true },
  { name: 'some answers are slow', ...failing(['slow']) },
  { name: 'some calls get 429', ...failing(['busy']) },
  { name: 'some calls get 500', ...failing(['error']) },
  { name: 'some answers are HTML', ...failing(['html']) },
  { name: 'some answers never arrive', ...failing(['drop']) },
  {
    name: 'every switch is in another position, with Basic credentials',
    mode: 'basic',
    dialect: { ...other, spelling: 'other', userIdAs: 'number', durationAs: 'number' },
    inTests: true,
  },
  {
    name: 'every switch is in another position, and there is nothing but first spellings and text',
    mode: 'token',
    dialect: { ...other, spelling: 'first', userIdAs: 'text', durationAs: 'text' },
    inTests: true,
  },
  {
    name: 'all of it together, and everything fails at times',
    mode: 'basic',
    repeatTransient: 20,
    dialect: {
      ...other,
      spelling: 'other',
      userIdAs: 'number',
      durationAs: 'text',
      faults: ['slow', 'busy', 'error', 'html', 'drop'],
      faultRate: 0.05,
      ...quick,
    },
    inTests: true,
  },
];

/** Numbers from 0 to 1 that look like chance and are the same in every run. */
export function sequence(name: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${name} ${count}`).digest().readUInt32BE() / 2 ** 32;
  };
}
