import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/database.ts';
import { startEmbedded } from '../../db/embedded/index.ts';
import { migrate, ownMigrations } from '../../db/migrate.ts';
import { sandboxMigrations } from '../../src/sandbox/migrations.ts';
import { temporaryFolder } from './folder.ts';
import { silentLog } from './log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the server on which every test file gets a database of its own. */
    server: pg.PoolConfig;
    template: string;
  }
}

/** Prepares one migrated template database, with the tables of the job queue: on DATABASE_URL where it is set, else on a server of our own. */
export default async function setUp(project: TestProject) {
  const url = process.env.DATABASE_URL;
  const folder = await temporaryFolder('test');
  const embedded = url ? undefined : await startEmbedded({ directory: folder.path, log: silentLog, fast: true });
  const server: pg.PoolConfig = embedded?.connection ?? { connectionString: url };
  const template = `meetwire_template_${process.pid}`;
  await onServer(server, `create database ${template}`);
  const database = connect({ connection: databaseOn(server, template), log: silentLog });
  await migrate(database, ownMigrations, sandboxMigrations);
  const boss = new PgBoss({ db: { executeSql: (text, values) => database.pool.query(text, values) }, schema: 'jobs' });
  await boss.start();
  await boss.stop();
  await database.close();
  project.provide('server', server);
  project.provide('template', template);

  return async () => {
    await onServer(
      server,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${template}'`,
    );
    await onServer(server, `drop database if exists ${template}`);
    await embedded?.stop();
    await folder.remove();
  };
}

export async function onServer(server: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(databaseOn(server, 'postgres'));
  await client.connect();
  await client.query(statement);
  await client.end();
}

export function databaseOn(server: pg.PoolConfig, name: string): pg.PoolConfig {
  if (!server.connectionString) return { ...server, database: name };
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.href };
}
