import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rotate, secretsByKey } from '../../db/key-rotation.ts';
import { type SealedRow, sealedColumns } from '../../db/sealed-columns.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog, silentLog } from '../support/log.ts';
import { sealedInTwoParts } from '../support/two-parts.ts';

let scratch: TestDatabase;
const fresh = { id: 'fresh', key: Buffer.alloc(32, 9) };
const old = { id: 'old', key: Buffer.alloc(32, 8) };
const before = createSecretBox([old]);
const box = createSecretBox([fresh, old]);
const onlyFresh = createSecretBox([fresh]);
const people = 450;

const pool = () => scratch.database.pool;

beforeAll(async () => {
  scratch = await testDatabase();
});
afterAll(() => scratch.drop());

/** A row in every table that has sealed columns, and more people than one batch takes; names with everything in them. */
beforeEach(async () => {
  await pool().query('truncate link, account, identity, workspace, slack_installation, slack_status cascade');
  await pool().query(`
    insert into workspace (platform, workspace_id, name) values ('slack', 'T/1 ü', 'One'), ('teams', 'T2', 'Two');
    insert into account (id, service, service_user_id, email, name, role)
      values ('00000000-0000-4000-8000-000000000001', 's', 'u', 'e', 'n', 'user');
    insert into identity (platform, workspace_id, user_id, name)
      select 'slack', 'T/1 ü', 'U/' || n, 'Somebody' from generate_series(1, ${people}) n;
    insert into link (id, platform, workspace_id, user_id, account_id, token_expires_at, linked_at)
      select gen_random_uuid(), platform, workspace_id, user_id, '00000000-0000-4000-8000-000000000001', now(), now()
      from identity;
    insert into slack_installation (workspace_id, name, app_id, bot_user_id, scopes, sealed_bot_token, installed_by,
      installed_at) values ('T/1 ü', 'One', 'A', 'B', '{}', '', 'U', now());
    insert into slack_status (id, platform, workspace_id, user_id, sealed_token, given_at, used_at)
      values ('00000000-0000-4000-8000-000000000002', 'slack', 'T/1 ü', 'U/1', '', now(), now())`);
  for (const { column, ...sealed } of sealedColumns) {
    for (const row of await rows(sealed.table)) {
      const secret = before.seal(`${column} of ${idOf(sealed, row)}`, sealed.context(row));
      await write(sealed, column, row, secret);
    }
  }
});

const rows = async (table: string) => (await pool().query<SealedRow>(`select * from ${table}`)).rows;
const idOf = ({ ids }: { ids: readonly string[] }, row: SealedRow) => ids.map((id) => row[id]).join('/');
async function write(
  { table, ids }: { table: string; ids: readonly string[] },
  column: string,
  row: SealedRow,
  secret: string,
) {
  const where = ids.map((id, index) => `${id} = $${index + 2}`).join(' and ');
  await pool().query(`update ${table} set ${column} = $1 where ${where}`, [secret, ...ids.map((id) => row[id])]);
}

