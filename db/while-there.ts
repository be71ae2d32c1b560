import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { patiently } from './patiently.ts';
import type { Change } from './schedule-row.ts';

/**
 * For whom a store writes: the id of an invocation, whose row `forget me` deletes before anything else of its person. Absent: for
 * nobody in particular, and whether or not anybody is forgotten.
 */
export type By = string | undefined;

/**
 * True as long as that invocation is there. It stays there until the transaction ends: whoever is being forgotten meanwhile is forgotten
 * after it, together with what it wrote.
 */
export async function isThere(change: Pick<Change, 'execute'>, by: By): Promise<boolean> {
  if (by === undefined) return true;
  const { rows } = await change.execute(sql`select from invocation where id = ${by} for key share`);
  return rows.length > 0;
}

/** Does some work for an invocation, if that is still there; else nothing. */
export function whileThere<Result>(
  orm: Database['orm'],
  by: By,
  work: (change: Database['orm'] | Change) => Promise<Result>,
): Promise<Result | undefined> {
  if (by === undefined) return work(orm);
  return patiently(orm, async (change) => ((await isThere(change, by)) ? work(change) : undefined));
}
