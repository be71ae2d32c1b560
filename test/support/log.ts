import type { Log } from '../../src/core/ports.ts';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log whose lines a test can read. */
export function recordingLog(): Log & { readonly lines: { level: string; fields: object; message: string }[] } {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
