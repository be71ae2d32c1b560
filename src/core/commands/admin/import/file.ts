import { CsvError, parse as parseParts } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { oneTurn } from '../../../in-turns.ts';
import { columnNames, type Field, type ReadRow, readRow } from './row.ts';

/** Why a file cannot be read at all. */
export type FileProblem =
  | { readonly code: 'no_text' }
  | { readonly code: 'empty' }
  | { readonly code: 'no_email_column'; readonly columns: readonly string[] }
  | { readonly code: 'broken'; readonly line: number }
  | { readonly code: 'too_many'; readonly rows: number; readonly most: number };

export type ReadFile = { readonly rows: readonly ReadRow[] } | { readonly problem: FileProblem };

/** More than that is more than one import. */
const mostRows = 100_000;
/** Of a large file, so many characters are read at a time. */
const partLength = 32 * 1024;

/**
 * Reads a CSV file (RFC 4180) of users: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252, with a line that names
 * the columns. Every row comes out, those that are no good with why. A large file is read in parts, so that nobody else waits for it.
 */
export async function readUserFile(bytes: Uint8Array): Promise<ReadFile> {
  const text = textOf(bytes);
  if (text === undefined) return { problem: { code: 'no_text' } };
  const reading = createReading();
  try {
    const parser = parseParts(optionsFor(text));
    const ended = new Promise((resolve, reject) =>
      parser
        .on('data', (record: CsvRecord) => reading.take(record))
        .on('end', resolve)
        .on('error', reject),
    );
    for (const part of partsOf(text)) {
      await Promise.race([ended, new Promise((taken) => parser.write(part, taken))]);
      await oneTurn();
    }
    parser.end();
    await ended;
  } catch (error) {
    return brokenBy(error);
  }
  return reading.end();
}

/** The same of what somebody has pasted, which is short. */
export function readUserText(text: string): ReadFile {
  const reading = createReading();
  try {
    const records = parse(text, optionsFor(text)) as unknown as readonly CsvRecord[];
    for (const record of records) reading.take(record);
  } catch (error) {
    return brokenBy(error);
  }
  return reading.end();
}

/** A line as the parser gives it out. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function optionsFor(text: string) {
  return {
    ...({ info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true } as const),
    delimiter: delimiterIn(text),
  };
}

function* partsOf(text: string): Iterable<string> {
  for (let from = 0; from < text.length; from += partLength) yield text.slice(from, from + partLength);
}

function brokenBy(error: unknown): ReadFile {
  if (!(error instanceof CsvError)) throw error;
  return { problem: { code: 'broken', line: Number(error.lines ?? 0) } };
}

/** Takes one line after the other, of which the first names the columns. */
function createReading() {
  const rows: ReadRow[] = [];
  const seen = new Set<string>();
  let head: { readonly names: readonly string[]; readonly columns: readonly (Field | undefined)[] } | undefined;
  let count = 0;
  let before = 1;

  return {
    take({ record, info }: CsvRecord): void {
      if (!head) {
        const columns = record.map((name) => columnNames[name.toLowerCase().replace(/[^a-z]/g, '')]);
        head = { names: record, columns };
        return;
      }
      if (!record.some((cell) => cell !== '')) return;
      count += 1;
      // Old files end their lines in a way in which they are not counted.
      before = Math.max(info.lines, before + 1);
      if (count <= mostRows && head.columns.includes('email')) rows.push(readRow(record, head.columns, before, seen));
    },

    end(): ReadFile {
      if (!head?.names.some((name) => name !== '')) return { problem: { code: 'empty' } };
      if (!head.columns.includes('email')) return { problem: { code: 'no_email_column', columns: head.names } };
      if (count === 0) return { problem: { code: 'empty' } };
      return count > mostRows ? { problem: { code: 'too_many', rows: count, most: mostRows } } : { rows };
    },
  };
}

/** Undefined for what is no text, such as a spreadsheet in its own format. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel writes on Windows when it is not asked for UTF-8.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What stands between the names of the columns. */
function delimiterIn(text: string): string {
  const head = text.split(/\r?\n|\r/u, 1)[0] ?? '';
  const counts = [',', ';', '\t'].map((sign) => [sign, head.split(sign).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
