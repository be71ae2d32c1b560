import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFeedStore } from '../../db/feed-store.ts';
import { createMeetingStore } from '../../db/meeting-store.ts';
import { createOutbox } from '../../db/outbox.ts';
import { createPersonStore } from '../../db/person-store.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createTalkStore } from '../../db/talk-store.ts';
import { createUnnaming } from '../../db/unnamed.ts';
import { createWorkspaceStore } from '../../db/workspace-store.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { host as ada } from '../support/planned.ts';
import { invited, movableClock, person, reminderStage } from '../support/reminders.ts';

let scratch: TestDatabase;
let stage: ReturnType<typeof reminderStage>;
const { clock, set: at } = movableClock('2026-12-01T09:00Z');
const bob = person('UBOB');
const carol = person('UCAROL');

beforeAll(async () => {
  scratch = await testDatabase();
  stage = reminderStage(scratch, clock);
});
afterAll(() => scratch.drop());
beforeEach(async () => {
  await query('truncate meeting, effect, preference, talk, identity, workspace cascade');
  at('2026-12-01T09:00Z');
});

const query = (text: string, values: unknown[] = []) => scratch.database.pool.query(text, values);
const forget = (who: Identity) => createPersonStore({ database: scratch.database, clock }).forget(who, randomUUID());
const removed = (workspaceId: string) =>
  createWorkspaceStore({ database: scratch.database, box: createSecretBox(testKeys.encryptionKeys), log }).removed({
    platform: 'slack',
    workspaceId,
  });
const hosting = () => invited(ada, { isHost: true });

async function known(who: Identity, other: { name?: string; email?: string; humanId?: string } = {}): Promise<void> {
  const { platform, workspaceId, userId } = who;
  await query('insert into workspace (platform, workspace_id, name) values ($1, $2, $2) on conflict do nothing', [
    platform,
    workspaceId,
  ]);
  const { name = userId, email = null, humanId = randomUUID() } = other;
  await query(
    'insert into identity (platform, workspace_id, user_id, name, email, human_id) values ($1, $2, $3, $4, $5, $6)',
    [platform, workspaceId, userId, name, email, humanId],
  );
}

/** Puts something into the outbox, as an invocation of `caller` does. */
async function wait(caller: Identity, effect: Effect): Promise<void> {
  const due = { id: randomUUID(), invocationId: randomUUID(), caller, effect, attempts: 0, dueAt: clock() };
  await createOutbox({ database: scratch.database, clock }).put([due]);
}

const mailTo = (inviteeId: string, key: string): Effect => ({
  ...{ do: 'mail', key: `${key} ${inviteeId}`, inviteeId, name: 'x', about: 'invited' },
  reply: { visibleTo: 'caller', text: ['not sent'] },
});
const waiting = async () =>
  (await query("select key from effect where state = 'pending' order by key")).rows.map(({ key }) => key as string);

