import { folded } from './folded.ts';
import { isNameOfPerson, isOnlyName } from './given-names.ts';
import type { FoundWho } from './groups.ts';
import { readMore } from './people-list.ts';
import type { List } from './people-met.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, said, type Tokens } from './tokens.ts';
import { zonesOfPlace } from './zone-names.ts';

const talking = [
  'talk|speak|chat|reach|write|listen out? to',
  'a? quick|short? talk|chat|word to',
  'grab|catch|nab hold? of?',
];
const needing = [
  'need|want|wanna to see|meet|have|get with?',
  'need|want|see',
  'get|book|have|invite',
  'line|round up',
  'pencil|squeeze|fit|pull in',
];
/** What goes on with the request behind those who are needed. */
const behindNeeded =
  /^(?:from|for|at|on|about|re|regarding|to|this|next|today|tomorrow|tonight|please|pls|by|around|before|after|when|so|while)$/u;
const asking = ['ask|tell|get|want|need|invite|remind', "would|d|i'd like|love|want"];
const joining = [
  'to|can|should join|attend us|me|in? for? a|an|the|my|our?',
  'to come|dial|be to|into|in|at|on|for? a|an|the|my|our?',
  'along? to a|an|the|my|our',
];
const self = ['and|& me|i|myself|us'];
const meets = [
  'need|needs|want|wants a|an|another',
  'would|d like|love a|an|another',
  'need|needs|want|wants|have|has|should|must|ought to? meet|talk|chat|speak|discuss|sync|connect|catch|go|review|get up|over|through|together?',
  'would|d like|love to meet|talk|chat|speak|discuss|sync|connect|catch|go|review|get up|over|through|together?',
  'are|is going|due|supposed|meant to meet|talk|chat|speak|sync|connect|catch up?',
  'meet|talk|sync|connect|chat|speak up?',
  'is|are coming|joining|attending too|also|along as? well?',
  'is|are coming|joining|attending',
];
const comes = ['also? join|attend|come|dial|be in|on|there|along? too|also|as|please? well?'];
const panel = [
  'the? panel|attendees|participants|guests|invitees|people is|are',
  'the? panel|attendees|participants|guests|invitees|people will be',
  'the? panel|attendees|participants|guests|invitees|people :',
];

/**
 * People whom a verb says to be there: `talk to Priya and Arjun`, `ask Jonas to join a workshop`, `Bob and I need to meet`, `can Eddie
 * join too`. Names count that people are called by, or that are in company of mentions and groups.
 */
export function readPeopleOfVerb(tokens: Tokens, index: number): Found<List> | undefined {
  return (
    readTalkedTo(tokens, index) ??
    readAsked(tokens, index) ??
    readNeeded(tokens, index) ??
    readSomebody(tokens, index) ??
    readMeeting(tokens, index) ??
    readJoining(tokens, index) ??
    readPanel(tokens, index)
  );
}

function listOf(tokens: Tokens, start: number | undefined): Found<readonly FoundWho[]> | undefined {
  const list = start === undefined ? undefined : readMore(tokens, start, 'with', true);
  if (!list?.value.people.some((who) => isPerson(who))) return undefined;
  return { value: list.value.people, next: list.next };
}

/** Somebody who is surely a person: by an address or a mention, or by a name that people have. */
function isPerson({ named = [] }: FoundWho): boolean {
  return named.some(
    (one) => one.kind === 'mention' || one.kind === 'email' || (one.kind === 'name' && isNameOfPerson(one.name)),
  );
}

const found = (people: readonly FoundWho[], next: number): Found<List> => ({ value: { people, negated: false }, next });

/** True for a name that is a word or a place as well. */
function mayBeThing({ named = [] }: FoundWho): boolean {
  return named.some(
    (one) => one.kind === 'name' && (!isOnlyName(one.name) || zonesOfPlace(folded(one.name)).length > 0),
  );
}

function readTalkedTo(tokens: Tokens, index: number): Found<List> | undefined {
  const list = listOf(tokens, afterAny(tokens, index, talking));
  return list && found(list.value, afterAny(tokens, list.next, self) ?? list.next);
}

function readAsked(tokens: Tokens, index: number): Found<List> | undefined {
  const list = listOf(tokens, afterAny(tokens, index, asking));
  if (!list) return undefined;
  const people = afterAny(tokens, list.next, self) ?? list.next;
  const next = afterAny(tokens, people, joining);
  return next === undefined ? undefined : found(list.value, next);
}

