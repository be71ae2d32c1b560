import { execFile, spawn } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../src/core/ports.ts';
import type { ServerUser } from './place.ts';
import { isAlive } from './start-lock.ts';

interface Launch {
  readonly binaries: string;
  readonly data: string;
  readonly sockets: string;
  readonly user: string;
  readonly owner: ServerUser | undefined;
  readonly fast: boolean;
  readonly log: Log;
  readonly answers: () => Promise<boolean>;
}

/** After a kill -9 of the server, its orphaned processes hold the shared memory for two or three seconds. */
const startWithinMilliseconds = 15_000;

/** Durability is given up, databases that live for seconds are not tidied, and what is prepared is planned once: no table grows large. */
const fastSettings = {
  plan_cache_mode: 'force_generic_plan',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '256MB',
};

/** Makes the data directory if there is none, starts the server, and waits until it answers. */
export async function launch(wish: Launch): Promise<void> {
  await initialise(wish);
  const until = Date.now() + startWithinMilliseconds;
  for (;;) {
    const failure = await startOnce(wish, until);
    if (failure === undefined) return;
    if (Date.now() > until) throw new Error(`The embedded database does not start: ${failure}`);
    wish.log.info({ failure }, 'the embedded database did not start, trying again');
    await pause(300);
  }
}

/** The process id of the server on this data directory, if one is alive. */
export async function postmasterId(data: string): Promise<number | undefined> {
  const [line] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const id = Number(line);
  return id > 0 && isAlive(id) ? id : undefined;
}

/** Into a folder of another name first: an interrupted initdb leaves nothing that looks finished. */
async function initialise({ binaries, data, user, owner, fast }: Launch): Promise<void> {
  const there = await readFile(join(data, 'PG_VERSION')).catch(() => undefined);
  if (there) return;
  const unfinished = `${data}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const flags = [
    '-D',
    unfinished,
    '-U',
    user,
    '-E',
    'UTF8',
    '--locale=C',
    '--auth=trust',
    ...(fast ? ['--no-sync'] : []),
  ];
  await promisify(execFile)(join(binaries, 'bin/initdb'), flags, {
    ...owner,
    cwd: dirname(data),
    env: environment(binaries),
  });
  await rename(unfinished, data);
}

/** Resolves to why it failed, or to nothing once the server answers. */
async function startOnce(wish: Launch, until: number): Promise<string | undefined> {
  const logPath = join(dirname(wish.data), 'server.log');
  const log = await open(logPath, 'w');
  const settings = {
    listen_addresses: '',
    unix_socket_directories: wish.sockets,
    unix_socket_permissions: '0700',
    shared_buffers: '64MB',
    max_connections: '200',
    ...(wish.fast ? fastSettings : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: Ctrl+C in a terminal reaches the whole process group, and the database must outlive the last query.
  const server = spawn(join(wish.binaries, 'bin/postgres'), ['-D', wish.data, ...flags], {
    ...wish.owner,
    cwd: dirname(wish.data),
    env: environment(wish.binaries),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let ended = false;
  server.on('exit', () => {
    ended = true;
  });
  server.on('error', (error) => {
    wish.log.warn({ error }, 'the embedded database could not be spawned');
    ended = true;
  });
  server.unref();
  await log.close();
  while (!ended && Date.now() < until) {
    if (await wish.answers()) return undefined;
    await pause(15);
  }
  const said = (await readFile(logPath, 'utf8')).trim().split('\n');
  return said.find((line) => line.includes('FATAL')) ?? said.at(-1) ?? 'it said nothing';
}

function environment(binaries: string): NodeJS.ProcessEnv {
  return { PATH: join(binaries, 'bin'), LD_LIBRARY_PATH: join(binaries, 'lib'), LC_ALL: 'C', TZ: 'UTC' };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
