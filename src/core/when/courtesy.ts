import { adverbs, courtesies, labels, signOffs, subjects } from './courtesy-words.ts';
import { wishes } from './interjections.ts';
import { isArticle, isRequestVerb, type RequestVerb, readRequestVerb } from './request-verbs.ts';
import { nounsAsWell, sureNouns } from './title-words.ts';
import { after, afterAny, lowerAt, someBefore, type Token, type Tokens } from './tokens.ts';

/** Nobody is polite for longer than this. */
const mostLooked = 40;

const noParticles: ReadonlySet<string> = new Set();

/** Where a request ends and what is asked for begins. */
export interface Request {
  readonly next: number;
  /** Particles of its verb that may still come behind the name. */
  readonly particles: ReadonlySet<string>;
}

/**
 * Behind the last verb that asks for a meeting: all in front of it is politeness ("I would be grateful if you could schedule"), or
 * a clause that somebody is the subject of ("it is necessary that we make the").
 */
export function skipCourtesy(tokens: Tokens, from: number, to: number): Request | undefined {
  let behind: Request | undefined;
  let polite = true;
  let index = from;
  while (index < Math.min(to, from + mostLooked)) {
    // What it is about may have a subject and a verb of its own.
    if (!polite && /^(?:about|regarding|how|why|whether)$/u.test(lowerAt(tokens, index))) break;
    if (index > from && beginsByCase(tokens, index)) break;
    const verb = readRequestVerb(tokens, index);
    if (verb && verb.next <= to && isAsking(tokens, index, verb, { from, to, polite })) {
      behind = verb;
      polite = true;
      index = verb.next;
      continue;
    }
    // "Any chance of a", "up for a", "be informed that the".
    const offered =
      polite &&
      index > from &&
      index + 1 < to &&
      /^(?:of|for|that|to|scheduled|arranged|booked)$/u.test(lowerAt(tokens, index));
    if (offered && isArticle(tokens, index + 1))
      behind = { next: index + 1, particles: behind?.particles ?? noParticles };
    const isSaid = courtesies.has(lowerAt(tokens, index)) && !isNoun(tokens, index, to);
    polite &&= isSaid || isSign(tokens, index);
    index++;
  }
  if (behind) return polite && index >= to ? { ...behind, next: to } : behind;
  const told = behindPronoun(tokens, from, to);
  return told === undefined ? undefined : { next: told, particles: noParticles };
}

/**
 * "Schedule Hold music selection", "2pm: Host training": a capital inside a sentence that is written in small letters tells that a
 * name begins, though its first word would ask for something.
 */
export function beginsByCase(tokens: Tokens, index: number): boolean {
  const { list } = tokens;
  const [before, token, next] = [list[index - 1], list[index], list[index + 1]];
  if (!before || !/^\p{Lu}\p{Ll}/u.test(token?.text ?? '') || !mayBegin.has(token?.lower ?? '')) return false;
  if (/^[.!?…]+$/u.test(before.text) || next?.kind !== 'word' || next.taken) return false;
  // Where verbs have capitals as well, they tell nothing.
  const hasCapital = ({ text, kind }: Token, at: number) => at > 0 && kind === 'word' && /^\p{Lu}\p{Ll}/u.test(text);
  return !someBefore(tokens, index, hasCapital);
}

const mayBegin: ReadonlySet<string> = new Set(
  'hold host get from for up about on in by over off out make do find mark put free call plan start run join order check move change block time new fix'.split(
    ' ',
  ),
);

/** "I'm thinking", "we were hoping for": small talk that begins with who speaks. */
function behindPronoun(tokens: Tokens, from: number, to: number): number | undefined {
  const first = lowerAt(tokens, from);
  const presents = /^(?:there's|there|it's|that's|here's|this)$/u.test(first);
  if (!presents && !/^(?:i|i'm|im|i've|i'd|we|we're|we've|we'd)$/u.test(first)) return undefined;
  let next = from;
  while (next < to && courtesies.has(lowerAt(tokens, next))) next++;
  const ends = next > from + 1 && next < to && (!presents || isArticle(tokens, next - 1));
  return ends ? next : undefined;
}

function isAsking(
  tokens: Tokens,
  index: number,
  verb: RequestVerb,
  { from, to, polite }: { readonly from: number; readonly to: number; readonly polite: boolean },
): boolean {
  const word = lowerAt(tokens, index);
  // "We need set design": what is needed is a thing.
  const before = lowerAt(tokens, index - 1);
  const noun = lowerAt(tokens, index + 1);
  const isThing =
    /^(?:need|needs|have|want)$/u.test(before) ||
    !isSubject(tokens, index - 1, from) ||
    // "So book club friday".
    (sureNouns.has(noun) && /^(?:so|then|please|pls|plz|now)$/u.test(before));
  if (nounsAsWell.get(word)?.has(noun) && isThing) return false;
  const article = isArticle(tokens, verb.next);
  // "Stick us in".
  const isOurs = /^(?:me|us)$/u.test(lowerAt(tokens, index + 1)) && tokens.list[index + 1]?.text !== 'US';
  const joined = lowerAt(tokens, index - 1) === 'and';
  // "Can you do me a solid and book".
  const goesOn = joined && verb.sure && tokens.list.slice(from, index).some(({ lower }) => subjects.has(lower));
  if (!polite) return goesOn || (isSubject(tokens, index - 1, from) && (article || verb.sure));
  if (index === from) {
    const told = verb.sure && !word.endsWith('ing') && isFirst(tokens, from);
    // "Slot it in", "set the demo up": the other half of the verb stands behind.
    const isSplit = to - from > 2 && verb.particles.has(lowerAt(tokens, to - 1)) && isFirst(tokens, from);
    return isSplit || told || (verb.sure && verb.next > index + 1) || ((article || isOurs) && isFirst(tokens, from));
  }
  return (
    verb.sure ||
    article ||
    isOurs ||
    joined ||
    isSubject(tokens, index - 1, from) ||
    /^(?:need|have|get|do|doing|having)$/u.test(word)
  );
}

