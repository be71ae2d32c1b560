import { randomBytes } from 'node:crypto';
import { connect } from '../db/database.ts';
import { type Rotated, rotate, type SealedCount, secretsByKey } from '../db/key-rotation.ts';
import { createSecretBox } from '../db/secret-box.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startFailure } from './start-failure.ts';

const usage = `npm run keys -- new       prints a new key for ENCRYPTION_KEYS
npm run keys -- list      which key has sealed how much, and which ones are not needed any more
npm run keys -- rotate    seals everything with the first key, while the service runs

In this order, nothing is lost and nobody waits:
  1. add the new key at the end of ENCRYPTION_KEYS, everywhere, and restart: every replica can then open what it seals
  2. put it first, everywhere, and restart: new secrets are sealed with it
  3. npm run keys -- rotate
  4. take the old one out, everywhere
`;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const [task, ...rest] = process.argv.slice(2);

try {
  if (task === 'new' && rest.length === 0) print(newKey());
  else if ((task === 'list' || task === 'rotate') && rest.length === 0) await withDatabase(task);
  else {
    process.stderr.write(usage);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : startFailure(error, 'This')}\n`);
  process.exitCode = 1;
}

/** The id says when it was made: 32 random bytes, as the settings want them. */
function newKey(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return `k${day}-${randomBytes(2).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

async function withDatabase(wanted: 'list' | 'rotate'): Promise<void> {
  const { encryptionKeys, databaseUrl } = readConfig(process.env);
  if (!encryptionKeys || !databaseUrl) {
    throw new ConfigError(['Set DATABASE_URL and ENCRYPTION_KEYS: the embedded database has one key, in .meetwire/.']);
  }
  const log = createLog('warn');
  const database = connect({ connection: { connectionString: databaseUrl }, log });
  const box = createSecretBox(encryptionKeys);
  try {
    if (wanted === 'rotate') {
      const onProgress = ({ name, resealed }: Rotated) => print(`  ${name}: ${resealed} sealed anew`);
      for (const line of outcome(await rotate({ database, box, log, onProgress }), box.sealsWith)) print(line);
    }
    for (const line of report(encryptionKeys, await secretsByKey(database))) print(line);
  } finally {
    await database.close();
  }
}

/** What each kind of secret that does not open any more costs its people. */
const afterLoss: Readonly<Record<string, string>> = {
  'sign-in token': 'whoever they belong to signs in again, as after every quarter of an hour',
  password: 'whoever they belong to signs in again, and is asked anew whether to stay signed in',
  'server key': 'an administrator of the workspace gives it again',
};

function outcome(all: readonly Rotated[], key: string): readonly string[] {
  const total = all.reduce((sum, { resealed }) => sum + resealed, 0);
  const of = all.filter(({ resealed }) => resealed > 0).map(({ name, resealed }) => `${resealed} × ${name}`);
  return [
    `Sealed ${total} ${total === 1 ? 'secret' : 'secrets'} anew with the key ${key}${of.length > 0 ? `: ${of.join(', ')}` : ''}.`,
    ...all
      .filter(({ lost }) => lost > 0)
      .map(
        ({ name, lost }) => `${lost} × ${name} did not open: ${afterLoss[name] ?? 'install the app there once more'}.`,
      ),
  ];
}

function report(keys: readonly { readonly id: string }[], counts: readonly SealedCount[]): readonly string[] {
  const line = (id: string, say: string) => {
    const own = counts.filter(({ key }) => key === id);
    const sealed = own.reduce((sum, { secrets }) => sum + secrets, 0);
    const kinds = own.map(({ name, secrets }) => `${secrets} × ${name}`);
    const of = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
    return `  ${id.padEnd(20)} ${String(sealed).padStart(6)} sealed   ${say}${of}`;
  };
  const used = new Set(counts.map(({ key }) => key));
  const known = keys.map(({ id }, index) =>
    line(id, index === 0 ? 'seals' : used.has(id) ? 'still needed' : 'not needed any more'),
  );
  const strange = [...used].filter((id) => !keys.some((key) => key.id === id));
  return ['Keys', ...known, ...strange.map((id) => line(id, 'not among ENCRYPTION_KEYS'))];
}
