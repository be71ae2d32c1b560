import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isGivenUp = ({ text }: SeenMessage) => text.includes('Nothing was scheduled');

describe.each(everywhere)('what is said while a draft is open, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('“it” is the draft, until a planned meeting is spoken of, and that one again once the draft is given up', async () => {
    const day = dayAhead(40).said;
    await ada.plan(`rowing on ${day} at 9:30`);
    await ada.say('show rowing', ({ title }) => title === 'rowing');
    await ada.say(`sailing on ${day} at 14:00`, isWhole);
    expect((await ada.say('move it to 15:00', isWhole)).facts.When).toContain('15:00–15:30');
    expect((await ada.say('change the time to 16:00', isWhole)).facts.When).toContain('16:00–16:30');
    expect((await ada.say('show it', isWhole)).title).toBe('sailing');
    expect((await ada.say('edit it', isWhole)).title).toBe('sailing');
    expect((await ada.say('make it longer')).text).toContain('different about “sailing”');
    expect((await ada.say('yes')).text).toContain('“sailing” is not scheduled yet');
    await ada.say('cancel it', isGivenUp);
    const question = await ada.say('move it to 10:00', (message) => labelsOf(message).includes('Move it'));
    expect(question.facts.From).toContain('09:30');
    await ada.say('never mind', ({ text }) => text.includes('“rowing” stays as it is'));

    await ada.say(`sailing on ${day} at 14:00`, isWhole);
    await ada.say('show rowing', ({ title }) => title === 'rowing');
    await ada.say('cancel it', ({ text }) => text.startsWith('Cancel “rowing”'));
    await ada.say('never mind', ({ text }) => text.includes('“rowing” stays as it is'));
    await ada.say('cancel', isGivenUp);
  });
});
