import type { Command } from '../command.ts';
import type { Button } from '../reply.ts';
import { privately } from './answer.ts';

/** Whatever is not a command: the nearest ones, one press away with everything that was typed after the word. */
export const unknown: Command = {
  name: 'unknown',
  hidden: true,
  summary: 'Offer the nearest commands',
  examples: [],
  needs: 'help.see',
  wish: () => 'see the help',

  async run({ say, invocation, table, arguments: given }) {
    const [word = '', ...rest] = given.text.split(' ');
    const known = table.find(word.toLowerCase());
    if (known) return privately({ invocation }, { text: say.misusedText(known, rest.join(' ')) });
    const suggestions = table.nearest(word.toLowerCase());
    const buttons = suggestions.map(
      (command, index): Button => ({
        kind: 'run',
        label: say.typed(command.name).typed,
        command: command.name,
        input: rest.join(' '),
        opensForm: command.name === 'join' && rest.length === 0,
        once: command.name !== 'join' || rest.length > 0,
        primary: index === 0,
        answers: 'press',
      }),
    );
    const text = say.unknownText(word, suggestions);
    return privately({ invocation }, { text, card: { title: say.unknownTitle, tone: 'warning', body: text, buttons } });
  },
};
