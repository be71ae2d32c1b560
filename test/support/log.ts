import type { Log } from '../../src/core/ports.ts';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Line {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

interface RecordingLog extends Log {
  readonly lines: Line[];
  /** Resolves to the first line that is wanted, already written or not yet. */
  until(wanted: (line: Line) => boolean): Promise<Line>;
}

/** A log whose lines a test can read, and wait for. */
export function recordingLog(): RecordingLog {
  const lines: Line[] = [];
  const waiting: { readonly wanted: (line: Line) => boolean; readonly resolve: (line: Line) => void }[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    const line = { level, fields, message };
    lines.push(line);
    for (const { wanted, resolve } of waiting) if (wanted(line)) resolve(line);
  };
  const until = (wanted: (line: Line) => boolean): Promise<Line> => {
    const found = lines.find(wanted);
    return found ? Promise.resolve(found) : new Promise((resolve) => waiting.push({ wanted, resolve }));
  };
  return { lines, until, info: at('info'), warn: at('warn'), error: at('error') };
}
