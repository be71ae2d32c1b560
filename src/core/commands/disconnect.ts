import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { namedAccount } from '../named-account.ts';
import type { RunButton } from '../reply.ts';
import type { Link } from '../stores.ts';
import { answerWith, privately } from './answer.ts';
import { signInPrompt } from './sign-in-prompt.ts';

/** `disconnect [account | all]`: forgets accounts and their secrets at once; signing in again undoes it. */
export const disconnect: Command = {
  name: 'disconnect',
  aliases: ['logout', 'signout', 'unlink'],
  usage: '[account | all]',
  summary: 'Disconnect your meeting account and delete your sign-in here',
  examples: ['disconnect', 'disconnect ada@acme.example', 'disconnect all'],
  needs: 'account.unlink',
  wish: () => 'disconnect your account',

  async run(context) {
    const { invocation, stores, arguments: given } = context;
    const links = await stores.links.all(invocation.from);
    if (links.length === 0) return privately(context, { text: context.say.neverConnected });
    const wanted = given.text.toLowerCase();
    const meant = wanted === '' || wanted === 'all' ? undefined : namedAccount(links, wanted);
    if (wanted === '' && links.length > 1) return which(context, links);
    const removed = await stores.links.remove(invocation.from, meant?.id);
    return removed.length > 0 ? gone(context, removed) : privately(context, { text: context.say.neverConnected });
  },
};

/** What is said once accounts are gone, and how to come back. */
export async function gone(context: CommandContext, removed: readonly Link[]): Promise<Outcome> {
  const { say, invocation, stores } = context;
  const accounts = removed.map(({ account }) => account);
  const next = await stores.links.find(invocation.from);
  const why = say.disconnected(accounts, next?.account);
  if (!next)
    return answerWith(context, signInPrompt(invocation, say, { title: say.disconnectedTitle, why, resumes: false }));
  return privately(context, {
    text: why,
    card: { title: say.disconnectedTitle, tone: 'done', body: why },
  });
}

/** With several accounts, nobody should have to guess which one goes. */
function which(context: CommandContext, links: readonly Link[]): Outcome {
  const { say } = context;
  const button = (label: string, input: string, danger = false): RunButton => ({
    kind: 'run',
    label,
    command: 'disconnect',
    input,
    once: true,
    answers: 'press',
    danger,
  });
  const buttons = [
    ...links.slice(0, 5).map(({ account }) => button(account.email, account.email)),
    button(say.allAccounts, 'all', true),
  ];
  const text = say.whichAccount(links.length);
  return privately(context, {
    text,
    card: { title: say.disconnectTitle, tone: 'neutral', body: text, buttons },
  });
}
