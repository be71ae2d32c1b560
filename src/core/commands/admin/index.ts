import { onlySees } from '../../authorize.ts';
import type { Arguments, Command } from '../../command.ts';
import { parseInput } from '../../parse.ts';
import { privately } from '../answer.ts';
import { asOption } from '../as-option.ts';
import { offered } from '../offered.ts';
import { audit } from './audit/index.ts';
import { console } from './console.ts';
import { customers } from './customers/index.ts';
import { adminDoctor } from './doctor.ts';
import { linked } from './linked/index.ts';
import { meetings } from './meetings/index.ts';
import { policy } from './policy/index.ts';
import { reports } from './reports/index.ts';
import { requests } from './requests/index.ts';
import { rooms } from './rooms.ts';
import { setup } from './setup.ts';
import { subscriptions } from './subscriptions/index.ts';
import { type AdminTask, wordAndRest } from './task.ts';
import { customerOption, users } from './users/index.ts';

/** In the order in which they are listed. */
export const adminTasks: readonly AdminTask[] = [
  ...[users, requests, customers, subscriptions, meetings, rooms, linked, policy, reports, audit, setup, adminDoctor],
  console,
];

const webinarOption = { name: 'webinar', summary: 'Webinars and their rooms instead of meetings' } as const;

/** `admin …`: what administrators do. */
export const admin: Command = {
  name: 'admin',
  usage: adminTasks.map(({ word }) => word).join(' | '),
  summary:
    'Look after users, requests, customers and subscriptions, see what was done, open the console, and choose how people sign in',
  examples: adminTasks.flatMap(({ examples }) => examples.map((example) => `admin ${example}`)),
  options: [customerOption, webinarOption, asOption],
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
      const text = say.adminText(wordAndRest(context.arguments).word);
      const facts = adminTasks.map(say.adminFact);
      const footnote = say.adminFootnote;
      return privately(context, {
        text,
        card: { title: say.adminTitle, tone: 'neutral', body: text, facts, footnote },
      });
    }),
};

/** Whether what is typed after `admin` only looks, whatever options stand in it: a task alone does. */
export function isAdminLook(input: string): boolean {
  const asked = taskIn(parseInput(input, admin, []));
  return asked !== undefined && (asked.rest === '' || onlySees(asked.task.needs(asked.rest)));
}

function taskIn(given: Arguments): { readonly task: AdminTask; readonly rest: string } | undefined {
  const { word, rest } = wordAndRest(given);
  const task = adminTasks.find((one) => one.word === word || one.word === `${word}s`);
  return task && { task, rest };
}
