import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { sandboxMigrations } from '../../src/sandbox/migrations.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startSandbox } from '../support/sandbox.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  database = await testDatabase();
  folder = await temporaryFolder('upgrade');
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

/** The first migrations of the sandbox, as an earlier release had them. */
async function firstMigrations(count: number): Promise<string> {
  const path = join(folder.path, 'migrations');
  await cp(sandboxMigrations.folder, path, { recursive: true });
  const journalPath = join(path, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalPath, 'utf8')) as { entries: { tag: string }[] };
  for (const { tag } of journal.entries.splice(count)) await rm(join(path, `${tag}.sql`));
  await writeFile(journalPath, JSON.stringify(journal));
  return path;
}

test('a sandbox of the first release starts again after an update, with everybody in it', async () => {
  const { pool } = database.database;
  await pool.query('drop schema sandbox cascade; drop table migrations.sandbox');
  await migrate(database.database, { ...sandboxMigrations, folder: await firstMigrations(1) });
  await pool.query(
    "insert into sandbox.account (id, role, above, email, password_hash, first_name, last_name, status) values ('x', 'user', '{}', 'ada@acme.example', 'x', 'Ada', 'Old', 'A')",
  );
  await migrate(database.database, sandboxMigrations);
  const service = await startSandbox(database.database);
  const { rows } = await pool.query("select last_name from sandbox.account where email = 'ada@acme.example'");
  await service.close();
  expect(rows).toEqual([{ last_name: 'Almeida' }]);
});
