import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../db/database.ts';
import { startEmbedded } from '../../db/embedded/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLog } from '../support/log.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let directory = '';
beforeEach(async () => {
  temporary = await temporaryFolder('embedded');
  directory = temporary.path;
});
afterEach(() => temporary.remove());

const start = (fast = true) => startEmbedded({ directory, log: silentLog, fast });

async function ask(connection: Parameters<typeof connect>[0]['connection'], statement: string) {
  const database = connect({ connection, log: silentLog, max: 1 });
  try {
    return (await database.pool.query(statement)).rows;
  } finally {
    await database.close();
  }
}

/** Starts the server from another process, as another user where one is given, which then says so and dies of kill -9. */
async function startAndDie({
  fast = true,
  user,
}: {
  fast?: boolean;
  user?: { uid: number; gid: number };
} = {}): Promise<string> {
  const module = new URL('../../db/embedded/index.ts', import.meta.url).href;
  const script = `import { startEmbedded } from '${module}';
    const quiet = () => undefined;
    const server = await startEmbedded({ directory: '${directory}', log: { info: quiet, warn: quiet, error: quiet }, fast: ${fast} });
    process.stdout.write(server.reused ? 'reused' : 'started', () => process.kill(process.pid, 'SIGKILL'));`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  return said;
}

test('it starts, keeps what was written over a stop, and a service in the same folder shares it', async () => {
  const first = await start();
  expect(first.reused).toBe(false);
  await ask(first.connection, 'create table kept as select 42 as answer');
  const second = await start();
  expect(second.reused).toBe(true);
  const holding = connect({ connection: second.connection, log: silentLog, max: 1 });
  const client = await holding.pool.connect();
  await first.stop();
  expect((await client.query('select answer from kept')).rows).toEqual([{ answer: 42 }]);
  client.release();
  await holding.close();
  await second.stop();
  const third = await start();
  expect(third.reused).toBe(false);
  expect(await ask(third.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await third.stop();
});

test('a server that a killed parent left is used again, and one that was killed itself is started again', async () => {
  expect(await startAndDie({ fast: false })).toBe('started');
  const second = await start(false);
  expect(second.reused).toBe(true);
  await ask(second.connection, 'create table kept as select 42 as answer');
  const [line = ''] = (await readFile(join(directory, 'postgresql/data/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(line), 'SIGKILL');
  const third = await start(false);
  expect(await ask(third.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await third.stop();
});

test('two starts at once share one server', async () => {
  const servers = await Promise.all([start(), start()]);
  expect(servers.filter(({ reused }) => reused)).toHaveLength(1);
  for (const server of servers) await server.stop();
});

test('a server stays up as long as anybody who started or took it over has not left, also without a connection', async () => {
  const [first, second] = [await start(), await start()];
  await first.stop();
  expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  const third = await start();
  expect(third.reused).toBe(true);
  await third.stop();
  expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  const fourth = await start();
  expect(fourth.reused).toBe(false);
  await fourth.stop();
});

test('it listens on a socket only, in a folder that is closed to others', async () => {
  const server = await start();
  expect(await ask(server.connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  expect(await ask(server.connection, 'show unix_socket_permissions')).toEqual([{ unix_socket_permissions: '0700' }]);
  await server.stop();
});

// As a normal user, every test above has shown it already.
if (process.getuid?.() === 0 && !process.cwd().startsWith('/root')) {
  test('a normal user starts it as well', async () => {
    const user = { uid: 65534, gid: 65534 };
    await chown(directory, user.uid, user.gid);
    expect(await startAndDie({ user })).toBe('started');
    const [line = ''] = (await readFile(join(directory, 'postgresql/data/postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(line), 'SIGINT');
  });
}
