import { isRemark } from './aside-kinds.ts';
import { isCourtesy, withoutCourtesy } from './courtesy.ts';
import { type Segment, segments, withoutTales } from './title-clauses.ts';
import { candidates, isSentence, isStory } from './title-doubt.ts';
import { type Part, partOf, trim } from './title-parts.ts';
import { isGeneric, isKind, markers } from './title-words.ts';
import { after, afterAny, lowerAt, type Token, type Tokens, take } from './tokens.ts';
import { smallWords } from './words.ts';

/** What a meeting is called, as far as one can tell. */
interface FoundTitle {
  readonly title: string;
  readonly titleNamed: boolean;
  readonly titles: readonly string[];
}

/** Name as it was said: in quotes, behind "called", or what is left when everything else was read. */
export function readTitle(tokens: Tokens): FoundTitle {
  const named = readNamed(tokens) ?? readQuote(tokens);
  if (named !== undefined) return { title: named, titleNamed: true, titles: [] };
  const shown = remaining(tokens);
  const whole = shown.map(({ text, lead }, index) => (index > 0 && lead ? `${lead} ${text}` : text)).join(' ');
  const title = withoutPictures(whole);
  if (isStory(title)) return { title: '', titleNamed: false, titles: [] };
  if (title === '' || isGeneric(title)) {
    const told = toldAside(tokens);
    if (told)
      return told.subject
        ? { title: told.text, titleNamed: false, titles: [] }
        : { title, titleNamed: false, titles: [told.text, ...(title === '' ? [] : [title])] };
  }
  return { title, titleNamed: false, titles: candidates(shown, title, hasWordNumber(tokens)) };
}

/** "Hop on a call at 9:15? It's about the pipeline": what was told by the by, where the request itself names nothing. */
function toldAside({ text, list }: Tokens): Part | undefined {
  const asides = list.map(
    ({ taken, ...token }): Token => (taken === 'aside' ? token : { ...token, taken: taken ?? 'noise' }),
  );
  const tokens: Tokens = { text, list: asides };
  const parts = segments(tokens)
    .filter(([from, to]) => !isCourtesy(tokens, from, to))
    .map((segment) => partOf(tokens, segment));
  return parts.find(({ subject, text }) => subject && text !== '') ?? parts.find(({ text }) => text !== '');
}

/** "10.30am 4 pricing": the number may be a word. */
function hasWordNumber({ list }: Tokens): boolean {
  return list.some(({ taken, text }, index) => !taken && /^[24]$/u.test(text) && list[index - 1]?.taken === 'clock');
}

/** Pictures around a name are no part of it; one that is all there is says more than nothing. */
function withoutPictures(title: string): string {
  const words = title.replace(
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|\s)+|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|\s)+$/gu,
    '',
  );
  return words === '' ? title : words;
}

function readQuote(tokens: Tokens): string | undefined {
  const atom = tokens.list.find((token) => token.atom?.kind === 'quote' && !token.taken)?.atom;
  return atom?.kind === 'quote' ? atom.text : undefined;
}

/** How a meeting is held, behind its name. */
const manner = /^(?:webinar|zoom|teams|skype|webex|slack|google meet)$/iu;

/** The parts that the name is put together from. */
function remaining(tokens: Tokens): readonly Part[] {
  const all = segments(tokens);
  const telling = all
    .filter(
      ([from, to]) => !isCourtesy(tokens, from, to) && !isForPeople(tokens, from, to) && !isRole(tokens, from, to),
    )
    .flatMap((segment) =>
      withoutTales(
        tokens,
        segment,
        (clause) => isSentence(partOf(tokens, clause).text) || isBeside(tokens, clause),
        (clause) => isAskedFor(partOf(tokens, clause)),
      ),
    );
  // "My manager would like" and no more; one such word may yet be a name.
  const named = all.filter((segment) => !isSentence(partOf(tokens, segment).text));
  const found = withNames(telling.length > 0 ? telling : named, tokens)
    .map((segment) => partOf(tokens, segment))
    .filter(({ text }, index, all) => text !== '' && !(index > 0 && manner.test(text) && all[0]?.text !== ''));
  const parts = found.filter(({ text }, index) => index === 0 || !isRemark(text));
  const [main, ...rest] = parts;
  if (!main) return [];
  const subject = parts.find((part, index) => part.subject && (index > 0 || parts.length === 1));
  const others = parts.filter((part) => part !== subject);
  // "Budget sync friday 3pm, agenda: hiring": what it is called was said.
  const agenda = subject?.lead === 'agenda' && others.some(({ text }) => !isKind(text));
  if (agenda) return others;
  if (subject && others.every(({ text }) => (isAbout(subject) ? isKind(text) : isGeneric(text))))
    return [{ ...subject, lead: undefined }];
  const names = parts.filter(({ text, subject: about }) => about || !isGeneric(text));
  // "call … release go/no-go": the word for the kind of meeting says nothing beside a name.
  return names.length > 0 && !subject ? names : rest.length > 0 ? parts : [main];
}

