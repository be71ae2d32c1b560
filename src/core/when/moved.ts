import type { Temporal } from 'temporal-polyfill';
import { localParts } from './check.ts';
import type { Reader } from './draft.ts';
import type { Question } from './index.ts';

/** A meeting that is to be moved. */
export interface Movable {
  readonly start: Date;
  readonly minutes: number;
  /** IANA name of the zone in which it was planned: what keeps its time keeps it there. */
  readonly timeZone: string;
}

/** When and how long it is to be. `start` is in the zone of the meeting. */
export interface Moved {
  readonly start: Temporal.ZonedDateTime;
  readonly minutes: number;
}

export interface MoveQuestion {
  /** `direction`: earlier for some people and later for others. `unclear`: it names no time, or the one that it has. */
  readonly question: Question['why'] | 'unclear' | 'direction';
  /** What can be chosen instead of typed. */
  readonly choices: readonly Moved[];
  /** What was said and cannot be, where one part of it is known to be wrong. */
  readonly wrong?: Question;
}

/** A day. */
export const mostMinutes = 24 * 60;

export function ask(
  question: MoveQuestion['question'],
  choices: readonly Moved[] = [],
  wrong?: Question,
): MoveQuestion {
  return { question, choices, ...(wrong && { wrong }) };
}

/** A length that no meeting has. */
export function badLength(said: string): MoveQuestion {
  return ask('duration_impossible', [], { slot: 'duration', why: 'duration_impossible', said, choices: [] });
}

/** By months and days on the calendar, which keep the time that the clock shows, and by minutes, which pass. */
export function shifted({ start, minutes }: Moved, months: number, days = 0, far = 0): Moved | MoveQuestion {
  const date = start.toPlainDate().add({ months, days });
  if (days === 0 && months !== 0 && date.day !== start.day)
    return ask('no_such_day', [{ start: start.add({ months }), minutes }]);
  if (months === 0 && days === 0) return { start: start.add({ minutes: far }), minutes };
  const local = date.toPlainDateTime(start.toPlainTime());
  const at = (disambiguation: 'earlier' | 'later') => local.toZonedDateTime(start.timeZoneId, { disambiguation });
  const [earlier, later] = [at('earlier'), at('later')];
  if (earlier.equals(later)) return { start: earlier, minutes };
  const why = earlier.toPlainDateTime().equals(local) ? 'clock_overlap' : 'clock_gap';
  return ask(
    why,
    [earlier, later].map((each) => ({ start: each, minutes })),
  );
}

export function checked(moved: Moved | MoveQuestion, { now, timeZone }: Reader): Moved | MoveQuestion {
  if (!isMoved(moved) || moved.start.epochMilliseconds > now.getTime()) return moved;
  const { date, time } = localParts(moved.start.withTimeZone(timeZone).toPlainDateTime());
  return ask('past', [], { slot: 'start', why: 'past', date, time, choices: [] });
}

export function isMoved(moved: Moved | MoveQuestion): moved is Moved {
  return 'start' in moved;
}
