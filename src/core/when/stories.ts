import { namesDay } from './corrections.ts';
import { isTimeWord } from './finite.ts';
import { readOptionClause } from './option-clauses.ts';
import { readOption } from './options.ts';
import { isRequestVerb } from './request-verbs.ts';
import { sentences } from './sentences.ts';
import { canGo, clashOf } from './story-doubts.ts';
import type { Segment } from './title-clauses.ts';
import type { Tokens } from './tokens.ts';
import { type Clause, clausesOf } from './told-clauses.ts';

/** More than this is not taken apart, and less tells nothing. */
const mostTokens = 300;
const fewestTokens = 8;

/** What somebody told around a wish. */
export interface Stories {
  readonly segments: readonly Segment[];
  /** True if one of them says when, how long, how often or who. */
  readonly count: boolean;
  /** True if one of them names a day that may be the one that is meant. */
  readonly nameDay: boolean;
  /** A day on which somebody said to be away, and wishes for a meeting. */
  readonly clash: string | undefined;
}

/**
 * Finds clauses and sentences that tell of something else: "She's away until Thursday, so earlier makes no sense". Only where something is
 * left that says when.
 */
export function storiesIn(tokens: Tokens): Stories | undefined {
  const { list } = tokens;
  if (list.length < fewestTokens || list.length > mostTokens) return undefined;
  const all = sentences(tokens).map((sentence) => clausesOf(tokens, sentence));
  const clauses = all.flat();
  if (clauses.length < 2 || !clauses.some(tells)) return undefined;
  const wishes = all.flatMap(wishesOf);
  if (!wishes.some(({ segment }) => list.slice(...segment).some(isTimeWord))) return undefined;
  // "Book him and Constance": who that is, only a story may tell.
  if (wishes.some(({ segment }) => isOfSomebody(list, segment))) return undefined;
  const switches = switchesIn(tokens);
  const stories = clauses.filter((clause) => !wishes.includes(clause));
  const clash = clashOf(tokens, stories, wishes);
  const told = stories.filter(
    (clause) =>
      canGo(tokens, clause, wishes) &&
      !switches.some(([from, to]) => from < clause.segment[1] && clause.segment[0] < to),
  );
  if (!told.some(tells) && clash === undefined) return undefined;
  return {
    segments: [...told.map(({ segment }) => segment), ...wishes.flatMap((wish) => announcement(tokens, wish) ?? [])],
    count: told.some(({ counts }) => counts),
    nameDay: told.some(({ segment, isOver }) => !isOver && namesDay(tokens, segment)),
    clash,
  };
}

function isOfSomebody(list: Tokens['list'], [from, to]: Segment): boolean {
  return list
    .slice(from, to)
    .some(({ lower }, index, own) => /^(?:him|them)$/u.test(lower) && isRequestVerb(own[index - 1]?.lower ?? ''));
}

function tells({ kind }: Clause): boolean {
  return kind === 'story' || kind === 'refusal';
}

/** The clauses of a sentence that are to be read. */
function wishesOf(
  sentence: readonly Clause[],
  position: number,
  all: readonly (readonly Clause[])[],
): readonly Clause[] {
  // "Let's play it safe: the pricing review on Tuesday".
  if (!sentence.some(tells)) return sentence.filter(({ kind, opens }) => kind !== 'plea' || !opens);
  const others = all.some((one, index) => index !== position && isOfWish(one));
  const wishes = sentence.filter(({ kind }, index) => kind === 'wish' || (kind === 'names' && isRead(sentence, index)));
  // Whatever stands beside a wish may be its name, and where there is no other wish, a plea may be it.
  const isBeside = ({ kind, opens }: Clause) => (wishes.length > 0 && kind === 'filler') || !(others || opens);
  return sentence.filter(
    (clause) => wishes.includes(clause) || (/^(?:filler|plea)$/u.test(clause.kind) && isBeside(clause)),
  );
}

/** "The client wanted Monday, then Wednesday, and now they've settled: Thursday at 15:30": true for the last of these times. */
function isRead(sentence: readonly Clause[], index: number): boolean {
  const verbs = (one: Clause) => /^(?:story|refusal|wish)$/u.test(one.kind);
  const before = sentence.slice(0, index).findLastIndex(verbs);
  const [told, next] = [sentence[before], sentence.slice(index + 1).find(verbs)];
  if (!told || told.kind === 'wish' || next?.kind === 'wish') return true;
  const isOpened =
    sentence.slice(before, index).some(({ opens }) => opens) ||
    /^(?:so|anyway|anyways|anyhow|okay|ok|right)$/u.test(sentence[before + 1]?.begins ?? '');
  return isOpened || (!next && !goesOn.test(sentence[index]?.begins ?? ''));
}

/** Words that go on with what was told. */
const goesOn = /^(?:at|on|until|till|from|in|around|about|and|or|then|not|since|before|after)$/u;

/** True for a sentence that asks, or is nothing but names and times. */
function isOfWish(sentence: readonly Clause[]): boolean {
  return (
    sentence.some(({ kind }) => kind === 'wish') ||
    (sentence.some(({ kind }) => kind === 'names') && !sentence.some(tells))
  );
}

/** "So the only sane day is Friday", "what's left is Friday": what stands in front of the time. */
function announcement({ list }: Tokens, { segment: [from, to], kind }: Clause): readonly Segment[] | undefined {
  const verb = list.slice(from, to).findIndex(({ lower }) => /^(?:is|are)$/u.test(lower));
  const text = list
    .slice(from, from + verb)
    .map(({ lower }) => lower)
    .join(' ');
  return verb > 0 && /^(?:wish|names)$/u.test(kind) && announces.test(text) ? [[from, from + verb + 1]] : undefined;
}

const announces =
  /^(?:(?:so|and|but|then) )*(?:what's left|what works|all that's left|(?:the|my|our|his|her|their) (?:\S+ ){0,3}(?:day|slot|time|date|option|choice|window|gap)(?: left| that works)?)$/u;

/** Where the words stand that say how it is held: "they wait until I let them in". */
function switchesIn(tokens: Tokens): readonly Segment[] {
  return tokens.list.flatMap((_token, index): readonly Segment[] => {
    const found = readOptionClause(tokens, index, false) ?? readOption(tokens, index);
    return found ? [[index, found.next]] : [];
  });
}
