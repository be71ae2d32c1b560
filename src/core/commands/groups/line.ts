import type { Verb } from '../../authorize.ts';
import { plainName } from '../../name-match.ts';

/** What is asked for of groups. Names are as they were typed. */
export type GroupTask =
  | { readonly task: 'list' }
  | { readonly task: 'show'; readonly group: string }
  /** `list`: who is to be in it, where that was said; may be empty where people are mentioned. */
  | { readonly task: 'add'; readonly group: string; readonly list?: string }
  | { readonly task: 'remove'; readonly group: string; readonly confirmed?: 'yes' | 'no' }
  | { readonly task: 'put' | 'take'; readonly splits: readonly Split[] }
  | { readonly task: 'rename'; readonly splits: readonly Split[] };

/** One way to read a line of two parts: `Ann, Bob` and `Sales`, or `Sales` and `Buyers`. */
export interface Split {
  readonly before: string;
  readonly after: string;
}

const words: Readonly<Record<string, GroupTask['task']>> = {
  list: 'list',
  add: 'add',
  create: 'add',
  new: 'add',
  remove: 'remove',
  delete: 'remove',
  put: 'put',
  take: 'take',
  rename: 'rename',
};

/** Nobody means more than that by one line. */
const mostSplits = 10;

/** What stands between the two parts. */
const between = {
  put: /\s(?:in|into)\s/giu,
  take: /\s(?:out of|from)\s/giu,
  rename: /\s(?:to|into|as)\s/giu,
} as const;

/** Understands what was typed after `groups`. */
export function readGroupTask(text: string): GroupTask {
  const word = text.split(' ', 1)[0] ?? '';
  const task = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
  const rest = text.slice(word.length).trim();
  switch (task) {
    case 'add': {
      // "Design Team: Zoe, Bob"; "Gate 12:30" is a name.
      const [, group = rest, list] = /^([^:]*\S)\s*:(?!\d)\s*(.*)$/u.exec(rest) ?? [];
      return { task, group, ...(list !== undefined && { list }) };
    }
    case 'remove': {
      const [, group = rest, confirmed] = /^(#[\w-]+) (yes|no)$/.exec(rest) ?? [];
      return { task, group, confirmed: confirmed as 'yes' | 'no' | undefined };
    }
    case 'put':
    case 'take':
    case 'rename':
      return { task, splits: splitsOf(` ${rest} `, between[task]) };
    default:
      return text === '' || (task === 'list' && rest === '') ? { task: 'list' } : { task: 'show', group: text };
  }
}

export function verbFor(text: string): Verb {
  const { task } = readGroupTask(text);
  return task === 'list' || task === 'show' ? 'group.see' : 'group.change';
}

/** The word in the middle can be part of a name as well: the ways to read it, the last one first. */
function splitsOf(line: string, word: RegExp): readonly Split[] {
  return [...line.matchAll(word)]
    .map(({ 0: found, index }) => ({
      before: line.slice(0, index).trim(),
      after: line.slice(index + found.length).trim(),
    }))
    .reverse()
    .slice(0, mostSplits);
}

/** The names in a list, of those that are known: a name with a comma or an “and” in it stays whole where there is one. */
export function namesIn(list: string, known: readonly string[]): readonly string[] {
  const whole = new Set(known.map(plainName));
  const isWhole = (text: string) => whole.has(plainName(text));
  if (isWhole(list)) return [list];
  const named = list.split(/[,;]/u).flatMap((part) => (isWhole(part) ? [part] : part.split(/\s(?:and|&)\s/iu)));
  return named.map((name) => name.replace(/^\s*and\s+/iu, '').trim()).filter((name) => name !== '');
}
