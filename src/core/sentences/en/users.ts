import type { NewUser } from '../../commands/admin/users/form.ts';
import type { UserTaskName } from '../../commands/admin/users/line.ts';
import type { Fact, Text } from '../../reply.ts';
import type { User, UserFields } from '../../ucaas.ts';
import { shown } from './contacts.ts';
import { counted, possessive, roleName, type Typed } from './words.ts';

const who = ({ name, email }: Pick<User, 'name' | 'email'>) => `${shown(name)} (${shown(email)})`;
const fullName = ({ firstName, lastName }: Pick<UserFields, 'firstName' | 'lastName'>) =>
  shown(`${firstName} ${lastName}`.trim());
const at = (home: string | undefined) => (home === undefined ? '' : ` at ${shown(home)}`);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function shared(
  { email, role, department, designation }: Pick<User, 'email' | 'role' | 'department' | 'designation'>,
  home: string | undefined,
): readonly Fact[] {
  return [
    { label: 'Email', value: [shown(email)] },
    ...(home === undefined ? [] : [{ label: 'Customer', value: [shown(home)] }]),
    { label: 'Role', value: [capital(roleName[role])] },
    ...(department ? [{ label: 'Department', value: [shown(department)] }] : []),
    ...(designation ? [{ label: 'Job title', value: [shown(designation)] }] : []),
  ];
}

/** About the users that administrators look after. */
export const users = (typed: Typed) => ({
  ownOrganisation: 'Your own organisation',
  listTitle: (home: string | undefined) => (home === undefined ? 'Users' : `Users of ${shown(home)}`),
  nobody: ['There is nobody here yet.'] as Text,
  listFact: ({ name, email, role, suspended }: User, home: string | undefined): Fact => ({
    label: shown(name),
    value: [
      shown(email),
      ...(home === undefined ? [] : [`, ${shown(home)}`]),
      ...(role === 'user' ? [] : [', administrator']),
      ...(suspended ? [', suspended'] : []),
    ],
  }),
  listFootnote: ['See one, and change it: ', typed('admin users zoe'), '.'] as Text,
  found: (wanted: string, count: number): Text => [
    `${counted(count, 'user')} match “${shown(wanted)}”${count > 10 ? `: these 10, and ${count - 10} more. Say more of the name` : ''}.`,
  ],
  unknown: (wanted: string, isMentioned: boolean): Text =>
    isMentioned
      ? [
          `${wanted === '' ? 'Whoever you mentioned' : shown(wanted)} has no account that you look after, as far as the email address tells. Add one with `,
          typed('admin users add Zoe Zander zoe@example.com'),
          '.',
        ]
      : [
          `None of the users you look after is called “${shown(wanted)}”. See them all with `,
          typed('admin users'),
          ', or add one: ',
          typed('admin users add Zoe Zander zoe@example.com'),
          '.',
        ],
  gone: ['None of the users you look after is that one: it was removed, or moved elsewhere, meanwhile.'] as Text,
  whoMissing: (task: UserTaskName): Text => [
    'Say which user: by name, email address or mention. For example ',
    typed(`admin users ${task} zoe@example.com`),
    '.',
  ],
  customerUnknown: (wanted: string): Text => [
    `I know no customer of yours that “${shown(wanted)}” means. Say its whole name in quotes: `,
    typed('admin users --customer "Acme"'),
    '.',
  ],
  label: who,
  title: ({ name }: User) => shown(name),
  text: (user: User): Text => [
    user.suspended
      ? `${shown(user.name)} is suspended, and cannot sign in.`
      : `${shown(user.name)} is a user that you look after.`,
  ],
  facts: (user: User, home: string | undefined): readonly Fact[] => [
    ...shared(user, home),
    { label: 'State', value: [user.suspended ? 'Suspended: cannot sign in' : 'Active'] },
  ],
  newFacts: (wish: NewUser, home: string | undefined): readonly Fact[] => [
    { label: 'Name', value: [fullName(wish)] },
    ...shared(wish, home),
    { label: 'Welcome mail', value: [wish.isWelcomed ? 'Yes, with how to sign in' : 'No'] },
  ],
  add: 'Add a user',
  change: 'Change',
  suspend: 'Suspend',
  suspendInstead: 'Suspend instead',
  activate: 'Activate',
  reset: 'Reset password',
  remove: 'Remove',
  fillIn: 'Fill in the form',
  form: {
    title: 'Add a user',
    changeTitle: 'Change a user',
    submit: 'Add',
    change: 'Save',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'Email address, to sign in with',
    department: 'Department',
    designation: 'Job title',
    customer: 'Customer',
    administers: 'Administers the other users there, too',
    welcome: 'Mail them how to sign in',
    nameMissing: 'A user needs a first name.',
    emailWrong: 'That is not an email address. One looks like zoe@example.com.',
  },
  addHow: (home: string | undefined): Text => [
    `Whom do you want to add${at(home)}? Press the button, or type it in one line: `,
    typed('admin users add Zoe Zander zoe@example.com'),
    '.',
  ],
  addQuestion: (wish: NewUser, home: string | undefined): Text => [
    `Add ${fullName(wish)} (${shown(wish.email)})${at(home)}? It may take one of the seats that are paid for.`,
  ],
  oneAtATime: ['I add one user at a time: say one name and one email address.'] as Text,
  notAdded: ['All right: nobody was added.'] as Text,
  added: (user: User, isWelcomed: boolean): Text => [
    `Added ${who(user)}. `,
    isWelcomed
      ? 'The meeting service mails how to sign in.'
      : 'Nobody was told: a password is chosen by “Reset password”, which mails a link.',
  ],
  emailTaken: (email: string): Text => [
    `Somebody has an account with the address ${shown(email)} already. Press Change to give another one.`,
  ],
  changed: ['Saved. This is the user now.'] as Text,
  roleElsewhere: [
    'Whether somebody administers an organisation that I do not know by name cannot be changed from here. Nothing was changed.',
  ] as Text,
  isAlready: (isSuspended: boolean): Text => [`${isSuspended ? 'Suspended' : 'Active'} already: nothing was changed.`],
  mustStay: {
    yourself: ['That is your own account: nobody takes rights from oneself. Another administrator can do it.'] as Text,
    last: [
      'That is the last administrator there: without one, nobody could look after the users any more. Make somebody else an administrator first.',
    ] as Text,
  },
  suspendQuestion: (user: User): Text => [
    `Suspend ${who(user)}? They are signed out everywhere and cannot sign in until somebody activates them. Their meetings and contacts stay.`,
  ],
  suspended: (user: User): Text => [`Suspended ${shown(user.name)}. Press Activate to undo it.`],
  activated: (user: User): Text => [`${shown(user.name)} is active again, and can sign in.`],
  removeQuestion: (user: User): Text => [
    `Remove ${who(user)} for good? ${capital(possessive(shown(user.name)))} room, meetings and contacts go with the account, and that cannot be undone.`,
  ],
  removeYes: 'Remove for good',
  removed: (user: User): Text => [`Removed ${who(user)}, and all that belonged to the account.`],
  resetQuestion: (user: User): Text => [
    `Have a link mailed to ${shown(user.email)}, by which ${shown(user.name)} chooses a new password? The old one works until then.`,
  ],
  resetYes: 'Send the link',
  resetSent: (user: User): Text => [`The meeting service mails ${shown(user.email)} a link to choose a new password.`],
});
