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

  test('an address that is none is named', async () => {
    const wrong = await ada.say('contacts add Wrong wrong@');
    expect(wrong.text).toContain('“wrong@” is not an email address');
  });
});
