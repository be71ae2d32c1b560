import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../db/database.ts';
import { serveApi } from './api.ts';
import { demo } from './demo.ts';
import { createJournal } from './journal.ts';
import { servePages } from './pages/index.ts';
import { accountsOf, type DemoAccount, plant } from './seed.ts';
import type { Seed } from './seed-file.ts';
import { type Dialect, dialectSchema } from './switches.ts';
import type { World } from './world.ts';

/** Our own implementation of the UCaaS API, for trying out, developing and testing. */
export interface Sandbox {
  /** Of the first organisation that has one, which is the tenant in the demo. */
  readonly apiId: string;
  readonly apiKey: string;
  /** Where a room's page is. */
  readonly joinUrlTemplate: string;
  readonly demo: { readonly password: string; readonly accounts: readonly DemoAccount[] };
  seed(): Promise<void>;
  /** Registers the API under `<prefix>/ucaas/v1`, and the pages beside it. */
  routes(server: FastifyInstance): Promise<void>;
}

export function createSandbox(deps: {
  readonly database: Pick<Database, 'orm'>;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** `/sandbox` unless given; empty where the sandbox is all there is. */
  readonly prefix?: string;
  readonly clock: () => Date;
  /** Who there is at the beginning; the demo unless given. */
  readonly seed?: Seed;
  readonly dialect?: Partial<Dialect>;
  readonly random?: () => number;
  readonly reportError?: (error: Error) => void;
}): Sandbox {
  const prefix = deps.prefix ?? '/sandbox';
  const seed = deps.seed ?? demo;
  const [credentials] = seed.organisations.flatMap(({ api }) => api);
  const world: World = {
    orm: deps.database.orm,
    clock: deps.clock,
    dialect: { ...dialectSchema.parse({}), ...deps.dialect },
    random: deps.random ?? Math.random,
    journal: createJournal(),
    reportError: deps.reportError ?? (() => undefined),
    directUrl: (roomId) => `${deps.publicUrl}${prefix}/join/${roomId}`,
    recordingUrl: (recordingId) => `${deps.publicUrl}${prefix}/recordings/${recordingId}`,
  };
  return {
    apiId: credentials?.id ?? '',
    apiKey: credentials?.key ?? '',
    joinUrlTemplate: world.directUrl('{room_id}'),
    demo: { password: seed.password, accounts: accountsOf(seed) },
    seed: () => plant(world, seed),
    async routes(server) {
      await server.register(async (scope) => serveApi(scope, world), { prefix: `${prefix}/ucaas/v1` });
      await server.register(
        async (scope) => {
          await scope.register(formbody);
          servePages(scope, world, prefix);
        },
        { prefix },
      );
    },
  };
}
