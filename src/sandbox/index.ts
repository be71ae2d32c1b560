import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../db/database.ts';
import { type Dialect, defaultDialect } from './answers.ts';
import { serveApi } from './api.ts';
import { serveJoinPage } from './join-page.ts';
import { type DemoAccount, demoAccounts, demoPassword, sandboxCredentials, seed } from './seed.ts';
import type { World } from './world.ts';

/** Our own implementation of the UCaaS API, for trying out, developing and testing. */
export interface Sandbox {
  readonly apiId: string;
  readonly apiKey: string;
  /** Where a room's page is. */
  readonly joinUrlTemplate: string;
  readonly demo: { readonly password: string; readonly accounts: readonly DemoAccount[] };
  seed(): Promise<void>;
  /** Registers the API under `/sandbox/ucaas/v1` and the join page under `/sandbox/join`. */
  routes(server: FastifyInstance): Promise<void>;
}

export function createSandbox(deps: {
  readonly database: Pick<Database, 'orm'>;
  readonly publicUrl: string;
  readonly clock: () => Date;
  readonly dialect?: Partial<Dialect>;
}): Sandbox {
  const world: World = {
    orm: deps.database.orm,
    clock: deps.clock,
    dialect: { ...defaultDialect, ...deps.dialect },
    directUrl: (roomId) => `${deps.publicUrl}/sandbox/join/${roomId}`,
  };
  return {
    ...sandboxCredentials,
    joinUrlTemplate: world.directUrl('{room_id}'),
    demo: { password: demoPassword, accounts: demoAccounts },
    seed: () => seed(world),
    async routes(server) {
      await server.register(async (scope) => serveApi(scope, world), { prefix: '/sandbox/ucaas/v1' });
      await server.register(
        async (scope) => {
          await scope.register(formbody);
          scope.addHook('onRequest', async (request, reply) => {
            // A form of another site must not enter or leave for anybody.
            const site = request.headers['sec-fetch-site'];
            if (request.method === 'POST' && site !== undefined && site !== 'same-origin')
              return reply.code(403).send();
          });
          serveJoinPage(scope, world);
        },
        { prefix: '/sandbox' },
      );
    },
  };
}
