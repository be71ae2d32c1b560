import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenForm, SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { readCalendar } from '../support/icalendar.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { startSmtp } from '../support/smtp.ts';
import { useStage } from '../support/stage.ts';

/** What one person does with the forms of a series. */
function seriesOf(stage: ReturnType<typeof useStage>) {
  const who = () => stage.driver.people.ada;
  const chat = chatOf(stage, who);
  return {
    ...chat,
    async open(message: SeenMessage, label: string): Promise<SeenForm> {
      const { form } = await stage.driver.press(who(), message, label);
      if (!form) throw new Error('no form was opened');
      return form;
    },
    send: (form: SeenForm, values: SeenForm['fields']) =>
      stage.driver.fillIn(who(), form, { ...form.fields, ...values }),
    fill: (form: SeenForm, values: SeenForm['fields'], wanted: (message: SeenMessage) => boolean) =>
      chat.next(() => stage.driver.fillIn(who(), form, { ...form.fields, ...values }), wanted),
    async timesOf(title: string): Promise<readonly string[]> {
      const { facts } = await chat.say('list next 80 days', (message) => message.title === 'Your meetings');
      return Object.entries(facts).flatMap(([when, what]) => (what.startsWith(title) ? [when] : []));
    },
  };
}

const asks = (message: SeenMessage) => labelsOf(message).includes('Only this one');
const isOffer = (message: SeenMessage) => labelsOf(message).includes('Open the form');

