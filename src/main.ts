import { resolve } from 'node:path';
import { connect } from '../db/database.ts';
import { type EmbeddedServer, startEmbedded } from '../db/embedded/index.ts';
import { configuredAdapters } from './adapters.ts';
import { announcement } from './announce.ts';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type Keys, localKeys } from './local-keys.ts';
import { createLog } from './log.ts';
import { readRouteOverrides } from './route-overrides.ts';
import { startFailure } from './start-failure.ts';

/** Where the embedded database and its keys are kept: beside the project, so that one folder holds all of a trial. */
const dataDirectory = resolve('.meetwire');

try {
  const config = readConfig(process.env);
  const log = createLog(config.production ? 'info' : 'warn');
  const overrides = await readRouteOverrides(config.ucaas?.routesPath);
  const { embedded, keys } = await prepare(config);
  const connection = embedded?.connection ?? { connectionString: config.databaseUrl };
  const database = connect({ connection, log });
  const app = createApp({ config, overrides, keys, database, adapters: configuredAdapters, log });

  let _stopping: Promise<void> | undefined;
  const stop = () => {
    _stopping ??= app
      .stop()
      .then(() => database.close())
      .then(() => embedded?.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'stopping failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  try {
    await app.start();
  } catch (error) {
    await database.close();
    await embedded?.stop();
    throw error;
  }
  process.stdout.write(`${announcement(config, app.sandbox?.demo)}\n`);

  async function prepare({
    encryptionKeys,
    sessionSecret,
    databaseUrl,
  }: Config): Promise<{ embedded?: EmbeddedServer; keys: Keys }> {
    if (databaseUrl && encryptionKeys && sessionSecret) return { keys: { encryptionKeys, sessionSecret } };
    const own = await localKeys(dataDirectory);
    const keys = {
      encryptionKeys: encryptionKeys ?? own.encryptionKeys,
      sessionSecret: sessionSecret ?? own.sessionSecret,
    };
    return { keys, embedded: await startEmbedded({ directory: dataDirectory, log }) };
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? `Meetwire cannot start, because of its settings:\n${error.message}` : startFailure(error)}\n`,
  );
  process.exit(1);
}
