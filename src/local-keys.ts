import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The keys that seal tokens and sign cookies. */
export interface Keys {
  readonly encryptionKeys: readonly { readonly id: string; readonly key: Buffer }[];
  readonly sessionSecret: string;
}

const shape = z.object({ encryptionKey: z.base64().length(44), sessionSecret: z.string().min(32) });

/** Reads the keys kept beside the embedded database, or makes them once. Readable by this user alone. */
export async function localKeys(directory: string): Promise<Keys> {
  const path = join(directory, 'keys.json');
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const fresh = {
    encryptionKey: randomBytes(32).toString('base64'),
    sessionSecret: randomBytes(32).toString('base64url'),
  };
  try {
    // `wx`: of two starts at once, the second one reads what the first one wrote.
    await writeFile(path, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const { encryptionKey, sessionSecret } = shape.parse(JSON.parse(await readFile(path, 'utf8')));
  return { encryptionKeys: [{ id: 'local', key: Buffer.from(encryptionKey, 'base64') }], sessionSecret };
}
