import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
beforeEach(async () => {
  await app.app.idle();
  // No truncate: that locks whole tables, in another order than what looks at them all the while.
  for (const table of ['card', 'meeting', 'link', 'same_human', 'identity'])
    await app.test.database.pool.query(`delete from ${table}`);
});

const question = (message: SeenMessage) => message.title === 'Is this also you?';

const answerOn = (
  driver: Driver,
  done: () => Promise<unknown>,
  wanted: (message: SeenMessage) => boolean,
): Promise<SeenMessage> =>
  createAnswerTo(
    () => driver,
    () => app,
  )(done, wanted);

async function connect(driver: Driver, who = driver.people.ada): Promise<void> {
  const prompt = await answerOn(
    driver,
    () => driver.say(who, 'direct', 'connect'),
    ({ title, visibleTo }) => title === 'Connect your account' && visibleTo === who.userId,
  );
  await signIn(driver, who, signInUrlOf(prompt), demo(driver.people.ada));
  await app.app.idle();
}

const humans = async () =>
  (await app.test.database.pool.query('select count(distinct human_id)::int as n from identity')).rows[0].n as number;

async function roomLink(driver: Driver): Promise<string | undefined> {
  const { ada } = driver.people;
  const room = await answerOn(
    driver,
    () => driver.say(ada, 'direct', 'room'),
    ({ title }) => title === 'Your room',
  );
  return room.buttons.find(({ label }) => label === 'Open my room')?.url;
}

test('the same account linked from Slack and Teams is asked about, and shared once both sides have said so', async () => {
  await connect(slack);
  const before = await roomLink(slack);
  const asked = await answerOn(teams, () => connect(teams), question);
  expect(asked.text).toContain('Ada in Acme (Slack) is connected with the same account, ada@acme.example');
  expect((await slack.messages()).filter(question)).toEqual([]);
  expect(await roomLink(teams)).not.toBe(before);

  const other = await answerOn(slack, () => teams.press(teams.people.ada, asked, 'Yes, that is me'), question);
  expect(other).toMatchObject({ visibleTo: slack.people.ada.userId, place: 'direct' });
  expect(await humans()).toBe(2);
  await answerOn(
    teams,
    () => slack.press(slack.people.ada, other, 'Yes, that is me'),
    ({ text }) => text.includes('are one now'),
  );
  expect(await humans()).toBe(1);
  expect(await roomLink(teams)).toBe(before);

  const list = await answerOn(
    teams,
    () => teams.say(teams.people.ada, 'direct', 'account'),
    ({ title }) => title === 'Your accounts',
  );
  expect(list.facts['Also you']).toBe('Ada in Acme (Slack)');
  await answerOn(
    teams,
    () => teams.press(teams.people.ada, list, 'That is only me here'),
    ({ text }) => text.includes('somebody of your own'),
  );
  expect(await humans()).toBe(2);
});

test('a no on either side is the end of it, and nobody is asked again', async () => {
  await connect(slack);
  const asked = await answerOn(teams, () => connect(teams), question);
  const other = await answerOn(slack, () => teams.press(teams.people.ada, asked, 'Yes, that is me'), question);
  await answerOn(
    slack,
    () => slack.press(slack.people.ada, other, 'No, somebody else'),
    ({ text }) => text.includes('is somebody else'),
  );
  expect(await humans()).toBe(2);
  const before = (await teams.messages()).filter(question).length;
  await connect(teams);
  expect((await teams.messages()).filter(question)).toHaveLength(before);
});

test('two colleagues who share one account stay two people until both say otherwise', async () => {
  await connect(slack);
  const asked = await answerOn(slack, () => connect(slack, slack.people.bob), question);
  expect(asked.visibleTo).toBe(slack.people.bob.userId);
  expect(await humans()).toBe(2);
});

test('an answer by somebody else, or for an account that is not held any more, joins nobody', async () => {
  await connect(slack);
  const asked = await answerOn(teams, () => connect(teams), question);
  const bob = { ...teams.people.bob };
  await teams.say(bob, 'direct', 'help');
  await teams.press(bob, asked, 'Yes, that is me');
  await slack.say(slack.people.ada, 'direct', 'disconnect');
  await answerOn(
    teams,
    () => teams.press(teams.people.ada, asked, 'Yes, that is me'),
    ({ text }) => text.includes('This question is settled'),
  );
  expect(await humans()).toBe(2);
});

test('many questions answered at once ask the other side once, and a no is not undone by separating', async () => {
  const { ada } = teams.people;
  await connect(slack);
  const before = {
    teams: (await teams.messages()).filter(question).length,
    slack: (await slack.messages()).filter(question).length,
  };
  for (let times = 0; times < 4; times += 1) await connect(teams);
  const cards = (await teams.messages()).filter(question).slice(before.teams);
  expect(cards).toHaveLength(4);
  await Promise.all(cards.map((card) => teams.press(ada, card, 'Yes, that is me')));
  await app.app.idle();
  const asked = (await slack.messages()).filter(question).slice(before.slack);
  expect(asked).toHaveLength(1);
  expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);

  const [only] = asked;
  if (!only) throw new Error('not asked');
  await answerOn(
    slack,
    () => slack.press(slack.people.ada, only, 'No, somebody else'),
    ({ text }) => text.includes('is somebody else'),
  );
  await answerOn(
    teams,
    () => teams.say(ada, 'direct', 'account separate'),
    ({ text }) => text.includes('somebody of your own'),
  );
  const open = (await teams.messages()).filter(question).length;
  await connect(teams);
  expect((await teams.messages()).filter(question)).toHaveLength(open);
});
