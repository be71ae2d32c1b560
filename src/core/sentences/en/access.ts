import type { Fact, Text } from '../../reply.ts';
import type { AccessOutcome, AccessRequest } from '../../stores.ts';
import type { User } from '../../ucaas.ts';
import { shown } from './contacts.ts';
import { named, type Typed } from './words.ts';

const moment = (at: Date) => ({ instant: at.toISOString(), show: 'day-time' }) as const;
const somebody = (name: string | undefined) => (name ? shown(name) : 'An administrator');

/** Whom administrators read of: who it is in the chat, whatever was typed. */
const called = ({ chatName, name }: AccessRequest) => shown(chatName || name);

/** What became of a request, as somebody else sees it. */
function ending({ state, decider, outcome, email, reason }: AccessRequest): string {
  const who = somebody(decider?.name);
  switch (state) {
    case 'approved':
      return outcome === 'had'
        ? `${who} approved this: there was an account with the address ${shown(email)} already.`
        : `${who} approved this: the account ${shown(email)} is made.`;
    case 'declined':
      return reason ? `${who} declined this: “${shown(reason)}”` : `${who} declined this.`;
    case 'withdrawn':
      return 'This was withdrawn, or is not needed any more. There is nothing to decide.';
    case 'expired':
      return 'Nobody decided this within 14 days, so it has ended.';
    case 'deciding':
      return `${who} is deciding this just now.`;
    default:
      return 'This waits for an administrator.';
  }
}

