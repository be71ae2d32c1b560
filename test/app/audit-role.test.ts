import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { connect } from '../../db/database.ts';
import { freePort, testKeys } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { startProcess } from '../support/process.ts';

test('by the lines in the guide, the service runs as a role that can neither change nor delete lines of the audit', async () => {
  const { database, connection, drop } = await testDatabase();
  const role = `app_${crypto.randomUUID().slice(0, 8)}`;
  const urlOf = (user: string | undefined) => {
    if (!connection.connectionString)
      return `postgres://${user}@localhost/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}`;
    const url = new URL(connection.connectionString);
    url.username = user ?? url.username;
    return url.href;
  };
  const port = String(await freePort());
  const environment = (user?: string) => ({
    PORT: port,
    DATABASE_URL: urlOf(user ?? connection.user),
    ENCRYPTION_KEYS: `test:${testKeys.encryptionKeys[0]?.key.toString('base64')}`,
    SESSION_SECRET: testKeys.sessionSecret,
  });
  try {
    const owner = startProcess(environment());
    await owner.ready;
    owner.kill('SIGTERM');
    await owner.ended;
    const guide = await readFile(new URL('../../docs/audit.md', import.meta.url), 'utf8');
    const sql = /```sql\n([\s\S]+?)```/.exec(guide)?.[1] ?? '';
    await database.pool.query(sql.replaceAll('meetwire_app', role).replaceAll('jobs,', 'jobs, sandbox,'));
    const app = startProcess(environment(role));
    await app.ready;
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    const other = connect({ connection: { connectionString: urlOf(role) }, log: silentLog });
    for (const attempt of ["update audit set action = 'x'", 'delete from audit', 'truncate audit', 'drop table audit'])
      await expect(other.pool.query(attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
    await other.close();
    app.kill('SIGTERM');
    expect(await app.ended).toMatchObject({ code: 0 });
  } finally {
    await database.pool.query(`drop owned by ${role}; drop role ${role}`);
    await drop();
  }
});
