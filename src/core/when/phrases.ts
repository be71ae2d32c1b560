import { lowerAt, type Tokens } from './tokens.ts';

/** A phrase taken apart once: it is looked for at every word of a sentence. */
interface Phrase {
  readonly parts: readonly { readonly words: ReadonlySet<string>; readonly optional: boolean }[];
  /** Words that it may begin with. */
  readonly firsts: ReadonlySet<string>;
}

const known = new Map<string, Phrase>();

function phraseOf(text: string): Phrase {
  const before = known.get(text);
  if (before) return before;
  const parts = text.split(' ').map((part) => {
    const optional = part.length > 1 && part.endsWith('?');
    return { words: new Set((optional ? part.slice(0, -1) : part).split('|')), optional };
  });
  const required = parts.findIndex(({ optional }) => !optional);
  const leading = required < 0 ? parts : parts.slice(0, required + 1);
  const phrase = { parts, firsts: new Set(leading.flatMap(({ words }) => [...words])) };
  known.set(text, phrase);
  return phrase;
}

/** The index after these words, if they stand at `index`. A word may offer several, `the|a`, and a question mark leaves it out. */
export function after(tokens: Tokens, index: number, text: string): number | undefined {
  return afterPhrase(tokens, index, phraseOf(text));
}

function afterPhrase(tokens: Tokens, index: number, { parts, firsts }: Phrase): number | undefined {
  if (!firsts.has(lowerAt(tokens, index))) return undefined;
  let next = index;
  for (const { words, optional } of parts) {
    if (words.has(lowerAt(tokens, next))) next++;
    else if (!optional) return undefined;
  }
  return next > index ? next : undefined;
}

/** By the word that each phrase of a long list may begin with. */
const lists = new WeakMap<readonly string[], ReadonlyMap<string, readonly Phrase[]>>();
const longList = 8;
const none: readonly Phrase[] = [];

/** The index after the first of several phrases that stands at `index`. */
export function afterAny(tokens: Tokens, index: number, texts: readonly string[]): number | undefined {
  const word = lowerAt(tokens, index);
  if (word === '') return undefined;
  for (const text of texts.length > longList ? (listOf(texts).get(word) ?? none) : texts) {
    const next = afterPhrase(tokens, index, typeof text === 'string' ? phraseOf(text) : text);
    if (next !== undefined) return next;
  }
  return undefined;
}

function listOf(texts: readonly string[]): ReadonlyMap<string, readonly Phrase[]> {
  const before = lists.get(texts);
  if (before) return before;
  const list = new Map<string, Phrase[]>();
  for (const phrase of texts.map(phraseOf))
    for (const word of phrase.firsts) list.set(word, [...(list.get(word) ?? []), phrase]);
  lists.set(texts, list);
  return list;
}
