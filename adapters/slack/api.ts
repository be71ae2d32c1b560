import { DeliveryError } from '../../src/core/errors.ts';
import { type Http, type HttpAnswer, HttpError } from '../../src/http/http.ts';

/** An answer of the Web API that says `ok`. */
export type ApiAnswer = Readonly<Record<string, unknown>>;

/**
 * The Web API in one workspace. Throws `DeliveryError`; a refusal has Slack's own word for it in `message`. By hand over
 * `src/http` and not by the SDK's client, which costs five times as much CPU for a call and keeps a pool per token for ever.
 */
export interface SlackApi {
  call(method: string, parameters: object): Promise<ApiAnswer>;
  /** Reading methods take no JSON. */
  read(method: string, parameters: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** What was granted to whoever calls (docs.slack.dev, `x-oauth-scopes`); undefined where Slack does not say. */
  granted(): Promise<readonly string[] | undefined>;
  /** A file by its private address, of which only the host where Slack keeps files is taken; undefined where it may not be read. */
  download(url: string): Promise<Uint8Array | undefined>;
}

/** The Web API for whoever has a token, or the secret of the app. */
export interface WebApi {
  /** `Bearer …` or `Basic …`: never kept here, so that no call can go out with the token of another workspace. */
  as(authorization: string): SlackApi;
  /** Answers to a response URL, which is never logged: whoever has it can post. */
  respond(responseUrl: string, body: object): Promise<void>;
}

const timeoutMilliseconds = 8_000;
const fileTimeoutMilliseconds = 60_000;

export function createWebApi({ http, apiUrl }: { readonly http: Http; readonly apiUrl: string }): WebApi {
  return {
    as: (authorization) => ({
      call: (method, parameters) =>
        post(method, { 'content-type': 'application/json; charset=utf-8', authorization }, JSON.stringify(parameters)),
      read: (method, parameters) =>
        post(
          method,
          { 'content-type': 'application/x-www-form-urlencoded', authorization },
          new URLSearchParams(parameters).toString(),
        ),
      async granted() {
        const { headers } = await answered('auth.test', { authorization }, '');
        return headers['x-oauth-scopes']?.split(',').map((scope) => scope.trim());
      },
      download: (url) => download(url, authorization),
    }),

    async respond(responseUrl, body) {
      const answer = await send(responseUrl, { 'content-type': 'application/json' }, JSON.stringify(body));
      if (answer.status >= 400) throw new DeliveryError('refused', `response_url: HTTP ${answer.status}`);
    },
  };

  async function post(method: string, headers: Record<string, string>, body: string): Promise<ApiAnswer> {
    return (await answered(method, headers, body)).json;
  }

  async function answered(method: string, headers: Record<string, string>, body: string) {
    const answer = await send(`${apiUrl}${method}`, headers, body);
    const json = parse(answer.text);
    if (json?.ok === true) return { json, headers: answer.headers };
    const error = typeof json?.error === 'string' ? json.error : `HTTP ${answer.status}`;
    if (error === 'ratelimited') throw waiting(method, answer);
    const passing =
      ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(error) || !json;
    throw new DeliveryError(passing ? 'retry' : 'refused', error, { cause: new Error(`${method}: ${error}`) });
  }

  /** The token goes nowhere but to Slack's own hosts. Without the right to read files, Slack answers with its sign-in page. */
  async function download(url: string, authorization: string): Promise<Uint8Array | undefined> {
    const { protocol, host } = new URL(apiUrl);
    const place = URL.parse(url);
    if (place?.protocol !== protocol || ![host, `files.${host}`].includes(place.host)) return undefined;
    const answer = await through(() =>
      http.request({
        ...{ method: 'GET', url, headers: { authorization } },
        ...{ timeoutMilliseconds: fileTimeoutMilliseconds, wantsBytes: true },
      }),
    );
    const isPage = /^text\/html/i.test(answer.headers['content-type'] ?? '');
    return answer.status === 200 && !isPage ? answer.bytes : undefined;
  }

  function send(url: string, headers: Record<string, string>, body: string): Promise<HttpAnswer> {
    return through(() => http.request({ method: 'POST', url, headers, body, timeoutMilliseconds }));
  }

  async function through(request: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
    try {
      const answer = await request();
      if (answer.status === 429) throw waiting('request', answer);
      if (answer.status >= 500) throw new DeliveryError('retry', `HTTP ${answer.status}`);
      return answer;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new DeliveryError(error.kind === 'refused_host' ? 'refused' : 'retry', error.message, { cause: error });
    }
  }
}

/** True if Slack said no with one of these words. */
export function refusedAs(error: unknown, words: ReadonlySet<string>): boolean {
  return error instanceof DeliveryError && error.kind === 'refused' && words.has(error.message);
}

function waiting(what: string, { headers }: HttpAnswer): DeliveryError {
  return new DeliveryError('retry', `${what}: rate limited`, {
    retryAfterSeconds: Number(headers['retry-after']) || 30,
  });
}

function parse(text: string): ApiAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as ApiAnswer) : undefined;
  } catch {
    return undefined;
  }
}
