import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const password = 'meetwire-demo';

/** Ada administers, and Bob has no account; both are there with their chats. */
function useBoth(create: (typeof everywhere)[number][1], options?: Parameters<typeof useStage>[1]) {
  const stage = useStage(create, options);
  const office = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const chat = chatOf(stage, bob);
  const hasAccount = async (email: string) => (await office.account(email)) !== undefined;
  beforeAll(() => office.sql("delete from sandbox.account where email = 'bob@acme.example'"));
  /** What Bob sees of it, in his own chat or alone in the channel. */
  const bobs = (wanted: (message: SeenMessage) => boolean) => (message: SeenMessage) =>
    message.visibleTo === bob().userId && wanted(message);
  const adas = (wanted: (message: SeenMessage) => boolean) => (message: SeenMessage) =>
    message.visibleTo === office.ada().userId && wanted(message);
  /** Where the chat does not tell an address, it is asked for. */
  async function confirm(question: SeenMessage): Promise<void> {
    const asked = bobs(titled('You have asked for an account'));
    if (question.text.includes('bob@acme.example'))
      return void (await stage.answerTo(() => stage.driver.press(bob(), question, 'Ask for access'), asked));
    const { form } = await stage.driver.press(bob(), question, 'Ask for access');
    if (!form) throw new Error('neither an address nor a form');
    const wrong = await stage.driver.fillIn(bob(), form, { ...form.fields, email: 'bob' });
    expect(wrong.errors?.email).toContain('That is not an email address.');
    const values = { ...form.fields, email: 'bob@acme.example' };
    await stage.answerTo(() => stage.driver.fillIn(bob(), form, values), asked);
  }
  async function ask(): Promise<SeenMessage> {
    await confirm(await chat.say('access', titled('Ask for an account')));
    return until(
      stage.driver,
      adas((message) => labelsOf(message).includes('Approve')),
    );
  }
  return { stage, office, bob, chat, bobs, adas, ask, confirm, hasAccount };
}

describe.each(everywhere)('somebody without an account, on %s', (_name, create) => {
  const { stage, office, bob, chat, bobs, adas, ask, confirm, hasAccount } = useBoth(create);

  test('asks an administrator from the sign-in prompt, is given one, signs in, and what was wanted goes on', async () => {
    const prompt = await stage.answerTo(
      () => stage.driver.say(bob(), 'channel', 'now Standup'),
      bobs((message) => labelsOf(message).includes('I have no account')),
    );
    const question = await stage.answerTo(
      () => stage.driver.press(bob(), prompt, 'I have no account'),
      bobs(titled('Ask for an account')),
    );
    expect(question.text).toMatch(/I ask Ada.* to give you a meeting account/);
    expect(await hasAccount('bob@acme.example')).toBe(false);
    await confirm(question);
    const card = await until(
      stage.driver,
      adas((message) => labelsOf(message).includes('Approve')),
    );
    expect(card.facts.Email).toMatch(/bob@acme\\?\.example/);
    expect(labelsOf(card)).toEqual(['Approve', 'Change first', 'Decline']);
    await office.press(card, 'Approve', says('Approved by Ada'));
    expect(await office.account('bob@acme.example')).toMatchObject({ role: 'user', status: 'A' });
    const told = await until(stage.driver, bobs(titled('You have an account')));
    const signInCard = await chat.press(told, 'Sign in', titled('Connect your account'));
    await office.sql(
      "update sandbox.account set password_hash = (select password_hash from sandbox.account where email = 'admin@acme.example') where email = 'bob@acme.example'",
    );
    await signIn(stage.driver, bob(), signInUrlOf(signInCard), { email: 'bob@acme.example', password });
    const meeting = await until(stage.driver, titled('Standup'));
    expect([meeting.visibleTo, meeting.place]).toEqual(['everyone', 'channel']);
    const done = await stage.answerTo(() => stage.driver.say(bob(), 'direct', 'access'), bobs(says('connected with')));
    expect(done.text).toContain('bob@acme.example already');
    await stage.answerTo(() => stage.driver.say(bob(), 'direct', 'disconnect'), bobs(titled('Disconnected')));
    await office.sql("delete from sandbox.account where email = 'bob@acme.example'");
  });

  test('is declined with a reason, and cannot ask again that day', async () => {
    const card = await ask();
    const form = await office.formBehind(card, 'Decline');
    await office.fill(form, { reason: 'Use the shared room.' }, says('Declined by Ada'));
    const told = await until(stage.driver, bobs(titled('No account this time')));
    expect(told.text).toMatch(/^Ada.* declined that you get an account: “Use the shared room\.”/);
    await chat.say('access', says('You were declined lately'));
    expect(await hasAccount('bob@acme.example')).toBe(false);
    await office.sql('delete from access_request');
  });

  test('withdraws it, and the card of the administrator says so', async () => {
    const card = await ask();
    const waits = await chat.say('access', says('nobody has decided yet'));
    await chat.press(waits, 'Withdraw it', says('Withdrawn'));
    await until(stage.driver, ({ id, text }) => id === card.id && text.includes('does not want it any more'));
    await office.say('admin requests', says('Nobody asks for an account.'));
  });

  test('is given another account than was asked for, where the administrator changes it first', async () => {
    const card = await ask();
    const open = await office.say('admin requests', says('1 request to be decided.'));
    expect(Object.values(open.facts)[0]).toMatch(/bob@acme\\?\.example/);
    const first = await office.press(card, 'Change first', (message) => labelsOf(message).includes('Fill in the form'));
    const form = await office.formBehind(first, 'Fill in the form');
    expect(form.fields).toMatchObject({ email: 'bob@acme.example', administers: false });
    await office.fill(form, { email: 'robert@acme.example', administers: true }, says('Approved by Ada'));
    expect(await office.account('robert@acme.example')).toMatchObject({ role: 'customer' });
    expect((await until(stage.driver, bobs(says('robert@acme.example')))).title).toBe('You have an account');
  });
});

