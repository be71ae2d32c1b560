import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { readCalendar } from '../support/icalendar.ts';
import { createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { type Asked, json, startService } from '../support/service.ts';
import { startSmtp } from '../support/smtp.ts';
import { useStage } from '../support/stage.ts';

const noRoute = (_asked: Asked, response: ServerResponse) =>
  json(response, { message: 'no Route matched with those values' }, 404);

describe('a service that is slow, refuses, or does not offer something', async () => {
  const service = await startService();
  const stage = useStage(createWebDriver, { environment: service.environment });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  const changed = ({ text }: { readonly text: string }) => text.startsWith('Changed');
  const sql = async (text: string, values: unknown[] = []) =>
    (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];
  const ours = async (title: string) =>
    (
      await sql(
        'select s.*, m.service_meeting_id from schedule s join meeting m on m.id = s.meeting_id where title = $1',
        [title],
      )
    )[0];
  const toServiceTime = (at: unknown) => (at as Date).toISOString().slice(0, 19).replace('T', ' ');
  /** The route of one meeting at the service, which from now on keeps what it is told. */
  async function keeping(title: string) {
    const id = String((await ours(title))?.service_meeting_id);
    const route = `/meetings/${id}`;
    const kept = service.meetings.find(({ meeting_id: known }) => known === id) ?? {};
    const patch = ({ body }: Asked, response: ServerResponse) => {
      Object.assign(kept, body);
      json(response, { result: 1, meeting: kept });
    };
    service.on(`PATCH ${route}`, patch);
    return { route, kept, patch };
  }
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => service.close());

  test('of two changes at once the later one holds, here and at the service, though it is the first one there', async () => {
    await ada.plan(`harbour tour on ${dayAhead(40).said} at 10:00`);
    const { route, kept, patch } = await keeping('harbour tour');
    const question = await ada.say('move harbour tour to 11:00', (message) => labelsOf(message).includes('Move it'));
    const hanging = Promise.withResolvers<() => void>();
    service.on(`PATCH ${route}`, (asked, response) => {
      service.on(`PATCH ${route}`, patch);
      hanging.resolve(() => patch(asked, response));
    });
    const { ada: person } = stage.driver.people;
    await stage.driver.press(person, question, 'Move it');
    const release = await hanging.promise;
    await stage.driver.say(person, 'direct', 'move harbour tour to 12:00');
    const other = await until(stage.driver, ({ facts }) => facts.To?.includes('12:00') === true);
    await stage.driver.press(person, other, 'Move it');
    await until(stage.driver, (message) => changed(message) && message.text.includes('12:00'));
    release();
    await stage.app.app.idle();
    const { starts_at: starts, time_zone: zone } = (await ours('harbour tour')) ?? {};
    expect(
      new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: String(zone) }).format(starts as Date),
    ).toBe('12:00');
    expect(kept.start_time).toBe(toServiceTime(starts));
  });

  test('what the service refuses is not changed here either, nobody is told, and it can be done again', async () => {
    await ada.plan(`budget round on ${dayAhead(41).said} at 10:00 with`, [stage.driver.people.bob]);
    const { route, patch } = await keeping('budget round');
    const before = await ours('budget round');
    service.on(`PATCH ${route}`, (_asked, response) =>
      json(response, { result: 406, msg: 'It overlaps with another one' }),
    );
    const question = await ada.say('move budget round to 11:00', (message) => labelsOf(message).includes('Move it'));
    await ada.press(question, 'Move it', (message) => labelsOf(message).includes('Try again'));
    await stage.app.app.idle();
    const {
      cards_due_at: _,
      cards_shown_at: _shown,
      host_due_at: __,
      opens_at: ___,
      ...after
    } = (await ours('budget round')) ?? {};
    expect(before).toMatchObject(after);
    const news = () =>
      stage.driver
        .messages()
        .then((all) => all.filter(({ visibleTo, text }) => visibleTo === 'bob' && text.includes('has changed')));
    expect(await news()).toEqual([]);
    service.on(`PATCH ${route}`, patch);
    const again = await ada.say('move budget round to 11:30', (message) => labelsOf(message).includes('Move it'));
    await ada.press(again, 'Move it', changed);
    await stage.app.app.idle();
    expect(await news()).toHaveLength(1);
  });

  test('of several addresses the one is named that the service refuses by its place', async () => {
    const refuse = (place: number) => (_asked: Asked, response: ServerResponse) =>
      json(response, { result: 406, msg: 'Validation failed', desc: `emails.${place}: Invalid email address` });
    service.on('POST /meetings', refuse(1));
    const draft = await ada.say(
      `tax day on ${dayAhead(46).said} at 10:00 with ann@example.com, odd@example.com and eve@example.com`,
      (message) => labelsOf(message).includes('Schedule'),
    );
    const refused = await ada.press(draft, 'Schedule', ({ text }) => text.includes('Nothing was made'));
    expect(refused.text).toContain('does not take the address “odd@example.com”');
    expect(refused.text).not.toContain('emails.1');
    service.usual('POST /meetings');
    const without = await ada.say('without odd@example.com', (message) => labelsOf(message).includes('Schedule'));
    await ada.press(without, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));

    const { route, patch } = await keeping('tax day');
    service.on(`PATCH ${route}`, refuse(2));
    const told = await ada.say('invite zoe@example.com to tax day', ({ text }) => text.includes('zoe@example.com'));
    expect(told.text).toContain('does not take the address “zoe@example.com”, so nothing was changed');
    service.on(`PATCH ${route}`, patch);
    await ada.say('invite zoe@example.com to tax day', ({ text }) => text.includes('is invited to “tax day”'));
  });

  test('a cancellation holds though somebody answers on the channel’s card at the same moment', async () => {
    const { bob: guest, ada: person } = stage.driver.people;
    const draft = await stage.answerTo(
      () => stage.driver.say(person, 'channel', `schedule open house on ${dayAhead(42).said} at 10:00`),
      (message) => labelsOf(message).includes('Schedule'),
    );
    const card = await stage.answerTo(
      () => stage.driver.press(person, draft, 'Schedule'),
      ({ title, visibleTo, buttons }) => title === 'open house' && visibleTo === 'everyone' && buttons.length > 0,
    );
    const { route } = await keeping('open house');
    const asked = Promise.withResolvers<ServerResponse>();
    service.on(`DELETE ${route}`, (_asked, response) => asked.resolve(response));
    const question = await ada.say('cancel open house', (message) => labelsOf(message).includes('Cancel meeting'));
    await stage.driver.press(person, question, 'Cancel meeting');
    const hanging = await asked.promise;
    await stage.driver.press(guest, card, 'Yes');
    await until(stage.driver, ({ visibleTo, text }) => visibleTo === 'bob' && text.includes('open house'));
    json(hanging, { result: 1 });
    await stage.app.app.idle();
    expect(await ours('open house')).toMatchObject({ state: 'cancelled' });
  });

  test('a meeting that could not be cancelled at the service takes place', async () => {
    await ada.plan(`fire drill on ${dayAhead(43).said} at 10:00`);
    const { route } = await keeping('fire drill');
    service.on(`DELETE ${route}`, (_asked, response) => json(response, { result: 500, msg: 'Not now' }));
    const question = await ada.say('cancel fire drill', (message) => labelsOf(message).includes('Cancel meeting'));
    await ada.press(question, 'Cancel meeting', (message) => labelsOf(message).includes('Try again'));
    expect(await ours('fire drill')).toMatchObject({ state: 'scheduled', sequence: 0 });
    const shown = await ada.say('show fire drill', ({ title }) => title === 'fire drill');
    expect(labelsOf(shown)).toContain('Join meeting');
  });

  test('of one of a series, whom the service mails is not told, and the host knows it', async () => {
    const [first, second] = [dayAhead(45), dayAhead(52)];
    await ada.plan(`choir on ${first.said} at 9:30 every week, 5 times, with guest@example.com and`, [
      stage.driver.people.bob,
    ]);
    const question = await ada.say(`cancel the choir on ${second.said}`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    expect(question.text).toContain('1 of the 2 people who are invited is told');
    expect(question.text).toContain('only if all of it is cancelled');
    const told = await ada.press(question, 'Only this one', ({ text }) => text.includes('The others take place'));
    expect(told.text).toContain('No mail about it goes to guest@example.com: tell them yourself');
  });

  test('whoever has declined in chat is told of another time, and not of another title', async () => {
    const card = await ada.plan(`book club on ${dayAhead(46).said} at 10:00 with`, [stage.driver.people.bob]);
    await keeping('book club');
    const invitation = await until(
      stage.driver,
      ({ visibleTo, title }) => visibleTo === 'bob' && title === 'book club',
    );
    await bob.press(invitation, 'No', ({ text }) => text.includes('You are not coming'));
    const news = async () => {
      await stage.app.app.idle();
      const all = await stage.driver.messages();
      return all.filter(({ visibleTo, text }) => visibleTo === 'bob' && /has changed “(book club|poetry)/i.test(text));
    };
    // The card is made anew for the answer: a press is on the one that is there then.
    const answered = await until(
      stage.driver,
      (message) => message.id === card.id && message.facts['Not coming'] !== undefined,
    );
    const { form } = await stage.driver.press(stage.driver.people.ada, answered, 'Edit');
    if (!form) throw new Error('no form');
    await ada.next(
      () => stage.driver.fillIn(stage.driver.people.ada, form, { ...form.fields, title: 'poetry' }),
      changed,
    );
    expect(await news()).toEqual([]);
    const question = await ada.say('move poetry to 12:00', (message) => labelsOf(message).includes('Move it'));
    await ada.press(question, 'Move it', changed);
    expect(await news()).toHaveLength(1);
  });
});

