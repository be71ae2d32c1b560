import fastify from 'fastify';
import { connect } from '../../../db/database.ts';
import { migrate } from '../../../db/migrate.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { sandboxMigrations } from '../../../src/sandbox/migrations.ts';
import { silentLog as log } from '../../support/log.ts';
import { serveReports } from './child.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const database = connect({ connection: { connectionString: databaseUrl }, log });
await migrate(database, sandboxMigrations);
const sandbox = createSandbox({ database, publicUrl: 'http://127.0.0.1:1', prefix: '', clock: () => new Date() });
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
