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

export type Field = keyof RowWish | 'name';

/** What people call the columns, in small letters without spaces and signs. */
export const columnNames: Readonly<Record<string, Field>> = {
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

/** What one line of the file wishes for, or why it is no good. `seen` are the addresses further up. */
export function readRow(
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
