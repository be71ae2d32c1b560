import type { Command } from '../command.ts';
import { withdrawn } from './access/index.ts';
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
    // What administrators were asked for this person has nobody's name on it any more.
    const unasked = (await withdrawn(context)) ?? [];
    await stores.people.forget(invocation.from, id);
    const card = { title: say.forgottenTitle, tone: 'done', body: say.forgotten } as const;
    const { effects } = privately(context, { text: say.forgotten, card });
    return { effects: [...effects, ...unasked] };
  },
};
