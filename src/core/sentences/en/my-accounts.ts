import type { Fact, Text } from '../../reply.ts';
import type { Acquaintance, Link, SameHumanAnswer, SameHumanQuestion } from '../../stores.ts';
import type { Account } from '../../ucaas.ts';
import { list, roleName, shorten, type Typed } from './words.ts';

const platformName = { slack: 'Slack', teams: 'Teams', web: 'the playground' } as const;

function where({ name, workspaceName, identity: { platform } }: Acquaintance): string {
  return platform === 'web' ? `${name} in ${workspaceName}` : `${name} in ${workspaceName} (${platformName[platform]})`;
}

/** About several accounts of one person, and several identities of one human. */
export const myAccounts = (typed: Typed) => ({
  accountsTitle: 'Your accounts',
  accountsText: (links: readonly Link[]): Text => [
    links.length === 1
      ? 'You are connected with one meeting account: '
      : `You are connected with ${links.length} meeting accounts: `,
    list(links.map(({ account, chosen }) => `${account.email}${chosen && links.length > 1 ? ' (in use)' : ''}`)),
    '.',
  ],
  accountFact: ({ account, chosen, stays }: Link): Fact => ({
    label: chosen ? 'In use' : 'Also yours',
    value: [`${account.name} (${account.email}), ${roleName[account.role]}${stays ? ', stays signed in' : ''}`],
  }),
  /** `another`: the address of one that is not in use; `more`: there are some that have no button. */
  accountsFootnote: (another: string | undefined, more: boolean): Text =>
    another !== undefined
      ? [
          'For one command only, name the account: ',
          typed(`now --as ${another} Weekly sync`),
          '. ',
          ...(more ? ['Use those without a button by ', typed(`account use ${another}`), '. '] : []),
          'Remove one with ',
          typed(`account remove ${another}`),
          '.',
        ]
      : ['Another account is connected beside this one, and used from then on.'],
  useAccount: (email: string) => `Use ${shorten(email)}`,
  addAccount: 'Connect another account',
  stopStaying: (email: string | undefined) =>
    email === undefined ? 'Stop staying signed in' : `Stop staying signed in as ${shorten(email)}`,
  disconnectButton: 'Disconnect',
  accountUsed: (account: Account): Text => [`From now on you act as ${account.name} (${account.email}) here.`],
  passwordForgotten: (account: Account): Text => [
    `The password of ${account.email} is deleted here. You stay connected, and will be asked to sign in again when it is needed.`,
  ],
  accountWords: (word: string): Text => [
    `Accounts can be shown, used or removed, but not “${shorten(word)}”. Try `,
    typed('account'),
    ', ',
    typed('account use ada@acme.example'),
    ' or ',
    typed('account remove ada@acme.example'),
    '.',
  ],
  alsoYou: (others: readonly Acquaintance[]): Fact => ({ label: 'Also you', value: [list(others.map(where))] }),
  separate: 'That is only me here',
  separated: [
    'From now on you are somebody of your own here: nothing is shared with your other chats any more.',
  ] as Text,
  sameHumanTitle: 'Is this also you?',
  sameHumanText: ({ other, account }: SameHumanQuestion): Text => [
    `${where(other)} is connected with the same account, ${account.email}. Is this also you?`,
  ],
  sameHumanFootnote: [
    'If it is, your rooms, settings and meetings are the same in both chats. The other side has to say so, too. If two people share this account, say no.',
  ] as Text,
  sameHumanYes: 'Yes, that is me',
  sameHumanNo: 'No, somebody else',
  sameHumanAnswered: ({ other, state }: Pick<SameHumanAnswer, 'other' | 'state'>): Text => {
    if (state === 'two') return [`All right: ${where(other)} is somebody else, and nothing is shared.`];
    if (state === 'half') return [`Now ${where(other)} has to say so, too: I have asked there.`];
    return [
      `You and ${where(other)} are one now: rooms, settings and meetings are shared. Undo it with `,
      typed('account'),
      '.',
    ];
  },
  sameHumanGone: ['This question is settled: you are not both connected with that account any more.'] as Text,
});
