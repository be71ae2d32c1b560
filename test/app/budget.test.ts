import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usualIntervals } from '../../src/core/intervals.ts';
import { until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { startService } from '../support/service.ts';

let slack: Awaited<ReturnType<typeof createSlackDriver>>;
let service: Awaited<ReturnType<typeof startService>>;
let app: RunningApp;

beforeAll(async () => {
  [slack, service] = await Promise.all([createSlackDriver(), startService()]);
  // A meeting that is looked at while it is made would cost more.
  app = await startApp({ ...slack.environment, ...service.environment }, { intervals: usualIntervals });
  await slack.listening(app.url);
  await slack.say(slack.people.ada, 'channel', 'connect');
  await signIn(
    slack,
    slack.people.ada,
    signInUrlOf(await until(slack, ({ title }) => title === 'Connect your account')),
  );
  await until(slack, ({ title }) => title === 'Connected');
  // How many are in the channel is asked with the first meeting there, and then known for some minutes.
  await slack.say(slack.people.ada, 'channel', 'now The first one');
  await until(slack, ({ title }) => title === 'The first one');
  await app.app.idle();
});
afterAll(async () => {
  await slack.close();
  await app.stop();
  await service.close();
});

test('one /meet now in a channel takes five round trips to the database, one of them before the acknowledgement, and two calls', async () => {
  const { pool } = app.test.database;
  const trips: string[] = [];
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
  pool.query = ((given: string | pg.QueryConfig, ...rest: unknown[]) => {
    // What the timers and the job queue ask for by themselves is not part of a command.
    const name = typeof given === 'string' ? given : (given.name ?? given.text);
    if (!/takeOver|keep|jobs\.|^due |update watch/.test(name)) trips.push(name);
    return query(given, ...rest);
  }) as typeof pool.query;
  const calls = () => Object.values(slack.slack.calls).reduce((sum, one) => sum + one, 0) + service.asked.length;
  const before = calls();

  await slack.say(slack.people.ada, 'channel', 'now Within budget');
  await until(slack, ({ title }) => title === 'Within budget');
  await app.app.idle();
  pool.query = query as typeof pool.query;

  // Two of them see whether somebody else has a meeting there.
  const place = expect.stringContaining('insert into start');
  const here = expect.stringContaining('from "life"');
  expect(trips).toEqual(['invocation accept', place, here, 'invocation decide', 'invocation finish']);
  expect(calls() - before).toBe(2);
});
