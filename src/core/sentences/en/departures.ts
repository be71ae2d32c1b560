import type { Platform } from '../../invocation.ts';
import type { Text } from '../../reply.ts';
import type { Account } from '../../ucaas.ts';
import { list, shorten } from './words.ts';

const platforms: { readonly [platform in Platform]: string } = {
  slack: 'Slack',
  teams: 'Teams',
  web: 'the playground',
};

/** About people who are connected and have left the workspace. */
export const departures = {
  title: (name: string) => `${shorten(name)} has left`,
  text: (name: string, accounts: readonly Account[], platform: Platform): Text => [
    `${shorten(name)} is not in this workspace of ${platforms[platform]} any more, and ${list(accounts.map(({ email }) => email))} at the meeting service still ${accounts.length === 1 ? 'works' : 'work'}. Suspend ${accounts.length === 1 ? 'it' : 'them'}?`,
  ],
  suspend: ({ email }: Account, count: number) => (count === 1 ? 'Suspend' : `Suspend ${shorten(email)}`),
  disconnect: 'Disconnect here only',
  footnote: [
    'Nothing happens by itself. Whoever is suspended can be activated again, and nothing is lost by it.',
  ] as Text,
};
