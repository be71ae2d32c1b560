import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScheduleStore } from '../../db/schedule-store.ts';
import * as tables from '../../db/schema.ts';
import { createSecrets } from '../../db/secrets.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { cardMaker } from '../../src/core/reminders/card-maker.ts';
import { createGathering } from '../../src/core/reminders/gathering.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { testKeys } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { host } from '../support/planned.ts';
import { invited, movableClock, person, reminderStage } from '../support/reminders.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const secrets = createSecrets(testKeys.sessionSecret);

describe('who sees what of a meeting', () => {
  const stage = useStage(createWebDriver);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  beforeAll(async () => {
    await connectIn(stage, stage.driver.people.ada);
    await connectIn(stage, stage.driver.people.bob);
  });

  const asItIs = async ({ id }: SeenMessage, wanted: (message: SeenMessage) => boolean) =>
    until(stage.driver, (message) => message.id === id && wanted(message));
  const cardOf = (who: Identity, title: string) =>
    until(stage.driver, (message) => message.visibleTo === who.userId && message.title === title);
  const guestsOf = async (title: string) => {
    const { rows } = await stage.app.test.database.pool.query(
      `select i.name, i.answer, i.removed_at is not null as removed from invitee i join meeting m on m.id = i.meeting_id
       where m.title = $1 and not i.is_host order by i.name`,
      [title],
    );
    return rows;
  };
  /** Plans in the channel; resolves to the card for everybody there. */
  const planInChannel = async (said: string, title: string) => {
    const { driver } = stage;
    const draft = await stage.answerTo(
      () => driver.say(driver.people.ada, 'channel', `schedule ${said}`),
      (message) => labelsOf(message).includes('Schedule'),
    );
    await driver.press(driver.people.ada, draft, 'Schedule');
    return until(driver, (message) => message.visibleTo === 'everyone' && message.title === title);
  };

  test('whoever is taken off sees nothing of it any more, by any card or button, and cannot invite themselves back', async () => {
    const { people } = stage.driver;
    const day = dayAhead(46);
    const adas = await ada.plan(`secret on ${day.said} at 10:00 with`, [people.bob]);
    const card = await cardOf(people.bob, 'secret');
    const { pool } = stage.app.test.database;
    // Before the card was made anew.
    await pool.query("update invitee set removed_at = now() where name = 'Bob Brandt'");
    const answered = await bob.press(card, 'Yes');
    expect(answered.text).toContain('not yours to see');
    expect(await guestsOf('secret')).toEqual([{ name: 'Bob Brandt', answer: null, removed: true }]);
    await pool.query('update invitee set removed_at = null');

    const list = await bob.say(`list ${day.said}`, ({ title }) => title === 'Your meetings');
    const { form } = await stage.driver.press(people.ada, adas, 'Edit');
    if (!form) throw new Error('no form');
    const values = { ...form.fields, people: '', title: 'layoffs', guests: 'lawyer@example.com' };
    await stage.driver.fillIn(people.ada, form, values);
    const after = await asItIs(card, ({ title }) => title === 'You are not invited any more');
    expect([after.facts, after.buttons]).toEqual([{}, []]);
    expect(JSON.stringify(after.raw)).not.toMatch(/layoffs|lawyer|10:00/);

    const shown = await bob.press(list, 'secret');
    expect(shown.text).toContain('not yours to see');
    expect(await guestsOf('layoffs')).toMatchObject([
      { name: 'Bob Brandt', answer: null, removed: true },
      { name: 'lawyer@example.com', removed: false },
    ]);
  });

  test('a card in a channel is for everybody there: who answers on it is invited, again if need be', async () => {
    const { people } = stage.driver;
    const card = await planInChannel(`town hall on ${dayAhead(47).said} at 10:00`, 'town hall');
    await stage.answerTo(
      () => stage.driver.press(people.bob, card, 'Yes'),
      ({ text }) => text.startsWith('Noted: you are coming'),
    );
    const answered = await asItIs(card, ({ facts }) => facts.Coming !== undefined);
    expect(answered.facts.Coming).toBe('Bob Brandt');
    await stage.app.test.database.pool.query("update invitee set removed_at = now() where name = 'Bob Brandt'");
    await stage.answerTo(
      () => stage.driver.press(people.bob, answered, 'Maybe'),
      ({ text }) => text.startsWith('Noted: you may be coming'),
    );
    expect(await guestsOf('town hall')).toEqual([{ name: 'Bob Brandt', answer: 'maybe', removed: false }]);
  });

  test('addresses are the host’s to read, and of a webinar the names as well', async () => {
    const { people } = stage.driver;
    const [open, webinar] = [dayAhead(48), dayAhead(49)];
    const guests = 'with rival@competitor.example and';
    const adas = await ada.plan(`pitch on ${open.said} at 10:00 ${guests}`, [people.bob]);
    expect(adas.facts['Not answered']).toContain('rival@competitor.example');
    const bobs = await cardOf(people.bob, 'pitch');
    expect(bobs.facts['Not answered']).toBe('Bob Brandt and rival');
    expect(JSON.stringify(bobs.raw)).not.toContain('competitor');
    const channel = await planInChannel(`launch on ${open.said} at 12:00 with rival@competitor.example`, 'launch');
    expect(JSON.stringify(channel.raw)).not.toContain('competitor');

    const draft = await ada.say(
      `keynote on ${webinar.said} at 10:00 webinar ${guests}`,
      (message) => labelsOf(message).includes('Schedule'),
      [people.bob],
    );
    await ada.press(draft, 'Schedule', ({ facts }) => facts['Not answered']?.includes('rival@') === true);
    const seen = await cardOf(people.bob, 'keynote');
    expect(seen.facts['Not answered']).toBe('2 people');
    expect(JSON.stringify(seen.raw)).not.toContain('rival');
  });

  test('a calendar file has the names of those who are invited, and no address of theirs', async () => {
    const { people } = stage.driver;
    await ada.plan(`board on ${dayAhead(51).said} at 10:00 with rival@competitor.example and`, [people.bob]);
    const sent = await bob.say('calendar', ({ text, raw }) => `${text}${JSON.stringify(raw)}`.includes('/calendar/'));
    const [url = ''] = /https?:\/\/[^\s"\\]+\/calendar\/[^\s"\\]+\.ics/.exec(JSON.stringify(sent.raw)) ?? [];
    const file = (await (await fetch(url)).text()).replaceAll('\r\n ', '');
    expect(file).toContain('SUMMARY:board');
    expect(file).toMatch(/Invited: Bob Brandt\\, rival/);
    expect(file).not.toContain('competitor');
  });

  test('what was cancelled of a series stays so when the series moves', async () => {
    const [first, second] = [dayAhead(60), dayAhead(67)];
    await ada.plan(`pairing on ${first.said} at 9:30 every week, 4 times`);
    const question = await ada.say(`cancel the pairing on ${second.said}`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    await ada.press(question, 'Only this one', ({ text }) => text.includes('The others take place'));
    const move = await ada.say(`move the pairing on ${first.said} to 11:30`, (message) =>
      labelsOf(message).includes('The whole series'),
    );
    await ada.press(move, 'The whole series', ({ text }) => text.startsWith('Changed'));
    const range = await ada.say('list next 90 days', ({ title }) => title === 'Your meetings');
    const times = Object.entries(range.facts).filter(([, value]) => value.startsWith('pairing'));
    expect(times).toHaveLength(3);
    expect(times.every(([when]) => when.includes('11:30'))).toBe(true);
    expect(times.some(([when]) => when.includes(second.said.replace(/ \d{4}$/, '')))).toBe(false);
  });

  test('a series that goes on for too long is not made, and a nearer end makes it', async () => {
    const day = dayAhead(52);
    const refused = await ada.say(
      `diary on ${day.said} at 10:00 every day, 9999 times`,
      ({ title }) => title !== undefined,
    );
    expect(refused.title).toBe('That goes on for too long');
    expect(refused.text).toContain('500 times');
    expect(labelsOf(refused)).toEqual(['Cancel']);
    const draft = await ada.say('20 times', (message) => labelsOf(message).includes('Schedule'));
    expect(draft.facts.Repeats).toContain('20');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));

    const { form } = await stage.driver.say(stage.driver.people.ada, 'direct', 'schedule');
    if (!form) throw new Error('no form');
    const values = {
      ...form.fields,
      title: 'Diary',
      date: day.iso,
      time: '10:00',
      repeats: 'daily',
      until: '2060-01-01',
    };
    const { errors } = await stage.driver.fillIn(stage.driver.people.ada, form, values);
    expect(errors).toEqual({ until: expect.stringContaining('5 years at most') });
  });
});

