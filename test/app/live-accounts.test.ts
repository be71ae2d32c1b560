import { expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { withCalls } from '../support/calls.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

const service = await startService();
const stage = useStage(createWebDriver, { environment: service.environment });

test('who is asked with another account in use: a running meeting is not taken for ended by whoever cannot see it', async () => {
  const ada = stage.driver.people.ada;
  const account = (email: string, user_id: string) => ({
    user_id,
    customer_id: 'c1',
    first_name: email,
    email,
    role: 'user',
  });
  service.on('POST /login', ({ body }, response) => {
    const email = String(body.email);
    json(response, { result: 1, token: `token of ${email}`, user: account(email, email.split('@')[0] ?? '') });
  });
  const connect = async (email: string) => {
    const prompt = await stage.answerTo(
      () => stage.driver.say(ada, 'direct', 'connect'),
      (message) => signInUrlOf(message) !== '',
    );
    await signIn(stage.driver, ada, signInUrlOf(prompt), { email, password: 'secret' });
    await until(stage.driver, ({ text }) => text.includes(email) && text.startsWith('Connected'));
  };
  await connect('work@acme.example');
  await connect('home@acme.example');
  const calls = withCalls(service, () => new Date());
  const card = (wanted: (message: SeenMessage) => boolean) =>
    until(stage.driver, (message) => message.visibleTo === 'everyone' && wanted(message));
  await stage.driver.say(ada, 'channel', 'now Budget --as work@acme.example');
  await card(({ title }) => title === 'Budget');
  calls.begin([{ name: 'Grace' }]);
  // Whoever is not the account that started it sees no call at all.
  calls.onlyFor('token of work@acme.example');
  await stage.answerTo(
    () => stage.driver.say(ada, 'channel', 'who'),
    ({ visibleTo, facts }) => visibleTo === ada.userId && facts['In the meeting (1)'] === 'Grace',
  );
  const { rows } = await stage.app.test.database.pool.query('select state from life');
  expect(rows).toEqual([{ state: 'live' }]);
  await service.close();
});