/** True behind somebody who is to do it, or a word that asks them to. */
function isSubject(tokens: Tokens, index: number, from: number): boolean {
  for (let before = index; before >= from && before > index - 4; before--) {
    if (subjects.has(lowerAt(tokens, before))) return true;
    if (!adverbs.has(lowerAt(tokens, before))) return false;
  }
  return false;
}

/** True where nothing was said before, or a clause begins: a verb there tells what to do. */
function isFirst(tokens: Tokens, index: number): boolean {
  const before = tokens.list[index - 1];
  const isFree = !before?.taken || /^(?:aside|noise|told)$/u.test(before.taken);
  if (before && isFree && /^[,.!?;:…]+$/u.test(before.text)) return true;
  return !someBefore(
    tokens,
    index,
    ({ lower, kind, taken }) =>
      taken !== 'told' && (taken !== undefined || (kind !== 'sign' && !courtesies.has(lower))),
  );
}

/** Behind a sign that only politeness, or a label, stands in front of: "for myself:", "SYSTEM:", "quick favour - ", "almost forgot!". */
export function skipLabel(tokens: Tokens, from: number, to: number): number | undefined {
  for (let index = from; index < Math.min(to - 1, from + 8); index++) {
    const word = lowerAt(tokens, index);
    // Before a comma it has to be politeness alone: "Budget, friday 3pm".
    const addressed = from === 0 && index === 1 && isAddressed(tokens);
    const stops = addressed || (/^[,.!?;–—-]+$/u.test(word) && isCourtesy(tokens, from, index));
    if (word === ':' || stops) {
      if (index === from || tokens.list[index + 1]?.glued) return undefined;
      return skipLabel(tokens, index + 1, to) ?? index + 1;
    }
    if (!courtesies.has(word) && !labels.has(word) && !(index === from && addressees.has(word))) return undefined;
  }
  return undefined;
}

/** "Team, budget at 3pm": to whom a line is said. */
const addressees: ReadonlySet<string> = new Set(
  'team all folks everyone guys people colleagues friends crew ladies gents gentlemen peeps lads'.split(' '),
);

/** True if a line begins with those to whom it is said. */
export function isAddressed(tokens: Tokens): boolean {
  return addressees.has(lowerAt(tokens, 0)) && /^[,!]$/u.test(lowerAt(tokens, 1));
}

/** True for words that say nothing: "should do", "if possible", "many thanks in advance". */
export function isCourtesy(tokens: Tokens, from: number, to: number): boolean {
  let words = 0;
  let signedOff = false;
  for (let index = from; index < to; index++) {
    const word = lowerAt(tokens, index);
    if (isSign(tokens, index) || /^[()[\]&+]$/u.test(word)) continue;
    signedOff ||= signOffs.has(word);
    if (isNoun(tokens, index, to)) return false;
    const wish = afterAny(tokens, index, wishes);
    if (wish !== undefined && wish <= to) {
      words++;
      index = wish - 1;
    } else if (courtesies.has(word) || word === 'many') words++;
    // "Regards, Priya".
    else if (signedOff && /^\p{Lu}\p{Ll}/u.test(tokens.list[index]?.text ?? '')) words++;
    // "Please set", but "planning" alone is a name, and so is "fitting" behind a greeting.
    else if (!isRequestVerb(word) || (word.endsWith('ing') && index > from && isSign(tokens, index - 1))) return false;
  }
  return words > 0;
}

/** "(Schedule) a follow-up", "book a reminder": what is made, in words that are politeness elsewhere. */
function isNoun(tokens: Tokens, index: number, to: number): boolean {
  const follow =
    after(tokens, index, 'follow -? up') ?? (lowerAt(tokens, index) === 'followup' ? index + 1 : undefined);
  const before = lowerAt(tokens, index - 1);
  const isMade = /^(?:a|an)$/u.test(before) || isRequestVerb(before);
  if (follow !== undefined) return isMade && follow === to && !/^(?:to|will|by|please)$/u.test(before);
  return index + 1 === to && isMade && /^(?:reminder|welcome)$/u.test(lowerAt(tokens, index));
}

/** The end of a title without a last part that is only politeness: "budget review, if you could". */
export function withoutCourtesy(tokens: Tokens, from: number, to: number): number {
  let end = to;
  for (let index = to - 1; index > from; index--) {
    if (!/^(?:[,.;!?–—-]|\.{2,}|…)$/u.test(lowerAt(tokens, index)) || tokens.list[index + 1]?.glued) continue;
    if (index + 1 < end && !isCourtesy(tokens, index + 1, end)) return end;
    end = index;
  }
  return end;
}

function isSign(tokens: Tokens, index: number): boolean {
  return tokens.list[index]?.kind === 'sign' && !/^[([{<#@$€£%&+*/]/u.test(tokens.list[index]?.text ?? '');
}
