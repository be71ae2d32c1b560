import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { chatOf, dayAhead, formsOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isRefused = ({ text }: SeenMessage) => text.includes('this was not saved');
const vendorNames = /duration|auto_recording|participants:/;

describe.each(everywhere)('what the plan of a customer refuses of a form on %s', (_name, create) => {
  const stage = useStage(create);
  const who = () => stage.driver.people.ada;
  const ada = chatOf(stage, who);
  const { open, edit, fill } = formsOf(stage, who);
  beforeAll(async () => {
    const prompt = await ada.say('connect', (message) => labelsOf(message).includes('Sign in'));
    await signIn(stage.driver, who(), signInUrlOf(prompt), { email: 'dana@globex.example', password: 'meetwire-demo' });
    await until(stage.driver, ({ visibleTo, text }) => visibleTo === who().userId && text.startsWith('Connected'));
  });

  test('is said in words, changes nothing, and loses nothing that was typed', async () => {
    await ada.plan(`retro on ${dayAhead(30).said} at 10:00 with`, [stage.driver.people.bob]);
    const typed = { title: 'Long retro', minutes: '180', guests: 'ann@example.com' };
    const refused = await fill(await edit('retro'), typed, isRefused);
    expect(labelsOf(refused)).toEqual(['Open the form']);
    expect(refused.text).toMatch(/a meeting of this length: “the plan Meetings Basic allows 60 minutes”/);
    expect(refused.text).not.toMatch(vendorNames);
    const again = await open(refused);
    expect(again.fields).toMatchObject(typed);
    const saved = await fill(again, { minutes: '60' }, ({ text }) => text.startsWith('Changed: “Long retro”'));
    expect(saved.facts.When).toContain('10:00–11:00');
    expect(saved.facts['Not answered']).toContain('ann@example.com');
  });

  test('as well where it was asked about first', async () => {
    const day = dayAhead(31);
    await ada.plan(`dentist on ${day.said} at 9:00`);
    await ada.plan(`planning on ${day.said} at 10:00`);
    const values = { time: '09:15', title: 'Early planning' };
    const question = await fill(await edit('planning'), values, (one) => {
      return labelsOf(one).includes('Save it all the same');
    });
    const refused = await ada.press(question, 'Save it all the same', isRefused);
    expect(refused.text).toContain('your plan does not allow two at once');
    expect((await open(refused)).fields).toMatchObject(values);
  });

  test('and for a recording, of a draft and in words alike', async () => {
    await ada.plan(`lecture on ${dayAhead(32).said} at 10:00`);
    const refused = await ada.say('record the lecture', isRefused);
    expect(refused.text).toMatch(/a recording that starts by itself: “the plan Meetings Basic has no recording”/);
    expect((await open(refused)).fields).toMatchObject({ title: expect.stringMatching(/lecture/i), recording: true });
    const draft = await ada.say(`seminar on ${dayAhead(33).said} at 10:00, record it`, (one) => {
      return labelsOf(one).includes('Schedule');
    });
    const unmade = await ada.press(draft, 'Schedule', ({ text }) => text.includes('Nothing was made'));
    expect(unmade.text).toContain('a recording that starts by itself: “the plan Meetings Basic has no recording”');
    expect(unmade.text).not.toMatch(vendorNames);
  });
});
