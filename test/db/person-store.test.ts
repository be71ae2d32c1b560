import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPersonStore } from '../../db/person-store.ts';
import { purge } from '../../db/purge.ts';
import { createStatusStore } from '../../db/status-store.ts';
import type { Identity, Platform } from '../../src/core/invocation.ts';
import { createKeepingStatuses } from '../../src/core/live/keeping-statuses.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dump } from '../support/dump.ts';
import { silentLog } from '../support/log.ts';
import { fillWithPerson } from '../support/person-rows.ts';
import { createSignIns } from '../support/sign-ins.ts';

let scratch: TestDatabase;
beforeEach(async () => {
  scratch = await testDatabase();
});
afterEach(() => scratch.drop());

const query = (text: string, values: unknown[] = []) => scratch.database.pool.query(text, values);
const store = () => createPersonStore({ database: scratch.database, clock: () => new Date() });

/** As a process does a moment after somebody was forgotten; no platform is set up here that could be told. */
function giveBackStatuses(): Promise<void> {
  const box = { seal: () => 'k.a.b', open: () => 'token', rewrap: () => 'k.a.b', sealsWith: 'k' };
  const statuses = createStatusStore({ database: scratch.database, box });
  return createKeepingStatuses({ statuses, chats: new Map(), clock: () => new Date(), log: silentLog }).keep();
}

/** Which tables know people, and which do not: a table that is added has to say so, and the store to delete from it. */
const tables = {
  knowing: [
    ...[
      'access_request',
      'account',
      'audit',
      'card',
      'console_message',
      'console_request',
      'console_session',
      'conversation_reference',
      'effect',
      'identity',
      'invitee',
      'invocation',
      'life',
      'link',
    ],
    ...[
      'meeting',
      'recording',
      'occurrence_change',
      'playground_message',
      'preference',
      'pseudonym',
      'reminder',
      'same_human',
    ],
    ...['schedule', 'sign_in_prompt', 'slack_installation', 'talk', 'teams_installation', 'ticket'],
    ...['known_browser', 'slack_status', 'user_import', 'user_import_row'],
  ],
  /**
   * Tries are counted under digests that end within the hour: deleting them would let everybody begin to guess anew. A watch has the id
   * of a customer or of an account at the service, and when it was asked. A rule is about a workspace. A native call has
   * the service's ids of comings into a meeting, and goes with what is known of that one. A mark at a door has neither name nor person.
   */
  others: ['event_seen', 'entry_mark', 'native_call', 'policy_rule', 'sign_in_try', 'start', 'watch', 'workspace'],
};

test('every table is known either to have to do with people or not', async () => {
  const { rows } = await query(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...tables.knowing, ...tables.others].sort());
});

/** Of a person's plan, and of whoever is invited to it or is this person. */
async function idsOf({ platform, workspaceId, userId }: Identity): Promise<readonly string[]> {
  const { rows } = await query(
    `select s.meeting_id as id from schedule s join meeting m on m.id = s.meeting_id
     where m.platform = $1 and m.workspace_id = $2 and m.host_id = $3
     union select i.id from invitee i where i.platform = $1 and i.workspace_id = $2 and i.user_id = $3`,
    [platform, workspaceId, userId],
  );
  return rows.map(({ id }) => id as string);
}

/** Sixteen minutes ago. */
const done = (id: string) =>
  query("update invocation set state = 'done', finished_at = now() - interval '16 minutes' where id = $1", [id]);

