import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** `/healthz`: the process answers. `/readyz`: it takes work, and the database answers too. */
export function serveHealth(server: FastifyInstance, { pool }: Pick<Database, 'pool'>): { ready(now: boolean): void } {
  let isReady = false;
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const database = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    const status = isReady && database ? 'ok' : 'unavailable';
    return reply.code(status === 'ok' ? 200 : 503).send({ status, database });
  });
  return {
    ready(now) {
      isReady = now;
    },
  };
}
