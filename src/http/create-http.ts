import { EventEmitter } from 'node:events';
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, type IPolicy } from 'cockatiel';
import { Agent, errors } from 'undici';
import { type Http, type HttpAnswer, HttpError, type HttpRequest } from './http.ts';

const defaultTimeoutMilliseconds = 10_000;
const largestAnswerBytes = 2 * 1024 * 1024;
const largestFileBytes = 20 * 1024 * 1024;
/** A host that fails this often in a row is left alone for this long. */
const failuresBeforeOpen = 10;
const openMilliseconds = 5_000;

/**
 * A keep-alive pool per origin, with a limit on connections, a time limit on every call, and a breaker per origin.
 * Redirects are answers like any other: nothing is followed. `allowHost` is asked once for each origin, before any connection to it.
 */
export function createHttp(options: {
  readonly allowHost: (url: URL) => boolean;
  /** More calls than this to one origin wait for a free connection, within their time limit. */
  readonly connectionsPerOrigin?: number;
}): Http {
  const agentFor = (maxResponseSize: number) =>
    new Agent({
      connections: options.connectionsPerOrigin ?? 128,
      keepAliveTimeout: 30_000,
      maxResponseSize,
      connect: { timeout: 5_000 },
    });
  const agent = agentFor(largestAnswerBytes);
  const fileAgent = agentFor(largestFileBytes);
  const origins = new Map<string, Origin>();

  async function request(call: HttpRequest): Promise<HttpAnswer> {
    const { origin, path } = placeOf(call.url);
    try {
      return await origin.breaker.execute(() => once(origin, path, call));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new HttpError('open_circuit', false, `${origin.name} failed too often and is left alone`, { cause: error });
    }
  }

  async function once(
    { name, host }: Origin,
    path: string,
    { method, headers, body, timeoutMilliseconds, signal, wantsBytes }: HttpRequest,
  ): Promise<HttpAnswer> {
    if (signal?.aborted) throw new HttpError('aborted', false, `the call to ${host} was ended before it began`);
    // One for both reasons to end a call: a signal of the standard library for each would cost more than the call.
    const ending = new EventEmitter();
    const end = () => ending.emit('abort');
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end();
    }, timeoutMilliseconds ?? defaultTimeoutMilliseconds);
    signal?.addEventListener('abort', end);
    try {
      const through = wantsBytes ? fileAgent : agent;
      const answer = await through.request({ origin: name, path, method, headers, body, signal: ending });
      const head = { status: answer.statusCode, headers: flat(answer.headers) };
      if (wantsBytes) return { ...head, text: '', bytes: await answer.body.bytes() };
      return { ...head, text: await answer.body.text() };
    } catch (error) {
      if (signal?.aborted) throw new HttpError('aborted', true, `the call to ${host} was ended`, { cause: error });
      throw toHttpError(error, host, { isLate: late, mostBytes: wantsBytes ? largestFileBytes : largestAnswerBytes });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  /** Throws `refused_host`. An address whose origin is known and whose path needs no encoding is not taken apart again. */
  function placeOf(address: string): { origin: Origin; path: string } {
    const [, plainOrigin = '', plainPath = ''] = plain.exec(address) ?? [];
    const known = origins.get(plainOrigin);
    if (known) return { origin: known, path: plainPath };
    const url = URL.parse(address);
    const fine =
      url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && options.allowHost(url);
    if (!fine)
      throw new HttpError('refused_host', false, `calls to ${url?.host ?? 'a malformed address'} are not allowed`);
    const origin = origins.get(url.origin) ?? { name: url.origin, host: url.host, breaker: createBreaker() };
    origins.set(url.origin, origin);
    return { origin, path: `${url.pathname}${url.search}` };
  }

  return {
    request,
    fetch: fetchThrough(request),
    close: async () => void (await Promise.all([agent.close(), fileAgent.close()])),
  };
}

/** A server that may be called, and how it did so far. */
interface Origin {
  /** As in `https://example.com:8443`. */
  readonly name: string;
  readonly host: string;
  readonly breaker: IPolicy;
}

/** An address that a URL parser would leave as it is, but for dots in its path, which are the server's to read. */
const plain = /^(https?:\/\/[a-z\d.-]+(?::\d+)?)(\/[\w\-.~!$&'()*+,;=:@%/?]*)$/;

function createBreaker(): IPolicy {
  const counts = handleWhen((error) => error instanceof HttpError && ['timeout', 'unreachable'].includes(error.kind));
  return circuitBreaker(counts, {
    halfOpenAfter: openMilliseconds,
    breaker: new ConsecutiveBreaker(failuresBeforeOpen),
  });
}

/** Host patterns such as `slack.com`, `*.slack.com`, `localhost:4033` or `127.0.0.1:*`, as a rule for `allowHost`. */
export function hostRule(patterns: readonly string[]): (url: URL) => boolean {
  const rules = patterns.map((pattern) => {
    const escaped = pattern.toLowerCase().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replace(/^\*\\\./, '([a-z0-9-]+\\.)+').replace(/:\*$/, '(:\\d+)?')}$`);
  });
  return (url) => rules.some((rule) => rule.test(url.host));
}

/** Headers that came more than once are joined; the usual case is left as it is. */
function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  for (const name in headers) {
    if (typeof headers[name] !== 'string') return Object.fromEntries(Object.entries(headers).map(joined));
  }
  return headers as Record<string, string>;
}

function joined([name, value]: [string, string | string[] | undefined]): [string, string] {
  return [name, Array.isArray(value) ? value.join(', ') : (value ?? '')];
}

/** Only a failure to connect proves that the server saw nothing. */
function toHttpError(
  error: unknown,
  host: string,
  { isLate, mostBytes }: { readonly isLate: boolean; readonly mostBytes: number },
): Error {
  if (error instanceof HttpError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const connecting =
    code === 'ECONNREFUSED' ||
    code === 'ENOTFOUND' ||
    code === 'EAI_AGAIN' ||
    error instanceof errors.ConnectTimeoutError;
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return new HttpError('too_large', true, `${host} answered more than ${mostBytes} bytes`, {
      cause: error,
    });
  if (isLate || error instanceof errors.ConnectTimeoutError)
    return new HttpError('timeout', !connecting, `${host} did not answer in time`, { cause: error });
  return new HttpError('unreachable', !connecting, `${host} could not be reached`, { cause: error });
}

/** A `fetch` over `request`: only what libraries of ours use, which is text in and text out. */
function fetchThrough(request: Http['request']): typeof globalThis.fetch {
  return async (input, init) => {
    const given = new Request(input, init);
    const body = given.body === null ? undefined : new Uint8Array(await given.arrayBuffer());
    const { status, headers, text } = await request({
      method: given.method as HttpRequest['method'],
      url: given.url,
      headers: Object.fromEntries(given.headers),
      body,
    });
    const bodyless = status === 204 || status === 304;
    const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
    return new Response(bodyless ? null : text, { status, headers: rest });
  };
}
