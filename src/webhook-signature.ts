import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signatures of the Standard Webhooks specification (https://github.com/standard-webhooks/standard-webhooks, 1.0): HMAC-SHA256 over
 * `id.timestamp.body` in base64, in `webhook-signature` as `v1,…`, several of them apart by spaces.
 */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** The specification advises five minutes, into the past as well as into the future. */
const toleranceSeconds = 5 * 60;
const longestId = 256;
/** More signatures than any rotation needs are not even compared. */
const mostSignatures = 10;

export function signed(secret: Uint8Array, id: string, body: string, at: Date): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = `v1,${digestOf(secret, id, timestamp, Buffer.from(body)).toString('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}

/** The id of a message that somebody has signed who has one of the secrets, and just now; undefined for any other. */
export function verifiedId(
  secrets: readonly Uint8Array[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Uint8Array,
  now: Date,
): string | undefined {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return undefined;
  if (id === '' || id.length > longestId || !/^\d{1,12}$/u.test(timestamp)) return undefined;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds) return undefined;
  const given = signatures
    .split(' ')
    .slice(0, mostSignatures)
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  // All are compared, so that it takes as long whichever is right.
  const right = secrets.flatMap((secret) => {
    const expected = digestOf(secret, id, timestamp, body);
    return given.filter((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
  return right.length > 0 ? id : undefined;
}

function digestOf(secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
}
