import type { Command } from '../command.ts';
import { accessButton } from './access/offer.ts';
import { answerWith } from './answer.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `connect`: a link to our sign-in page, and nothing else. */
export const connect: Command = {
  name: 'connect',
  aliases: ['login', 'signin', 'link', 'auth'],
  summary: 'Connect your meeting account with this chat',
  examples: ['connect'],
  needs: 'account.link',
  wish: () => 'connect an account',

  async run(context) {
    const { say, invocation, link, arguments: given } = context;
    const why = link ? say.alreadyConnected(link.account) : say.connectText;
    // Only a link that takes the place of one that came with an interrupted command lets that command go on.
    const resumes = invocation.inside?.command === 'connect' && given.text === 'resumes';
    const beside = link ? undefined : await accessButton(context);
    const reply = signInPrompt(invocation, say, { title: say.connectTitle, why, resumes, beside });
    return answerWith({ invocation }, reply);
  },
};
