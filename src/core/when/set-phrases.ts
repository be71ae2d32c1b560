import type { Token } from './tokens.ts';

/** Words that would ask for something each by itself, and begin names that everybody knows. */
const atTheBeginning = [
  'up to speed',
  'up to date',
  'about us',
  'for the record',
  'for the win',
  'get things done',
  'ask me anything',
  'ask us anything',
  'over and out',
  'on the road',
  'on the job',
  'in the loop',
  'in the know',
  'out of office',
  'out of scope',
  'out of stock',
  'by the numbers',
  'by the book',
  'out of the blue',
  'good to great',
  'made in',
  'back on track',
  'all things',
  'all about',
  'just in time',
  'to be or not',
  'for and against',
  'in conversation with',
];

/** They are names wherever they stand: "can we do out of the box thinking". */
const anywhere = [
  'out of the box',
  'welcome to the',
  'nice to have',
  'up and running',
  'make or break',
  'make or buy',
  'do or die',
  'get to know',
  'with or without',
  'have your say',
  'make do and mend',
  'do not resuscitate',
  'his and hers',
  'set piece',
  'book swap',
  'plan of record',
  'hold queue',
  'invite list',
  'at risk accounts',
  'at risk customers',
  'at risk students',
  'on call rota',
  'on call handoff',
  'on call handover',
  'on call schedule',
  'on call review',
  'on call training',
  'start of term',
  'end of term',
];

const phrases = [
  ...atTheBeginning.map((phrase) => ({ words: phrase.split(' '), isSure: false })),
  ...anywhere.map((phrase) => ({ words: phrase.split(' '), isSure: true })),
];

/** How many words of a set phrase stand here, where the sentence begins or a capital tells that a name does; undefined: none. */
export function lengthOfSetPhrase(list: readonly Token[], from: number): number | undefined {
  const begins = from === 0 || /^\p{Lu}\p{Ll}/u.test(list[from]?.text ?? '');
  const found = phrases.find(({ words }) => words.every((word, index) => list[from + index]?.lower === word));
  if (!found || !(begins || found.isSure)) return undefined;
  const behind = list[from + found.words.length];
  // "It would be nice to have a chat" asks for one.
  if (/^(?:a|an|some|another|my|our)$/u.test(behind?.lower ?? '')) return undefined;
  // "Up to date" by itself is not yet a name, and "for the record, …" is said by the by.
  return behind && (behind.kind === 'word' || behind.text === ':') ? found.words.length : undefined;
}
