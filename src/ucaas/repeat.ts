import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import { HttpError } from '../http/http.ts';
import { UcaasError } from './errors.ts';
import { isNoJson } from './interpret.ts';
import type { Route } from './routes/index.ts';

/** Where the service asks for a longer wait than this, the caller is told instead. */
const longestWaitMilliseconds = 2_000;
const mostRepetitions = 2;

/** Wraps an error after which the same call may be made again: it was never done, or it changes nothing. */
class SafeToRepeat extends Error {
  declare readonly cause: UcaasError;
  constructor(cause: UcaasError) {
    super(cause.message, { cause });
  }
}

const again = retry(
  handleWhen((error) => error instanceof SafeToRepeat),
  { maxAttempts: mostRepetitions, backoff: new DelegateBackoff(milliseconds) },
);

/** Repeats a call where it fails with what `failedAnswer` and `failedCall` let be repeated, and throws the failure itself. */
export async function repeated<Answer>(once: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof SafeToRepeat)) throw error;
    const others = again.execute(({ attempt }) => (attempt === 0 ? Promise.reject(error) : once()));
    return unlessAborted(others, signal).catch((last: unknown) => {
      throw last instanceof SafeToRepeat ? last.cause : last;
    });
  }
}

/** What to throw for an answer that is a failure: a 429 says that nothing was done, others only let what is harmless be repeated. */
export function failedAnswer(route: Route, status: number, error: unknown): unknown {
  if (!(error instanceof UcaasError)) return error;
  if ((error.retryAfterSeconds ?? 0) * 1_000 > longestWaitMilliseconds) return error;
  const passes =
    error.kind === 'garbled' ? isNoJson(error) : error.kind === 'busy' || (status >= 500 && status !== 501);
  return status === 429 || (harmless(route) && passes) ? new SafeToRepeat(error) : error;
}

/** What to throw for a call that got no answer. */
export function failedCall(route: Route, error: unknown): Error {
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
  const safe = error.kind === 'unreachable' && (harmless(route) || !error.sent);
  return safe ? new SafeToRepeat(failure) : failure;
}

/**
 * Reading changes nothing, and a sign-in may be made as often as one likes. Judged by the table: an override that deletes
 * by GET does not make deleting harmless.
 */
function harmless(route: Route): boolean {
  return route.method === 'GET' || route.name === 'login';
}

/** Jitter, and at least the wait that the service asked for. */
function milliseconds({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const jitter = 150 * 2 ** (attempt - 1) * (0.5 + Math.random());
  const error = 'error' in result ? result.error : undefined;
  return Math.max(jitter, error instanceof SafeToRepeat ? (error.cause.retryAfterSeconds ?? 0) * 1_000 : 0);
}

/** The waits in between know no signal; what comes after one finds that the call has ended. */
async function unlessAborted<Answer>(work: Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
  if (!signal) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
