import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Pace } from '../../src/core/stores.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { host as ada } from '../support/planned.ts';
import { invited, movableClock, person, reminderStage } from '../support/reminders.ts';

let database: TestDatabase;
let stage: ReturnType<typeof reminderStage>;
const { clock, set: at } = movableClock('2026-12-01T09:00Z');

beforeAll(async () => {
  database = await testDatabase();
  stage = reminderStage(database, clock);
});
afterAll(() => database.drop());
beforeEach(async () => {
  // Workspaces have their limits: no test is to have another one's reminders beside its own.
  await database.database.pool.query('truncate meeting, effect, preference cascade');
  at('2026-12-01T09:00Z');
});

const host = invited(ada, { isHost: true });
const newHost = () => ({ ...host, id: randomUUID() });
const bob = person('UBOB');

describe('a meeting on Friday 4 December at 15:00 in Berlin (14:00 UTC)', () => {
  test('everybody is reminded once, ten minutes before, with the way in and a button that puts it off', async () => {
    const { meetingId, joinKey } = await stage.plan([newHost(), invited(bob)]);
    at('2026-12-04T13:49:55Z');
    expect(await stage.hand()).toBe(0);
    at('2026-12-04T13:50Z');
    expect(await stage.hand()).toBe(2);
    expect(await stage.hand()).toBe(0);
    const [one, other] = await stage.outbox(meetingId);
    expect([one?.to, other?.to].sort()).toEqual(['UADA', 'UBOB']);
    expect(one?.text).toContain('“Design review” starts in 10 minutes');
    const { reply } = one?.effect ?? {};
    expect(reply?.card?.buttons).toMatchObject([
      { label: 'Join', url: `https://meet.example/j/${joinKey}` },
      { label: 'Remind me again in 5 minutes', command: 'snooze' },
    ]);
    expect(await stage.planned(meetingId)).toEqual([]);
  });

  test('four replicas that hand over at the same time send each reminder once', async () => {
    const { meetingId } = await stage.plan([newHost(), ...people(60).map((who) => invited(who))]);
    at('2026-12-04T13:50Z');
    const replicas = [1, 2, 3, 4].map(() => stage.replica());
    const counts = await Promise.all(replicas.map(({ hand }) => hand()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(61);
    expect(new Set((await stage.outbox(meetingId)).map(({ to }) => to)).size).toBe(61);
  });

  test('a process that dies between taking a reminder and writing it down leaves it as it was', async () => {
    const { meetingId } = await stage.plan([newHost(), invited(bob)]);
    at('2026-12-04T13:50Z');
    const dying = stage.due.handReminders(clock(), 10, slow, () => {
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await stage.outbox(meetingId)).toEqual([]);
    expect(await stage.hand()).toBe(2);
  });

  test('one that is planned anew after it was sent is not sent a second time', async () => {
    const { meetingId } = await stage.plan([newHost()]);
    // A minute early, as where there is a crowd; and it is on its way.
    at('2026-12-04T13:50Z');
    await stage.hand();
    await database.database.pool.query("update effect set state = 'done', attempts = 1");
    at('2026-12-04T13:49:30Z');
    await stage.schedules.change(meetingId, 0, { title: 'Design review, really' }, randomUUID());
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T13:50']);
    at('2026-12-04T13:50Z');
    expect(await stage.hand()).toBe(0);
    expect(await stage.outbox(meetingId)).toHaveLength(1);
  });

  test('it follows the meeting: moved, renamed, shortened to nobody, and cancelled', async () => {
    const { meetingId } = await stage.plan([newHost(), invited(bob)]);
    const moved = { localStart: '2026-12-04T16:00', startsAt: new Date('2026-12-04T15:00Z'), title: 'Design, moved' };
    await stage.schedules.change(meetingId, 0, moved, randomUUID());
    at('2026-12-04T13:50Z');
    expect(await stage.hand()).toBe(0);
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T14:50', 'UBOB 10 2026-12-04T14:50']);
    at('2026-12-04T14:50Z');
    await stage.hand();
    expect((await stage.outbox(meetingId)).map(({ text }) => text.slice(0, 30))).toEqual(
      Array(2).fill('“Design, moved” starts in 10 m'),
    );
    // Moved after it was sent, it is reminded of anew.
    const again = { localStart: '2026-12-04T18:00', startsAt: new Date('2026-12-04T17:00Z') };
    await stage.schedules.change(meetingId, 1, again, randomUUID());
    at('2026-12-04T16:50Z');
    expect(await stage.hand()).toBe(2);
    await stage.schedules.cancel(meetingId, 2, randomUUID());
    expect(await stage.planned(meetingId)).toEqual([]);
  });

  test('whoever does not come is not reminded, and is again when changing their mind; who is taken off is not, who is added is', async () => {
    const [bobs, chens] = [invited(bob), invited(person('UCHEN'))];
    const { meetingId } = await stage.plan([newHost(), bobs, chens]);
    await stage.schedules.answer(bobs.id, 'no', clock());
    await stage.schedules.change(meetingId, 0, { takenOff: [chens.id] }, randomUUID());
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T13:50']);
    await stage.schedules.answer(bobs.id, 'maybe', clock());
    await stage.schedules.invite(meetingId, [invited(person('UDANA'))], randomUUID());
    expect(await stage.planned(meetingId)).toEqual(
      ['UADA', 'UBOB', 'UDANA'].map((who) => `${who} 10 2026-12-04T13:50`),
    );
  });

  test('what a person sets holds for meetings that there are: two leads, none, and what is usual', async () => {
    const { meetingId } = await stage.plan([newHost(), invited(bob)]);
    await stage.preferences.set(bob, { leads: [60, 5] });
    const adas = 'UADA 10 2026-12-04T13:50';
    expect(await stage.planned(meetingId)).toEqual([adas, 'UBOB 5 2026-12-04T13:55', 'UBOB 60 2026-12-04T13:00']);
    at('2026-12-04T13:00Z');
    expect(await stage.hand()).toBe(1);
    at('2026-12-04T13:55Z');
    expect(await stage.hand()).toBe(2);
    at('2026-12-04T12:00Z');
    await stage.preferences.set(bob, { leads: [] });
    expect((await stage.planned(meetingId)).join()).not.toContain('UBOB');
    await stage.preferences.set(bob, { leads: null });
    expect(await stage.planned(meetingId)).toContain('UBOB 10 2026-12-04T13:50');
  });

  test('a mail goes to who has only an address, where the mails are ours', async () => {
    const ours = await stage.plan([newHost(), invited('guest@example.com')]);
    const theirs = await stage.plan([newHost(), invited('guest@example.com')], { mailer: 'service' });
    at('2026-12-04T13:50Z');
    await stage.hand();
    expect((await stage.outbox(ours.meetingId)).map(({ effect }) => effect)).toContainEqual(
      expect.objectContaining({ do: 'mail', about: 'reminder', occurrence: '2026-12-04T14:00:00.000Z' }),
    );
    expect((await stage.outbox(theirs.meetingId)).map(({ to }) => to)).toEqual(['UADA']);
  });

  test('one that is late says the truth, two that are late are one, and none comes when the meeting is over', async () => {
    const { meetingId } = await stage.plan([newHost(), invited(bob)]);
    await stage.preferences.set(bob, { leads: [30, 10] });
    at('2026-12-04T14:03Z');
    await stage.hand();
    expect((await stage.outbox(meetingId)).map(({ text }) => text.slice(0, 39))).toEqual(
      Array(2).fill('“Design review” started 3 minutes ago. '),
    );
    const missed = await stage.plan([newHost()]);
    at('2026-12-04T14:45Z');
    expect(await stage.hand()).toBe(0);
    expect(await stage.planned(missed.meetingId)).toEqual([]);
    expect(stage.log.lines.map(({ message }) => message)).toContain('a reminder is left out: its meeting is over');
  });

  test('put off, it comes again in five minutes, as often as it is put off; for nobody else, and not once it is moved', async () => {
    const { meetingId } = await stage.plan([newHost(), invited(bob)]);
    const occurrence = new Date('2026-12-04T14:00Z');
    const snooze = (who = bob) =>
      stage.due.snooze(who, meetingId, occurrence, new Date(clock().getTime() + 5 * 60_000));
    at('2026-12-04T13:50Z');
    await stage.hand();
    expect([await snooze(), await snooze(), await snooze(person('UEVE')), await snooze(person('UBOB', 'T2'))]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    // Answers and other changes leave it alone.
    await stage.schedules.change(meetingId, 0, { title: 'Design' }, randomUUID());
    at('2026-12-04T13:55Z');
    expect(await stage.hand()).toBe(1);
    expect((await stage.outbox(meetingId)).at(-1)).toMatchObject({
      to: 'UBOB',
      text: expect.stringContaining('“Design” starts in 5 minutes'),
    });
    await snooze();
    at('2026-12-04T14:00Z');
    expect(await stage.hand()).toBe(1);
    expect((await stage.outbox(meetingId)).at(-1)?.text).toContain('starts now');
    await snooze();
    const moved = { localStart: '2026-12-05T15:00', startsAt: new Date('2026-12-05T14:00Z') };
    await stage.schedules.change(meetingId, 1, moved, randomUUID());
    expect((await stage.planned(meetingId)).map((row) => row.slice(0, 8))).toEqual(['UADA 10 ', 'UBOB 10 ']);
  });

  test('one human with two identities is reminded by one of them, as either has set', async () => {
    const other = person('UBOB2');
    await sameHuman(bob, other);
    await stage.preferences.set(other, { leads: [20] });
    const { meetingId } = await stage.plan([newHost(), invited(bob), invited(other)]);
    expect((await stage.planned(meetingId)).filter((row) => row.startsWith('UBOB'))).toHaveLength(1);
    expect((await stage.planned(meetingId)).join()).toMatch(/UBOB2? 20 2026-12-04T13:40/);
    await stage.preferences.set(bob, { leads: [15] });
    expect((await stage.preferences.find(other)).leads).toEqual([15]);
    expect((await stage.planned(meetingId)).join()).toMatch(/UBOB2? 15 2026-12-04T13:45/);
  });
});

describe('quiet hours', () => {
  const quietFor = async (start: string, startsAt: string, timeZone = 'Europe/Berlin') => {
    await stage.preferences.set(bob, { quiet: { from: '22:00', to: '07:00' }, timeZone });
    const { meetingId } = await stage.plan([newHost(), invited(bob)], {
      localStart: start,
      startsAt: new Date(startsAt),
    });
    at(new Date(Date.parse(startsAt) - 10 * 60_000).toISOString());
    await stage.hand();
    return (await stage.outbox(meetingId)).map(({ to }) => to).sort();
  };

  test.each([
    ['before they begin', '2026-12-04T22:09', '2026-12-04T21:09Z', ['UADA', 'UBOB']],
    ['from their first minute on', '2026-12-04T22:10', '2026-12-04T21:10Z', ['UADA']],
    ['past midnight', '2026-12-05T02:00', '2026-12-05T01:00Z', ['UADA']],
    ['up to their last minute', '2026-12-05T07:09', '2026-12-05T06:09Z', ['UADA']],
    ['once they are over', '2026-12-05T07:10', '2026-12-05T06:10Z', ['UADA', 'UBOB']],
  ])('%s', async (_when, start, startsAt, reminded) => {
    expect(await quietFor(start, startsAt)).toEqual(reminded);
  });

  test('they are on the clock of the person: on the night when it is put forward they end an hour earlier', async () => {
    // Berlin, 28 March 2027: 07:00 is 05:00 UTC, and not 06:00 as on the day before.
    expect(await quietFor('2027-03-28T07:05', '2027-03-28T05:05Z')).toEqual(['UADA']);
    expect(await quietFor('2027-03-28T07:15', '2027-03-28T05:15Z')).toEqual(['UADA', 'UBOB']);
  });

  test('what the person has put off comes all the same', async () => {
    await stage.preferences.set(bob, { quiet: { from: '00:00', to: '23:59' }, timeZone: 'UTC' });
    const { meetingId } = await stage.plan([invited(bob)]);
    at('2026-12-04T13:50Z');
    expect(await stage.hand()).toBe(0);
    await stage.due.snooze(bob, meetingId, new Date('2026-12-04T14:00Z'), new Date('2026-12-04T13:55Z'));
    at('2026-12-04T13:55Z');
    expect(await stage.hand()).toBe(1);
  });
});

describe('a series', () => {
  const weekly = { recurrence: 'FREQ=WEEKLY;BYDAY=FR;COUNT=3' };

  test('goes on to its next occurrence, across a change of clocks, until there is none', async () => {
    const { meetingId } = await stage.plan([newHost()], {
      recurrence: 'FREQ=WEEKLY;BYDAY=FR;COUNT=3',
      localStart: '2027-03-19T15:00',
      startsAt: new Date('2027-03-19T14:00Z'),
    });
    for (const moment of ['2027-03-19T13:50Z', '2027-03-26T13:50Z', '2027-04-02T12:50Z']) {
      at(moment);
      expect(await stage.hand()).toBe(1);
      expect(await stage.hand()).toBe(0);
    }
    expect(await stage.planned(meetingId)).toEqual([]);
  });

  test('one occurrence that is moved, and one that is cancelled, are reminded of as they are', async () => {
    const { meetingId } = await stage.plan([newHost()], weekly);
    const [first, second] = [new Date('2026-12-04T14:00Z'), new Date('2026-12-11T14:00Z')];
    const later = { occurrence: first, startsAt: new Date('2026-12-04T16:00Z') };
    await stage.schedules.changeOccurrence(meetingId, 0, later, randomUUID());
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-04T15:50']);
    at('2026-12-04T15:50Z');
    expect(await stage.hand()).toBe(1);
    await stage.schedules.changeOccurrence(meetingId, 1, { occurrence: second }, randomUUID());
    expect(await stage.planned(meetingId)).toEqual(['UADA 10 2026-12-18T13:50']);
  });

  test('after an interruption of two weeks only what is still going on is reminded of', async () => {
    const { meetingId } = await stage.plan([newHost()], weekly);
    at('2026-12-18T14:10Z');
    expect([await stage.hand(), await stage.hand(), await stage.hand()]).toEqual([0, 1, 0]);
    const [only] = await stage.outbox(meetingId);
    expect(only?.text).toContain('started 10 minutes ago');
  });

  test('a reminder that waits to be handed over outlives a change of something else', async () => {
    const { meetingId } = await stage.plan([newHost()], weekly);
    at('2026-12-04T13:50:03Z');
    await stage.schedules.change(meetingId, 0, { title: 'Another title' }, randomUUID());
    expect(await stage.hand()).toBe(1);
    expect((await stage.outbox(meetingId))[0]?.text).toContain('“Another title” starts in 10 minutes');
  });
});

describe('a thousand reminders in the same minute', () => {
  test('are all handed over by one call, in some dozens of statements, each once', async () => {
    const meetings = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        stage.plan(people(200, `W${index}-`).map((who) => invited({ ...who, workspaceId: `W${index}` }))),
      ),
    );
    at('2026-12-04T13:50Z');
    const count = statements();
    expect(await stage.hand()).toBe(1_000);
    expect(count()).toBeLessThan(100);
    const sent = await Promise.all(meetings.map(({ meetingId }) => stage.outbox(meetingId)));
    expect(new Set(sent.flat().map(({ to }) => to)).size).toBe(1_000);
  });

  test('begin before their time where one workspace has more than its platform takes, and none of them at its time or after', async () => {
    const { meetingId } = await stage.plan(people(50).map((who) => invited(who)));
    const quiet = await stage.plan([invited({ ...bob, workspaceId: 'T9' })]);
    // One a second: the last of fifty goes out at 13:50:00, the first one 49 seconds before.
    const one = stage.replica(slow);
    const sentBy = async (moment: string) => {
      at(moment);
      await one.hand();
      return (await stage.outbox(meetingId)).length;
    };
    expect(await sentBy('2026-12-04T13:49:10Z')).toBe(0);
    expect(await sentBy('2026-12-04T13:49:11Z')).toBe(1);
    for (let second = 12; second < 60; second += 1) {
      expect(await sentBy(`2026-12-04T13:49:${second}Z`)).toBe(second - 10);
    }
    expect(await stage.outbox(quiet.meetingId)).toEqual([]);
    expect(await sentBy('2026-12-04T13:50Z')).toBe(50);
    expect(await stage.outbox(quiet.meetingId)).toHaveLength(1);
    const sent = await stage.outbox(meetingId);
    expect(new Set(sent.map(({ text }) => text))).toEqual(new Set(['“Design review” starts in 10 minutes. Join: ']));
    expect(Math.max(...sent.map(({ dueAt }) => dueAt.getTime()))).toBe(Date.parse('2026-12-04T13:50Z'));
  });

  test('a meeting that is moved after they have begun takes back what is not sent yet', async () => {
    const { meetingId } = await stage.plan(people(50).map((who) => invited(who)));
    at('2026-12-04T13:49:30Z');
    await stage.replica(slow).hand();
    expect(await stage.outbox(meetingId)).not.toHaveLength(0);
    const moved = { localStart: '2026-12-04T16:00', startsAt: new Date('2026-12-04T15:00Z') };
    await stage.schedules.change(meetingId, 0, moved, randomUUID());
    expect(await stage.outbox(meetingId)).toEqual([]);
    at('2026-12-04T14:50Z');
    expect(await stage.hand()).toBe(50);
  });
});

/** One message a second. */
const slow: Pace = { gaps: { slack: 1000, teams: 1000, web: 1000 }, mostEarlyMilliseconds: 60_000 };

function people(count: number, prefix = 'U') {
  return Array.from({ length: count }, (_, index) => person(`${prefix}${index}`));
}

/** Counts what goes to the database from now on. */
function statements(): () => number {
  let count = 0;
  const { pool } = database.database;
  pool.on('acquire', (client) => {
    const counted = client as typeof client & { counted?: boolean };
    if (counted.counted) return;
    counted.counted = true;
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      count += 1;
      return query(...given);
    }) as typeof client.query;
  });
  return () => count;
}

async function sameHuman(one: typeof bob, other: typeof bob): Promise<void> {
  const human = randomUUID();
  const { pool } = database.database;
  await pool.query(
    `insert into workspace (platform, workspace_id, name) values ('slack', 'T1', 'W') on conflict do nothing`,
  );
  for (const { platform, workspaceId, userId } of [one, other])
    await pool.query(
      'insert into identity (platform, workspace_id, user_id, name, human_id) values ($1, $2, $3, $3, $4)',
      [platform, workspaceId, userId, human],
    );
}