describe('a service without meetings of their own', async () => {
  const service = await startService();
  const stage = useStage(createWebDriver, { environment: service.environment });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => service.close());

  test('where the room serves, the host hears that nobody is mailed, and what the service does not do', async () => {
    service.on('POST /meetings', noRoute);
    const card = await ada.plan(`field day on ${dayAhead(44).said} at 10:00 with guest@example.com, guests must knock`);
    expect(card.text).toContain('No mail can be sent from here, so guest@example.com does not know yet');
    expect(card.text).toContain('your permanent room serves');
    expect(card.facts.Options).toBeUndefined();
    const question = await ada.say('move field day to 11:00', (message) => labelsOf(message).includes('Move it'));
    const moved = await ada.press(question, 'Move it', ({ text }) => text.startsWith('Changed'));
    expect(moved.text).toContain('No mail about it goes to guest@example.com');
    expect(moved.text).toContain('Your meeting service takes no such changes');
    const cancel = await ada.say('cancel field day', (message) => labelsOf(message).includes('Cancel meeting'));
    expect(cancel.text).toContain('No mail about it goes to guest@example.com');
    const gone = await ada.press(cancel, 'Cancel meeting', ({ title }) => title?.startsWith('Cancelled') === true);
    expect(gone.text).toContain('stays open there');
  });
});

