import { Temporal } from 'temporal-polyfill';
import { localParts } from './check.ts';
import type { Draft, Reader } from './draft.ts';
import { isImpossible } from './impossible.ts';
import { choose, minutesOf, type Question, startOf, type Understanding, understand } from './index.ts';
import { ask, badLength, checked, type Moved, type MoveQuestion, mostMinutes } from './moved.ts';
import { findRange } from './range.ts';

/** Whatever else names a time: `4`, `4pm`, `friday 10:00`, `tomorrow at noon for an hour`. Without a day, that of the meeting. */
export function byClock(text: string, now: Moved, reader: Reader): Moved | MoveQuestion {
  const local = now.start.withTimeZone(reader.timeZone);
  const [, until] = /^(?:until|till) (.+)$/iu.exec(text) ?? [];
  const time = (until ?? text)
    .replace(/^(?:to|at|on) (?=\d)/iu, '')
    .replace(/^(?:to |in )?the (?=morning|afternoon|evening)/iu, 'in the ');
  const day =
    findRange(time, reader) || /\bin (?:\d|an?\b|half\b)|\bevery\b/iu.test(time) ? '' : `${local.toPlainDate()} `;
  const understanding = understand(`${day}${/^\d/u.test(time) ? `at ${time}` : time}`, reader);
  const open = until ? firstAfter(understanding, local, reader) : keepHalf(understanding, local, reader);
  const [question] = open.questions.filter(({ slot }) => asked.has(slot));
  if (question) {
    // A day alone keeps the time that the meeting has, where none was said with it.
    const starts = open.questions.filter(({ slot }) => slot === 'start');
    const time =
      question.why === 'no_such_day' && starts.length === 1 ? localParts(local.toPlainDateTime()).time : undefined;
    const choices = question.choices.flatMap(
      (choice) => ofDraft({ ...open.draft, time: open.draft.time ?? time, ...choice }, now) ?? [],
    );
    // We named the day ourselves, so that nothing at all was said of when.
    const nothing = question.why === 'time_missing' && day !== '' && !question.part;
    if (nothing || question.why === 'start_missing') return ask('unclear');
    return ask(question.why, choices, isImpossible(question) ? withoutDay(question, day) : undefined);
  }
  const moved = ofDraft(open.draft, now);
  if (!moved) return ask('unclear');
  // Words that are left are no time: they may be of another meeting, or of the place. How often it is stays as it is.
  if (open.draft.title !== '' || open.draft.recurrence) return ask('unclear', [moved]);
  if (until) return endingAt(now, moved.start, text);
  const night = moved.start.withTimeZone(reader.timeZone).hour < 7 && local.hour >= 7 && !open.draft.zoneSaid;
  // Nobody moves a meeting of the afternoon "to 4:30" in the night without saying so.
  if (night && /(?<![\d:.])[1-9][:.]\d\d(?![\d:.]| ?[ap]\.?m| in the)/iu.test(time))
    return ask('half_of_day', [moved, { ...moved, start: moved.start.add({ hours: 12 }) }]);
  return checked(moved, reader);
}

/** We named the day ourselves. */
function withoutDay(question: Question, day: string): Question {
  return 'said' in question ? { ...question, said: question.said.replace(day.trim(), '').trim() } : question;
}

function endingAt({ start }: Moved, end: Temporal.ZonedDateTime, said: string): Moved | MoveQuestion {
  const minutes = Math.round(start.until(end).total('minutes'));
  return minutes > 0 && minutes <= mostMinutes ? { start, minutes } : badLength(said);
}

/** Questions that matter where a meeting is moved; who comes and what it is about stay as they are. */
const asked = new Set<Question['slot']>(['start', 'duration', 'zone', 'meeting']);

/**
 * A bare hour is that of the half of the day in which the meeting is, if that is an hour at which people work, or near to
 * the time that it has: 15:00 goes "to 4" at 16:00, but "to 9" it is asked.
 */
function keepHalf(understanding: Understanding, local: Temporal.ZonedDateTime, reader: Reader): Understanding {
  const [question] = understanding.questions;
  if (question?.why !== 'half_of_day') return understanding;
  const index = question.choices.findIndex(({ time = '00:00' }) => {
    const { hour } = Temporal.PlainTime.from(time);
    const near = Math.abs(minutesAfter(local, time)) <= 120;
    return hour < 12 === local.hour < 12 && (near || (hour >= 7 && hour < 19));
  });
  return index < 0 ? understanding : choose(understanding, index, reader);
}

/** A bare hour at which a meeting ends is the first one after its start. */
function firstAfter(understanding: Understanding, local: Temporal.ZonedDateTime, reader: Reader): Understanding {
  const [question] = understanding.questions;
  if (question?.why !== 'half_of_day') return understanding;
  const index = question.choices.findIndex(({ time = '00:00' }) => {
    const after = minutesAfter(local, time);
    return after > 0 && after <= 12 * 60;
  });
  return index < 0 ? understanding : choose(understanding, index, reader);
}

function minutesAfter(local: Temporal.ZonedDateTime, time: string): number {
  return local.toPlainTime().until(Temporal.PlainTime.from(time)).total('minutes');
}

function ofDraft(draft: Draft, now: Moved): Moved | undefined {
  const start = startOf(draft)?.withTimeZone(now.start.timeZoneId);
  return start && { start, minutes: draft.minutes === undefined ? now.minutes : minutesOf(draft) };
}
