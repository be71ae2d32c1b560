import { resolve } from 'node:path';
import fastify from 'fastify';
import { createGuard } from '../adapters/web/playground/guard.ts';
import { connect } from '../db/database.ts';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from './log.ts';
import { createSandbox, type Sandbox } from './sandbox/index.ts';
import { sandboxMigrations } from './sandbox/migrations.ts';
import { zoneOffsets } from './sandbox/zones.ts';
import { OptionsError, readSandboxOptions, type SandboxOptions, sandboxUsage } from './sandbox-options.ts';
import { startFailure } from './start-failure.ts';

/** A large seed is not listed to its end. */
const mostListed = 20;

// The sandbox alone, on a port of its own: for those who develop against the UCaaS API.
try {
  if (process.env.NODE_ENV === 'production') throw new OptionsError(['The sandbox never runs in production.']);
  const options = await readSandboxOptions(process.argv.slice(2));
  if (options) await run(options, process.env.DATABASE_URL);
  else process.stdout.write(sandboxUsage);
} catch (error) {
  const help = 'npm run sandbox -- --help lists the options.';
  process.stderr.write(error instanceof OptionsError ? `${error.message}\n${help}\n` : `${startFailure(error)}\n`);
  process.exit(1);
}

async function run(options: SandboxOptions, databaseUrl: string | undefined): Promise<void> {
  const { host, port, publicUrl, seed, fresh, dialect } = options;
  const log = createLog('warn');
  const embedded = databaseUrl ? undefined : await startEmbedded({ directory: resolve('.meetwire/sandbox'), log });
  const database = connect({ connection: embedded?.connection ?? { connectionString: databaseUrl }, log });
  const server = fastify({ forceCloseConnections: true });
  const sandbox = createSandbox({
    database,
    publicUrl,
    prefix: '',
    clock: () => new Date(),
    seed,
    dialect,
    guard: createGuard(publicUrl),
    reportError: (error) => log.error({ error }, 'the sandbox failed'),
  });
  const stop = async () => {
    await server.close();
    await database.close();
    await embedded?.stop();
  };
  try {
    await migrate(database, sandboxMigrations);
    const planted = await sandbox.seed({ anew: fresh });
    await sandbox.routes(server);
    await server.listen({ host, port });
    process.stdout.write(announcement(options, sandbox, planted));
    // Takes a second, which nobody then waits for at the first question.
    void zoneOffsets();
  } catch (error) {
    await stop();
    throw error;
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () =>
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'stopping failed');
          process.exit(1);
        },
      ),
    );
  }
}

function announcement(
  { publicUrl, seed }: SandboxOptions,
  { apiId, credentials, demo }: Sandbox,
  planted: boolean,
): string {
  const kept =
    seed && !planted ? ['', '  It had accounts already, so that the seed file was not used: --fresh begins anew.'] : [];
  const accounts = demo.accounts
    .slice(0, mostListed)
    .map(({ email, name, role }) => `    ${email.padEnd(28)} ${name}, ${role}`);
  const more = demo.accounts.length - accounts.length;
  const servers = credentials.map(({ id, key, name }) => `    ${`${id}:${key}`.padEnd(36)} acts as ${name}`);
  return `${[
    '',
    `  The UCaaS sandbox is ready. Open ${publicUrl}/ to see what happens in it.`,
    '',
    `  Base URL   ${publicUrl}/ucaas/v1`,
    `  X-Api-Id   ${apiId || 'none: the seed file has no credentials'}`,
    `  Password   ${demo.password}, unless the seed file gives one of their own`,
    ...kept,
    '',
    '  Credentials of servers (Basic)',
    ...(servers.length > 0 ? servers : ['    none']),
    '',
    '  Accounts',
    ...accounts,
    ...(more > 0 ? [`    and ${more} more`] : []),
    '',
    '  Stop with Ctrl+C.',
    '',
  ].join('\n')}\n`;
}
