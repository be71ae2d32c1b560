import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import type { Database } from './database.ts';

/** A folder of generated SQL migrations, and the table (in the schema `migrations`) that remembers which are applied. */
export interface Migrations {
  readonly folder: string;
  readonly table: string;
}

export const ownMigrations: Migrations = {
  folder: fileURLToPath(new URL('./migrations', import.meta.url)),
  table: 'meetwire',
};

/** Any number that no other program on the same database uses for its advisory locks. */
const lockNumber = 7_311_942_001;

/**
 * Applies what is missing. Replicas may start at once: drizzle takes no lock of its own, so all migrations run under a
 * session advisory lock, on the one connection that holds it.
 */
export async function migrate({ pool }: Pick<Database, 'pool'>, ...all: readonly Migrations[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    for (const { folder, table } of all) {
      if (await isApplied(client, { folder, table })) continue;
      await applyMigrations(drizzle(client), {
        migrationsFolder: folder,
        migrationsTable: table,
        migrationsSchema: 'migrations',
      });
    }
  } finally {
    // Ends the session, and with it the lock and the setting, also where a migration failed.
    client.release(true);
  }
}

/** How many of the migrations are applied, for whoever only looks. `isAhead`: there is one that this program does not know. */
export async function migrationsLeft(
  { pool }: Pick<Database, 'pool'>,
  { folder, table }: Migrations,
): Promise<{ readonly all: number; readonly missing: number; readonly isAhead: boolean }> {
  const known = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis);
  const name = `migrations.${table}`;
  const { rows: there } = await pool.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name]);
  if (!there[0]?.there) return { all: known.length, missing: known.length, isAhead: false };
  const { rows } = await pool.query<{ newest: string | null }>(`select max(created_at) as newest from ${name}`);
  const newest = Number(rows[0]?.newest ?? -1);
  return {
    all: known.length,
    missing: known.filter((one) => one > newest).length,
    isAhead: newest > Math.max(...known),
  };
}

/**
 * Whether nothing is missing. Drizzle begins by making its schema and its table, also where they are there: a role that may make
 * nothing, because another one owns the tables, would not get further.
 */
async function isApplied(client: pg.PoolClient, { folder, table }: Migrations): Promise<boolean> {
  const name = `migrations.${table}`;
  const { rows: known } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name]);
  if (!known[0]?.there) return false;
  const { rows } = await client.query<{ newest: string | null }>(`select max(created_at) as newest from ${name}`);
  const newest = readMigrationFiles({ migrationsFolder: folder }).at(-1)?.folderMillis ?? 0;
  return Number(rows[0]?.newest ?? -1) >= newest;
}
