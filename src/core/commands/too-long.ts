import type { Command } from '../command.ts';
import { longestText } from '../parse.ts';
import { privately } from './answer.ts';

/** Whatever is longer than anybody says: it is not read at all, and what was planned stays as it is. */
export const tooLong: Command = {
  name: 'too-long',
  hidden: true,
  summary: 'Say how much can be read at once',
  examples: [],
  needs: 'help.see',
  wish: () => 'be understood',

  async run(context) {
    return privately(context, { text: context.say.messageTooLong(longestText) });
  },
};
