import { plainTitle } from '../parse.ts';
import { saidAsWell } from './as-well.ts';
import { isBareWord } from './bare-word.ts';
import { check } from './check.ts';
import { choose } from './choose.ts';
import type { Reader } from './draft.ts';
import { readLastYear, readRelativeChange } from './draft-change.ts';
import type { Answered } from './impossible.ts';
import { merge } from './merge.ts';
import { readNames } from './people-change.ts';
import { type Reading, read } from './read.ts';
import { isNever, saidChoice } from './said-choice.ts';
import { settle } from './settle.ts';
import { readTitleChange, type TitleChange } from './title-change.ts';
import type { Question, Understanding } from './understanding.ts';
import { isZoneAnswer, zoneByName } from './zone-answer.ts';

/** Longer is no answer to one question; what it says would be a sentence of its own. UTF-16 units. */
const longest = 2000;

/** A typed answer to the first open question, or a change where none is open; undefined: it is neither. */
export function answer(understanding: Understanding, said: string, reader: Reader): Answered | undefined {
  if (said.trim() === '' || said.length > longest) return undefined;
  const [question] = understanding.questions;
  const renamed = readTitleChange(said, reader);
  if (renamed) return withTitle(understanding, renamed, reader);
  if (!question) return change(understanding, said, reader);
  if (question.slot === 'recurrence' && isNever(said))
    return chosen(withOnce(understanding, question), question.choices.length, reader);
  const index = saidChoice(question, said);
  if (index !== undefined) return chosen(understanding, index, reader);
  return typed(understanding, question, said, reader);
}

function chosen(understanding: Understanding, index: number, reader: Reader): Answered {
  return { understanding: choose(understanding, index, reader), refused: [] };
}

/** The question with a last choice more: that it takes place once. */
function withOnce(understanding: Understanding, question: Question & { slot: 'recurrence' }): Understanding {
  const rest = understanding.questions.slice(1);
  return {
    ...understanding,
    questions: [{ ...question, choices: [...question.choices, { recurrence: '' }] }, ...rest],
  };
}

/** A change of what is settled: "make it 4pm", and "move it to 7", which has a word of its own for "at". */
function change(understanding: Understanding, said: string, reader: Reader): Answered | undefined {
  const relative = readLastYear(understanding, said) ?? readRelativeChange(understanding, said, reader);
  if (relative) return relative;
  if (nobodyElse.test(said)) return withNobody(understanding, reader);
  const plain = merge(understanding, read(said, reader), reader, {});
  const [, to] =
    /^\s*(?:please\s+)?(?:move|change|shift|push|reschedule|make|set)\s+(?:it|that|this|the \p{L}+)\s+(?:back\s+)?(?:to\s+)?(\d.*)$/iu.exec(
      said,
    ) ?? [];
  if (plain) return plain;
  if (to !== undefined) return merge(understanding, read(`at ${to}`, reader), reader, {});
  const zone = zoneSaid(said);
  return zone && merge(understanding, { ...read('', reader), zones: [zone] }, reader, {});
}

