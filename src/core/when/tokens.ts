import type { Named } from './draft.ts';
import { spelled } from './spelling.ts';

/** What was masked before anything else was read. */
export type Atom =
  | { readonly kind: 'person'; readonly named: Named }
  /** Words in quotes: a title as it is. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'invalid-address'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string };

/** Which stage has read a token; what nobody has read is left for the title. */
export type Stage =
  | 'recurrence'
  | 'day'
  | 'clock'
  | 'duration'
  | 'zone'
  | 'option'
  | 'people'
  | 'noise'
  | 'aside'
  | 'told';

export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'atom';
  /** As written. */
  readonly text: string;
  /** In lower case, with straight apostrophes, and spelled as it is meant. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** True if no space stands before it. */
  readonly glued: boolean;
  readonly atom?: Atom;
  taken?: Stage;
}

/** A sentence cut up. */
export interface Tokens {
  readonly text: string;
  readonly list: readonly Token[];
}

/** What a reader found at an index, and the index after it. */
export interface Found<Value> {
  readonly value: Value;
  readonly next: number;
}

/** First of the characters that stand for atoms (Unicode's private use area). */
export const firstAtom = 0xe000;
export const mostAtoms = 0x1800;

// Pictures and signs in a row say no more than one of them.
const pattern =
  /[\ue000-\uf8ff]|(?:[\p{So}\p{Sk}\p{Extended_Pictographic}]|\u200d|\ufe0f)+|([^\s\p{L}\p{N}])\1{2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*|\p{Nd}+|[^\s]/gu;

/** Cuts text up in which atoms are single characters already. */
export function cutUp(text: string, atoms: readonly Atom[]): Tokens {
  let before = 0;
  const list = [...text.matchAll(pattern)].map((match): Token => {
    const [found] = match;
    const start = match.index;
    const glued = start === before && start > 0;
    before = start + found.length;
    const atom = atoms[found.charCodeAt(0) - firstAtom];
    const kind = atom ? 'atom' : /^\p{L}/u.test(found) ? 'word' : /^\p{Nd}/u.test(found) ? 'number' : 'sign';
    return {
      kind,
      text: found,
      lower: spelled(found.toLowerCase().replaceAll('’', "'")),
      start,
      end: before,
      glued,
      ...(atom && { atom }),
    };
  });
  return { text, list };
}

/** The token at an index that nobody has read yet. */
export function at(tokens: Tokens, index: number): Token | undefined {
  const token = tokens.list[index];
  return token?.taken ? undefined : token;
}

/** What an untaken token says in lower case; empty where there is none. */
export function lowerAt(tokens: Tokens, index: number): string {
  return at(tokens, index)?.lower ?? '';
}

export { after, afterAny } from './phrases.ts';

/** True if one of the tokens in front of `index` is like that. No copy is made of them: it is asked at each word of long texts. */
export function someBefore({ list }: Tokens, index: number, isLike: (token: Token, at: number) => boolean): boolean {
  for (let before = Math.min(index, list.length) - 1; before >= 0; before--) {
    const token = list[before];
    if (token && isLike(token, before)) return true;
  }
  return false;
}

export function take(tokens: Tokens, from: number, to: number, stage: Stage): void {
  for (const token of tokens.list.slice(from, to)) token.taken = stage;
}

/** What stands between two indexes, as written. */
export function said(tokens: Tokens, from: number, to: number): string {
  const [first, last] = [tokens.list[from], tokens.list[to - 1]];
  return first && last ? tokens.text.slice(first.start, last.end) : '';
}

/** True if nothing of the sentence stands at `index`, or something that was read already, or a sign that ends a part. */
export function isBoundary(tokens: Tokens, index: number): boolean {
  const token = tokens.list[index];
  return (
    !token || token.taken !== undefined || (token.kind === 'sign' && !token.glued) || /^[,;.!?:)\]]$/u.test(token.text)
  );
}

/** Everything that `read` finds, from left to right; what it finds is taken for `stage`. */
export function scan<Value>(
  tokens: Tokens,
  stage: Stage,
  read: (tokens: Tokens, index: number) => Found<Value> | undefined,
): (Value & { from: number; to: number; said: string })[] {
  const found: (Value & { from: number; to: number; said: string })[] = [];
  for (let index = 0; index < tokens.list.length; index++) {
    const here = at(tokens, index) && found.length < mostFound ? read(tokens, index) : undefined;
    if (!here || here.next <= index) continue;
    found.push({ ...here.value, from: index, to: here.next, said: said(tokens, index, here.next) });
    take(tokens, index, here.next, stage);
    index = here.next - 1;
  }
  return found;
}

/** Nobody means more times or days than this in one sentence; what is hostile costs no more. */
const mostFound = 40;
