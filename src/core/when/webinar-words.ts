import type { FoundOption } from './options.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** `webinar` as what the meeting is: "product webinar", "webinar about privacy", but not "webinar planning". */
export function isWebinar(tokens: Tokens, index: number): boolean {
  if (lowerAt(tokens, index) !== 'webinar') return false;
  if (afterKind(tokens, index) !== undefined) return true;
  if (isAnother(tokens, index)) return false;
  const behind = at(tokens, index + 1);
  const name =
    behind?.kind === 'word' &&
    !smallWords.has(behind.lower) &&
    !/^(?:titled|called|named|please|pls|plz|kindly|thanks|thx|ty|since|because|so|if|when|then|this|every|each)$/u.test(
      behind.lower,
    );
  return !name;
}

/** "Debrief after the webinar", "prep for our webinar", "slides of a webinar": one that there is, or will be. */
export function isAnother(tokens: Tokens, index: number): boolean {
  const article = /^(?:the|our|my|this|that|a|an|last|next|first|second)$/u.test(lowerAt(tokens, index - 1)) ? 1 : 0;
  const link = lowerAt(tokens, index - 1 - article);
  if (/^(?:after|before|following|of|from|during|since)$/u.test(link)) return true;
  return link === 'for' && preparations.test(lowerAt(tokens, index - 2 - article));
}

const preparations =
  /^(?:prep\w*|planning|plan|ready|rehears\w*|slides|script|agenda|content|ideas|invites|invitations|speakers|checklist|outline|practice|promo|promotion|material|materials|topics|budget)$/u;

/** `webinar style`, `in webinar mode`: how it is to be, and no part of its name. */
export function readWebinarKind(tokens: Tokens, index: number): Found<FoundOption> | undefined {
  const start = afterAny(tokens, index, ['as|in a?', 'as a?', 'in', 'use|using a|the?', ',']) ?? index;
  const next = lowerAt(tokens, start) === 'webinar' ? afterKind(tokens, start) : undefined;
  return next === undefined ? undefined : { value: { option: 'webinar', on: true }, next };
}

function afterKind(tokens: Tokens, index: number): number | undefined {
  return after(tokens, index + 1, '-? style|styled|mode|format|type|fashion|form');
}
