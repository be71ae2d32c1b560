import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, formsOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isDraft = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isChanged = ({ text }: SeenMessage) => text.startsWith('Changed');

describe.each(everywhere)('the end of a series on %s', (_name, create) => {
  const stage = useStage(create);
  const who = () => stage.driver.people.ada;
  const ada = chatOf(stage, who);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  const { open, edit, send, fill } = formsOf(stage, who);
  const repeats = (how: RegExp) => (message: SeenMessage) => isDraft(message) && how.test(message.facts.Repeats ?? '');
  beforeAll(() => connectIn(stage, who()));

  test('stays while a draft is said to take place more or less often, unless another one is said', async () => {
    const [day, last] = [dayAhead(30), dayAhead(72)];
    await ada.say(`kickoff on ${day.said} at 10:00 every two weeks, 6 times`, isDraft);
    await ada.say('make it weekly', repeats(/^every week on \w+, 6 times$/));
    await ada.say('make it weekly, 4 times', repeats(/^every week on \w+, 4 times$/));
    await ada.say(`until ${last.said}`, repeats(/^every week on \w+ until /));
    await ada.say('make it daily', repeats(/^every day until /));
    const asked = await ada.say(
      'make it biweekly',
      ({ buttons }) => buttons.length > 1 && /week/i.test(String(buttons[0]?.label)),
    );
    const [first = ''] = labelsOf(asked);
    await ada.press(asked, first, repeats(/^every .* until /));
    await ada.say('every week, forever', repeats(/^every week on \w+$/));
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('and of a planned one, so that nobody is told of a series without an end', async () => {
    await ada.plan(`kickoff on ${dayAhead(31).said} at 10:00 every week, 6 times, with`, [stage.driver.people.bob]);
    const told = bob.next(
      () => Promise.resolve(),
      ({ text }) => text.includes('has changed the whole series “kickoff”'),
    );
    const question = await ada.say('make kickoff every two weeks', ({ title }) => {
      return title === 'Cancel some of the series?';
    });
    expect(question.text).toMatch(/every 2 weeks on \w+, 6 times\. 3 of the 6/);
    const saved = await ada.press(question, 'Save and cancel those', isChanged);
    for (const { text } of [saved, await told]) expect(text).toMatch(/every 2 weeks on \w+, 6 times/);
  });

  test('is the last day in the form, which holds where another repetition is chosen, and can be taken away', async () => {
    const [day, last] = [dayAhead(32), dayAhead(53)];
    const draft = await ada.say(`rehearsal on ${day.said} at 10:00 every week, 4 times`, isDraft);
    const form = await open(draft, 'Edit');
    expect(form.fields.until).toBe(last.iso);
    const longer = await fill(form, { minutes: '60' }, ({ facts }) => facts.When?.includes('10:00–11:00') === true);
    expect(longer.facts.Repeats).toMatch(/, 4 times$/);
    const daily = await fill(await open(longer, 'Edit'), { repeats: 'daily' }, repeats(/^every day/));
    expect(daily.facts.Repeats).toBe(`every day until ${daily.facts.Repeats?.split(' until ')[1]}`);
    expect((await open(daily, 'Edit')).fields.until).toBe(last.iso);
    const made = await ada.press(daily, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(made.facts.Repeats).toContain('every day until');

    const planned = await edit('the rehearsal series');
    expect(planned.fields.until).toBe(last.iso);
    expect((await send(planned, { until: dayAhead(20).iso })).errors).toEqual({
      until: expect.stringContaining('before the first one'),
    });
    const endless = await fill(planned, { until: '' }, isChanged);
    expect(endless.text).toContain('every day.');
    const once = await fill(await edit('the rehearsal series'), { until: last.iso }, ({ title }) => {
      return title === 'End the series earlier?';
    });
    await ada.press(once, 'Save and cancel those', isChanged);
    const single = await send(await edit('the rehearsal series'), { repeats: 'once' });
    expect(single.errors).toBeUndefined();
  });
});
