import { adminTasks, isAdminLook } from '../../../src/core/commands/admin/index.ts';
import type { AdminTask } from '../../../src/core/commands/admin/task.ts';

/** What administrators do here: all but coming here. */
export const pageTasks: readonly AdminTask[] = adminTasks.filter(({ word }) => word !== 'console');

export function taskNamed(word: string): AdminTask | undefined {
  return pageTasks.find((task) => task.word === word);
}

/** `Users`. */
export function titleOf({ word }: Pick<AdminTask, 'word'>): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Where a line is shown: `admin users show #12`, with or without what is typed before it. Undefined for what is no page. */
export function addressOf(line: string): string | undefined {
  const [, word = '', rest = ''] = /(?:^|\s)admin ([a-z]+)(?: (.+))?$/.exec(line) ?? [];
  if (!taskNamed(word) || !isAdminLook(`${word} ${rest}`)) return undefined;
  return `/admin/${word}${rest === '' ? '' : `?${new URLSearchParams({ show: rest })}`}`;
}