describe('a service that knows few time zones', async () => {
  const service = await startService();
  const stage = useStage(createWebDriver, { environment: service.environment });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => service.close());

  test('a series in a zone that the service does not know is made only once that was said', async () => {
    service.on('GET /timezones', (_asked, response) =>
      json(response, { result: 1, timezones: [{ timezone_id: 'z1', zone_name: 'Europe/Paris', gst_offset: 60 }] }),
    );
    const day = dayAhead(38);
    const draft = await ada.say(`star watch on ${day.said} at 10:00 every week`, (message) =>
      labelsOf(message).includes('Schedule'),
    );
    const warned = await ada.press(draft, 'Schedule', ({ text }) => text.includes('does not know'));
    expect(warned.text).toMatch(/^Your meeting service does not know Lisbon time .* counts this series in UTC/);
    expect(service.meetings).toEqual([]);
    await ada.press(warned, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(service.meetings).toHaveLength(1);
    // A single meeting is at the same moment in any zone.
    await ada.plan(`moon watch on ${day.said} at 12:00`);
  });
});

describe('several accounts', () => {
  const stage = useStage(createWebDriver);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const rooms = async (name: string) =>
    (await stage.app.test.database.pool.query('select room_id from sandbox.room where room_name = $1', [name])).rows;
  const connect = async (email: string) => {
    const prompt = await ada.say('connect', (message) => labelsOf(message).includes('Sign in'));
    await signIn(stage.driver, stage.driver.people.ada, signInUrlOf(prompt), { email, password: 'meetwire-demo' });
    await until(stage.driver, ({ title, text }) => title === 'Connected' && text.includes(email));
  };

  test('a meeting is cancelled by the account that planned it, and by no other', async () => {
    await connect('ada@acme.example');
    await ada.plan(`harvest on ${dayAhead(50).said} at 10:00`);
    await ada.plan(`regatta on ${dayAhead(51).said} at 10:00`);
    await connect('dana@globex.example');
    const first = await ada.say('cancel harvest', (message) => labelsOf(message).includes('Cancel meeting'));
    await ada.press(first, 'Cancel meeting', ({ title }) => title?.startsWith('Cancelled') === true);
    expect(await rooms('harvest')).toHaveLength(0);

    await ada.say('account remove ada@acme.example', ({ text }) => text.includes('ada@acme.example'));
    const second = await ada.say('cancel regatta', (message) => labelsOf(message).includes('Cancel meeting'));
    const told = await ada.press(second, 'Cancel meeting', ({ text }) => text.startsWith('You are not connected'));
    expect(told.text).toContain('You are not connected to the account that planned this meeting');
    expect(await rooms('regatta')).toHaveLength(1);
    await connect('ada@acme.example');
    const third = await ada.say('cancel regatta', (message) => labelsOf(message).includes('Cancel meeting'));
    await ada.press(third, 'Cancel meeting', ({ title }) => title?.startsWith('Cancelled') === true);
    expect(await rooms('regatta')).toHaveLength(0);
  });
});

