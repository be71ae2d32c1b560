import { isGivenName, isNameOfPerson } from './given-names.ts';
import type { FoundWho } from './groups.ts';
import { readMore } from './people-list.ts';
import { after, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { readWho, said } from './who.ts';

/** Several who are named together. */
export interface List {
  readonly people: readonly FoundWho[];
  readonly negated: boolean;
  /** Who does not come, behind them. */
  readonly absent?: FoundWho;
  /** True where they may be only spoken of. */
  readonly doubtful?: boolean;
}

/** "Meet Aisha from Deloitte (aisha@deloitte.example)", "meet him tomorrow": whoever is met without a word such as "with". */
export function readMet(tokens: Tokens, index: number): Found<List> | undefined {
  const first = after(tokens, index, 'meet|call|ring|phone|see|meeting with?');
  const begins =
    index === 0 ||
    tokens.list[index - 1]?.taken !== undefined ||
    /^(?:to|please|pls|can|we|i|let's|lets|,|:)$/u.test(tokens.list[index - 1]?.lower ?? '');
  const small =
    first === undefined || lowerAt(tokens, first - 1) === 'with' ? undefined : readSmallNames(tokens, first);
  if (begins && small) return small;
  if (first !== undefined && begins && /^\p{Lu}\p{Ll}/u.test(at(tokens, first)?.text ?? '')) {
    const named = readWho(tokens, first, 'with');
    const isExplained = named?.value.named?.[0]?.kind === 'name' && lowerAt(tokens, named.next) === '(';
    const list =
      isExplained || isPersonMet(tokens, first - 1, named) ? readMore(tokens, first, 'with', true) : undefined;
    if (list) return { value: { people: list.value.people, negated: false }, next: list.next };
  }
  const whom = after(tokens, index, 'meet|see|call|ring|phone|meeting with? him|her|them');
  const ends =
    whom !== undefined &&
    (isBoundary(tokens, whom) || /^(?:about|at|on|re|regarding|for|to)$/u.test(lowerAt(tokens, whom)));
  // Nobody knows whom.
  return ends
    ? { value: { people: [{ unclear: said(tokens, whom - 1, whom) }], negated: false }, next: whom }
    : undefined;
}

/** "call bob tomorrow", "meet bob and dana about budget": in small letters, those who are called as people are. */
function readSmallNames(tokens: Tokens, index: number): Found<List> | undefined {
  if (!/^\p{Ll}/u.test(at(tokens, index)?.text ?? '') || !isGivenName(at(tokens, index)?.text ?? '')) return undefined;
  const list = readMore(tokens, index, 'with', true);
  if (!list) return undefined;
  const behind = lowerAt(tokens, list.next);
  const ends = isBoundary(tokens, list.next) || /^(?:about|at|on|re|regarding|to|for|please|pls)$/u.test(behind);
  return ends ? { value: { people: list.value.people, negated: false }, next: list.next } : undefined;
}

/** "meet Priya thursday", "call Will at 10:00", but not "Call Prep thursday": with a capital that may be one of a name. */
function isPersonMet(tokens: Tokens, verb: number, found: Found<FoundWho> | undefined): boolean {
  const told = tokens.list[verb];
  if (found?.value.named?.[0]?.kind !== 'name' || found.next > verb + 3 || told?.lower === 'with') return false;
  if (told?.lower !== 'meet' && /^\p{Lu}/u.test(told?.text ?? '') && !isNameOfPerson(found.value.named[0].name))
    return false;
  return (
    tokens.list.slice(verb + 1, found.next).every(({ text }) => /^\p{Lu}\p{Ll}+$/u.test(text)) &&
    (isBoundary(tokens, found.next) || /^(?:about|at|on|re|regarding|and|&|to|for)$/u.test(lowerAt(tokens, found.next)))
  );
}
