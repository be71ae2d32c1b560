import { beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('small answers on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('what is the end of nothing is refused, and the draft stays', async () => {
    const draft = await ada.say(`checkers on ${dayAhead(28).said} at 9:30`, (one) =>
      labelsOf(one).includes('Schedule'),
    );
    const same = await ada.say('until yesterday', (one) => labelsOf(one).includes('Schedule'));
    expect(JSON.stringify(same.raw)).toContain('“until yesterday” is the end of something that repeats');
    expect(same.facts.When).toBe(draft.facts.When);
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('a message that is too long is not read, and the draft stays', async () => {
    const draft = await ada.say(`curling on ${dayAhead(28).said} at 9:30`, (one) => labelsOf(one).includes('Schedule'));
    const pasted = `make it 10:00. ${'Dear all, as I wrote before. '.repeat(140)}`;
    const told = await ada.say(pasted, ({ text }) => text.includes('characters'));
    expect(told.text).toContain('longer than the 4,000 characters that I read at once');
    const same = await ada.say('make it 45 min', (one) => labelsOf(one).includes('Schedule'));
    expect([same.title, same.facts.When?.slice(0, 30)]).toEqual([draft.title, draft.facts.When?.slice(0, 30)]);
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('an address that is none is named', async () => {
    const wrong = await ada.say('contacts add Wrong wrong@');
    expect(wrong.text).toContain('“wrong@” is not an email address');
  });

  test('“help” behind a command helps with it', async () => {
    for (const name of ['contacts', 'groups', 'remind', 'agenda', 'list', 'schedule']) {
      const helped = await ada.say(`${name} help`);
      const asked = await ada.say(`help ${name}`, ({ id }) => id !== helped.id);
      expect(helped.title).toContain(name);
      expect(helped.text).toBe(asked.text);
    }
  });

  test('an agenda cannot be had on single days, and it says so', async () => {
    for (const line of ['agenda monday', 'agenda mon tue 9:00'])
      expect((await ada.say(line)).text).toContain('every day or on weekdays, and not on single days');
    expect((await ada.say('agenda weekdays 8am')).text).toContain('on weekdays');
    expect((await ada.say('agenda later')).text).toContain('as a time of day');
    await ada.say('agenda off');
  });
});
