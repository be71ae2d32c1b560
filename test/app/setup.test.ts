import { expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';

const password = 'meetwire-demo';
const stage = useStage(createWebDriver);
const ada = () => stage.driver.people.ada;
const bob = () => stage.driver.people.bob;
const pool = () => stage.app.test.database.pool;

const { answerTo } = stage;
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;

async function connect(who: Identity, email: string, extra: Readonly<Record<string, string>> = {}): Promise<void> {
  const prompt = await answerTo(() => stage.driver.say(who, 'direct', 'connect'), titled('Connect your account'));
  await signIn(stage.driver, who, signInUrlOf(prompt), { email, password, ...extra });
  await stage.app.app.idle();
}

async function setUp(mode: string): Promise<SeenMessage> {
  const card = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
  const label = card.buttons.some((button) => button.label === 'Change') ? 'Change' : 'Set up';
  const { form } = await stage.driver.press(ada(), card, label);
  if (!form) throw new Error('no form was opened');
  return answerTo(() => stage.driver.fillIn(ada(), form, { ...form.fields, mode }), says('Saved: this workspace'));
}

test('who does not administer the workspace in the chat may not set it up, and is told who may', async () => {
  await answerTo(
    () => stage.driver.say(bob(), 'direct', 'admin setup'),
    says('only its administrators set up this workspace. Who can change that: an administrator of this workspace'),
  );
});

test('who administers it in the chat, but no customer at the service, may not either', async () => {
  const prompt = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('Sign in to go on'));
  await signIn(stage.driver, ada(), signInUrlOf(prompt), { email: 'ada@acme.example', password });
  await until(stage.driver, says('ada@acme.example is no administrator of a customer'));
  expect((await pool().query('select customer_id from workspace')).rows).toEqual([{ customer_id: null }]);
});

test('an administrator of both binds the workspace to the customer, and people may then stay signed in', async () => {
  await connect(ada(), 'admin@acme.example');
  const bound = await setUp('stay_signed_in');
  expect(bound.facts).toEqual({ Customer: 'acme.example', 'Signing in': 'Whoever wants to stays signed in' });
  await connect(bob(), 'bob@acme.example', { stay: 'yes' });
  const kept = await pool().query("select 1 from link where user_id = 'bob' and sealed_password is not null");
  expect(kept.rowCount).toBe(1);
});

test('a customer that is not among one’s own is refused, whatever the form sends', async () => {
  const card = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
  const { form } = await stage.driver.press(ada(), card, 'Change');
  if (!form) throw new Error('no form was opened');
  // No client sends what was not offered; an attacker does.
  const forged = { ...form.fields, customer: 'globex', mode: 'on_behalf' };
  await answerTo(() => stage.driver.fillIn(ada(), { ...form, options: {} }, forged), says('not among yours'));
  expect((await pool().query('select token_mode from workspace')).rows).toEqual([{ token_mode: 'stay_signed_in' }]);
});

test('server credentials are given on a page, tried, and refused where they are wrong or reach too far', async () => {
  const bound = await setUp('on_behalf');
  expect(bound.text).toContain('One thing is missing');
  const passwords = await pool().query('select 1 from link where sealed_password is not null');
  expect(passwords.rowCount).toBe(0);
  const url = bound.buttons.find(({ label }) => label === 'Give the credentials')?.url ?? '';
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await answerTo(async () => stage.driver.say(ada(), 'direct', codeOn(await browser.get(url))), says('Thank you'));
  const page = await browser.get(url);
  expect(page.text).toContain('API credentials of your customer');
  const give = (api_id: string, api_key: string) =>
    browser.post(`${url}/credentials`, { form_token: formToken(page), api_id, api_key });

  const wrong = await give('acme-api-id', 'a wrong key');
  expect([wrong.status, wrong.text.includes('does not take these credentials')]).toEqual([422, true]);
  expect(wrong.text).not.toContain('a wrong key');
  const reseller = await give('northwind-api-id', 'northwind-api-key');
  expect([reseller.status, reseller.text.includes('reach further than acme.example')]).toEqual([422, true]);
  const stranger = await give('globex-api-id', 'globex-api-key');
  expect([stranger.status, stranger.text.includes('reach further than acme.example')]).toEqual([422, true]);
  const forged = await createBrowser().post(`${url}/credentials`, {
    form_token: formToken(page),
    api_id: 'x',
    api_key: 'y',
  });
  expect(forged.status).toBe(403);

  const told = await answerTo(async () => {
    const right = await give('acme-api-id', 'acme-api-key');
    expect([right.status, right.text.includes('were tried and work')]).toEqual([200, true]);
  }, says('From now on they act for everybody here'));
  expect(told.visibleTo).toBe('ada');
  const { rows } = await pool().query('select api_id, sealed_api_key from workspace');
  expect(rows).toEqual([{ api_id: 'acme-api-id', sealed_api_key: expect.stringMatching(/^test\./) }]);
  expect([403, 410]).toContain((await give('acme-api-id', 'acme-api-key')).status);
});

