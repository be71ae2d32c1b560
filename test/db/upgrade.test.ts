import { randomUUID } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLinkStore } from '../../db/link-store.ts';
import { createMeetingStore } from '../../db/meeting-store.ts';
import { type Migrations, migrate, ownMigrations } from '../../db/migrate.ts';
import { createPersonStore } from '../../db/person-store.ts';
import { purge } from '../../db/purge.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { sandboxMigrations } from '../../src/sandbox/migrations.ts';
import { testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLog } from '../support/log.ts';
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

/** The first migrations of a kind, as an earlier release had them. */
async function firstMigrations({ table, folder: all }: Migrations, count: number): Promise<string> {
  const path = join(folder.path, table);
  await cp(all, path, { recursive: true });
  const journalPath = join(path, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalPath, 'utf8')) as { entries: { tag: string }[] };
  for (const { tag } of journal.entries.splice(count)) await rm(join(path, `${tag}.sql`));
  await writeFile(journalPath, JSON.stringify(journal));
  return path;
}

test('a sandbox of the first release starts again after an update, with everybody in it', async () => {
  const { pool } = database.database;
  await pool.query('drop schema sandbox cascade; drop table migrations.sandbox');
  await migrate(database.database, { ...sandboxMigrations, folder: await firstMigrations(sandboxMigrations, 1) });
  await pool.query(
    "insert into sandbox.account (id, role, above, email, password_hash, first_name, last_name, status) values ('x', 'user', '{}', 'ada@acme.example', 'x', 'Ada', 'Old', 'A')",
  );
  await migrate(database.database, sandboxMigrations);
  const service = await startSandbox(database.database);
  const { rows } = await pool.query("select last_name from sandbox.account where email = 'ada@acme.example'");
  await service.close();
  expect(rows).toEqual([{ last_name: 'Almeida' }]);
});

test('links and audit of the release before several accounts are still there after an update, the audit without names', async () => {
  const { pool } = database.database;
  await pool.query('drop schema public cascade; create schema public; drop table migrations.meetwire');
  await migrate(database.database, { ...ownMigrations, folder: await firstMigrations(ownMigrations, 3) });
  await pool.query(`
    insert into workspace (platform, workspace_id, name) values ('slack', 'T1', 'Acme');
    insert into identity (platform, workspace_id, user_id, name) values ('slack', 'T1', 'U1', 'Ada'), ('slack', 'T1', 'U2', 'Bob');
    insert into account (id, service, service_user_id, email, name, role)
      values ('00000000-0000-4000-8000-000000000001', 'x', 'u1', 'ada@acme.example', 'Ada Almeida', 'user');
    insert into link (id, platform, workspace_id, user_id, account_id, sealed_token, token_expires_at, linked_at)
      values ('00000000-0000-4000-8000-000000000002', 'slack', 'T1', 'U1', '00000000-0000-4000-8000-000000000001', 'old.sealed', now(), now());
    insert into audit (platform, workspace_id, user_id, action, detail)
      values ('slack', 'T1', 'U1', 'account.link', '{"email": "ada@acme.example", "serviceUserId": "u1"}'),
             ('slack', 'T1', 'U1', 'account.unlink', '{}'), ('slack', 'T1', 'U2', 'account.link', '{}')`);
  await migrate(database.database, ownMigrations);

  const links = createLinkStore({
    database: database.database,
    box: createSecretBox(testKeys.encryptionKeys),
    clock: () => new Date(),
    log: silentLog,
  });
  const found = await links.find({ platform: 'slack', workspaceId: 'T1', userId: 'U1' });
  expect(found).toMatchObject({
    chosen: true,
    stays: false,
    token: undefined,
    account: { email: 'ada@acme.example' },
    workspace: { tokenMode: 'ask_again' },
  });
  const { rows } = await pool.query(
    'select p.user_id, a.action, a.detail from audit a join pseudonym p on p.id = a.pseudonym order by a.sequence',
  );
  expect(rows).toEqual([
    { user_id: 'U1', action: 'account.link', detail: {} },
    { user_id: 'U1', action: 'account.unlink', detail: {} },
    { user_id: 'U2', action: 'account.link', detail: {} },
  ]);
});

test('a meeting of the release before scheduling leads on after an update, has no plan, and its host can be forgotten', async () => {
  const { pool } = database.database;
  await pool.query('drop schema public cascade; create schema public; drop table migrations.meetwire');
  await migrate(database.database, { ...ownMigrations, folder: await firstMigrations(ownMigrations, 5) });
  await pool.query(`
    insert into workspace (platform, workspace_id, name) values ('slack', 'T1', 'Acme');
    insert into identity (platform, workspace_id, user_id, name) values ('slack', 'T1', 'U1', 'Ada');
    insert into meeting (id, join_key, kind, application, title, platform, workspace_id, host_id, host_name, join_url, started_at)
      values ('00000000-0000-4000-8000-000000000003', 'key', 'instant', 'meeting', 'Of Ada', 'slack', 'T1', 'U1', 'Ada',
        'https://service.example/r/1', now() - interval '1 year')`);
  await migrate(database.database, ownMigrations);
  const meetings = createMeetingStore(database);
  expect(await meetings.joinTarget('key')).toMatchObject({ title: 'Of Ada', joinUrl: 'https://service.example/r/1' });
  await purge(database.database, new Date());
  const person = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
  const people = createPersonStore({ ...database, clock: () => new Date() });
  expect(await people.count(person)).toMatchObject({ meetings: 1, plans: 0, invitations: 0, settings: 0 });
  await people.forget(person, randomUUID());
  expect(await meetings.joinTarget('key')).toMatchObject({ title: 'A meeting', hostName: '' });
});