test.each<Platform>(['slack', 'teams', 'web'])(
  'of a person on %s, nothing is left in any table, and others are as they were',
  async (platform) => {
    const victim = { platform, workspaceId: 'w1', userId: 'canary-user' };
    const running = await fillWithPerson(scratch.database, victim, 'Canary Name');
    // The same id in another workspace is somebody else (the playground has only one), and so is another id in the same one.
    const others: Identity[] = [
      { platform, workspaceId: 'w1', userId: 'other-user' },
      ...(platform === 'web' ? [] : [{ platform, workspaceId: 'w2', userId: 'canary-user' }]),
    ];
    for (const [index, other] of others.entries()) await fillWithPerson(scratch.database, other, `Other ${index}`);
    const isCanary = ({ row }: { row: string }) =>
      row.includes('Canary Name') ||
      (row.includes('canary-user') && !/"(workspace_id|tenant_id)": "w2"/.test(row) && !row.includes('Other 1'));
    const before = await dump(scratch.database.pool);
    expect(before.filter(isCanary).length).toBeGreaterThan(20);
    expect(await store().count(victim)).toMatchObject({
      ...{ accounts: 1, commands: 2, answers: 4, meetings: 3, pages: 1 },
      ...{ plans: 1, invitations: 2, settings: 1, conversations: 1 },
    });
    // Rows that hang on the person's plan and invitations name nobody themselves.
    const hanging = await idsOf(victim);
    const isTheirs = (one: { table: string; row: string }) =>
      isCanary(one) || (one.table !== 'public.meeting' && hanging.some((id) => one.row.includes(id)));

    await store().forget(victim, running);
    // Once more, as after a crash.
    await store().forget(victim, running);
    await done(running);
    await purge(scratch.database, new Date());
    await giveBackStatuses();

    const after = await dump(scratch.database.pool);
    expect(after.filter(isTheirs)).toEqual([]);
    const left = new Set(after.map(({ table, row }) => table + row));
    expect(before.filter((one) => !isTheirs(one) && !left.has(one.table + one.row))).toEqual([]);
    // Somebody else's card is still there, without the person, and can still be pressed.
    const { rows } = await query(
      "select body -> 'reply' as reply from effect where key = 'card' and workspace_id = 'w1'",
    );
    expect(rows.map(({ reply }) => reply)).toContainEqual({
      visibleTo: 'everyone',
      text: ['A review, with Somebody.', 'Somebody'],
      card: {
        ...{ title: 'A review', tone: 'neutral', facts: [{ label: 'Coming', value: ['Somebody'] }] },
        buttons: [
          {
            ...{ kind: 'run', label: 'Edit', command: 'edit' },
            values: { meeting: expect.any(String), people: 'invited', known: '[]' },
          },
        ],
      },
    });
  },
);

test.each<Platform>(['slack', 'teams', 'web'])(
  'what is read of a person on %s has something of every kind, and no secret',
  async (platform) => {
    const person = { platform, workspaceId: 'w1', userId: 'canary-user' };
    await fillWithPerson(scratch.database, person, 'Canary Name');
    await fillWithPerson(scratch.database, { ...person, userId: 'other-user' }, 'Other Name');
    const secretLinks = ['connect/Nonce-of-a-link', 'calendar/Secret.of-a-feed.ics', 'calendar/add/Secret.of-a-feed'];
    await query("update effect set body = jsonb_set(body, '{reply,text}', $1)", [
      JSON.stringify(secretLinks.map((link) => `see https://meet.example/${link} `)),
    ]);
    const record = await store().read(person);
    const kinds = [
      ...['accounts', 'sameHuman', 'commands', 'answers', 'meetings', 'pages', 'askedToSignIn', 'records'],
      ...['plans', 'invitations', 'reminders', 'settings', 'conversations', 'requests'],
    ];
    for (const kind of kinds)
      expect([kind, record[kind]]).toEqual([kind, [expect.anything(), ...(record[kind] as []).slice(1)]]);
    const where = { slack: 'accounts', teams: 'teams', web: 'messages' }[platform];
    expect(JSON.stringify(record[where])).toContain('Canary Name');
    const text = JSON.stringify(record);
    expect(text).not.toContain('Other Name');
    expect(text).not.toMatch(/k\.a\.b|sealed|digest|Nonce-of-a-link|of-a-feed|lease/i);
    const { rows } = await query(
      'select nonce_digest as secret from ticket union select feed_id::text from preference',
    );
    for (const { secret } of rows) expect(text).not.toContain(secret);
    expect(record).toMatchObject({
      plans: [
        {
          ...{ title: 'Canary Name', localStart: '2030-12-04T15:00', timeZone: 'Europe/Berlin', minutes: 45 },
          ...{ recurrence: 'FREQ=WEEKLY', state: 'scheduled', otherTimes: [{ minutes: 30 }] },
          invited: [{ name: 'A guest', answer: null }],
        },
      ],
      invitations: [
        { title: 'A review', hostName: 'A host', minutes: 45 },
        { title: 'A review', hostName: 'A host' },
      ],
      reminders: [{ title: 'Canary Name', minutesBefore: 10 }, { title: 'A review' }],
      settings: [
        { timeZone: 'Europe/Berlin', clock: '24 hours', remindedMinutesBefore: [10, 60], hasPrivateCalendar: true },
      ],
      conversations: [{ said: 'Canary Name' }],
    });
  },
);

