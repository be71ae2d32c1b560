import type { Arguments, Command } from '../../command.ts';
import { privately } from '../answer.ts';
import { asOption } from '../as-option.ts';
import { offered } from '../offered.ts';
import { setup } from './setup.ts';
import { type AdminTask, wordAndRest } from './task.ts';

const tasks: readonly AdminTask[] = [setup];

/** `admin …`: what administrators do. */
export const admin: Command = {
  name: 'admin',
  usage: tasks.map(({ word, usage }) => (usage ? `${word} ${usage}` : word)).join(' | '),
  summary: 'Bind this workspace to your customer, and choose how its people sign in',
  examples: tasks.flatMap(({ examples }) => examples.map((example) => `admin ${example}`)),
  options: [asOption],
  needs: (given) => taskIn(given)?.task.needs(taskIn(given)?.rest ?? '') ?? 'administration.see',
  purpose: 'administration',
  wish: (given) => taskIn(given)?.task.wish(taskIn(given)?.rest ?? '') ?? 'see what administrators can do',

  now(context) {
    const asked = taskIn(context.arguments);
    return asked?.task.now?.(context, asked.rest);
  },

  run: (context) =>
    offered(async () => {
      const asked = taskIn(context.arguments);
      if (asked) return asked.task.run(context, asked.rest);
      const { say } = context;
      const text = say.adminWords(
        wordAndRest(context.arguments).word,
        tasks.map(({ word }) => word),
      );
      return privately(context, { text });
    }),
};

function taskIn(given: Arguments): { readonly task: AdminTask; readonly rest: string } | undefined {
  const { word, rest } = wordAndRest(given);
  const task = tasks.find((one) => one.word === word || one.word === `${word}s`);
  return task && { task, rest };
}
