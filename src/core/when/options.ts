import type { MeetingOptions } from './draft.ts';
import {
  isInDoubt,
  isJoined,
  isOfBefore,
  isWritten,
  ofRequests,
  readOptionClause,
  type Switched,
} from './option-clauses.ts';
import { off, on, things } from './option-phrases.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { readWebinarKind } from './webinar-words.ts';
import { smallWords } from './words.ts';

export interface FoundOption {
  readonly option: keyof MeetingOptions;
  readonly on: boolean;
}

/** What is switched on or off at an index; a lobby may also be what a meeting is about. */
export function readOption(tokens: Tokens, index: number): Found<Switched> | undefined {
  const clause = readOptionClause(tokens, index);
  if (clause) return clause;
  const phrase = readPhrase(tokens, index);
  if (phrase && (isOfBefore(tokens, index) || isInDoubt(tokens, index))) return undefined;
  return phrase && { value: { switched: { [phrase.value.option]: phrase.value.on } }, next: phrase.next };
}

function readPhrase(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  // "Kick-off, webinar, 4 january": beside the name.
  const isApart = /^[,;(]$/u.test(tokens.list[index - 1]?.text ?? '') && isBoundary(tokens, index + 1);
  if (isApart && lowerAt(tokens, index) === 'webinar')
    return { value: { option: 'webinar', on: true }, next: index + 1 };
  const kind = readWebinarKind(tokens, index) ?? readField(tokens, index);
  if (kind) return kind;
  const unrecorded = afterAny(tokens, index, ['unrecorded', 'off the record']);
  if (unrecorded && begins(tokens, index) && ends(tokens, unrecorded))
    return { value: { option: 'recording', on: false }, next: unrecorded };
  // "A waiting room call with …".
  const room = after(tokens, index, 'waiting room') ?? after(tokens, index, 'waiting - room');
  if (room !== undefined && /^(?:call|session|consultation)$/u.test(lowerAt(tokens, room)))
    return { value: { option: 'lobby', on: true }, next: room };
  const negated = lead(tokens, index, off);
  const negative = negated.map((start) => readThing(tokens, start, true)).find((found) => found !== undefined);
  if (negative) return { value: { option: negative.value, on: false }, next: tail(tokens, negative.next).next };
  for (const start of lead(tokens, index, on)) {
    const found = readThing(tokens, start, /^(?:with|and|plus|w|\/|\+|&)$/u.test(lowerAt(tokens, index)));
    // What a webinar is called stays in its title.
    if (
      !found ||
      (found.value === 'webinar' &&
        /^(?:please|pls|plz|kindly|,|to|also|then|just|let|let's|lets|\/|&|\+)$/u.test(lowerAt(tokens, index)))
    )
      continue;
    const rest = tail(tokens, found.next);
    // "and webinar planning" is about one.
    if (rest.next > found.next || ends(tokens, rest.next))
      return { value: { option: found.value, on: !rest.off }, next: rest.next };
  }
  const recorded = lowerAt(tokens, index) === 'recorded' && isSaidBehind(tokens, index) && ends(tokens, index + 1);
  if (recorded) return { value: { option: 'recording', on: true }, next: tail(tokens, index + 1).next };
  const adjective = tokens.list[index]?.glued ? undefined : after(tokens, index, 'recorded');
  const event = /^(?:webinar|session|call|meeting|training|event|demo|talk|presentation|interview|workshop)$/u;
  const named = adjective && isRecordedEvent(tokens, index);
  if (adjective && (named || event.test(lowerAt(tokens, adjective))))
    return { value: { option: 'recording', on: true }, next: adjective };
  return readPlain(tokens, index) ?? readVerb(tokens, index);
}

/** "Recorded town hall", "book a recorded town hall"; "recorded lectures review" and "pre-recorded demo" are about some. */
function isRecordedEvent(tokens: Tokens, index: number): boolean {
  const { list } = tokens;
  const what = at(tokens, index + 1);
  const isContent = /^(?:[^-]*[^s]s|music|audio|video|media|content|evidence|history|crime)$/u.test(what?.lower ?? '');
  if (what?.kind !== 'word' || isContent || list[index]?.glued) return false;
  const asked =
    /^(?:a|an)$/u.test(lowerAt(tokens, index - 1)) &&
    /^(?:book|schedule|up|need|want|have|arrange|plan|organise|organize|create|do|run|hold|host)$/u.test(
      lowerAt(tokens, index - 2),
    );
  return asked || begins(tokens, index);
}

/** `webinar: yes`, `record=true`, `type: webinar`: as the lines of a form say it. */
function readField(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  const type = after(tokens, index, 'type|format|mode|kind :|=|- webinar');
  if (type !== undefined && ends(tokens, type)) return { value: { option: 'webinar', on: true }, next: type };
  for (const [option, phrases] of things) {
    const named = afterAny(tokens, index, phrases);
    const next =
      named === undefined
        ? undefined
        : after(tokens, named, '?|:|= yes|yep|yeah|true|on|enabled|no|nope|nah|false|off|disabled');
    if (next !== undefined)
      return { value: { option, on: /^(?:yes|yep|yeah|true|on|enabled)$/u.test(lowerAt(tokens, next - 1)) }, next };
  }
  return undefined;
}

/** "… with @ann recorded", "… for the finance team recorded", and as the last word of all. */
function isSaidBehind({ list }: Tokens, index: number): boolean {
  const before = list[index - 1];
  if (before?.kind === 'atom' || /^(?:team|group|crew|staff|squad|committee)$/u.test(before?.lower ?? '')) return true;
  const isLast = list.slice(index + 1).every(({ kind }) => kind === 'sign');
  return (
    isLast &&
    before !== undefined &&
    !/^(?:is|was|are|were|be|being|been|get|got|gets|not|never|pre|self|how|what|we|i|they|-)$/u.test(before.lower)
  );
}

/** `record the all-hands`: what is recorded stays in the title. */
function readVerb(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  const told = isTold(tokens, index) && !isWritten(tokens, index);
  const event = told && after(tokens, index, `record ${events}`) !== undefined ? index + 1 : undefined;
  const next = event ?? (told ? after(tokens, index, 'record the|this|our|my') : undefined);
  return next === undefined ? undefined : { value: { option: 'recording', on: true }, next };
}

/** What is held and recorded: "record town hall", but "record label pitch". */
const events =
  "all-hands|townhall|town|all|standup|stand-up|retro|demo|sync|kickoff|kick-off|interview|training|session|meeting|call|workshop|webinar|lecture|qbr|onboarding|tomorrow's|today's|everyone's|friday's|monday's|thursday's";

function readPlain(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  const found = readThing(tokens, index, false);
  if (!found) return undefined;
  const rest = tail(tokens, found.next);
  const alone = ends(tokens, rest.next) && begins(tokens, index);
  const spoken = rest.next > found.next || found.next - index > 1;
  // What a webinar is called stays in its title, "product webinar" as well as "webinar".
  if (found.value === 'webinar') return undefined;
  // "Watch the recording": one that there is.
  const before = tokens.list[index - 1];
  const isThere = /^(?:a|the|recordings?)$/u.test(lowerAt(tokens, index)) && before?.kind === 'word' && !before.taken;
  if (isThere && found.value === 'recording' && !ofRequests.test(before.lower)) return undefined;
  if (isJoined(tokens, rest.next)) return undefined;
  return alone || (spoken && ends(tokens, rest.next))
    ? { value: { option: found.value, on: !rest.off }, next: rest.next }
    : undefined;
}

/** True where a verb may stand: "let's record the all-hands", but not in "track record". */
function isTold(tokens: Tokens, index: number): boolean {
  return (
    begins(tokens, index) ||
    /^(?:please|pls|plz|kindly|let's|lets|us|to|and|also|you|we|just|then|should|must)$/u.test(
      lowerAt(tokens, index - 1),
    )
  );
}

function lead(tokens: Tokens, index: number, phrases: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const phrase of phrases) {
    const next = after(tokens, index, phrase);
    if (next !== undefined) found.push(next);
  }
  return found;
}

function readThing(tokens: Tokens, index: number, led: boolean): Found<keyof MeetingOptions> | undefined {
  for (const [option, phrases] of things) {
    const next = afterAny(tokens, index, phrases);
    if (next === undefined) continue;
    // "with record companies", "no lobby renovation".
    if (led || next - index > 1 || ends(tokens, next) || tail(tokens, next).next > next) return { value: option, next };
  }
  return undefined;
}

function tail(tokens: Tokens, index: number): { readonly next: number; readonly off: boolean } {
  const offNext = afterAny(tokens, index, [
    ':|=|is|set? to? off',
    ': no|false',
    'off|disabled',
    "is|be? not|isn't|isnt needed|required|necessary|wanted|on|used",
  ]);
  if (offNext) return { next: offNext, off: true };
  // "Lobby yes, recording no".
  const no = after(tokens, index, 'no|nope|false');
  if (no !== undefined && isBoundary(tokens, no)) return { next: no, off: true };
  const next = afterAny(tokens, index, [
    'is|are|switched|turned|both|all on|enabled|active|required|please|pls|plz',
    'on|enabled for? all|everyone|both',
    'so that? people|guests|they|everyone|everybody|attendees|participants|externals|nobody|outsiders have? to|can|must|should|just? wait|knock outside|first?',
    'so that? nobody|noone|people|strangers can|does|do? not|just? walk|walks|barge|barges in',
    'for safety|security|privacy|later|the? minutes|notes|record|records|absentees',
    'should|must|shall|will|needs|need|has|have|to to? be on|enabled|active|available|used too|also|please?',
    ': on|yes|true|enabled',
    'yes|true',
    'on|enabled if|please?',
    'please|pls|plz|thanks|thx',
    'automatically',
    'for all? guests|externals|outsiders|everyone|everybody',
    'needed|required',
    'too|also|first',
    'as well',
  ]);
  // "recording on friday": the "on" belongs to the day, which was taken together with it.
  return { next: next ?? index, off: false };
}

function ends(tokens: Tokens, index: number): boolean {
  return (
    isBoundary(tokens, index) ||
    smallWords.has(lowerAt(tokens, index)) ||
    lowerAt(tokens, index) === 'n' ||
    at(tokens, index)?.kind !== 'word'
  );
}

function begins(tokens: Tokens, index: number): boolean {
  const before = tokens.list[index - 1];
  return !before || before.taken !== undefined || /^[,;.!?:(|–—-]$/u.test(before.text);
}
