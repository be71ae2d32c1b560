import type { z } from 'zod';
import type { ServiceErrorKind } from '../core/errors.ts';
import type { HttpAnswer } from '../http/http.ts';
import { type Credential, secretsOf } from './credential.ts';
import { UcaasError, withoutThose } from './errors.ts';
import { namedBy } from './named.ts';
import { isRespelled, type RouteOverride, toOurFields } from './overrides.ts';
import { envelope } from './routes/fields.ts';
import { featureOf, type Route } from './routes/index.ts';

/** What is known of the call that is answered. */
interface Asked {
  readonly overridden?: RouteOverride;
  /** The service has the route: it answered well before. */
  readonly worked: boolean;
  /** What was sent: an id in it then may be what is not there, and a secret in it must not stand in an error. */
  readonly sent: Sent;
}

export interface Sent {
  readonly credential?: Credential;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly input?: unknown;
}

/** How a login may be refused: which of them it is for a wrong password is not documented. */
const wrongPasswordCodes = [0, 401, 403, 404, 1001, 1002];
/** How a server says that it has no such path, or none for this method. */
const unknownPathCodes = [404, 405, 501];

/**
 * What an answer means. The HTTP status is never trusted alone: errors may come with 200, and the documentation does not
 * say which status goes with which result (inconsistencies 5 to 10 of the reference).
 */
export function interpret<Response extends z.ZodType>(
  route: Route<string, z.ZodType, Response>,
  { status, headers, text }: HttpAnswer,
  asked: Asked,
): z.output<Response> {
  const parsed = parse(text);
  const json = asked.overridden ? toOurFields(parsed, asked.overridden) : parsed;
  if (!saysSuccess(json)) {
    if (isGood(status) && text.trim() === '') return nothingSaid(route, status);
    refuseUnlessGood(route, json, status, headers, asked);
  }
  const response = route.response.safeParse(json);
  if (response.success) return response.data;
  throw new UcaasError('garbled', route.name, { httpStatus: status }, { cause: response.error });
}

/** The usual case, told without looking at the rest. */
function saysSuccess(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('result' in json)) return false;
  return json.result === 1 || json.result === '1';
}

/** No body with a good status is enough where the route's answer has nothing that one could need. */
function nothingSaid<Response extends z.ZodType>(
  route: Route<string, z.ZodType, Response>,
  status: number,
): z.output<Response> {
  const response = route.response.safeParse({});
  if (response.success) return response.data;
  throw new UcaasError('garbled', route.name, { httpStatus: status }, { cause: new NoJson() });
}

/** Returns where an answer without a result came with a good status; throws what was said otherwise. */
function refuseUnlessGood(
  route: Route,
  json: unknown,
  status: number,
  headers: HttpAnswer['headers'],
  asked: Asked,
): void {
  const said = envelope.safeParse(json);
  const http = { httpStatus: status, retryAfterSeconds: secondsOf(headers['retry-after']), feature: featureOf(route) };
  if (!said.success) {
    const cause = json === undefined ? new NoJson() : said.error;
    throw new UcaasError(withoutEnvelope(route, status, asked), route.name, http, { cause });
  }
  const { result, msg, desc, data, error, errors } = said.data;
  const failed = saysSomething(error) || saysSomething(errors);
  if (result === 1 || (result === undefined && isGood(status) && !failed)) return;
  const told = withoutThose(
    { msg, desc, data: data ?? errors ?? error },
    secretsOf(asked.sent.credential, asked.sent.parameters, asked.sent.input),
  );
  const kind = kindOf(route, status, result, asked);
  const overlaps = kind === 'refused' && route.group === 'meetings' && saysOverlap(told);
  throw new UcaasError(overlaps ? 'overlap' : kind, route.name, { result, ...told, ...http });
}

/**
 * `bare`: whoever answered has no such path, and does not speak as the API does. `said`: the API itself says so, which
 * may also mean the thing that was asked for. Undefined for every other failure.
 */
export function unknownPath(error: unknown): 'bare' | 'said' | undefined {
  if (!(error instanceof UcaasError)) return undefined;
  const { result, httpStatus = 0 } = error;
  if (!unknownPathCodes.includes(httpStatus) && !unknownPathCodes.includes(result ?? 0)) return undefined;
  return result === undefined ? 'bare' : 'said';
}

/** True if the body could not be read at all, as with a page of a proxy. */
export function isNoJson({ cause }: UcaasError): boolean {
  return cause instanceof NoJson;
}

/** Without the error of the parser: that quotes the answer, in which a secret may stand. */
class NoJson extends Error {
  constructor() {
    super('the answer is no JSON');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

function saysSomething(error: unknown): boolean {
  return Array.isArray(error) ? error.length > 0 : Boolean(error);
}

/**
 * Which code is for a meeting that would overlap with another is not documented: the words say it, of a field about the time where
 * fields are named. A title in which that word is does not count.
 */
function saysOverlap({ msg, desc, data }: { readonly msg?: string; readonly desc?: string; readonly data?: unknown }) {
  const fields = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const aboutTime = fields.filter(([name]) => /time|date|duration|recurrence|schedule/i.test(name));
  if (fields.length > 0 && aboutTime.length === 0) return false;
  const said = [msg, desc, ...aboutTime.map(([, why]) => String(why))];
  return said.some((words) => /\boverlap|\bconflicts? with\b/i.test(words ?? ''));
}

/** Retry-After in seconds, or as a date (RFC 9110, 10.2.3), which is as good as not said: our clocks may differ. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function withoutEnvelope(route: Route, status: number, asked: Asked): ServiceErrorKind {
  if (status === 429 || status === 503) return 'busy';
  if (unknownPathCodes.includes(status)) return missing(route, asked, true);
  return status === 401 && route.access === 'account' ? 'signed_out' : 'garbled';
}

function kindOf(route: Route, status: number, result: number | undefined, asked: Asked): ServiceErrorKind {
  const bare = result === undefined;
  // 0 is the documented code of any error: where it comes with a status that says which, that is the one.
  const code = bare || (result === 0 && status >= 400) ? status : result;
  if (status === 429 || status === 503 || code === 429 || code === 503) return 'busy';
  // A server that fails says nothing about the password.
  if (route.name === 'login' && (status >= 500 || (code >= 500 && code < 600))) return 'garbled';
  if (route.name === 'login') return wrongPasswordCodes.includes(result ?? status) ? 'wrong_password' : 'refused';
  if (code === 401 || code === 403 || code === 1001) return route.access === 'account' ? 'signed_out' : 'refused';
  return code === 404 || (bare && unknownPathCodes.includes(code)) ? missing(route, asked, bare) : 'refused';
}

/**
 * What was named may be gone, or the route may not be there. Documented routes are there, and so are those for which an
 * operator gave the way; of the others, one that worked is, and one for which the API itself answers in detail.
 */
function missing(route: Route, { overridden, sent, worked }: Asked, bare: boolean): ServiceErrorKind {
  if (route.standing === 'documented' || isRespelled(overridden)) return 'not_found';
  if (namedBy(sent.parameters, sent.input) === undefined) return 'not_offered';
  return bare && !worked ? 'not_offered' : 'not_found';
}
