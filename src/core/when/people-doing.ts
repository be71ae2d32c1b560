import type { FoundWho } from './groups.ts';
import { isOne } from './people-list.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, someBefore, type Tokens } from './tokens.ts';

/** "@bo joins too": what is said of people that they do anyway. */
export function behindComing(
  tokens: Tokens,
  { value: { people }, next: behind }: Found<{ readonly people: readonly FoundWho[] }>,
) {
  if (!people.some(isOne)) return undefined;
  // "@mike's in".
  if (
    lowerAt(tokens, behind) === 'in' &&
    /s$/u.test(tokens.list[behind - 1]?.lower ?? '') &&
    isBoundary(tokens, behind + 1)
  )
    return behind + 1;
  const there = after(tokens, behind, 'is|are|will be? there|in|present for');
  if (there !== undefined) return there;
  const next = afterAny(tokens, behind, [
    'is|are|will|can|to|should|must|also|ought|needs|need|wants|want|has|have to? be? come|join|sit|dial along|in|by too|also|as? well?',
    'is|are|will|can|to|should|must|also|ought|needs|need|has|have to? be|attend|join|come there|present? too|also?',
    'is|will|to|should? present|presents|presenting|lead|leads|leading|chair|chairs|chairing|facilitates|facilitating|speaks|speaking|moderates|drives first|second?',
    'to? co - host|hosts|hosting',
    'to? cohost|cohosts|cohosting|host|hosts|hosting|interviewing|interviews|observing|shadowing|scribing|minuting',
    'taking|takes the? notes|minutes',
    'is|are|will|can|to|should|must|also be? joining|join|joins|attending|attend|attends|coming|come|comes|there|invited|required|optional too|also|as? well?',
    'joining|join|joins|attending|attends|coming|comes|invited|required|optional too|also|as? well?',
  ]);
  return next !== undefined && isBoundary(tokens, next) ? next : behindDoing(tokens, behind);
}

/** "… 4pm. @ann brings receipts": what somebody does, in a sentence of its own behind a time. */
function behindDoing(tokens: Tokens, index: number): number | undefined {
  const { list } = tokens;
  const isOwn =
    /^[.!?]$/u.test(list[index - 2]?.text ?? '') && someBefore(tokens, index, ({ taken }) => taken === 'clock');
  const doing = afterAny(tokens, index, [
    'brings|has|knows|prepares|sends|takes|owns|covers|handles|drives|hosts|leads',
  ]);
  if (!isOwn || doing === undefined) return undefined;
  let next = doing;
  while (next < doing + mostOfDoing && at(tokens, next)?.kind === 'word') next++;
  return isBoundary(tokens, next) ? next : undefined;
}

/** Nobody says in more words what somebody does. */
const mostOfDoing = 8;

/** "@bob can't make it", "@bob is on leave": who does not come, where nothing of another day follows. */
export function readAbsence(tokens: Tokens, who: FoundWho, behind: number): number | undefined {
  if (!isOne(who)) return undefined;
  const next = afterAny(tokens, behind, [
    "can't|cant|cannot|won't|wont|couldn't|isn't|will make|join|attend|come|be it|there|coming|able|available? to? make|join|attend|come? it?",
    'can|will not make|join|attend|come|be it|there|coming|able|available? to? make|join|attend|come? it?',
    "isn't|aren't coming|joining|attending|invited|available",
    'is|are not coming|joining|attending|invited|available',
    'has? declined|cancelled|canceled',
    "can't|cant|cannot|won't|wont",
    'is|are|will be? still|also? off|out sick|ill',
    'is|are|will be? still|also? on|off|out on? maternity|paternity|parental|annual|sick|medical? leave|holiday|vacation|pto',
    'is|are|will be? still|also? away|out|off|unavailable|sick|ill|gone',
  ]);
  if (next === undefined) return undefined;
  const isPositive = /^(?:can|will)$/u.test(lowerAt(tokens, behind)) && lowerAt(tokens, behind + 1) !== 'not';
  const isBare = next === behind + 1 || (next === behind + 2 && /^(?:be|able)$/u.test(lowerAt(tokens, next - 1)));
  const turns = /^(?:so|and|but|then)$/u.test(lowerAt(tokens, next));
  const ends =
    (turns || isBoundary(tokens, next)) && tokens.list[next]?.taken !== 'day' && tokens.list[next]?.taken !== 'clock';
  return ends &&
    !isPositive &&
    !(isBare && !/^(?:declined|cancelled|canceled|can't|cant|cannot|won't|wont)$/u.test(lowerAt(tokens, next - 1)))
    ? next
    : undefined;
}

/** What is done for somebody who is mostly not to hear of it before. */
const occasions =
  /^(?:birthday|farewell|leaving|baby|wedding|retirement|promotion|resignation|replacement|surprise|anniversary|departure|performance|absence|probation|termination|dismissal)$/u;

/** "A word about @bob", "for @bob's birthday": who may be only spoken of. */
export function isSpokenOf(tokens: Tokens, start: number, behind: number, who: FoundWho): boolean {
  if (!isOne(who)) return false;
  const before = tokens.list[start - 1]?.taken ? '' : (tokens.list[start - 1]?.lower ?? '');
  const isPossessive =
    /^['’]?s$/u.test(tokens.list[behind - 1]?.lower ?? '') && tokens.list[behind - 1]?.glued === true;
  // "The leaving do for @mo".
  const party = before === 'for' ? (tokens.list[start - 2]?.lower ?? '') : '';
  if (
    occasions.test(party) ||
    /^(?:do|party|shower|gift|present|card|drinks|cake|send-off|collection|whip-round)$/u.test(party)
  )
    return true;
  return /^(?:about|regarding|concerning)$/u.test(before) || (isPossessive && occasions.test(lowerAt(tokens, behind)));
}
