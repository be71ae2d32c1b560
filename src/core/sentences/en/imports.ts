import type { FileProblem } from '../../commands/admin/import/file.ts';
import type { Fact, Text } from '../../reply.ts';
import type { ImportRow, RowCounts } from '../../stores.ts';
import { shown } from './contacts.ts';
import { counted, figure, list, named, type Typed } from './words.ts';

const problems: Readonly<Record<NonNullable<ImportRow['problem']>, string>> = {
  email_missing: 'no email address',
  email_wrong: 'that is not an email address',
  name_missing: 'no first name',
  twice: 'the same email address stands further up already',
  formula: 'it begins like a formula (=, +, - or @)',
  administers_unclear: 'whether it is an administrator is said neither by yes nor by no',
  yourself: 'that is your own account: nobody takes rights from oneself',
  last: 'that is the last administrator there',
  taken: 'somebody has an account with this email address already, outside this customer',
  gone: 'the user was removed meanwhile',
};

function fileProblem(problem: FileProblem): string {
  switch (problem.code) {
    case 'no_text':
      return 'That is no CSV file. Save the table as CSV (UTF-8) in your spreadsheet, and drop that one.';
    case 'empty':
      return 'There are no rows in it. The first line names the columns, such as “email,first name,last name”, and each line after it is one user.';
    case 'no_email_column':
      return `I find no column for the email address among ${named(problem.columns)}. Name the columns in the first line, such as “email,first name,last name,department”.`;
    case 'broken':
      return `It stops making sense at line ${problem.line}: perhaps a quotation mark is not closed there. Mend it, and try again.`;
    case 'too_many':
      return `It has ${figure(problem.rows)} rows, and I take ${figure(problem.most)} at a time. Nothing was taken: split it, and import the parts one after the other.`;
  }
}

/** About users that come from a file or a channel. */
export const imports = (typed: Typed) => ({
  fileProblem,
  title: (name: string) => `Import ${shown(name)}`,
  refusedTitle: (name: string) => `Not taken from ${shown(name)}`,
  pastedName: 'what you pasted',
  channelName: 'the people of this channel',
  firstOf: (name: string, some: number, total: number) => `the first ${figure(some)} of ${figure(total)} of ${name}`,
  placeName: (name: string) => `the people of ${shown(name)}`,
  paste: 'Paste the rows',
  open: 'Import users',
  choose: 'Take the people of a channel',
  how: [
    'Drop a CSV file here, with ',
    typed('admin users import'),
    ' as its message; or paste the rows; or take the people of a channel, for which you can also type the same there. The first line names the columns: email, first name, last name, and perhaps department, job title and administrator. You see what would be done before anything is.',
  ] as Text,
  form: {
    title: 'Import users',
    intro: 'For more than some dozens, drop a CSV file in our direct chat instead.',
    submit: 'Check',
    channelIntro:
      'Whoever is in the channel becomes a user, by name and email address. You see first what would be done.',
    channel: 'Channel',
    rows: 'Rows, the first of them with the names of the columns',
  },
  whichCustomer: [
    'You look after several customers: say for which one it is, with ',
    typed('admin users import --customer "Acme"'),
    '.',
  ] as Text,
  noFile: (name: string): Text => [
    `I could not read ${shown(name)}: perhaps I may not read files here. Paste its rows instead: `,
    typed('admin users import'),
    '.',
  ],
  tooLarge: (name: string, most: number): Text => [
    `${shown(name)} is larger than ${most / 1_000_000} MB, which is more than I read at once. Split it, and import the parts one after the other.`,
  ],
  tooManyUsers: (most: number): Text => [
    `That customer has more than ${figure(most)} users, with which I cannot compare a file. Import in the portal of your meeting service instead.`,
  ],
  would: (
    rows: number,
    { add, change, same, refused }: Readonly<Record<'add' | 'change' | 'same' | 'refused', number>>,
  ): Text => {
    const parts = [
      ...(add > 0 ? [`${counted(add, 'user')} would be added`] : []),
      ...(change > 0 ? [`${figure(change)} changed`] : []),
      ...(same > 0 ? [`${figure(same)} ${same === 1 ? 'is' : 'are'} so already`] : []),
      ...(refused > 0 ? [`${figure(refused)} cannot be taken`] : []),
    ];
    return [`${counted(rows, 'row')}: ${list(parts)}.`];
  },
  nothingYet: ['Nothing has been done yet.'] as Text,
  toAdd: 'To be added',
  toChange: 'To be changed',
  named: (label: string, rows: readonly ImportRow[]): Fact => ({
    label: `${label} (${figure(rows.length)})`,
    value: [named(rows.map(({ wish, shown: text }) => (wish ? `${wish.firstName} ${wish.lastName}`.trim() : text)))],
  }),
  /** Of a row in a file: what became of it, and why. */
  result: ({ plan, state }: ImportRow): string => {
    if (state === 'refused' || plan === 'refused') return 'not taken';
    if (plan === 'same') return 'as it is already';
    if (state !== 'done') return 'not done';
    return plan === 'add' ? 'added' : 'changed';
  },
  why: ({ plan, state, problem, said }: ImportRow): string => {
    if (state !== 'refused' && plan !== 'refused') return '';
    return problem ? problems[problem] : `the service said “${said ?? 'no'}”`;
  },
  save: 'Save the result',
  saveText: (name: string): Text => [
    `What became of ${shown(name)} is saved on a page of mine, with a line for each row, and not in the chat. The page asks you to show that it is you.`,
  ],
  rowFact: ({ number, shown: text, problem, said }: ImportRow): Fact => ({
    label: `Row ${number}`,
    value: [
      `${text === '' ? 'Empty' : shown(text)}: ${problem ? problems[problem] : `the service said “${shown(said ?? 'no')}”`}`,
    ],
  }),
  doIt: (count: number) => (count === 1 ? 'Do it' : `Do all ${figure(count)}`),
  doItQuietly: 'Without welcome mails',
  seeRefused: (count: number) =>
    count === 1 ? 'See what was not taken' : `See the ${figure(count)} that were not taken`,
  noneRefused: ['Every row was taken.'] as Text,
  stop: 'Stop',
  goOn: (left: number) => `Go on with ${figure(left)}`,
  nothingRuns: ['No import of yours is running.'] as Text,
  far: ({ add, change }: RowCounts, minutesLeft = 0): Text => {
    const all = [add, change].flatMap((one) => Object.values(one)).reduce((sum, one) => sum + one, 0);
    const done = add.done + add.refused + change.done + change.refused;
    const rest = minutesLeft > 0 ? `, about ${counted(minutesLeft, 'minute')} left` : '';
    return [
      `At it: ${figure(done)} of ${figure(all)} done${rest}. To stop it: `,
      typed('admin users import stop'),
      '.',
    ];
  },
  became: ({ add, change, same, refused }: RowCounts, isStopped: boolean): Text => {
    const left = add.open + add.trying + change.open + change.trying;
    const not = add.refused + change.refused + refused.refused;
    const parts = [
      `${counted(add.done, 'user')} added`,
      ...(change.done > 0 ? [`${figure(change.done)} changed`] : []),
      ...(same.done > 0 ? [`${figure(same.done)} as they should be already`] : []),
      ...(not > 0 ? [`${figure(not)} not taken`] : []),
      ...(left > 0 ? [`${figure(left)} not tried`] : []),
    ];
    return [`${isStopped ? 'Stopped' : 'Done'}: ${list(parts)}.`];
  },
  gone: ['That import is gone: they are kept for a week. Drop the file again.'] as Text,
});
