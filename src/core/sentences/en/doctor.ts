import type { CredentialKind } from '../../credentials.ts';
import type { Checked, FindingState } from '../../doctor/finding.ts';
import type { PersonCheck } from '../../doctor/person.ts';
import type { WorkspaceCheck } from '../../doctor/workspace.ts';
import type { ServiceErrorKind } from '../../errors.ts';
import type { Platform } from '../../invocation.ts';
import type { Condition } from '../../ports.ts';
import type { Fact, Text } from '../../reply.ts';
import type { BoundWorkspace } from '../../stores.ts';
import { zoneWords } from '../../when/wording.ts';
import type { TokenMode } from '../../workspace.ts';
import { counted, list, shorten, type Typed } from './words.ts';

const names: { readonly [name in PersonCheck | WorkspaceCheck]: string } = {
  account: 'Your account',
  service: 'Meeting service',
  clock: 'Clock',
  chat: 'This chat',
  rules: 'Rules',
  times: 'Your time zone',
  heard: 'Last heard from you',
  messages: 'Messages to you',
  features: 'Not offered',
  binding: 'Customer',
  credentials: 'API credentials',
  people: 'People',
  outbox: 'Messages',
  live: 'Running meetings',
  imports: 'Imports',
  requests: 'Requests for access',
};

/** Said with a sign and a word: nobody has to see a colour. */
const signs: { readonly [state in FindingState]: string } = { good: '✓', warning: '!', bad: '✗', unknown: '?' };

const platforms: { readonly [platform in Platform]: string } = { slack: 'Slack', teams: 'Teams', web: 'Playground' };

const modes: { readonly [mode in TokenMode]: string } = {
  ask_again: 'everybody signs in again after 15 minutes',
  stay_signed_in: 'whoever wants to stays signed in',
  on_behalf: 'Meetwire acts for people with the API credentials of the customer',
};

const aways: { readonly [kind in ServiceErrorKind]?: string } = {
  unreachable: 'It cannot be reached',
  slow: 'It does not answer within 8 seconds',
};

