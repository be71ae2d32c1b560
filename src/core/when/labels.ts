import { readRequestVerb } from './request-verbs.ts';
import { after, afterAny, at, isBoundary, lowerAt, someBefore, type Tokens, take } from './tokens.ts';
import { months, smallWords, weekdays } from './words.ts';

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
  'on the dot',
  // Where it is, says nothing of it.
  'at|in the? usual|same place|spot|venue|room',
];

/** That it does not repeat, which is what nothing said of it means as well. */
const onceOnly = [
  'not|non|never - recurring|repeating',
  "not|non|never|isn't a? recurring|repeating|daily|weekly|fortnightly|monthly|yearly|series",
  'not every|each day|week|month|year',
  "no|don't|dont|doesn't|never repeat|repeats|recurrence|repetition",
];

/** What stands in front of people, in words that are spoken: "attendees @ann and @bob". */
const company =
  'attendees|attendee|participants|participant|invitees|invitee|guests|guest|invited|members|panel|panelists|panellists|interviewers|interviewer|presenters|presenter|speakers|speaker|hosts|host|facilitator|facilitators|chair|moderator|moderators|approvers|approver';

/** Labels of a form that somebody wrote: `When: Thursday 2pm`. */
export function takeLabels(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    const next = afterAny(tokens, index, [
      'how long|often :',
      'expected|estimated|planned|proposed|approximate|approx|total duration|length|time|start|date :|=',
      'when|where|who|whom|date|time|day|people|participants|participant|attendees|attendee|repeat|repeats|recurrence|frequency|duration|length|start|starts|invite|invites|invitees|invitee|guests|guest|members|member|attending|with|cc|required|optional|what|options|option|settings :|=',
      'participants|participant|attendees|attendee|invitees|invitee|guests|guest -|–|are|is|will be?',
    ]);
    const people = after(tokens, index, `${company} :|-?`);
    // "Interview panel: @ann" is a name.
    const isOfName = index > 0 && lowerAt(tokens, index) === 'panel' && isInside(tokens, index);
    if (people !== undefined && !isOfName && tokens.list[people]?.atom?.kind === 'person')
      take(tokens, index, people, 'noise');
    const once = afterAny(tokens, index, onceOnly);
    if (once !== undefined && isBoundary(tokens, once)) take(tokens, index, once, 'noise');
    const leisure = afterAny(tokens, index, leisures);
    if (leisure !== undefined) take(tokens, index, leisure, 'noise');
    const told = after(tokens, index, 'create|book|schedule|make|send|do|add it|this|that|them');
    const now = told === undefined ? undefined : after(tokens, told, 'right? now');
    // "Create it now" tells when to create it.
    if (told !== undefined && now !== undefined) take(tokens, told, now, 'noise');
    // "Book it friday 3pm now": when to do that.
    const { list } = tokens;
    const filler = fillerNow(tokens, index);
    if (filler !== undefined) take(tokens, index, filler, 'noise');
    const bare = bareLabel(tokens, index);
    if (bare !== undefined) take(tokens, index, bare, 'noise');
    const isTimed = () => someBefore(tokens, index, ({ kind, lower }) => kind === 'number' || lower === 'noon');
    if (lowerAt(tokens, index) === 'now' && list.slice(index + 1).every(({ kind }) => kind === 'sign') && isTimed())
      take(tokens, index, index + 1, 'noise');
    // "Sydney time:" is a zone.
    const isZone = index > 0 && lowerAt(tokens, index) === 'time' && tokens.list[index - 1]?.kind === 'word';
    // "Fleet renewal options:" is a name.
    const isWord = index > 0 && ofNames.test(lowerAt(tokens, index)) && isInside(tokens, index);
    if (next !== undefined && !isZone && !isWord && !smallWords.has(lowerAt(tokens, next - 2)))
      take(tokens, index, next, 'noise');
  }
}

/** "Thanks. Now please book …", "could you now set up … at 10:00": that it begins, where a time is said. */
function fillerNow(tokens: Tokens, index: number): number | undefined {
  const { list } = tokens;
  if (lowerAt(tokens, index) !== 'now' || !list.some(({ kind, lower }) => kind === 'number' || lower === 'noon'))
    return undefined;
  const begins = index === 0 || /^[.!?;:,–—-]$/u.test(list[index - 1]?.text ?? '');
  const asked = /^(?:you|u|we|i|please|pls|and|so|ok|okay|to)$/u.test(list[index - 1]?.lower ?? '');
  const goesOn = after(tokens, index + 1, ",? please|pls|plz|let's|lets|can|could|would|kindly|i|we") !== undefined;
  const verb = readRequestVerb(tokens, index + 1) !== undefined;
  return (begins && (goesOn || verb)) || (asked && verb) ? index + 1 : undefined;
}

/** "Date 4 August, time 18:00": a label without its sign, where a line of a form begins. */
function bareLabel(tokens: Tokens, index: number): number | undefined {
  const { list } = tokens;
  if (index > 0 && !/^[.;,|–—-]$/u.test(list[index - 1]?.text ?? '')) return undefined;
  const next = after(tokens, index, 'date|day|time|when');
  const [token, sign] = [at(tokens, next ?? -1), list[(next ?? -1) + 1]];
  if (next === undefined || !token) return undefined;
  // "Time 5 habits" and "day 2 workshop" are names.
  const isNumber = token.kind === 'number' && ((sign?.glued && sign.kind !== 'atom') || months.has(sign?.lower ?? ''));
  return isNumber || weekdays.has(token.lower) || months.has(token.lower) || /^(?:today|tomorrow)$/u.test(token.lower)
    ? next
    : undefined;
}

/** Labels that a name may end with. */
const ofNames =
  /^(?:date|time|day|people|participants?|members?|member|guests?|duration|length|starts?|invites?|what|options?|settings|repeats?|frequency|required|optional)$/u;

function isInside({ list }: Tokens, index: number): boolean {
  const [before, behind] = [list[index - 1], list[index + 2]];
  // "Scorecard date: thursday at 3pm", as the lines of a form say it.
  const isTime = behind?.kind === 'number' || weekdays.has(behind?.lower ?? '') || months.has(behind?.lower ?? '');
  if (isTime && /^(?:date|time|day|duration|length|starts?)$/u.test(list[index]?.lower ?? '')) return false;
  return before?.kind === 'word' && !before.taken && !smallWords.has(before.lower);
}
