import { cutClauses } from './clauses.ts';
import { type Finite, finiteIn, isTimeWord } from './finite.ts';
import { isCrowd, roles } from './group-words.ts';
import type { Segment } from './title-clauses.ts';
import type { Token, Tokens } from './tokens.ts';
import {
  approves,
  asks,
  attends,
  corrections,
  doubts,
  invited,
  leads,
  lengths,
  meetings,
  offers,
  refusals,
  spans,
  titles,
  weighs,
} from './told-words.ts';
import { weekdays } from './words.ts';

/**
 * What a clause does. `story`: it tells of something else. `refusal`: what is not
 * wanted. `plea`: it asks for something that is no meeting. `wish`: it is of the meeting, or may be. `names`: words without a verb that say when
 * or who. `filler`: words that say neither.
 */
export type ClauseKind = 'story' | 'refusal' | 'plea' | 'wish' | 'names' | 'filler';

/** A clause, and what it does. */
export interface Clause {
  readonly segment: Segment;
  readonly kind: ClauseKind;
  /** True if it says when, how long, how often or who. */
  readonly counts: boolean;
  /** True for what was, and tells nothing of what is to come: "they wanted friday" does. */
  readonly isOver: boolean;
  /** Its first word. */
  readonly begins: string;
  /** True if a colon ends it. */
  readonly opens: boolean;
}

/** Cuts a sentence into clauses, and tells what each of them does. */
export function clausesOf({ list }: Tokens, sentence: Segment): readonly Clause[] {
  const found: Clause[] = [];
  for (const segment of cutClauses(list, sentence)) {
    const tokens = list.slice(...segment);
    const finite = finiteIn(list, segment);
    const isTold = found.at(-1)?.kind === 'story';
    const kind = kindOfClause({ tokens, finite, doing: finite ? list.slice(finite.subject, finite.verb) : [], isTold });
    found.push({
      segment,
      kind,
      counts: tokens.some(saysWhen),
      isOver: finite?.isPast === true && !tokens.some(({ lower }) => weighs.test(lower)),
      begins: tokens[0]?.lower ?? '',
      opens: tokens.at(-1)?.text === ':',
    });
  }
  return found;
}

interface Told {
  readonly tokens: readonly Token[];
  readonly finite: Finite | undefined;
  /** Who or what does it. */
  readonly doing: readonly Token[];
  /** True if the sentence told something before. */
  readonly isTold: boolean;
}

function kindOfClause({ tokens, finite, doing, isTold }: Told): ClauseKind {
  const text = tokens.flatMap(({ kind, lower }) => (kind === 'sign' ? [] : [lower])).join(' ');
  const counts = tokens.some(saysWhen);
  const named = tokens.some(({ atom }) => atom);
  if (corrections.test(text) || doubts.test(text)) return 'wish';
  if (refusals.test(text)) return named ? 'wish' : 'refusal';
  if (/^(?:if|unless)(?: |$)/u.test(text)) return counts ? 'wish' : 'filler';
  if (leads.test(text) && !named) return 'story';
  if (asks.test(text)) return counts || saysWhom(tokens) ? 'wish' : 'plea';
  if (!finite) return counts ? 'names' : 'filler';
  if (lengths.test(text)) return 'wish';
  // "(Every monday) until he leaves on friday".
  if (/^(?:until|till) /u.test(text) && !isTold) return 'wish';
  if (finite.isPast && !offers.test(text)) return 'story';
  // "So the afternoon is safer": it goes on with a story, and says no time.
  const weighsPart = isTold && !tokens.some(({ kind, lower }) => kind === 'number' || weekdays.has(lower));
  if (finite.by === 'day' && approves.test(text)) return 'wish';
  if (counts && offers.test(text)) return weighsPart ? 'story' : 'wish';
  if (doing.some(({ lower }) => spans.test(lower)) || isOfMeeting(finite, doing, text, { counts, isTold }))
    return 'wish';
  const behind = tokens.slice(tokens.indexOf(doing.at(-1) ?? (tokens[0] as Token)) + 1);
  if (behind.some(({ atom }) => atom) || titles.test(behind.map(({ lower }) => lower).join(' '))) return 'wish';
  if (invited.test(doing.map(({ lower }) => lower).join(' '))) return 'wish';
  return attends.test(text) && !tokens.some(isTimeWord) ? 'wish' : 'story';
}

/** True for a number, a day or a word that goes with one, and for whoever is mentioned. */
function saysWhen(token: Token): boolean {
  return (
    token.atom !== undefined ||
    (isTimeWord(token) && !/^(?:weeks?|days?|months?|years?|weekends?)$/u.test(token.lower)) ||
    counted.test(token.lower)
  );
}

const counted = /^(?:every|each|until|till|twice|this|next)$/u;

/** True where somebody or a meeting may be named, or "it" is one. */
function saysWhom(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ text, lower }, index) =>
      (index > 1 && /^\p{Lu}\p{Ll}/u.test(text)) || isCrowd(lower) || roles.has(lower) || meetings.test(lower),
  );
}

/** "It is on friday", "the review starts at 3"; "the last one is over", "it's the big trade show" behind a story, "because the day is a holiday" are not. */
function isOfMeeting(
  { by }: Finite,
  doing: readonly Token[],
  text: string,
  { counts, isTold }: { readonly counts: boolean; readonly isTold: boolean },
): boolean {
  if (!counts || by === 'person' || /^(?:because|cos|since|as|which) /u.test(text)) return false;
  if (by === 'it')
    return !(isTold && /^(?:\S+ )*(?:it's|that's|there's) (?:an?|the|my|our|his|her|their) /u.test(text));
  return (
    doing.some(({ lower }) => meetings.test(lower)) &&
    !doing.some(({ lower }) => /^(?:other|another|last|previous|earlier|old|half|all)$/u.test(lower))
  );
}
