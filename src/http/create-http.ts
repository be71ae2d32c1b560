import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, type IPolicy } from 'cockatiel';
import { Agent, errors, request as send } from 'undici';
import { type Http, type HttpAnswer, HttpError, type HttpRequest } from './http.ts';

const defaultTimeoutMilliseconds = 10_000;
const largestAnswerBytes = 2 * 1024 * 1024;
/** A host that fails this often in a row is left alone for this long. */
const failuresBeforeOpen = 10;
const openMilliseconds = 5_000;

/**
 * A keep-alive pool per origin, with a limit on connections, a time limit on every call, and a breaker per origin.
 * Redirects are answers like any other: nothing is followed. `allowHost` is asked before any connection is made.
 */
export function createHttp(options: {
  readonly allowHost: (url: URL) => boolean;
  /** More calls than this to one origin wait for a free connection, within their time limit. */
  readonly connectionsPerOrigin?: number;
}): Http {
  const agent = new Agent({
    connections: options.connectionsPerOrigin ?? 128,
    keepAliveTimeout: 30_000,
    connect: { timeout: 5_000 },
  });
  const breakers = new Map<string, IPolicy>();

  async function request(call: HttpRequest): Promise<HttpAnswer> {
    const url = allowed(call.url);
    try {
      return await breakerFor(url.origin).execute(() => once(url, call));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new HttpError('open_circuit', false, `${url.origin} failed too often and is left alone`, { cause: error });
    }
  }

  async function once(
    url: URL,
    { method, headers, body, timeoutMilliseconds, ...call }: HttpRequest,
  ): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(timeoutMilliseconds ?? defaultTimeoutMilliseconds);
    const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
    try {
      const answer = await send(url, { method, headers, body, signal, dispatcher: agent });
      const text = await bounded(answer.body, url);
      return { status: answer.statusCode, headers: flat(answer.headers), text };
    } catch (error) {
      if (call.signal?.aborted)
        throw new HttpError('aborted', true, `the call to ${url.host} was ended`, { cause: error });
      throw toHttpError(error, url);
    }
  }

  function allowed(address: string): URL {
    const url = URL.parse(address);
    const fine =
      url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && options.allowHost(url);
    if (!fine)
      throw new HttpError('refused_host', false, `calls to ${url?.host ?? 'a malformed address'} are not allowed`);
    return url;
  }

  function breakerFor(origin: string): IPolicy {
    const known = breakers.get(origin);
    if (known) return known;
    const counts = handleWhen((error) => error instanceof HttpError && ['timeout', 'unreachable'].includes(error.kind));
    const breaker = circuitBreaker(counts, {
      halfOpenAfter: openMilliseconds,
      breaker: new ConsecutiveBreaker(failuresBeforeOpen),
    });
    breakers.set(origin, breaker);
    return breaker;
  }

  return { request, fetch: fetchThrough(request), close: () => agent.close() };
}

/** Host patterns such as `slack.com`, `*.slack.com`, `localhost:4033` or `127.0.0.1:*`, as a rule for `allowHost`. */
export function hostRule(patterns: readonly string[]): (url: URL) => boolean {
  const rules = patterns.map((pattern) => {
    const escaped = pattern.toLowerCase().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replace(/^\*\\\./, '([a-z0-9-]+\\.)+').replace(/:\*$/, '(:\\d+)?')}$`);
  });
  return (url) => rules.some((rule) => rule.test(url.host));
}

async function bounded(body: AsyncIterable<Buffer>, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > largestAnswerBytes)
      throw new HttpError('too_large', true, `${url.host} answered more than ${largestAnswerBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** Only a failure to connect proves that the server saw nothing. */
function toHttpError(error: unknown, url: URL): Error {
  if (error instanceof HttpError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const connecting =
    code === 'ECONNREFUSED' ||
    code === 'ENOTFOUND' ||
    code === 'EAI_AGAIN' ||
    error instanceof errors.ConnectTimeoutError;
  const timeout =
    error instanceof Error && (error.name === 'TimeoutError' || error instanceof errors.ConnectTimeoutError);
  if (timeout) return new HttpError('timeout', !connecting, `${url.host} did not answer in time`, { cause: error });
  return new HttpError('unreachable', !connecting, `${url.host} could not be reached`, { cause: error });
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
