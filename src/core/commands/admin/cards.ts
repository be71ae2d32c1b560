import type { Card, Fact, RunButton, Text } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import { byId } from '../contacts/find.ts';

/** What is said, in words and as a card. */
export interface Said {
  readonly text: Text;
  readonly card: Card;
}

/** A button of one of the tasks: its label, and what would be typed after `admin`. */
export function press(label: string, line: string, look: Partial<RunButton> = {}): RunButton {
  return { kind: 'run', label, command: 'admin', input: line.trim(), ...look };
}

/** The buttons that turn the pages of a list. `line` is what lists, without the number of the page. */
export function pageButtons(
  { lists }: Sentences,
  {
    line,
    page,
    isLast,
    rest = '',
  }: { readonly line: string; readonly page: number; readonly isLast: boolean; readonly rest?: string },
): readonly RunButton[] {
  return [
    ...(page > 1 ? [press(lists.back, `${line} ${page - 1}${rest}`)] : []),
    ...(isLast ? [] : [press(lists.more, `${line} ${page + 1}${rest}`)]),
  ];
}

/** A question about one thing, which is answered by a press. `line` and the id are what would be typed after `admin`. */
export function questionCard(
  say: Sentences,
  {
    title,
    facts,
    question,
    line,
    id,
    yes,
    danger = false,
    instead = [],
  }: {
    readonly title: string;
    readonly facts: readonly Fact[];
    readonly question: Text;
    readonly line: string;
    readonly id: string;
    readonly yes: string;
    readonly danger?: boolean;
    readonly instead?: readonly RunButton[];
  },
): Said {
  const named = `${line} ${byId(id)}`;
  return {
    text: question,
    card: {
      ...{ title, tone: 'warning', body: question, facts },
      buttons: [
        press(yes, `${named} yes`, { once: true, answers: 'press', ...(danger ? { danger } : { primary: true }) }),
        ...instead,
        press(say.keepIt, `${named} no`, { once: true, answers: 'press' }),
      ],
    },
  };
}
