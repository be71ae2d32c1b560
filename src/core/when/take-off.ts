import type { Reader } from './draft.ts';
import { findRange } from './range.ts';
import { type Reference, readReference } from './reference.ts';

/** Somebody is to be taken off a meeting that there is. */
export interface TakeOffWish {
  readonly which: Reference;
  /** Names people. */
  readonly rest: string;
  /** What may be meant to be cancelled, where nobody of that name is invited: `drop gym from friday`. */
  readonly otherwise?: Reference;
}

const uninvites = '(?:uninvite|disinvite|un-invite)';
const fromWhich = new RegExp(
  `^(?<verb>${uninvites}|remove|drop|delete|exclude|kick|strike)\\s+(?<who>.+?)\\s+(?:from|off(?: of)?|out of)\\s+(?<meeting>.+)$`,
  'iu',
);
const offWhich =
  /^(?<verb>take|kick|get|leave|strike|pull)\s+(?<who>.+?)\s+(?:off(?: of)?|out of|off from)(?:\s+(?<meeting>.+))?$/iu;
const alone = new RegExp(`^(?<verb>${uninvites})\\s+(?<who>.+)$`, 'iu');

/** What nobody is called. */
const things =
  /^(?:an?|the|this|that|these|those|my|our|your|it|all|each|every|some|any|no|half)\b|\b(?:meet(?:ing)?s?|calls?|sync|stand-?up|review|lunch|coffee|breakfast|dinner|demo|workshop|webinar|retro(?:spective)?|session|training|appointment|lobby|recording|waiting room|agenda|link|password|title|notes?|photos?|pictures?)\b|\d/iu;
const places = /^(?:my |the |our )?(?:calendar|diary|schedule|agenda|plan|week|day)\b/iu;
const crowd = /^(?:the |all (?:the )?)?(?:others|guests|people|invitees|attendees|\S+ (?:team|group))$/iu;

/** Everybody who is invited, as it is said. */
export const everybodyInvited =
  /^(?:everyone|everybody|all|all of them|(?:all )?(?:the )?(?:others|guests|people|invitees|attendees))$/iu;

/** `take Bob off the retro`, `remove @bob from friday’s review`, `uninvite Bob`; undefined: it is no such wish. */
export function readTakeOff(core: string, reader: Reader): TakeOffWish | undefined {
  const found = (fromWhich.exec(core) ?? offWhich.exec(core) ?? alone.exec(core))?.groups;
  if (!found?.who || !found.verb) return undefined;
  const { verb, who, meeting = '' } = found;
  const isSure = new RegExp(`^${uninvites}$`, 'iu').test(verb);
  if (places.test(meeting)) return undefined;
  const which = readReference(meeting, reader);
  if (isSure) return { which, rest: who };
  if (!/@/u.test(who) && !crowd.test(who) && (things.test(who) || findRange(who, reader))) return undefined;
  // “Remove duplicates from backlog friday 3pm” is a new meeting.
  if (which.times && !/^(?:the|my|our|this|that)\b|['’]s(?=\s|$)/iu.test(meeting)) return undefined;
  const object = core.slice(verb.length).trim();
  return { which, rest: who, otherwise: readReference(object, reader) };
}
