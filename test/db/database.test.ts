import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/database.ts';
import { migrate, ownMigrations } from '../../db/migrate.ts';
import { sandboxMigrations } from '../../src/sandbox/migrations.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog, silentLog } from '../support/log.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await testDatabase();
});
afterAll(() => test_.drop());

test('eight replicas that start at once on an empty database all start, and each migration is applied once', async () => {
  const { pool } = test_.database;
  await pool.query(
    'drop schema public cascade; drop schema sandbox cascade; drop schema migrations cascade; create schema public',
  );
  const replicas = Array.from({ length: 8 }, () => connect({ connection: test_.connection, log: silentLog, max: 2 }));
  await Promise.all(replicas.map((replica) => migrate(replica, ownMigrations, sandboxMigrations)));
  await Promise.all(replicas.map((replica) => replica.close()));
  const { rows } = await pool.query('select count(*)::int as applied from migrations.meetwire');
  const migrations = readdirSync(ownMigrations.folder).filter((name) => name.endsWith('.sql'));
  expect(rows).toEqual([{ applied: migrations.length }]);
  expect((await pool.query('select count(*)::int as n from invocation')).rows).toEqual([{ n: 0 }]);
});

test('a connection that the server closes is logged, and the next query works', async () => {
  const log = recordingLog();
  const database = connect({ connection: test_.connection, log });
  const [{ pid }] = (await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows as [
    { pid: number },
  ];
  const lost = new Promise((resolve) => database.pool.once('remove', resolve));
  await test_.database.pool.query('select pg_terminate_backend($1)', [pid]);
  await lost;
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(log.lines.length).toBeGreaterThan(0);
  await database.close();
});
