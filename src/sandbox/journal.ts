import { databaseErrorOf } from './answers.ts';

/** One answered request, without anything secret: no header, no body, no query. */
export interface Entry {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Who asked, if it came so far: an email. */
  readonly caller: string | undefined;
  readonly status: number;
  readonly result: number | undefined;
  readonly milliseconds: number;
  readonly fault: string | undefined;
}

/** The last requests, newest first, for the page at the root. */
export interface Journal {
  note(entry: Entry): void;
  readonly last: readonly Entry[];
}

const kept = 50;

export function createJournal(): Journal {
  const last: Entry[] = [];
  return {
    last,
    note(entry) {
      last.unshift(entry);
      last.length = Math.min(last.length, kept);
    },
  };
}

/**
 * A failure as it may be written down. What drizzle throws has the query and its parameters in its message, among them PINs
 * and password hashes, and what PostgreSQL says repeats values: of both, only codes and names are kept.
 */
export function reportable(error: Error): Error {
  const said = databaseErrorOf(error);
  if (!said) return 'query' in error && error.cause instanceof Error ? reportable(error.cause) : error;
  const place = said.constraint ?? said.table;
  const safe = new Error(`the database refused a query: ${said.code}${place ? ` (${place})` : ''}`);
  safe.stack = `${safe}\n${framesOf(error).join('\n')}`;
  return Object.assign(safe, { code: said.code, constraint: said.constraint });
}

/** Where it was thrown, without the message that stands before it and may have lines of its own. */
function framesOf({ message, stack = '' }: Error): readonly string[] {
  const after = stack.slice(stack.indexOf(message) + message.length);
  return after.split('\n').filter((line) => /^\s+at /.test(line));
}
