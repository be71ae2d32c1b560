import type { FastifyReply } from 'fastify';

/** How the sandbox speaks, where the documentation allows more than one reading. */
export interface Dialect {
  /** `result` as a number or as text: the pages show both (inconsistency 5). */
  readonly resultAs: 'number' | 'text';
  /** The status of an answer that is an error: always 200, or the code itself where it is one of HTTP (8). */
  readonly errorStatus: '200' | 'mapped';
  /** The documentation says both 15 and 20 (1). */
  readonly tokenMinutes: number;
}

export const defaultDialect: Dialect = { resultAs: 'number', errorStatus: 'mapped', tokenMinutes: 15 };

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

export const refusals = {
  headerMissing: (name: string) => new Refusal(400, 'Header is missing', `Add a valid ${name} header`),
  headerInvalid: () => new Refusal(401, 'Invalid header', 'The credentials are not valid'),
  tokenExpired: () => new Refusal(403, 'Token has expired', 'Log in again'),
  tokenInvalid: () => new Refusal(1001, 'Token is not valid', 'Log in again'),
  notFound: (what: string) => new Refusal(404, 'Not found', `${what} does not exist`),
  malformed: () => new Refusal(1002, 'The request is invalid', 'The body is not JSON'),
  invalid: (fields: unknown) => new Refusal(406, 'Validation failed', 'Check the named fields', fields),
  appTypeMissing: () => new Refusal(1401, 'App type', 'App type must be specified'),
  appTypeWrong: () => new Refusal(1403, 'App type', 'Only a valid app type can be passed'),
};

export function sendSuccess(reply: FastifyReply, dialect: Dialect, body: object): FastifyReply {
  return reply.code(200).send({ result: dialect.resultAs === 'text' ? '1' : 1, ...body });
}

export function sendRefusal(reply: FastifyReply, dialect: Dialect, refusal: Refusal): FastifyReply {
  const { result, message: msg, desc, data } = refusal;
  const status = dialect.errorStatus === 'mapped' && result >= 400 && result < 600 ? result : 200;
  const code = dialect.resultAs === 'text' ? String(result) : result;
  return reply.code(status).send({ result: code, msg, desc, ...(data === undefined ? {} : { data }) });
}
