import fastify from 'fastify';
import pg from 'pg';
import { serveReports } from './child.ts';

// The floor for the sandbox: fastify, one query by key, one row as JSON.
const [databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query('create table if not exists bare_room (id text primary key, name text, pin text)');
await pool.query("insert into bare_room values ('r', 'Weekly sync', '1') on conflict do nothing");
const server = fastify();
server.get('/room', async () => {
  const { rows } = await pool.query('select * from bare_room where id = $1', ['r']);
  return { result: 1, room: rows[0] };
});
serveReports(`${await server.listen({ host: '127.0.0.1', port: 0 })}/room`);