/** "… about pricing": what it is about is said, whatever kind of meeting it is. */
function isAbout({ lead = '' }: Part): boolean {
  return /^(?:about|re|regarding|concerning|it's|its|it)$/u.test(lead);
}

/** A remark behind something else: "budget, no exceptions". */
function isBeside(tokens: Tokens, [from, to]: Segment): boolean {
  return from > 0 && isRemark(trim(tokens, from, to).text);
}

/** "Buyer agent is kim@homes.example": what somebody is, in front of who that is. */
function isRole(tokens: Tokens, from: number, to: number): boolean {
  return (
    from > 0 && to - from < 6 && tokens.list[to]?.taken === 'people' && /^(?:is|are)$/u.test(lowerAt(tokens, to - 1))
  );
}

/** "Shoot @ann an invite", "check with @ann that": a verb alone in front of people. */
function isForPeople(tokens: Tokens, from: number, to: number): boolean {
  return (
    tokens.list[to]?.taken === 'people' &&
    after(
      tokens,
      from,
      'please|pls|can|could|you|just? shoot|drop|fire|ping|give|check|confirm|tell|ask|notify|remind|grab|catch|get',
    ) === to
  );
}

function isAskedFor({ text, requested }: Part): boolean {
  return requested === true && text !== '' && !isSentence(text) && !isGeneric(text);
}

/** Of several runs of words, those that are no sentences, if there are any. */
function withNames(all: readonly Segment[], tokens: Tokens): readonly Segment[] {
  const names = all.filter((segment) => {
    const { text } = partOf(tokens, segment);
    return text !== '' && !isSentence(text);
  });
  return names.length > 0 ? names : all;
}

/** `called Budget`, `title: Budget`: all of it up to what was read as something else. */
function readNamed(tokens: Tokens): string | undefined {
  for (let index = 0; index < tokens.list.length; index++) {
    const start = afterAny(tokens, index, markers) ?? afterBareTitle(tokens, index);
    if (start === undefined) continue;
    let end = start;
    while (end < tokens.list.length && !tokens.list[end]?.taken) end++;
    const quote = tokens.list.slice(start, end).find(({ atom }) => atom?.kind === 'quote')?.atom;
    if (quote?.kind === 'quote') return quote.text;
    const text = trim(tokens, start, endOfNamed(tokens, start, end)).text;
    if (text !== '') return text;
  }
  return undefined;
}

/** "Topic is metrics. Appreciate ya!": what was said by the by behind a name is none of it. */
function endOfNamed(tokens: Tokens, start: number, last: number): number {
  const end = withoutCourtesy(tokens, start, last);
  for (let index = start + 1; index < end; index++) {
    const stops = /^[.!?…]+$/u.test(tokens.list[index]?.text ?? '') && !tokens.list[index + 1]?.glued;
    if (stops && isSentence(trim(tokens, index + 1, end).text)) return index;
  }
  return end;
}

/** `…, title Launch checklist`. */
function afterBareTitle(tokens: Tokens, index: number): number | undefined {
  const before = tokens.list[index - 1];
  const begins = before !== undefined && (before.taken !== undefined || /^[,;.(–—-]$/u.test(before.text));
  const [word, behind] = [lowerAt(tokens, index), tokens.list[index + 1]];
  if (!begins || behind?.kind !== 'word' || behind.taken) return undefined;
  if (word === 'title' && /^\p{Lu}/u.test(behind.text)) return index + 1;
  return /^(?:subject|topic)$/u.test(word) && !ofSubjects.test(behind.lower) && !smallWords.has(behind.lower)
    ? index + 1
    : undefined;
}

/** Behind these words a subject or topic is the thing itself: "topic modelling", "subject matter experts". */
const ofSubjects =
  /^(?:matter|line|lines|access|head|heads|leads?|teachers?|choices?|selection|review|reviews|model+ing|research|workshop|ideas|planning|list|lists|discussion|clusters?|session|meeting|call|to|tbd|tba|areas?|groups?)$/u;

/** When somebody is to see to it, which says nothing of the meeting. */
const leisures = [
  'when|whenever|if|once you|u|ya|yous? guys? ever? get|gets|have|find|got|has|had a|the|one|1? free|spare|quiet? sec|second|seconds|minute|min|minutes|moment|mo|chance|jiffy|tick|bit|time',
  'when|whenever|if you|u guys? are|r|be? free|able|ready|back|around',
  'got|have a sec|second|moment|mo',
  'just? a sec|second|moment|jiffy :|,|-',
  'at your earliest? convenience|leisure',
  'so? sorry|apologies for|about the|this? short|late notice but?',
  'no rush|hurry|pressure but|though|,?',
  'before i|we forget ,?',
];

/** What stands in front of people, in words that are spoken: "attendees @ann and @bob". */
const company = 'attendees|attendee|participants|participant|invitees|invitee|guests|guest|invited|members';

/** Labels of a form that somebody wrote: `When: Thursday 2pm`. */
export function takeLabels(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    const next = afterAny(tokens, index, [
      'how long|often :',
      'when|where|who|whom|date|time|day|people|participants|participant|attendees|attendee|repeat|repeats|recurrence|frequency|duration|length|start|starts|invite|invites|invitees|invitee|guests|guest|members|member|attending|with|cc|required|optional|what|options|option|settings :|=',
      'participants|participant|attendees|attendee|invitees|invitee|guests|guest -|–|are|is|will be?',
    ]);
    const people = after(tokens, index, company);
    if (people !== undefined && tokens.list[people]?.atom?.kind === 'person') take(tokens, index, people, 'noise');
    const leisure = afterAny(tokens, index, leisures);
    if (leisure !== undefined) take(tokens, index, leisure, 'noise');
    const told = after(tokens, index, 'create|book|schedule|make|send|do|add it|this|that|them');
    const now = told === undefined ? undefined : after(tokens, told, 'right? now');
    // "Create it now" tells when to create it.
    if (told !== undefined && now !== undefined) take(tokens, told, now, 'noise');
    // "Sydney time:" is a zone.
    const isZone = index > 0 && lowerAt(tokens, index) === 'time' && tokens.list[index - 1]?.kind === 'word';
    if (next !== undefined && !isZone && !smallWords.has(lowerAt(tokens, next - 2))) take(tokens, index, next, 'noise');
  }
}