test('every column of the database that is named sealed_… is among those that are rotated', async () => {
  const { rows: columns } = await pool().query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and column_name like 'sealed\\_%' order by 1`,
  );
  expect(columns.length).toBeGreaterThan(4);
  expect(columns.map(({ name }) => name)).toEqual(
    sealedColumns.map(({ table, column }) => `${table}.${column}`).sort(),
  );
});

test('what is in one row and column opens in no other: no two of them have a context in common', async () => {
  const all: string[] = [];
  for (const { table, context } of sealedColumns) all.push(...(await rows(table)).map(context));
  expect(all.length).toBe(2 * people + 6);
  expect(new Set(all).size).toBe(all.length);
  // A name with a slash in it is not two names.
  const of = (workspace: string, user: string) =>
    sealedColumns.map(({ context }) =>
      context({
        platform: 'slack',
        workspace_id: workspace,
        user_id: user,
        account_id: 'a',
        id: `${workspace} ${user}`,
      }),
    );
  expect(of('T/1', '2').filter((context) => of('T', '1/2').includes(context))).toEqual([]);
  expect(of('T/1', '2').slice(2, 5)).toEqual([
    'workspace/slack/T%2F1/api-key',
    'slack_installation/T%2F1/bot_token',
    'slack_installation/T%2F1/refresh_token',
  ]);
});

test('all kinds are sealed anew, each under its own row and column, and a second run finds nothing to do', async () => {
  const progress: string[] = [];
  const done = await rotate({
    database: scratch.database,
    box,
    log: silentLog,
    onProgress: ({ name, resealed }) => progress.push(`${name} ${resealed}`),
  });
  expect(done).toEqual([
    { name: 'sign-in token', resealed: people, lost: 0 },
    { name: 'password', resealed: people, lost: 0 },
    { name: 'server key', resealed: 2, lost: 0 },
    { name: 'Slack bot token', resealed: 1, lost: 0 },
    { name: 'Slack refresh token', resealed: 1, lost: 0 },
    { name: 'Slack status token', resealed: 1, lost: 0 },
    { name: 'Slack status refresh token', resealed: 1, lost: 0 },
  ]);
  expect(progress.slice(0, 3)).toEqual(['sign-in token 200', 'sign-in token 400', 'sign-in token 450']);
  for (const { column, ...sealed } of sealedColumns) {
    for (const row of await rows(sealed.table)) {
      expect(onlyFresh.open(row[column] ?? '', sealed.context(row))).toBe(`${column} of ${idOf(sealed, row)}`);
    }
  }
  expect((await secretsByKey(scratch.database)).every(({ key }) => key === 'fresh')).toBe(true);
  const again = await rotate({ database: scratch.database, box, log: silentLog });
  expect(again.every(({ resealed, lost }) => resealed === 0 && lost === 0)).toBe(true);
});

test.each([
  ['another key', old],
  ['the first key', fresh],
])('what an earlier release sealed with %s becomes an envelope', async (_which, key) => {
  const [sealed] = sealedColumns;
  const [row] = await rows('link');
  if (!sealed || !row) throw new Error('no links');
  await write(sealed, sealed.column, row, sealedInTwoParts(key, 'from before', sealed.context(row)));
  await rotate({ database: scratch.database, box, log: silentLog });
  const { rows: after } = await pool().query<{ token: string }>(
    'select sealed_token as token from link where id = $1',
    [row.id],
  );
  expect(after[0]?.token.split('.')).toHaveLength(3);
  expect(onlyFresh.open(after[0]?.token ?? '', sealed.context(row))).toBe('from before');
});

test('the rotation opens no secret: it does its work with a box that cannot', async () => {
  const open = () => {
    throw new Error('a secret was opened');
  };
  const done = await rotate({ database: scratch.database, box: { ...box, open, seal: open }, log: silentLog });
  expect(done.map(({ lost }) => lost)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('while everybody signs in anew or away, and rotates twice at once, nobody’s newest secret is lost', async () => {
  const sealed = sealedColumns.find(({ column }) => column === 'sealed_token');
  if (!sealed) throw new Error('no tokens');
  const all = await rows('link');
  const newest = new Map<string, string | null>(all.map((row) => [row.user_id ?? '', `sealed_token of ${row.id}`]));
  // Half of the replicas already seal with the new key.
  const writers = [onlyFresh, before, onlyFresh].map(async (seals, writer) => {
    for (const row of all.filter((_, index) => index % 7 === writer)) {
      const plain = writer === 2 ? null : `newer token ${writer} of ${row.id}`;
      const secret = plain === null ? null : seals.seal(plain, sealed.context(row));
      await pool().query('update link set sealed_token = $1 where id = $2', [secret, row.id]);
      newest.set(row.user_id ?? '', plain);
    }
  });
  const rotations = [1, 2].map(() => rotate({ database: scratch.database, box, log: silentLog }));
  await Promise.all([...writers, ...rotations]);
  const check = async (opens: typeof box) => {
    for (const row of await rows('link')) {
      const { user_id: userId = '', sealed_token: token } = row;
      expect(token && opens.open(token, sealed.context(row))).toBe(newest.get(userId));
    }
  };
  await check(box);
  // What a replica sealed with the old key behind the rotation’s back is found by the next one.
  await rotate({ database: scratch.database, box, log: silentLog });
  await check(onlyFresh);
});

test('what does not open is left, counted by kind, and told without a word of it', async () => {
  const spoilt = before.seal('of somebody else', 'workspace/teams/T3/api-key');
  await pool().query(`update workspace set sealed_api_key = $1 where platform = 'teams'`, [spoilt]);
  await pool().query(`update slack_installation set sealed_bot_token = 'gone.' || sealed_bot_token`);
  const log = recordingLog();
  const done = await rotate({ database: scratch.database, box, log });
  expect(done.filter(({ lost }) => lost > 0)).toEqual([
    { name: 'server key', resealed: 1, lost: 1 },
    { name: 'Slack bot token', resealed: 0, lost: 1 },
  ]);
  expect((await pool().query(`select 1 from workspace where sealed_api_key = $1`, [spoilt])).rowCount).toBe(1);
  expect(log.lines.map(({ fields }) => fields)).toMatchObject([
    { table: 'workspace', column: 'sealed_api_key' },
    { table: 'slack_installation', column: 'sealed_bot_token' },
  ]);
});
