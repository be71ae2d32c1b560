import type { Command, CommandContext } from '../command.ts';
import { ServiceError, UserError } from '../errors.ts';
import { answerWith, privately } from './answer.ts';
import { asOption } from './as-option.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `status`: says who one is here, after asking the service: a stored token proves nothing. */
export const status: Command = {
  name: 'status',
  aliases: ['me', 'whoami'],
  summary: 'Show which account you are connected with, and whether it works',
  examples: ['status'],
  options: [asOption],
  yieldsToSentences: true,
  needs: 'account.see',
  wish: () => 'see your connection',

  async run(context) {
    const { say, invocation, link } = context;
    const prompt = (why: typeof say.statusNone) =>
      answerWith(context, signInPrompt(invocation, say, { title: say.statusTitle, why, resumes: false }));
    if (!link) return prompt(say.statusNone);
    if (!(await works(context))) return prompt(say.statusSignedOut(link.account));
    const text = say.statusGood(link.account);
    const [now] = await context.credentials('command');
    // What the deployment's own credentials can see is not theirs to know.
    const away = (await context.credentials('sweep')).filter((kind) => kind !== 'deployment');
    const facts = say.statusFacts(link, now, away.length > 0);
    return privately(context, {
      text,
      card: { title: say.statusTitle, tone: 'done', body: text, facts },
    });
  },
};

async function works({ ucaas }: CommandContext): Promise<boolean> {
  try {
    await ucaas().room('meeting');
    return true;
  } catch (error) {
    // What has an explanation of its own, such as a password that was refused, is told by that.
    const reason = error instanceof UserError && error.problem.code === 'not_connected' && error.problem.reason;
    if (reason === 'expired' || reason === 'signed_out') return false;
    if (error instanceof ServiceError && (error.kind === 'not_found' || error.kind === 'not_offered')) return true;
    throw error;
  }
}
