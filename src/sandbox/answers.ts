import type { FastifyReply } from 'fastify';
import type { Role } from '../ucaas/routes/index.ts';
import type { Dialect } from './switches.ts';

/** A refusal with one of the documented result codes (S0, S12), or an inferred one where the table says nothing. */
export class Refusal extends Error {
  readonly result: number;
  readonly desc: string;
  readonly data: unknown;
  constructor(result: number, msg: string, desc: string, data?: unknown) {
    super(msg);
    this.name = 'Refusal';
    this.result = result;
    this.desc = desc;
    this.data = data;
  }
}

/** Fields by name, each with what is wrong with it. */
type Fields = Readonly<Record<string, string>>;

export const refusals = {
  headerMissing: (name: string) => new Refusal(400, 'Header is missing', `Add a valid ${name} header`),
  headerInvalid: () => new Refusal(401, 'Invalid header', 'The credentials are not valid'),
  tokenExpired: () => new Refusal(403, 'Token has expired', 'Log in again'),
  tokenInvalid: () => new Refusal(1001, 'Token is not valid', 'Log in again'),
  notFound: (what: string) => new Refusal(404, 'Not found', `${what} does not exist`),
  malformed: (why = 'The body is not JSON') => new Refusal(1002, 'The request is invalid', why),
  roleTooLow: () => new Refusal(1002, 'The request is invalid', 'Your role does not allow this'),
  notNow: (why: string) => new Refusal(1002, 'The request is invalid', why),
  invalid: (fields: Fields) => new Refusal(406, 'Validation failed', describe(fields), fields),
  duplicate: (fields: Fields, desc: string) => new Refusal(1504, 'Duplicate data', desc, fields),
  appTypeMissing: () => new Refusal(1401, 'App type', 'App type must be specified'),
  appTypeNoString: () => new Refusal(1402, 'App type', 'App type must be a string'),
  appTypeWrong: () => new Refusal(1403, 'App type', 'Only a valid app type can be passed'),
  /** Codes of listings (sibling API; 1103 and 1104 inferred). */
  page: () => new Refusal(1101, 'Invalid page', 'page is a number from 1 on', { page: 'a number from 1 on' }),
  pageLength: () =>
    new Refusal(1102, 'Invalid page_length', 'page_length is a number from 1 to 100', { page_length: '1 to 100' }),
  search: (known: readonly string[]) =>
    new Refusal(
      1103,
      'Invalid search',
      `search_by and search_string go together; search_by is one of ${known.join(', ')}`,
      {
        search_by: known,
      },
    ),
  orderBy: (known: readonly string[]) =>
    new Refusal(1104, 'Invalid order_by', `order_by is one or several of ${known.join(', ')}`, { order_by: known }),
  orderQualify: () =>
    new Refusal(1105, 'Invalid order_qualify', 'order_qualify is asc or desc', { order_qualify: 'asc or desc' }),
  broken: () => new Refusal(500, 'Internal Server Error', 'Something failed in the sandbox'),
};

export function sendSuccess(reply: FastifyReply, dialect: Dialect, body: object): FastifyReply {
  return reply.code(200).send({ result: dialect.resultAs === 'text' ? '1' : 1, ...(present(body, dialect) as object) });
}

export function sendRefusal(reply: FastifyReply, dialect: Dialect, refusal: Refusal): FastifyReply {
  const { message: msg, desc, data } = refusal;
  const result = resultIn(dialect, refusal);
  const status = dialect.errorStatus === 'mapped' && result >= 400 && result < 600 ? result : 200;
  const code = dialect.resultAs === 'text' ? String(result) : result;
  return reply.code(status).send({ result: code, msg, desc, ...(data === undefined ? {} : { data }) });
}

/** The result code as this dialect has it, where two codes are documented for one thing (6, 10). */
export function resultIn({ genericAs, expiredAs }: Dialect, { result }: Refusal): number {
  if (result === 1002) return Number(genericAs);
  return result === 403 ? Number(expiredAs) : result;
}

/** Of a failure that is nobody's fault, but comes of two things at once that nobody had foreseen: what its caller is told. */
export function refusalOfDatabase(error: unknown): Refusal | undefined {
  switch (databaseErrorOf(error)?.code) {
    case '23503':
      return refusals.notFound('Something that this needs');
    case '23505':
    case '40001':
    case '40P01':
      return refusals.notNow('Something else was changed at the same moment: try again');
    default:
      return undefined;
  }
}

interface DatabaseError extends Error {
  /** Its SQLSTATE. */
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** What PostgreSQL said (its fields, as `pg` has them), at any depth below what drizzle and others wrap around it. */
export function databaseErrorOf(error: unknown): DatabaseError | undefined {
  for (let found = error; found instanceof Error; found = found.cause) {
    if ('severity' in found && 'code' in found && typeof found.code === 'string') return found as DatabaseError;
  }
  return undefined;
}

/** Whether something like it was there already: PostgreSQL's unique_violation. */
export function isDuplicate(error: unknown): boolean {
  return databaseErrorOf(error)?.code === '23505';
}

/** How the documentation names the roles where it does not name them as we do (21). */
const longRoleNames: Readonly<Record<Role, string>> = {
  admin: 'EnableX Admin',
  reseller: 'Reseller Admin',
  customer: 'Customer',
  user: 'Moderator',
};

/** The role that somebody means by either of its names; whatever else is given comes back in small letters. */
export function roleNamed(name: string): string {
  const wanted = name.trim().toLowerCase();
  const found = Object.entries(longRoleNames).find(([, long]) => long.toLowerCase() === wanted);
  return found?.[0] ?? wanted;
}

/** Times, ids, lengths and roles as this dialect writes them. */
function present(value: unknown, dialect: Dialect): unknown {
  if (value instanceof Date) {
    return dialect.timesAs === 'iso' ? value.toISOString() : value.toISOString().slice(0, 19).replace('T', ' ');
  }
  if (Array.isArray(value)) return value.map((item) => present(item, dialect));
  if (typeof value !== 'object' || value === null) return value;
  const shown: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    shown[key] = presentField(key, item, dialect);
  }
  return shown;
}

function presentField(key: string, value: unknown, dialect: Dialect): unknown {
  const { userIdAs, durationAs, rolesAs } = dialect;
  if (key === 'user_id' && userIdAs === 'number') return Number(value);
  if (key === 'duration' && durationAs !== 'documented' && /^(number|string)$/.test(typeof value)) {
    return durationAs === 'text' ? String(value) : Number(value);
  }
  if ((key === 'user_type' || key === 'role') && rolesAs === 'long' && typeof value === 'string') {
    return longRoleNames[value as Role] ?? value;
  }
  return present(value, dialect);
}

function describe(fields: Fields): string {
  const [[name, why] = ['', '']] = Object.entries(fields);
  return name === '' ? 'Check the request' : `${name}: ${why}`;
}
