import type { Verb } from '../../../authorize.ts';

const tasks = ['list', 'find', 'show', 'add', 'edit', 'suspend', 'activate', 'reset', 'remove'] as const;
export type UserTaskName = (typeof tasks)[number];

/** What is asked for of users. Names are as they were typed. */
export interface UserTask {
  readonly task: UserTaskName;
  /** Whom it is about, or who is to be added; empty where that was not said. */
  readonly who: string;
  /** What was answered to the question whether it is meant. */
  readonly answer?: 'yes' | 'no';
  /** Which part of the list, from 1 on. */
  readonly page: number;
}

const words: Readonly<Record<string, UserTaskName>> = {
  ...Object.fromEntries(tasks.map((task) => [task, task])),
  all: 'list',
  page: 'list',
  search: 'find',
  new: 'add',
  create: 'add',
  change: 'edit',
  block: 'suspend',
  disable: 'suspend',
  deactivate: 'suspend',
  enable: 'activate',
  reactivate: 'activate',
  unsuspend: 'activate',
  delete: 'remove',
};

const mostPages = 1_000;

/** Understands what was typed after `admin users`. */
export function readUserTask(text: string): UserTask {
  const word = text.split(' ', 1)[0] ?? '';
  const task = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
  const rest = text.slice(word.length).trim();
  if (task === undefined) return { task: text === '' ? 'list' : 'find', who: text, page: 1 };
  if (task === 'list') return { task, who: '', page: pageIn(rest) };
  const [, who = rest, answer] = /^(.*?) ?\b(yes|no)$/.exec(rest) ?? [];
  // Only our own buttons answer: somebody may be called No.
  const isAnswered = answer !== undefined && (task === 'add' ? who === '' : /^#\S+$/.test(who));
  const named = isAnswered ? who : rest;
  return {
    task,
    who: task === 'reset' ? named.replace(/^(?:the )?password(?: (?:of|for))?(?: |$)|'s password$/iu, '') : named,
    answer: isAnswered ? (answer as 'yes' | 'no') : undefined,
    page: 1,
  };
}

function pageIn(text: string): number {
  const page = Number(/^\d{1,4}$/.exec(text)?.[0] ?? 1);
  return Math.min(Math.max(page, 1), mostPages);
}

export function verbFor(text: string): Verb {
  const { task } = readUserTask(text);
  return task === 'list' || task === 'find' || task === 'show' ? 'user.see' : 'user.change';
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
};
