import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenForm, type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isDraft = (message: SeenMessage) => labelsOf(message).includes('Schedule');

describe.each(everywhere)('who is filled in on %s', (_name, create) => {
  const stage = useStage(create);
  const host = () => stage.driver.people.ada;
  const ada = chatOf(stage, host);
  beforeAll(() => connectIn(stage, host()));

  const open = async (message: SeenMessage): Promise<SeenForm> => {
    const { form } = await stage.driver.press(host(), message, 'Edit');
    if (!form) throw new Error('no form was opened');
    return form;
  };
  const fill = (form: SeenForm, values: SeenForm['fields'], wanted: (message: SeenMessage) => boolean = isDraft) =>
    ada.next(async () => {
      const { body } = await stage.driver.fillIn(host(), form, { ...form.fields, ...values });
      // Whether anything was saved is said in the chat alone.
      expect(body).not.toContain('Saved');
    }, wanted);

  test('addresses are taken as mail programs copy them', async () => {
    const form = await open(await ada.say(`chess on ${dayAhead(30).said} at 10:00`, isDraft));
    const guests =
      '"Last, First" <first@example.com>; Doe, Jane <jane@example.com>; Third <third@example.com>\nfour@example.com';
    const draft = await fill(form, { guests }, ({ facts }) => facts.With?.includes('third') === true);
    expect(draft.facts.With).toBe('first@example.com, jane@example.com, third@example.com, and four@example.com');
    const wrong = await stage.driver.fillIn(host(), await open(draft), {
      ...form.fields,
      guests: 'Third <third@example>',
    });
    expect(wrong.errors).toEqual({ guests: expect.stringContaining('“third@example” is no email address') });
  });

  test('whoever was found by a bare name is ticked among the people here, and stays away once unticked', async () => {
    const { bob } = stage.driver.people;
    // In Teams, the bot sees those with whom it shares a team.
    await stage.answerTo(
      () => stage.driver.say(host(), 'channel', 'status'),
      ({ visibleTo }) => visibleTo === host().userId,
    );
    const named = await ada.say(`go on ${dayAhead(32).said} at 10:00 with Bob and guest@example.com`, isDraft);
    expect(named.facts.With).toMatch(/^Bob .*and guest@example\.com$/);
    const form = await open(named);
    expect(form.fields).toMatchObject({ people: bob.userId, guests: 'guest@example.com' });
    const kept = await fill(form, { minutes: '60' }, ({ facts }) => facts.When?.includes('10:00–11:00') === true);
    expect(kept.facts.With).toBe(named.facts.With);
    const without = await fill(await open(kept), { people: '' }, ({ facts }) => facts.With === 'guest@example.com');
    expect(isDraft(without)).toBe(true);
  });

  test('zones are chosen by the names that they have now, and a meeting that has an old one keeps it', async () => {
    const draft = await ada.say(`yoga on ${dayAhead(33).said} at 10:00 Asia/Calcutta with guest@example.com`, isDraft);
    const form = await open(draft);
    expect(form.fields.timeZone).toBe('Asia/Kolkata');
    const names = form.options?.timeZone ?? [];
    expect(names).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh', 'America/Nuuk']));
    expect(names.filter((name) => /Calcutta|Kiev|Saigon|Godthab|Katmandu/.test(name))).toEqual([]);
    const kept = await fill(form, { minutes: '60' }, ({ facts }) => facts.When?.includes('10:00–11:00') === true);
    expect(kept.facts.When).toContain('Kolkata time');
    const moved = await fill(
      await open(kept),
      { timeZone: 'Europe/Kyiv' },
      ({ facts }) => facts.When?.includes('Kyiv time') === true,
    );
    const card = await ada.press(moved, 'Schedule', ({ text }) => text.startsWith('Scheduled'));
    const planned = await open(card);
    expect(planned.fields.timeZone).toBe('Europe/Kyiv');
    const saved = await fill(planned, { title: 'Quiet yoga' }, ({ text }) => text.startsWith('Changed'));
    expect(saved.facts.When).toMatch(/10:00–11:00, Kyiv time/);
  });

  test('a form that is saved unchanged changes nothing, and says so; a new name is told with the old one', async () => {
    const { bob } = stage.driver.people;
    const his = chatOf(stage, () => bob);
    const draft = await ada.say(`kites on ${dayAhead(34).said} at 10:00 with`, isDraft, [bob]);
    const card = await ada.press(draft, 'Schedule', ({ text }) => text.includes('is scheduled'));
    const same = await fill(await open(card), {}, ({ text }) => text.includes('nothing to change'));
    expect(same.text).toContain('“kites” is like that already');
    const told = until(
      stage.driver,
      ({ visibleTo, text }) => visibleTo === bob.userId && text.includes('is now called'),
    );
    await fill(await open(same), { title: 'Kites 2' }, ({ text }) => text.startsWith('Changed'));
    expect((await told).text).toContain('has renamed a meeting: “kites” is now called “Kites 2”.');

    const line = `list ${dayAhead(34).said}`;
    const isList = ({ title }: SeenMessage) => title === 'Your meetings';
    const [own, guests] = [await ada.say(line, isList), await his.say(line, isList)];
    expect(JSON.stringify(own.raw)).toContain('Change one with');
    expect(JSON.stringify(guests.raw)).not.toContain('Change one with');
  });

  test('an address that the meeting service does not take is asked about as it is added', async () => {
    await ada.say(`darts on ${dayAhead(31).said} at 10:00 with guest@example.com`, isDraft);
    const asked = await ada.say('add ünï@exämple.com', ({ title }) => title === 'Who is that?');
    expect(asked.text).toContain('does not take “ünï@exämple.com” as an email address');
    expect(labelsOf(asked)).toContain('Leave out');
    const draft = await ada.say('uni@example.com', isDraft);
    expect(draft.facts.With).toBe('guest@example.com and uni@example.com');
    await ada.press(draft, 'Schedule', ({ text }) => text.startsWith('Scheduled'));
    const invited = await ada.say('invite ünï@exämple.com to darts', ({ text }) => text.includes('ünï@exämple.com'));
    expect(invited.text).toContain('does not take “ünï@exämple.com” as an email address');
  });
});
