import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../src/core/ports.ts';

/** The handle to the database: a pool, and drizzle on top of it. */
export interface Database {
  readonly pool: pg.Pool;
  readonly orm: NodePgDatabase;
  close(): Promise<void>;
}

/** Opens a pool. Nothing is connected until the first query. */
export function connect({
  connection,
  log,
  max = 10,
}: {
  connection: pg.PoolConfig;
  log: Log;
  max?: number;
}): Database {
  const pool = new pg.Pool({
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    application_name: 'meetwire',
    ...connection,
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ error }, 'an idle database connection was closed'));
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ error }, 'a database connection was lost'));
  });
  return { pool, orm: drizzle(pool), close: () => pool.end() };
}
