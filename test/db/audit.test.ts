import { afterEach, beforeEach, expect, test } from 'vitest';
import { record } from '../../db/audit.ts';
import { keepAuditMonths } from '../../db/audit-months.ts';
import { connect } from '../../db/database.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

const ada = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;
const query = (text: string, values: unknown[] = []) => scratch.database.pool.query(text, values);
const months = async () =>
  (
    await query(
      "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'audit'::regclass order by 1",
    )
  ).rows.map(({ name }) => String(name));

test('lines of the audit are neither changed nor deleted, nor is it emptied, whoever tries', async () => {
  await record(scratch.database.orm, ada, 'account.link');
  const [month = ''] = await months();
  for (const attempt of [
    "update audit set action = 'nothing'",
    'delete from audit',
    'truncate audit',
    `truncate ${month}`,
    `delete from ${month}`,
    'truncate audit_other',
  ])
    await expect(query(attempt), attempt).rejects.toThrow('the audit only grows');
  expect((await query('select action from audit')).rows).toEqual([{ action: 'account.link' }]);
});

test('months to come have a partition, and those past their time are dropped as a whole', async () => {
  const at = (text: string) => ({ now: new Date(text), keepMonths: 2, log: silentLog });
  await keepAuditMonths(scratch.database, at('2030-01-15T12:00:00Z'));
  expect(await months()).toEqual(expect.arrayContaining(['audit_2030_01', 'audit_2030_02', 'audit_2030_03']));
  const insert =
    "insert into audit (at, platform, workspace_id, pseudonym, action, detail) values ($1, 'slack', 'T1', gen_random_uuid(), $2, '{}')";
  for (const day of ['2030-01-31T23:59:59Z', '2030-02-01T00:00:00Z']) await query(insert, [day, day]);
  await keepAuditMonths(scratch.database, at('2030-03-31T12:00:00Z'));
  expect((await query('select action from audit order by at')).rows).toHaveLength(2);
  await keepAuditMonths(scratch.database, at('2030-04-01T00:00:00Z'));
  expect((await query('select action from audit order by at')).rows).toEqual([{ action: '2030-02-01T00:00:00Z' }]);
  expect(await months()).not.toContain('audit_2030_01');
});

test('a role that may only add and read can do nothing else, and leaves the months to the owner', async () => {
  const role = `adds_${crypto.randomUUID().slice(0, 8)}`;
  await query(`create role ${role} login`);
  await query(`grant select, insert on audit, pseudonym to ${role}`);
  await query(`grant update on pseudonym to ${role}`);
  await query(`grant usage on sequence audit_sequence_seq to ${role}`);
  const { connection } = scratch;
  const other = connect({
    connection: { ...connection, connectionString: undefined, ...settingsOf(connection), user: role },
    log: silentLog,
  });
  try {
    await record(other.orm, ada, 'account.link');
    for (const attempt of [
      "update audit set action = 'nothing'",
      'delete from audit',
      'truncate audit',
      'drop table audit',
    ])
      await expect(other.pool.query(attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
    const before = await months();
    await keepAuditMonths(other, { now: new Date('2031-01-01T00:00:00Z'), keepMonths: 1, log: silentLog });
    expect(await months()).toEqual(before);
  } finally {
    await other.close();
    await query(`drop owned by ${role}`);
    await query(`drop role ${role}`);
  }
});

function settingsOf({ connectionString, ...rest }: TestDatabase['connection']) {
  if (!connectionString) return rest;
  const url = new URL(connectionString);
  const { pathname, hostname, port, password } = url;
  return { host: hostname, port: Number(port || 5432), database: pathname.slice(1), password };
}
