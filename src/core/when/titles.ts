import { distance } from 'fastest-levenshtein';
import { folded } from './folded.ts';

/** What a meeting has to have so that it can be found. */
export interface Findable {
  readonly id: string;
  readonly title: string;
  readonly start: Date;
  /** Names and addresses of those who are invited, where they are known: `my meeting with bob`. */
  readonly people?: readonly string[];
}

/** Words that say nothing of a title. */
const empty = new Set(
  'the a an my our your this that these those it them on at in of for from to by with about called titled named please is are was has have one ones thing scheduled planned me i we us and whole'.split(
    ' ',
  ),
);
/** Words for any meeting, which count only where several fit without them. */
const generic = new Set(
  'meeting meetings call calls appointment appointments event events session sessions invite invitation series'.split(
    ' ',
  ),
);

export function isGeneric(word: string): boolean {
  return generic.has(word);
}

/** Those that have all words in their title or among their people; of those that only nearly do, none while one does. */
export function withTitle<Meeting extends Findable>(title: string, meetings: readonly Meeting[]): readonly Meeting[] {
  const all = wordsOf(title);
  const telling = all.filter((word) => !isGeneric(word));
  if (all.length === 0) return [];
  const tries = [
    (meeting: Findable) => fits(all, meeting, isSame),
    (meeting: Findable) => telling.length > 0 && fits(telling, meeting, isSame),
    (meeting: Findable) => telling.length > 0 && fits(telling, meeting, isNear),
  ];
  return tries.map((isMeant) => meetings.filter(isMeant)).find(({ length }) => length > 0) ?? [];
}

/**
 * Of those that fit, the one whose whole title was said, however small its last word is: beside “release phase two”, “release phase one”
 * is not one of the two. All of them where no title was said whole.
 */
export function withWholeTitle<Meeting extends Findable>(
  said: string,
  title: string,
  meetings: readonly Meeting[],
): readonly Meeting[] {
  const line = ` ${plain(said)} `;
  const telling = wordsOf(title).filter((word) => !isGeneric(word));
  const whole = meetings.filter((meeting) => {
    const own = wordsOf(meeting.title);
    // "My review with Bob" is not the meeting that is called "Bob".
    return (
      plain(meeting.title) !== '' &&
      line.includes(` ${plain(meeting.title)} `) &&
      telling.every((word) => own.includes(word))
    );
  });
  return whole.length > 0 ? whole : meetings;
}

/** In small letters, without accents and signs; all words are there. */
function plain(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();
}

function fits(words: readonly string[], meeting: Findable, isAlike: (one: string, two: string) => boolean): boolean {
  const has = [meeting.title, ...(meeting.people ?? [])].flatMap(wordsOf);
  // Whoever says "standup" means the "stand-up", too.
  const joined = words.join('');
  return (
    (joined.length > 4 && has.join('').includes(joined)) ||
    words.every((word) => has.some((each) => isAlike(word, each)))
  );
}

function isSame(one: string, two: string): boolean {
  return one === two;
}

/** One letter is wrong, or two that were swapped; in a long word two are. A wrong digit makes another name. */
function isNear(one: string, two: string): boolean {
  if (/\d/u.test(one) || one.length < 4) return one === two;
  const wrong = distance(one, two);
  return wrong <= (one.length < 8 ? 1 : 2) || (wrong === 2 && letters(one) === letters(two));
}

function letters(word: string): string {
  return [...word].sort().join('');
}

/** It is written in both ways. */
export const oneOnOne = /\bone[ -](?:on|to)[ -]one\b/giu;

/** Words as they are compared: without case, accents and possessives. */
export function wordsOf(text: string): readonly string[] {
  return folded(text)
    .replace(oneOnOne, '1:1')
    .replace(/['’]s(?![\p{L}\p{N}])/gu, '')
    .split(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/u)
    .filter((word) => word !== '' && !empty.has(word));
}
