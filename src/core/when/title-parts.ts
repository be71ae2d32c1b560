import { beginsByCase, isCourtesy, type Request, skipCourtesy, skipLabel, withoutCourtesy } from './courtesy.ts';
import { isGeneric, isKind } from './kinds.ts';
import { isArticle, isPutDown, isRequestVerb } from './request-verbs.ts';
import type { Segment } from './title-clauses.ts';
import { isPhrasal, isPunctuation, trim } from './title-trim.ts';
import { behindWish } from './title-wish.ts';
import { nounsAsWell, requests, subjectLeads, sureNouns, verbLeads } from './title-words.ts';
import { after, afterAny, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** What one run of words that nobody else has read says of the name. */
export interface Part {
  readonly text: string;
  /** True if it says what it is about: "about pricing". */
  readonly subject: boolean;
  /** True where somebody asked for it: "can we do a …". */
  readonly requested?: boolean;
  /** With the verb in front, which may be of the name. */
  readonly whole?: string;
  /** The word that led to the subject, or to those whom it is for, for a name that has one. */
  readonly lead?: string | undefined;
}

export function partOf(tokens: Tokens, [first, last]: Segment): Part {
  const to = withoutCourtesy(tokens, first, last);
  // "Let @ann know the review is".
  const known = tokens.list[first - 1]?.taken === 'people' ? after(tokens, first, 'know that?') : undefined;
  const from = skipLabel(tokens, first, to) ?? known ?? first;
  let start = from;
  while (start < to && isPunctuation(tokens.list[start])) start++;
  const kind = colonBehindGeneric(tokens, start, to);
  if (kind !== undefined) return { ...trim(tokens, kind, to), subject: true };
  const led = afterAny(tokens, start, subjectLeads);
  if (led !== undefined && led < to) return { ...trim(tokens, led, to), subject: true, lead: lowerAt(tokens, start) };
  // "HSE training 9:00-11:30 for all technicians".
  const whom = first > 0 ? after(tokens, start, 'for all|new|our') : undefined;
  if (whom !== undefined && whom < to) return { ...trim(tokens, start + 1, to), subject: false, lead: 'for' };
  const wish = behindWish(tokens, start, to);
  if (wish) return { ...trim(tokens, wish.next, to), subject: wish.isSubject, requested: true };
  const verb = skipGreetings(tokens, start, to);
  const request = skipRequests(tokens, isPutDown(tokens, verb) ? verb + 1 : start, to);
  const { particles } = request;
  const asked = request.next > start ? behindMeeting(tokens, request.next, to) : request.next;
  const named = asked > start ? colonBehindGeneric(tokens, asked, to, true) : undefined;
  if (named !== undefined) return { ...trim(tokens, named, to), subject: true };
  const behind = afterAny(tokens, asked, [
    'about',
    'regarding',
    'talk|chat|speak|discuss|go|run about|over|through',
    'see|check the|our|my|your',
    'discuss the|my|our|your|his|her|their|some|how|why|what',
  ]);
  if (behind !== undefined && behind < to && asked > start)
    return { ...trim(tokens, startOfSubject(tokens, behind), to), subject: true };
  const inner = subjectInside(tokens, asked, to);
  if (inner !== undefined) return { ...trim(tokens, inner, to), subject: true };
  const end = withoutParticle(tokens, asked, to, particles);
  const whole = isBareVerb(tokens, start, asked) ? trim(tokens, asked - 1, end).text : undefined;
  const requested = skipCourtesy(tokens, start, to) !== undefined;
  return { ...trim(tokens, asked, end), subject: false, requested, ...(whole && { whole }) };
}

/** "Create meeting vendor shortlist": that it is one is no part of its name; "book meeting room tour" is. */
function behindMeeting(tokens: Tokens, index: number, to: number): number {
  const next =
    after(tokens, index, 'new|a? meeting|mtg') ?? after(tokens, index, 'an? event|invite|invitation|appointment');
  const word = next === undefined || next >= to ? undefined : tokens.list[next];
  const named = word?.kind === 'word' && !word.glued && !smallWords.has(word.lower) && !ofMeetings.test(word.lower);
  return next !== undefined && named && !isCourtesy(tokens, next, next + 1) ? next : index;
}

/** What meetings have, so that they are of a name with it. */
const ofMeetings =
  /^(?:rooms?|notes?|minutes|agendas?|prep|preparation|houses?|points?|schedules?|planning|norms|cadence|culture|spaces?|hygiene|etiquette|facilitation|skills|tools?|software|policy|policies|load|fatigue|audit|calendar|summary|recap|rhythm|structure|format|costs?|equipment|owls?|call|chat|session|about|regarding|re|to|for|with|called|titled|named|on|at|in|of|and|or|between|is|that|where|when)$/u;

function skipGreetings(tokens: Tokens, from: number, to: number): number {
  let index = from;
  while (
    index < to &&
    (isPunctuation(tokens.list[index]) || isCourtesy(tokens, index, index + 1)) &&
    !isRequestVerb(lowerAt(tokens, index))
  )
    index++;
  return index;
}

/** "Discuss how we hire" is about how. */
function startOfSubject(tokens: Tokens, behind: number): number {
  return /^(?:how|why|what)$/u.test(lowerAt(tokens, behind - 1)) ? behind - 1 : behind;
}

/** "Hold music review", "need hold music review": a last word in front that asks for a meeting, or belongs to its name. */
function isBareVerb(tokens: Tokens, start: number, asked: number): boolean {
  const verb = asked - 1;
  if (verb < start || !/^(?:hold|host|start|fix|block|find|make|throw|do)$/u.test(lowerAt(tokens, verb))) return false;
  const begins = verb === start && tokens.list.slice(0, verb).every(({ kind }) => kind === 'sign');
  const told = /^(?:need|schedule|book|arrange|create|add|organise|organize)$/u.test(lowerAt(tokens, verb - 1));
  return (begins || (told && verb > start)) && !isGeneric(tokens.list[asked]?.lower ?? '');
}

/** The second half of the verb behind the name: "chuck a review in", "set the demo up", but not "a catch up". */
function withoutParticle(tokens: Tokens, from: number, to: number, particles: Request['particles']): number {
  let end = to;
  while (
    end > from &&
    (isPunctuation(tokens.list[end - 1]) || /^(?:for|on|at|to|please|pls)$/u.test(lowerAt(tokens, end - 1)))
  )
    end--;
  // "Get the training set up".
  if (particles.has('setup') && end - 2 > from && after(tokens, end - 2, 'set up') === end) return end - 2;
  const split = end - 1 > from && !tokens.list[end - 1]?.glued && !isPhrasal(tokens, end - 1);
  return split && particles.has(lowerAt(tokens, end - 1)) ? end - 1 : to;
}

/** "Meeting: budget". */
function colonBehindGeneric(tokens: Tokens, from: number, to: number, asked = false): number | undefined {
  for (let index = from + 1; index < Math.min(to - 1, from + 4); index++) {
    if (!/^[:,]$/u.test(lowerAt(tokens, index))) continue;
    const kind = tokens.text.slice(tokens.list[from]?.start, tokens.list[index - 1]?.end);
    // "Book the war room: budget".
    const room = asked && /^(?:\S+ ){0,2}room$/iu.test(kind);
    const forWhom = /^(?:an? )?(?:webinar|meeting|call|session) for (?:the )?\p{L}+$/iu.test(kind);
    return room || forWhom || isGeneric(kind) || /^webinar$/iu.test(kind) ? index + 1 : undefined;
  }
  return undefined;
}

/** Behind "meeting about" and the like in one run of words. */
function subjectInside(tokens: Tokens, from: number, to: number): number | undefined {
  for (let index = from + 1; index < Math.min(to, from + 5); index++) {
    const lead = lowerAt(tokens, index);
    if (!/^(?:about|on|for|regarding|re|concerning|to)$/u.test(lead)) continue;
    const before = tokens.text.slice(tokens.list[from]?.start, tokens.list[index - 1]?.end);
    const about = /^(?:about|regarding|re|concerning)$/u.test(lead);
    if (!(about ? isKind(before) : isGeneric(before)) && !/^(?:an? )?webinar$/iu.test(before)) return undefined;
    const next = afterAny(tokens, index, [...subjectLeads, 'on|for']);
    return next !== undefined && next < to ? next : undefined;
  }
  return undefined;
}

function skipRequests(tokens: Tokens, from: number, to: number): Request {
  let index = from;
  let particles: Request['particles'] = new Set();
  for (;;) {
    while (index < to && isPunctuation(tokens.list[index])) index++;
    const polite = skipCourtesy(tokens, index, to);
    if (polite !== undefined) {
      index = polite.next;
      if (polite.particles.size > 0) particles = polite.particles;
      continue;
    }
    const next = afterAny(tokens, index, requests);
    if (next === undefined || next > to || index >= to) return { next: index, particles };
    const word = lowerAt(tokens, index);
    // "Invite-only", "A/B test", "I-9 forms".
    if (tokens.list[next]?.glued && /^[-/&]$/u.test(tokens.list[next]?.text ?? '') && tokens.list[next + 1]?.glued)
      return { next: index, particles };
    if ((index === from && beginsName(tokens, index, to)) || beginsByCase(tokens, index))
      return { next: index, particles };
    // "Block 5 handover".
    if (word === 'block' && next === index + 1 && tokens.list[next]?.kind === 'number' && isNoun(tokens, next + 1))
      return { next: index, particles };
    if (word === 'us' && isPlace(tokens, index, from)) return { next: index, particles };
    // "IT steering", "SEND review", "thank you lunch".
    if (isCapitals(tokens, index) && isNoun(tokens, next)) return { next: index, particles };
    if (word === 'thank' && isNoun(tokens, next)) return { next: index, particles };
    // "The booking review".
    if (word.endsWith('ing') && isArticle(tokens, index - 1) && isNoun(tokens, next)) return { next: index, particles };
    if (isFirstOfName(tokens, index, next, from)) return { next: index, particles };
    // "Meet the team" is what it is called.
    if (word === 'meet' && lowerAt(tokens, next) === 'the') return { next: index, particles };
    // Behind "I'd like to", it is the verb.
    const noun =
      nounsAsWell.get(word)?.has(lowerAt(tokens, next)) &&
      (index === from || !verbLeads.has(lowerAt(tokens, index - 1)) || sureNouns.has(lowerAt(tokens, next)));
    if (noun && next === index + 1) return { next: index, particles };
    index = next;
  }
}

/** "From idea to launch", "should we rewrite the parser". */
function beginsName(tokens: Tokens, index: number, to: number): boolean {
  const first = tokens.list.slice(0, index).every(({ kind }) => kind === 'sign');
  if (!first) return false;
  const asked = after(tokens, index, 'should we|i');
  if (asked !== undefined) {
    const verb = lowerAt(tokens, asked);
    return asked + 1 < to && !isRequestVerb(verb) && !meets.test(verb);
  }
  const about = after(tokens, index, 'time|start of|for');
  if (about !== undefined && about < to)
    return isNoun(tokens, about) && !isArticle(tokens, about) && !isGeneric(lowerAt(tokens, about));
  const words = tokens.list.slice(index + 1, to).map(({ lower }) => lower);
  return lowerAt(tokens, index) === 'from' && words.indexOf('to') > 0 && words.indexOf('to') < words.length - 1;
}

/** What people do in meetings, so that whoever asks whether to do it asks for one. */
const meets =
  /^(?:meet|talk|discuss|chat|speak|sync|catch|connect|call|go|review|have|do|say|try|aim|regroup|reconvene|touch|jump|hop|grab|also|maybe|just|please|then|all|both|move|push)$/u;

/** "On call handoff", "in house counsel", "new year's drinks": a first word that asks for nothing. */
function isFirstOfName(tokens: Tokens, index: number, next: number, from: number): boolean {
  const word = lowerAt(tokens, index);
  const begins = word === 'new' || (index === from && tokens.list.slice(0, index).every(({ kind }) => kind === 'sign'));
  const led = /^(?:a|an|the|our|my)$/u.test(lowerAt(tokens, index - 1));
  const isName = (at: number) => isNoun(tokens, at) && !smallWords.has(lowerAt(tokens, at));
  return (
    next === index + 1 &&
    (begins || led) &&
    /^(?:on|in|up|by|off|over|new)$/u.test(word) &&
    isName(next) &&
    (!isGeneric(lowerAt(tokens, next)) || (word === 'on' && lowerAt(tokens, next) === 'call' && isName(next + 1)))
  );
}

/** Capitals in a sentence that is not all of them: an abbreviation, and no verb. */
function isCapitals({ list, text }: Tokens, index: number): boolean {
  const word = list[index]?.text ?? '';
  return (
    /^\p{Lu}{2,}$/u.test(word) && !/^(?:FYI|BTW|PLS|OK|ASAP|LOL|TBH|IMO|PSA)$/u.test(word) && /\p{Ll}{3}/u.test(text)
  );
}

function isNoun(tokens: Tokens, index: number): boolean {
  const token = tokens.list[index];
  return token?.kind === 'word' && !token.taken && !isCourtesy(tokens, index, index + 1);
}

/** "US board", "us handoff": the country; "book us a room" is the speaker's. */
function isPlace(tokens: Tokens, index: number, from: number): boolean {
  const text = tokens.list[index]?.text ?? '';
  const noun = tokens.list[index + 1];
  if (
    !noun ||
    noun.taken ||
    noun.kind !== 'word' ||
    /^(?:a|an|the|all|some|both|in|for|to|together)$/u.test(noun.lower)
  )
    return false;
  return index === from || text === 'US';
}
