import type { Corrected } from './corrected.ts';
import type { Reader } from './draft.ts';
import { isPronoun, keyOfPerson, meant } from './pronouns.ts';
import { heard, type Reading, readHeard } from './read.ts';
import { settle } from './settle.ts';
import { type Stories, storiesIn } from './stories.ts';
import { type Token, type Tokens, take } from './tokens.ts';
import { offers } from './told-words.ts';
import type { Understanding } from './understanding.ts';

/**
 * What a sentence about a meeting says, and what has to be asked before there is one. Stories that are told around a wish are left out,
 * where what remains is a wish.
 */
export function understand(said: string, reader: Reader): Understanding {
  const all = heard(said, reader);
  const stories = storiesIn(all.tokens);
  if (!stories) return settle(readHeard(all, reader), reader);
  return disputed(readAround(all, stories, reader), stories);
}

/** What a sentence says about a meeting without the stories around it. */
export function readWish(said: string, reader: Reader): Reading {
  const all = heard(said, reader);
  const stories = storiesIn(all.tokens);
  return readHeard(stories ? leftOut(all, stories) : all, reader);
}

/** Leaves the stories out, where what remains is a wish. */
function readAround(sentence: Corrected, stories: Stories, reader: Reader): Understanding {
  const without = () => withoutStories(sentence, stories, reader);
  const alone = stories.count ? without() : undefined;
  if (alone && isWhole(alone)) return alone;
  const all = settle(readHeard(copyOf(sentence), reader), reader);
  if (!alone) {
    const rest = all.questions.length > 0 ? without() : all;
    return isWhole(rest) ? rest : all;
  }
  // Where nothing is asked, and yet it is not whole, its name or who comes is none.
  if (alone.questions.length === 0 || !isWish(alone) || (all.questions.length === 0 && isSameTime(all, alone)))
    return all;
  return alone;
}

/** "I'm off on friday. Budget review friday at 14:00": they cannot both be so. */
function disputed({ draft, questions }: Understanding, { clash }: Stories): Understanding {
  if (clash === undefined || questions.some(({ slot }) => slot === 'start' || slot === 'meeting'))
    return { draft, questions };
  return { draft, questions: [{ slot: 'start', why: 'vague_day', said: clash, choices: [] }, ...questions] };
}

/** What is left where the stories are left out; a day that only they name is asked about. */
function withoutStories(sentence: Corrected, stories: Stories, reader: Reader): Understanding {
  const reading = readHeard(leftOut(sentence, stories), reader);
  const { draft, questions } = settle(reading, reader);
  const { time } = draft;
  const isOpen = stories.nameDay && !hasDay(reading) && time !== undefined;
  if (!isOpen || questions.some(({ slot }) => slot === 'start')) return { draft, questions };
  return { draft, questions: [{ slot: 'start', why: 'day_missing', time, choices: [] }, ...questions] };
}

function hasDay({ days, recurrences }: Reading): boolean {
  return recurrences.length > 0 || days.some(({ role }) => role === 'on' || role === 'from');
}

/** True for a meeting that nothing is asked about. */
function isWhole({ draft, questions }: Understanding): boolean {
  return questions.length === 0 && /^[\p{L}\p{N}“]/u.test(draft.title) && !offers.test(draft.title.toLowerCase());
}

/** True for what has a name and a day or a time, whatever is asked about it. */
function isWish({ draft, questions }: Understanding): boolean {
  const placed = draft.date ?? draft.time ?? draft.recurrence;
  return draft.title !== '' && (placed !== undefined || questions.some(({ slot }) => slot === 'start'));
}

/** True for two of which only the name is not the same. */
function isSameTime(one: Understanding, other: Understanding): boolean {
  const [first, second] = [one, other].map(({ draft: { date, time, minutes, recurrence, timeZone } }) =>
    JSON.stringify([date, time, minutes, recurrence, timeZone]),
  );
  return first === second;
}

function copyOf({ tokens: { text, list }, doubts }: Corrected): Corrected {
  return { tokens: { text, list: list.map((token) => ({ ...token })) }, doubts };
}

/** The tokens with the stories taken away, and with whoever is meant by a pronoun in its place. */
function leftOut({ tokens: { text, list }, doubts }: Corrected, { segments }: Stories): Corrected {
  const tokens: Tokens = { text, list: list.map((token, index) => named(list, index) ?? { ...token }) };
  for (const [from, to] of segments) take(tokens, from, to, 'told');
  return { tokens, doubts };
}

function named(list: Tokens['list'], index: number): Token | undefined {
  const token = list[index];
  const who = token && isPronoun(list, index) ? meant(list, index) : undefined;
  const atom = who === undefined ? undefined : list.find((one) => keyOfPerson(one.atom) === who)?.atom;
  return token && atom && { ...token, kind: 'atom', atom };
}
