import fastify from 'fastify';
import { createGuard } from '../../../adapters/web/playground/guard.ts';
import { connect } from '../../../db/database.ts';
import { migrate } from '../../../db/migrate.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { sandboxMigrations } from '../../../src/sandbox/migrations.ts';
import { silentLog as log } from '../../support/log.ts';
import { serveReports } from './child.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const database = connect({ connection: { connectionString: databaseUrl }, log });
await migrate(database, sandboxMigrations);
const publicUrl = 'http://127.0.0.1:1';
const guard = createGuard(publicUrl);
const sandbox = createSandbox({ database, publicUrl, prefix: '', clock: () => new Date(), guard });
await sandbox.seed();
const server = fastify();
await sandbox.routes(server);
const url = await server.listen({ host: '127.0.0.1', port: 0 });
const answer = await fetch(`${url}/ucaas/v1/login`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-api-id': sandbox.apiId },
  body: JSON.stringify({ email: 'ada@acme.example', password: sandbox.demo.password }),
});
const { token } = (await answer.json()) as { token: string };
serveReports(`${url}/ucaas/v1/meeting/permanent`, {}, { authorization: `Token ${token}`, 'x-app-type': 'vc' });
