import type { Command, CommandContext } from '../../command.ts';
import { type Button, signInUrl } from '../../reply.ts';
import { privately } from '../answer.ts';
import { signInOrigin } from '../sign-in-prompt.ts';
import { press } from './cards.ts';
import type { AdminTask } from './task.ts';

/** `admin console`: a link to the same on pages of ours, for half an hour and one browser. */
export const console: AdminTask = {
  word: 'console',
  summary: 'Do all this in a browser for half an hour, with lists, forms and files',
  examples: ['console', 'console close'],
  // Whoever has lost a role may still close what is open.
  needs: (rest) => (isClosing(rest) ? 'account.see' : 'console.open'),
  wish: (rest) => (isClosing(rest) ? 'close the console' : 'open the console'),

  async run(context, rest) {
    const { say, invocation, stores } = context;
    if (isClosing(rest)) {
      const closed = await stores.consoles.closeAll(invocation.from);
      return privately(context, { text: say.console.closed(closed) });
    }
    const { text, title, open } = say.console;
    const buttons: Button[] = [{ kind: 'open', label: open, url: signInUrl, primary: true }];
    return privately(context, {
      text,
      card: {
        ...{ title, tone: 'neutral', body: text, footnote: say.signInFootnote },
        ...(await whatIsOpen(context, buttons)),
      },
      signIn: signInOrigin(invocation, { resumes: false, purpose: 'console' }),
    });
  },
};

/** What happens in chat after it was opened: whoever did not do it themselves can close it. */
export const consoleOpened: Command = {
  name: 'console-opened',
  hidden: true,
  summary: 'Say that the console was opened',
  examples: [],
  needs: 'account.see',
  wish: () => 'open the console',

  async run(context) {
    const { text, title } = { text: context.say.console.opened, title: context.say.console.title };
    return privately(context, { text, card: { title, tone: 'done', body: text, ...(await whatIsOpen(context, [])) } });
  },
};

async function whatIsOpen({ say, stores, invocation, clock }: CommandContext, buttons: readonly Button[]) {
  const until = await stores.consoles.openUntil(invocation.from, clock());
  if (until.length === 0) return { buttons };
  return {
    facts: until.map(say.console.openFact),
    buttons: [...buttons, press(say.console.close(until.length), 'console close', { danger: true, once: true })],
  };
}

function isClosing(rest: string): boolean {
  return /^(?:close|end|sign out|logout)$/i.test(rest);
}
