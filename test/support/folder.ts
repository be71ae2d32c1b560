import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux has its temporary files in memory here, where a container lets them be large. */
const memory = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;

/**
 * A temporary folder that the embedded server's own user may enter, so that nothing is left elsewhere. In memory where there is room:
 * a database has some 800 files, and to make and delete them on a disk costs ten times as much.
 */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join((await hasRoom(memory)) ? memory : tmpdir(), `meetwire-${name}-`));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }) };
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= enoughBytes;
}
