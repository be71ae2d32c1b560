import { CsvError, parse } from 'csv-parse/sync';
import { emailIn, nameIn } from '../../contacts/wish.ts';
import { splitName } from '../users/form.ts';

/** What one row wishes for. What is empty says nothing about that field. */
export interface RowWish {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly department: string;
  readonly designation: string;
  /** Absent: the file does not say whether the user administers the others. */
  readonly administers?: boolean;
}

/** Why a row cannot be what somebody wished for. */
export type RowProblem =
  | 'email_missing'
  | 'email_wrong'
  | 'name_missing'
  | 'twice'
  | 'formula'
  | 'administers_unclear'
  | 'yourself';

export interface ReadRow {
  /** Its line in the file, from 1 on. */
  readonly number: number;
  /** The email as it was written, or the first thing in the row. */
  readonly shown: string;
  readonly wish?: RowWish;
  readonly problem?: RowProblem;
}

/** Why a file cannot be read at all. */
export type FileProblem =
  | { readonly code: 'no_text' }
  | { readonly code: 'empty' }
  | { readonly code: 'no_email_column'; readonly columns: readonly string[] }
  | { readonly code: 'broken'; readonly line: number }
  | { readonly code: 'too_many'; readonly rows: number; readonly most: number };

export type ReadFile = { readonly rows: readonly ReadRow[] } | { readonly problem: FileProblem };

/** More than that is more than one import. */
const mostRows = 10_000;

type Field = keyof RowWish | 'name';

/** What people call the columns, in small letters without spaces and signs. */
const columnNames: Readonly<Record<string, Field>> = {
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
  login: 'email',
  username: 'email',
  userprincipalname: 'email',
  firstname: 'firstName',
  givenname: 'firstName',
  first: 'firstName',
  lastname: 'lastName',
  surname: 'lastName',
  familyname: 'lastName',
  last: 'lastName',
  name: 'name',
  fullname: 'name',
  displayname: 'name',
  department: 'department',
  team: 'department',
  designation: 'designation',
  jobtitle: 'designation',
  title: 'designation',
  position: 'designation',
  administers: 'administers',
  administrator: 'administers',
  admin: 'administers',
  isadmin: 'administers',
  role: 'administers',
};

const yes = /^(?:y|yes|true|1|x|admin|administrator|customer|customer admin)$/iu;
const no = /^(?:|n|no|false|0|-|user|member)$/iu;
/** A cell that a spreadsheet would work out (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/u;

/**
 * Reads a CSV file (RFC 4180) of users: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252, with a line that names
 * the columns. Every row comes out, those that are no good with why.
 */
export function readUserFile(bytes: Uint8Array): ReadFile {
  const text = textOf(bytes);
  if (text === undefined) return { problem: { code: 'no_text' } };
  if (text.trim() === '') return { problem: { code: 'empty' } };
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      ...{ info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true },
      delimiter: delimiterIn(text),
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: { code: 'broken', line: Number(error.lines ?? 0) } };
  }
  const [head, ...rest] = records;
  const columns = (head?.record ?? []).map((name) => columnNames[name.toLowerCase().replace(/[^a-z]/g, '')]);
  if (!columns.includes('email')) return { problem: { code: 'no_email_column', columns: head?.record ?? [] } };
  const filled = rest.filter(({ record }) => record.some((cell) => cell !== ''));
  if (filled.length === 0) return { problem: { code: 'empty' } };
  if (filled.length > mostRows) return { problem: { code: 'too_many', rows: filled.length, most: mostRows } };
  const seen = new Set<string>();
  let before = 1;
  const rows = filled.map(({ record, info }) => {
    // Old files end their lines in a way in which they are not counted.
    before = Math.max(info.lines, before + 1);
    return readRow(record, columns, before, seen);
  });
  return { rows };
}

function readRow(
  record: readonly string[],
  columns: readonly (Field | undefined)[],
  number: number,
  seen: Set<string>,
): ReadRow {
  const cell = (field: Field) => {
    const index = columns.indexOf(field);
    return index < 0 ? '' : (record[index] ?? '');
  };
  const shown = nameIn(cell('email') || (record.find((text) => text !== '') ?? ''));
  const wrong = (problem: RowProblem): ReadRow => ({ number, shown, problem });
  if (columns.some((field, index) => field && formula.test(record[index] ?? ''))) return wrong('formula');
  if (cell('email') === '') return wrong('email_missing');
  const email = emailIn(cell('email'))?.toLowerCase();
  if (email === undefined) return wrong('email_wrong');
  if (seen.has(email)) return wrong('twice');
  seen.add(email);
  const whole = splitName(cell('name'));
  const firstName = nameIn(cell('firstName')) || whole.firstName;
  const lastName = nameIn(cell('lastName')) || (cell('firstName') === '' ? whole.lastName : '');
  if (firstName === '') return wrong('name_missing');
  const says = cell('administers');
  if (!yes.test(says) && !no.test(says)) return wrong('administers_unclear');
  const administers = says === '' ? {} : { administers: yes.test(says) };
  const [department, designation] = [nameIn(cell('department')), nameIn(cell('designation'))];
  return { number, shown: email, wish: { firstName, lastName, email, department, designation, ...administers } };
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
