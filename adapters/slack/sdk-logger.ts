import type { Logger } from '@slack/bolt';
import type { Log } from '../../src/core/ports.ts';

/** Slack's own lines are few; warnings and errors of them matter to the operator. */
export function sdkLogger(log: Log): Logger {
  const at =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level]({}, parts.map(String).join(' '));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: at('warn'),
    error: at('error'),
    setLevel: () => undefined,
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: () => undefined,
  };
}
