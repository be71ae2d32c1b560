import type { Reader } from './draft.ts';
import { isGeneric } from './kinds.ts';
import { isSentence } from './title-doubt.ts';
import { readWish } from './understand.ts';
import type { Understanding } from './understanding.ts';

/**
 * True for a sentence about another meeting, or the whole of one said anew, though something is asked about the one that is open: "budget sync with @chen tomorrow 3pm"
 * says what, on which day and at what time, and is no answer to "at 7 in the morning, or in the evening?".
 */
export function isOtherMeeting(said: string, { draft, questions }: Understanding, reader: Reader): boolean {
  const [question] = questions;
  // Which of several is meant may be answered by saying one of them; a name may be anything.
  if (question?.slot === 'meeting' || question?.slot === 'title') return false;
  const { title, titles, days, recurrences, clocks, people } = readWish(said, reader);
  const isNamed = isName(title) && titles.length === 0 && !isGeneric(title) && !isSentence(title);
  const isPlaced = days.some(({ role }) => role !== 'until' && role !== 'except') || recurrences.length > 0;
  if (!isNamed || !isPlaced || !clocks.some(({ start }) => start) || /\binstead\b/iu.test(said)) return false;
  const [one, other] = [title, draft.title].map((name) => name.toLowerCase());
  // The same once more, put right: what was said before is not added to it.
  if (one === other) return people.people.length > 0 || draft.people.length === 0;
  return one !== undefined && other !== undefined && (other === '' || !(one.includes(other) || other.includes(one)));
}

/** Two words, or one that meetings are called: "tomorrow 7pm is better" leaves a word that is none. */
function isName(title: string): boolean {
  return title.includes(' ') ? !comparing.test(title) : meetings.test(title);
}

const comparing =
  /\b(?:better|best|meant|mean|think|thought|fine|good|great|ok|okay|works?|rather|prefer|please|sorry|earlier|later|sooner|possible|free|available|busy)\b/iu;

const meetings =
  /^(?:lunch|dinner|breakfast|brunch|coffee|drinks|stand-?up|scrum|retro|retrospective|planning|sync|demo|interview|training|workshop|kick-?off|debrief|handover|huddle|brainstorm|onboarding|webinar|yoga|physio|dentist)$/iu;
