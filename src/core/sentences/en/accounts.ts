import type { CredentialKind } from '../../credentials.ts';
import type { ServiceErrorKind } from '../../errors.ts';
import { type Fact, signInUrl, type Text } from '../../reply.ts';
import type { Link } from '../../stores.ts';
import type { Account } from '../../ucaas.ts';
import { serviceSentence } from './problems.ts';
import { whileAway } from './unattended.ts';
import { list, roleName, type Typed } from './words.ts';

/** About connecting an account, and the state of it. */
export const accounts = (typed: Typed) => ({
  signInTitle: 'Sign in to go on',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  signInFootnote: [
    'The link works once, for 10 minutes, and only for you. Never type your password in a chat.',
  ] as Text,
  signInText: (why: Text): Text => [...why, ' ', { link: signInUrl, label: 'Sign in' }],
  alsoWaitsTitle: 'Waiting for your sign-in',
  alsoWaits: (wish: string): Text => [`To ${wish}, I wait for your sign-in, too: use the link that I gave you.`],
  newSignInLink: 'New sign-in link',
  passwordGone: [
    'The meeting service does not take your password any more: it may have been changed, or your account suspended. I have deleted it here and will not try it again. To go on, sign in again with ',
    typed('connect'),
    '.',
  ] as Text,
  connectText: ['Sign in to your meeting account to connect it with this chat.'] as Text,
  connectTitle: 'Connect your account',
  alreadyConnected: (account: Account): Text => [
    `You are connected as ${account.name} (${account.email}). Sign in again to use another account.`,
  ],
  connected: (account: Account, at: Date): Text => [
    `Connected: you are ${account.name} (${account.email}) here since `,
    { instant: at.toISOString(), show: 'time' },
    '. If that was not you, undo it with ',
    typed('disconnect'),
    '.',
  ],
  connectedOtherEmail: (personEmail: string | undefined, { email }: Account): Text =>
    personEmail === undefined || personEmail.toLowerCase() === email.toLowerCase()
      ? []
      : [` Its email address is not the one that you have in this chat (${personEmail}).`],
  connectedTitle: 'Connected',
  waitingTitle: 'Still waiting',
  waitingText: (count: number): Text => [
    count === 1
      ? 'One earlier command is still waiting. Run it?'
      : `${count} earlier commands are still waiting. Run any of them?`,
  ],
  run: (line: string) => `Run ${typed(line).typed}`,
  disconnected: (gone: readonly Account[], next: Account | undefined): Text => [
    `Disconnected from ${list(gone.map(({ name, email }) => `${name} (${email})`))}: everything secret of ${gone.length === 1 ? 'it' : 'them'} is deleted here. `,
    ...(next ? [`From now on you act as ${next.name} (${next.email}). `] : []),
    ...keptAfterwards(typed),
    ' You can connect again at any time.',
  ],
  disconnectedTitle: 'Disconnected',
  disconnectTitle: 'Which account?',
  whichAccount: (count: number): Text => [
    `You are connected with ${count} accounts. Which one do you want to disconnect?`,
  ],
  allAccounts: 'All of them',
  neverConnected: ['You are not connected, so there is nothing to disconnect.'] as Text,
  statusTitle: 'Your connection',
  statusNone: ['You are not connected to a meeting account yet.'] as Text,
  statusGood: (account: Account): Text => [
    `Connected as ${account.name} (${account.email}), and the meeting service answers.`,
  ],
  statusSignedOut: (account: Account): Text => [
    `You are linked to ${account.name} (${account.email}), but that sign-in has ended. Sign in again, or just go on: you will be asked when it is needed.`,
  ],
  statusFacts: (link: Link, by: CredentialKind | undefined, works: boolean): readonly Fact[] => [
    { label: 'Account', value: [`${link.account.name} (${link.account.email})`] },
    { label: 'Role', value: [roleName[link.account.role]] },
    { label: 'Connected', value: [{ instant: link.linkedAt.toISOString(), show: 'day-time' }] },
    { label: 'Signed in', value: signedInFor(link, by) },
    { label: 'While you are away', value: whileAway(works) },
  ],
  codeRight: ['Thank you, that is right. Go back to the page in your browser: it goes on by itself.'] as Text,
  codeWrong: (left: number): Text => [
    left > 0
      ? `That is not the code on the page. You have ${left} ${left === 1 ? 'try' : 'tries'} left.`
      : 'That was not the code either, so the link is closed now. Ask for a new one with ',
    ...(left > 0 ? [] : [typed('connect'), '.']),
  ],
  codeUnexpected: (digits: string): Text => [
    'I was not waiting for a code from you. If this is the PIN of a meeting, try ',
    typed(`join ${digits}`),
    '; if the page in your browser shows a code, it has expired: ask for a new link with ',
    typed('connect'),
    '.',
  ],
  tooManyTries: (minutes: number) =>
    `There were too many tries to sign in. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  wrongPassword: 'The email address or the password is not right. Check both and try again.',
  signInFailed: (kind: ServiceErrorKind, reference: string) =>
    `${serviceSentence(kind, undefined)} Reference ${reference}.`,
});

/** Until when, or by which right, somebody needs not sign in again. */
function signedInFor({ workspace, tokenExpiresAt }: Link, by: CredentialKind | undefined): Text {
  if (by === 'server') return [`By ${workspace.customer?.name ?? 'your customer'}, for as long as you are connected`];
  if (by === 'password') return ['For as long as you are connected'];
  return ['Until ', { instant: tokenExpiresAt.toISOString(), show: 'time' }];
}

/** What `disconnect` leaves, and for how long: the times are those of `db/purge.ts`. */
function keptAfterwards(typed: Typed): Text {
  return [
    'I keep your commands for 7 days, my answers for 30, the record that you were connected, your settings, and the meetings you started or planned; ',
    typed('forget me'),
    ' deletes those, too.',
  ];
}
