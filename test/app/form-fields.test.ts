import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, formsOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isDraft = (message: SeenMessage) => labelsOf(message).includes('Schedule');

describe.each(everywhere)('what is filled in for a meeting on %s', (name, create) => {
  const stage = useStage(create);
  const who = () => stage.driver.people.ada;
  const ada = chatOf(stage, who);
  const { open, send } = formsOf(stage, who);
  beforeAll(() => connectIn(stage, who()));

  test('a time that has passed on one’s own clock is said at its field', async () => {
    const past = { title: 'Too late', date: dayAhead(-2).iso, time: '10:00', timeZone: 'own' };
    const typed = await stage.driver.say(who(), 'direct', 'schedule');
    const offers = (message: SeenMessage) => labelsOf(message).includes('Open the form');
    const { errors } = await send(typed.form ?? (await open(await until(stage.driver, offers), 'Open the form')), past);
    expect(errors).toEqual({ time: expect.stringContaining('has passed') });
    const draft = await ada.say(`chess on ${dayAhead(30).said} at 10:00`, isDraft);
    expect((await send(await open(draft, 'Edit'), past)).errors).toEqual(errors);

    // Where the command itself opens the form, nobody could be asked for the zone: what has passed everywhere has passed, and
    // once a zone was set, that is known.
    const { form: unzoned } = await stage.driver.say(who(), 'channel', 'schedule');
    if (unzoned) expect((await send(unzoned, past)).errors).toEqual(errors);
    await ada.say('settings zone Lisbon', ({ text }) => text.includes('Lisbon'));
    const { form } = await stage.driver.say(who(), 'channel', 'schedule');
    if (name === 'Slack') expect(form).toBeDefined();
    if (form) expect((await send(form, past)).errors).toEqual(errors);
  });

  test('somebody who is written twice is one person', async () => {
    const draft = await ada.say(`go on ${dayAhead(31).said} at 10:00`, isDraft);
    const guests = 'zoe@example.com, ZOE@example.com, ann@example.com';
    const changed = await ada.next(
      async () => send(await open(draft, 'Edit'), { guests }),
      (message) => isDraft(message) && message.facts.With !== undefined,
    );
    expect(changed.facts.With).toBe('zoe@example.com and ann@example.com');
    expect((await open(changed, 'Edit')).fields.guests).toBe('zoe@example.com, ann@example.com');
  });
});