describe('a request that does not go smoothly', () => {
  let shift = 0;
  const { stage, office, bob, chat, bobs, ask, hasAccount } = useBoth(createWebDriver, {
    clock: () => new Date(Date.now() + shift),
  });

  test('whose administrator has to sign in first is approved after that, once', async () => {
    const card = await ask();
    shift += 16 * 60_000;
    const prompt = await office.press(card, 'Approve', titled('Sign in to go on'));
    expect(await hasAccount('bob@acme.example')).toBe(false);
    // By the clock of this story, the press is a quarter of an hour old, so that it is offered and not done by itself.
    const offer = await stage.answerTo(
      () => signIn(stage.driver, office.ada(), signInUrlOf(prompt), { email: 'admin@acme.example', password }),
      says('One earlier command is still waiting'),
    );
    await stage.driver.press(office.ada(), offer, labelsOf(offer)[0] ?? '');
    await until(stage.driver, bobs(titled('You have an account')));
    expect(await hasAccount('bob@acme.example')).toBe(true);
    await until(stage.driver, (message) => message.id === card.id && labelsOf(message).length === 0);
    await stage.app.app.idle();
    expect(await office.sql("select 1 from audit where action = 'user.add'")).toHaveLength(1);
  });

  test('for an address that has an account already leads to signing in with that', async () => {
    await office.sql('delete from access_request');
    const card = await ask();
    await office.press(card, 'Approve', says('Approved by Ada'));
    const told = await until(stage.driver, bobs(says('There is an account with the address bob@acme.example already')));
    expect(labelsOf(told)).toEqual(['Sign in']);
  });

  test('is for nobody else to decide, and where nobody can, it is said so', async () => {
    await office.sql('delete from access_request');
    const card = await ask();
    const [{ id } = { id: '' }] = await office.sql('select id from access_request');
    await chat.say(`admin requests approve #${String(id)}`, titled('Sign in to go on'));
    expect((await office.sql('select state from access_request'))[0]).toEqual({ state: 'open' });
    await office.press(card, 'Change first', (message) => labelsOf(message).includes('Fill in the form'));
    await office.sql('delete from access_request');
    await office.sql('delete from link');
    await chat.say('access', says('Nobody here is known to look after meeting accounts'));
    expect(bob().userId).toBe('bob');
  });
});
