import { afterEach, describe, expect, test } from 'vitest';
import { pageTasks } from '../../adapters/web/console/tasks.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { consoleLinkOf, createConsole, openBy, wordsOf } from '../support/console.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { titled } from '../support/office.ts';
import { routesOf } from '../support/routes.ts';
import { chatOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const accounts = {
  customer: 'admin@acme.example',
  reseller: 'reseller@northwind.example',
  admin: 'admin@enablex.example',
} as const;
const roles = Object.keys(accounts) as (keyof typeof accounts)[];
/** By the roles of the documented routes: the administrators of one customer look after none. */
const aboveCustomers = ['customer.see', 'subscription.see'];
const refused = /may not/;

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
] as const)('the pages of the console, on %s', (_name, create) => {
  const stage = useStage(create as typeof createWebDriver);
  const ada = () => stage.driver.people.ada;
  const { say } = chatOf(stage, ada);
  const sql = (text: string, values: unknown[] = []) => stage.app.test.database.pool.query(text, values);
  /** Those of the running server, once for each task. */
  const pages = () =>
    routesOf(stage.app.app.server)
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/admin/:'))
      .flatMap(({ path }) => pageTasks.map((task) => ({ task, path: path.replace(':task', task.word) })));

  async function open(role: keyof typeof accounts) {
    await sql('delete from link');
    const prompt = await say('connect', titled('Connect your account'));
    await signIn(stage.driver, ada(), signInUrlOf(prompt), { email: accounts[role], password: 'meetwire-demo' });
    await stage.app.app.idle();
    const console = createConsole(() => stage.app.url);
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
    return console;
  }

  afterEach(() =>
    Promise.all(
      roles.map((role) => sql('update sandbox.account set role = $2 where email = $1', [accounts[role], role])),
    ),
  );

  test.each(roles)('show %s what the chat would, and nothing else', async (role) => {
    const console = await open(role);
    expect(pages().length).toBeGreaterThan(9);
    for (const { task, path } of pages()) {
      const isAbove = role !== 'customer' || !aboveCustomers.includes(task.needs(''));
      const page = await console.get(path);
      expect([path, page.status, refused.test(wordsOf(page))]).toEqual([path, 200, !isAbove]);
    }
  });

  test('show nothing to somebody who has lost all rights since', async () => {
    const console = await open('admin');
    await sql("update sandbox.account set role = 'user' where email = $1", [accounts.admin]);
    for (const { path } of pages()) {
      const page = await console.get(path);
      expect([path, refused.test(wordsOf(page))]).toEqual([path, true]);
    }
    expect(wordsOf(await console.get('/admin'))).toMatch(refused);
  });
});