/** About what works and what does not. */
export const doctor = (typed: Typed) => ({
  title: 'How you are doing',
  workspaceTitle: 'How this workspace is doing',
  summary: (bad: number, doubtful: number): Text => {
    if (bad + doubtful === 0) return ['All is well.'];
    const parts = [
      ...(bad > 0 ? [`${counted(bad, 'thing')} ${bad === 1 ? 'does' : 'do'} not work`] : []),
      ...(doubtful > 0 ? [`${counted(doubtful, 'thing')} to know`] : []),
    ];
    return [`${parts.join(', and ')}; the rest is well.`];
  },
  fact: ({ name, state, said, cure }: Checked<PersonCheck | WorkspaceCheck>): Fact => ({
    label: `${signs[state]} ${names[name]}`,
    value: cure ? [...said, ' ', ...cure] : said,
  }),
  /** Another workspace of the same customers. */
  boardFact: (one: BoundWorkspace): Fact => {
    const { platform, name, customerName, tokenMode, hasServer, linked, signedOut, lost, requests, heardAt } = one;
    const isBad = lost > 0 || (tokenMode === 'on_behalf' && !hasServer);
    const parts = [
      `for ${shorten(customerName)}`,
      `${counted(linked, 'account')} connected`,
      ...(signedOut > 0 && tokenMode === 'ask_again' ? [`${signedOut} sign in again the next time`] : []),
      ...(tokenMode === 'on_behalf' && !hasServer ? ['no API credentials to act with'] : []),
      ...(lost > 0 ? [`${counted(lost, 'message')} lost in the last day`] : []),
      ...(requests > 0 ? [`${counted(requests, 'request')} for access to be decided`] : []),
    ];
    return {
      label: `${signs[isBad ? 'bad' : requests > 0 ? 'warning' : 'good']} ${platforms[platform]}: ${shorten(name)}`,
      value: [
        parts.join('; '),
        ...(heardAt ? ['; last heard ', { instant: heardAt.toISOString(), show: 'day-time' } as const] : []),
        '.',
      ],
    };
  },
  footnote: (reference: string): Text => [
    `For whoever runs Meetwire here: the reference ${reference} stands in the log with what was found.`,
  ],
  notChecked: (why: string): Text => [`That could not be looked at: ${shorten(why)}.`],
  notConnected: ['You are not connected to a meeting account.'] as Text,
  connectCure: ['Sign in, or ask for an account with ', typed('access'), '.'] as Text,
  connected: (name: string, by: CredentialKind | undefined, until: Date): Text => [
    `${shorten(name)}; `,
    ...(by === 'token'
      ? ['signed in until ', { instant: until.toISOString(), show: 'time' } as const]
      : [by === 'server' ? 'by the credentials of your customer' : 'you stay signed in']),
    '.',
  ],
  connectedOnly: (name: string): Text => [`${shorten(name)}.`],
  suspended: (name: string): Text => [`${shorten(name)} is suspended at the meeting service.`],
  suspendedCure: ['Ask an administrator of your customer to activate it.'] as Text,
  signedOut: (name: string): Text => [`Your sign-in as ${shorten(name)} has ended.`],
  signedOutCure: ['Sign in again, or just go on: you are asked when it is needed.'] as Text,
  answers: (milliseconds: number): Text => [`It answers, in ${milliseconds} ms.`],
  slow: (milliseconds: number): Text => [`It answers slowly: ${(milliseconds / 1_000).toFixed(1)} s.`],
  slowCure: ['Commands take longer than usual; whoever runs the service can tell why.'] as Text,
  away: (kind: ServiceErrorKind): Text => [`${aways[kind] ?? 'It answers with an error'}.`],
  awayCure: ['Try again in a minute; if it stays so, tell whoever runs Meetwire here.'] as Text,
  clockRight: ['It agrees with that of the meeting service.'] as Text,
  clockWrong: (ahead: number): Text => [
    `The clock of this server is ${counted(Math.abs(ahead), 'second')} ${ahead > 0 ? 'ahead of' : 'behind'} that of the meeting service: reminders and sign-ins may be wrong.`,
  ],
  clockCure: ['Whoever runs Meetwire here has to set it (NTP).'] as Text,
  chatGood: ['It lets me do everything that I need.'] as Text,
  chatDead: ['The chat does not take what was installed any more.'] as Text,
  chatDeadCure: ['An administrator has to install the app once more.'] as Text,
  scopesMissing: (missing: Condition['missing']): Text => [
    `Not granted: ${list(missing.map(({ needs, why }) => `${needs} (${why})`))}.`,
  ],
  scopesCure: ['An administrator can install the app once more and grant them.'] as Text,
  notHere: ['I am no member of this conversation, so cards that I post here may not be kept up to date.'] as Text,
  notHereCure: ['Invite me to it.'] as Text,
  mayAll: ['You may start and plan meetings here.'] as Text,
  mayNot: (rule: string): Text => [`You may not do everything here: ${rule}.`],
  askThem: (whoCanChange: string): Text => [`Who can change that: ${whoCanChange}.`],
  why: 'Which rules hold here',
  noZone: ['Neither you nor the chat has said which one you are in.'] as Text,
  zoneCure: ['Say it with ', typed('settings zone Berlin'), '.'] as Text,
  zone: (timeZone: string, now: Date): Text => [`${zoneWords(timeZone, now, 'en')}.`],
  otherZone: (set: string, said: string): Text => [`You have set ${set}, and the chat says ${said}.`],
  heard: (at: Date | undefined): Text =>
    at ? [{ instant: at.toISOString(), show: 'day-time' }, ', before this.'] : ['This is the first thing.'],
  messagesGood: ['All got through in the last seven days.'] as Text,
  messagesLost: (count: number): Text => [`${counted(count, 'message')} did not get through in the last seven days.`],
  messagesCure: ['See whether you have blocked or removed me, then ask again for what you miss.'] as Text,
  messagesWait: (count: number): Text => [
    `${counted(count, 'message')} ${count === 1 ? 'waits' : 'wait'} for another try.`,
  ],
  messagesWaitCure: ['They come by themselves.'] as Text,
  featuresMissing: (features: readonly string[]): Text => [
    `The meeting service was found to have no ${new Intl.ListFormat('en', { type: 'disjunction' }).format(features)}.`,
  ],
  featuresCure: ['What hangs on it is hidden; whoever runs the service can tell whether it can be had.'] as Text,
  unbound: ['This workspace is not bound to a customer.'] as Text,
  unboundCure: [
    'Everything works, each with their own sign-in; binding it lets you choose how people sign in.',
  ] as Text,
  bound: (customer: string, mode: TokenMode): Text => [`Bound to ${shorten(customer)}; ${modes[mode]}.`],
  noCredentials: ['Meetwire is to act for people, but has no API credentials.'] as Text,
  credentialsRefused: ['The meeting service does not take them any more.'] as Text,
  credentialsTooFar: ['They reach others than your customer, so they would act for strangers.'] as Text,
  credentialsCure: ['Give new ones of your customer itself.'] as Text,
  credentialsGood: ['They were tried just now, and work.'] as Text,
  nobodyLinked: ['Nobody is connected here.'] as Text,
  nobodyLinkedCure: ['Ask people with ', typed('admin linked invite @Bob'), '.'] as Text,
  peopleLinked: ({ linked, signedOut, staying }: { linked: number; signedOut: number; staying: number }): Text => [
    `${counted(linked, 'account')} connected`,
    ...(staying > 0 ? [`, ${staying} of them stay signed in`] : []),
    ...(signedOut > 0 ? [`, ${signedOut} sign in again the next time`] : []),
    '.',
  ],
  outboxGood: ['Nothing waits, and nothing was given up in the last day.'] as Text,
  outboxWaits: (count: number, minutes: number): Text => [
    `${counted(count, 'message')} ${count === 1 ? 'waits' : 'wait'} to be sent, the oldest for ${counted(minutes, 'minute')}.`,
  ],
  outboxWaitsCure: ['The chat may be busy: they are tried again by themselves.'] as Text,
  outboxLost: (count: number, why: string | undefined): Text => [
    `${counted(count, 'message')} did not get through in the last day${why ? `, the last one because of “${shorten(why)}”` : ''}.`,
  ],
  outboxLostCure: ['Invite me to the channels in which I post; people who have blocked me hear nothing.'] as Text,
  meetingsUnknown: (count: number): Text => [
    `Of ${counted(count, 'meeting')} it is not known just now how ${count === 1 ? 'it is' : 'they are'} doing.`,
  ],
  meetingsUnknownCure: ['Their cards say so, and are made true as soon as the service tells again.'] as Text,
  importsRun: (count: number): Text => [
    `${counted(count, 'import')} ${count === 1 ? 'is' : 'are'} under way, or wait for a sign-in.`,
  ],
  importsCure: ['Whoever began it sees how far it is with ', typed('admin users import'), '.'] as Text,
  requestsWait: (count: number): Text => [
    `${counted(count, 'request')} ${count === 1 ? 'waits' : 'wait'} to be decided.`,
  ],
  requestsCure: ['See them with ', typed('admin requests'), '.'] as Text,
  seeRequests: 'See the requests',
});
