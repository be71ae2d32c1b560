import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../src/core/invocation.ts';
import { dayAndTime, zoneWords } from '../../src/core/when/wording.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { readCalendar } from '../support/icalendar.ts';
import { connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

/** What stands there for a client to put its own time in place of, or what is read where it cannot. */
const ownTimeOn: Readonly<Record<Platform, (from: string, until: string) => string>> = {
  slack: (from, until) => `${dayAndClock(from)} UTC–${dayAndClock(until).slice(11)} UTC`,
  teams: (from, until) => `{{DATE(${from}, LONG)}}, {{TIME(${from})}}–{{TIME(${until})}}`,
  web: (from, until) => `${dayAndClock(from)}–${dayAndClock(until).slice(11)} UTC`,
};
const dayAndClock = (moment: string) => moment.slice(0, 16).replace('T', ' ');

describe.each(everywhere)('scheduling on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const say = (text: string, mentioned: readonly ReturnType<typeof bob>[] = [], who = ada()) =>
    stage.driver.say(who, 'direct', text, mentioned);
  /** What Ada sees next in her direct chat. */
  const next = (
    done: () => Promise<unknown>,
    wanted: (message: SeenMessage) => boolean = () => true,
    replaces: readonly SeenMessage[] = [],
  ) => stage.answerTo(done, (message) => message.visibleTo === ada().userId && wanted(message), replaces);
  const press = (message: SeenMessage, label: string, wanted?: (message: SeenMessage) => boolean) =>
    next(() => stage.driver.press(ada(), message, label), wanted, [message]);

  beforeAll(async () => {
    for (const who of [ada(), bob()]) await connectIn(stage, who);
  });

  test('a sentence shows what was understood, one press makes the meeting, and everybody who is invited hears of it', async () => {
    const day = dayAhead(40);
    const draft = await next(
      () => say(`design review on ${day.said} at 15:00 for 45 min every week with guest@example.com and`, [bob()]),
      ({ facts }) => facts.When !== undefined,
    );
    expect(draft.title?.toLowerCase()).toBe('design review');
    expect(draft.facts.When).toContain(day.said);
    expect(draft.facts.When).toMatch(/15:00–15:45.*Lisbon time/);
    expect(draft.facts.Repeats).toContain('every week');
    expect(draft.facts.With).toContain('Bob');
    expect(draft.facts.With).toContain('guest@example.com');
    expect(labelsOf(draft)).toEqual(['Schedule', 'Edit', 'Cancel']);
    expect(draft.text).toContain('Nothing is scheduled');

    const invitation = stage.answerTo(
      () => Promise.resolve(),
      ({ visibleTo, title }) => visibleTo === bob().userId && title?.toLowerCase() === 'design review',
    );
    const made = await press(draft, 'Schedule', ({ buttons }) => buttons.some(({ label }) => label === 'Join meeting'));
    expect(made.facts['Not answered']).toContain('Bob');
    const seen = await invitation;
    expect(labelsOf(seen)).toEqual(['Join meeting', 'Yes', 'Maybe', 'No']);
    expect(seen.facts.Host).toBe('Ada Almeida');
    const page = await fetch(seen.buttons[0]?.url ?? '');
    expect(await page.text()).toMatch(/design review/i);

    await stage.answerTo(
      () => stage.driver.press(bob(), seen, 'Yes'),
      ({ visibleTo, text, raw }) =>
        visibleTo === bob().userId && `${text}${JSON.stringify(raw)}`.includes('You are coming'),
    );
    const list = await next(
      () => say(`list ${day.said}`),
      ({ title }) => title === 'Your meetings',
    );
    expect(Object.values(list.facts).join()).toMatch(/design review.*repeats/i);
  });

  test('what is missing and what is ambiguous is asked, one question at a time, by button or by typing', async () => {
    const day = dayAhead(41);
    const question = await next(
      () => say(`lunch on ${day.said} at 7`),
      ({ buttons }) => buttons.length === 3,
    );
    expect(labelsOf(question)).toEqual([expect.stringMatching(/7|07/), expect.stringMatching(/7|19/), 'Cancel']);
    const draft = await press(
      question,
      labelsOf(question)[1] ?? '',
      ({ facts }) => facts.When?.includes('19:00') === true,
    );
    expect(labelsOf(draft)).toContain('Schedule');
    const changed = await next(
      () => say('make it 20:15 for an hour'),
      ({ facts }) => facts.When?.includes('20:15') === true,
    );
    expect(changed.facts.When).toContain('20:15–21:15');
    const dropped = await next(
      () => say('cancel'),
      ({ text }) => text.includes('Nothing was scheduled'),
    );
    expect(dropped.text).toContain('forgotten');
  });

  test('a name that nobody can tell from what is said around it is asked, and pressed', async () => {
    const day = dayAhead(43);
    const question = await next(
      () => say(`kiln repair on ${day.said} at 15:00, laptops and snacks`),
      ({ buttons }) => buttons.length === 4,
    );
    expect(labelsOf(question)).toEqual([
      'kiln repair',
      'laptops and snacks',
      'kiln repair laptops and snacks',
      'Cancel',
    ]);
    const draft = await press(question, 'kiln repair', ({ facts }) => facts.When !== undefined);
    expect(draft.title).toBe('kiln repair');
    await next(
      () => say('cancel'),
      ({ text }) => text.includes('Nothing was scheduled'),
    );
  });

  test('a meeting is moved and cancelled by sentences, after a question, and its guests are told', async () => {
    const day = dayAhead(42);
    const draft = await next(
      () => say(`roadmap talk on ${day.said} at 10:00 with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const made = await press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const question = await next(
      () => say('move it to 11'),
      (message) => labelsOf(message).includes('Move it'),
    );
    expect(question.facts.To).toContain('11:00–11:30');
    const told = stage.answerTo(
      () => Promise.resolve(),
      ({ visibleTo, text }) => visibleTo === bob().userId && /changed .roadmap talk/i.test(text),
    );
    const changed = await next(
      () => say('change roadmap talk to 11:00'),
      (message) => labelsOf(message).includes('Move it'),
    );
    expect(changed.facts).toEqual(question.facts);
    const moved = await press(changed, 'Move it', ({ facts }) => facts.When?.includes('11:00') === true);
    expect(moved.text).toMatch(/changed/i);
    expect((await told).text).toContain('11:00');
    const card = (await stage.driver.messages()).find(({ id }) => id === made.id);
    expect(card?.facts.When).toContain('11:00');

    const longer = await next(
      () => say('extend roadmap talk by half an hour'),
      (message) => labelsOf(message).includes('Change it'),
    );
    expect(longer.title).toBe('Change how long it takes?');
    expect(longer.facts.To).toContain('11:00–12:00');
    for (const words of ['call off roadmap talk', 'remove roadmap talk'])
      await next(
        () => say(words),
        (message) => labelsOf(message).includes('Cancel meeting'),
      );
    const cancel = await next(
      () => say('cancel the roadmap talk'),
      (message) => labelsOf(message).includes('Cancel meeting'),
    );
    expect(cancel.text).toContain('The one person who is invited is told.');
    const gone = stage.answerTo(
      () => Promise.resolve(),
      ({ visibleTo, text }) => visibleTo === bob().userId && /cancelled .roadmap talk/i.test(text),
    );
    await press(cancel, 'Cancel meeting', ({ title }) => title?.startsWith('Cancelled') === true);
    await gone;
    // Mails and calendars have its link still: nobody is asked for a name to go in by.
    const link = made.buttons[0]?.url ?? '';
    const body = new URLSearchParams({ name: 'Grace' });
    const headers = { origin: new URL(link).origin };
    for (const page of [await fetch(link), await fetch(`${link}/guest`, { method: 'POST', body, headers })]) {
      expect(page.status).toBe(410);
      expect(await page.text()).toMatch(/This meeting is cancelled[\s\S]*“roadmap talk”, with Ada Almeida as host/i);
    }
    const shown = await next(() => say('show roadmap talk'));
    expect(shown.text).toContain('None of your meetings fits');
  });

  test('a card that is shown again follows answers and changes, as the first one does', async () => {
    const { driver } = stage;
    const day = dayAhead(45);
    const draft = await next(
      () => say(`harbour walk on ${day.said} at 10:00 with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const first = await press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const isIt = ({ title }: SeenMessage) => title === 'harbour walk';
    const shown = await next(() => say('show harbour walk'), isIt, []);
    const elsewhere = await next(() => driver.say(ada(), 'channel', 'show harbour walk'), isIt, []);
    expect(labelsOf(shown)).toEqual(labelsOf(first));
    const invitation = await until(driver, (message) => message.visibleTo === bob().userId && isIt(message));
    await driver.press(bob(), invitation, 'Yes');
    const follows = (card: SeenMessage, wanted: (message: SeenMessage) => boolean) =>
      until(driver, (message) => message.id === card.id && wanted(message));
    const bobComes = ({ facts }: SeenMessage) => facts.Coming?.includes('Bob') === true;
    for (const card of [first, shown]) expect((await follows(card, bobComes)).facts['Not answered']).toBeUndefined();
    // Slack lets nobody reach a private message in a channel: the card says so, and is looked at again by a press.
    const isOutOfReach = driver.platform === 'slack';
    expect(labelsOf(elsewhere).includes('Refresh')).toBe(isOutOfReach);
    expect(`${elsewhere.text}${JSON.stringify(elsewhere.raw)}`.includes('does not follow')).toBe(isOutOfReach);
    const followed = isOutOfReach ? await press(elsewhere, 'Refresh', bobComes) : await follows(elsewhere, bobComes);
    expect(followed.id).toBe(elsewhere.id);
    const question = await next(
      () => say('move harbour walk to 11'),
      (message) => labelsOf(message).includes('Move it'),
    );
    await press(question, 'Move it', ({ facts }) => facts.When?.includes('11:00') === true);
    for (const card of [first, shown]) await follows(card, ({ facts }) => facts.When?.includes('11:00') === true);
  });

  test('the card that answers a change follows answers as well, and says so where it cannot', async () => {
    const { driver } = stage;
    const draft = await next(
      () => say(`pier walk on ${dayAhead(49).said} at 10:00 with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    await press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const move = async (where: 'direct' | 'channel', text: string) => {
      const asks = (message: SeenMessage) => labelsOf(message).includes('Move it');
      const question = await next(() => driver.say(ada(), where, text), asks);
      return press(question, 'Move it', (message) => message.text.startsWith('Changed'));
    };
    const changed = await move('direct', 'move pier walk to 11');
    expect(changed.facts['Not answered']).toContain('Bob');
    const elsewhere = await move('channel', 'move pier walk to 12:00');
    await stage.app.app.idle();
    const isIt = ({ visibleTo, title }: SeenMessage) => visibleTo === bob().userId && title === 'pier walk';
    await driver.press(bob(), await until(driver, isIt), 'Maybe');
    const mayCome = ({ facts }: SeenMessage) => facts.Maybe?.includes('Bob') === true;
    const follows = (card: SeenMessage) => until(driver, (message) => message.id === card.id && mayCome(message));
    const first = await follows(changed);
    expect(first.facts.When).toContain('12:00');
    // What it said of a change is on it as long as that is the newest one.
    expect(first.text).not.toContain('Changed');
    const isOutOfReach = driver.platform === 'slack';
    expect(labelsOf(elsewhere).includes('Refresh')).toBe(isOutOfReach);
    if (isOutOfReach) await press(elsewhere, 'Refresh', mayCome);
    else expect((await follows(elsewhere)).text).toMatch(/^Changed: .* 12:00–12:30/);
  });

  test('in another zone, each card has the own time of whoever reads it as well, the host’s too, with its day and its end', async () => {
    const day = dayAhead(46);
    const draft = await next(
      () => say(`ferry talk on ${day.said} at 15:20 Berlin time for 50 min with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    expect(draft.facts['Your time']).toMatch(/^\w+day .+, \d\d:\d\d–\d\d:\d\d$/);
    const first = await press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(first.facts.When).toMatch(/15:20–16:10, Berlin time/);
    const isIt = ({ title }: SeenMessage) => title === 'ferry talk';
    const shown = await next(() => say('show ferry talk'), isIt, []);
    const bobs = await until(stage.driver, (message) => message.visibleTo === bob().userId && isIt(message));
    const moment = (clock: string) =>
      Temporal.PlainDateTime.from(`${day.iso}T${clock}`).toZonedDateTime('Europe/Berlin').toInstant().toString();
    const wanted = ownTimeOn[stage.driver.platform](moment('15:20'), moment('16:10'));
    for (const { facts } of [first, shown, bobs]) expect(facts['Your time']).toBe(wanted);
    // What is asked about it says as well what was typed, which is by the own clock.
    const move = await next(
      () => say('move ferry talk to 17:00'),
      (message) => labelsOf(message).includes('Move it'),
    );
    expect(move.facts.From).toMatch(/15:20–16:10, Berlin time .*\(\d\d:\d\d for you\)$/);
    expect(move.facts.To).toMatch(/Berlin time .*\(17:00 for you\)$/);
    const cancel = await next(
      () => say('cancel ferry talk'),
      (message) => labelsOf(message).includes('Cancel meeting'),
    );
    expect(cancel.text).toMatch(/15:20–16:10, Berlin time .*\(\d\d:\d\d for you\)/);
    await press(cancel, 'Keep it', ({ text }) => text.includes('stays as it is'));
    const here = await next(
      () => say(`tea talk on ${day.said} at 11:00`),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const made = await press(here, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(made.facts['Your time']).toBeUndefined();
  });

  test('the card of a series says which one Outlook takes, and has a file with all of it that is its reader’s own', async () => {
    const day = dayAhead(47);
    const draft = await next(
      () => say(`gallery tour on ${day.said} at 10:00 every week, 3 times, with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const first = await press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const bobs = await until(
      stage.driver,
      ({ visibleTo, title }) => visibleTo === bob().userId && title === 'gallery tour',
    );
    const only = `${day.said.replace(/ \d{4}$/, '')} only`;
    const fileOf = ({ raw }: SeenMessage) =>
      /https?:[^\s"\\]+\/calendar\/meeting\/[^\s"\\]+\.ics/.exec(JSON.stringify(raw))?.[0] ?? '';
    for (const card of [first, bobs]) {
      expect(card.facts['Add to calendar']).toBe(
        `Google · Outlook (work), ${only} · Outlook.com, ${only} · the whole series (.ics)`,
      );
      const file = await (await fetch(fileOf(card))).text();
      expect(readCalendar(file).components.map((event) => String(event.getFirstPropertyValue('rrule')))).toEqual([
        expect.stringContaining('COUNT=3'),
      ]);
    }
    expect(fileOf(bobs)).not.toBe(fileOf(first));
  });

  test('the form is the other way, shows errors at the field, and leads to the same card', async () => {
    const day = dayAhead(43);
    const offered = await stage.driver.say(ada(), 'direct', 'schedule');
    const form =
      offered.form ??
      (await (async () => {
        const card = await until(stage.driver, (message) => labelsOf(message).includes('Open the form'));
        return (await stage.driver.press(ada(), card, 'Open the form')).form;
      })());
    if (!form) throw new Error('no form was opened');
    const values = { ...form.fields, title: 'Budget', date: day.iso, time: '16:00', minutes: '60', guests: 'nobody@' };
    const refused = await stage.driver.fillIn(ada(), form, values);
    expect(refused.errors).toEqual({ guests: expect.stringContaining('nobody@') });
    const draft = await next(
      () => stage.driver.fillIn(ada(), form, { ...values, guests: 'ann@example.com' }),
      (message) => labelsOf(message).includes('Schedule'),
    );
    expect(draft.title).toBe('Budget');
    expect(draft.facts.When).toContain('16:00–17:00');
    expect(draft.facts.With).toContain('ann@example.com');
  });

  test('bad input keeps the rest of what was said, and a good answer goes on', async () => {
    const question = await next(
      () => say('retro on 31 February at 15:00 for 45 min with guest@example.com'),
      (message) => labelsOf(message).includes('Cancel'),
    );
    expect(question.facts.With).toContain('guest@example.com');
    const draft = await next(
      () => say(`on ${dayAhead(44).said}`),
      (message) => labelsOf(message).includes('Schedule'),
    );
    expect(draft.facts.When).toContain('15:00–15:45');
    expect(draft.title?.toLowerCase()).toBe('retro');
  });

  test('whoever has set a zone and a clock reads their own time by these, in an invitation, in a notice and in answers', async () => {
    const { driver } = stage;
    const day = dayAhead(48);
    const bobs = (done: () => Promise<unknown>, wanted: (message: SeenMessage) => boolean) =>
      stage.answerTo(done, (message) => message.visibleTo === bob().userId && wanted(message), []);
    for (const words of ['settings zone Tokyo', 'settings clock 12'])
      await bobs(
        () => say(words, [], bob()),
        ({ title }) => title === 'Your settings',
      );
    const isIt = ({ title }: SeenMessage) => title === 'clock test';
    const draft = await next(
      () => say(`clock test on ${day.said} at 15:00 Berlin time with`, [bob()]),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const invitation = await bobs(() => driver.press(ada(), draft, 'Schedule'), isIt);
    // Slack says of Bob that he writes as in the United States.
    const locale = driver.platform === 'slack' ? 'en-US' : 'en-GB';
    // Berlin is eight hours behind Tokyo in winter, and seven in summer.
    const own = (clock: string) => {
      const begins = Temporal.PlainDateTime.from(`${day.iso}T${clock}`).toZonedDateTime('Europe/Berlin');
      return dayAndTime(begins.withTimeZone('Asia/Tokyo'), 30, { locale, hour12: true });
    };
    expect(own('15:00')).toMatch(/1[01]:00–1[01]:30\s*pm$/i);
    expect(invitation.facts['Your time']).toBe(own('15:00'));
    // The zone is the one that was named; the clock and the language are the reader's all the same.
    const there = (clock: string) => {
      const begins = Temporal.PlainDateTime.from(`${day.iso}T${clock}`).toZonedDateTime('Europe/Berlin');
      return `${dayAndTime(begins, 30, { locale, hour12: true })}, ${zoneWords('Europe/Berlin', begins, locale)}`;
    };
    expect(there('15:00')).toMatch(/3:00–3:30\s*pm, Berlin time/i);
    expect(invitation.facts.When).toBe(there('15:00'));
    const shown = await bobs(() => say('show clock test', [], bob()), isIt);
    expect(shown.facts['Your time']).toBe(own('15:00'));
    const question = await next(
      () => say('move clock test to 17:00 Berlin time'),
      (message) => labelsOf(message).includes('Move it'),
    );
    const told = await bobs(
      () => driver.press(ada(), question, 'Move it'),
      ({ text }) => text.includes('has changed “clock test”'),
    );
    expect(told.text).toContain(`In your time: ${own('17:00')}.`);
    for (const { id } of [invitation, shown])
      await until(
        driver,
        (message) =>
          message.id === id && message.facts['Your time'] === own('17:00') && message.facts.When === there('17:00'),
      );
  });
});
