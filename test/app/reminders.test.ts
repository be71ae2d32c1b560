import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutbox } from '../../db/outbox.ts';
import { createSecrets } from '../../db/secrets.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { cardMaker } from '../../src/core/reminders/card-maker.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { freePort, type RunningApp, startApp, testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { everywhere } from '../support/everywhere.ts';
import { startProcess } from '../support/process.ts';
import { invited, movableClock, reminderStage } from '../support/reminders.ts';
import { useStage } from '../support/stage.ts';

const secrets = createSecrets(testKeys.sessionSecret);

describe('on the playground, with a clock that the test moves', () => {
  const { clock, set: at } = movableClock('2026-12-01T09:00Z', { ticks: true });
  let driver: Driver;
  let app: RunningApp;
  let stage: ReturnType<typeof reminderStage>;
  let ada: Identity;
  let bob: Identity;

  beforeAll(async () => {
    driver = await createWebDriver();
    app = await startApp(driver.environment, { clock });
    await driver.listening(app.url);
    stage = reminderStage(app.test, clock);
    ({ ada, bob } = driver.people);
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });

  const guests = () => {
    const [host, guest] = [invited(ada, { isHost: true, name: 'Ada Almeida' }), invited(bob, { name: 'Bob' })];
    return { host, guest };
  };
  const plan = async (other: Parameters<typeof stage.plan>[1]) => {
    const { host, guest } = guests();
    const made = await stage.plan([host, guest], { host: ada, hostName: 'Ada Almeida', ...other });
    return { ...made, host, guest };
  };
  const to = (who: Identity, wanted: (message: SeenMessage) => boolean) =>
    until(driver, (message) => message.place === 'direct' && message.visibleTo === who.userId && wanted(message));

  test('a reminder comes at its time, is put off by a press, and comes again for whoever pressed', async () => {
    const { meetingId } = await plan({ title: 'Standup' });
    at('2026-12-04T13:50Z');
    const bobs = await to(bob, ({ text }) => text.includes('“Standup” starts in 10 minutes'));
    await to(ada, ({ text }) => text.includes('“Standup” starts in 10 minutes'));
    expect(bobs.title).toBe('Standup');
    expect(bobs.facts).toEqual({ Length: '45 minutes', Host: 'Ada Almeida' });
    expect(bobs.buttons.map(({ label }) => label)).toEqual(['Join', 'Remind me again in 5 minutes']);
    await driver.press(bob, bobs, 'Remind me again in 5 minutes');
    await to(bob, ({ text }) => text.includes('I will remind you of “Standup” again at 13:55 UTC'));
    at('2026-12-04T13:55Z');
    const again = await to(bob, ({ text }) => text.includes('“Standup” starts in 5 minutes'));
    await app.app.idle();
    expect((await stage.outbox(meetingId)).map(({ to: whom }) => whom).sort()).toEqual(['ada', 'bob', 'bob']);

    // Nobody else can put it off, and nobody once it would be over.
    expect((await driver.press(ada, again, 'Remind me again in 5 minutes')).status).not.toBe(500);
    at('2026-12-04T14:42Z');
    await driver.press(bob, again, 'Remind me again in 5 minutes');
    await to(bob, ({ text }) => text.includes('“Standup” is over by then'));
    await stage.schedules.cancel(meetingId, 0, randomUUID());
    await driver.press(bob, again, 'Remind me again in 5 minutes');
    await to(bob, ({ text }) => text.includes('does not take place any more'));
    await app.app.idle();
    expect(await stage.planned(meetingId)).toEqual([]);
  });

  test('answers show on the cards together, and the host hears of them once, and of nothing that is as it was', async () => {
    at('2026-12-08T09:00Z');
    const { meetingId, guest } = await plan({ title: 'Planning', localStart: '2026-12-09T15:00' });
    const more = ['Chen', 'Dana', 'Eve', 'Finn'].map((name) =>
      invited(`${name.toLowerCase()}@guest.example`, { name }),
    );
    await stage.schedules.invite(meetingId, more, randomUUID());
    const planned = await stage.schedules.find(ada, meetingId);
    if (!planned) throw new Error('it is not there');
    const outbox = createOutbox({ database: app.test.database, clock });
    const reply = cardMaker({ publicUrl: app.url, clock, secrets })(planned, bob);
    if (!reply) throw new Error('there is no card');
    const effect = { do: 'direct', key: 'card', person: bob, name: 'Bob', reply, meetingId } as const;
    const base = { id: randomUUID(), invocationId: randomUUID(), caller: ada, attempts: 0, dueAt: clock() };
    await outbox.put([{ ...base, effect }]);
    const card = await to(bob, ({ title, buttons }) => title === 'Planning' && buttons.length === 4);
    await app.app.idle();

    const [chen, dana, eve] = more;
    for (const [who, answer] of [
      [guest, 'yes'],
      [chen, 'yes'],
      [dana, 'no'],
      [eve, 'maybe'],
      [chen, 'no'],
      [chen, 'yes'],
    ] as const)
      await stage.schedules.answer(who?.id ?? '', answer, clock());
    at('2026-12-08T09:00:03Z');
    const replaced = await to(bob, ({ id, facts }) => id === card.id && facts.Coming !== undefined);
    expect(replaced.facts).toMatchObject({ Coming: 'Bob and Chen', 'Not coming': 'Dana', Maybe: 'Eve' });
    // It is still Bob's own card: his press counts.
    await driver.press(bob, replaced, 'Maybe');
    await to(bob, ({ id, facts, raw }) => id === card.id && facts.Coming === 'Chen' && says(raw, 'You may be coming.'));

    at('2026-12-08T09:01Z');
    const summary = await to(ada, ({ text }) => text.startsWith('“Planning”'));
    expect(summary.text).toBe(
      '“Planning”: Chen is coming, Bob and Eve may come, Dana is not coming. 1 has not answered yet.',
    );

    await stage.schedules.answer(dana?.id ?? '', 'yes', clock());
    await stage.schedules.answer(dana?.id ?? '', 'no', clock());
    at('2026-12-08T09:05Z');
    await nothingIsWaiting();
    expect(await keys(meetingId, 'host')).toHaveLength(1);
    await stage.schedules.answer(more[3]?.id ?? '', 'no', clock());
    at('2026-12-08T09:10Z');
    const last = await to(ada, ({ text }) => text.includes('Finn'));
    expect(last.text).toBe('“Planning”: Finn is not coming. Everybody has answered.');
    expect(await keys(meetingId, 'host')).toHaveLength(2);
  });

  test('what cannot be made holds up nobody else: a broken time zone, a rule that is none', async () => {
    at('2026-12-15T09:00Z');
    const { meetingId: broken } = await plan({ title: 'Broken', localStart: '2026-12-18T15:00' });
    const { meetingId } = await plan({ title: 'Whole', localStart: '2026-12-18T15:00' });
    await app.test.database.pool.query("update schedule set recurrence = 'FREQ=NEVER' where meeting_id = $1", [broken]);
    at('2026-12-18T13:50Z');
    await to(bob, ({ text }) => text.includes('“Whole” starts in 10 minutes'));
    await app.app.idle();
    expect(await stage.outbox(broken)).toEqual([]);
    expect(await stage.outbox(meetingId)).toHaveLength(2);
    expect(app.log.lines.map(({ message }) => message)).toContain('a reminder could not be made');
  });

  test('the agenda comes at the chosen time with clashes, keeps its hour when the clocks change, and says nothing on an empty day', async () => {
    at('2027-03-25T12:00Z');
    await driver.say(ada, 'direct', 'settings clock 24');
    await to(ada, ({ text }) => text.includes('as 15:00'));
    await driver.say(ada, 'direct', 'settings zone Berlin');
    await to(ada, ({ text }) => text.includes('Berlin time'));
    await driver.say(ada, 'direct', 'agenda 8:30');
    await to(ada, ({ text }) => text.includes('every day at 08:30, Berlin time'));
    const series = { recurrence: 'FREQ=DAILY;UNTIL=20270328T220000Z', timeZone: 'Europe/Berlin' };
    await plan({ title: 'Daily', localStart: '2027-03-27T10:00', ...series });
    await plan({ title: 'Review', localStart: '2027-03-27T10:30', timeZone: 'Europe/Berlin' });
    const declined = await plan({ title: 'Declined', localStart: '2027-03-27T11:00', timeZone: 'Europe/Berlin' });
    await stage.schedules.answer(declined.host.id, 'no', clock());

    // Friday is empty; Saturday is not, and before Sunday the clock is put forward.
    at('2027-03-26T07:30Z');
    await nothingIsWaiting();
    at('2027-03-27T07:30Z');
    const saturday = await to(ada, ({ title }) => title === 'Your meetings on Saturday 27 March');
    expect(saturday.facts).toEqual({
      '10:00–10:45': 'Daily – overlaps with “Review”',
      '10:30–11:15': 'Review – overlaps with “Daily”',
    });
    at('2027-03-28T06:25Z');
    await nothingIsWaiting();
    at('2027-03-28T06:30Z');
    const sunday = await to(ada, ({ title }) => title === 'Your meetings on Sunday 28 March');
    expect(sunday.facts).toEqual({ '10:00–10:45': 'Daily' });
    const { rows } = await app.test.database.pool.query("select from effect where key like 'agenda %'");
    expect(rows).toHaveLength(2);

    await driver.say(ada, 'direct', 'agenda weekdays 8am');
    await to(ada, ({ text }) => text.includes('on weekdays at 08:00'));
    expect(await nextAgenda()).toBe('2027-03-29T06:00:00.000Z');
    await driver.say(ada, 'direct', 'settings zone New York');
    await to(ada, ({ text }) => text.includes('New York time'));
    expect(await nextAgenda()).toBe('2027-03-29T12:00:00.000Z');
    await driver.say(ada, 'direct', 'agenda off');
    await to(ada, ({ text }) => text.includes('any more'));
    expect(await nextAgenda()).toBeUndefined();
  });

  async function keys(meetingId: string, what: string): Promise<readonly string[]> {
    return (await stage.outbox(meetingId)).map(({ key }) => key).filter((key) => key.startsWith(`${what} `));
  }

  async function nextAgenda(): Promise<string | undefined> {
    const { rows } = await app.test.database.pool.query('select agenda_due_at from preference where user_id = $1', [
      'ada',
    ]);
    return rows[0]?.agenda_due_at?.toISOString();
  }

  /** What was due is done: the service does it every second, and the test need not know when. */
  async function nothingIsWaiting(): Promise<void> {
    for (;;) {
      const { reminders, ...waiting } = await stage.due.waiting(clock());
      if (!Object.values(waiting).includes(true)) return app.app.idle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
});

describe('on Slack, with two replicas on one database', () => {
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  let driver: Awaited<ReturnType<typeof createSlackDriver>>;
  let shared: TestDatabase;
  let replicas: readonly RunningApp[];
  let stage: ReturnType<typeof reminderStage>;

  beforeAll(async () => {
    driver = await createSlackDriver();
    shared = await testDatabase();
    replicas = [
      await startApp(driver.environment, { shared, clock }),
      await startApp(driver.environment, { shared, clock }),
    ];
    await driver.listening(replicas[0]?.url ?? '');
    stage = reminderStage(shared, clock);
  });
  afterAll(async () => {
    for (const { stop } of replicas) await stop();
    await driver.close();
    await shared.drop();
  });

  const soon = (minutes: number) => {
    const startsAt = new Date(Math.ceil(clock().getTime() / 60_000 + minutes) * 60_000);
    return { startsAt, localStart: startsAt.toISOString().slice(0, 16), timeZone: 'UTC' };
  };
  const both = () => {
    const { ada, bob } = driver.people;
    return { host: ada, people: [invited(ada, { isHost: true }), invited(bob)] };
  };
  const seen = async (text: string) => (await driver.messages()).filter((message) => message.text.includes(text));

  test('each person is reminded once, whichever replica does it', async () => {
    const { host, people } = both();
    for (const title of ['One', 'Two', 'Three']) await stage.plan(people.map(again), { title, host, ...soon(11) });
    offset += 2 * 60_000;
    for (const title of ['One', 'Two', 'Three'])
      for (const { identity } of people)
        await until(driver, ({ text, visibleTo }) => text.includes(`“${title}”`) && visibleTo === identity?.userId);
    await Promise.all(replicas.map(({ app }) => app.idle()));
    for (const title of ['One', 'Two', 'Three']) expect(await seen(`“${title}”`)).toHaveLength(2);
  });

  test('what a replica handed over and did not send before it died, another one sends', async () => {
    const { host, people } = both();
    const { meetingId } = await stage.plan(people.map(again), { title: 'Orphan', host, ...soon(10) });
    // Neither of the two: one that does nothing but this.
    const { rows } = await shared.database.pool.query('select due_at from reminder where meeting_id = $1', [meetingId]);
    const dying = reminderStage(shared, () => rows[0].due_at);
    expect(await dying.hand()).toBe(2);
    offset += 60_000;
    await until(driver, ({ text, visibleTo }) => text.includes('“Orphan”') && visibleTo === driver.people.ada.userId);
    await until(driver, ({ text, visibleTo }) => text.includes('“Orphan”') && visibleTo === driver.people.bob.userId);
    await Promise.all(replicas.map(({ app }) => app.idle()));
    expect(await seen('“Orphan”')).toHaveLength(2);
  });
});

describe.each(everywhere)('a reminder that was sent, on %s', (_name, create) => {
  const stage = useStage(create);

  test('follows its meeting: to another time, and when it is cancelled; who is taken off reads nothing more of it', async () => {
    const { driver, app: running } = stage;
    const { ada, bob } = driver.people;
    // Whoever never wrote to the bot has no direct chat with it on Teams.
    for (const who of [ada, bob])
      await stage.answerTo(
        () => driver.say(who, 'direct', 'help'),
        ({ visibleTo }) => visibleTo === who.userId,
      );
    const planning = reminderStage(running.test, () => new Date());
    const soon = new Date(Date.now() + 10 * 60_000 + 1_500);
    const localStart = soon.toISOString().slice(0, 16);
    const guest = invited(bob, { name: 'Bob' });
    const { meetingId } = await planning.plan([invited(ada, { isHost: true, name: 'Ada Almeida' }), guest], {
      ...{ title: 'Rehearsal', host: ada, hostName: 'Ada Almeida', localStart, timeZone: 'UTC', startsAt: soon },
    });
    const reminderOf = (who: Identity) =>
      until(driver, ({ visibleTo, text }) => visibleTo === who.userId && text.includes('“Rehearsal” starts in'));
    const reminders = [await reminderOf(ada), await reminderOf(bob)];
    const becomes = (wanted: (message: SeenMessage) => boolean, which = reminders) =>
      Promise.all(which.map(({ id }) => until(driver, (message) => message.id === id && wanted(message))));
    await running.app.idle();

    const later = new Date(soon.getTime() + 30 * 60_000);
    const times = { startsAt: later, localStart: later.toISOString().slice(0, 16) };
    await planning.schedules.change(meetingId, 0, times, randomUUID());
    for (const moved of await becomes(({ text }) => text.includes('“Rehearsal” was moved'))) {
      expect(moved.buttons.map(({ label }) => label)).toEqual(['Join']);
      expect(JSON.stringify(moved.raw)).not.toContain('starts in');
      // Read by a notification, it must not begin now.
      expect(moved.text).not.toContain('begins now');
    }
    await planning.schedules.change(meetingId, 1, { takenOff: [guest.id] }, randomUUID());
    const [, bobs] = reminders;
    const [gone] = await becomes(({ title }) => title === 'You are not invited any more', bobs && [bobs]);
    expect(JSON.stringify(gone?.raw)).not.toContain('Rehearsal');
    await planning.schedules.cancel(meetingId, undefined, randomUUID());
    const [cancelled] = await becomes(({ title }) => title === 'Cancelled: Rehearsal', reminders.slice(0, 1));
    expect(cancelled?.buttons).toEqual([]);
    await running.app.idle();
    const replaced = (await planning.outbox(meetingId)).filter(
      ({ key }) => key.includes('reminder') && key.startsWith('cards'),
    );
    expect(replaced).toHaveLength(4);
  });
});

test('killed with -9 after Slack took the reminder and before we knew, it is not sent a second time', async () => {
  const driver = await createSlackDriver();
  const shared = await testDatabase();
  const { connection } = shared;
  const url =
    connection.connectionString ??
    `postgres://${connection.user}@localhost/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}`;
  const first = startProcess({
    ...driver.environment,
    PORT: String(await freePort()),
    DATABASE_URL: url,
    ENCRYPTION_KEYS: `test:${testKeys.encryptionKeys[0]?.key.toString('base64')}`,
    SESSION_SECRET: testKeys.sessionSecret,
  });
  await first.ready;
  const stage = reminderStage(shared, () => new Date());
  const { ada } = driver.people;
  const hung = driver.slack.hangNext('chat.postMessage');
  const startsAt = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 10 * 60_000 + 1_000);
  const { meetingId } = await stage.plan([invited(ada, { isHost: true })], { title: 'Survivor', host: ada, startsAt });
  await hung;
  first.kill('SIGKILL');
  await first.ended;
  expect(await stage.outbox(meetingId)).toHaveLength(1);

  // What a process took is free again after a minute: the second one is that much later.
  const client = await shared.database.pool.connect();
  await client.query(tellWhenSent);
  const sent = new Promise((resolve) => client.once('notification', resolve));
  const second = await startApp(driver.environment, { shared, clock: () => new Date(Date.now() + 61_000) });
  await sent;
  client.release(true);
  expect((await driver.messages()).filter(({ title }) => title === 'Survivor')).toHaveLength(1);
  await second.stop();
  await driver.close();
  await shared.drop();
}, 90_000);

/** The database itself tells when an effect is done: nothing has to be asked again and again. */
const tellWhenSent = `
  listen sent;
  create function tell() returns trigger language plpgsql as $$ begin notify sent; return new; end $$;
  create trigger tell after update on effect for each row when (new.state = 'done') execute function tell();`;

function says(raw: unknown, sentence: string): boolean {
  return JSON.stringify(raw).includes(sentence);
}

function again(one: ReturnType<typeof invited>) {
  return { ...one, id: randomUUID() };
}
