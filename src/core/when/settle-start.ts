import { Temporal } from 'temporal-polyfill';
import { localParts, pickDate } from './check.ts';
import type { FoundDay } from './day.ts';
import type { Draft, Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
import { type Calendar, inWeek } from './resolve-day.ts';
import { firstDays, type Rule } from './rule.ts';
import type { Before } from './settle.ts';
import { calendarIn } from './settle.ts';
import { type SettledDay, settleDay } from './settle-day.ts';
import type { SettledTime, TimeOption } from './settle-time.ts';
import { severalMeetings } from './several.ts';
import type { PartOfDay, Question } from './understanding.ts';

export interface StartContext {
  readonly reading: Reading;
  readonly reader: Reader;
  readonly calendar: Calendar;
  readonly days: SettledDay;
  readonly time: SettledTime;
  readonly moment: (FoundDay & Placed) | undefined;
  readonly timeZone: string;
  readonly zoneSaid: boolean;
  readonly parts: readonly PartOfDay[];
  readonly repeats: boolean;
  readonly rule: Rule | undefined;
  readonly before: Before | undefined;
}

export interface SettledStart {
  readonly draft: Partial<Draft>;
  /** Where the end was said. */
  readonly minutes?: number;
  readonly questions: readonly Question[];
}

const ask = (question: Question, draft: Partial<Draft> = {}, minutes?: number): SettledStart => ({
  draft,
  questions: [question],
  ...(minutes !== undefined && { minutes }),
});

/** Asks for the day; what was said of the time is kept, and asked about after that where it is open. */
function askDay(question: Question, time: SettledTime): SettledStart {
  const asked = ask(question, timeOnly(time));
  if (time.kind !== 'options' || time.options.length < 2) return asked;
  const choices = time.options.map(({ minute, minutes }) => ({
    time: clockOf(minute),
    ...(minutes !== undefined && { minutes }),
  }));
  const half: Question = { slot: 'start', why: 'half_of_day', hour: time.hour, minute: time.minute, choices };
  return { ...asked, questions: [question, half] };
}

/** When it begins, or what has to be asked about that. */
export function settleStart(context: StartContext): SettledStart {
  const { days, time, moment, reading } = context;
  if (days.kind === 'several' || time.kind === 'several' || (moment && time.kind === 'options'))
    return ask(severalMeetings(reading, context.reader));
  if (moment?.day.kind === 'moment') return settleMoment(moment.day.minutes, context);
  if (days.kind === 'disagree') return askDay(disagreement(days, context), time);
  if (days.kind === 'dates' && days.problem) return askDay(dayProblem(days, context), time);
  if (time.kind === 'wrong')
    return ask({ slot: 'start', why: 'no_such_time', said: time.said, choices: [] }, dayOnly(days));
  if (days.kind === 'vague') return askDay({ slot: 'start', why: 'vague_day', said: days.said, choices: [] }, time);
  if (time.kind === 'vague')
    return ask({ slot: 'start', why: 'vague_time', said: time.said, choices: [] }, dayOnly(days));
  if (time.kind === 'midnight') return settleMidnight(context);
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
  const now = Temporal.Instant.fromEpochMilliseconds(reader.now.getTime()).toZonedDateTimeISO(timeZone);
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

function disagreement({ weekday, date }: SettledDay & { kind: 'disagree' }, context: StartContext): Question {
  const near = [date, nearest(date, weekday)].map((day) => withTime(day.toString(), context));
  return { slot: 'start', why: 'weekday_and_date_disagree', weekday, date: date.toString(), choices: near };
}

/** The day of the week that was said, in the week of the date. */
function nearest(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return inWeek(weekday, 0, { today: date, firstDayOfWeek: 1 });
}

function dayProblem(
  { problem, said, dates, weekday }: SettledDay & { kind: 'dates' },
  context: StartContext,
): Question {
  if (problem === 'next_weekday' && weekday)
    return {
      slot: 'start',
      why: 'next_weekday',
      weekday,
      choices: dates.map((date) => withTime(date.toString(), context)),
    };
  if (problem === 'past')
    return {
      slot: 'start',
      why: 'past',
      date: (dates[0] ?? context.calendar.today.subtract({ days: 1 })).toString(),
      choices: [],
    };
  if (problem === 'none') return { slot: 'start', why: 'no_such_day', said, choices: [] };
  return { slot: 'start', why: 'vague_day', said, choices: [] };
}

function withTime(date: string, { time }: StartContext): Partial<Draft> {
  return { date, ...timeOnly(time) };
}

function timeOnly(time: SettledTime): Partial<Draft> {
  if (time.kind !== 'options' || time.options.length !== 1) return {};
  const [option] = time.options;
  return option
    ? { time: clockOf(option.minute), ...(option.minutes !== undefined && { minutes: option.minutes }) }
    : {};
}

function dayOnly(days: SettledDay): Partial<Draft> {
  return days.kind === 'dates' && days.dates[0] ? { date: days.dates[0].toString() } : {};
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
function datesOf({ days, calendar, repeats, rule, parts }: StartContext): readonly Temporal.PlainDate[] | undefined {
  if (days.kind === 'dates') return days.dates;
  if (!repeats) return [calendar.today];
  return rule?.frequency === 'DAILY' || parts.length < 0
    ? [calendar.today, calendar.today.add({ days: 1 })]
    : undefined;
}

function withTimes(
  options: readonly TimeOption[],
  dates: readonly Temporal.PlainDate[],
  context: StartContext,
): SettledStart {
  const { time, reader, timeZone, days, repeats } = context;
  const open = days.kind === 'unsaid' && !repeats && options.length > 1;
  const [today] = dates;
  const spread = open && today ? [today, today.add({ days: 1 })] : dates;
  const parts = options.map(({ minute, minutes }) => {
    const clock = clockOf(minute);
    return { date: pickDate(spread, clock, timeZone, reader), time: clock, ...(minutes !== undefined && { minutes }) };
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

/** True if "today" is another day where the time is meant than where it is said. */
function differsInZone(date: string | undefined, context: StartContext): boolean {
  return context.zoneSaid && date !== undefined && dateThere(context) !== dateHere(context);
}

function dateHere(context: StartContext): string {
  return dateBy(context, context.calendar);
}

function dateThere(context: StartContext): string {
  return dateBy(context, calendarIn(context.reader, context.timeZone));
}

function dateBy({ reading, rule, before }: StartContext, calendar: Calendar): string {
  const on = reading.days.filter(({ role }) => role === 'on' || role === 'from');
  const settled = settleDay(on, calendar);
  if (settled.kind === 'dates') return settled.dates.map(String).join();
  if (rule) return rule.weekdays || rule.monthDays ? firstDays(rule, calendar.today, 2).map(String).join() : '';
  return before?.draft.date ?? calendar.today.toString();
}

function dayChoices(
  draft: { readonly date?: string; readonly time: string },
  context: StartContext,
): readonly Partial<Draft>[] {
  const there = settleDay(context.reading.days, calendarIn(context.reader, context.timeZone));
  const other =
    there.kind === 'dates' ? there.dates[0]?.toString() : calendarIn(context.reader, context.timeZone).today.toString();
  return [...new Set([draft.date, other])]
    .filter((date) => date !== undefined)
    .sort()
    .map((date) => ({ ...draft, date }));
}

/** Midnight of a day is its first moment to some, and its last one to others. */
function settleMidnight(context: StartContext): SettledStart {
  const { days, calendar, reader, timeZone } = context;
  const dates = datesOf(context) ?? [calendar.today];
  const [date] = days.kind === 'dates' ? days.dates : dates;
  const first = date ?? calendar.today;
  const both = [first, first.add({ days: 1 })].filter((day) => days.kind === 'dates' || day !== first);
  const choices = both
    .map((day) => ({ date: day.toString(), time: '00:00' }))
    .filter(
      (choice) =>
        choice.date >= calendar.today.toString() &&
        pickDate([Temporal.PlainDate.from(choice.date)], '00:00', timeZone, reader),
    );
  return ask(
    { slot: 'start', why: 'midnight', ...(days.kind === 'dates' && { date: first.toString() }), choices },
    dayOnly(days),
  );
}

function clockOf(minute: number): string {
  const whole = Math.floor(minute) % 1440;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
