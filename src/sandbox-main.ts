import { resolve } from 'node:path';
import fastify from 'fastify';
import { createGuard } from '../adapters/web/playground/guard.ts';
import { connect } from '../db/database.ts';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate } from '../db/migrate.ts';
import { createEventSender } from './event-sender.ts';
import { createHttp, hostRule } from './http/create-http.ts';
import { createLog } from './log.ts';
import { createSandbox, type Sandbox } from './sandbox/index.ts';
import { sandboxMigrations } from './sandbox/migrations.ts';
import { zoneOffsets } from './sandbox/zones.ts';
import { OptionsError, readSandboxOptions, type SandboxOptions, sandboxUsage } from './sandbox-options.ts';
import { startFailure } from './start-failure.ts';

/** A large seed is not listed to its end. */
const mostListed = 20;
/** For a request to arrive whole. */
const longestRequestMilliseconds = 30_000;

// The sandbox alone, on a port of its own: for those who develop against the UCaaS API.
try {
  if (process.env.NODE_ENV === 'production') throw new OptionsError(['The sandbox never runs in production.']);
  const options = await readSandboxOptions(process.argv.slice(2));
  if (options) await run(options, process.env.DATABASE_URL);
  else process.stdout.write(sandboxUsage);
} catch (error) {
  const help = 'npm run sandbox -- --help lists the options.';
  process.stderr.write(
    error instanceof OptionsError ? `${error.message}\n${help}\n` : `${startFailure(error, 'The sandbox', '--port')}\n`,
  );
  process.exit(1);
}

async function run(options: SandboxOptions, databaseUrl: string | undefined): Promise<void> {
  const { host, port, publicUrl, seed, fresh, dialect, events } = options;
  const log = createLog('warn');
  // One for each port: two sandboxes at once share nothing.
  const directory = resolve('.meetwire/sandbox', String(port));
  const embedded = databaseUrl ? undefined : await startEmbedded({ directory, log });
  const database = connect({ connection: embedded?.connection ?? { connectionString: databaseUrl }, log });
  const clock = () => new Date();
  const http = events && createHttp({ allowHost: hostRule([new URL(events.url).host]) });
  const sandbox = createSandbox({
    database,
    tell: events && http && createEventSender({ ...events, http, clock, log }),
    publicUrl,
    prefix: '',
    clock,
    seed,
    dialect,
    guard: createGuard(publicUrl),
    reportError: (error) => log.error({ error }, 'the sandbox failed'),
  });
  const server = fastify({
    forceCloseConnections: true,
    requestTimeout: longestRequestMilliseconds,
    frameworkErrors: sandbox.refuseAddress,
  });
  const stop = async () => {
    await server.close();
    await http?.close();
    await database.close();
    await embedded?.stop();
  };
  let ready = false;
  try {
    server.addHook('onRequest', async (_request, reply) => (ready ? undefined : reply.code(503).send()));
    await sandbox.routes(server);
    // The port first: whoever does not get it must not touch what another sandbox on it has.
    await server.listen({ host, port });
    await migrate(database, sandboxMigrations);
    const planted = await sandbox.seed({ anew: fresh });
    ready = true;
    process.stdout.write(announcement(options, sandbox, planted || (await sandbox.isAsSeeded())));
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

function announcement({ publicUrl }: SandboxOptions, sandbox: Sandbox, asSeeded: boolean): string {
  const who = asSeeded
    ? whoThereIs(sandbox)
    : ['  It has the accounts of an earlier start, which its page shows: --fresh begins anew.'];
  return `${[
    '',
    `  The UCaaS sandbox is ready. Open ${publicUrl}/ to see what happens in it.`,
    '',
    `  Base URL   ${publicUrl}/ucaas/v1`,
    ...who,
    '',
    '  Stop with Ctrl+C.',
    '',
  ].join('\n')}\n`;
}

function whoThereIs({ apiId, credentials, demo }: Sandbox): string[] {
  const accounts = demo.accounts
    .slice(0, mostListed)
    .map(({ email, name, role }) => `    ${email.padEnd(28)} ${name}, ${role}`);
  const more = demo.accounts.length - accounts.length;
  const servers = credentials.map(({ id, key, name }) => `    ${`${id}:${key}`.padEnd(36)} acts as ${name}`);
  return [
    `  X-Api-Id   ${apiId || 'none: the seed file has no credentials'}`,
    `  Password   ${demo.password}, unless the seed file gives one of their own`,
    '',
    '  Credentials of servers (Basic)',
    ...(servers.length > 0 ? servers : ['    none']),
    '',
    '  Accounts',
    ...accounts,
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