/** "I need Ania from 8:15", "see Femi from treasury on monday", "I need the product team for the roadmap". */
function readNeeded(tokens: Tokens, index: number): Found<List> | undefined {
  const start = afterAny(tokens, index, needing);
  const first = start === undefined ? undefined : at(tokens, start);
  if (start === undefined || (first?.kind === 'word' && !/^(?:\p{Lu}\p{Ll}|the$)/u.test(first.text))) return undefined;
  const list = readMore(tokens, start, 'with', true);
  if (!list?.value.people.every((who) => isPerson(who) || isCompany(who))) return undefined;
  const ends =
    isBoundary(tokens, list.next) ||
    tokens.list[list.next]?.taken !== undefined ||
    behindNeeded.test(lowerAt(tokens, list.next));
  return ends ? found(list.value.people, list.next) : undefined;
}

/** "And I", in a list. */
function isSpeaker({ named = [], unclear, invalid, count }: FoundWho): boolean {
  return named.length === 0 && unclear === undefined && invalid === undefined && count === undefined;
}

/** A group, or whoever speaks. */
function isCompany(who: FoundWho): boolean {
  return isSpeaker(who) || (who.named?.every(({ kind }) => kind === 'group') ?? false);
}

/** At the beginning of what is said, or behind "can". */
function readMeeting(tokens: Tokens, index: number): Found<List> | undefined {
  if (
    index > 0 &&
    !isBoundary(tokens, index - 1) &&
    !/^(?:can|could|shall|should|so|and|but)$/u.test(lowerAt(tokens, index - 1))
  )
    return undefined;
  const start = after(tokens, index, 'can|could|shall|should') ?? index;
  if (!/^\p{L}/u.test(at(tokens, start)?.text ?? '') && !at(tokens, start)?.atom) return undefined;
  const list = isVerbNear(tokens, start) ? listOf(tokens, start) : undefined;
  if (!list) return undefined;
  const people = afterAny(tokens, list.next, self) ?? list.next;
  const next = afterAny(tokens, people, meets);
  // "Paris sync", "Parish sync": a place, or what it is about.
  const isAlone = start === index && people === list.next && list.value.length === 1;
  if (isAlone && list.value.some(mayBeThing)) return undefined;
  if (next !== undefined) return found(list.value, next);
  // "Amaka and I need to sort out the invoices".
  const isJoined = people > list.next || list.value.some(isSpeaker);
  const goesOn = isJoined && after(tokens, people, 'need|want|have|should|must|ought|would|are|will like|going? to?');
  return goesOn ? found(list.value, people) : undefined;
}

/** Looked for first: a list is not read at each of its names. */
function isVerbNear({ list }: Tokens, start: number): boolean {
  return list.slice(start + 1, start + mostWords).some(({ lower }) => verbs.test(lower));
}

/** Of those who are to meet. */
const mostWords = 40;
const verbs =
  /^(?:needs?|wants?|have|has|should|must|ought|would|d|are|is|meet|talk|chat|speak|discuss|sync|connect|catch|go|review|get)$/u;

/** "Could somebody from the board meet me": nobody knows who. Whoever is to book it is not meant. */
function readSomebody(tokens: Tokens, index: number): Found<List> | undefined {
  const start = after(tokens, index, 'can|could|would|will|should somebody|someone|anybody|anyone');
  if (start === undefined) return undefined;
  for (let verb = start; verb < start + 6 && at(tokens, verb); verb++) {
    const next = afterAny(tokens, verb, ['meet with? me|us', 'talk|speak|chat to|with me|us', 'join|call me|us']);
    if (next !== undefined) return found([{ unclear: said(tokens, start - 1, verb) }], next);
  }
  return undefined;
}

function readJoining(tokens: Tokens, index: number): Found<List> | undefined {
  const list = listOf(tokens, after(tokens, index, 'and? can|could|may|will|should'));
  const next = list && afterAny(tokens, list.next, comes);
  return next === undefined ? undefined : found(list?.value ?? [], next);
}

function readPanel(tokens: Tokens, index: number): Found<List> | undefined {
  // "Interview panel: @ann" is a name.
  const before = tokens.list[index - 1];
  if (before?.kind === 'word' && !before.taken && lowerAt(tokens, index) !== 'the') return undefined;
  const list = listOf(tokens, afterAny(tokens, index, panel));
  return list && found(list.value, afterAny(tokens, list.next, self) ?? list.next);
}