describe('whoever is forgotten', () => {
  test('takes the plans of meetings along, and what is on its way for them; links lead on', async () => {
    await known(ada);
    const guest = invited('guest@example.com');
    const { meetingId, joinKey } = await stage.plan([hosting(), invited(bob), guest]);
    const { meetingId: bobs } = await stage.plan([invited(bob, { isHost: true })], { host: bob, hostName: 'Bob' });
    await wait(ada, mailTo(guest.id, 'invite'));
    at('2026-12-04T13:50Z');
    await stage.hand();
    expect(await stage.outbox(meetingId)).toHaveLength(3);
    await forget(ada);
    expect(await stage.outbox(meetingId)).toEqual([]);
    expect(await waiting()).toEqual([expect.stringMatching(/^reminder/)]);
    expect(await stage.schedules.find(ada, meetingId)).toBeUndefined();
    expect(await createMeetingStore({ database: scratch.database }).joinTarget(joinKey)).toMatchObject({
      ...{ title: 'A meeting', hostName: '', joinUrl: 'https://service.example/r/1' },
    });
    expect(await stage.schedules.find(bob, bobs)).toMatchObject({ invitees: [{ name: 'UBOB' }] });
    for (const table of ['occurrence_change', 'reminder'])
      expect((await query(`select 1 from ${table} where meeting_id = $1`, [meetingId])).rowCount).toBe(0);
  });

  test('is not invited any more, by chat or by the address that the chat knows, and hears nothing; others do', async () => {
    await known(bob, { email: 'Bob@Acme.Example' });
    const [byChat, byMail, other] = [invited(bob), invited('bob@acme.example'), invited('carol@acme.example')];
    const { meetingId } = await stage.plan([hosting(), byChat, byMail, other, invited(carol)]);
    // The same address in another workspace may be somebody else's.
    const away = person('UADA', 'T2');
    const { meetingId: elsewhere } = await stage.plan([invited(away, { isHost: true }), invited('bob@acme.example')], {
      host: away,
    });
    for (const { id } of [byMail, other]) await wait(ada, mailTo(id, 'invite'));
    at('2026-12-04T13:49Z');
    await stage.due.snooze(bob, meetingId, new Date('2026-12-04T14:00Z'), new Date('2026-12-04T13:49Z'));
    await stage.hand();
    expect((await stage.outbox(meetingId)).map(({ to }) => to)).toEqual(['UBOB']);
    await forget(bob);
    expect(await waiting()).toEqual([`invite ${other.id}`]);
    expect((await stage.schedules.find(ada, meetingId))?.invitees.map(({ name }) => name).sort()).toEqual(
      ['UADA', 'UCAROL', 'carol@acme.example'].sort(),
    );
    expect((await stage.schedules.find(away, elsewhere))?.invitees).toHaveLength(2);
    at('2026-12-04T13:50Z');
    await stage.hand();
    expect((await stage.outbox(meetingId)).map(({ to }) => to).sort()).toEqual(['UADA', 'UCAROL', 'mail']);
  });

  test('is taken off the cards of meetings to come, and of no others', async () => {
    await known(bob);
    const ahead = await stage.plan([hosting(), invited(bob)]);
    const cancelled = await stage.plan([hosting(), invited(bob)]);
    await stage.schedules.cancel(cancelled.meetingId, 0, randomUUID());
    // What the cancellation itself shows is shown.
    await stage.due.handCards(clock(), 10, () => []);
    await stage.plan([hosting(), invited(carol)]);
    await stage.plan([hosting(), invited(bob)], {
      localStart: '2026-11-04T15:00',
      startsAt: new Date('2026-11-04T14:00Z'),
    });
    await forget(bob);
    const stale: string[] = [];
    await stage.due.handCards(clock(), 10, (all) => {
      stale.push(...all.map(({ planned }) => planned.meetingId));
      return [];
    });
    expect(stale).toEqual([ahead.meetingId]);
  });

  test('goes on in another chat by what was set there', async () => {
    const [humanId, there] = [randomUUID(), person('UBOBBY', 'T2')];
    await known(bob, { humanId });
    await known(there, { humanId });
    const { meetingId } = await stage.plan([
      hosting(),
      invited(bob, { id: '00000000-0000-4000-8000-000000000001' }),
      invited(there, { id: '00000000-0000-4000-8000-000000000002' }),
    ]);
    await stage.preferences.set(bob, { leads: [30] });
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T13:50', 'UBOB 30 2026-12-04T13:30']);
    await forget(bob);
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T13:50', 'UBOBBY 10 2026-12-04T13:50']);
  });

  test('has no calendar, settings or conversation any more', async () => {
    await known(bob);
    const feeds = createFeedStore({ database: scratch.database, secrets: { id: randomUUID } });
    const talks = createTalkStore({ database: scratch.database, clock });
    const feedId = await feeds.feedId(bob);
    await stage.preferences.set(bob, { leads: [], timeZone: 'Asia/Tokyo' });
    await talks.put(bob, 'c', 0, { id: randomUUID(), body: { kind: 'zone', said: 'x', mentions: [] } }, clock());
    await forget(bob);
    expect(await feeds.owner(feedId)).toBeUndefined();
    expect(await stage.preferences.find(bob)).toMatchObject({ leads: [10], timeZone: undefined });
    expect(await talks.find(bob, 'c')).toBeUndefined();
  });

  test('waits for a meeting that is being changed, and is no deadlock with somebody who sets reminders', async () => {
    await known(bob);
    const plans = await Promise.all([1, 2, 3].map(() => stage.plan([hosting(), invited(bob), invited(carol)])));
    await Promise.all([
      forget(bob),
      stage.preferences.set(carol, { leads: [5] }),
      stage.preferences.set(ada, { leads: [15] }),
      ...plans.map(({ meetingId }) => stage.schedules.invite(meetingId, [invited(person('UDAN'))], randomUUID())),
    ]);
    for (const { meetingId } of plans)
      expect(await stage.planned(meetingId)).toEqual([
        ...['UADA 15 2026-12-04T13:45', 'UCAROL 5 2026-12-04T13:55', 'UDAN 10 2026-12-04T13:50'],
      ]);
  });
});

