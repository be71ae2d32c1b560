import type pg from 'pg';

/** A row of the database as text. */
export interface DumpedRow {
  readonly table: string;
  readonly row: string;
}

/** Every row of every table, as JSON, but for those of the sandbox: it stands for a service that is not ours. */
export async function dump(pool: pg.Pool, { only }: { readonly only?: string } = {}): Promise<readonly DumpedRow[]> {
  const { rows: tables } = await pool.query<{ table: string }>(
    `select format('%I.%I', table_schema, table_name) as table from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'sandbox')
       and table_schema = coalesce($1, table_schema) order by 1`,
    [only],
  );
  const all: DumpedRow[] = [];
  for (const { table } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`);
    all.push(...rows.map(({ row }) => ({ table, row })));
  }
  return all;
}
