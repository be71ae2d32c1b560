/** Findings of an outside review, each as a test that fails until it is fixed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Driver, SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { demo, signIn, signInUrlOf } from '../support/linking.ts';

let slack: Driver;
let teams: Driver;
let app: RunningApp;
beforeAll(async () => {
  [slack, teams] = await Promise.all([createSlackDriver(), createTeamsDriver()]);
  app = await startApp({ ...slack.environment, ...teams.environment });
  await Promise.all([slack.listening(app.url), teams.listening(app.url)]);
});
afterAll(async () => {
  await Promise.all([slack.close(), teams.close()]);
  await app.stop();
});
const question = (message: SeenMessage) => message.title === 'Is this also you?';

async function connect(driver: Driver): Promise<void> {
  const { ada } = driver.people;
  const answerTo = createAnswerTo(
    () => driver,
    () => app,
  );
  const prompt = await answerTo(
    () => driver.say(ada, 'direct', 'connect'),
    ({ title }) => title === 'Connect your account',
  );
  await signIn(driver, ada, signInUrlOf(prompt), demo(ada));
  await app.app.idle();
}

test('H1 the buttons of one person, pressed at once, neither flood another nor stop everybody', async () => {
  await connect(slack);
  for (let times = 0; times < 12; times += 1) await connect(teams);
  const cards = (await teams.messages()).filter(question);
  expect(cards.length).toBe(12);
  const presses = cards.map((card) => teams.press(teams.people.ada, card, 'Yes, that is me'));
  await Promise.all(presses);
  await app.app.idle();
  const failed = app.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect({ asked: (await slack.messages()).filter(question).length, failed }).toEqual({ asked: 1, failed: [] });
}, 120_000);

test('H2 a no is not undone by “account separate” of whoever was declined', async () => {
  const [asked] = (await slack.messages()).filter(question);
  if (!asked) throw new Error('not asked');
  await slack.press(slack.people.ada, asked, 'No, somebody else');
  await app.app.idle();
  const before = (await teams.messages()).filter(question).length;
  await connect(teams);
  expect((await teams.messages()).filter(question).length).toBe(before);
  await teams.say(teams.people.ada, 'direct', 'account separate');
  await app.app.idle();
  await connect(teams);
  expect((await teams.messages()).filter(question).length).toBe(before);
}, 120_000);
