import { connect, type Database } from '../../db/database.ts';
import { startEmbedded } from '../../db/embedded/index.ts';
import { type Migrations, migrate } from '../../db/migrate.ts';
import { temporaryFolder } from './folder.ts';
import { databaseOn, onServer } from './global-setup.ts';
import { silentLog as log } from './log.ts';

/** A migrated database for one run of a script: on the server that is named, else on one of its own. */
export async function scratchDatabase(
  serverUrl: string | undefined,
  ...migrations: readonly Migrations[]
): Promise<{ readonly database: Database; drop(): Promise<void> }> {
  const folder = await temporaryFolder('scratch');
  const embedded = serverUrl ? undefined : await startEmbedded({ directory: folder.path, log, fast: true });
  const server = embedded?.connection ?? { connectionString: serverUrl };
  const name = `meetwire_scratch_${process.pid}`;
  await onServer(server, `create database ${name}`);
  const database = connect({ connection: databaseOn(server, name), log });
  await migrate(database, ...migrations);
  return {
    database,
    async drop() {
      await database.close();
      await onServer(server, `drop database if exists ${name} with (force)`);
      await embedded?.stop();
      await folder.remove();
    },
  };
}
