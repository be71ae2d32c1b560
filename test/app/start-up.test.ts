import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/app.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startProcess } from '../support/process.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';
beforeAll(async () => {
  temporary = await temporaryFolder('start');
  folder = temporary.path;
});
afterAll(() => temporary.remove());

const complete = {
  ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_SECRET: 'a session secret that is only for tests',
};

test('with no variable but a port it comes up with database, sandbox and playground, says so, and stops cleanly', async () => {
  const port = await freePort();
  const service = startProcess({ PORT: String(port) }, folder);
  await service.ready;
  expect(service.said()).toContain(`http://localhost:${port}/playground`);
  expect(service.said()).toMatch(/Slack +off +set SLACK_SIGNING_SECRET/);
  expect(service.said()).toContain('ada@acme.example');
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  expect(((await stat(join(folder, '.meetwire/keys.json'))).mode & 0o777).toString(8)).toBe('600');
  service.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 0, err: '' });
});

test('one error names every missing and bad variable', async () => {
  const { code, err } = await startProcess(
    { PORT: 'http', SLACK_BOT_TOKEN: 'xoxb-0123456789', NODE_ENV: 'production' },
    folder,
  ).ended;
  expect(code).toBe(1);
  for (const name of ['PORT', 'SLACK_SIGNING_SECRET', 'UCAAS_API_ID', 'PUBLIC_URL']) expect(err).toContain(`${name} `);
  expect(err).not.toMatch(/\n\s+at /);
});

test.each([
  [{ SLACK_SIGNING_SECRET: 'changeme', SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_SIGNING_SECRET'],
  [
    { TEAMS_APP_ID: ' ', TEAMS_APP_PASSWORD: 'a long enough password', TEAMS_TENANT_ID: crypto.randomUUID() },
    'TEAMS_APP_ID',
  ],
  [
    { NODE_ENV: 'production', PLAYGROUND: 'on', UCAAS_API_ID: 'an-api-id', PUBLIC_URL: 'https://meet.example.com' },
    'PLAYGROUND',
  ],
  [{ DATABASE_URL: 'postgres://localhost/x' }, 'ENCRYPTION_KEYS'],
])('it refuses to start with %j', async (environment: Record<string, string>, name) => {
  const { code, err } = await startProcess(environment, folder).ended;
  expect(code).toBe(1);
  expect(err).toContain(name);
});

test('a taken port gives one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, err } = await startProcess({ PORT: port }, folder).ended;
  taken.close();
  expect(code).toBe(1);
  expect(err).toBe(`Port ${port} is taken by another program: stop that one, or set PORT to a free port.\n`);
});

test('an unreachable database gives one sentence', async () => {
  const url = `postgres://meetwire@127.0.0.1:${await freePort()}/meetwire`;
  const { code, err } = await startProcess({ DATABASE_URL: url, ...complete }, folder).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/^The database cannot be reached \(ECONNREFUSED\): check DATABASE_URL.*\n$/);
});
