import { createHash } from 'node:crypto';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** PostgreSQL refuses to run as root: it then runs as this user (`nobody` on every Linux). */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined: as whoever we are. */
export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/**
 * Where the server's files are: `directory` itself, or, where the server's user could not reach it (root's home is
 * closed to everybody else), a folder of its own under /var/lib, with a note in `directory` that says so.
 */
export async function placeFor(directory: string, owner: ServerUser | undefined): Promise<string> {
  const wanted = resolve(directory);
  await mkdir(wanted, { recursive: true });
  if (!owner || (await openToAll(wanted))) return makeIn(wanted);
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  const elsewhere = join('/var/lib/meetwire', hash);
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  await writeFile(join(wanted, 'database-is-in.txt'), `${elsewhere}\n`);
  return makeIn(elsewhere);
}

export async function giveTo(owner: ServerUser | undefined, ...paths: readonly string[]): Promise<void> {
  if (owner) for (const path of paths) await chown(path, owner.uid, owner.gid);
}

/** True if every folder down to the path lets everybody pass. */
export async function openToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(path);
  return parent === path || openToAll(parent);
}

async function makeIn(base: string): Promise<string> {
  const place = join(base, 'postgresql');
  await mkdir(place, { recursive: true, mode: 0o755 });
  return place;
}
