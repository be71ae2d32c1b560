import type { Command } from '../command.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `connect`: a link to our sign-in page, and nothing else. */
export const connect: Command = {
  name: 'connect',
  aliases: ['login', 'signin', 'link', 'auth'],
  summary: 'Connect your meeting account with this chat',
  examples: ['connect'],
  needs: 'account.link',
  wish: () => 'connect an account',

  async run({ say, invocation, link }) {
    const why = link ? say.alreadyConnected(link.account) : say.connectText;
    const reply = signInPrompt(invocation, say, { title: say.connectTitle, why, resumes: false });
    return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply }] };
  },
};
