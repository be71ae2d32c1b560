import { once } from 'node:events';
import { createServer } from 'node:net';
import { configuredAdapters } from '../../src/adapters.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type Intervals, usualIntervals } from '../../src/core/intervals.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { recordingLog } from './log.ts';

export interface RunningApp {
  readonly app: App;
  readonly url: string;
  readonly test: TestDatabase;
  readonly log: ReturnType<typeof recordingLog>;
  stop(): Promise<void>;
}

export const testKeys = {
  encryptionKeys: [{ id: 'test', key: Buffer.alloc(32, 7) }],
  sessionSecret: 'a session secret that is only for tests',
};

/** Nobody watches a test: whatever has a time in production is done as soon as it costs little to look. */
const shortIntervals: Intervals = {
  ...usualIntervals,
  dueMilliseconds: 100,
  takeOverMilliseconds: 200,
  lookMilliseconds: 200,
  calmLookMilliseconds: 200,
  idleLookMilliseconds: 200,
  cardMilliseconds: 100,
  newsMilliseconds: 100,
  answersMilliseconds: 100,
  onItsWayMilliseconds: 100,
  recordingMilliseconds: 100,
};

/**
 * The whole service on a free port with a database of its own, as the environment says. Stories that are about how often things are done
 * give `usualIntervals`.
 */
export async function startApp(
  environment: Readonly<Record<string, string>> = {},
  options: {
    readonly clock?: Clock;
    readonly log?: Log;
    readonly leaseSeconds?: number;
    readonly intervals?: Intervals;
    /** The database of another replica, which is then not dropped with this one. */
    readonly shared?: TestDatabase;
    readonly encryptionKeys?: typeof testKeys.encryptionKeys;
  } = {},
): Promise<RunningApp> {
  const port = await freePort();
  const config = readConfig({ PORT: String(port), UCAAS_CALLS_PER_MINUTE: '6000', ...environment });
  const { shared, encryptionKeys = testKeys.encryptionKeys, ...rest } = options;
  const test = shared ?? (await testDatabase());
  const log = recordingLog();
  const { database } = test;
  const app = createApp({
    config,
    keys: { ...testKeys, encryptionKeys },
    database,
    adapters: configuredAdapters,
    log,
    intervals: shortIntervals,
    ...rest,
  });
  await app.start();
  return {
    app,
    url: config.publicUrl,
    test,
    log,
    async stop() {
      await app.stop();
      if (!shared) await test.drop();
    },
  };
}

/** Each worker has ports of its own, below those that Linux gives to whoever connects: what is free now stays so until it is used. */
const portsPerWorker = 2_000;
const firstPort = 20_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 6) * portsPerWorker;
let portsUsed = Math.floor(Math.random() * portsPerWorker);

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < portsPerWorker; tried += 1) {
    portsUsed += 1;
    const port = firstPort + (portsUsed % portsPerWorker);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
