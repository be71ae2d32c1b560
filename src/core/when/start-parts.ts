import type { Temporal } from 'temporal-polyfill';
import type { Draft } from './draft.ts';
import { inWeek } from './resolve-day.ts';
import type { SettledDay } from './settle-day.ts';
import type { SettledTime } from './settle-time.ts';
import type { StartContext } from './start-context.ts';
import type { Question } from './understanding.ts';

export function disagreement({ weekday, date }: SettledDay & { kind: 'disagree' }, context: StartContext): Question {
  const near = [date, nearest(date, weekday)].map((day) => withTime(day.toString(), context));
  return { slot: 'start', why: 'weekday_and_date_disagree', weekday, date: date.toString(), choices: near };
}

/** The day of the week that was said, in the week of the date. */
function nearest(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return inWeek(weekday, 0, { today: date, firstDayOfWeek: 1 });
}

export function dayProblem(
  { problem, said, dates, weekday, near = [] }: SettledDay & { kind: 'dates' },
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
  if (problem === 'none')
    return { slot: 'start', why: 'no_such_day', said, choices: near.map((date) => withTime(date.toString(), context)) };
  return { slot: 'start', why: 'vague_day', said, choices: [] };
}

function withTime(date: string, { time }: StartContext): Partial<Draft> {
  return { date, ...timeOnly(time) };
}

export function timeOnly(time: SettledTime): Partial<Draft> {
  if (time.kind !== 'options' || time.options.length !== 1) return {};
  const [option] = time.options;
  return option
    ? { time: clockOf(option.minute), ...(option.minutes !== undefined && { minutes: option.minutes }) }
    : {};
}

export function dayOnly(days: SettledDay): Partial<Draft> {
  return days.kind === 'dates' && days.dates[0] ? { date: days.dates[0].toString() } : {};
}

export function clockOf(minute: number): string {
  const whole = Math.floor(minute) % 1440;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
