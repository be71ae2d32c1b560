import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { connect, type Database } from '../../db/database.ts';
import { databaseOn, onServer } from './global-setup.ts';
import { silentLog } from './log.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly connection: pg.PoolConfig;
  /** The same for a program that is given `DATABASE_URL`. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database for one test file: a copy of the template, made in some 40 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server');
  const name = `meetwire_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${inject('template')} strategy file_copy`);
  const connection = databaseOn(server, name);
  const database = connect({ connection, log: silentLog });
  return {
    database,
    connection,
    url: urlOf(connection),
    async drop() {
      await database.close();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

function urlOf({ connectionString, user, database, host = '' }: pg.PoolConfig): string {
  return connectionString ?? `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}
