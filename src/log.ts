import { randomUUID } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';
import type { Log } from './core/ports.ts';

/** Tells the processes apart whose lines come together somewhere. */
const replica = randomUUID().slice(0, 8);

/** Field names that are never written, wherever they stand. */
const secretNames = ['password', 'token', 'authorization', 'cookie', 'nonce', 'secret', 'apiKey', 'responseUrl'];

/**
 * One JSON line per event on standard error, so that what the start prints stays readable. Secrets are not logged in the
 * first place; redaction by field name is the second line of defence.
 */
export function createLog(level: 'info' | 'warn', destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { replica },
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { error: pino.stdSerializers.errWithCause },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
