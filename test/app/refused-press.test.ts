import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const asks = (message: SeenMessage) => labelsOf(message).includes('Cancel meeting');

describe.each(everywhere)('a press that is refused on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  /** What stands where it was pressed, once all is done. */
  async function afterwards({ id }: SeenMessage): Promise<SeenMessage | undefined> {
    await stage.app.app.idle();
    const all = await stage.driver.messages();
    expect(all.filter(({ text }) => text.startsWith('All right'))).toEqual([]);
    return all.findLast((message) => message.id === id);
  }

  test('is answered by the refusal alone, in place of what was pressed', async () => {
    await ada.plan(`tango on ${dayAhead(30).said} at 20:00`);
    const question = await ada.say('cancel tango', asks);
    await stage.app.test.database.pool.query('update meeting set host_id = $1', [stage.driver.people.bob.userId]);
    const refused = await ada.press(question, 'Cancel meeting', ({ text }) => text.includes('“tango” belongs to Ada'));
    expect(labelsOf(refused)).toEqual([]);
    expect((await afterwards(question))?.text).toContain('“tango” belongs to Ada');
  });

  test('so is one that comes too late', async () => {
    await ada.plan(`salsa on ${dayAhead(31).said} at 20:00`);
    const question = await ada.say('cancel salsa', asks);
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
    expect(await afterwards(question)).toMatchObject({ text: 'Answered below.', buttons: [] });
    await stage.driver.press(stage.driver.people.ada, question, 'Cancel meeting');
    expect((await afterwards(question))?.buttons).toEqual([]);
  });

  test('one that waits for a sign-in asks for that alone', async () => {
    const draft = await ada.say(`waltz on ${dayAhead(32).said} at 20:00`, (one) => labelsOf(one).includes('Schedule'));
    await stage.app.test.database.pool.query('update link set sealed_token = null');
    await ada.press(draft, 'Schedule', ({ title }) => title === 'Sign in to go on');
    expect((await afterwards(draft))?.title).toBe('Sign in to go on');
  });
});
