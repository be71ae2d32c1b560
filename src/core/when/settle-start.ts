import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import { localParts, pickDate } from './check.ts';
import type { Draft } from './draft.ts';
import { settleMidnight } from './settle-midnight.ts';
import type { TimeOption } from './settle-time.ts';
import { severalMeetings } from './several.ts';
import type { SettledStart, StartContext } from './start-context.ts';
import { clockOf, dayOnly, dayProblem, disagreement, timeOnly } from './start-parts.ts';
import type { Question } from './understanding.ts';
import { vagueChoices } from './vague-times.ts';
import { dayChoices, differsInZone, ruleDaysThere } from './zone-days.ts';

const ask = (question: Question, draft: Partial<Draft> = {}, minutes?: number): SettledStart => ({
  draft,
  questions: [question],
  ...(minutes !== undefined && { minutes }),
});

/** Asks for the day; what was said of the time is kept, and asked about after that where it is open. */
function askDay(question: Question, context: StartContext): SettledStart {
  const { time } = context;
  const asked = ask(question, timeOnly(time));
  if (time.kind === 'vague') return { ...asked, questions: [question, vagueTime(time.said, undefined, context)] };
  if (time.kind !== 'options' || time.options.length < 2) return asked;
  const choices = time.options.map(({ minute, minutes }) => ({
    time: clockOf(minute),
    ...(minutes !== undefined && { minutes }),
  }));
  const half: Question = { slot: 'start', why: 'half_of_day', hour: time.hour, minute: time.minute, choices };
  return { ...asked, questions: [question, half] };
}

function vagueTime(said: string, dates: readonly Temporal.PlainDate[] | undefined, context: StartContext): Question {
  return { slot: 'start', why: 'vague_time', said, choices: vagueChoices(said, dates, context) };
}

/** When it begins, or what has to be asked about that. */
export function settleStart(context: StartContext): SettledStart {
  const { days, time, moment, reading } = context;
  if (days.kind === 'several' || time.kind === 'several' || (moment && time.kind === 'options'))
    return ask(severalMeetings(reading, context.reader));
  if (moment?.day.kind === 'moment') return settleMoment(moment.day.minutes, context);
  if (days.kind === 'disagree') return askDay(disagreement(days, context), context);
  if (days.kind === 'dates' && days.problem) return askDay(dayProblem(days, context), context);
  if (time.kind === 'wrong')
    return ask({ slot: 'start', why: 'no_such_time', said: time.said, choices: [] }, dayOnly(days));
  if (days.kind === 'vague') return askDay({ slot: 'start', why: 'vague_day', said: days.said, choices: [] }, context);
  if (time.kind === 'vague') return ask(vagueTime(time.said, datesOf(context), context), dayOnly(days));
  if (time.kind === 'midnight') return settleMidnight(time.minutes, datesOf(context), context);
  const options = time.kind === 'options' ? time.options : keptTime(context);
  if (options.length === 0) return withoutTime(context);
  const dates = datesOf(context);
  if (!dates)
    return ask(
      { slot: 'start', why: 'day_missing', time: clockOf(options[0]?.minute ?? 0), choices: [] },
      options.length === 1 ? timeOnly(time) : {},
    );
  return withTimes(options, dates, context);
}

function settleMoment(minutes: number, { reader, timeZone }: StartContext): SettledStart {
  // More is no moment that a calendar has.
  if (minutes > 10 * 366 * 24 * 60) return ask({ slot: 'start', why: 'start_missing', choices: [] });
  const now = inZone(reader.now, timeZone);
  const start = now.add({ seconds: Math.round(minutes * 60) });
  const repeated = start.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'earlier' }).equals(start)
    ? undefined
    : ('later' as const);
  // What is counted from now is one moment, even where its local time is there twice.
  const twice = !start
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: 'earlier' })
    .equals(start.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'later' }));
  return {
    draft: { ...localParts(start.toPlainDateTime()), ...(twice && { fold: repeated ?? 'earlier' }) },
    questions: [],
  };
}

/** What was known of the time before, when an answer says the day. */
function keptTime({ before }: StartContext): readonly TimeOption[] {
  const time = before?.draft.time;
  if (!time) return [];
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return [{ minute: hour * 60 + minute }];
}

function withoutTime({ days, parts, repeats, before }: StartContext): SettledStart {
  const date = dayOnly(days).date ?? before?.draft.date;
  const [part] = parts;
  if (!date && !repeats && !part) return ask({ slot: 'start', why: 'start_missing', choices: [] });
  return ask(
    { slot: 'start', why: 'time_missing', ...(date && { date }), ...(part && { part }), choices: [] },
    date ? { date } : {},
  );
}

/** Without a day, the next such time is meant; a series that says no day of its own is asked for its first one. */
function datesOf({ days, calendar, repeats, rule }: StartContext): readonly Temporal.PlainDate[] | undefined {
  if (days.kind === 'dates') return days.dates;
  if (!repeats) return [calendar.today];
  return rule?.frequency === 'DAILY' ? [calendar.today, calendar.today.add({ days: 1 })] : undefined;
}

function withTimes(
  options: readonly TimeOption[],
  dates: readonly Temporal.PlainDate[],
  context: StartContext,
): SettledStart {
  const { time, reader, timeZone, days, repeats } = context;
  const open = days.kind === 'unsaid' && !repeats && options.length > 1;
  const [today] = dates;
  const spread = open && today ? [today, today.add({ days: 1 })] : (ruleDaysThere(context) ?? dates);
  const parts = options.map(({ minute, minutes }) => {
    const clock = clockOf(minute);
    const date = pickDate(spread, clock, timeZone, reader);
    const long = date && minutes !== undefined && !repeats ? realMinutes(date, clock, minutes, timeZone) : minutes;
    return { date, time: clock, ...(long !== undefined && { minutes: long }) };
  });
  const [only] = parts;
  if (parts.length > 1 && time.kind === 'options')
    return ask(
      { slot: 'start', why: 'half_of_day', hour: time.hour, minute: time.minute, choices: parts },
      days.kind === 'unsaid' || !dates[0] ? {} : { date: dates[0].toString() },
      only?.minutes,
    );
  if (!only) return withoutTime(context);
  const { minutes, ...draft } = only;
  if (differsInZone(draft.date, context))
    return ask(
      { slot: 'start', why: 'day_differs', timeZone, choices: dayChoices(draft, context) },
      { time: draft.time },
      minutes,
    );
  const vague =
    context.reading.clocks.some(({ between }) => between) &&
    context.reading.durations.some((duration) => duration.minutes !== minutes);
  if (vague)
    return ask(
      { slot: 'start', why: 'vague_time', said: context.reading.clocks[0]?.said ?? '', choices: [] },
      dayOnly(days),
    );
  return { draft, ...(minutes !== undefined && { minutes }), questions: [] };
}

/** From one time of the clock to another, which is less or more in a night in which the clock is changed. */
function realMinutes(date: string, time: string, minutes: number, timeZone: string): number {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const [start, end] = [local, local.add({ minutes })].map((one) => one.toZonedDateTime(timeZone));
  const real = start && end ? Math.round((end.epochMilliseconds - start.epochMilliseconds) / 60_000) : minutes;
  return real > 0 ? real : minutes;
}
