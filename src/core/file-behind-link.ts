import { stringify } from 'csv-stringify';
import type { Verb } from './authorize.ts';
import type { Linking, LinkPage } from './linking.ts';
import type { PageJudge } from './page-judge.ts';
import type { Secrets } from './ports.ts';
import type { Ticket, TicketPurpose, TicketStore } from './stores.ts';
import type { Customer } from './ucaas.ts';

export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

export type FileAnswer =
  | { readonly ok: true; readonly content: AsyncIterable<string | Buffer> }
  | { readonly ok: false; readonly page: LinkPage; readonly problem?: string };

/** A file that no chat gets to keep, behind a link of its own purpose: once, for the browser that has proven whom it belongs to. */
export interface FileBehindLink {
  give(nonce: string, browser: string, format: FileFormat): Promise<FileAnswer>;
}

type Rows<Column extends string> = AsyncIterable<Readonly<Record<Column, unknown>>>;

/** What every file behind a link is made with. */
export interface FileSurroundings {
  readonly linking: Pick<Linking, 'look' | 'use'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly mayNot: PageJudge;
  readonly secrets: Pick<Secrets, 'digest'>;
}

/**
 * A file of rows. `rowsFor` prepares them for whoever has the link, before that is used up: what is wrong by then is said on the page, and
 * the link is good for another try. What is done while the rows are read is done once.
 */
export function createFileBehindLink<Column extends string>(
  deps: FileSurroundings,
  file: {
    readonly purpose: Exclude<TicketPurpose, 'sign_in'>;
    readonly verb: Verb;
    readonly columns: readonly Column[];
    /** The customer whose administrators alone may have it, where that is one. */
    boundTo?(ticket: Ticket): Promise<Customer | undefined>;
    rowsFor(ticket: Ticket): Promise<Rows<Column> | { readonly problem: string }>;
  },
): FileBehindLink {
  const { purpose, verb, columns } = file;
  return {
    async give(nonce, browser, format) {
      const page = await deps.linking.look(nonce, browser);
      const ticket = await deps.tickets.find(deps.secrets.digest(nonce));
      if (!ticket || page.step !== purpose) return { ok: false, page };
      const problem = await deps.mayNot(ticket, verb, await file.boundTo?.(ticket));
      if (problem) return { ok: false, page, problem };
      const rows = await file.rowsFor(ticket);
      if ('problem' in rows) return { ok: false, page, problem: rows.problem };
      const used = await deps.linking.use(nonce, browser, purpose);
      if (!used.ok) return { ok: false, page: used.page };
      return { ok: true, content: contentOf(format, columns, rows) };
    },
  };
}

/** The rows in either format. */
function contentOf<Column extends string>(
  format: FileFormat,
  columns: readonly Column[],
  rows: Rows<Column>,
): AsyncIterable<string | Buffer> {
  return format === 'csv' ? asCsv(columns, rows) : asLines(rows);
}

/** RFC 4180, with what a spreadsheet would work out made plain text (OWASP, CSV injection). */
function asCsv<Column extends string>(columns: readonly Column[], rows: Rows<Column>): AsyncIterable<string | Buffer> {
  const lines = stringify({ header: true, columns: [...columns], escape_formulas: true, record_delimiter: 'windows' });
  const write = async () => {
    for await (const row of rows) if (!lines.write(row)) await new Promise((done) => lines.once('drain', done));
    lines.end();
  };
  write().catch((error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))));
  return lines;
}

async function* asLines(rows: AsyncIterable<object>): AsyncIterable<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
