import { ServiceError } from '../core/errors.ts';
import type { Reach } from '../core/ucaas.ts';
import { type Http, HttpError } from '../http/http.ts';

const timeoutMilliseconds = 8_000;

/** Knocks at the service without any credential: whatever it answers, it answers. Throws `ServiceError`. */
export async function reach(http: Http, baseUrl: string, now: () => Date): Promise<Reach> {
  const began = now().getTime();
  try {
    // A documented route, which nobody gets anything from without a credential.
    const { status, headers } = await http.request({ method: 'GET', url: `${baseUrl}/timezones`, timeoutMilliseconds });
    const ended = now().getTime();
    if (status >= 500) throw new ServiceError('unreachable', `HTTP ${status}`);
    const date = Date.parse(headers.date ?? '');
    // RFC 9110, 6.6.1: when it was answered, in whole seconds; so that half of the way and half a second are nobody's fault.
    const ahead = Number.isNaN(date) ? undefined : ((began + ended) / 2 - date - 500) / 1_000;
    return { milliseconds: ended - began, clockAheadSeconds: ahead };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw new ServiceError(error.kind === 'timeout' ? 'slow' : 'unreachable', error.message, { cause: error });
  }
}
