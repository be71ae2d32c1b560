import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { useStage } from '../support/stage.ts';

/** Somebody's server, which is none of the platform's, and what it was asked. */
const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers.authorization);
  response.end('email,name\nzoe@acme.example,Zoe');
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());
const elsewhere = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/people.csv`;
const bytes = new TextEncoder().encode('email,name\nzoe@acme.example,Zoe');

describe('a file of which it is said that it lies elsewhere, on Slack', () => {
  let driver: Awaited<ReturnType<typeof createSlackDriver>>;
  const stage = useStage(async () => {
    driver = await createSlackDriver();
    return driver;
  });
  const { next, ada } = officeOf(stage, 'admin@acme.example');

  test('is not fetched, and no token goes there', async () => {
    const keepFile = driver.slack.keepFile;
    driver.slack.keepFile = elsewhere;
    await next(() => driver.drop(ada(), { name: 'people.csv', bytes }), says('I could not read people.csv'), []);
    expect(asked).toEqual([]);
    driver.slack.keepFile = keepFile;
    await next(() => driver.drop(ada(), { name: 'people.csv', bytes }), titled('Import people.csv'), []);
  });
});

describe('a file of which it is said that it lies elsewhere, on Teams', () => {
  let driver: Awaited<ReturnType<typeof createTeamsDriver>>;
  const stage = useStage(async () => {
    driver = await createTeamsDriver();
    return driver;
  });
  const { next, ada } = officeOf(stage, 'admin@acme.example');

  test('is not fetched', async () => {
    driver.teams.keepFile = elsewhere;
    await next(() => driver.drop(ada(), { name: 'people.csv', bytes }), says('I could not read people'), []);
    expect(asked).toEqual([]);
  });
});
