import { describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createAccessStage } from '../support/access.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('whoever has no account, on %s', (_name, create) => {
  const stage = useStage(create);
  const on = createAccessStage(stage);
  const { chen, who, ask, approve, fill, send, formBehind, account, cardOf, sql, passwordOf } = on;
  const seenBy = (name: 'ada' | 'bob' | 'chen', words: string) =>
    until(stage.driver, ({ visibleTo, text }) => visibleTo === who[name]().userId && text.includes(words));
  const forgetTries = () => sql('truncate sign_in_prompt, sign_in_try');

  test('asks for one where a command wants it; each administrator gets a card, and nobody else', async () => {
    const { told, form } = await ask({ name: 'Cleo Castillo', email: 'Cleo@acme.example', note: 'Design team' });
    if (stage.driver.platform !== 'web') expect(form.fields.email).toBe('chen@acme.example');
    expect(told.text).toMatch(/^I asked (?:Ada|Bob).* and (?:Ada|Bob).* for an account for you/);
    expect(told.facts).toMatchObject({ Email: 'cleo@acme.example', Note: 'Design team' });
    for (const name of ['ada', 'bob'] as const) {
      const card = await cardOf(name);
      // Whatever was typed, the card says who it is in the chat.
      expect(card).toMatchObject({ place: 'direct', title: expect.stringMatching(/^Chen.* asks for access$/) });
      expect(card.facts).toMatchObject({
        'Name, as typed': 'Cleo Castillo',
        Email: 'cleo@acme.example',
        Note: 'Design team',
      });
      expect(card.facts['Look out'] !== undefined).toBe(stage.driver.platform !== 'web');
      expect(labelsOf(card)).toEqual(['Approve', 'Change first', 'Decline']);
    }
    const cards = (await stage.driver.messages()).filter(({ title }) => title?.endsWith(' asks for access'));
    expect(cards.map(({ visibleTo }) => visibleTo).sort()).toEqual([who.ada().userId, who.bob().userId].sort());
    expect(await account('cleo@acme.example')).toBeUndefined();
  });

  test('and who asks again sees the request there is', async () => {
    const again = await chen.say('access', titled('Your request for access'));
    expect(again.text).toContain('waits for an administrator');
    await forgetTries();
    const prompt = await chen.say('connect', titled('Connect your account'));
    expect(labelsOf(prompt)).toEqual(['Sign in', 'My request']);
    expect(await sql('select 1 from access_request')).toHaveLength(1);
  });

  test('of two administrators at once one makes one account; the other card says who decided', async () => {
    const forms = await Promise.all(
      (['ada', 'bob'] as const).map(async (name) => formBehind(name, await cardOf(name), 'Change first')),
    );
    expect(forms[0]?.fields).toMatchObject({ firstName: 'Cleo', lastName: 'Castillo', email: 'cleo@acme.example' });
    const [one, other] = forms;
    if (!one || !other) throw new Error('no forms');
    await Promise.all([send('ada', one), send('bob', other, { email: 'cleo2@acme.example' })]);
    await stage.app.app.idle();
    expect(await sql("select 1 from sandbox.account where email like 'cleo%'")).toHaveLength(1);
    expect(await sql("select state from access_request where state = 'approved'")).toHaveLength(1);
    for (const name of ['ada', 'bob'] as const) {
      const card = await seenBy(name, 'approved this: the account cleo');
      expect(card.title).toMatch(/^Chen.* asks for access$/);
      expect(labelsOf(card)).toEqual([]);
    }
  });

  test('signs in with what the service mailed, and the command goes on', async () => {
    const told = await until(stage.driver, titled('You have access'));
    expect(told).toMatchObject({ visibleTo: who.chen().userId, place: 'direct' });
    const prompt = await chen.press(told, 'Sign in', titled('Connect your account'));
    const [{ email = '' } = {}] = await sql("select email from sandbox.account where email like 'cleo%'");
    const mine = { email: String(email), password: await passwordOf(String(email)) };
    await signIn(stage.driver, who.chen(), signInUrlOf(prompt), mine);
    await until(stage.driver, titled('Weekly sync'));
    await chen.say('access', says('You are connected as cleo'));
    const actions = await sql("select action, subject from audit where action like 'access.%' and outcome = 'done'");
    expect(actions).toEqual([{ action: 'access.approve', subject: expect.stringMatching(/^request /) }]);
    await chen.say('disconnect', says('Disconnected'));
    await forgetTries();
  });

  test('is declined with a reason, and may ask again after a day', async () => {
    await ask({ name: 'Cleo Castillo', email: 'cleo3@acme.example' });
    const form = await formBehind('bob', await cardOf('bob'), 'Decline');
    await fill('bob', form, { reason: 'Use the shared room, please.' }, says('Declined. I told Chen'));
    await seenBy('chen', 'Bob Brandt declined your request for access: “Use the shared room, please.”');
    await seenBy('ada', 'Bob Brandt declined this: “Use the shared room, please.”');
    expect(await account('cleo3@acme.example')).toBeUndefined();
    await chen.say('access', says('You may ask again from'));
    await sql("update access_request set decided_at = decided_at - interval '1 day'");
    const offer = await chen.say('access', titled('No account yet?'));
    expect(labelsOf(offer)).toEqual(['Ask for access', 'Sign in']);
  });

  test('withdraws it meanwhile: whoever decides then is told, and nothing is made', async () => {
    await forgetTries();
    const { told } = await ask({ name: 'Cleo Castillo', email: 'cleo4@acme.example' });
    const form = await formBehind('ada', await cardOf('ada'), 'Change first');
    await chen.press(told, 'Withdraw', says('Withdrawn: nobody is asked'));
    for (const name of ['ada', 'bob'] as const) expect(labelsOf(await seenBy(name, 'This was withdrawn'))).toEqual([]);
    await fill('ada', form, {}, says('There is nothing to decide'));
    expect(await account('cleo4@acme.example')).toBeUndefined();
  });

  test('an administrator whose sign-in has ended is asked to sign in, and the approval goes on by itself', async () => {
    await forgetTries();
    await ask({ name: 'Cleo Castillo', email: 'cleo5@acme.example' });
    await sql('update link set sealed_token = null');
    const form = await formBehind('ada', await cardOf('ada'), 'Change first');
    const prompt = await fill(
      'ada',
      form,
      { administers: true },
      says('Sign in again to approve a request for access'),
    );
    expect(labelsOf(prompt)).toEqual(['Sign in']);
    expect(await account('cleo5@acme.example')).toBeUndefined();
    const mine = { email: 'admin@acme.example', password: 'meetwire-demo' };
    await signIn(stage.driver, who.ada(), signInUrlOf(prompt), mine);
    await seenBy('ada', 'The account cleo5@acme.example is made');
    expect(await account('cleo5@acme.example')).toMatchObject({ role: 'customer' });
    await seenBy('bob', 'Amara Acme approved this: the account cleo5@acme.example is made.');
  });

  test('who has an account with that address is told to sign in with it', async () => {
    await forgetTries();
    await ask({ name: 'Chen Castillo', email: 'chen@acme.example' });
    await approve('ada', says('There is an account with the address chen@acme.example already'));
    const told = await seenBy('chen', 'you have an account with the address chen@acme.example already');
    expect(labelsOf(told)).toEqual(['Sign in']);
  });

  test('an address that another customer’s user has is not told to anybody as an account', async () => {
    await forgetTries();
    await ask({ name: 'Dana Duarte', email: 'dana@globex.example' });
    const again = await approve('ada', says('not among those that you look after'));
    const form = await formBehind('ada', again, 'Fill in the form');
    expect(form.fields).toMatchObject({ firstName: 'Dana', email: 'dana@globex.example' });
    await fill('ada', form, { email: 'bob@acme.example' }, says('bob@acme.example already. Approve this with another'));
    expect(await sql("select 1 from access_request where state = 'open'")).toHaveLength(1);
  });

  test('undecided for 14 days it ends, and everybody is told', async () => {
    await sql("update access_request set created_at = created_at - interval '15 days' where state = 'open'");
    await sql("insert into jobs.job (name) values ('maintain')");
    await seenBy('chen', 'Nobody decided your request for access within 14 days');
    for (const name of ['ada', 'bob'] as const) {
      const card = await seenBy(name, 'Nobody decided this within 14 days, so it has ended.');
      expect(labelsOf(card)).toEqual([]);
    }
  });
});
