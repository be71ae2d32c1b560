import { readFile, rm, writeFile } from 'node:fs/promises';

const longestWaitMilliseconds = 30_000;

/** Runs `task` while no other process runs one under the same lock file. A lock whose process is gone counts for nothing. */
export async function withStartLock<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + longestWaitMilliseconds;
  while (!(await take(path))) {
    if (Date.now() > until)
      throw new Error(`Another start holds ${path} for too long: delete it if nothing is starting.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await task();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
    return false;
  }
}

/** True if a process with this id exists, whoever owns it. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
