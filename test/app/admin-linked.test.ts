import { describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('who is connected in a workspace, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, formBehind, fill, ada, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const his = chatOf(stage, bob);

  test('is asked to connect by an administrator, connects, and is seen; whoever is connected is not bothered', async () => {
    const asked = await say('admin linked invite', says('Asked Bob'), [bob(), ada()]);
    expect(asked.text).toMatch(/^Asked Bob.* to connect; Ada.* is connected already\./);
    const card = await until(
      stage.driver,
      (message) => message.visibleTo === bob().userId && labelsOf(message).includes('Connect my account'),
    );
    const prompt = await his.press(card, 'Connect my account', titled('Connect your account'));
    const account = { email: 'bob@acme.example', password: 'meetwire-demo' };
    await signIn(stage.driver, bob(), signInUrlOf(prompt), account);
    await stage.app.app.idle();
    const all = await say('admin linked', titled('Who is connected here'));
    expect(all.text).toContain('2 connected accounts.');
    const line = Object.entries(all.facts).find(([name]) => name.startsWith('Bob'))?.[1];
    expect(line).toMatch(/^bob@acme\\?\.example, user; signed in until /);
    await sql("update link set token_expires_at = now() - interval '1 minute' where user_id = $1", [bob().userId]);
    const one = await say('admin linked', says('is connected with one account'), [bob()]);
    expect(Object.values(one.facts)[0]).toContain('signs in again next time');
  });

  test('is asked by a form, or by name; whoever is not known by that name is said, and whoever is stays asked', async () => {
    await sql('delete from link where user_id = $1', [bob().userId]);
    const before = (await stage.driver.messages()).length;
    const form = await formBehind(await say('admin linked', titled('Who is connected here')), 'Ask people to connect');
    const empty = await stage.driver.fillIn(ada(), form, { people: '' });
    expect(Object.keys(empty.errors ?? {})).toEqual(['people']);
    const asked = await fill(form, { people: [bob().userId, ada().userId].join(',') }, says('Asked Bob'));
    expect(asked.text).toMatch(/Asked Bob.* to connect; Ada.* is connected already\./);
    const named = await say('admin linked invite Bobb, Zebedee', says('nobody called “Zebedee”'));
    expect(named.text).toContain('Who is “Bobb”? Choose below.');
    await press(named, labelsOf(named)[0] ?? '', says('Asked Bob'));
    await say('admin linked invite bob and nobody else here', says('Asked Bob'));
    await stage.app.app.idle();
    const his = (await stage.driver.messages()).slice(before).filter(({ visibleTo }) => visibleTo === bob().userId);
    expect(his.map(labelsOf)).toEqual([1, 2, 3].map(() => ['Connect my account']));
    const card = await say('admin linked Bob', says('is not connected here'));
    await press(card, 'Ask them to connect', says('Asked Bob'));
    await connectIn(stage, bob());
    expect(
      Object.keys((await say('admin linked admin@acme', says('is connected with one account'))).facts),
    ).toHaveLength(1);
    await say('admin linked zebedee', says('nobody called “zebedee”'));
  });

  test('is disconnected after a question, and told', async () => {
    const question = await say('admin linked remove Bob', says('The sign-in is deleted at once'));
    await press(question, 'Keep it', says('nothing was changed'));
    const again = await say('admin linked remove', says('The sign-in is deleted at once'), [bob()]);
    await press(again, 'Disconnect', says('who is told'));
    const told = await until(
      stage.driver,
      ({ visibleTo, text }) =>
        visibleTo === bob().userId && text.includes('has disconnected your meeting account here'),
    );
    expect(labelsOf(told)).toEqual(['Connect my account']);
    expect(await sql('select 1 from link where user_id = $1', [bob().userId])).toEqual([]);
    const audit = await say('admin audit link remove', titled('Audit of this workspace'));
    expect(Object.keys(audit.facts)).toEqual(['Disconnected somebody']);
    await say('admin linked remove', says('is not connected here'), [bob()]);
  });

  test('is for those who administer both alone', async () => {
    await connectIn(stage, bob());
    const refused = await his.say('admin linked', says('may not'));
    expect(refused.text).toMatch(/only its administrators|no administrator of a customer/);
  });
});
