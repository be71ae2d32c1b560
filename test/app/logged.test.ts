import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Driver } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { codeOn, createBrowser, demo, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { startService } from '../support/service.ts';

let driver: Driver;
let service: Awaited<ReturnType<typeof startService>>;
let app: RunningApp;
let shift = 0;
const { ada, bob } = { ada: () => driver.people.ada, bob: () => driver.people.bob };
const answerTo = createAnswerTo(
  () => driver,
  () => app,
);

beforeAll(async () => {
  driver = await createWebDriver();
  service = await startService();
  const clock = () => new Date(Date.now() + shift);
  app = await startApp({ ...driver.environment, ...service.environment }, { clock });
  await driver.listening(app.url);
});
afterAll(async () => {
  await driver.close();
  await app.stop();
  await service.close();
});

async function bound() {
  const prompt = await answerTo(
    () => driver.say(ada(), 'direct', 'connect'),
    ({ title }) => title === 'Connect your account',
  );
  const url = signInUrlOf(prompt);
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  return { url, browser };
}

const logged = (message: string) => app.log.lines.filter((line) => line.message === message);

test('every step of showing who one is is in the log, right or wrong, without the code and without a name', async () => {
  const { url, browser } = await bound();
  const code = codeOn(await browser.get(url));
  const wrong = code === '000000' ? '111111' : '000000';
  await answerTo(
    () => driver.say(ada(), 'direct', wrong),
    ({ text }) => text.includes('That is not the code'),
  );
  expect(logged('a wrong code was typed')).toMatchObject([{ level: 'warn', fields: { tries: 1 } }]);
  await answerTo(
    () => driver.say(ada(), 'direct', code),
    ({ text }) => text.startsWith('Thank you'),
  );
  await browser.post(`${url}/sign-in`, { form_token: formToken(await browser.get(url)), ...demo(ada()) });
  await app.app.idle();
  const [proven, ...others] = logged('a browser has shown whom it belongs to');
  const [connected] = logged('an account was connected');
  expect(proven?.fields).toEqual({ by: 'code', reference: expect.stringMatching(/^[0-9A-F]{8}$/) });
  expect(others).toEqual([]);
  expect(proven?.fields).toMatchObject(connected?.fields ?? { never: true });
  expect(JSON.stringify(app.log.lines)).not.toMatch(new RegExp(`${code}|ada@acme|Almeida`));
});

test('what somebody may not do is in the log, by what it was', async () => {
  await answerTo(
    () => driver.say(bob(), 'direct', 'admin setup'),
    ({ text }) => text.includes('You may not'),
  );
  expect(logged('an act was refused')).toMatchObject([{ level: 'warn', fields: { verb: 'workspace.setup' } }]);
});

test('forms that did not come from a page of ours are in the log, a flood of them in one line', async () => {
  const { url } = await bound();
  const forged = () => createBrowser().post(url, { form_token: 'x' });
  await Promise.all([forged(), forged(), forged()]);
  expect(logged('refused forms that did not come from a page of ours')).toMatchObject([
    { level: 'warn', fields: { route: '/connect/:nonce' } },
  ]);
  expect(JSON.stringify(app.log.lines)).not.toContain(url.split('/').at(-1));
});

test('a password reaches the service exactly as it was typed', async () => {
  const password = '  Grüße "quoted" \\ 🔑 <b>& +%20 \t';
  const { url, browser } = await bound();
  await signIn(driver, ada(), url, { email: 'ada@acme.example', password }, browser);
  expect(service.asked.findLast(({ path }) => path === '/login')?.body).toEqual({
    email: 'ada@acme.example',
    password,
  });
});

test('a code is good for five minutes', async () => {
  const { url, browser } = await bound();
  const code = codeOn(await browser.get(url));
  shift += 5 * 60_000;
  await answerTo(
    () => driver.say(ada(), 'direct', code),
    ({ text }) => text.includes('I was not waiting for a code'),
  );
  expect((await browser.get(url)).status).toBe(410);
});
