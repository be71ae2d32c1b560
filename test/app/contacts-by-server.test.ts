import { beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { zoneOffsets } from '../../src/sandbox/zones.ts';
import type { SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';

const password = 'meetwire-demo';
const stage = useStage(createWebDriver);
const ada = () => stage.driver.people.ada;
const bob = () => stage.driver.people.bob;
const query = (text: string) => stage.app.test.database.pool.query(text);
const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
const type = (who: Identity, line: string, wanted: (message: SeenMessage) => boolean) =>
  stage.answerTo(() => stage.driver.say(who, 'direct', line), wanted);

async function connect(who: Identity, email: string): Promise<void> {
  const prompt = await type(who, 'connect', titled('Connect your account'));
  await signIn(stage.driver, who, signInUrlOf(prompt), { email, password });
  await stage.app.app.idle();
}

/** The workspace acts for its people by the credentials of their customer from now on. */
async function actOnBehalf(): Promise<void> {
  const card = await type(ada(), 'admin setup', titled('This workspace'));
  const { form } = await stage.driver.press(ada(), card, 'Set up');
  if (!form) throw new Error('no form was opened');
  const wanted = { ...form.fields, mode: 'on_behalf' };
  const saved = await stage.answerTo(() => stage.driver.fillIn(ada(), form, wanted), says('Saved: this workspace'));
  const url = saved.buttons.find(({ label }) => label.startsWith('Give'))?.url ?? '';
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await type(ada(), codeOn(await browser.get(url)), says('Thank you'));
  const form_token = formToken(await browser.get(url));
  const given = await browser.post(`${url}/credentials`, {
    form_token,
    api_id: 'acme-api-id',
    api_key: 'acme-api-key',
  });
  expect(given.status).toBe(200);
  await stage.app.app.idle();
}

beforeAll(async () => {
  // Seconds of work on a busy machine, which trying the credentials would wait for.
  await zoneOffsets();
  await connect(ada(), 'admin@acme.example');
  await connect(bob(), 'bob@acme.example');
  await actOnBehalf();
});

test('a server reads the contacts of a person for them, without those of others; it never changes them', async () => {
  await query(
    `insert into sandbox.contact (contact_id, user_id, name, email, shared)
     select v.id, a.id, v.name, v.id || '@example.com', v.shared from sandbox.account a join (values
       ('b1', 'bob@acme.example', 'Of Bob', false), ('c1', 'chen@acme.example', 'Secret of Chen', false),
       ('c2', 'chen@acme.example', 'Shared by Chen', true), ('a1', 'admin@acme.example', 'Secret of Ada', false)
     ) v (id, email, name, shared) on v.email = a.email`,
  );
  await query('update link set sealed_token = null, token_expires_at = now()');
  const seen = await type(bob(), 'contacts', titled('Your contacts'));
  expect(Object.keys(seen.facts)).toEqual(['Of Bob', 'Shared by Chen']);
  await type(bob(), 'contacts secret', says('Nobody in your contacts is called “secret”'));
  await type(bob(), 'contacts #c1', says('Nobody in your contacts is called'));

  // The service takes an address book from whoever calls: the person signs in for that, and it goes on by itself.
  const prompt = await type(bob(), 'contacts add Zoe Zander zoe@example.com', says('Sign in again to add a contact'));
  const added = await stage.answerTo(
    () => signIn(stage.driver, bob(), signInUrlOf(prompt), { email: 'bob@acme.example', password }),
    titled('Zoe Zander'),
  );
  expect(added.text).toContain('Added Zoe Zander (zoe@example.com) to your contacts.');
  const { rows } = await query(
    "select a.email from sandbox.contact c join sandbox.account a on a.id = c.user_id where c.name = 'Zoe Zander'",
  );
  expect(rows).toEqual([{ email: 'bob@acme.example' }]);
});

test('whoever administers a customer sees none of its people’s contacts as their own, and removes none', async () => {
  await connect(ada(), 'admin@acme.example');
  const seen = await type(ada(), 'contacts', titled('Your contacts'));
  expect(Object.keys(seen.facts)).toEqual(['Secret of Ada', 'Shared by Chen']);
  await type(ada(), 'contacts remove #c1 yes', says('That contact is gone'));
  await type(ada(), 'contacts remove #c2 yes', says('is a contact of a colleague'));
  expect((await query("select 1 from sandbox.contact where contact_id in ('c1', 'c2')")).rowCount).toBe(2);
});