test('from then on nobody of that customer signs in again, and everybody is still who they are', async () => {
  await pool().query('update link set sealed_token = null, token_expires_at = now()');
  const card = await answerTo(() => stage.driver.say(bob(), 'channel', 'now On behalf'), titled('On behalf'));
  expect(card.facts.Host).toBe('Bob Brandt');
  const { rows } = await pool().query(
    `select a.email from sandbox.meeting m join sandbox.room r using (room_id) join sandbox.account a on a.id = m.user_id
     where r.room_name = 'On behalf'`,
  );
  expect(rows).toEqual([{ email: 'bob@acme.example' }]);
  const room = await answerTo(() => stage.driver.say(bob(), 'direct', 'room'), titled('Your room'));
  expect(room.facts.Name).toBe("Bob's room");
  const status = await answerTo(() => stage.driver.say(bob(), 'direct', 'status'), titled('Your connection'));
  expect(status.facts).toMatchObject({
    'Signed in': 'By acme.example, for as long as you are connected',
    'While you are away': expect.stringContaining('I can still ask'),
  });
});

test('an account of another customer is not served by those credentials', async () => {
  await connect(bob(), 'dana@globex.example');
  await pool().query('update link set sealed_token = null, token_expires_at = now()');
  await answerTo(() => stage.driver.say(bob(), 'channel', 'now Stranger'), says('Sign in again to start “Stranger”'));
  await answerTo(
    () => stage.driver.say(bob(), 'direct', 'account use bob@acme.example'),
    says('From now on you act as Bob Brandt'),
  );
});

test('credentials that are revoked send people to sign in, and say who has to give new ones', async () => {
  // As if nobody had been asked for the last ten minutes.
  await pool().query('delete from sign_in_prompt');
  await pool().query(
    "update sandbox.credential set api_key_digest = reverse(api_key_digest) where api_id = 'acme-api-id'",
  );
  await answerTo(
    () => stage.driver.say(bob(), 'channel', 'now Revoked'),
    says('an administrator has to give new ones'),
  );
  expect(stage.app.log.lines.some(({ message }) => message.includes('server credentials of a customer any more'))).toBe(
    true,
  );
});

test('a role that was taken away at the service counts at once, also where the press came before', async () => {
  await connect(ada(), 'admin@acme.example');
  const card = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
  await pool().query("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
  await answerTo(
    () => stage.driver.press(ada(), card, 'Unbind'),
    says('is no administrator of a customer at the meeting service any more'),
  );
  expect((await pool().query('select token_mode from workspace')).rows).toEqual([{ token_mode: 'on_behalf' }]);
  await pool().query("update sandbox.account set role = 'customer' where email = 'admin@acme.example'");
});

test('unbinding is asked first, and deletes every secret that hung on it', async () => {
  const settings = async () =>
    (await pool().query('select customer_id, api_id, sealed_api_key, token_mode from workspace')).rows;
  const before = await settings();
  const ask = async () => {
    const card = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
    return answerTo(() => stage.driver.press(ada(), card, 'Unbind'), titled('Unbind this workspace?'));
  };
  const first = await ask();
  await answerTo(() => stage.driver.press(ada(), first, 'Keep it'), titled('This workspace'));
  expect(await settings()).toEqual(before);
  const second = await ask();
  await answerTo(() => stage.driver.press(ada(), second, 'Yes, unbind it'), says('Unbound'));
  expect(await settings()).toEqual([
    { customer_id: null, api_id: null, sealed_api_key: null, token_mode: 'ask_again' },
  ]);
});

test('a reseller chooses among its customers', async () => {
  await connect(ada(), 'reseller@northwind.example');
  const card = await answerTo(() => stage.driver.say(ada(), 'direct', 'admin setup'), titled('This workspace'));
  const { form } = await stage.driver.press(ada(), card, 'Set up');
  const raw = form?.raw as { fields: { name: string; options?: { label: string }[] }[] };
  expect(raw.fields[0]?.options?.map(({ label }) => label).sort()).toEqual(['Acme', 'Globex']);
});
