import { connect, type Database } from '../../db/database.ts';
import { startEmbedded } from '../../db/embedded/index.ts';
import { type Migrations, migrate } from '../../db/migrate.ts';
import { temporaryFolder } from './folder.ts';
import { databaseOn, onServer } from './global-setup.ts';
import { silentLog as log } from './log.ts';

/** Migrated databases for one run of a script: on the server that is named, else on one of its own. */
export async function scratchDatabases(
  serverUrl: string | undefined,
  count: number,
  ...migrations: readonly Migrations[]
): Promise<{ readonly databases: readonly Database[]; drop(): Promise<void> }> {
  const folder = await temporaryFolder('scratch');
  const embedded = serverUrl ? undefined : await startEmbedded({ directory: folder.path, log, fast: true });
  const server = embedded?.connection ?? { connectionString: serverUrl };
  const names = Array.from({ length: count }, (_, index) => `meetwire_scratch_${process.pid}_${index}`);
  const databases: Database[] = [];
  for (const name of names) {
    await onServer(server, `create database ${name}`);
    const database = connect({ connection: databaseOn(server, name), log });
    await migrate(database, ...migrations);
    databases.push(database);
  }
  return {
    databases,
    async drop() {
      for (const database of databases) await database.close();
      for (const name of names) await onServer(server, `drop database if exists ${name} with (force)`);
      await embedded?.stop();
      await folder.remove();
    },
  };
}
