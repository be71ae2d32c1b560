import type { Log } from '../src/core/ports.ts';
import type { Database } from './database.ts';
import { type SealedColumn, type SealedRow, sealedColumns } from './sealed-columns.ts';
import type { SecretBox } from './secret-box.ts';

const perBatch = 200;

/** How many secrets of one kind one key has sealed. */
export interface SealedCount {
  readonly key: string;
  /** `sign-in token` */
  readonly name: string;
  readonly secrets: number;
}

/** What became of the secrets of one kind. */
export interface Rotated {
  readonly name: string;
  readonly resealed: number;
  /** Did not open, and were left as they are. */
  readonly lost: number;
}

/** Which key has sealed how much of what. */
export async function secretsByKey({ pool }: Pick<Database, 'pool'>): Promise<readonly SealedCount[]> {
  const counts: SealedCount[] = [];
  for (const { name, table, column } of sealedColumns) {
    const { rows } = await pool.query<{ key: string; secrets: number }>(
      `select split_part(${column}, '.', 1) as key, count(*)::int as secrets from ${table}
       where ${column} is not null group by 1 order by 1`,
    );
    counts.push(...rows.map(({ key, secrets }) => ({ key, name, secrets })));
  }
  return counts;
}

/**
 * Wraps everything that another key has sealed with the first one, while the service runs: a secret that changes at the
 * same moment is left as it is then, because whoever changed it sealed it anew. No secret is opened, but for those that
 * an earlier release sealed without a data key. Safe to run twice, and again after it was interrupted.
 */
export async function rotate(deps: {
  readonly database: Pick<Database, 'pool'>;
  readonly box: SecretBox;
  readonly log: Log;
  /** Told after each batch. */
  readonly onProgress?: (progress: Rotated) => void;
}): Promise<readonly Rotated[]> {
  const all: Rotated[] = [];
  for (const column of sealedColumns) all.push(await rotateColumn(column, deps));
  return all;
}

async function rotateColumn(
  sealed: SealedColumn,
  { database: { pool }, box, log, onProgress }: Parameters<typeof rotate>[0],
): Promise<Rotated> {
  const { name, table, ids, column } = sealed;
  const at = (first: number) => ids.map((_, index) => `$${first + index}`).join(', ');
  const wanted = `split_part(${column}, '.', 1) <> $1 or split_part(${column}, '.', 3) = ''`;
  let [resealed, lost] = [0, 0];
  for (let after: readonly string[] = []; ; ) {
    const { rows } = await pool.query<SealedRow>(
      `select ${[...new Set([...ids, ...sealed.about, column])].join(', ')} from ${table}
       where ${column} is not null and (${wanted}) ${after.length > 0 ? `and (${ids}) > (${at(3)})` : ''}
       order by ${ids} limit $2`,
      [box.sealsWith, perBatch, ...after],
    );
    for (const row of rows) {
      const before = row[column] ?? '';
      const anew = wrappedAnew(row, before);
      if (anew === undefined) lost += 1;
      else resealed += await replace(row, before, anew);
    }
    if (rows.length > 0) onProgress?.({ name, resealed, lost });
    const last = rows.at(-1);
    if (!last || rows.length < perBatch) return { name, resealed, lost };
    after = ids.map((id) => last[id] ?? '');
  }

  function wrappedAnew(row: SealedRow, before: string): string | undefined {
    try {
      return box.rewrap(before, sealed.context(row));
    } catch (error) {
      log.warn({ table, column, error }, 'a sealed secret could not be opened, and was left as it is');
      return undefined;
    }
  }

  async function replace(row: SealedRow, before: string, anew: string): Promise<number> {
    const { rowCount } = await pool.query(
      `update ${table} set ${column} = $1 where ${column} = $2 and (${ids}) = (${at(3)})`,
      [anew, before, ...ids.map((id) => row[id])],
    );
    return rowCount ?? 0;
  }
}
