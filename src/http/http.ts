/** One call to another server. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For the whole call, answer included. 10 seconds unless given. */
  readonly timeoutMilliseconds?: number;
  /** Ends the call early; it then throws `aborted`. */
  readonly signal?: AbortSignal;
  /** True where the answer is a file: it then comes as bytes, and its text is empty. */
  readonly wantsBytes?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; a header that came more than once is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Where they were asked for. */
  readonly bytes?: Uint8Array;
}

/** The one way out. Throws `HttpError`; an answer with an error status is an answer, not an error. */
export interface Http {
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** The same way out in the shape of the standard `fetch`, for libraries that take one. */
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/**
 * - `refused_host`: this client may not talk to that host; no connection was made
 * - `timeout`, `unreachable`, `too_large`, `aborted`
 * - `open_circuit`: the host failed so often that it is left alone for a moment
 * `sent` is false if it is certain that the server never saw the request.
 */
export class HttpError extends Error {
  readonly kind: 'refused_host' | 'timeout' | 'unreachable' | 'too_large' | 'open_circuit' | 'aborted';
  readonly sent: boolean;
  constructor(kind: HttpError['kind'], sent: boolean, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpError';
    this.kind = kind;
    this.sent = sent;
  }
}
