import fastify from 'fastify';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { connect } from '../../../db/database.ts';
import { createInvocationStore } from '../../../db/invocation-store.ts';
import { createLifeStore } from '../../../db/life-store.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { createSecrets } from '../../../db/secrets.ts';
import type { Receive } from '../../../src/core/ports.ts';
import { createReceive } from '../../../src/core/receive.ts';
import type { Runner } from '../../../src/core/run.ts';
import { createHttp, hostRule } from '../../../src/http/create-http.ts';
import { silentLog as log } from '../../support/log.ts';
import { signingSecret } from '../../support/slack/signer.ts';
import { serveReports } from './child.ts';

// Our way in, without what comes after it: with a database address, up to the durable write; without, up to before it.
const [slackUrl = '', databaseUrl] = process.argv.slice(2);
const clock = () => new Date();
const adapter = createSlackAdapter({
  wayIn: { signingSecret },
  publicUrl: 'http://localhost',
  workspaces: { removed: async () => undefined },
  botToken: 'xoxb-x',
  apiUrl: `${slackUrl}/api/`,
  http: createHttp({ allowHost: hostRule(['127.0.0.1:*']) }),
  clock,
  log,
});
const runner: Runner = {
  start: () => undefined,
  takeOver: async () => 0,
  keepLeases: async () => undefined,
  idle: async () => undefined,
};
const server = fastify();
await adapter.routes(server, databaseUrl ? durable(databaseUrl) : async () => ({ later: true }), async () => undefined);
serveReports(await server.listen({ host: '127.0.0.1', port: 0 }));

function durable(connectionString: string): Receive {
  const database = connect({ connection: { connectionString }, log });
  const box = createSecretBox([{ id: 'k', key: Buffer.alloc(32) }]);
  const invocations = createInvocationStore({ database, box, instanceId: 'bench', leaseSeconds: 60, log });
  const lives = createLifeStore({ database });
  return createReceive({
    invocations,
    lives,
    preferences: { find: () => Promise.resolve({ leads: [] }) },
    runner,
    secrets: createSecrets('x'.repeat(32)),
    clock,
    log,
  });
}
