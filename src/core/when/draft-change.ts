import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import { check, localParts } from './check.ts';
import { distance } from './distance.ts';
import type { Draft, Reader } from './draft.ts';
import type { Answered } from './impossible.ts';
import { readShift } from './move.ts';
import { readMoveWish } from './move-wish.ts';
import { isMoved } from './moved.ts';
import { read } from './read.ts';
import { untilText } from './rule.ts';
import { movedRule } from './rule-change.ts';
import { minutesOf, occurrencesOf, startOf } from './start.ts';
import type { Question, Understanding } from './understanding.ts';

/** `make it`, `can we do it`, `push that by`: what says nothing where a draft is open. */
const lead =
  /^(?:please |(?:can|could|shall) (?:we|you) |let['’]?s |actually |no,? |rather |better )*(?:(?:make|move|push|shift|do|start|begin|have|put|bring|set)(?: (?:it|that|this|the (?:meeting|start|time)))? )?(?:(?:to|by|for) )?/iu;

const relative = new RegExp(
  `^(?:${distance} (?:later|earlier|sooner|longer|shorter|after|before)|(?:later|earlier) by ${distance}|(?:the )?(?:day|week|month) (?:after|before|later|earlier)|(?:the )?next (?:week|month))(?: for ${distance})?$`,
  'iu',
);

/**
 * `an hour later`, `30 minutes earlier`, `15 minutes longer`, `next week`: counted from what the draft says. undefined: it is something
 * else, or nothing of that is settled yet.
 */
export function readRelativeChange(understanding: Understanding, said: string, reader: Reader): Answered | undefined {
  const { draft } = understanding;
  const start = startOf(draft);
  const core = said
    .trim()
    .replace(/(?:,? (?:please|pls|instead|then|thanks|(?:at )?(?:the )?same time))*[.!?]*$/iu, '')
    .replace(/^(?:at )?(?:the )?same (?:time|day(?: and time)?),? /iu, '');
  // "Push it by an hour", "postpone by a day": the verb says which way.
  const wish = start ? readMoveWish(core.replace(/^(?:please |(?:can|could) (?:we|you) )+/iu, ''), reader) : undefined;
  const text = wish?.which.it ? wish.to : core.replace(lead, '');
  if (!start || understanding.questions.length > 0 || !relative.test(text)) return undefined;
  const meeting = {
    start: new Date(start.epochMilliseconds),
    minutes: minutesOf(draft),
    timeZone: draft.timeZone,
  };
  const shifted = readShift(text, meeting, reader);
  // It is in the next week already: a week later, then.
  const [, unit] = /^(?:the )?next (week|month)$/iu.exec(text) ?? [];
  const moved = unit && shifted && !isMoved(shifted) ? readShift(`a ${unit} later`, meeting, reader) : shifted;
  if (!moved || !isMoved(moved)) return undefined;
  const local = inZone(new Date(moved.start.epochMilliseconds), draft.timeZone);
  const { date, time } = localParts(local.toPlainDateTime());
  const isOther = date !== draft.date;
  const { fold: _fold, ...rest } = draft;
  const next: Draft = {
    ...rest,
    date,
    time,
    ...(moved.minutes !== meeting.minutes && { minutes: moved.minutes }),
    ...(isOther && draft.recurrence && { recurrence: movedRule(draft.recurrence, local.toPlainDate()) }),
  };
  return { understanding: check({ draft: next, questions: [] }, reader), refused: [] };
}

const eitherWay = new RegExp(`^(?:by )?(${distance})(?: (?:forward|back))?$`, 'iu');

/** `move it by an hour`, `move it forward an hour`: how far, where nothing says which way. undefined: it is something else. */
export function readEitherWay(said: string, reader: Reader): string | undefined {
  const line = said.trim().replace(/(?:,? (?:please|pls|instead|then|thanks))*[.!?]*$/iu, '');
  const wish = readMoveWish(line.replace(/^(?:please |(?:can|could) (?:we|you) )+/iu, ''), reader);
  return wish?.which.it ? eitherWay.exec(wish.to)?.[1] : undefined;
}

const counted = new RegExp(`^(?:by )?${distance} (?:later|earlier|sooner)(?: please)?[.!]*$`, 'iu');

/** `an hour later`, without anything that says later than what. */
export function isCounted(said: string): boolean {
  return counted.test(said.trim().replace(lead, ''));
}

/** `skip 7 december`, `not on friday`: the day, as said, on which it is not to be. undefined: it is something else. */
export function readSkippedDay(said: string, reader: Reader): string | undefined {
  const [, day] =
    /^\s*(?:please |but |and )*(?:skip|not on|not|except(?: for)?(?: on)?|leave out|without|omit|exclude|no meeting on)\s+(\S.{0,60}?)(?: please)?[\s.!]*$/iu.exec(
      said,
    ) ?? [];
  if (day === undefined) return undefined;
  const { days, clocks, parts, durations, recurrences, ends, people, title } = read(day, reader);
  const others = [clocks, parts, durations, recurrences, ends, people.people, people.unclear];
  return days.length > 0 && title === '' && others.every(({ length }) => length === 0) ? day : undefined;
}

/** "Until 2040", of a series: through that year, or up to it? undefined: it is something else. */
export function readLastYear({ draft, questions }: Understanding, said: string): Answered | undefined {
  const [, words = '', digits] =
    /^\s*(?:please |and |make it |only |just )*((?:until|till|til|through) (20[2-9]\d))[\s.!]*$/iu.exec(said) ?? [];
  if (!draft.recurrence || digits === undefined) return undefined;
  const rule = draft.recurrence.replace(/;(?:UNTIL|COUNT)=[^;]*/gu, '');
  const choices = [Number(digits) - 1, Number(digits)].map((year) => ({
    recurrence: `${rule};${untilText(Temporal.PlainDate.from({ year, month: 12, day: 31 }), draft.timeZone)}`,
  }));
  const question: Question = { slot: 'recurrence', why: 'recurrence_ambiguous', said: words, choices };
  return { understanding: { draft, questions: [question, ...questions] }, refused: [] };
}

/** A series begins with the first day that its rule has: "every monday", said of a draft for a friday. */
export function withFirstDay(draft: Draft): Draft {
  const start = startOf(draft);
  const [first] = draft.recurrence ? occurrencesOf(draft, 1) : [];
  if (!start || !first || first.toPlainDate().equals(start.toPlainDate())) return draft;
  return { ...draft, date: localParts(first.toPlainDateTime()).date };
}
