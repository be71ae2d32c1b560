import { distance } from './distance.ts';
import type { Reader } from './draft.ts';
import { understand } from './index.ts';
import { hasTime, type ListWish, readList, readShow } from './intent-questions.ts';
import { isWhen, type MoveWish, readMoveWish } from './move-wish.ts';
import { findRange } from './range.ts';
import { type Reference, readReference } from './reference.ts';
import { readTakeOff, type TakeOffWish } from './take-off.ts';

/** What somebody wants who typed no command. */
export type Intent =
  | ({ readonly kind: 'list' } & ListWish)
  /** `to` is for `readMove`; empty: it was not said. */
  | ({ readonly kind: 'move' } & MoveWish)
  | { readonly kind: 'cancel'; readonly which: Reference }
  /** Also what can only be done on the meeting's card: renaming it. */
  | { readonly kind: 'show'; readonly which: Reference }
  /** `rest` names people; it stands at `at` in what was said, in UTF-16 units, so that mentions can be found in it. */
  | { readonly kind: 'add'; readonly which: Reference; readonly rest: string; readonly at: number }
  | ({ readonly kind: 'takeOff' } & TakeOffWish)
  /** `isBare`: not a word of a meeting, nor of coming to one. */
  | {
      readonly kind: 'answer';
      readonly answer: 'yes' | 'no' | 'maybe';
      readonly which: Reference;
      readonly isBare: boolean;
    }
  | { readonly kind: 'schedule' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'none' };

/** What a line in a direct chat wants that begins with no command. When in doubt, a new meeting: it is asked about. */
export function readIntent(said: string, reader: Reader): Intent {
  const begin = politeness.exec(said.slice(0, longest))?.[0].length ?? 0;
  const line = said.slice(begin).trim();
  const isTalk = line === '' || smallTalk.test(line);
  // "Sorry for the noise, the builders are here. Could we …": what is asked for stands behind it.
  const asked = isTalk || givesUp(line) ? /[.!?]\s+(\S.*)$/su.exec(line)?.[1] : undefined;
  if (
    asked !== undefined &&
    hasTime.test(asked) &&
    hasMeeting.test(asked) &&
    readIntent(asked, reader).kind === 'schedule'
  )
    return { kind: 'schedule' };
  if (isTalk) return { kind: 'none' };
  if (givesUp(line)) return { kind: 'stop' };
  const instead = readInstead(line, reader);
  if (instead) return instead;
  // Long lines are read in full only as a new meeting.
  if (line.length > longest || newMeeting.test(line)) return scheduleOr(line, reader, newMeeting.test(line));
  const end = /(?:[\s,]+(?:please|pls|thanks|thank you|for me|too|as well|now|instead))*[\s?!.]*$/iu.exec(line)?.index;
  const core = active(line.slice(0, end).replace(/\s+/gu, ' '));
  return (
    readAnswer(core, reader) ??
    readMove(core, reader) ??
    readAdd(said, line, reader) ??
    ifOff(readTakeOff(core, reader)) ??
    readCancel(core, reader) ??
    ifKind('list', readList(core, reader)) ??
    ifWhich(readShow(core, reader)) ??
    scheduleOr(line, reader, false)
  );
}

/** `never mind`, `leave it`, `don't`: what is asked or open is given up. */
export function givesUp(said: string): boolean {
  return stop.test(said.trim());
}

function ifKind(kind: 'list', wish: ListWish | undefined): Intent | undefined {
  return wish && { kind, ...wish };
}

function ifOff(wish: TakeOffWish | undefined): Intent | undefined {
  return wish && { kind: 'takeOff', ...wish };
}

function ifWhich(which: Reference | undefined): Intent | undefined {
  return which && { kind: 'show', which };
}

