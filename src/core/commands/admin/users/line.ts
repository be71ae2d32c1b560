import type { Verb } from '../../../authorize.ts';
import { type Asked, type CommonTask, commonWords, onlyLooks, readLine } from '../line.ts';

export type UserTaskName = CommonTask | 'reset' | 'import';
export type UserTask = Asked<UserTaskName>;

const words: Readonly<Record<string, UserTaskName>> = { ...commonWords, reset: 'reset', import: 'import' };

/** Understands what was typed after `admin users`. */
export function readUserTask(text: string): UserTask {
  const asked = readLine(text, words);
  if (asked.task !== 'reset') return asked;
  return { ...asked, what: asked.what.replace(/^(?:the )?password(?: (?:of|for))?(?: |$)/iu, '') };
}

export function verbFor(text: string): Verb {
  return onlyLooks(readUserTask(text).task) ? 'user.see' : 'user.change';
}

export const userWishes: Readonly<Record<UserTaskName, string>> = {
  list: 'see users',
  find: 'see users',
  show: 'see a user',
  add: 'add a user',
  edit: 'change a user',
  suspend: 'suspend a user',
  activate: 'activate a user',
  reset: 'reset the password of a user',
  remove: 'remove a user',
  import: 'import users',
};