/** About people without an account, who ask the administrators for one. */
export const access = (typed: Typed) => ({
  noAccount: 'I have no account',
  myRequest: 'My request',
  withdraw: 'Withdraw',
  offerTitle: 'No account yet?',
  offer: ['You are not connected to a meeting account. Sign in, or ask an administrator for an account.'] as Text,
  connectedAlready: (email: string): Text => [
    `You are connected as ${shown(email)} here, so there is nothing to ask for. See it with `,
    typed('status'),
    '.',
  ],
  form: {
    title: 'Ask for access',
    intro: 'An administrator of your meeting accounts gets this, and decides.',
    submit: 'Ask',
    name: 'Your name',
    email: 'Your email address, to sign in with',
    note: 'A note to the administrator',
    nameMissing: 'Say who the account is for.',
    emailWrong: 'That is not an email address. One looks like zoe@example.com.',
  },
  title: 'Your request for access',
  asked: (who: readonly string[]): Text => [
    `I asked ${named(who)} for an account for you. You hear from me in your direct chat once it is decided; what you wanted to do then goes on, or is offered again.`,
  ],
  waits: (request: AccessRequest): Text => [
    request.state === 'deciding'
      ? `${somebody(request.decider?.name)} is deciding your request just now. You hear from me in your direct chat.`
      : 'Your request waits for an administrator. You hear from me in your direct chat once it is decided.',
  ],
  mine: ({ email, note, askedAt }: AccessRequest): readonly Fact[] => [
    { label: 'Asked', value: [moment(askedAt)] },
    { label: 'Email', value: [shown(email)] },
    ...(note ? [{ label: 'Note', value: [note] }] : []),
  ],
  endsAfter: ['Undecided, it ends after 14 days.'] as Text,
  withdrawn: ['Withdrawn: nobody is asked for an account for you any more.'] as Text,
  noneToWithdraw: ['You have no request that could be withdrawn.'] as Text,
  nobodyToAsk: [
    'I know nobody here who looks after meeting accounts, so I could not pass this on. Ask whoever runs your meeting service for an account; an administrator makes themselves known here with ',
    typed('admin setup'),
    '.',
  ] as Text,
  tooOften: ['You have asked often within a day. Ask again tomorrow, or talk to an administrator.'] as Text,
  declinedLately: (request: AccessRequest, again: Date): Text => [
    `${somebody(request.decider?.name)} declined your request${request.reason ? `: “${shown(request.reason)}”` : '.'} You may ask again from `,
    moment(again),
    ' on.',
  ],
  guest: {
    rule: 'accounts are for members of this workspace, and not for its guests',
    whoCanChange: 'an administrator of this workspace, who can make you a member',
  },
  unknownPerson: {
    rule: 'I cannot see just now whether you are a member here',
    whoCanChange: 'you, by trying again in some minutes',
  },
  asks: (request: AccessRequest) => `${called(request)} asks for access`,
  withdrawnTitle: 'A request for access',
  asksText: (request: AccessRequest): Text => [
    `${called(request)} has no meeting account, and asks for one. Approve makes it at once, and the meeting service mails how to sign in; it may take one of the seats that are paid for.`,
  ],
  facts: ({ chatName, name, email, hasOtherEmail, note, askedAt }: AccessRequest): readonly Fact[] => [
    ...(name === chatName ? [] : [{ label: 'Name, as typed', value: [shown(name)] }]),
    { label: 'Email', value: [shown(email)] },
    ...(note ? [{ label: 'Note', value: [note] }] : []),
    ...(hasOtherEmail ? [{ label: 'Look out', value: ['This chat knows them by another address.'] }] : []),
    { label: 'Asked', value: [moment(askedAt)] },
  ],
  approve: 'Approve',
  change: 'Change first',
  decline: 'Decline',
  fillIn: 'Fill in the form',
  chooseCustomer: (request: AccessRequest): Text => [`Where shall ${called(request)} have an account? The form asks.`],
  approveForm: {
    title: 'Give access',
    submit: 'Make the account',
    intro: (name: string) =>
      `The meeting service makes an account, and mails ${shown(name)} how to sign in. It may take one of the seats that are paid for.`,
  },
  declineForm: {
    title: 'Decline',
    submit: 'Decline',
    reason: 'Why, for them to read',
  },
  settled: (request: AccessRequest): Text => [ending(request)],
  unknown: ['That request is not there any more: its person was forgotten, or it is long settled.'] as Text,
  busy: (request: AccessRequest): Text => [
    `${somebody(request.decider?.name)} is deciding this just now. If nothing comes of it, try again in a quarter of an hour.`,
  ],
  orphaned: (email: string): Text => [
    `The account ${shown(email)} is made, but the request is gone meanwhile, so I could tell nobody. Tell them yourself, or remove it with `,
    typed(`admin users ${shown(email)}`),
    '.',
  ],
  done: (request: AccessRequest): Text => {
    const name = called(request);
    switch (request.outcome) {
      case 'had':
        return [
          `There is an account with the address ${shown(request.email)} already. I told ${name} to sign in with it.`,
        ];
      case 'linked':
        return [`The account ${shown(request.email)} is made, and ${name} is connected with it. I told them.`];
      default:
        return [
          `The account ${shown(request.email)} is made. The meeting service mails ${name} how to sign in, and I told them.`,
        ];
    }
  },
  declinedByYou: (request: AccessRequest): Text => [`Declined. I told ${called(request)}.`],
  suspended: (user: User): Text => [
    `${shown(user.email)} has an account that is suspended. Activate it with `,
    typed(`admin users activate ${shown(user.email)}`),
    ', then approve this.',
  ],
  takenElsewhere: (email: string): Text => [
    `Somebody has an account with the address ${shown(email)}, but not among those that you look after. Approve this with another address, or decline it.`,
  ],
  takenByAnother: (email: string): Text => [
    `Somebody has an account with the address ${shown(email)} already. Approve this with another address.`,
  ],
  told: ({ decider, email }: AccessRequest, outcome: AccessOutcome): Text => {
    const who = somebody(decider?.name);
    switch (outcome) {
      case 'had':
        return [
          `${who} approved your request: you have an account with the address ${shown(email)} already. Sign in with it; its sign-in page helps with a forgotten password.`,
        ];
      case 'linked':
        return [
          `${who} approved your request: your account ${shown(email)} is made, and you are connected with it here. The meeting service mails you how to sign in elsewhere.`,
        ];
      default:
        return [
          `${who} approved your request: your account ${shown(email)} is made. The meeting service mails you how to sign in; then go on here.`,
        ];
    }
  },
  toldTitle: 'You have access',
  declinedTitle: 'No access',
  toldDeclined: ({ decider, reason }: AccessRequest): Text => [
    `${somebody(decider?.name)} declined your request for access${reason ? `: “${reason}”` : '.'} You may ask again after a day.`,
  ],
  toldExpired: ['Nobody decided your request for access within 14 days, so it has ended. You may ask again.'] as Text,
  signInNow: ['Sign in with your new account. What you wanted to do then goes on, or is offered again.'] as Text,
  listTitle: 'Requests for access',
  list: (count: number): Text => [
    count === 0
      ? 'Nobody waits for access here.'
      : `${count === 1 ? 'One person waits' : `${count} people wait`} for access here. Press a name to decide.`,
  ],
  listFact: (request: AccessRequest): Fact => ({
    label: called(request),
    value: [shown(request.email), ', ', moment(request.askedAt)],
  }),
  unreached: (names: readonly string[]): Text => [
    `I could not send this to ${named(names)} in the direct chat. Tell them yourself.`,
  ],
});
