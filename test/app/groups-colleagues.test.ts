import { beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('groups and colleagues on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a colleague is no contact by being one, and the others of a group need not be named again', async () => {
    await stage.answerTo(
      () => stage.driver.say(stage.driver.people.bob, 'direct', 'help'),
      ({ visibleTo }) => visibleTo === stage.driver.people.bob.userId,
    );
    await ada.say('contacts add Zoe Zander zoe@example.com', ({ text }) => text.includes('Added'));
    const told = await ada.say('groups add Sailors: Zoe, bob');
    expect(told.text).toMatch(/Bob\S* .*is a colleague, but not among your contacts/);
    const made = await ada.press(told, 'Make it without bob', ({ text }) => text.includes('Made the group Sailors'));
    expect(made.text).toContain('Zoe');
    const put = await ada.say('groups put bob in Sailors');
    expect(put.text).toMatch(/is a colleague.*not put in Sailors/);
    expect((await ada.say('groups put nosuch in Sailors')).text).toContain(
      'Nobody in your contacts is called “nosuch”',
    );
  });
});