describe.each(everywhere)('a series that is edited on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = seriesOf(stage);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('one of it gets another time and length in a form of its own, and the others stay as they are', async () => {
    const [first, second] = [dayAhead(30), dayAhead(37)];
    const card = await ada.plan(`choir on ${first.said} at 9:30 every week, 3 times, with`, [stage.driver.people.bob]);
    const question = await ada.press(card, 'Edit', asks);
    expect(labelsOf(question)).toEqual(['Only this one', 'The whole series']);
    expect(question.text).toContain(first.said);

    const said = await ada.say(`edit choir on ${second.said}`, (message) =>
      labelsOf(message).includes('Open the form'),
    );
    const form = await ada.open(said, 'Open the form');
    expect(form.fields).toEqual({ date: second.iso, time: '09:30', minutes: '30' });
    expect(JSON.stringify(form.raw)).toMatch(/choir.*every week/i);
    const late = await ada.send(form, { date: dayAhead(-3).iso });
    expect(late.errors).toEqual({ time: expect.stringContaining('has passed') });
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => /has moved “choir” this once/i.test(text) && text.includes('11:00–11:45'),
    );
    await ada.fill(form, { time: '11:00', minutes: '45' }, ({ text }) => text.includes('moved this once'));
    await told;
    const times = await ada.timesOf('choir');
    expect(times.filter((when) => when.includes('09:30–10:00'))).toHaveLength(2);
    expect(times.filter((when) => when.includes('11:00–11:45'))).toHaveLength(1);
  });

  test('the whole of it is edited where that is said or pressed', async () => {
    await ada.plan(`rowing on ${dayAhead(31).said} at 8:30 every week, 3 times`);
    const said = await ada.say('edit the rowing series', (message) => labelsOf(message).includes('Open the form'));
    expect(labelsOf(said)).toEqual(['Open the form']);
    expect((await ada.open(said, 'Open the form')).fields).toMatchObject({ title: expect.stringMatching(/rowing/i) });

    const question = await ada.say('edit rowing', asks);
    const form = await ada.open(question, 'The whole series');
    await ada.fill(form, { time: '08:45' }, ({ text }) => text.startsWith('Changed'));
    expect((await ada.timesOf('rowing')).filter((when) => when.includes('08:45–09:15'))).toHaveLength(3);
  });

  test('moved as a whole, what was put elsewhere on purpose stays, and everybody hears that it is the series', async () => {
    const [first, second, third] = [dayAhead(30), dayAhead(37), dayAhead(44)];
    await ada.plan(`yoga on ${first.said} at 18:00 every week, 4 times, with`, [stage.driver.people.bob]);
    const cancel = await ada.say(`cancel yoga on ${second.said}`, asks);
    await ada.press(cancel, 'Only this one', ({ text }) => text.includes('The others take place'));
    const one = await ada.say(`move yoga on ${third.said} to 19:00`, asks);
    await ada.press(one, 'Only this one', ({ text }) => text.includes('moved this once'));

    const question = await ada.say(
      'move the yoga series to 17:00',
      (message) => labelsOf(message).includes('The whole series') && message.id !== one.id,
    );
    expect(labelsOf(question)).not.toContain('Only this one');
    expect(question.facts['Not moved with the series']).toContain(`${third.said}, 19:00–19:30`);
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => text.includes('has changed the whole series “yoga”'),
    );
    const mine = await ada.press(question, 'The whole series', ({ text }) => text.startsWith('Changed'));
    for (const { text } of [mine, await told]) {
      expect(text).toMatch(/every week on \w+, 4 times.* next (?:one is )?\w+ .*, 17:00–17:30/);
      expect(text).toMatch(new RegExp(`before stays there: \\w+ ${third.said}, 19:00–19:30`));
    }
    const times = await ada.timesOf('yoga');
    expect(times).toHaveLength(3);
    expect(times.filter((when) => when.includes('17:00–17:30'))).toHaveLength(2);
    expect(times.filter((when) => when.includes('19:00–19:30'))).toHaveLength(1);

    // The one that is spoken of is moved with the others.
    const along = await ada.say(
      `move yoga on ${third.said} to 16:00`,
      (message) => asks(message) && message.id !== question.id,
    );
    expect(Object.keys(along.facts)).not.toContain('Not moved with the series');
    await ada.press(along, 'The whole series', ({ text }) => text.startsWith('Changed'));
    expect((await ada.timesOf('yoga')).filter((when) => when.includes('16:00–16:30'))).toHaveLength(3);
  });

  test('moved by a sentence, it warns of what any one of it overlaps with, and of nothing that does not take place', async () => {
    const [first, second, third] = [dayAhead(24), dayAhead(31), dayAhead(38)];
    await ada.plan(`zumba on ${first.said} at 5:00 every week, 3 times`);
    await ada.plan(`plumber on ${second.said} at 6:40`);
    const moves = (text: string, known?: SeenMessage) =>
      ada.say(text, (message) => asks(message) && message.title === 'Move the meeting?' && message.id !== known?.id);
    const question = await moves('move zumba to 6:30');
    expect(question.facts.Overlaps).toMatch(/plumber.*06:40–07:10/);
    const form = await ada.open(await ada.say('edit the zumba series', isOffer), 'Open the form');
    const asked = await ada.fill(
      form,
      { time: '06:30' },
      ({ title }) => title?.startsWith('At the same time') === true,
    );
    expect(asked.facts.Overlaps).toBe(question.facts.Overlaps);
    await ada.press(asked, 'Leave it as it was', ({ text }) => text.includes('stays as it is'));
    expect((await moves(`move zumba on ${third.said} to 6:30`, question)).facts.Overlaps).toContain('plumber');

    const cancel = await ada.say(`cancel zumba on ${second.said}`, ({ title, ...one }) => {
      return title === 'Cancel the meeting?' && asks({ title, ...one });
    });
    await ada.press(cancel, 'Only this one', ({ text }) => text.includes('The others take place'));
    const free = await moves('move zumba to 6:35', question);
    expect(Object.keys(free.facts)).not.toContain('Overlaps');
    await ada.press(free, 'The whole series', ({ text }) => text.startsWith('Changed'));
  });

  test('who is not found, and a title that was emptied, are said at their fields before anything is changed', async () => {
    await ada.say('contacts add Chloé Dupont chloe@example.com', ({ text }) => text.startsWith('Added Chloé'));
    await ada.plan(`archery on ${dayAhead(32).said} at 8:30 every week, 3 times, with`, [stage.driver.people.bob]);
    const said = await ada.say('edit the archery series', (message) => labelsOf(message).includes('Open the form'));
    const form = await ada.open(said, 'Open the form');
    await expect(ada.send(form, { title: ' ' }).then(({ errors }) => errors?.title)).resolves.toContain(
      'needs a title',
    );
    const guests = 'guest@example.com, cloe, über team';
    const why = 'I find nobody called exactly “cloe”. Do you mean Chloé Dupont (chloe@example.com)?';
    const kept = await ada.fill(form, { guests, time: '08:45' }, ({ text }) => text.includes('This was not saved'));
    expect(kept.text).toContain(why);
    expect(kept.text).toContain('I find nobody called “über team”');
    expect((await ada.timesOf('archery')).filter((when) => when.includes('08:30–09:00'))).toHaveLength(3);

    const again = await ada.open(kept, 'Open the form');
    expect(again.fields).toMatchObject({ guests, time: '08:45' });
    expect(JSON.stringify(again.raw)).toContain(why);
    const saved = await ada.fill(again, { guests: 'guest@example.com, Chloé Dupont' }, ({ text }) =>
      text.startsWith('Changed'),
    );
    expect(saved.facts['Not answered']).toMatch(/Bob.*Chloé Dupont, and guest@example\.com/);
    expect((await ada.timesOf('archery')).filter((when) => when.includes('08:45–09:15'))).toHaveLength(3);
  });

  test('it takes place once only after a question that says how many go, and the guests are told of them', async () => {
    const day = dayAhead(33);
    await ada.plan(`sailing on ${day.said} at 8:30 every week, 4 times, with`, [stage.driver.people.bob]);
    const once = async () => {
      const said = await ada.say('edit the sailing series', (message) => labelsOf(message).includes('Open the form'));
      const filled = { repeats: 'once', title: 'Big sailing' };
      return ada.fill(await ada.open(said, 'Open the form'), filled, ({ title }) => title === 'Only once from now on?');
    };
    const question = await once();
    expect(labelsOf(question)).toEqual(['Only this once', 'Open the form', 'Keep the series']);
    expect(question.text).toContain('The 3 other meetings of the series that are still to come are cancelled.');
    expect(question.text).toContain('The one person who is invited is told.');
    expect((await ada.open(question, 'Open the form')).fields).toMatchObject({ repeats: 'once', title: 'Big sailing' });
    const kept = await ada.press(question, 'Keep the series', ({ text }) => text.includes('stays as it is'));
    expect(await ada.timesOf('sailing')).toHaveLength(4);
    expect((await ada.open(kept, 'Open the form')).fields).toMatchObject({ repeats: 'once', title: 'Big sailing' });

    await once();
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => /takes place once now, .*08:30–09:00.*The others of the series are cancelled/.test(text),
    );
    await ada.say('yes', ({ text }) => /“Big sailing” takes place once now.*others of the series are/.test(text));
    await told;
    expect(await ada.timesOf('Big sailing')).toHaveLength(1);
  });

  test('it ends earlier only after a question that says how many fall away, and a no loses nothing that was typed', async () => {
    const [day, second, third] = [dayAhead(2), dayAhead(9), dayAhead(16)];
    await ada.plan(`bowling on ${day.said} at 20:00 every week, 5 times, with`, [stage.driver.people.bob]);
    const edits = async () => ada.open(await ada.say('edit the bowling series', isOffer), 'Open the form');
    const shorter = async (values: SeenForm['fields'], known?: SeenMessage) =>
      ada.fill(await edits(), values, ({ title, id }) => title === 'End the series earlier?' && id !== known?.id);
    const question = await shorter({ until: third.iso, title: 'Short bowling' });
    expect(labelsOf(question)).toEqual(['Save and cancel those', 'Open the form', 'Leave it as it was']);
    expect(question.text).toContain('2 of the 5 meetings that are still to come are cancelled.');
    expect(question.text).toContain(`until ${third.said}`);
    expect(question.text).toContain('The one person who is invited is told.');
    const kept = await ada.press(question, 'Leave it as it was', ({ text }) => text.includes('stays as it is'));
    expect(await ada.timesOf('bowling')).toHaveLength(5);
    const typed = await ada.open(kept, 'Open the form');
    expect(typed.fields).toMatchObject({ until: third.iso, title: 'Short bowling' });

    // What was cancelled before does not fall away once more, and what only goes to another day and hour does not at all.
    const cancel = await ada.say(`cancel bowling on ${second.said}`, (one) => {
      return asks(one) && one.title === 'Cancel the meeting?';
    });
    await ada.press(cancel, 'Only this one', ({ text }) => text.includes('The others take place'));
    const [dayLater, lastLater] = [dayAhead(3), dayAhead(31)];
    const moved = { date: dayLater.iso, time: '21:00', repeats: 'weekly', until: lastLater.iso };
    await ada.fill(await edits(), moved, ({ text }) => text.startsWith('Changed'));
    expect(await ada.timesOf('bowling')).toHaveLength(4);

    const last = await shorter({ until: dayAhead(18).iso }, question);
    expect(last.text).toContain('2 of the 4 meetings');
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => text.includes('has changed the whole series “bowling”') && text.includes('until'),
    );
    await ada.say('yes', ({ text }) => text.startsWith('Changed'));
    await told;
    expect(await ada.timesOf('bowling')).toHaveLength(2);

    await ada.plan(`darts on ${day.said} at 22:00 every week`);
    const form = await ada.open(await ada.say('edit the darts series', isOffer), 'Open the form');
    const endless = await ada.fill(form, { until: third.iso }, ({ title, id }) => {
      return title === 'End the series earlier?' && id !== last.id;
    });
    expect(endless.text).toContain('until now, it has no end');
    const left = await ada.say('no', ({ text }) => text.includes('stays as it is'));
    expect((await ada.open(left, 'Open the form')).fields).toMatchObject({ until: third.iso });
  });

  test('what its form puts at the time of another meeting is asked about first, and so is one of a series', async () => {
    const [day, next] = [dayAhead(34), dayAhead(41)];
    await ada.plan(`dentist on ${day.said} at 9:20 for 2 hours`);
    const card = await ada.plan(`retro on ${day.said} at 19:00, with`, [stage.driver.people.bob]);
    const warns = ({ title }: SeenMessage) => title === 'At the same time as another meeting?';
    const form = await ada.open(card, 'Edit');
    const question = await ada.fill(form, { time: '09:45' }, warns);
    expect(labelsOf(question)).toEqual(['Save it all the same', 'Open the form', 'Leave it as it was']);
    expect(question.facts.Overlaps).toMatch(/dentist.*09:20–11:20/);
    expect(question.text).toContain('The one person who is invited is told.');
    expect((await ada.open(question, 'Open the form')).fields).toMatchObject({ time: '09:45' });
    await ada.press(question, 'Leave it as it was', ({ text }) => text.includes('stays as it is'));
    expect(await ada.timesOf('retro')).toEqual([expect.stringContaining('19:00–19:30')]);

    await ada.fill(form, { time: '09:45' }, (message) => warns(message) && message.id !== question.id);
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => /has changed “retro”.* 09:45–10:15/.test(text),
    );
    await ada.say('yes', ({ text }) => text.startsWith('Changed: “retro”'));
    await told;
    // What overlaps already is not asked about again.
    const again = await ada.say('edit retro', (message) => labelsOf(message).includes('Open the form'));
    await ada.fill(await ada.open(again, 'Open the form'), { title: 'Review' }, ({ text }) =>
      text.startsWith('Changed'),
    );

    await ada.plan(`ballet on ${day.said} at 12:00 every week, 3 times`);
    await ada.plan(`haircut on ${next.said} at 15:00`);
    const said = await ada.say(`edit ballet on ${next.said}`, (message) => labelsOf(message).includes('Open the form'));
    const one = await ada.fill(await ada.open(said, 'Open the form'), { time: '15:15' }, warns);
    expect(one.facts.Overlaps).toContain('haircut');
    await ada.press(one, 'Save it all the same', ({ text }) => text.includes('moved this once'));
    const series = await ada.say('edit the ballet series', (message) => labelsOf(message).includes('Open the form'));
    await ada.fill(await ada.open(series, 'Open the form'), { time: '11:00' }, warns);
    await ada.say('never mind', ({ text }) => text.includes('stays as it is'));
  });
});