describe('mails of ours', async () => {
  const smtp = await startSmtp();
  const stage = useStage(createWebDriver, {
    environment: { SMTP_URL: smtp.url, MAIL_FROM: 'Meetwire <meet@example.com>' },
  });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const sql = async (text: string) =>
    (await stage.app.test.database.pool.query(text)).rows as Record<string, unknown>[];
  const mailsTo = async (address: string) => {
    await stage.app.app.idle();
    return smtp.mails.filter(({ to }) => to.includes(address));
  };
  const calendarOf = (mail: Awaited<ReturnType<typeof mailsTo>>[number] | undefined) =>
    readCalendar(
      mail?.parsed.attachments.find(({ contentType }) => /calendar|ics/.test(contentType))?.content.toString() ?? '',
    );
  beforeAll(() => connectIn(stage, stage.driver.people.ada));
  afterAll(() => smtp.close());

  test('somebody who has declined by mail is mailed of what becomes of it, one of a series included', async () => {
    const [first, second] = [dayAhead(30), dayAhead(37)];
    await ada.plan(`yoga on ${first.said} at 9:30 every week, 5 times, with no@example.com`);
    const [invitation] = await mailsTo('no@example.com');
    const link = /https?:\/\/\S+\/rsvp\/[\w.-]+/.exec(invitation?.parsed.text ?? '')?.[0] ?? '';
    const browser = createBrowser();
    const page = await browser.get(link);
    await browser.post(link, { form_token: formToken(page), answer: 'no' });
    const question = await ada.say(`cancel yoga on ${second.said}`, (message) =>
      labelsOf(message).includes('Only this one'),
    );
    await ada.press(question, 'Only this one', ({ text }) => text.includes('The others take place'));
    const mails = await mailsTo('no@example.com');
    expect(mails).toHaveLength(2);
    expect(calendarOf(mails[1]).line('method')).toBe('CANCEL');
    const cancel = await ada.say('cancel yoga', (message) => labelsOf(message).includes('The whole series'));
    await ada.press(cancel, 'The whole series', ({ title }) => title?.startsWith('Cancelled') === true);
    expect(await mailsTo('no@example.com')).toHaveLength(3);
  });

  test('a mail server that is away is waited for; what is given up at last is told to the host', async () => {
    smtp.be({ at: 'from', code: 451, text: 'closed for the night' });
    await ada.plan(`night shift on ${dayAhead(31).said} at 10:00 with late@example.com and never@example.com`);
    await stage.app.app.idle();
    const pending = () =>
      sql(`select id, due_at, body ->> 'name' as name from effect where state = 'pending' and body ->> 'do' = 'mail'`);
    expect(await pending()).toHaveLength(2);
    // The twentieth time is hours later: it is still tried, half an hour after the one before.
    await sql(`update effect set attempts = 20, due_at = now() where state = 'pending' and body ->> 'do' = 'mail'`);
    const isFar = async () => {
      await stage.app.app.idle();
      const rows = await pending();
      return rows.length === 2 && rows.every(({ due_at: due }) => (due as Date).getTime() > Date.now() + 25 * 60_000);
    };
    await expect.poll(isFar, { timeout: 10_000 }).toBe(true);
    await sql(
      `update effect set attempts = 100, due_at = now() where state = 'pending' and body ->> 'name' = 'never@example.com'`,
    );
    const told = await until(stage.driver, ({ text }) => text.includes('could not send the mail to never@example.com'));
    expect(told.visibleTo).toBe('ada');
    smtp.be('well');
    await sql(`update effect set due_at = now() where state = 'pending' and body ->> 'name' = 'late@example.com'`);
    await expect.poll(async () => (await mailsTo('late@example.com')).length, { timeout: 10_000 }).toBe(1);
  });

  test('a crash before the end of an invocation is noted sends no mail twice', async () => {
    const draft = await ada.say(
      `stand-up on ${dayAhead(32).said} at 10:00 with one@example.com and two@example.com`,
      (message) => labelsOf(message).includes('Schedule'),
    );
    await stage.app.app.idle();
    await sql(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'gone'; end $$`);
    await sql(
      `create trigger fails before update on invocation for each row when (new.state = 'done') execute function fails()`,
    );
    await stage.driver.press(stage.driver.people.ada, draft, 'Schedule');
    await stage.app.app.idle();
    await sql('drop trigger fails on invocation');
    await sql(`update invocation set lease_until = now() where state in ('running', 'decided')`);
    const isDone = async () =>
      (await sql(`select id from invocation where state in ('running', 'decided')`)).length === 0;
    await expect.poll(isDone, { timeout: 10_000 }).toBe(true);
    for (const address of ['one@example.com', 'two@example.com']) expect(await mailsTo(address)).toHaveLength(1);
  });
});
