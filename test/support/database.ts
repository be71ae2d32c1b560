import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connect, type Database } from '../../db/database.ts';
import { databaseOn } from './global-setup.ts';
import { silentLog } from './log.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly connection: pg.PoolConfig;
  /** The same for a program that is given `DATABASE_URL`. */
  readonly url: string;
  drop(): Promise<void>;
}

/** To begin a connection costs the server as much as to copy a whole database: each worker has one, in which it makes and drops them. */
let makers: pg.Pool | undefined;

/** A migrated, empty database for one test file: a copy of the template, made in some 40 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const [server, template] = [inject('server'), inject('template')];
  makers ??= new pg.Pool({
    ...databaseOn(server, 'postgres'),
    // By this name they are known, and ended, after the last file.
    application_name: template,
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  }).on('error', () => undefined);
  const name = `meetwire_test_${randomBytes(6).toString('hex')}`;
  await makers.query(`create database ${name} template ${template} strategy file_copy`);
  const connection = databaseOn(server, name);
  // Half of the usual: whatever comes at once still does, and each new one begins with a server process that knows no table.
  const database = connect({ connection, log: silentLog, max: 5 });
  return {
    database,
    connection,
    url: urlOf(connection),
    async drop() {
      await database.close();
      await makers?.query(`drop database if exists ${name} with (force)`);
    },
  };
}

function urlOf({ connectionString, user, database, host = '' }: pg.PoolConfig): string {
  return connectionString ?? `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}
