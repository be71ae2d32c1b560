import { describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { invited, reminderStage } from '../support/reminders.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('what one person likes, on %s', (platform, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const prefix = { Slack: '/meet ', Teams: '', 'the playground': '/meet ' }[platform];
  /** What Ada is told, where nobody else sees it. */
  const told = (done: () => Promise<unknown>, wanted: (message: SeenMessage) => boolean = () => true) =>
    stage.answerTo(done, (message) => message.visibleTo === ada().userId && wanted(message));
  const say = (text: string, wanted?: (message: SeenMessage) => boolean) =>
    told(() => stage.driver.say(ada(), 'direct', text), wanted);
  const press = (message: SeenMessage, label: string) => told(() => stage.driver.press(ada(), message, label));
  const labels = ({ buttons }: SeenMessage) => buttons.map(({ label }) => label);

  test('reminders: shown, set by typing and by pressing, switched off and on', async () => {
    const card = await say('remind');
    expect(card.title).toBe('Your reminders');
    expect(card.facts).toEqual({ 'Before a meeting': '10 minutes', 'Quiet hours': 'None' });
    expect((await say('remind 5 and 30')).text).toContain('From now on I remind you 30 minutes and 5 minutes before');
    expect((await say('remind 1 hour before')).facts['Before a meeting']).toBe('1 hour');
    for (const [line, leads] of [
      ['1 hour before and 10 minutes before', '1 hour and 10 minutes'],
      ['me an hour before the meeting, and again 10 minutes before it', '1 hour and 10 minutes'],
      ['1 hour before, 10 minutes before and 5 before', '1 hour, 10 minutes, and 5 minutes'],
      ['1 hour and 10 minutes before', '1 hour 10 minutes'],
      ['10 min, 1 hour and 1 day before', '24 hours, 1 hour, and 10 minutes'],
    ] as const)
      expect((await say(`remind ${line}`)).facts['Before a meeting']).toBe(leads);
    await say('remind 1 hour before');
    const off = await press(await press(card, '5 minutes before'), 'Turn off');
    expect(off.text).toContain('Reminders are off');
    expect(labels(off)).toContain('Turn on');
    expect((await press(off, 'Turn on')).facts['Before a meeting']).toBe('10 minutes');
  });

  test('reminders: what is not understood is answered with what works', async () => {
    expect((await say('remind sometimes')).text).toBe(
      `I do not understand “sometimes” as a time before a meeting. Try ${prefix}remind 10, ${prefix}remind 5 and 30, ${prefix}remind 1 hour before or ${prefix}remind off.`,
    );
    expect((await say('remind 90 days')).text).toContain('at most 7 days before');
    expect((await say('remind 1, 2, 3, 4, 5 and 6')).text).toContain('More than 5 reminders');
    expect((await say('remind quiet at night')).text).toContain('I do not understand “at night” as two times of day');
    expect((await say('remind quiet')).text).toContain(`Try ${prefix}remind quiet 22:00-07:00`);
    expect((await say('remind quiet 8:00-8:00')).text).toContain('would be the whole day');
  });

  test('quiet hours need a time zone, and are no choice of one', async () => {
    await say('settings clock 24');
    const set = await say('remind quiet 10pm to 7am');
    expect(set.text).toMatch(/I do not remind you between 22:00 and 07:00, .+ time/);
    expect(set.facts['Quiet hours']).toBe('Between 22:00 and 07:00');
    expect((await say('settings')).facts['Time zone']).not.toContain('set by you');
    expect((await press(set, 'No quiet hours')).facts['Quiet hours']).toBe('None');
  });

  test('the agenda: what is left of today, and when it comes by itself; a time that may be two is asked for', async () => {
    expect((await say('agenda')).text).toMatch(/You have no meetings left on .+ I do not send you this by itself/);
    const { schedules } = reminderStage(stage.app.test, () => new Date());
    const startsAt = new Date(Date.now() + 60_000);
    const made = await reminderStage(stage.app.test, () => new Date()).plan(
      [invited(ada(), { isHost: true, name: 'Ada' })],
      { title: 'In a minute', host: ada(), hostName: 'Ada', startsAt, minutes: 1 },
    );
    await say('settings zone utc');
    // A minute before midnight, the day has nothing left.
    if (startsAt.getUTCDate() === new Date().getUTCDate())
      expect(
        JSON.stringify((await say('agenda', ({ title }) => title?.startsWith('Your meetings') === true)).facts),
      ).toContain('In a minute');
    // Its reminder says so, and is no answer to what comes next.
    await until(stage.driver, ({ text }) => text.includes('“In a minute” starts'));
    await schedules.cancel(made.meetingId, 0, crypto.randomUUID());
    await until(stage.driver, ({ title }) => title === 'Cancelled: In a minute');

    const question = await say('agenda weekdays 8');
    expect(question.text).toContain('Which one do you mean?');
    expect(labels(question)).toEqual(['08:00', '20:00']);
    expect((await press(question, '08:00')).text).toContain('on weekdays at 08:00, UTC');
    expect((await say('agenda 8:30')).text).toContain('every day at 08:30');
    const shown = await say('agenda', ({ buttons }) => buttons.length > 0);
    expect(labels(shown)).toEqual(['On weekdays at 08:30', 'Stop sending it']);
    expect((await press(shown, 'Stop sending it')).text).toContain('any more');
    expect((await say('agenda soonish')).text).toContain(`Try ${prefix}agenda 8:30`);
  });

  test('settings: each with where it comes from, changed by typing, with typos answered by what is near', async () => {
    const zone = await say('settings zone Berlin');
    expect(zone.facts['Time zone']).toMatch(/^Berlin time \(.+\) \(set by you\)$/);
    expect((await say('settings zone europe/lisbon')).facts['Time zone']).toContain('Lisbon time');
    expect((await say('settings zone Berln')).text).toContain(`Did you mean Berlin? Try ${prefix}settings zone Berlin`);
    expect((await say('settings zone US')).text).toContain('America/New_York');
    expect((await say('settings zone Atlantis')).text).toContain('Name a large city in it');
    expect((await say('settings clock 12')).facts.Times).toBe('3:00 PM (set by you)');
    expect((await say('settings clock 13')).text).toContain(`Try ${prefix}settings clock 24`);
    expect((await say('settings week sunday')).facts['Weeks begin on']).toBe('Sunday (set by you)');
    expect((await say('settings week someday')).text).toContain('I know no day of the week “someday”');
    expect((await say('settings colour red')).text).toContain('There is no setting “colour”');
    expect((await say('settings clock auto')).facts.Times).toContain('from your language');
  });

  test('settings: changed in a form, which takes only what it offers', async () => {
    const card = await say('settings');
    const { form } = await stage.driver.press(ada(), card, 'Change');
    if (!form) throw new Error('no form was opened');
    expect(form.title).toBe('Your settings');
    expect(form.fields).toMatchObject({ zone: 'Europe/Lisbon', clock: 'usual', week: '7' });
    const saved = await told(
      () => stage.driver.fillIn(ada(), form, { zone: 'Asia/Tokyo', clock: '24', week: '1', room: 'own' }),
      ({ title }) => title === 'Your settings',
    );
    expect(saved.facts['Time zone']).toContain('Tokyo time');
    expect(saved.facts['Weeks begin on']).toBe('Monday (set by you)');
    const again = await stage.driver.press(ada(), saved, 'Change');
    expect(again.form?.fields).toMatchObject({ zone: 'Asia/Tokyo', clock: '24', week: '1', room: 'own' });
    expect(saved.facts['Meetings you start']).toContain('in your own room (set by you)');
  });

  test('in a channel the answer is for the person alone', async () => {
    const answer = await told(() => stage.driver.say(ada(), 'channel', 'remind'));
    expect(answer.visibleTo).toBe(ada().userId);
  });
});
