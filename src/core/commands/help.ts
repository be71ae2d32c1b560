import type { Command } from '../command.ts';
import type { Card } from '../reply.ts';
import { privately } from './answer.ts';

/** `help [command]`: made from the table. */
export const help: Command = {
  name: 'help',
  aliases: ['?', 'commands'],
  usage: '[command]',
  summary: 'Show what I can do, or how one command works',
  examples: ['help', 'help now'],
  needs: 'help.see',
  wish: () => 'see the help',

  async run({ say, invocation, table, arguments: given }) {
    const about = table.find(given.text.toLowerCase());
    const { from, inThread = false, kind } = invocation;
    const inThreads = kind === 'direct' ? [] : say.helpInThreads(from.platform, inThread);
    const card: Card = about
      ? {
          title: say.commandHelpTitle(about),
          tone: 'neutral',
          body: say.commandHelpText(about),
          facts: say.commandHelpFacts(about),
        }
      : {
          title: say.helpTitle,
          tone: 'neutral',
          facts: say.helpFacts(table.topics),
          footnote: [...say.helpFootnote, ...inThreads],
        };
    const text = about ? say.commandHelpText(about) : say.helpText(table.topics);
    return privately({ invocation }, { text, card });
  },
};
