import type { z } from 'zod';
import type { ServiceErrorKind } from '../core/errors.ts';
import type { HttpAnswer } from '../http/http.ts';
import { UcaasError, withoutThose } from './errors.ts';
import { type RouteOverride, toOurFields } from './overrides.ts';
import { envelope } from './routes/fields.ts';
import { featureOf, type Route } from './routes/index.ts';

/** What is known of the call that is answered. */
interface Asked {
  readonly overridden?: RouteOverride;
  /** It named something by its id, which then is what may not be there. */
  readonly names?: boolean;
  /** What it sent that must not stand in an error. */
  readonly secrets?: () => readonly string[];
}

/**
 * What an answer means. The HTTP status is never trusted alone: errors may come with 200, and the documentation does not
 * say which status goes with which result (inconsistencies 5 to 10 of the reference).
 */
export function interpret<Response extends z.ZodType>(
  route: Route<string, z.ZodType, Response>,
  { status, headers, text }: HttpAnswer,
  asked: Asked = {},
): z.output<Response> {
  const parsed = parse(text);
  const json = asked.overridden ? toOurFields(parsed, asked.overridden) : parsed;
  if (!saysSuccess(json)) refuseUnlessGood(route, json, status, headers, asked);
  const response = route.response.safeParse(json);
  if (response.success) return response.data;
  throw new UcaasError('garbled', route.name, { httpStatus: status }, { cause: response.error });
}

/** The usual case, told without looking at the rest. */
function saysSuccess(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('result' in json)) return false;
  return json.result === 1 || json.result === '1';
}

/** Returns where an answer without a result came with a good status; throws what was said otherwise. */
function refuseUnlessGood(
  route: Route,
  json: unknown,
  status: number,
  headers: HttpAnswer['headers'],
  { names = false, secrets }: Asked,
): void {
  const said = envelope.safeParse(json);
  const http = { httpStatus: status, retryAfterSeconds: secondsOf(headers['retry-after']), feature: featureOf(route) };
  if (!said.success) throw new UcaasError(withoutEnvelope(route, status), route.name, http);
  const { result, msg, desc, data } = said.data;
  if (result === 1 || (result === undefined && status >= 200 && status < 300)) return;
  const told = withoutThose({ msg, desc, data }, secrets?.() ?? []);
  throw new UcaasError(kindOf(route, status, result, names), route.name, { result, ...told, ...http });
}

/** True if the path itself may be unknown: then another spelling of it may be right. */
export function pathUnknown(error: unknown): boolean {
  return error instanceof UcaasError && (error.httpStatus === 404 || error.result === 404);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Retry-After in seconds, or as a date (RFC 9110, 10.2.3), which is as good as not said: our clocks may differ. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function withoutEnvelope(route: Route, status: number): ServiceErrorKind {
  if (status === 429 || status === 503) return 'busy';
  if (status === 404) return missing(route);
  return status === 401 && route.access === 'account' ? 'signed_out' : 'garbled';
}

function kindOf(route: Route, status: number, result: number | undefined, names: boolean): ServiceErrorKind {
  const code = result ?? status;
  if (status === 429 || status === 503 || code === 429 || code === 503) return 'busy';
  if (route.name === 'login') return [0, 401, 403, 404, 1001, 1002].includes(code) ? 'wrong_password' : 'refused';
  if (code === 401 || code === 403 || code === 1001) return route.access === 'account' ? 'signed_out' : 'refused';
  if (code === 404) return result !== undefined && names ? 'not_found' : missing(route);
  return 'refused';
}

/** A missing inferred route hides its feature; a missing documented one is something that is not there. */
function missing(route: Route): ServiceErrorKind {
  return route.standing === 'inferred' ? 'not_offered' : 'not_found';
}
