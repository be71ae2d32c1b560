import type { Command } from '../command.ts';
import { privately } from './answer.ts';

/**
 * Deletes everything of the person who pressed "Yes, delete everything". The purge knows this command by its name: what
 * is left of it, its own row and answer, goes within the hour.
 */
export const forgotten: Command = {
  name: 'forgotten',
  hidden: true,
  summary: 'Delete everything that is kept of somebody',
  examples: [],
  needs: 'person.forget',
  wish: () => 'delete everything that is kept of you',

  async run(context) {
    const { id, say, invocation, stores } = context;
    await stores.people.forget(invocation.from, id);
    const card = { title: say.forgottenTitle, tone: 'done', body: say.forgotten } as const;
    return privately(context, { text: say.forgotten, card });
  },
};
