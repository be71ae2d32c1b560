import type { z } from 'zod';
import type { Clock, Log } from '../core/ports.ts';
import type { Http } from '../http/http.ts';
import { authorizationOf, type Credential } from './credential.ts';
import { UcaasError } from './errors.ts';
import { interpret } from './interpret.ts';
import { bySpelling, createKnownRoutes, type KnownRoute, type KnownRoutes } from './known-routes.ts';
import { namedBy } from './named.ts';
import { type RouteOverrides, toServiceFields, type Way } from './overrides.ts';
import { failedAnswer, failedCall, repeated } from './repeat.ts';
import type { AppType, Route, RouteName } from './routes/index.ts';

/** Every attempt ends within this time, answer included. */
const timeoutMilliseconds = 8_000;

export interface CallOptions<Body> {
  /** Left out for routes that need nothing but the API id. */
  readonly credential?: Credential;
  readonly appType?: AppType;
  /** For routes that need an API id: another one than the deployment's. */
  readonly apiId?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The body; the query where the method is GET. */
  readonly input?: Body;
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Calls a route of the table. Throws `UcaasError`, or the reason of the signal. */
export type Call = <Request extends z.ZodType, Response extends z.ZodType>(
  route: Route<string, Request, Response>,
  options: CallOptions<z.input<Request>>,
) => Promise<z.output<Response>>;

export interface CallSurroundings {
  readonly http: Http;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiId: string;
  readonly overrides?: RouteOverrides;
  /** What is known of the routes, where somebody else asks for it as well. */
  readonly knownRoutes?: KnownRoutes;
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  readonly log: Log;
}

export function createCall(deps: CallSurroundings): Call {
  const knownRoutes = deps.knownRoutes ?? createKnownRoutes(deps);

  return async (route, options) => {
    const known = knownRoutes.of(route);
    const [first] = known.ways;
    let failure: { readonly error: unknown } | undefined;
    if (known.sure && first) {
      // The usual case in one step: whatever fails here is the first failure of the careful way below.
      try {
        return await once(route, first, known, options);
      } catch (error) {
        failure = { error };
      }
    }
    const attempt = (way: Way) => {
      const failed = failure;
      failure = undefined;
      return failed ? Promise.reject(failed.error) : once(route, way, known, options);
    };
    try {
      return await bySpelling(known, (way) => repeated(() => attempt(way), options.signal));
    } catch (error) {
      knownRoutes.failed(route, known, error, () => namedBy(options.parameters, options.input));
      throw error;
    }
  };

  async function once<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<string, Request, Response>,
    { method, path }: Way,
    { worked }: KnownRoute,
    options: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    const { parameters, input, signal } = options;
    signal?.throwIfAborted();
    const overridden = deps.overrides?.[route.name as RouteName];
    const given = overridden ? toServiceFields(input, overridden) : input;
    const url = `${deps.baseUrl}${parameters ? filled(route, path, parameters) : path}`;
    let answer: Awaited<ReturnType<Http['request']>>;
    try {
      answer = await deps.http.request({
        method,
        url: method === 'GET' ? `${url}${queryOf(given)}` : url,
        headers: headersOf(route, options),
        body: method === 'GET' || given === undefined ? undefined : JSON.stringify(given),
        timeoutMilliseconds: deps.timeoutMilliseconds ?? timeoutMilliseconds,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw failedCall(route, error);
    }
    try {
      return interpret(route, answer, { overridden, worked, sent: options });
    } catch (error) {
      throw failedAnswer(route, answer.status, error);
    }
  }

  function headersOf(route: Route, { credential, appType, apiId = deps.apiId }: CallOptions<unknown>) {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (route.access === 'api-id') headers['x-api-id'] = apiId;
    else if (credential) headers.authorization = authorizationOf(credential);
    else throw new TypeError(`${route.name} needs a credential`);
    if (route.appType !== 'none' && appType) headers['x-app-type'] = appType;
    return headers;
  }
}

function filled(route: Route, path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined || value === '') throw new TypeError(`${path} needs ${name}`);
    // A server could take these for a step up in the path, and change what lies there.
    if (/^\.{1,2}$/.test(value)) throw new UcaasError('not_found', route.name);
    return encodeURIComponent(value);
  });
}

function queryOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