/** `London time`, `in london`, `CET`: a zone, where nothing else is said. */
function zoneSaid(said: string): ReturnType<typeof isZoneAnswer> {
  const isBare = /^\s*(?:[A-Z]{2,4}|(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?)\s*$/u.test(said);
  const isPlace = /^\s*(?:(?:make|do|have) it )?in\s+\p{L}/iu.test(said);
  const named = isBare || isPlace ? isZoneAnswer(said.replace(/^\s*(?:make|do|have) it /iu, '')) : undefined;
  return zoneByName(said) ?? (named && named.zones.length > 0 ? named : undefined);
}

/** Another name; whatever is asked stays asked. */
function withTitle(understanding: Understanding, { title, more }: TitleChange, reader: Reader): Answered {
  const { draft, questions } = understanding;
  const left = questions.filter(({ slot }) => slot !== 'title');
  const next = check({ draft: { ...draft, title }, questions: left }, reader);
  return (more && merge(next, more, reader, {})) ?? { understanding: next, refused: [] };
}

/** What answers no question about the beginning and yet is clear: `5 times`, `for an hour`, `London time`. */
function besides(understanding: Understanding, question: Question, said: string, reader: Reader): Answered | undefined {
  const reading = read(said, reader);
  if (answers(question, reading)) return undefined;
  const { durations, recurrences, ends, title } = reading;
  if (title === '' && durations.length + recurrences.length + ends.length > 0)
    return merge(understanding, reading, reader, {});
  const zone = zoneSaid(said);
  return zone && merge(understanding, { ...read('', reader), zones: [zone] }, reader, {});
}

const nobodyElse = /^\s*(?:with )?(?:nobody|no one|noone|(?:just|only) me|(?:me )?alone)(?: else)?[\s.!]*$/iu;

function withNobody({ draft, questions }: Understanding, reader: Reader): Answered {
  return { understanding: check({ draft: { ...draft, people: [] }, questions }, reader), refused: [] };
}

function typed(understanding: Understanding, question: Question, said: string, reader: Reader): Answered | undefined {
  if (question.slot === 'title') return titled(understanding, said, reader);
  // “Also @bob” is one more, and says nothing of who is asked about.
  if (question.slot === 'who' && saidAsWell(said) !== undefined) return undefined;
  if (question.slot === 'meeting') return oneOfSeveral(understanding, question, said, reader);
  if (question.slot === 'zone') {
    const zone = isZoneAnswer(said);
    return zone && merge(understanding, { ...read('', reader), zones: [zone] }, reader, { question });
  }
  const beside = question.slot === 'start' ? besides(understanding, question, said, reader) : undefined;
  if (beside) return beside;
  for (const reading of readings(question, said, reader)) {
    if (!answers(question, reading)) continue;
    const matching = question.slot === 'start' ? matchingChoice(question, reading, understanding, reader) : undefined;
    if (matching !== undefined) return chosen(understanding, matching, reader);
    return merge(understanding, reading, reader, { question });
  }
  return undefined;
}

/** What was typed is the name, unless it says when: then it is a sentence of its own. */
function titled(understanding: Understanding, said: string, reader: Reader): Answered | undefined {
  // Of several names that are offered, “yes” says none.
  if (isBareWord(said)) return undefined;
  const { title, titleNamed, clocks } = read(said, reader);
  if (clocks.length > 0 && !titleNamed) return undefined;
  const name = titleNamed ? title : plainTitle(said.replace(/^(?:it(?:'s| is)|just|call (?:it|this))\s+/iu, ''));
  const { draft, questions } = understanding;
  const next = { draft: { ...draft, title: name }, questions: questions.slice(1) };
  return { understanding: check(next, reader), refused: [] };
}

/** What was typed, and then with the word before it that a bare answer leaves out: "7", "45", "bob". */
function readings({ slot, why }: Question, said: string, reader: Reader): readonly Reading[] {
  const plain = read(said, reader);
  const text = said.trim();
  if (slot === 'start') return [plain, ...(/^\d/u.test(text) ? [read(`at ${text}`, reader)] : [])];
  if (slot === 'duration') return [plain, read(`for ${text}${/^\d+$/u.test(text) ? ' minutes' : ''}`, reader)];
  if (slot === 'who') {
    // "Anna and bob@example.com", "add Anna": behind a word that leads to people, all of them are.
    const at =
      /^\s*(?:(?:please|add|invite|include|with|it is|it['’]s|i mean|i meant)\s+)*/iu.exec(said)?.[0].length ?? 0;
    const led = readNames({ text: said.slice(at), at }, reader);
    return led.people.people.length > plain.people.people.length ? [led, plain] : [plain, led];
  }
  if (slot === 'options') return [plain];
  const until = read(`until ${text}`, reader);
  return why === 'recurrence_end_unclear' ? [plain, until] : [plain, read(`every ${text}`, reader), until];
}

function answers({ slot }: Question, reading: Reading): boolean {
  const { days, clocks, parts, durations, people, recurrences, ends } = reading;
  if (slot === 'start') return days.length > 0 || clocks.length > 0 || parts.length > 0;
  if (slot === 'duration') return durations.length > 0 || clocks.length > 0;
  if (slot === 'options') return Object.keys(reading.options).length > 0;
  if (slot === 'who')
    return people.people.length + people.unclear.length + people.invalid.length > 0 || people.count !== undefined;
  return recurrences.length > 0 || ends.length > 0 || days.some(({ role }) => role === 'until');
}

/** "7pm" where 7:00 and 19:00 are offered, with a day each; "5" where 17:00 is. */
function matchingChoice(
  question: Question,
  reading: Reading,
  { draft }: Understanding,
  reader: Reader,
): number | undefined {
  const { days, durations, people, recurrences, zones } = reading;
  // Whatever is said with it has to be taken over as well.
  const more = [days, durations, people.people, people.unclear, people.invalid, recurrences, zones];
  if (more.some(({ length }) => length > 0) || reading.titleNamed) return undefined;
  const settled = settle(reading, reader, { draft });
  const [open] = settled.questions;
  // Of the two fives, the one that is offered.
  const said = open?.why === 'half_of_day' ? open.choices.map(({ time }) => time) : [settled.draft.time];
  const fitting = question.choices.flatMap(({ time }, index) =>
    time !== undefined && said.includes(time) ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** A new sentence about one of them, or words that fit only one: its title, its day, its time. */
function oneOfSeveral(
  understanding: Understanding,
  question: Question,
  said: string,
  reader: Reader,
): Answered | undefined {
  const words = said
    .toLowerCase()
    .replace(/^the\s+/u, '')
    .trim();
  const byTitle = question.choices.flatMap(({ title }, index) => (title?.toLowerCase().includes(words) ? [index] : []));
  if (byTitle.length === 1 && byTitle[0] !== undefined) return chosen(understanding, byTitle[0], reader);
  const reading = read(said, reader);
  const { draft, questions } = settle(reading, reader);
  const fitting = question.choices.flatMap((choice, index) =>
    (!draft.time || draft.time === choice.time) &&
    (reading.days.length === 0 || draft.date === choice.date) &&
    (draft.time || reading.days.length > 0)
      ? [index]
      : [],
  );
  if (fitting.length === 1 && fitting[0] !== undefined) return chosen(understanding, fitting[0], reader);
  if (!draft.date || !draft.time || questions.some(({ slot }) => slot === 'start' || slot === 'meeting'))
    return undefined;
  const rest = understanding.questions.filter(({ slot }) => slot !== 'meeting' && slot !== 'start');
  const { date, time } = draft;
  const next = { ...understanding.draft, date, time, ...(draft.title !== '' && { title: draft.title }) };
  return { understanding: check({ draft: next, questions: rest }, reader), refused: [] };
}
