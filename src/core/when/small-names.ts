import { isGivenName } from './given-names.ts';
import { departments, pronouns, roles } from './group-words.ts';
import { isKind } from './kinds.ts';
import { at, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** Nobody is called by more words than these, and by one at least that is no particle. */
const mostWords = 5;

/** What stands in front of family names. */
const particles =
  /^(?:de|del|della|di|da|do|dos|das|du|van|von|vom|zu|der|den|ter|ten|al|el|bin|binti|ibn|ben|la|le|los|mc|mac|st|san|santa)$/u;

/** What a meeting has, rather than who comes: "with lunch", "with slides", "with video on". */
const things = new Set(
  'lunch breakfast brunch dinner supper food snacks pizza cake cakes coffee tea beer beers drinks wine biscuits catering refreshments music slides slide deck demo demos video videos audio sound camera cameras webcam webcams screen screens screenshare mic mics microphone microphones chat captions subtitles transcript transcripts transcription translation translations interpretation interpreter polls poll quiz questions q qa answers notes minutes agenda recording recordings break breaks breakout breakouts handouts examples exercises exercise games prizes time details updates prep homework activities'.split(
    ' ',
  ),
);

/** What meetings are about. */
const topics = new Set(
  'budget roof fee call check retro safety plan plans audit demo swap interview shortlist invoices invoice handover roadmap debrief sprint kickoff standup walkthrough design release update stock workshop lease payroll contract contracts rota launch deploy site visit strategy triage tax close churn tender project projects intake pipeline sales policy drill data samples forecast backlog hours scorecard move moves grant pitch server refresher product quarterly status bug bugs campaign postmortem show results report reports roster incident script outage rent wrap rollout schedule feedback practice permits checklist redesign recap merger coverage warehouse risk risks freeze schema trip trips critique month claims newsletter brainstorm stocktake exit readout export upgrade deal hire hires interviews growth numbers metrics figures scope goals okrs kpis costs next ideas thoughts'.split(
    ' ',
  ),
);

/** Endings of words for what is done or discussed: "hiring", "migration", "assessment". */
const endings = /^\p{L}{3,}(?:ing|ings|tions?|sions?|ments?|ness|ity|ities|ships?|ics|ware)$/u;

/** What goes on with the request behind somebody. */
const ofRequests =
  /^(?:weekly|daily|monthly|fortnightly|biweekly|today|tomorrow|tonight|every|each|discuss|discussing|re|regarding|concerning|there|here|online|virtually|remotely|instead|again|alone|now|soon|later|asap|who|which|when|if|because|since|as|re)$/u;

/** Words of politeness, which stand behind people and are none of their names. */
export const politeness =
  /^(?:thanks|thank|thx|ty|ta|urgent|urgently|please|pls|plz|cheers|regards|ok|okay|great|sorry|asap|hi|hello|hey|also|too|both|again|along|together|only|just|kindly|so)$/u;

/** True for what is no name of somebody behind "with": "lunch", "slides". */
export function isThing(word: string): boolean {
  return things.has(word);
}

/** "Slides and bob", "bob and slides": the index behind a thing that stands beside people. */
export function behindThing(tokens: Tokens, index: number, sure: 'with' | 'and'): number | undefined {
  if (!isThing(lowerAt(tokens, index))) return undefined;
  if (sure === 'and') return isBoundary(tokens, index + 1) ? index + 1 : undefined;
  const next = at(tokens, index + 2);
  const isBeside = next?.kind === 'atom' || isGivenName(next?.text ?? '');
  return isBeside && /^(?:,|and|&|\+)$/u.test(lowerAt(tokens, index + 1)) ? index + 1 : undefined;
}

/** A word in small letters that may be one of somebody's names; a topic may be as well, where nothing leads to people: "ferry talk". */
function isNameWord(tokens: Tokens, index: number, isLed = true): boolean {
  const token = at(tokens, index);
  if (token?.kind !== 'word' || token.glued || !/^\p{Ll}[\p{Ll}\p{M}'’]*$/u.test(token.text)) return false;
  const { lower } = token;
  return (
    !smallWords.has(lower) &&
    !ofRequests.test(lower) &&
    !politeness.test(lower) &&
    (isGivenName(token.text) ||
      !isLed ||
      !(
        things.has(lower) ||
        topics.has(lower) ||
        roles.has(lower) ||
        departments.has(lower) ||
        pronouns.has(lower) ||
        endings.test(lower) ||
        isKind(lower)
      ))
  );
}

/**
 * The index behind a name of several words in small letters: one that begins as those of people do, or has a particle in it, "jean luc
 * picard", "ludwig van beethoven"; any other one where a meeting is nothing but a meeting: "sync with oystein nygaard".
 * @param ends where a phrase ends
 */
export function behindSmallName(
  tokens: Tokens,
  start: number,
  ends: (tokens: Tokens, index: number) => boolean,
): number | undefined {
  const isLed = /^(?:with|w|\/|and|&|\+|,)$/u.test(lowerAt(tokens, start - 1));
  let next = start;
  while (next < start + mostWords && isNameWord(tokens, next, isLed)) next = behindHyphens(tokens, next + 1);
  const words = tokens.list.slice(start, next).map(({ lower }) => lower);
  const last = words.at(-1) ?? '';
  if (words.length < 2 || particles.test(last) || !ends(tokens, next)) return undefined;
  const isCalledSo = isGivenName(tokens.list[start]?.text ?? '') || words.some((word) => particles.test(word));
  return isCalledSo || isBehindMeeting(tokens, start) ? next : undefined;
}

/** "With harry budget": a topic right behind somebody. */
export function isTopicBehind(tokens: Tokens, start: number, next: number): boolean {
  const isSmall = /^\p{Ll}/u.test(at(tokens, next)?.text ?? '');
  return isSmall && /^(?:with|w|and|&)$/u.test(lowerAt(tokens, start - 1)) && !isNameWord(tokens, next);
}

/** "jan-peter", "smith-jones". */
function behindHyphens(tokens: Tokens, index: number): number {
  const joins = lowerAt(tokens, index) === '-' && at(tokens, index)?.glued && at(tokens, index + 1)?.glued;
  return joins && at(tokens, index + 1)?.kind === 'word' ? behindHyphens(tokens, index + 2) : index;
}

/** "Sync with …", "quick call with …": whoever stands there is met. */
function isBehindMeeting(tokens: Tokens, start: number): boolean {
  const lead = lowerAt(tokens, start - 1) === '/' ? start - 2 : start - 1;
  if (!/^(?:with|w)$/u.test(lowerAt(tokens, lead))) return false;
  const before = [1, 2, 3].map((count) =>
    tokens.list
      .slice(Math.max(0, lead - count), lead)
      .map(({ lower }) => lower)
      .join(' '),
  );
  return before.some((words) => isKind(words));
}

/**
 * True for an item of a list in small letters, which a comma leads to: others follow it, or stood in front of it, so that it is no
 * topic: "oystein, alvaro", "…, fransois and alvoro".
 */
export function isListed(tokens: Tokens, start: number, next: number): boolean {
  const words = tokens.list.slice(start, next);
  if (!words.every((_word, offset) => isNameWord(tokens, start + offset) || words[offset]?.text === '-')) return false;
  const [joint, behind] = [lowerAt(tokens, next), at(tokens, next + 1)];
  const isOther = behind?.kind === 'atom' || /^\p{Lu}/u.test(behind?.text ?? '') || isNameWord(tokens, next + 1);
  if (/^(?:,|and|&|\+)$/u.test(joint) && isOther) return true;
  // The third one at least: a comma stands in front of the one before.
  let before = start - 2;
  while (
    before > start - 2 - mostWords &&
    tokens.list[before]?.kind !== 'sign' &&
    !smallWords.has(lowerAt(tokens, before))
  )
    before--;
  return before < start - 2 && tokens.list[before]?.text === ',';
}
