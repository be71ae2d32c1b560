import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createScheduleStore } from '../../db/schedule-store.ts';
import type { SeenForm, SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { invited } from '../support/reminders.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

/** What one person does with forms, and what is in the database afterwards. */
function formsOf(stage: ReturnType<typeof useStage>) {
  const who = () => stage.driver.people.ada;
  const chat = chatOf(stage, who);
  const rows = async (query: string, ...values: unknown[]) =>
    (await stage.app.test.database.pool.query(query, values)).rows;
  return {
    ...chat,
    rows,
    async open(message: SeenMessage, label = 'Edit'): Promise<SeenForm> {
      const { form } = await stage.driver.press(who(), message, label);
      if (!form) throw new Error('no form was opened');
      return form;
    },
    /** As no client of ours would send it. */
    send: (form: SeenForm, values: SeenForm['fields']) =>
      stage.driver.fillIn(who(), { ...form, options: {} }, { ...form.fields, ...values }),
    fill: (form: SeenForm, values: SeenForm['fields'], wanted: (message: SeenMessage) => boolean) =>
      chat.next(() => stage.driver.fillIn(who(), form, { ...form.fields, ...values }), wanted),
    async idOf(title: string): Promise<string> {
      const [row] = await rows('select id from meeting where lower(title) = lower($1)', title);
      return String(row?.id);
    },
    async invitedTo(meetingId: string): Promise<readonly string[]> {
      const found = await rows(
        'select coalesce(user_id, email) as who from invitee where meeting_id = $1 and removed_at is null and not is_host',
        meetingId,
      );
      return found.map((row) => String(row.who)).sort();
    },
    store: () => createScheduleStore({ database: stage.app.test.database, clock: () => new Date() }),
  };
}

const isChanged = ({ text }: SeenMessage) => text.startsWith('Changed');
const isNotSaved = ({ text }: SeenMessage) => text.includes('This was not saved');

describe('forms of a planned meeting', () => {
  const stage = useStage(createWebDriver);
  const ada = formsOf(stage);
  const { ada: host, bob } = { ada: () => stage.driver.people.ada, bob: () => stage.driver.people.bob };
  beforeAll(() => connectIn(stage, host()));

  test('a form that comes late takes nothing back of what others did, and loses nothing of its own', async () => {
    const [day, other] = [dayAhead(30), dayAhead(31)];
    const card = await ada.plan(
      `offsite on ${day.said} at 10:00 with ann@example.com, carl@example.com and dora@example.com`,
    );
    const form = await ada.open(card);
    const meetingId = await ada.idOf('offsite');
    const question = await ada.say(`move offsite to ${other.said} 11:00`, (one) => labelsOf(one).includes('Move it'));
    await ada.press(question, 'Move it', isChanged);
    await ada.store().invite(meetingId, [invited(bob(), { name: 'Bob' })], randomUUID());
    const typed = {
      title: 'Offsite by the sea',
      minutes: '60',
      guests: 'ann@example.com, dora@example.com, eve@example.com',
    };
    const again = await ada.open(await ada.fill(form, typed, isNotSaved), 'Open the form');
    expect(again.fields).toMatchObject({ ...typed, date: other.iso, time: '11:00', people: 'bob' });

    // And once more meanwhile: what was typed first is still not forgotten.
    const found = await ada.store().find(host(), meetingId);
    await ada.store().change(meetingId, found?.sequence ?? 0, { lobby: true }, randomUUID());
    const third = await ada.open(
      await ada.fill(again, { guests: 'ann@example.com, eve@example.com' }, isNotSaved),
      'Open the form',
    );
    expect(third.fields).toMatchObject({ title: 'Offsite by the sea', lobby: true, people: 'bob' });
    const saved = await ada.fill(third, {}, isChanged);
    expect([saved.title, saved.facts.When]).toEqual(['Offsite by the sea', expect.stringContaining('11:00–12:00')]);
    expect(await ada.invitedTo(meetingId)).toEqual(['ann@example.com', 'bob', 'eve@example.com']);
  });

  test('a series that has begun can be changed, in all but its first day', async () => {
    const day = dayAhead(3);
    await ada.plan(`standup on ${day.said} at 10:00 every week`);
    const meetingId = await ada.idOf('standup');
    const begun = dayAhead(-4).iso;
    await ada.rows(
      "update schedule set starts_at = starts_at - interval '7 days', local_start = $2 where meeting_id = $1",
      meetingId,
      `${begun}T10:00`,
    );
    const shown = await ada.say('show standup', (one) => labelsOf(one).includes('Edit'));
    const asked = await ada.press(shown, 'Edit', (one) => labelsOf(one).includes('The whole series'));
    const form = await ada.open(asked, 'The whole series');
    expect(form.fields.date).toBe(begun);
    const refused = await ada.send(form, { time: '11:00' });
    expect(refused.errors).toEqual({ date: expect.stringContaining('This series has begun') });
    expect((await ada.send(form, { date: dayAhead(-3).iso })).errors).toEqual({
      time: expect.stringContaining('has passed'),
    });
    expect((await ada.send(form, { repeats: 'once' })).errors).toEqual({
      date: expect.stringContaining('takes place once'),
    });
    const saved = await ada.fill(form, { title: 'Morning standup', minutes: '15' }, isChanged);
    expect(saved.title).toBe('Morning standup');
    expect(saved.facts.When).toContain('10:00–10:15');
    const { localStart, minutes } = (await ada.store().find(host(), meetingId)) ?? {};
    expect([localStart, minutes]).toEqual([`${begun}T10:00`, 15]);
  });

  test('what no meeting can be is refused at its field, of whatever client it comes', async () => {
    const card = await ada.plan(`limits on ${dayAhead(32).said} at 10:00`);
    const form = await ada.open(card);
    const many = Array.from({ length: 101 }, (_, index) => `g${index}@example.com`).join(',');
    for (const [values, field, said] of [
      [{ guests: many }, 'guests', '101 people'],
      [{ guests: `${many},${'x'.repeat(3_000)}` }, 'guests', '3000 characters'],
      [{ title: 'x'.repeat(201) }, 'title', '200 characters'],
      ...['99999999999', '30.5', '-30', '0', '1441', '1e2', 'soon'].map((minutes) => [{ minutes }, 'minutes', '1440']),
      ...['toString', '__proto__', 'constructor', 'hourly', 'rule'].map((repeats) => [{ repeats }, 'repeats', 'list']),
    ] as const) {
      const { errors } = await ada.send(form, values as SeenForm['fields']);
      expect(errors).toEqual({ [String(field)]: expect.stringContaining(String(said)) });
    }
    await stage.app.app.idle();
    const { sequence, invitees, minutes } = (await ada.store().find(host(), await ada.idOf('limits'))) ?? {};
    expect([sequence, invitees?.length, minutes]).toEqual([0, 1, 30]);
  });

  test('a draft that was changed meanwhile, or is not open any more, keeps what was typed into its form', async () => {
    const day = dayAhead(33);
    const draft = await ada.say(`kickoff on ${day.said} at 10:00`, (one) => labelsOf(one).includes('Schedule'));
    const form = await ada.open(draft);
    await ada.say('make it 4pm', ({ facts }) => facts.When?.includes('16:00') === true);
    const typed = { title: 'Grand kickoff', guests: 'ann@example.com' };
    const late = await ada.fill(form, typed, (one) => labelsOf(one).includes('Open the form'));
    expect(late.text).toContain('You have changed this since');
    const again = await ada.open(late, 'Open the form');
    expect(again.fields).toMatchObject({ ...typed, time: '16:00', date: day.iso });
    const both = await ada.fill(again, {}, (one) => labelsOf(one).includes('Schedule'));
    expect([both.title, both.facts.When, both.facts.With]).toEqual([
      'Grand kickoff',
      expect.stringContaining('16:00'),
      'ann@example.com',
    ]);
    // The same once more is no change, and nothing to be told of.
    const twice = await ada.fill(again, {}, (one) => labelsOf(one).length > 0);
    expect(labelsOf(twice)).toContain('Schedule');

    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    const gone = await ada.fill(again, { title: 'Small kickoff' }, (one) => labelsOf(one).includes('Open the form'));
    expect(gone.text).toContain('not open any more');
    const anew = await ada.open(gone, 'Open the form');
    expect(anew.fields).toMatchObject({
      title: 'Small kickoff',
      time: '16:00',
      date: day.iso,
      guests: 'ann@example.com',
    });
    const other = await ada.fill(anew, {}, (one) => labelsOf(one).includes('Schedule'));
    expect(other.title).toBe('Small kickoff');
  });

  test('whoever is invited already takes no place', async () => {
    await ada.plan(`seminar on ${dayAhead(34).said} at 10:00 with ann@example.com`);
    const meetingId = await ada.idOf('seminar');
    const more = Array.from({ length: 99 }, (_, index) => ({
      ...{ id: randomUUID(), name: `Guest ${index}`, isHost: false },
      email: `g${index}@example.com`,
    }));
    await ada.store().invite(meetingId, more, randomUUID());
    const already = await ada.say('invite ann@example.com to seminar', ({ text }) =>
      /invited|invite at most/.test(text),
    );
    expect(already.text).toContain('invited to “seminar” already');
    const full = await ada.say('invite zoe@example.com to seminar', ({ text }) => /invited|invite at most/.test(text));
    expect(full.text).toContain('101 people');
  });

  test('a cancelled meeting invites nobody, and says so', async () => {
    await ada.plan(`lecture on ${dayAhead(35).said} at 10:00`);
    for (const name of ['Kim Alder', 'Kim Birch'])
      await ada.say(`contacts add ${name} ${name.slice(4)}@example.com`, ({ text }) => text.includes(name));
    const asked = await ada.say('invite Kim to lecture', ({ text }) => text.includes('Which one do you mean?'));
    const [candidate = ''] = labelsOf(asked);
    const id = await ada.idOf('lecture');
    const found = await ada.store().find(host(), id);
    await ada.store().cancel(id, found?.sequence ?? 0, randomUUID());
    expect(candidate).toContain('Kim Alder');
    await ada.press(
      asked,
      candidate,
      ({ text, title }) => title === undefined && text.includes('“lecture” is cancelled'),
    );
    expect(await ada.store().invite(id, [invited(bob(), { name: 'Bob' })], randomUUID())).toBeUndefined();
    expect(await ada.invitedTo(id)).toEqual([]);
  });

  test('one link has one limit, however it is written', async () => {
    const token = `${randomUUID()}.mark`;
    const statuses = [];
    for (let index = 0; index < 61; index += 1) {
      const at = index % token.length;
      const written = `${token.slice(0, at)}%${token.charCodeAt(at).toString(16)}${token.slice(at + 1)}`;
      statuses.push((await fetch(`${stage.app.url}/rsvp/${written}`)).status);
    }
    expect([...new Set(statuses.slice(0, 60)), statuses[60]]).toEqual([404, 429]);
    expect((await fetch(`${stage.app.url}/rsvp/${randomUUID()}.mark`)).status).toBe(404);
  });
});

describe('a list of guests that is longer than a field of Slack', () => {
  const stage = useStage(createSlackDriver);
  const ada = formsOf(stage);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('stays as it is while the rest is changed, and is added to and taken from by name', async () => {
    await ada.plan(`congress on ${dayAhead(30).said} at 10:00`);
    const meetingId = await ada.idOf('congress');
    const emails = Array.from({ length: 80 }, (_, index) => `${'guest'.repeat(8)}.${index + 10}@example.com`);
    await ada.store().invite(
      meetingId,
      emails.map((email) => ({ id: randomUUID(), name: email, email, isHost: false })),
      randomUUID(),
    );
    const form = await ada.open(await ada.say('show congress', (one) => labelsOf(one).includes('Edit')));
    expect(form.fields).toMatchObject({ guests: '', takeOff: '' });
    expect(JSON.stringify(form.raw)).toContain('80 are on the list already and stay');
    expect((await ada.send(form, { takeOff: 'nobody@example.com' })).errors).toEqual({
      takeOff: expect.stringContaining('nobody@example.com'),
    });
    const [first = '', ...others] = emails;
    const saved = await ada.fill(
      form,
      { title: 'Big congress', guests: 'late@example.com', takeOff: first.toUpperCase() },
      isChanged,
    );
    expect(saved.title).toBe('Big congress');
    expect(await ada.invitedTo(meetingId)).toEqual([...others, 'late@example.com'].sort());
  });
});
