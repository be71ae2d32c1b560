import fastify from 'fastify';
import { createGuard } from '../../adapters/web/playground/guard.ts';
import type { Database } from '../../db/database.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import type { Seed } from '../../src/sandbox/seed-file.ts';
import type { Dialect } from '../../src/sandbox/switches.ts';
import { freePort } from './app.ts';

/** A sandbox that stands alone on a free port, as another service would. */
export async function startSandbox(
  database: Pick<Database, 'orm'>,
  {
    anew,
    ...options
  }: {
    readonly dialect?: Partial<Dialect>;
    readonly random?: () => number;
    readonly seed?: Seed;
    readonly anew?: boolean;
  } = {},
) {
  let shift = 0;
  const failures: Error[] = [];
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const sandbox = createSandbox({
    database,
    publicUrl: root,
    prefix: '',
    clock: () => new Date(Date.now() + shift),
    guard: createGuard(root),
    reportError: (error) => void failures.push(error),
    ...options,
  });
  const server = fastify({ forceCloseConnections: true, frameworkErrors: sandbox.refuseAddress });
  await sandbox.seed({ anew });
  await sandbox.routes(server);
  await server.listen({ host: '127.0.0.1', port });
  return {
    root,
    url: `${root}/ucaas/v1`,
    apiId: sandbox.apiId,
    apiKey: sandbox.apiKey,
    password: sandbox.demo.password,
    /** What ended in an answer of 500. */
    failures,
    environment: { UCAAS_BASE_URL: `${root}/ucaas/v1`, UCAAS_API_ID: sandbox.apiId, UCAAS_JOIN_HOSTS: '127.0.0.1:*' },
    /** Lets its clock go ahead. */
    passMinutes: (minutes: number) => {
      shift += minutes * 60_000;
    },
    close: () => server.close(),
  };
}
