import { describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';

describe.each([
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('%s', (name, create) => {
  const stage = useStage(create);

  const { answerTo } = stage;

  async function connectAsAdministrator(who: Identity): Promise<void> {
    const prompt = await answerTo(
      () => stage.driver.say(who, 'direct', 'connect'),
      ({ title }) => title === 'Connect your account',
    );
    await signIn(stage.driver, who, signInUrlOf(prompt), { email: 'admin@acme.example', password: 'meetwire-demo' });
    await stage.app.app.idle();
  }

  const setUp = (who: Identity) => () => stage.driver.say(who, 'direct', 'admin setup');

  test('an administrator of the workspace and of the customer sets it up, by a form of the platform', async () => {
    const { ada } = stage.driver.people;
    await connectAsAdministrator(ada);
    const card = await answerTo(setUp(ada), ({ title }) => title === 'This workspace');
    expect(card.visibleTo).toBe(ada.userId);
    const { form } = await stage.driver.press(ada, card, 'Set up');
    if (!form) throw new Error('no form was opened');
    expect(form.title).toBe('Set up this workspace');
    const { rows } = await stage.app.test.database.pool.query(
      "select customer_id from account where role = 'customer'",
    );
    const values = { customer: rows[0]?.customer_id as string, mode: 'stay_signed_in' };
    await answerTo(
      () => stage.driver.fillIn(ada, form, values),
      ({ text }) => text.includes('Saved: this workspace is bound to acme.example'),
    );
    const bound = await stage.app.test.database.pool.query('select token_mode from workspace');
    expect(bound.rows).toEqual([{ token_mode: 'stay_signed_in' }]);
  });

  test('the chat’s own administrators are asked for where the platform knows them', async () => {
    const { bob } = stage.driver.people;
    if (name === 'Slack') {
      await answerTo(setUp(bob), ({ text }) => text.includes('only its administrators set up this workspace'));
      await connectAsAdministrator(bob);
      await answerTo(setUp(bob), ({ text }) => text.includes('only its administrators set up this workspace'));
    } else {
      await connectAsAdministrator(bob);
      await answerTo(setUp(bob), ({ title, visibleTo }) => title === 'This workspace' && visibleTo === bob.userId);
    }
  });
});
