import type { Command } from '../../command.ts';
import { privately } from '../answer.ts';
import { runSetup, setupForm } from './setup.ts';

/** `admin setup`: what the administrators of a workspace do. */
export const admin: Command = {
  name: 'admin',
  usage: 'setup',
  summary: 'Bind this workspace to your customer, and choose how its people sign in',
  examples: ['admin setup'],
  needs: 'workspace.setup',
  purpose: 'administration',
  wish: () => 'set up this workspace',

  now: setupForm,

  async run(context) {
    const [word = '', rest = ''] = context.arguments.text.toLowerCase().split(' ');
    if (word === 'setup') return runSetup(context, rest);
    return privately(context, { text: context.say.adminWords(word) });
  },
};
