import { beforeAll, describe, expect, test } from 'vitest';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('small answers on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('an address that is none is named', async () => {
    const wrong = await ada.say('contacts add Wrong wrong@');
    expect(wrong.text).toContain('“wrong@” is not an email address');
  });
});
