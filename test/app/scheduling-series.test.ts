import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe('series, overlaps and other people', () => {
  const stage = useStage(createWebDriver);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  beforeAll(async () => {
    await connectIn(stage, stage.driver.people.ada);
    await connectIn(stage, stage.driver.people.bob);
  });

  test('one of a series is cancelled, another one moved, and the others stay as they are', async () => {
    const [first, second, third] = [dayAhead(30), dayAhead(37), dayAhead(44)];
    await ada.plan(`pairing on ${first.said} at 9:30 every week, 5 times, with`, [stage.driver.people.bob]);
    const question = await ada.say(`cancel the pairing on ${second.said}`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => text.includes('has cancelled') && text.includes(second.said),
    );
    await ada.press(question, 'Only this one', ({ text }) => text.includes('The others take place'));
    await told;
    const move = await ada.say(`move the pairing on ${third.said} to 14:00`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    await ada.press(move, 'Only this one', ({ text }) => text.includes('moved this once'));
    const range = await ada.say('list next 70 days', ({ title }) => title === 'Your meetings');
    const times = Object.entries(range.facts).filter(([, value]) => value.startsWith('pairing'));
    expect(times).toHaveLength(4);
    expect(times.some(([when]) => when.includes(second.said.replace(/ \d{4}$/, '')))).toBe(false);
    expect(times.find(([when]) => when.includes(third.said.replace(/ \d{4}$/, '')))?.[0]).toContain('14:00–14:30');
    expect(times.filter(([when]) => when.includes('09:30–10:00'))).toHaveLength(3);
  });

  test('the one of a series that is asked for is shown, wherever it was put, and is what its buttons are about', async () => {
    const [first, second, third] = [dayAhead(22), dayAhead(29), dayAhead(36)];
    await ada.plan(`ceilidh on ${first.said} at 17:00 every week, 4 times, with`, [stage.driver.people.bob]);
    const move = await ada.say(`move ceilidh on ${second.said} to 18:00`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    await ada.press(move, 'Only this one', ({ text }) => text.includes('moved this once'));
    const shows = ({ title, facts }: SeenMessage) => title === 'ceilidh' && facts.When !== undefined;
    const moved = await ada.say(`show ceilidh on ${second.said}`, shows);
    expect(moved.facts.When).toContain(`${second.said}, 18:00–18:30`);
    expect(moved.facts['Instead of']).toContain(`${second.said}, 17:00–17:30`);
    const cancel = await ada.press(moved, 'Cancel meeting', ({ text }) => text.startsWith('Cancel “ceilidh”'));
    expect(cancel.text).toContain(`${second.said}, 18:00–18:30`);
    await ada.press(cancel, 'Keep it', ({ text }) => text.includes('stays as it is'));
    expect((await bob.say(`show ceilidh on ${third.said}`, shows)).facts.When).toContain(`${third.said}, 17:00–17:30`);
    expect((await ada.say('show ceilidh', shows)).facts.When).toContain(`${first.said}, 17:00–17:30`);
  });

  test('whoever is to be invited to one of a series is invited to all of it, once that was said and answered', async () => {
    const [first, second] = [dayAhead(23), dayAhead(30)];
    await ada.plan(`fado on ${first.said} at 17:00 every week, 4 times`);
    const invite = () =>
      ada.say(`invite guest@example.com to fado on ${second.said}`, (message) =>
        labelsOf(message).includes('Invite to the whole series'),
      );
    const question = await invite();
    expect(question.text).toContain('4 times, and whoever is invited is invited to all of it.');
    await ada.press(question, 'Do not invite', ({ text }) => text.includes('stays as it is'));
    expect((await ada.say('show fado', ({ title }) => title === 'fado')).text).not.toContain('guest@');
    await invite();
    await ada.say('this one', ({ text }) => text.includes('is still open'));
    const invited = await ada.say('yes', ({ text }) => text.startsWith('guest@example.com is invited to “fado”'));
    expect(invited.facts['Not answered']).toBe('guest@example.com');
    // Where no day is named, all of it is what was asked for.
    await ada.say('invite other@example.com to fado', ({ text }) => text.startsWith('other@example.com is invited'));
  });

  test('a meeting at the same time is warned of before it is made', async () => {
    const day = dayAhead(33);
    await ada.plan(`dentist on ${day.said} at 13:00 for 1 hour`);
    const draft = await ada.say(`gym on ${day.said} at 13:30`, (message) => labelsOf(message).includes('Schedule'));
    expect(draft.facts.Overlaps).toContain('dentist');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('a meeting is not another person’s to change, and what one does not take part in does not exist', async () => {
    const day = dayAhead(34);
    await ada.plan(`secret plan on ${day.said} at 10:00`);
    const shown = await bob.say('show secret plan');
    expect(shown.text).toContain('None of your meetings fits');
    await ada.plan(`public plan on ${day.said} at 12:00 with`, [stage.driver.people.bob]);
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === 'bob' && title === 'public plan');
    const refused = await bob.say('cancel public plan');
    expect(refused.text).toContain('“public plan” belongs to Ada');
    const moved = await bob.say('move public plan to 15:00');
    expect(moved.text).toContain('“public plan” belongs to Ada');
  });

  test('a second press on the same button makes no second meeting', async () => {
    const day = dayAhead(35);
    const draft = await ada.say(`ticket sale on ${day.said} at 10:00`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    const { ada: person } = stage.driver.people;
    await Promise.all([stage.driver.press(person, draft, 'Schedule'), stage.driver.press(person, draft, 'Schedule')]);
    await stage.app.app.idle();
    const { rows } = await stage.app.test.database.pool.query("select id from meeting where title = 'ticket sale'");
    expect(rows).toHaveLength(1);
    const { rows: there } = await stage.app.test.database.pool.query(
      "select room_name from sandbox.room where room_name = 'ticket sale'",
    );
    expect(there).toHaveLength(1);
  });

  test('a form whose meeting was changed meanwhile overwrites nothing, and keeps what was typed', async () => {
    const day = dayAhead(36);
    const card = await ada.plan(`handover on ${day.said} at 10:00`);
    const { form } = await stage.driver.press(stage.driver.people.ada, card, 'Edit');
    if (!form) throw new Error('no form');
    expect(form.fields).toMatchObject({ title: 'handover', date: day.iso, time: '10:00' });
    const question = await ada.say('move handover to 11:00', (message) => labelsOf(message).includes('Move it'));
    await ada.press(question, 'Move it', ({ text }) => text.startsWith('Changed'));
    const again = await ada.next(
      () => stage.driver.fillIn(stage.driver.people.ada, form, { ...form.fields, title: 'Handover of the desk' }),
      ({ text }) => text.includes('This was not saved'),
    );
    const reopened = await stage.driver.press(stage.driver.people.ada, again, 'Open the form');
    expect(reopened.form?.fields).toMatchObject({ title: 'Handover of the desk' });
    const saved = await ada.next(
      () =>
        stage.driver.fillIn(stage.driver.people.ada, reopened.form ?? form, {
          ...reopened.form?.fields,
          time: '11:30',
        }),
      ({ text }) => text.startsWith('Changed'),
    );
    expect(saved.title).toBe('Handover of the desk');
    expect(saved.facts.When).toContain('11:30');
  });

  test('a press that was asked before something changed does nothing to what it was not asked about', async () => {
    const [first, second] = [dayAhead(60), dayAhead(67)];
    await ada.plan(`drill on ${first.said} at 9:30 every week, 4 times`);
    const one = await ada.say(`cancel the drill on ${second.said}`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    const other = await ada.say(
      `cancel the drill on ${second.said}`,
      ({ id, buttons }) => id !== one.id && buttons.some(({ label }) => label === 'Only this one'),
    );
    // It was asked once more below.
    const { status } = await stage.driver.press(stage.driver.people.ada, one, 'Only this one');
    expect(status).toBe(409);
    await ada.press(other, 'Only this one', ({ text }) => text.includes('The others take place'));
    await stage.driver.press(stage.driver.people.ada, other, 'Only this one');
    const left = await ada.say(`show the drill on ${second.said}`);
    expect(left.text).toContain('None of your meetings');
  });

  test('a press that waits for a sign-in, or that failed and is tried again, still knows what it was about', async () => {
    const day = dayAhead(70);
    const draft = await ada.say(`tea tasting on ${day.said} at 10:00`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    await stage.app.test.database.pool.query('update link set sealed_token = null');
    const prompt = await ada.press(draft, 'Schedule', ({ title }) => title === 'Sign in to go on');
    expect(prompt.text).toContain('schedule a meeting');
    await signIn(stage.driver, stage.driver.people.ada, signInUrlOf(prompt));
    const made = await until(
      stage.driver,
      ({ title, buttons }) => title === 'tea tasting' && buttons.some(({ label }) => label === 'Join meeting'),
    );
    expect(made.facts.When).toContain('10:00–10:30');
  });

  test('what the service does not take is said, and the draft stays to be changed', async () => {
    const draft = await ada.say(`marathon on ${dayAhead(80).said} at 9:30 for 20 hours`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    const refused = await ada.press(draft, 'Schedule', ({ text }) => text.includes('Nothing was made'));
    expect(refused.text).toContain('480 minutes');
    const shorter = await ada.say('for 2 hours', ({ facts }) => facts.When?.includes('09:30–11:30') === true);
    await ada.press(shorter, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
  });
});
