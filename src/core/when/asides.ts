import { readTimes } from './clock-times.ts';
import { courtesies } from './courtesy-words.ts';
import { readDay } from './days.ts';
import { readDuration } from './durations.ts';
import { interjections, wishes } from './interjections.ts';
import { readRecurrence } from './recurrence.ts';
import { endsSentence, type Segment } from './title-clauses.ts';
import { afterAny, lowerAt, type Tokens, take } from './tokens.ts';
import { weekdayPlurals, weekdays } from './words.ts';

/** More sentences than this are not looked at one by one. */
const mostSentences = 20;

/**
 * Takes away what was told around a request, before anything is read in it: "was up at 5am with the baby. coffee tomorrow
 * 10:00". Only where the rest says a day and a time of its own, so that nothing of the meeting is lost.
 */
export function takeAsides(tokens: Tokens, monthFirst: boolean): void {
  takeBrackets(tokens);
  const all = sentences(tokens);
  if (all.length < 2 || all.length > mostSentences) return;
  const kinds = all.map((sentence) => kindOf(tokens, sentence));
  if (kinds.every((kind) => kind === 'request')) return;
  const rest = all.filter((_sentence, index) => kinds[index] === 'request');
  if (!rest.some((one) => hasTime(tokens, one)) || refersBack(tokens, rest)) return;
  const dated = rest.some((one) => hasDay(tokens, one, monthFirst));
  for (const [index, sentence] of all.entries()) {
    const kind = kinds[index];
    if (kind === 'request' || (!dated && hasDay(tokens, sentence, monthFirst))) continue;
    if (kind === 'told' && saysMore(tokens, sentence)) continue;
    if (kind === 'remark' && !isByTheBy(tokens, sentence, rest, monthFirst)) continue;
    const [from, to] = sentence;
    take(tokens, from, afterAny(tokens, to, ['anyway|anyways|anyhow|so|but so|and?', 'now then']) ?? to, 'noise');
  }
}

function sentences({ list }: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  const end = (to: number) => {
    if (to > from) found.push([from, to]);
    from = to;
  };
  for (let index = 0; index < list.length; index++) {
    const { lower } = list[index] ?? { lower: '' };
    if (/^(?:anyway|anyways|anyhow)$/u.test(lower)) end(index);
    else if (endsSentence({ list }, index) || (laughs.test(lower) && index > from)) end(index + 1);
    else if (/^[,;–—-]$/u.test(lower) && !list[index + 1]?.glued && index > from)
      if (turns.test(list[index + 1]?.lower ?? '') || kindOf({ list }, [from, index]) === 'mood') end(index + 1);
  }
  end(list.length);
  return found;
}

