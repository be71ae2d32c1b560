import { stringify } from 'csv-stringify';
import type { LinkPage } from './linking.ts';

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

/** The rows in either format. */
export function contentOf<Column extends string>(
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
