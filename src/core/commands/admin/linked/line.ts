import type { Verb } from '../../../authorize.ts';

/** What was typed after `admin linked`. */
export interface LinkedLine {
  readonly task: 'list' | 'find' | 'show' | 'remove' | 'invite';
  /** By name, email or one of our ids (`#…`); empty where nobody is named, though somebody may be mentioned. */
  readonly who: string;
  readonly answer?: 'yes' | 'no';
  readonly page: number;
}

const tasks: Readonly<Record<string, LinkedLine['task']>> = {
  ...({ remove: 'remove', disconnect: 'remove', unlink: 'remove' } as const),
  ...({ invite: 'invite', ask: 'invite', show: 'show', find: 'find', search: 'find' } as const),
};

export function readLinkedLine(rest: string): LinkedLine {
  const [, page] = /^(?:list|page)(?: (\d{1,4}))?$/iu.exec(rest) ?? [];
  if (/^(?:list|page)(?: \d{1,4})?$/iu.test(rest))
    return { task: 'list', who: '', page: Math.max(Number(page ?? 1), 1) };
  const word = rest.split(' ', 1)[0]?.toLowerCase() ?? '';
  const task = Object.hasOwn(tasks, word) ? tasks[word] : undefined;
  const named = task === undefined ? rest : rest.slice(word.length).trim();
  const [, id = '', answer] = /^(#\S+) (yes|no)$/u.exec(named) ?? [];
  const who = answer ? id : named;
  return { task: task ?? 'find', who, answer: answer as LinkedLine['answer'], page: 1 };
}

export const verbFor = (rest: string): Verb =>
  ['list', 'find', 'show'].includes(readLinkedLine(rest).task) ? 'link.see' : 'link.change';
