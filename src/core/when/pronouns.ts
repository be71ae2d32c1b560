import { isTimeWord } from './finite.ts';
import { isBoundary, type Token, type Tokens } from './tokens.ts';

/** One word for whoever an atom names, the same for the same person; undefined: it names nobody. */
export function keyOfPerson(atom: Token['atom']): string | undefined {
  return atom?.kind === 'person' ? JSON.stringify(atom.named).toLowerCase() : undefined;
}

/** "With him on friday", "for her": somebody who was spoken of; "her diary" is a thing. */
export function isPronoun(list: Tokens['list'], index: number): boolean {
  const [before, token, behind] = [list[index - 1], list[index], list[index + 1]];
  if (!/^(?:him|her)$/u.test(token?.lower ?? '') || !/^(?:with|and|for|w)$/u.test(before?.lower ?? '')) return false;
  return (
    isBoundary({ text: '', list }, index + 1) ||
    (behind !== undefined &&
      (isTimeWord(behind) || /^(?:and|on|at|for|this|next|in|about|from|every|to)$/u.test(behind.lower)))
  );
}

/** Whom a pronoun means: whoever was named before it, if that is one person; undefined: nobody can tell. */
export function meant(list: Tokens['list'], index: number): string | undefined {
  const named = new Set(list.slice(0, index).flatMap(({ atom }) => keyOfPerson(atom) ?? []));
  const [only] = named;
  return named.size === 1 ? only : undefined;
}