/** As one would order it: `can the review be moved to friday`, `do you know when it is`, `add 15 minutes to it`. */
function active(core: string): string {
  return core
    .replace(
      /^((?:it|that|the|my|our|\S+['’]s)\b.{0,80}?)(?: (?:should|must|can|could|needs? to|has to))? be (move|push|postpone|reschedule|shift|extend|shorten|cancel)l?e?d\b/iu,
      '$2 $1',
    )
    .replace(/^(?:show|tell|remind|do you know)(?: me| us)? (?=(?:what|when|where|who|how)\b)/iu, '')
    .replace(new RegExp(`^add (?:another )?(${distance}) to (.+)$`, 'iu'), 'extend $2 by $1');
}

/** No command about a meeting is so long. UTF-16 units. */
const longest = 1000;

const politeness =
  /^(?:\s*(?:hey|hi|hello|hallo|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|please|pls|ok(?:ay)?|so|and|well|sorry|actually|meetwire|there|just|also|can(?= the| my| it)|could(?= the| my| it)|kindly|(?:can|could|would|will) you|(?:can|could|may) i|(?:can|could|shall|should) we|let['’]?s|let us|i['’]d like to|i would like to|(?:i|we) (?:want|need|have|wish) to|i wanna)(?=[\s,.!?:]|$)[\s,.!?:]*)+/iu;

const smallTalk =
  /^(?:for\b|how are you|how['’]?s it going|what['’]?s up\W*$|who are you|what are you\b|what can (?:you|i) do|see you|talk (?:to you )?(?:later|soon)|have a (?:nice|good|great)|nice to meet|bye\b|good ?night|(?:great|cool|nice|perfect|lol|haha+)\W*$)/iu;

const stop =
  /^(?:never ?mind(?: (?:it|that))?(?:,? thanks?)?|forget (?:it|that|about (?:it|that))|stop(?: (?:it|that))?|nvm|abort|quit|leave it|drop it|cancel|don['’]?t\b.*|do not\b.*|no,? (?:thanks|thank you))[\s.!]*$/iu;

/** It begins like a wish for a new meeting, whatever else it says. */
const newMeeting =
  /^(?:schedule|set up|setup|book|create|plan|arrange|organi[sz]e|new|have|do|meet|find (?:a|some|us)|(?:make|put|add|start|set|get|hold|host|open) (?:in )?(?:an?|another|some|new)|(?:i|we) (?:need|want) (?:an?|another|some)|show and tell)(?=[\s:,]|$)(?! i\b| we\b| you\b)/iu;

function readAnswer(core: string, reader: Reader): Intent | undefined {
  const answers = {
    yes: /^(?:(?:yes,? )?(?:accept|i['’]?ll (?:come|attend|join|be (?:at|in|there))|i['’]?m coming|count me in)(?: to| for| at)?\b(.*)|(?:yes|yep|yeah|yup|sure|of course|ok(?:ay)?))$/iu,
    no: /^(?:(?:decline|i (?:can['’]?t|cannot|won['’]?t) (?:come|attend|join|make|be))(?: to| for| at)?\b(.*)|(?:no|nope|nah|no way|(?:i['’]?m )?not coming))$/iu,
    maybe: /^(?:tentative(?:ly)?|maybe|perhaps|not sure(?: yet)?)$/iu,
  } as const;
  for (const answer of ['yes', 'no', 'maybe'] as const) {
    const found = answers[answer].exec(core);
    if (!found) continue;
    const isBare = found[1] === undefined && !/coming/iu.test(core);
    return { kind: 'answer', answer, which: readReference(found[1] ?? '', reader), isBare };
  }
  return undefined;
}

function readAdd(said: string, line: string, reader: Reader): Intent | undefined {
  const found =
    /^(invite|add|include|loop in|bring in|cc)\s+(.+?)\s+(?:in)?to\s+(.+?)[\s?!.]*$/isu.exec(line) ??
    /^(include|loop in|bring in)\s+(.+?)\s+in\s+(.+?)[\s?!.]*$/isu.exec(line) ??
    /^(invite|add|include|loop in|bring in|cc)\s+(.+?)(?:\s+(?:too|as well|please))*[\s?!.]*$/isu.exec(line);
  const [, verb, rest = '', meeting] = found ?? [];
  if (!verb) return undefined;
  const which = readReference(meeting ?? '', reader);
  const definite = meeting === undefined || isDefinite(meeting);
  const people = /@|\b(?:team|group|everybody|everyone)\b/iu.test(rest) || /^invite/iu.test(verb);
  // "invite @bob to lunch tomorrow at 12:30", "invite @bob friday 3pm", "add lunch to friday": there is no such meeting yet.
  if (!definite && (which.times || /^an?\b/iu.test(meeting ?? ''))) return { kind: 'schedule' };
  if (meeting === undefined && (!people || findRange(rest, reader) || hasTime.test(rest))) return { kind: 'schedule' };
  if (/^(?:(?:an?|the) )?(?:recording|lobby|waiting room|agenda|note|description|link|password)s?$/iu.test(rest))
    return { kind: 'show', which };
  if (!people && /^(?:an?|the|some)\b/iu.test(rest)) return definite ? { kind: 'show', which } : { kind: 'schedule' };
  if (!people && !which.it && !which.title) return { kind: 'schedule' };
  return { kind: 'add', which, rest, at: said.indexOf(rest, said.indexOf(line) + verb.length) };
}

function readMove(core: string, reader: Reader): Intent | undefined {
  const wish = readMoveWish(core, reader);
  if (!wish) return undefined;
  // "push notifications review friday 3pm" begins with a verb by chance.
  const { which, to } = wish;
  if (to === '' && which.title && which.times && !isDefinite(which.said)) return { kind: 'schedule' };
  return { kind: 'move', ...wish };
}

/** "(Can we) do 4pm instead", "friday instead": a time, and nothing of what it is. */
function readInstead(line: string, reader: Reader): Intent | undefined {
  const to =
    /^(?:(?:do|have|say|try|use|take|how about|what about) )?(?:it )?(?:(?:at|on|for) )?(.{1,60}?),? instead(?: please)?[\s?!.]*$/iu.exec(
      line,
    )?.[1];
  if (to === undefined || !isWhen(to, reader)) return undefined;
  const { draft } = understand(to, reader);
  const isTime = draft.title === '' && draft.people.length === 0 && draft.recurrence === undefined;
  return isTime ? { kind: 'move', which: readReference('it', reader), to } : undefined;
}

function readCancel(core: string, reader: Reader): Intent | undefined {
  const found =
    /^(cancel|abort|skip|call off|delete|remove|scrap|drop|get rid of|clear|kill) (.+?)(?: (?:from|in|on) my (?:calendar|diary|schedule|agenda))?$/iu.exec(
      core,
    ) ?? /^(call) (.+) off$/iu.exec(core);
  if (!found) return undefined;
  const [, verb = '', object = ''] = found;
  const which = readReference(object.replace(/\b(?:calendar|diary|schedule|agenda) (?:for|on)\b/iu, ''), reader);
  const wholeDay = /^clear$/iu.test(verb) && !which.title && !which.times && !which.it;
  return { kind: 'cancel', which: wholeDay ? { ...which, all: true } : which };
}

/** A meeting that is spoken of as one that there is. */
function isDefinite(meeting: string): boolean {
  return /^(?:it|that|this|these|those|the|my|our|his|her|their|all)\b|['’]s(?=\s|$)|["“„«]/iu.test(meeting);
}

const hasMeeting =
  /@\w|\b(?:meet(?:ing)?s?|calls?|sync|stand-?up|review|lunch|coffee|breakfast|dinner|chat|catch[ -]?up|interview|demo|workshop|webinar|retro(?:spective)?|session|discussion|kick-?off|planning|training|briefing|check-?in|huddle|appointment|invite|schedule|one[ -]on[ -]one)\b|\b1[:-]1\b|\bwith [\p{L}@]|\b\d+ ?(?:min(?:ute)?s?|hours?|hrs?|h)\b|\bevery \w|\b(?:daily|weekly|monthly|quarterly)\b/iu;

function scheduleOr(line: string, reader: Reader, sure: boolean): Intent {
  const sign = sure || hasTime.test(line) || hasMeeting.test(line) || findRange(line, reader) !== undefined;
  return { kind: sign || namesNoSuchDay(line, reader) ? 'schedule' : 'none' };
}

/** UTF-16 units. */
const longestWithDay = 200;

/** "party on 31 april": a day all the same, of which can be asked. */
function namesNoSuchDay(line: string, reader: Reader): boolean {
  if (line.length > longestWithDay || !/\b(?:29|30|31)(?:st|th)?\b/iu.test(line)) return false;
  return understand(line, reader).questions.some(({ why, choices }) => why === 'no_such_day' && choices.length > 0);
}
