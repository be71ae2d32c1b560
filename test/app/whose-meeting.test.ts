import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isMeeting = (name: string) => (message: SeenMessage) =>
  message.title?.toLowerCase() === name && labelsOf(message).includes('Join meeting');

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

  test('the card of one day of a series puts that day into a calendar', async () => {
    const [first, third] = [dayAhead(26), dayAhead(40)];
    await ada.plan(`rowing on ${first.said} at 9:30 every week, 4 times`);
    const short = (said: string) => said.replace(/ \d{4}$/u, '');
    const later = await ada.say(`show rowing on ${third.said}`, isMeeting('rowing'));
    const calendar = (message: SeenMessage) => JSON.stringify(message.raw);
    expect(calendar(later)).toContain(`${short(third.said)} only`);
    expect(calendar(later)).not.toContain(`${short(first.said)} only`);
    expect(calendar(await ada.say('show rowing', isMeeting('rowing')))).toContain(`${short(first.said)} only`);
  });
});
