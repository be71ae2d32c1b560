import type { Reader } from './draft.ts';
import { findRange, type Range, readRange } from './range.ts';
import { type Reference, readReference } from './reference.ts';

const many = '(?:meetings|calls|appointments|events|calendar|agenda|schedule|day|week|plans?|diary|everything)';
const lists: readonly RegExp[] = [
  /^what(?:['’]?s| is| do| does| did| have| else| all)?\b(?!.*\b(?:time|about|link|pin|next meeting|next call)\b).*\b(?:on|left|have|got|happening|planned|scheduled|coming up|up|look(?:s|ing)?(?: like)?)\b/iu,
  new RegExp(`^(?:what|which|how many)\\b.*\\b${many}\\b`, 'iu'),
  /^(?:when |how )?(?:busy |free )?(?:am|are) (?:i|we) (?:free|busy|available|booked)/iu,
  /^who (?:am|are|do) (?:i|we) (?:meet|see)/iu,
  /^(?:have (?:i|we) )?got (?:anything|something|any)\b/iu,
  /^(?:is|are) (?:my|our) .*\b(?:free|busy|open|full)$/iu,
  /^how(?:['’]?s| is| does| will) .*\blook(?:ing)?(?: like)?$/iu,
  /^how busy (?:am|are) (?:i|we)\b/iu,
  /^(?:do|have|did) (?:i|we) (?:have|got|already have)\b/iu,
  /^(?:is|are) there (?:anything|something|any)\b/iu,
  /^(?:any|anything|any other) /iu,
  /^how(?:['’]?s| is| does| are) (?:my|our) /iu,
  new RegExp(
    `^(?:(?:show|list|give|tell|see|view|display|get|check|read)(?: me| us)? )?(?:(?:all|my|our|the|of|upcoming) )*(?:[\\w’'-]+ ){0,3}${many}(?: (?:on|for|in|of|at|from|with|this|next|today|tomorrow)\\b.*)?$`,
    'iu',
  ),
  /^(?:list\b|(?:free|busy) )/iu,
];

const asksFirst =
  /^(?:(?:hey|hi|hello|please|pls|ok(?:ay)?|so|and|well|sorry|actually|just|also|can you|could you|(?:tell|show|give|list)(?: me| us)?)[\s,]+)*(?:what(?!\s+(?:about|if)\b)|which|who|when|where|how(?!\s+about\b)|(?:am|are|do|did|have) (?:i|we)\b|(?:is|are) (?:there|my|our)\b|any|anything|(?:list|free|busy|agenda|calendar) )/iu;

/** It asks, also where it names a day: “what’s on monday” is no change of what is open, and “what about monday” is. */
export function isQuestion(said: string): boolean {
  return asksFirst.test(said.trim());
}

export interface ListWish {
  readonly range: Range;
  /** Only those with these people, as said: `@bob`. */
  readonly people?: string;
}

/** What is on, and when somebody is free. */
export function readList(core: string, reader: Reader): ListWish | undefined {
  const shown = /^(?:show|list|give|tell|see|view|display|get|check|what about|how about)(?: me| us)? (.+)$/iu.exec(
    core,
  )?.[1];
  const range = readRange(shown ?? core, reader);
  // "meeting" alone is rather a wish for one, and signs are none at all.
  if (range && /[\p{L}\p{N}]/u.test(core) && !/^(?:meeting|call)$/iu.test(core)) return { range };
  if (!lists.some((pattern) => pattern.test(core))) return undefined;
  // "list price review friday 10:00" begins with a verb by chance; "am I free at 3pm" asks.
  if (hasTime.test(core) && /^(?:list|show|give|see|view|display|get|check|read)\b/iu.test(core)) return undefined;
  // "secret plan on friday at 10:00" is a meeting; who asks about a time begins with a word that asks.
  if (
    hasTime.test(core) &&
    !/^(?:what|when|which|who|do|does|did|am|are|is|will|have|has|how|any|anything|my|our|free|busy)\b/iu.test(core)
  )
    return undefined;
  const found = findRange(core, reader);
  const people = /\bwith (.+?)(?: (?:on|for|in|at))? *$/iu.exec(found?.before ?? core)?.[1];
  const days = found?.range ?? readRange('', reader);
  return days && { range: days, ...(people && { people }) };
}

const facts =
  '(?:details?|info(?:rmation)?|link|pin|guests?|participants|attendees|invitees|time|day|date|title|name|length|duration)';
const shows: readonly RegExp[] = [
  new RegExp(
    `^(?:show|open|see|view|give|get|send|(?:what|where)(?:['’]?s| is| are|)|change|edit)?(?: me| us)? ?(?:the )?${facts} (?:of|for|about|to|on|in) (.+?)(?: to .+)?$`,
    'iu',
  ),
  new RegExp(`^(?:(?:show|give|send|see)(?: me| us)? )?(?:the )?${facts}()$`, 'iu'),
  /^who(?:['’]?s| is)? (?:coming|invited|there|in|attending)()$/iu,
  /^who(?: has)? (?:accepted|declined)()$/iu,
  /^(?:is|are|will|did|has|have) (?!i\b|we\b|you\b|there\b).+? (?:coming|going|invited|accept(?:ed)?|join(?:ed|ing)?|attend(?:ing)?|declined?)(?: to| at| in)? ?(.*)$/iu,
  /^(?:when|where) (?!do|does|will|am|is|are)(.+) (?:is|are|starts?|begins?|takes? place)$/iu,
  /^rename (.+?) (?:to|as|into) .+$/iu,
  /^(?:show|open|see|view|display|find|look up|edit|rename)(?: me| us)? (.+?)$/iu,
  /^(?:when|where)(?:['’]?s| is| are| was| do (?:i|we)(?: have| meet(?: with)?)?| am i(?: meeting(?: with)?)?| does| will) (.+?)(?: (?:start|begin|end|take place|be|happening|on|scheduled|again))*$/iu,
  /^what (?:time|day)(?:['’]?s| is| does| do (?:i|we) have) (.+?)(?: (?:start|begin|end|on|again))*$/iu,
  /^how long(?:['’]?s| is| does| will) (.+?)(?: (?:be|take|last))*$/iu,
  /^who(?:['’]?s|(?: all| else)? is| are| was| were| did i| will| comes?| accepted| declined)?(?: be)?(?: coming| going| invited?| attending| joining| there)?(?: to| in| at| for| on)? (.+)$/iu,
  /^(?:tell me|what do you know)(?: more)? about (.+)$/iu,
  /^what(?:['’]?s| is) (.+?) about$/iu,
  /^what(?:['’]?s| is) ((?:my |the |our |up )?next(?: meeting| call| one)?)$/iu,
];

/** What is to be known of one meeting. */
export function readShow(core: string, reader: Reader): Reference | undefined {
  const object = shows.map((pattern) => pattern.exec(core)?.[1]).find((found) => found !== undefined);
  return object === undefined ? undefined : readReference(object, reader);
}

/** A time of day that is written as one. */
export const hasTime =
  /(?<![\w:.])\d{1,2}[:.]\d\d(?![\w:])|\b\d{1,2} ?[ap]\.?m\b|\bat \d|o['’]clock\b|\bnoon\b|\bmidnight\b/iu;
