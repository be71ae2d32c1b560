import { randomUUID } from 'node:crypto';
import type { Clock, Log } from './core/ports.ts';
import type { Http } from './http/http.ts';
import { signed } from './webhook-signature.ts';

/** Sends events of the sandbox as a service would: signed, once, and without waiting for what becomes of them. */
export function createEventSender({
  http,
  url,
  secret,
  clock,
  log,
}: {
  readonly http: Http;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly clock: Clock;
  readonly log: Log;
}): (event: { readonly type: string; readonly data: object }) => void {
  return ({ type, data }) => {
    const body = JSON.stringify({ type, timestamp: clock().toISOString(), data });
    const headers = { 'content-type': 'application/json', ...signed(secret, randomUUID(), body, clock()) };
    http.request({ method: 'POST', url, headers, body }).then(
      ({ status }) => status === 204 || log.warn({ status }, 'an event was not taken'),
      (error: unknown) => log.warn({ error }, 'an event could not be sent'),
    );
  };
}
