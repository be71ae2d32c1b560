import { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import type { Draft, Reader } from './draft.ts';
import { startOf } from './start.ts';
import type { Question, Understanding } from './understanding.ts';

/** Asks about a beginning that is settled and yet not possible: over already, skipped by a clock, or there twice. */
export function check({ draft, questions }: Understanding, reader: Reader): Understanding {
  const open = questions.some(({ slot }) => slot === 'start' || slot === 'meeting');
  const question = open ? undefined : problemOf(draft, reader);
  return question ? { draft, questions: [question, ...questions] } : { draft, questions };
}

function problemOf(draft: Draft, reader: Reader): Question | undefined {
  const { date, time, timeZone, fold } = draft;
  if (!date) return { slot: 'start', ...(time ? { why: 'day_missing', time } : { why: 'start_missing' }), choices: [] };
  if (!time) return { slot: 'start', why: 'time_missing', date, choices: [] };
  const start = startOf(draft);
  if (!start) return undefined;
  if (isOver(start, reader)) return { slot: 'start', why: 'past', date, time, choices: laterChoices(draft, reader) };
  if (fold) return undefined;
  const local = start.toPlainDateTime();
  if (!local.equals(Temporal.PlainDateTime.from(`${date}T${time}`))) {
    const around = (['earlier', 'later'] as const).map((disambiguation) =>
      Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation }),
    );
    return {
      slot: 'start',
      why: 'clock_gap',
      date,
      time,
      timeZone,
      choices: around.map((moment) => localParts(moment.toPlainDateTime())),
    };
  }
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  );
  if (!earlier || !later || earlier.equals(later)) return undefined;
  return {
    slot: 'start',
    why: 'clock_overlap',
    date,
    time,
    timeZone,
    choices: [
      { date, time, fold: 'earlier' },
      { date, time, fold: 'later' },
    ],
  };
}

/** Over, if its minute is: what begins now is not. */
export function isOver(start: Temporal.ZonedDateTime, { now }: Reader): boolean {
  return start.epochMilliseconds + 60_000 <= now.getTime();
}

/** The same time on the days after, as far as they are ahead. */
function laterChoices(draft: Draft, reader: Reader): readonly Partial<Draft>[] {
  const { date = '', time = '', timeZone } = draft;
  const today = inZone(reader.now, timeZone).toPlainDate();
  const said = Temporal.PlainDate.from(date);
  const sameDay = today.add({ days: (said.dayOfWeek - today.dayOfWeek + 7) % 7 });
  const days = [today, today.add({ days: 1 }), sameDay, sameDay.add({ days: 7 })].map(String);
  const ahead = [...new Set(days)].filter((day) => {
    const start = startOf({ ...draft, date: day, time });
    return start !== undefined && !isOver(start, reader);
  });
  return ahead
    .sort()
    .slice(0, 2)
    .map((day) => ({ date: day, time }));
}

export function localParts(local: Temporal.PlainDateTime): { readonly date: string; readonly time: string } {
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** Of the days that may be meant, the first one on which that time is still ahead; else the last one. */
export function pickDate(
  dates: readonly Temporal.PlainDate[],
  time: string,
  timeZone: string,
  reader: Reader,
): string | undefined {
  return (dates.find((day) => isAhead(day, time, timeZone, reader)) ?? dates[0])?.toString();
}

/** True if that time is not over on that day. */
export function isAhead(day: Temporal.PlainDate, time: string, timeZone: string, reader: Reader): boolean {
  const local = day.toPlainDateTime(Temporal.PlainTime.from(time));
  return !isOver(local.toZonedDateTime(timeZone, { disambiguation: 'later' }), reader);
}
