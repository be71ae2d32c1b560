import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { z } from 'zod';
import type { Clock, Log } from '../core/ports.ts';
import { type Http, HttpError } from '../http/http.ts';
import { UcaasError } from './errors.ts';
import { interpret, pathUnknown } from './interpret.ts';
import type { AppType, Capability, Route } from './routes/index.ts';

/** Every call ends within this time, answer included. */
const timeoutMilliseconds = 8_000;
/** A route that the service does not have is asked for again after this time. */
const missingForMilliseconds = 10 * 60_000;

export interface CallOptions<Body> {
  readonly token?: string;
  readonly appType?: AppType;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Body;
}

/** Calls a route of the table. Throws `UcaasError`. */
export type Call = <Request extends z.ZodType, Response extends z.ZodType>(
  route: Route<Request, Response>,
  options: CallOptions<z.input<Request>>,
) => Promise<z.output<Response>>;

export function createCall(deps: {
  readonly http: Http;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiId: string;
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  readonly log: Log;
}): Call {
  const missingSince = new Map<Capability, number>();
  const spelling = new Map<string, string>();
  // Twice at most, with jitter, and only where nothing can happen twice.
  const again = retry(
    handleWhen((error) => error instanceof SafeToRepeat),
    { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 150, maxDelay: 1_000 }) },
  );

  return async (route, options) => {
    const since = route.capability && missingSince.get(route.capability);
    if (since !== undefined && deps.clock().getTime() - since < missingForMilliseconds) {
      throw new UcaasError('not_offered', route.name);
    }
    try {
      return await spelled(route, options);
    } catch (error) {
      if (error instanceof UcaasError && error.kind === 'not_offered' && route.capability) {
        missingSince.set(route.capability, deps.clock().getTime());
        deps.log.warn({ route: route.name, capability: route.capability }, 'the service does not have this route');
      }
      throw error;
    }
  };

  /** Tries the other spellings of a path once the first one is unknown, and remembers which one worked. */
  async function spelled<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<Request, Response>,
    options: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    const known = spelling.get(route.name);
    const [first = route.path, ...others] = known ? [known] : [route.path, ...(route.alternatives ?? [])];
    let failure: unknown;
    for (const path of [first, ...others]) {
      try {
        const response = await repeated(route, path, options);
        spelling.set(route.name, path);
        return response;
      } catch (error) {
        failure ??= error;
        if (!pathUnknown(error)) throw error;
      }
    }
    throw failure;
  }

  async function repeated<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<Request, Response>,
    path: string,
    options: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    try {
      return await again.execute(() => once(route, path, options));
    } catch (error) {
      throw error instanceof SafeToRepeat ? error.cause : error;
    }
  }

  async function once<Request extends z.ZodType, Response extends z.ZodType>(
    route: Route<Request, Response>,
    path: string,
    { token, appType, parameters = {}, query = {}, body }: CallOptions<z.input<Request>>,
  ): Promise<z.output<Response>> {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    const search = new URLSearchParams(query).toString();
    const answer = await deps.http
      .request({
        method: route.method,
        url: `${deps.baseUrl}${filled}${search && `?${search}`}`,
        headers: {
          'content-type': 'application/json',
          ...(route.access === 'api-id' ? { 'x-api-id': deps.apiId } : { authorization: `Token ${token}` }),
          ...(route.appType && appType ? { 'x-app-type': appType } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        timeoutMilliseconds: deps.timeoutMilliseconds ?? timeoutMilliseconds,
      })
      .catch((error: unknown) => {
        throw unanswered(route, error);
      });
    return interpret(route, answer);
  }
}

/** Wraps an error after which the same call may be made again: it was never sent, or it changes nothing. */
class SafeToRepeat extends Error {}

function unanswered(route: Route, error: unknown): Error {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const kind = {
    timeout: 'slow',
    too_large: 'garbled',
    unreachable: 'unreachable',
    open_circuit: 'unreachable',
    refused_host: 'unreachable',
  } as const;
  const failure = new UcaasError(kind[error.kind], route.name, {}, { cause: error });
  const harmless = route.method === 'GET' || route.name === 'login';
  const repeatable = error.kind === 'unreachable' && (harmless || !error.sent);
  return repeatable ? new SafeToRepeat(failure.message, { cause: failure }) : failure;
}