test('a name is taken out of words and lists, and of no longer word or other name', () => {
  const without = createUnnaming(bob, ['Ann', 'Ann (Acme)', 'ann@acme.example']);
  const values = {
    people: 'UBOB,UCAROL',
    guests: 'ann@acme.example, carol@acme.example',
    known: JSON.stringify([
      { id: 'UBOB', name: 'Ann' },
      { id: 'UCAROL', name: 'Carol' },
    ]),
    title: 'Lunch, with Ann',
    broken: '[Ann',
    lobby: true,
  };
  expect(
    without({
      text: [
        'Ann, Anna and Ann (Acme) write to ann@acme.example: ',
        { person: bob, name: 'Ann' },
        { person: carol, name: 'C' },
      ],
      card: { title: 'Ann', buttons: [{ kind: 'run', label: 'Yes', values }] },
    }),
  ).toEqual({
    text: ['Somebody, Anna and Somebody write to Somebody: ', 'Somebody', { person: carol, name: 'C' }],
    card: {
      title: 'Somebody',
      buttons: [
        {
          ...{ kind: 'run', label: 'Yes' },
          values: {
            ...{ people: 'UCAROL', guests: 'carol@acme.example', known: '[{"id":"UCAROL","name":"Carol"}]' },
            ...{ title: 'Lunch, with Somebody', broken: '[Somebody', lobby: true },
          },
        },
      ],
    },
  });
});

test('into a workspace that removes the app nothing is sent any more, its plans stay, and others go on', async () => {
  const away = person('UEVE', 'T2');
  await known(bob);
  const guest = invited('guest@example.com');
  const { meetingId } = await stage.plan([hosting(), invited(bob), guest, invited(away)]);
  const talks = createTalkStore({ database: scratch.database, clock });
  for (const who of [bob, away]) {
    await stage.preferences.set(who, { agenda: { time: '08:30', days: 'daily' } });
    await talks.put(who, 'c', 0, { id: randomUUID(), body: { kind: 'zone', said: 'x', mentions: [] } }, clock());
  }
  const [answering] = (await query('select id from invitee where user_id = $1', [bob.userId])).rows;
  await stage.schedules.answer(answering.id, 'yes', clock());
  const saying = { do: 'direct', name: 'x', reply: { visibleTo: 'caller', text: ['x'] } } as const;
  await wait(bob, { ...saying, key: 'to bob', person: bob });
  await wait(away, { ...saying, key: 'to eve', person: away });
  await wait(ada, mailTo(guest.id, 'invite'));
  await removed('T1');
  await removed('T1');
  expect(await stage.planned(meetingId)).toEqual(['UEVE 10 2026-12-04T13:50']);
  expect(await waiting()).toEqual([`invite ${guest.id}`, 'to eve']);
  const { rows } = await query('select workspace_id from preference where agenda_due_at is not null');
  expect(rows).toEqual([{ workspace_id: 'T2' }]);
  expect([await talks.find(bob, 'c'), await talks.find(away, 'c')]).toMatchObject([undefined, { version: 1 }]);
  at('2026-12-04T13:50Z');
  const { reminders, cards, hosts } = await stage.due.waiting(clock());
  expect({ reminders, cards, hosts }).toEqual({ reminders: true, cards: false, hosts: false });
  expect(await stage.schedules.find(ada, meetingId)).toMatchObject({ invitees: { length: 4 } });
  expect(await stage.preferences.find(bob)).toMatchObject({ agenda: { time: '08:30' } });
});