describe('planned meetings as they are kept', () => {
  let kept: TestDatabase;
  let stage: ReturnType<typeof reminderStage>;
  const { clock, set: at } = movableClock('2026-12-01T09:00Z');
  beforeAll(async () => {
    kept = await testDatabase();
    stage = reminderStage(kept, clock);
  });
  afterAll(() => kept.drop());
  const gathering = () => {
    const card = cardMaker({ publicUrl: 'https://meet.example', clock, secrets });
    return createGathering({
      due: stage.due,
      card,
      clock,
      publicUrl: 'https://meet.example',
      secrets: { id: randomUUID },
      log: stage.log,
    });
  };
  const hostHere = () => invited(host, { isHost: true });
  const reference = () => randomUUID() as string as NonNullable<typeof tables.card.$inferInsert>['reference'];

  /** A card of the meeting, in the direct chat of this person, as it was posted by the host. */
  async function showCard(meetingId: string, { platform, workspaceId, userId }: Identity): Promise<string> {
    const id = randomUUID();
    const message = reference();
    const body = { do: 'direct', key: id, person: host, name: 'x', reply: { visibleTo: 'caller', text: ['A card'] } };
    await kept.database.orm.insert(tables.effect).values({
      ...{ id, invocationId: randomUUID(), key: id, position: 0, platform, workspaceId, userId, callerId: host.userId },
      ...{ visibleTo: 'caller', body, state: 'done', attempts: 1 },
    } as typeof tables.effect.$inferInsert);
    await kept.database.orm
      .insert(tables.card)
      .values({ meetingId, effectId: id, platform, workspaceId, reference: message });
    return message;
  }

  test('every change shows on every card, by the right of whom it is shown to, in whichever workspace it was made', async () => {
    at('2026-12-01T09:00Z');
    const [bobs, danas] = [person('UBOB'), invited(person('UDANA'))];
    const { meetingId } = await stage.plan([hostHere(), invited(bobs), danas], { recurrence: 'FREQ=WEEKLY' });
    const messages = [await showCard(meetingId, host), await showCard(meetingId, bobs)];
    const replaced = async () => {
      const handed = await gathering().hand();
      const { rows } = await kept.database.pool.query(
        "select body, user_id, caller_id from effect where invocation_id = $1 and key like 'cards %' order by created_at desc, position desc, id limit $2",
        [meetingId, handed],
      );
      await kept.database.pool.query("update effect set state = 'done', attempts = 1");
      return rows;
    };
    const changes = [
      (sequence: number) => stage.schedules.change(meetingId, sequence, { title: 'Renamed' }, randomUUID()),
      (sequence: number) =>
        stage.schedules.changeOccurrence(
          meetingId,
          sequence,
          { occurrence: new Date('2026-12-11T14:00Z') },
          randomUUID(),
        ),
      () => stage.schedules.invite(meetingId, [invited(person('UEVE'))], randomUUID()),
      (sequence: number) => stage.schedules.cancel(meetingId, sequence, randomUUID()),
    ];
    for (const [sequence, change] of changes.entries()) {
      at(`2026-12-01T09:0${sequence}:30Z`);
      await change(sequence);
      const rows = await replaced();
      expect(rows.map(({ body }) => body.message).sort()).toEqual([...messages].sort());
      for (const { user_id, caller_id } of rows) expect(caller_id).toBe(user_id);
    }
    expect(await gathering().hand()).toBe(0);
  });

  test('inviting who is invited changes nothing', async () => {
    const bobs = invited(person('UBOB'));
    const { meetingId } = await stage.plan([hostHere(), bobs]);
    const nobodyNew = await stage.schedules.invite(meetingId, [invited(person('UBOB'))], randomUUID());
    expect([nobodyNew?.planned.sequence, nobodyNew?.added]).toEqual([0, []]);
  });

  test('when the last one ends is kept with the meeting, and follows its changes', async () => {
    const { meetingId } = await stage.plan([hostHere()], { recurrence: 'FREQ=WEEKLY;COUNT=2' });
    const ends = async () => (await stage.schedules.find(host, meetingId))?.endsAt?.toISOString();
    expect(await ends()).toBe('2026-12-11T14:45:00.000Z');
    const after = await stage.schedules.change(meetingId, 0, { recurrence: 'FREQ=WEEKLY;COUNT=3' }, randomUUID());
    expect([after?.endsAt?.toISOString(), await ends()]).toEqual(Array(2).fill('2026-12-18T14:45:00.000Z'));
    await stage.schedules.change(meetingId, 1, { recurrence: 'FREQ=WEEKLY' }, randomUUID());
    expect(await ends()).toBeUndefined();
  });

  test('where there are too many, what is ahead stays, soonest first; what is over goes', async () => {
    const store = createScheduleStore({ database: kept.database, clock: () => new Date('2026-12-10T12:00Z') });
    const busy = person('UBUSY');
    const { meetingId: series } = await stage.plan([invited(busy, { isHost: true })], {
      ...{ localStart: '2026-01-02T15:00', startsAt: new Date('2026-01-02T14:00Z'), recurrence: 'FREQ=WEEKLY' },
    });
    const { rows } = await kept.database.pool.query('select * from meeting where id = $1', [series]);
    const { rows: plans } = await kept.database.pool.query('select * from schedule where meeting_id = $1', [series]);
    const [meeting, plan] = [JSON.stringify(rows[0]), JSON.stringify(plans[0])];
    // Half an hour each, from 30 November on: 500 of them are over or under way, and 20 are ahead.
    await kept.database.pool.query(
      `with many as (select n, gen_random_uuid() as id, '2026-11-30T02:00Z'::timestamptz + n * interval '30 minutes' as at
         from generate_series(0, 519) n),
       met as (insert into meeting select (jsonb_populate_record(null::meeting, $1::jsonb || jsonb_build_object(
         'id', id, 'join_key', id, 'title', 'No. ' || n))).* from many returning id),
       planned as (insert into schedule select (jsonb_populate_record(null::schedule, $2::jsonb || jsonb_build_object(
         'meeting_id', id, 'recurrence', null, 'starts_at', at, 'ends_at', at + interval '30 minutes'))).* from many returning meeting_id)
       insert into invitee (id, meeting_id, platform, workspace_id, user_id, name, is_host, added_by)
       select gen_random_uuid(), id, 'slack', 'T1', 'UBUSY', 'Busy', true, gen_random_uuid() from many`,
      [meeting, plan],
    );
    const found = await store.of(busy, new Date('2026-11-01'), new Date('2027-12-31'));
    expect(found).toHaveLength(500);
    expect(found.some(({ meetingId }) => meetingId === series)).toBe(true);
    const titles = found.map(({ title }) => title);
    expect(titles).toContain('No. 519');
    expect(titles).not.toContain('No. 20');
    expect(titles).toContain('No. 21');
    expect(found.map(({ startsAt }) => startsAt.getTime())).toEqual(
      found.map(({ startsAt }) => startsAt.getTime()).sort((one, other) => one - other),
    );
    const few = await store.of(busy, new Date('2026-11-30'), new Date('2026-11-30T04:00Z'));
    expect(few.map(({ title }) => title)).toContain('No. 0');
  });
});