const laughs = /^(?:lol|lmao|haha|hahaha|hehe|rofl|smh)$/u;
/** Behind a comma or a dash, a request begins with these. */
const turns = /^(?:so|can|could|would|please|pls|plz|let's|lets|need|book|schedule|set|put|anyway)$/u;

/** `story`: something that happened, and cannot be what is wanted. `told`: something that is so. `mood`: small talk. */
type Kind = 'story' | 'told' | 'mood' | 'remark' | 'request';

function kindOf({ list }: Pick<Tokens, 'list'>, [from, to]: Segment): Kind {
  const tokens = list.slice(from, to);
  if (tokens.some(({ atom }) => atom)) return 'request';
  const words = tokens.filter(({ kind }) => kind !== 'sign').map(({ lower }) => lower);
  if (isMood(words)) return 'mood';
  const whole = words.join(' ');
  while (words.length > 1 && starts.has(words[0] ?? '')) words.shift();
  const text = words.join(' ');
  if (text === '' || asks.test(text)) return 'request';
  if (stories.test(whole) || stories.test(text)) return 'story';
  if (tells.test(whole) || tells.test(text)) return 'told';
  return from > 0 && words.length > 1 && remarks.test(text) ? 'remark' : 'request';
}

const starts: ReadonlySet<string> = new Set([
  ...interjections,
  ...'hey hi hello so well ok okay man god sorry btw fyi oh hm hmm um er yeah yep and but anyway morning afternoon evening folks team all wow gosh honestly dude bro'.split(
    ' ',
  ),
]);

const asks =
  /\b(?:needs?|needed|want|wants|wanted|would|could|can (?:you|we|u|i)|please|pls|plz|book|schedule|set|let's|lets|like|prefer|think|thinking|suggest\w*|propose\w*|hoping|planning|wondering|looking|supposed|agreed|decided|said|told|asked|invite\w*|record\w*|lobby|webinar|title|topic|subject|called|same|in mind|due|reserve|arrange|organi[sz]e|make|add|put)\b/u;

const who = '(?:(?:i|we|he|she|they|it|that|this|kids|baby|(?:my|our|the|this|that|last)(?: \\S+){1,3}?) )?';
const past =
  "was|were|wasn't|weren't|been|woke|slept|spent|survived|finished|missed|forgot|lost|came|went|ran|flew|landed|stayed|overslept|felt|took|lasted|ate|drank|drove|sat|stood|broke|fell|crashed|moved|had|left the|come off|come back|got (?:out|up|back|in|home|stuck|off|done|here|there|lost|no|zero|hit|called|pulled|dragged|rained|cut|cancelled|canceled|moved|pushed|bumped|some|my|the|a|an)";
const stories = new RegExp(
  [
    `^${who}(?:(?:only|just|already|barely|literally|finally|still|totally|completely|nearly|almost|kinda|have|has|had|i've|we've) )*(?:${past})(?= |$)`,
    "^(?:\\S+ ){1,4}(?:was|were|wasn't|weren't|ran over|got (?:cancelled|canceled|moved|pushed|bumped))(?= |$)",
    '^(?:\\S+ ){1,4}(?:is|are|got|has been|have been) (?:cancelled|canceled|postponed|over)$',
    '^(?:great|good|nice|lovely|fun|sorry|thanks|thank you|cheers|congrats) (?:seeing|meeting|talking|speaking|chatting|catching up|having|working|to see|to meet|for|about)(?= |$)',
  ].join('|'),
  'u',
);
const tells =
  /^(?:i'm|im|i am|i've|i have|i hate|i love|i can't|i cannot|can't|cannot|couldn't|my|it's|its|today's|today is|monday is|what an?|such an?|no one|nobody|happy|merry|gotta love|love|hate|hope|tired|sick|exhausted|drained|swamped|buried|slammed|excited|ready for|the (?:kids?|baby|dog|cat|wifi|office|weather|boss) (?:is|are|has|keeps?))(?= |$)/u;
/** What is told behind a request that says it all. */
const remarks =
  /^(?:have an?|enjoy|see (?:you|ya|u)|forgive|excuse|ignore|bear with|nothing|no|long overdue|cameras?|bring|don't|dont|feel free|take care|tell|stay|expect|prepare|wear|snacks|drinks|food|lunch|bye|talk|speak|catch you|good|safe|it'll|should|attendance|agenda|more|details|link|slides|much|very|super|not|just|only|coffee's|very|all good|hopefully|can't wait|cannot wait|looking|let me|that's|thats)(?= |$)/u;

const feelings: ReadonlySet<string> = new Set([
  ...interjections,
  ...'long busy crazy hectic wild rough tough slow rainy sunny cold hot happy merry love hate vibes blues grind amirite mood feels finally already thing'.split(
    ' ',
  ),
]);
const fillers: ReadonlySet<string> = new Set(
  'again another last weekends days made it before after over almost feeling'.split(' '),
);

/** "lol mondays", "happy friday", "last thing before the weekend": a day in a sigh is not the day. */
function isMood(words: readonly string[]): boolean {
  const isDay = (word: string) =>
    weekdays.has(word) || weekdayPlurals.has(word) || /^(?:week|weekend|day)$/u.test(word);
  return (
    words.length < 9 &&
    words.some(isDay) &&
    words.some((word) => feelings.has(word)) &&
    words.every((word) => isDay(word) || feelings.has(word) || fillers.has(word) || courtesies.has(word))
  );
}

function someIn([from, to]: Segment, is: (index: number) => boolean): boolean {
  for (let index = from; index < to; index++) if (is(index)) return true;
  return false;
}

function hasTime(tokens: Tokens, sentence: Segment): boolean {
  return someIn(sentence, (index) => {
    const start = readTimes(tokens, index)?.value.start;
    return start !== undefined && start.form !== 'vague' && !start.weak;
  });
}

function hasDay(tokens: Tokens, sentence: Segment, monthFirst: boolean): boolean {
  return someIn(sentence, (index) => {
    const day = readDay(tokens, index, monthFirst)?.value.day;
    return day !== undefined && day.kind !== 'vague' && day.kind !== 'past' && day.kind !== 'end';
  });
}

/** "Last one was 45 minutes, so the same again". */
function refersBack({ list }: Tokens, rest: readonly Segment[]): boolean {
  return rest.some(([from, to]) =>
    list.slice(from, to).some(({ lower }) => /^(?:same|ditto|likewise|then|there)$/u.test(lower)),
  );
}

/** Behind a request that says when and what, and without a word of when itself. */
function isByTheBy(tokens: Tokens, sentence: Segment, rest: readonly Segment[], monthFirst: boolean): boolean {
  const before = rest.some(([, to]) => to <= sentence[0]);
  return before && !hasTime(tokens, sentence) && !hasDay(tokens, sentence, monthFirst) && !saysMore(tokens, sentence);
}

/** A length or a repetition that was told may yet be meant. */
function saysMore(tokens: Tokens, sentence: Segment): boolean {
  return someIn(
    sentence,
    (index) =>
      readDuration(tokens, index) !== undefined ||
      (readRecurrence(tokens, index) !== undefined && !weekdayPlurals.has(lowerAt(tokens, index))),
  );
}

/** "(virtual lol)", "(no rush)", "(sorry!!)". */
function takeBrackets(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    if (lowerAt(tokens, index) !== '(') continue;
    const end = tokens.list.findIndex(({ lower }, at) => at > index && lower === ')');
    if (end < 0) return;
    const isAside = tokens.list
      .slice(index + 1, end)
      .every(({ lower, kind, atom }) => !atom && (kind === 'sign' || courtesies.has(lower) || manners.test(lower)));
    const said = tokens.list.slice(index + 1, end).some(({ lower }) => courtesies.has(lower) && !plain.test(lower));
    if ((isAside && said) || afterAny(tokens, index + 1, wishes) === end) take(tokens, index, end + 1, 'noise');
    index = end;
  }
}

const manners = /^(?:virtual|virtually|remote|remotely|online|video|person|zoom|teams)$/u;
const plain =
  /^(?:a|an|the|of|for|to|in|on|at|by|and|or|with|from|next|last|more|time|slot|high|top|optional|important|urgent|draft|confirmed|tentative|present|planned|included|q|all|both|new|work|fit)$/u;
