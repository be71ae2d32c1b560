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
      serializers: { error: toError },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** Says nothing: for programs whose answer is what they print. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An error with its causes, without what the database repeats of the rows that it was given. */
function toError(error: unknown): unknown {
  return error instanceof Error ? withoutRows(pino.stdSerializers.errWithCause(error)) : error;
}

type Serialized = Readonly<Record<string, unknown>>;

/** Of drizzle: the statement and its values. Of PostgreSQL (appendix A): values stand in details, and in some messages. */
function withoutRows({ cause, ...error }: Serialized): Serialized {
  const stack = String(error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  const rest = typeof cause === 'object' && cause !== null ? { cause: withoutRows(cause as Serialized) } : {};
  if ('params' in error && 'query' in error) {
    return { type: error.type, message: 'a query failed', query: error.query, stack, ...rest };
  }
  if (!('severity' in error && 'code' in error))
    return { ...error, ...(cause === undefined ? {} : { cause }), ...rest };
  const { type, code, severity, table, column, constraint, routine } = error;
  const message = /^(22|P0)/.test(String(code)) ? 'a value was refused' : error.message;
  return { type, message, code, severity, table, column, constraint, routine, stack, ...rest };
}
