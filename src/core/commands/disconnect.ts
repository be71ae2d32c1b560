import type { Command } from '../command.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `disconnect`: forgets the account and its token at once; signing in again undoes it. */
export const disconnect: Command = {
  name: 'disconnect',
  aliases: ['logout', 'signout', 'unlink'],
  summary: 'Disconnect your meeting account and delete your sign-in here',
  examples: ['disconnect'],
  needs: 'account.unlink',
  wish: () => 'disconnect your account',

  async run({ say, invocation, stores }) {
    const removed = await stores.links.remove(invocation.from);
    const reply = removed
      ? signInPrompt(invocation, say, {
          title: say.disconnectedTitle,
          why: say.disconnected(removed.account),
          resumes: false,
        })
      : ({ visibleTo: 'caller', text: say.neverConnected } as const);
    return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply }] };
  },
};
