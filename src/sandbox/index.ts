import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Database } from '../../db/database.ts';
import { refusals, sendRefusal } from './answers.ts';
import { serveApi } from './api.ts';
import { demo } from './demo.ts';
import { createJournal, reportable } from './journal.ts';
import { servePages } from './pages/index.ts';
import { accountsOf, type DemoAccount, everybodyIsThere, plant } from './seed.ts';
import type { Seed } from './seed-file.ts';
import { type Dialect, dialectSchema, switched } from './switches.ts';
import type { World } from './world.ts';

/** Our own implementation of the UCaaS API, for trying out, developing and testing. */
export interface Sandbox {
  /** Of the first organisation that has one, which is the tenant in the demo. */
  readonly apiId: string;
  readonly apiKey: string;
  /** API Access IDs and Keys, with the name of the organisation whose first administrator they act as. */
  readonly credentials: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  /** Where a room's page is. */
  readonly joinUrlTemplate: string;
  /** What its page takes with the address of a room: who comes, and a token of `POST /sessions/join`. */
  readonly joinParameters: { readonly name: string; readonly token: string };
  readonly demo: { readonly password: string; readonly accounts: readonly DemoAccount[] };
  /** Fills it where it is empty, or anew. Resolves to whether it did. */
  seed(options?: { readonly anew?: boolean }): Promise<boolean>;
  /** False where somebody is missing whom the seed has: then the passwords of the seed are of no use, either. */
  isAsSeeded(): Promise<boolean>;
  /**
   * For `frameworkErrors` of the server: an address that its router cannot read is answered as the API answers a path that
   * it does not know.
   */
  refuseAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void;
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
  /** Asked before anything is served: keeps other websites out. */
  readonly guard: onRequestAsyncHookHandler;
  readonly reportError?: (error: Error) => void;
  /** Is told what happens in rooms, as a service would tell it. */
  readonly tell?: (event: { readonly type: string; readonly data: object }) => void;
}): Sandbox {
  const prefix = deps.prefix ?? '/sandbox';
  const seed = deps.seed ?? demo;
  const credentials = seed.organisations.flatMap(({ name, api }) => api.map((one) => ({ ...one, name })));
  const [first = { id: '', key: '' }] = credentials;
  const world: World = {
    orm: deps.database.orm,
    clock: deps.clock,
    dialect: switched(dialectSchema.parse({}), deps.dialect ?? {}),
    random: deps.random ?? Math.random,
    journal: createJournal(),
    reportError: (error) => deps.reportError?.(reportable(error)),
    tell: (type, roomId) => deps.tell?.({ type, data: { room_id: roomId } }),
    directUrl: (roomId) => `${deps.publicUrl}${prefix}/join/${roomId}`,
    recordingUrl: (recordingId) => `${deps.publicUrl}${prefix}/recordings/${recordingId}`,
  };
  return {
    apiId: first.id,
    apiKey: first.key,
    credentials,
    joinUrlTemplate: world.directUrl('{room_id}'),
    joinParameters: { name: 'name', token: 'token' },
    demo: { password: seed.password, accounts: accountsOf(seed) },
    seed: (options) => plant(world, seed, options),
    isAsSeeded: () => everybodyIsThere(world, seed),
    refuseAddress: (_error, _request, reply) => void sendRefusal(reply, world.dialect, refusals.notFound('The route')),
    async routes(server) {
      await server.register(async (scope) => serveApi(scope, world, deps.guard), { prefix: `${prefix}/ucaas/v1` });
      await server.register(
        async (scope) => {
          await scope.register(formbody);
          servePages(scope, world, {
            prefix,
            baseUrl: `${deps.publicUrl}${prefix}/ucaas/v1`,
            apiId: first.id,
            password: seed.password,
            seeded: new Set(accountsOf(seed).map(({ email }) => email)),
            guard: deps.guard,
          });
        },
        { prefix },
      );
    },
  };
}
