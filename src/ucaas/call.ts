import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import type { z } from 'zod';
import type { Clock, Log } from '../core/ports.ts';
import { type Http, HttpError } from '../http/http.ts';
import { UcaasError } from './errors.ts';
import { interpret, pathUnknown } from './interpret.ts';
import { type RouteOverrides, spellingsOf, toServiceFields } from './overrides.ts';
import { type AppType, featureOf, type Method, type Route, type RouteName } from './routes/index.ts';

/** Every attempt ends within this time, answer included. */
const timeoutMilliseconds = 8_000;
/** A route that the service does not have is asked for again after this time. */
const missingForMilliseconds = 10 * 60_000;
/** Where the service asks for a longer wait than this, the caller is told instead. */
const longestWaitMilliseconds = 2_000;
const mostRepetitions = 2;
/** Anything shorter would be found in any text. */
const shortestSecret = 4;

/** A user's token, or the credentials of a reseller's or customer's server. */
export type Credential = { readonly token: string } | { readonly apiId: string; readonly apiKey: string };

export interface CallOptions<Body> {
  /** Left out for routes that need nothing but the API id. */
  readonly credential?: Credential;
  readonly appType?: AppType;
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
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  readonly log: Log;
}

export function createCall(deps: CallSurroundings): Call {
  const missingSince = new Map<string, number>();
  const spelling = new Map<string, { method: Method; path: string }>();
  const again = retry(
    handleWhen((error) => error instanceof SafeToRepeat),
    { maxAttempts: mostRepetitions, backoff: new DelegateBackoff(milliseconds) },
  );

  return async (route, options) => {
    const since = missingSince.get(route.name);
    if (since !== undefined && deps.clock().getTime() - since < missingForMilliseconds) {
      throw new UcaasError('not_offered', route.name, { feature: featureOf(route) });
    }
    try {
      return await spelled(route, options);
    } catch (error) {
      if (error instanceof UcaasError && error.kind === 'not_offered') {
        missingSince.set(route.name, deps.clock().getTime());
        deps.log.warn({ route: route.name }, 'the service does not have this route');
      }
      throw error;
    }
  };

  /** Tries the other spellings of a route once the first one is unknown, and remembers which one worked. */
  async function spelled<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<string, Request, Response>,
    options: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    const known = spelling.get(route.name);
    if (known) return repeated(route, known, options);
    let failure: unknown;
    for (const way of spellingsOf(route, overrideOf(route))) {
      try {
        const response = await repeated(route, way, options);
        spelling.set(route.name, way);
        return response;
      } catch (error) {
        // Of several refusals, the one that knows what is missing says more than the one that knows no such path.
        if (failure === undefined || (isNotOffered(failure) && !isNotOffered(error))) failure = error;
        if (!pathUnknown(error)) throw error;
      }
    }
    throw failure;
  }

  async function repeated<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<string, Request, Response>,
    way: { method: Method; path: string },
    options: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    try {
      return await again.execute(() => once(route, way, options), options.signal);
    } catch (error) {
      throw error instanceof SafeToRepeat ? error.cause : error;
    }
  }

  async function once<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<string, Request, Response>,
    { method, path }: { method: Method; path: string },
    { credential, appType, parameters, input, signal }: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    signal?.throwIfAborted();
    const overridden = overrideOf(route);
    const given = overridden ? toServiceFields(input, overridden) : input;
    const url = `${deps.baseUrl}${parameters ? filled(route, path, parameters) : path}`;
    let answer: Awaited<ReturnType<Http['request']>>;
    try {
      answer = await deps.http.request({
        method,
        url: method === 'GET' ? `${url}${queryOf(given)}` : url,
        headers: headersOf(route, credential, appType),
        body: method === 'GET' || given === undefined ? undefined : JSON.stringify(given),
        timeoutMilliseconds: deps.timeoutMilliseconds ?? timeoutMilliseconds,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw unanswered(route, method, error);
    }
    try {
      return interpret(route, answer, {
        overridden,
        names: parameters !== undefined || namesSomething(input),
        secrets: () => secretsOf(credential, parameters, input),
      });
    } catch (error) {
      throw repeatable(method, route, answer.status, error) ? new SafeToRepeat(error as UcaasError) : error;
    }
  }

  function headersOf(route: Route, credential: Credential | undefined, appType: AppType | undefined) {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (route.access === 'api-id') headers['x-api-id'] = deps.apiId;
    else if (credential) headers.authorization = authorizationOf(credential);
    else throw new TypeError(`${route.name} needs a credential`);
    if (route.appType !== 'none' && appType) headers['x-app-type'] = appType;
    return headers;
  }

  function overrideOf(route: Route) {
    return deps.overrides?.[route.name as RouteName];
  }
}

/** Wraps an error after which the same call may be made again: it was never done, or it changes nothing. */
class SafeToRepeat extends Error {
  declare readonly cause: UcaasError;
  constructor(cause: UcaasError) {
    super(cause.message, { cause });
  }
}

/** Jitter, and at least the wait that the service asked for. */
function milliseconds({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const jitter = 150 * 2 ** (attempt - 1) * (0.5 + Math.random());
  const error = 'error' in result ? result.error : undefined;
  return Math.max(jitter, error instanceof SafeToRepeat ? (error.cause.retryAfterSeconds ?? 0) * 1_000 : 0);
}

function authorizationOf(credential: Credential): string {
  if ('token' in credential) return `Token ${credential.token}`;
  return `Basic ${Buffer.from(`${credential.apiId}:${credential.apiKey}`).toString('base64')}`;
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

/** What a call sends that nobody else should read. */
function secretsOf(credential: Credential | undefined, ...fields: readonly unknown[]): readonly string[] {
  const named = fields
    .flatMap((given) => Object.entries(given ?? {}))
    .filter(([name]) => /^(password|pin|reset_key)$/.test(name));
  const secrets = [...Object.values(credential ?? {}), ...named.map(([, value]) => String(value))];
  return secrets.filter((secret) => secret.length >= shortestSecret);
}

/** True if a field of the request is an id. */
function namesSomething(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return Object.entries(input).some(([name, value]) => value !== undefined && /_ids?$/.test(name));
}

function isNotOffered(error: unknown): boolean {
  return error instanceof UcaasError && error.kind === 'not_offered';
}

/** Reading changes nothing, and a sign-in may be made as often as one likes. */
function harmless(method: Method, route: Route): boolean {
  return method === 'GET' || route.name === 'login';
}

/** A 429 says that nothing was done; other failures of the service only let what is harmless be repeated. */
function repeatable(method: Method, route: Route, status: number, error: unknown): boolean {
  if (!(error instanceof UcaasError)) return false;
  if ((error.retryAfterSeconds ?? 0) * 1_000 > longestWaitMilliseconds) return false;
  if (status === 429) return true;
  return harmless(method, route) && (error.kind === 'busy' || error.kind === 'garbled' || status >= 500);
}

function unanswered(route: Route, method: Method, error: unknown): Error {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const kind = {
    timeout: 'slow',
    too_large: 'garbled',
    unreachable: 'unreachable',
    open_circuit: 'unreachable',
    refused_host: 'unreachable',
    aborted: 'unreachable',
  } as const;
  const failure = new UcaasError(kind[error.kind], route.name, {}, { cause: error });
  const safe = error.kind === 'unreachable' && (harmless(method, route) || !error.sent);
  return safe ? new SafeToRepeat(failure) : failure;
}
