import { beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('what is said of one meeting on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a refusal says of which meeting, whose it is, and what one can do instead', async () => {
    await ada.plan(`harbour walk on ${dayAhead(24).said} at 9:30 with`, [stage.driver.people.bob]);
    for (const line of ['cancel harbour walk', 'move harbour walk to 15:00', 'rename harbour walk to Stroll']) {
      const { text } = await bob.say(line);
      expect(text).toContain('“harbour walk” belongs to Ada');
      expect(text).toContain('To stay away from it, answer No.');
    }
  });
});
