import type { Fact, Text } from '../../reply.ts';
import type { AccessRequest } from '../../stores.ts';
import type { Account } from '../../ucaas.ts';
import { shown } from './contacts.ts';
import { counted, named, type Typed } from './words.ts';

/** About asking for an account, and giving one. */
export const access = (typed: Typed) => ({
  noAccount: 'I have no account',
  form: {
    title: 'Ask for an account',
    submit: 'Ask',
    email: 'Email address, to sign in with',
    note: 'What do you need it for?',
    emailWrong: 'That is not an email address. One looks like zoe@example.com.',
  },
  question: (names: readonly string[], email: string): Text => [
    `I ask ${named(names)} to give you a meeting account`,
    email === ''
      ? '. Which email address do you want to sign in with?'
      : ` with the address ${shown(email)}. They see your name and this address.`,
  ],
  ask: 'Ask for access',
  askWithNote: 'Change first…',
  askedTitle: 'You have asked for an account',
  asked: (names: readonly string[]): Text => [
    `Asked ${named(names)}. You hear from me as soon as one of them decides.`,
  ],
  waits: (since: Date, email: string): Text => [
    `You have asked for an account with the address ${shown(email)} `,
    { instant: since.toISOString(), show: 'day-time' },
    ', and nobody has decided yet.',
  ],
  withdraw: 'Withdraw it',
  withdrawn: ['Withdrawn: nobody has to decide any more.'] as Text,
  nothingOpen: ['You have asked for nothing that is still to be decided.'] as Text,
  hasAccount: ({ email }: Account): Text => [
    `You are connected with ${shown(email)} already. To connect another account, type `,
    typed('connect'),
    '.',
  ],
  declinedLately: (until: Date): Text => [
    'You were declined lately. You can ask again from ',
    { instant: until.toISOString(), show: 'day-time' },
    ' on; until then, talk to your administrator.',
  ],
  nobodyDecides: [
    'Nobody here is known to look after meeting accounts, so there is nobody whom I could ask. Ask whoever runs your meeting service for an account; an administrator who types ',
    typed('connect'),
    ' here can then be asked by everybody.',
  ] as Text,
  title: (name: string) => `${shown(name)} asks for an account`,
  asks: (name: string): Text => [
    `${shown(name)} has no meeting account, and asks for one. Approve makes it at once; the service mails how to sign in.`,
  ],
  outcome: (state: AccessRequest['state'], name: string, by: string | undefined): Text => {
    const who = by === undefined || by === '' ? '' : ` by ${shown(by)}`;
    if (state === 'approved') return [`Approved${who}: ${shown(name)} can sign in.`];
    if (state === 'declined') return [`Declined${who}.`];
    if (state === 'withdrawn') return [`${shown(name)} does not want it any more.`];
    return [`Somebody is deciding${who}, or it is too old to be decided.`];
  },
  email: 'Email',
  note: 'What for',
  reason: 'Reason',
  since: 'Asked',
  approve: 'Approve',
  approveOtherwise: 'Change first',
  declineLabel: 'Decline',
  fillIn: (name: string): Text => [
    `Say what account ${shown(name)} gets: name, address, role and customer are yours to change.`,
  ],
  gone: ['That request is gone: it was withdrawn, or is too old.'] as Text,
  listTitle: 'Who asks for an account',
  listText: (count: number): Text => [
    count === 0 ? 'Nobody asks for an account.' : `${counted(count, 'request')} to be decided.`,
  ],
  listFact: ({ name, email, createdAt }: AccessRequest): Fact => ({
    label: shown(name),
    value: [`${shown(email)}, `, { instant: createdAt.toISOString(), show: 'day-time' }],
  }),
  approvedTitle: 'You have an account',
  approved: (email: string, isNew: boolean): Text => [
    isNew
      ? `You have a meeting account now, with the address ${shown(email)}. The meeting service has mailed you how to sign in; with that, press Sign in.`
      : `There is an account with the address ${shown(email)} already: sign in with that one. Its password can be chosen anew on the page of your meeting service.`,
  ],
  signInWhy: ['Sign in with your meeting account. What you wanted before then goes on.'] as Text,
  declinedTitle: 'No account this time',
  declined: (by: string, reason: string | undefined): Text => [
    `${by === '' ? 'An administrator' : shown(by)} declined that you get an account`,
    reason === undefined ? '.' : `: “${shown(reason)}”.`,
  ],
  decline: {
    title: 'Decline',
    submit: 'Decline',
    reason: 'Reason',
    hint: (name: string) => `${shown(name)} reads it. May stay empty.`,
  },
});
