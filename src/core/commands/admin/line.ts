/** What is asked for of things that there are several of. Names are as they were typed. */
export interface Asked<Task extends string> {
  readonly task: Task;
  /** What it is about, or what is to be added; empty where that was not said. */
  readonly what: string;
  /** What was answered to the question whether it is meant. */
  readonly answer?: 'yes' | 'no';
  /** Which part of the list, from 1 on. */
  readonly page: number;
}

/** What can be done with most of them. */
export type CommonTask = 'list' | 'find' | 'show' | 'add' | 'edit' | 'suspend' | 'activate' | 'remove';

export const commonWords: Readonly<Record<string, CommonTask>> = {
  list: 'list',
  all: 'list',
  page: 'list',
  find: 'find',
  search: 'find',
  show: 'show',
  add: 'add',
  new: 'add',
  create: 'add',
  edit: 'edit',
  change: 'edit',
  update: 'edit',
  suspend: 'suspend',
  block: 'suspend',
  disable: 'suspend',
  deactivate: 'suspend',
  activate: 'activate',
  enable: 'activate',
  reactivate: 'activate',
  unsuspend: 'activate',
  remove: 'remove',
  delete: 'remove',
};

const mostPages = 1_000;

/** Understands a line that begins with one of these words; without one, it lists all, or finds what was typed. */
export function readLine<Task extends string>(
  text: string,
  words: Readonly<Record<string, Task>>,
): Asked<Task | 'list' | 'find'> {
  const word = text.split(' ', 1)[0] ?? '';
  const task = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
  const rest = text.slice(word.length).trim();
  if (task === undefined) return { task: text === '' ? 'list' : 'find', what: text, page: 1 };
  if (task === 'list') return { task, what: '', page: pageIn(rest) };
  const [, what = rest, answer] = /^(.*?) ?\b(yes|no)$/.exec(rest) ?? [];
  // Only our own buttons answer: somebody may be called No.
  const isAnswered = answer !== undefined && (task === 'add' ? what === '' : /^#\S+$/.test(what));
  if (!isAnswered) return { task, what: rest, page: 1 };
  return { task, what, answer: answer as 'yes' | 'no', page: 1 };
}

function pageIn(text: string): number {
  const page = Number(/^\d{1,4}$/.exec(text)?.[0] ?? 1);
  return Math.min(Math.max(page, 1), mostPages);
}

/** Whether a task only looks. */
export function onlyLooks(task: string): boolean {
  return task === 'list' || task === 'find' || task === 'show';
}
