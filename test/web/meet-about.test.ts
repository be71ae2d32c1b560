import { expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage(createWebDriver);

async function post(route: string, body: object) {
  const response = await fetch(`${stage.app.url}/playground/api/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as { error?: string; about?: string } };
}

test('a message that one cannot see, or that one alone can see, cannot be met about', async () => {
  const { ada } = stage.driver.people;
  await stage.driver.say(ada, 'direct', 'help');
  await stage.driver.say(ada, 'channel', 'status');
  const direct = await until(stage.driver, ({ title }) => title === 'What I can do');
  const mine = await until(stage.driver, ({ title }) => title === 'Your connection');
  expect((await post('about', { as: 'bob', message: direct.id })).status).toBe(403);
  expect((await post('about', { as: 'ada', message: mine.id })).status).toBe(403);
  expect((await post('about', { as: 'nobody', message: direct.id })).status).toBe(403);
  expect((await post('about', { as: 'ada', message: direct.id })).answer.about).toBe(direct.id);
});

test('a message that was deleted while the form was open starts nothing', async () => {
  const { ada, bob } = stage.driver.people;
  const { form, thread } = await stage.driver.meetAbout(ada, { author: bob, text: 'Gone in a moment' });
  await stage.app.test.database.pool.query('delete from playground_message where id = $1', [thread]);
  if (!form) throw new Error('no form was opened');
  const sent = await stage.driver.fillIn(ada, form, form.fields);
  expect([sent.status, sent.said]).toEqual([404, expect.stringContaining('That message has been deleted')]);
});

test('a form about a message of one conversation is not sent in another', async () => {
  const { ada, bob } = stage.driver.people;
  const { form } = await stage.driver.meetAbout(ada, { author: bob, text: 'Said in general' });
  if (!form) throw new Error('no form was opened');
  const { about } = form.raw as { about?: string };
  const sent = await post('submit', { as: 'ada', conversation: 'design', form: form.ref, about, values: {} });
  expect(sent.status).toBe(403);
});
