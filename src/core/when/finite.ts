import type { Segment } from './title-clauses.ts';
import type { Token } from './tokens.ts';
import { adverbs, behindIs, doers, happenings, helpers, past, plurals } from './verbs.ts';
import { months, ordinals, smallNumbers, tens, weekdayPlurals, weekdays } from './words.ts';

/** The verb of a clause that has a subject: where the subject begins and the verb stands. */
export interface Finite {
  readonly subject: number;
  readonly verb: number;
  /** Who or what does it: a person by a pronoun, a thing that was spoken of, a day, or anything with a name. */
  readonly by: 'person' | 'it' | 'day' | 'thing';
  readonly isPast: boolean;
}

/** Names of what does something are no longer than this. */
const longestSubject = 7;

type List = readonly Token[];

/** Finds the verb of a clause, behind words that begin a sentence and say when: "and on Thursday my son plays at 16:00". */
export function finiteIn(list: List, [from, to]: Segment): Finite | undefined {
  const begin = behindAdverbial(list, from, to);
  const start = list[begin]?.lower === 'which' && isDoer(list[begin + 1]) ? begin + 1 : begin;
  const first = list[start]?.lower ?? '';
  if (start >= to || /^(?:what|whoever|whatever|how|why)(?:'s)?$/u.test(first)) return undefined;
  if (first === 'no' && list[start + 1]?.lower === 'one') return verbOf(list, start, start + 2, to, 'person');
  const joined = /^(.+)'(?:m|s|re|ve|d|ll)$/u.exec(first)?.[1];
  if (joined !== undefined && (doers.has(joined) || isIt(joined)) && start + 1 < to)
    return {
      subject: start,
      verb: start,
      by: isIt(joined) ? 'it' : 'person',
      isPast: past.test(list[start + 1]?.lower ?? '') && !/'(?:m|s|re|ll)$/u.test(first),
    };
  if (/^(?:im|ive|hes|shes|theyre)$/u.test(first)) return { subject: start, verb: start, by: 'person', isPast: false };
  if (doers.has(first)) return verbOf(list, start, start + 1, to, 'person');
  if (isIt(first)) return verbOf(list, start, start + 1, to, 'it');
  return byName(list, start, to) ?? byDay(list, from, start, to);
}

function isDoer(token: Token | undefined): boolean {
  return token !== undefined && doers.has(/^(.+)'(?:m|s|re|ve|d|ll)$/u.exec(token.lower)?.[1] ?? token.lower);
}

/** True for what may be the meeting. */
function isIt(word: string): boolean {
  return /^(?:it|this|that|these|those|there|which)$/u.test(word);
}

function verbOf(list: List, subject: number, index: number, to: number, by: Finite['by']): Finite | undefined {
  let verb = index;
  while (verb < to && isAdverb(list[verb])) verb++;
  const token = list[verb];
  if (verb >= to || token?.kind !== 'word') return undefined;
  // "This week", "that review": only a verb behind it makes it one that does something.
  if (by === 'it' && !isVerb(token.lower)) return undefined;
  return { subject, verb, by, isPast: past.test(token.lower) || isPerfect(list, verb) };
}

function byName(list: List, start: number, to: number): Finite | undefined {
  for (let index = start; index < Math.min(to, start + longestSubject + 3); index++) {
    const { lower, kind, glued, atom } = list[index] ?? { lower: '', kind: 'sign', glued: false };
    // "Review with @ann is …": that it is with somebody makes it a meeting.
    if (/^(?:with|w|for|about|re|regarding|of what|plus)$/u.test(lower)) return undefined;
    if (kind === 'sign' && !/^[-’'&/]$/u.test(lower)) return undefined;
    if (atom && index > start && atom.kind !== 'person') return undefined;
    if (/'s$/u.test(lower) && index + 1 < to && behindIs.has(list[index + 1]?.lower ?? '') && !glued)
      return { subject: start, verb: index, by: 'thing', isPast: false };
    if (index === start || isAdverb(list[index])) continue;
    const isPlural =
      (plurals.has(lower) || (/^(?:start|end|run|work)$/u.test(lower) && determiners.test(list[start]?.lower ?? ''))) &&
      /s$|^(?:people|folks|kids|staff|crew|lot|us|them)$/u.test(nounBefore(list, index));
    // "Pension changes 2028".
    const isNoun = index + 1 >= to || /^\d{4}$/u.test(list[index + 1]?.text ?? '');
    if (helpers.has(lower) || (isVerb(lower) && !(isNoun && /s$/u.test(lower))) || isPlural)
      return { subject: start, verb: index, by: 'thing', isPast: past.test(lower) || isPerfect(list, index) };
  }
  return undefined;
}

/** "Thursday is Ascension Day", "tomorrow's a holiday", "the 28th and 29th are holidays". */
function byDay(list: List, from: number, start: number, to: number): Finite | undefined {
  const isBeing = /^(?:is|are|was|were|isn't|aren't|will)$/u.test(list[start]?.lower ?? '');
  if (isBeing && start > from && start + 1 < to) return { subject: from, verb: start, by: 'day', isPast: false };
  return undefined;
}

const determiners = /^(?:the|my|our|his|her|their|these|those|your)$/u;

function nounBefore(list: List, index: number): string {
  let before = index - 1;
  while (isAdverb(list[before])) before--;
  return list[before]?.lower ?? '';
}

function isVerb(word: string): boolean {
  return helpers.has(word) || happenings.has(word);
}

function isPerfect(list: List, index: number): boolean {
  const next = isAdverb(list[index + 1]) ? list[index + 2] : list[index + 1];
  return /^(?:has|have|hasn't|haven't)$/u.test(list[index]?.lower ?? '') && past.test(next?.lower ?? '');
}

function isAdverb(token: Token | undefined): boolean {
  return token !== undefined && (adverbs.has(token.lower) || /\p{L}{3}ly$/u.test(token.lower));
}

const starters = new Set(
  'and but so because since as while before after until till where when if though although cos anyway honestly sorry also then now still yes well okay ok hence plus otherwise obviously hi hello hey morning'.split(
    ' ',
  ),
);
const leading = /^(?:on|at|by|from|in|this|last|next|every|the|of|half|between|to|around|about)$/u;

/** Behind words that begin a clause, and such as say when: "and on Thursday". */
function behindAdverbial(list: List, from: number, to: number): number {
  let index = from;
  while (index < to) {
    const token = list[index];
    const next = list[index + 1];
    if (!token) break;
    const leads = leading.test(token.lower) && next !== undefined && (isTimeWord(next) || leadsOn(list, index + 1));
    const ordinal = /^(?:st|nd|rd|th)$/u.test(token.lower) && token.glued;
    const sign = token.kind === 'sign' && !/^[,;(]$/u.test(token.text);
    // "Tomorrow's a holiday": its verb.
    if (!(starters.has(token.lower) || isTimeWord(token) || leads || ordinal || sign)) break;
    index++;
  }
  return index;
}

function leadsOn(list: List, index: number): boolean {
  const [token, next] = [list[index], list[index + 1]];
  if (token && /^(?:then|that)$/u.test(token.lower)) return true;
  return token !== undefined && /^(?:this|last|next|the)$/u.test(token.lower) && next !== undefined && isTimeWord(next);
}

const timeWords = new Set(
  'today tomorrow tonight yesterday week weeks weekend weekends month months year quarter hour hours minute minutes mins noon midday midnight morning mornings afternoon afternoons evening evenings lunch lunchtime daily weekly monthly fortnight day days times hr hrs h am pm'.split(
    ' ',
  ),
);

/** A number, or a word that says when or how long. */
export function isTimeWord({ kind, lower }: Token): boolean {
  return (
    kind === 'number' ||
    timeWords.has(lower) ||
    weekdays.has(lower) ||
    weekdayPlurals.has(lower) ||
    (months.has(lower) && lower !== 'may') ||
    smallNumbers.has(lower) ||
    tens.has(lower) ||
    (ordinals.has(lower) && lower !== 'last' && lower !== 'second')
  );
}
