import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typedCommands } from '../../src/core/commands/index.ts';
import { type Driver, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { startSandbox } from '../support/sandbox.ts';

/** Every line that the help shows, the one that ends the connection last. */
const lines = typedCommands
  .flatMap(({ examples }) => examples)
  .sort((one, other) => Number(one === 'disconnect') - Number(other === 'disconnect'));

/** What cannot be there without such routes is said in one sentence, and nothing more. */
const saysSo = /^Your meeting service does not offer (looking up contacts|groups of contacts)\.$/;

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database, {
    dialect: { inferredRoutes: 'missing', loginGives: 'token', resultAs: 'text', errorStatus: '200' },
  });
});
afterAll(async () => {
  await service.close();
  await database.drop();
});

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('%s, with a service that has nothing but what is documented', (_name, create) => {
  let driver: Driver;
  let app: RunningApp;

  beforeAll(async () => {
    driver = await create();
    app = await startApp({ ...driver.environment, ...service.environment });
    await driver.listening(app.url);
    await driver.say(driver.people.ada, 'channel', 'connect');
    const prompt = await until(driver, ({ title }) => title === 'Connect your account');
    await signIn(driver, driver.people.ada, signInUrlOf(prompt));
    await until(driver, ({ title }) => title === 'Connected');
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });

  test('a meeting is the permanent room then, and its card leads there', async () => {
    await driver.say(driver.people.ada, 'channel', 'now In my room');
    const card = await until(driver, ({ title }) => title === 'In my room');
    const page = await fetch(card.buttons.find(({ url }) => url?.includes('/j/'))?.url ?? '');
    expect(page.url).toContain(`${service.root}/join/`);
    expect(await page.text()).toContain('Ada&#39;s room');
  });

  test.each(lines)('“%s” is answered, and without an error', async (line) => {
    const before = new Map((await driver.messages()).map((message) => [message.id, message.text]));
    const { status, form } = await driver.say(driver.people.ada, 'channel', line);
    expect(status).toBe(200);
    await app.app.idle();
    const answers = (await driver.messages()).filter(({ id, text }) => before.get(id) !== text);
    expect(answers.length > 0 || form !== undefined).toBe(true);
    for (const { text } of answers.filter((answer) => !saysSo.test(answer.text)))
      expect(text).not.toMatch(/Reference|does not offer|refused|cannot be reached|cannot read/);
  });
});
