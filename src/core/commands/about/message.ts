import type { About, Identity, Mention } from '../../invocation.ts';
import { plainTitle } from '../../parse.ts';

/** The longest title that is proposed, in UTF-16 units: as much as a card shows in one line. */
const longestProposal = 60;
/** A first sentence that is shorter than this (“Hi!”) says nothing of what a message is about. */
const shortestSentence = 12;

/** Somebody whom a message is about or by: whom a meeting about it needs. */
export interface Concerned {
  readonly id: string;
  readonly name?: string;
}

/** Its author, then those who are mentioned in it, each once and without whoever asks; at most `most`. Bots may be among them. */
export function peopleOf({ author, mentions }: About, asker: Identity, most: number): readonly Concerned[] {
  const mentioned = mentions.filter(({ kind }) => kind === 'person').map(({ id, name }) => ({ id, name }));
  const all = new Map<string, Concerned>();
  for (const one of [...(author ? [author] : []), ...mentioned]) if (!all.has(one.id)) all.set(one.id, one);
  all.delete(asker.userId);
  return [...all.values()].slice(0, most);
}

/**
 * A title from the first line that says something: without addresses and without whom it speaks to, shortened after a sentence or a
 * word. Empty where nothing is left.
 */
export function proposedTitle({ text, mentions }: About): string {
  const lines = named(text, mentions)
    .replace(/\b(?:https?:\/\/|mailto:|www\.)\S+/giu, ' ')
    .replace(/[^\S\r\n]+/gu, ' ')
    .split(/[\r\n]+/u)
    .map((line) => plainTitle(line.replace(/ ([,.;:!?])/gu, '$1').replace(/^[\s,;:.!?–—-]+/u, '')));
  const line = shortened(lines.find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** People and channels by their names where those are known; whoever is spoken to at the beginning, and what has no name, is left out. */
function named(text: string, mentions: readonly Mention[]): string {
  const ordered = [...mentions].sort((one, other) => one.start - other.start);
  let from = 0;
  let plain = '';
  for (const { kind, name, start, length } of ordered) {
    plain += text.slice(from, start);
    const isSpokenTo = plain.trim() === '';
    const shown = kind === 'channel' && name ? `#${name}` : kind === 'person' && !isSpokenTo ? name : undefined;
    plain += shown ?? ' ';
    from = start + length;
  }
  return plain + text.slice(from);
}

function shortened(line: string): string {
  if (line.length <= longestProposal) return line;
  const [sentence = ''] = sentencesOf(line);
  const first = sentence.trim().replace(/[.…]+$/u, '');
  if (first.length >= shortestSentence && first.length <= longestProposal) return first;
  let kept = '';
  for (const { segment } of words.segment(line)) {
    if (kept.length + segment.length >= longestProposal) break;
    kept += segment;
  }
  const whole = kept.replace(/[\s\p{P}]+$/u, '');
  return whole === '' ? plainTitle(`${[...line].slice(0, longestProposal - 1).join('')}…`) : `${whole}…`;
}

function sentencesOf(line: string): readonly string[] {
  return Array.from(sentences.segment(line), ({ segment }) => segment);
}

const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