const smtp = await startSmtp();

describe('one of a series, while others change it, and for those who are mailed', () => {
  const stage = useStage(createWebDriver, {
    environment: { SMTP_URL: smtp.url, MAIL_FROM: 'Meetwire <meet@example.com>' },
  });
  const ada = seriesOf(stage);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a form that comes late overwrites nothing and loses nothing; without its occurrence it is not saved', async () => {
    const [first, second] = [dayAhead(40), dayAhead(47)];
    await ada.plan(`fencing on ${first.said} at 9:30 every week, 3 times`);
    const offer = await ada.say(`edit fencing on ${second.said}`, (one) => labelsOf(one).includes('Open the form'));
    const form = await ada.open(offer, 'Open the form');
    const move = await ada.say(`move fencing on ${second.said} to 16:00`, asks);
    await ada.press(move, 'Only this one', ({ text }) => text.includes('moved this once'));
    const kept = await ada.fill(form, { minutes: '90' }, ({ text }) => text.includes('This was not saved'));
    const again = await ada.open(kept, 'Open the form');
    expect(again.fields).toEqual({ date: second.iso, time: '16:00', minutes: '90' });
    await ada.fill(again, {}, ({ text }) => text.includes('changed this once'));
    expect((await ada.timesOf('fencing')).filter((when) => when.includes('16:00–17:30'))).toHaveLength(1);
    // A length that is as it was tells nobody.
    const third = await ada.open(
      await ada.say(
        `edit fencing on ${second.said}`,
        ({ id, ...one }) => id !== offer.id && labelsOf({ id, ...one }).length === 2,
      ),
      'Open the form',
    );
    await ada.fill(third, {}, ({ text }) => text.includes('nothing to change'));

    const cancel = await ada.say(`cancel fencing on ${second.said}`, asks);
    await ada.press(cancel, 'Only this one', ({ text }) => text.includes('The others take place'));
    const gone = await ada.fill(third, { minutes: '60' }, ({ text }) => text.includes('This was not saved'));
    expect(gone.text).toContain('does not take place then any more');
  });

  test('whoever is mailed gets the changed one as an exception of the series', async () => {
    const [first, second] = [dayAhead(42), dayAhead(49)];
    await ada.plan(`judo on ${first.said} at 9:30 every week, 3 times, with guest@example.com`);
    const offer = await ada.say(`edit judo on ${second.said}`, (one) => labelsOf(one).includes('Open the form'));
    await ada.fill(await ada.open(offer, 'Open the form'), { minutes: '60' }, ({ text }) => text.includes('this once'));
    await stage.app.app.idle();
    const mail = smtp.mails.filter(({ to }) => to.includes('guest@example.com')).at(-1);
    expect(mail?.parsed.text).toContain('09:30–10:30');
    expect(mail?.parsed.text).toContain('09:30–10:00');
    const part = mail?.parsed.attachments.find(({ contentType }) => /calendar|ics/.test(contentType));
    const [series, one] = readCalendar(part?.content.toString() ?? '').events;
    expect(series?.isRecurring()).toBe(true);
    expect(one?.recurrenceId.toJSDate().toISOString().slice(0, 10)).toBe(second.iso);
    expect([one?.duration.toSeconds(), series?.duration.toSeconds()]).toEqual([3_600, 1_800]);
  });

  test('whoever is mailed reads that what was a series takes place once, and its calendar entry repeats no more', async () => {
    await ada.plan(`tennis on ${dayAhead(43).said} at 9:30 every week with guest@example.com`);
    const offer = await ada.say('edit the tennis series', (one) => labelsOf(one).includes('Open the form'));
    const asks = ({ text }: SeenMessage) => text.includes('All others of the series, which has no end, are cancelled.');
    const question = await ada.fill(await ada.open(offer, 'Open the form'), { repeats: 'once' }, asks);
    await ada.press(question, 'Only this once', ({ text }) => text.includes('takes place once now'));
    await stage.app.app.idle();
    const mail = smtp.mails.filter(({ to }) => to.includes('guest@example.com')).at(-1);
    expect(mail?.parsed.text).toContain(
      'It takes place once now, as below, and the others of the series are cancelled.',
    );
    const part = mail?.parsed.attachments.find(({ contentType }) => /calendar|ics/.test(contentType));
    const { events } = readCalendar(part?.content.toString() ?? '');
    expect(events.map((event) => event.isRecurring())).toEqual([false]);
  });
});
