import { type SQL, sql } from 'drizzle-orm';
import type { Intervals } from '../src/core/intervals.ts';

/** When it is due already; else at once, or as soon as what was shown then has stood for as long as it is to. */
export function dueAfter(
  dueAt: SQL,
  shownAt: SQL,
  at: Date,
  { cardMilliseconds }: Pick<Intervals, 'cardMilliseconds'>,
): SQL {
  return sql`coalesce(${dueAt}, greatest(${at}::timestamptz, ${shownAt} + ${interval(cardMilliseconds)}))`;
}

/** The same of the cards of a row of `life`. */
export function cardsDue(at: Date, intervals: Pick<Intervals, 'cardMilliseconds'>): SQL {
  return dueAfter(sql`life.cards_due_at`, sql`life.shown_at`, at, intervals);
}

export function interval(milliseconds: number): SQL {
  return sql`make_interval(secs => ${milliseconds / 1_000}::float8)`;
}
