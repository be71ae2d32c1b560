import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Driver, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';

const burst = 20;

describe.each([
  ['the playground', () => createWebDriver({ isListed: true })],
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('%s', (_name, create) => {
  let driver: Driver;
  let replicas: readonly RunningApp[];
  const ada = () => driver.people.ada;

  beforeAll(async () => {
    driver = await create();
    const first = await startApp(driver.environment);
    replicas = [first, await startApp(driver.environment, { shared: first.test })];
  });
  afterAll(async () => {
    await driver.close();
    for (const replica of replicas.toReversed()) await replica.stop();
  });

  const prompts = async () => (await driver.messages()).filter((message) => signInUrlOf(message) !== '');
  const idle = () => Promise.all(replicas.map(({ app }) => app.idle()));

  /** The same person, half of it on each replica, all at once. */
  async function sayAll(title: string): Promise<void> {
    for (const [index, { url }] of replicas.entries()) {
      await driver.listening(url);
      const own = Array.from({ length: burst / 2 }, (_, count) => `now ${title} ${index} ${count}`);
      await Promise.all(own.map((line) => driver.say(ada(), 'channel', line)));
    }
    await idle();
  }

  test('a burst of twenty commands without a sign-in, over two replicas, asks once, and one of them goes on', async () => {
    await sayAll('Burst');
    const [prompt, ...others] = await prompts();
    expect(others).toEqual([]);
    const notes = (await driver.messages()).filter(({ text }) => text.includes('I wait for your sign-in, too'));
    expect(notes).toHaveLength(burst - 1);
    expect(new Set(notes.map(({ visibleTo }) => visibleTo))).toEqual(new Set([prompt?.visibleTo]));
    await driver.listening(replicas[0]?.url ?? '');
    await signIn(driver, ada(), signInUrlOf(prompt ?? (await until(driver, () => false))));
    await until(driver, ({ title }) => title === 'Connected');
    await idle();
    const cards = (await driver.messages()).filter(({ title }) => title?.startsWith('Burst'));
    expect(cards).toHaveLength(1);
    await until(driver, ({ text }) => text.includes(`${burst - 1} earlier commands are still waiting`));
  });

  test('once that sign-in has ended, a burst asks once again', async () => {
    const before = (await prompts()).length;
    await replicas[0]?.test.database.pool.query("update link set token_expires_at = now() - interval '1 minute'");
    await sayAll('Later');
    expect((await prompts()).length - before).toBe(1);
  });
});
