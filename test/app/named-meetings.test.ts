import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isMeeting = (name: string) => (message: SeenMessage) =>
  message.title?.toLowerCase() === name && labelsOf(message).includes('Join meeting');

describe.each(everywhere)('which meeting a line is about on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a title that is said whole is that of one meeting, however small its last word is', async () => {
    await ada.plan(`release phase one on ${dayAhead(20).said} at 9:30`);
    await ada.plan(`release phase two on ${dayAhead(21).said} at 9:30`);
    await ada.say('show release phase one', isMeeting('release phase one'));
    await ada.say('move release phase two to 11:00', (one) => one.facts.To?.includes('11:00') === true);
    await ada.say('never mind', ({ text }) => text.includes('“release phase two” stays'));
    await ada.say('show release phase', ({ title }) => title === 'Which one?');
  });

  test('a line that begins with a command by chance is read as a sentence, and the command is not denied', async () => {
    const removed = await ada.say('remove the old logo review tuesday 15:00');
    expect(removed.text).toContain('None of your meetings fits “the old logo review tuesday 15:00”');
    const draft = await ada.say(`join the dots workshop on ${dayAhead(23).said} at 15:00`, (one) =>
      labelsOf(one).includes('Schedule'),
    );
    expect(draft.facts.When).toContain('15:00');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    await ada.say('join 12', ({ text }) => text.includes('A PIN has'));
  });
});