test('what is still on its way to the person is not deleted before it is there, and a request that failed deletes nothing', async () => {
  const victim: Identity = { platform: 'teams', workspaceId: 'w1', userId: 'canary-user' };
  const running = await fillWithPerson(scratch.database, victim, 'Canary Name');
  const reachable = async () => (await query('select 1 from conversation_reference')).rowCount;
  await query("update invocation set state = 'failed', finished_at = now() where id = $1", [running]);
  await purge(scratch.database, new Date());
  expect(await reachable()).toBe(1);

  await store().forget(victim, running);
  await done(running);
  await query(
    `insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body,
       state, attempts) values ($1, $2, 'answer', 0, 'teams', 'w1', 'canary-user', 'canary-user', 'caller', '{}', 'pending', 2)`,
    [randomUUID(), running],
  );
  await purge(scratch.database, new Date());
  expect(await reachable()).toBe(1);
  await query("update effect set state = 'done'");
  await query('update conversation_reference set saved_at = now()');
  await purge(scratch.database, new Date());
  expect([await reachable(), (await query('select 1 from invocation')).rowCount]).toEqual([1, 0]);
});

test('the way to somebody who never wrote again is deleted with the request, and a request of a moment ago is not yet', async () => {
  const victim: Identity = { platform: 'teams', workspaceId: 'w1', userId: 'canary-user' };
  const running = await fillWithPerson(scratch.database, victim, 'Canary Name');
  const reachable = async () => (await query('select 1 from conversation_reference')).rowCount;
  await store().forget(victim, running);
  await query("update invocation set state = 'done', finished_at = now() where id = $1", [running]);
  await purge(scratch.database, new Date());
  expect(await reachable()).toBe(1);
  await done(running);
  await purge(scratch.database, new Date());
  expect([await reachable(), (await query('select 1 from invocation')).rowCount]).toEqual([0, 0]);
});

/** For a lock of somebody else in this database. */
async function somebodyWaits(): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await query(waiting)).rowCount === 0);
}

test('a sign-in that is saved at the same moment is waited for, and deleted with the rest', async () => {
  const victim: Identity = { platform: 'slack', workspaceId: 'w1', userId: 'canary-user' };
  const running = await fillWithPerson(scratch.database, victim, 'Canary Name');
  await query('delete from link');
  const signingIn = await scratch.database.pool.connect();
  await signingIn.query("begin; update ticket set used_at = now() where user_id = 'canary-user'");
  const forgetting = store().forget(victim, running);
  await somebodyWaits();
  await signingIn.query(
    `insert into link (id, platform, workspace_id, user_id, account_id, sealed_token, token_expires_at, linked_at)
     select gen_random_uuid(), 'slack', 'w1', 'canary-user', id, 'k.a.b', now(), now() from account`,
  );
  await signingIn.query('commit');
  signingIn.release();
  await forgetting;
  expect((await query('select 1 from link')).rowCount).toBe(0);
  expect((await query('select 1 from account')).rowCount).toBe(0);
});

test('an organisation that one has nothing to do with keeps who installed the app there, though the user id is the same', async () => {
  const person: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'U1' };
  await fillWithPerson(scratch.database, person, 'Canary Name');
  await query(
    `insert into slack_installation (workspace_id, name, enterprise_id, is_enterprise_install, app_id, bot_user_id, scopes,
       sealed_bot_token, installed_by, installed_at) values ('E9', 'Other', 'E9', true, 'A', 'B', '{}', 'k.a.b', 'U1', now())`,
  );
  await store().forget(person, randomUUID());
  const { rows } = await query("select installed_by from slack_installation where workspace_id = 'E9'");
  expect(rows).toEqual([{ installed_by: 'U1' }]);
});

test('what somebody else was asked about a forgotten person goes, too', async () => {
  const ada: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'ada' };
  const canary: Identity = { platform: 'teams', workspaceId: 'tenant', userId: 'canary-user' };
  const people = createSignIns(scratch);
  await people.connected(ada);
  const link = await people.connected(canary);
  await people.humans.ask(canary, link.id, randomUUID, new Date());
  const insert = (text: string, key: string) =>
    query(
      `insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body,
         state, attempts) values (gen_random_uuid(), gen_random_uuid(), $1, 0, 'slack', 'T1', 'ada', 'ada', 'caller',
         jsonb_build_object('text', $2::text), 'done', 1)`,
      [key, text],
    );
  await insert('canary-user in Acme is connected with the same account', 'other side');
  await insert('bob in Acme is connected with the same account', 'same human 1');
  await store().forget(canary, randomUUID());
  const { rows } = await query("select body ->> 'text' as text from effect");
  expect(rows).toEqual([{ text: 'bob in Acme is connected with the same account' }]);
});
