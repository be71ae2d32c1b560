import { afterAll, beforeAll, expect, test } from 'vitest';
import { purge } from '../../db/purge.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { fillWithPerson } from '../support/person-rows.ts';

let scratch: TestDatabase;
beforeAll(async () => {
  scratch = await testDatabase();
});
afterAll(() => scratch.drop());

const count = async (table: string) =>
  (await scratch.database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

const ada: Identity = { platform: 'web', workspaceId: 'playground', userId: 'ada' };

test('an account goes with its last link, and not while somebody has it or is asked about it', async () => {
  const { pool } = scratch.database;
  await fillWithPerson(scratch.database, ada, 'Ada');
  await purge(scratch.database, new Date());
  expect(await count('account')).toBe(1);
  await pool.query('delete from link');
  await purge(scratch.database, new Date());
  expect(await count('account')).toBe(1);
  await pool.query('delete from same_human');
  const signingIn = await pool.connect();
  await signingIn.query("begin; update account set name = 'is signing in'");
  await purge(scratch.database, new Date());
  expect(await count('account')).toBe(1);
  await signingIn.query('commit');
  signingIn.release();
  await purge(scratch.database, new Date());
  expect(await count('account')).toBe(0);
});

test('the times that people are told are kept: a day for links, 7 for commands, 30 for answers and the playground', async () => {
  const at = (days: number) => purge(scratch.database, new Date(Date.now() + days * 86_400_000));
  await scratch.database.pool.query("update invocation set state = 'done', finished_at = now()");
  await scratch.database.pool.query("update schedule set state = 'cancelled'");
  const tables = ['ticket', 'invocation', 'effect', 'playground_message'];
  const left: Record<number, boolean[]> = {};
  for (const days of [0.9, 1.2, 6.9, 7.1, 29.9, 30.1]) {
    await at(days);
    left[days] = await Promise.all(tables.map(async (table) => (await count(table)) > 0));
  }
  expect(left).toEqual({
    0.9: [true, true, true, true],
    1.2: [false, true, true, true],
    6.9: [false, true, true, true],
    7.1: [false, false, true, true],
    29.9: [false, false, true, true],
    30.1: [false, false, false, false],
  });
});

test('the card of a planned meeting keeps its buttons while the meeting is ahead, and only as it stands now', async () => {
  const { pool } = scratch.database;
  await pool.query('truncate meeting cascade');
  await pool.query('truncate effect');
  await fillWithPerson(scratch.database, { ...ada, userId: 'dana' }, 'Dana');
  const [{ meeting_id: meetingId }] = (await pool.query('select meeting_id from schedule limit 1')).rows;
  await pool.query('truncate card');
  const [older, newer, other] = (await pool.query('select id from effect limit 3')).rows.map(({ id }) => id as string);
  for (const [id, at] of [
    [older, '2 minutes'],
    [newer, '1 minute'],
  ])
    await pool.query(
      `insert into card (meeting_id, effect_id, platform, workspace_id, reference, posted_at)
       values ($1, $2, 'web', 'playground', 'one message', now() - $3::interval)`,
      [meetingId, id, at],
    );
  const left = async () => (await pool.query('select id from effect')).rows.map(({ id }) => id as string);
  await pool.query("update schedule set state = 'scheduled', ends_at = now() + interval '60 days'");
  await purge(scratch.database, new Date(Date.now() + 31 * 86_400_000));
  expect(await left()).toEqual([newer]);
  expect(other).toBeDefined();
  await purge(scratch.database, new Date(Date.now() + 62 * 86_400_000));
  expect(await left()).toEqual([]);
});

test('a kept password goes after 30 days in which nothing was done with it, and after a year in any case', async () => {
  const { pool } = scratch.database;
  await fillWithPerson(scratch.database, { ...ada, userId: 'bob' }, 'Bob');
  const kept = async (used: number, linked: number) => {
    await pool.query(
      `update link set sealed_password = 'x', token_expires_at = now() - make_interval(hours => $1),
         linked_at = now() - make_interval(hours => $2)`,
      [used * 24, linked * 24],
    );
    await purge(scratch.database, new Date());
    return (await pool.query('select sealed_password is not null as kept from link')).rows[0]?.kept as boolean;
  };
  expect([await kept(29, 29), await kept(31, 31), await kept(0, 364), await kept(0, 366)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('a conversation goes after a day, a plan 90 days after it is over or cancelled, and an endless series never; meetings stay', async () => {
  const { pool } = scratch.database;
  await pool.query('truncate meeting, talk, card cascade');
  await fillWithPerson(scratch.database, { ...ada, userId: 'carol' }, 'Carol');
  await pool.query('update talk set changed_at = now(); update schedule set changed_at = now(), cards_due_at = null');
  const kept = async (days: number, is: string) => {
    await pool.query(`update schedule set ${is}`);
    await purge(scratch.database, new Date(Date.now() + days * 86_400_000));
    const tables = ['talk', 'schedule', 'invitee', 'occurrence_change', 'reminder', 'card'];
    const left = await Promise.all(tables.map(async (table) => ((await count(table)) > 0 ? [table] : [])));
    return left.flat().join(' ');
  };
  const all = 'schedule invitee occurrence_change reminder card';
  expect(await kept(0.9, 'ends_at = null')).toBe(`talk ${all}`);
  expect(await kept(1.1, 'ends_at = null')).toBe(all);
  expect(await kept(400, 'ends_at = null')).toBe(all);
  expect(await kept(89, 'ends_at = now()')).toBe(all);
  // Changed a moment before it would have gone: it has another end then.
  const changing = await pool.connect();
  await changing.query("begin; update schedule set ends_at = now() + interval '1 year'");
  await purge(scratch.database, new Date(Date.now() + 91 * 86_400_000));
  await changing.query('commit');
  changing.release();
  expect(await kept(89, "state = 'cancelled'")).toBe(all);
  const meetings = await count('meeting');
  expect(await kept(91, "state = 'cancelled'")).toBe('');
  expect(await count('meeting')).toBe(meetings);

  await pool.query('truncate meeting cascade');
  await fillWithPerson(scratch.database, { ...ada, userId: 'dan' }, 'Dan');
  expect(await kept(91, 'ends_at = now()')).toBe('');
});

test('a reminder that was left behind goes with its meeting, and one that is still to be sent does not', async () => {
  const { pool } = scratch.database;
  const left = async (minutesAgo: number, is: string) => {
    await pool.query('truncate meeting cascade');
    const userId = `${is} ${minutesAgo}`;
    await fillWithPerson(scratch.database, { ...ada, userId }, userId);
    await pool.query(`update schedule set ${is}`);
    await pool.query('update reminder set due_at = now() - make_interval(mins => $1)', [minutesAgo]);
    await purge(scratch.database, new Date());
    return count('reminder');
  };
  expect(await left(59, "state = 'cancelled'")).toBe(3);
  expect(await left(61, "state = 'cancelled'")).toBe(0);
  expect(await left(61, "ends_at = now() - interval '1 second'")).toBe(0);
  expect(await left(61, "ends_at = now() + interval '1 hour'")).toBe(3);
  expect(await left(61, 'ends_at = null')).toBe(3);
});

test('what was shown in the console goes within the hour after it ended', async () => {
  const { pool } = scratch.database;
  await pool.query('truncate console_session cascade');
  await fillWithPerson(scratch.database, { ...ada, userId: 'chen' }, 'Chen');
  const left = async () => Promise.all(['console_session', 'console_request', 'console_message'].map(count));
  await pool.query("update console_session set expires_at = now() - interval '10 minutes'");
  await purge(scratch.database, new Date());
  expect(await left()).toEqual([1, 1, 1]);
  await pool.query("update console_session set expires_at = now() - interval '16 minutes'");
  await purge(scratch.database, new Date());
  expect(await left()).toEqual([0, 0, 0]);
});
