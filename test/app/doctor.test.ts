import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../../adapters/slack/scopes.ts';
import type { Driver } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { everywhere } from '../support/everywhere.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

const title = 'How you are doing';
const workspaceTitle = 'How this workspace is doing';

describe.each(everywhere)('the doctor, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, sql, ada } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const his = chatOf(stage, bob);

  test('finds all well with whoever is connected, and says what that means', async () => {
    const seen = await say('doctor', titled(title));
    expect(seen.visibleTo).toBe(ada().userId);
    expect(seen.facts['✓ Your account']).toMatch(/^Amara Acme \\?\(admin@acme\\?\.example\\?\); signed in until /);
    expect(seen.facts['✓ Meeting service']).toMatch(/^It answers, in \d+ ms\.$/);
    expect(seen.facts['✓ Clock']).toBe('It agrees with that of the meeting service.');
    expect(seen.facts['✓ Rules']).toBe('You may start and plan meetings here.');
    expect(seen.facts['✓ Messages to you']).toBeDefined();
    const reference = /reference ([0-9A-F]{8})/.exec(JSON.stringify(seen.raw))?.[1];
    const line = stage.app.log.lines.find(({ message }) => message === 'the doctor has looked');
    expect(line?.fields).toMatchObject({ reference, account: 'good', service: 'good' });
  });

  test('tells whoever is not connected what to do, with a button', async () => {
    const seen = await his.say('doctor', titled(title));
    expect(Object.keys(seen.facts)[0]).toBe('✗ Your account');
    expect(seen.facts['✗ Your account']).toMatch(/^You are not connected to a meeting account\. Sign in, or ask/);
    expect(labelsOf(seen)).toEqual(['Sign in']);
    await his.press(seen, 'Sign in', titled('Connect your account'));
  });

  test('sees a sign-in that has ended, a rule that stops somebody, and messages that are lost', async () => {
    await connectIn(stage, bob());
    await sql("update link set token_expires_at = now() - interval '1 minute' where user_id = $1", [bob().userId]);
    const question = await say('admin policy plan no for users', says('Save this rule?'));
    await press(question, 'Save', says('Saved: '));
    await sql(
      `insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body, state, attempts, error)
       select gen_random_uuid(), gen_random_uuid(), 'k', 0, platform, workspace_id, user_id, user_id, 'caller', '{}', 'failed', 8, 'channel_not_found'
       from link where user_id = $1`,
      [bob().userId],
    );
    const seen = await his.say('doctor', titled(title));
    expect(seen.facts['! Your account']).toContain('has ended. Sign in again');
    expect(seen.facts['! Rules']).toMatch(/users do not plan meetings\. Who can change that: an administrator/);
    expect(seen.facts['! Messages to you']).toMatch(/^1 message did not get through/);
    expect(labelsOf(seen)).toEqual(['Sign in', 'Which rules hold here']);
  });

  test('tells administrators how the workspace is doing, and nobody else', async () => {
    const seen = await say('admin doctor', titled(workspaceTitle));
    expect(seen.facts['! Customer']).toContain('This workspace is not bound to a customer.');
    expect(seen.facts['✓ People']).toBe('2 accounts connected, 1 sign in again the next time.');
    expect(seen.facts['✗ Messages']).toMatch(
      /^1 message did not get through in the last day, the last one because of “channel/,
    );
    expect(labelsOf(seen)).toContain('Set up');
    await connectIn(stage, bob());
    const refused = await his.say('admin doctor', says('may not'));
    expect(refused.text).toMatch(/only its administrators|no administrator of a customer/);
    expect(await sql("select 1 from audit where action = 'workspace.examine' and outcome = 'refused'")).toHaveLength(1);
  });

  test('has a board of the other workspaces of one’s customers, and of nobody else’s', async () => {
    const [acme] = await sql("select customer_id from account where email = 'admin@acme.example'");
    await sql(
      `insert into workspace (platform, workspace_id, name, customer_id, customer_name, token_mode) values
       ('teams', 'other-of-acme', 'Acme Berlin', $1, 'Acme', 'on_behalf'),
       ('slack', 'foreign', 'Globex HQ', 'globex-id', 'Globex', 'ask_again')`,
      [acme?.customer_id],
    );
    const seen = await say('admin doctor', titled(workspaceTitle));
    expect(seen.facts['✗ Teams: Acme Berlin']).toBe('for Acme; 0 accounts connected; no API credentials to act with.');
    expect(JSON.stringify(seen.raw)).not.toContain('Globex HQ');
  });

  test('counts what is of this workspace alone', async () => {
    await sql(
      `insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body, state, attempts, error)
       select gen_random_uuid(), gen_random_uuid(), 'k', 0, platform, 'T0ELSEWHERE', user_id, user_id, 'caller', '{}', 'failed', 8, 'other'
       from link where user_id = $1`,
      [bob().userId],
    );
    const seen = await say('admin doctor', titled(workspaceTitle));
    expect(seen.facts['✗ Messages']).toMatch(/^1 message did not/);
  });
});

describe('the doctor, in Slack', () => {
  const stage = useStage(createSlackDriver);
  const { say } = officeOf(stage, 'admin@acme.example');
  const slack = () => (stage.driver as Awaited<ReturnType<typeof createSlackDriver>>).slack;
  const every = scopes.map(({ scope }) => scope);
  const examined = async (granted: readonly string[] | undefined) => {
    slack().grants.scopes = granted?.join(',');
    return (await say('doctor', titled(title))).facts;
  };

  test('names the scopes that were not granted, with what they are for', async () => {
    expect((await examined(undefined))['✓ This chat']).toBe('It lets me do everything that I need.');
    expect((await examined(every))['✓ This chat']).toBeDefined();
    const optional = await examined(every.filter((scope) => scope !== 'pins:write'));
    expect(optional['! This chat']).toMatch(
      /^Not granted: pins:write \(pins the card of the room that a channel has\)\./,
    );
    const needed = await examined(every.filter((scope) => !['im:write', 'pins:write'].includes(scope)));
    expect(needed['✗ This chat']).toMatch(/^Not granted: im:write \(/);
  });

  test('says where the bot is no member, and that the app was taken away', async () => {
    slack().grants.scopes = undefined;
    slack().channels.set('C0GENERAL', { name: 'general', num_members: 3, is_member: false });
    const seen = await stage.answerTo(
      () => stage.driver.say(stage.driver.people.ada, 'channel', 'doctor'),
      titled(title),
    );
    expect(seen.facts['! This chat']).toContain('Invite me to it.');
    slack().failNext('auth.test', { body: { ok: false, error: 'token_revoked' } });
    slack().failNext('auth.test', { body: { ok: false, error: 'token_revoked' } });
    expect((await say('doctor', titled(title))).facts['✗ This chat']).toContain('install the app once more');
  });
});

describe('the doctor, with a service that fails', () => {
  let service: Awaited<ReturnType<typeof startService>>;
  let driver: Driver;
  let app: RunningApp;
  beforeAll(async () => {
    service = await startService();
    driver = await createWebDriver();
    app = await startApp({ ...driver.environment, ...service.environment });
    await driver.listening(app.url);
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
    await service.close();
  });
  const examined = async () => {
    const answerTo = createAnswerTo(
      () => driver,
      () => app,
    );
    return (await answerTo(() => driver.say(driver.people.ada, 'direct', 'doctor'), titled(title))).facts;
  };

  test('says that it is away, and where clocks disagree', async () => {
    service.on('GET /timezones', (_asked, response) => json(response, {}, 503));
    expect((await examined())['✗ Meeting service']).toMatch(/^It cannot be reached\. Try again in a minute/);
    service.on('GET /timezones', (_asked, response) => {
      response.setHeader('date', new Date(Date.now() - 10 * 60_000).toUTCString());
      json(response, { result: 1001 }, 401);
    });
    const wrong = await examined();
    expect(wrong['✗ Clock']).toMatch(
      /^The clock of this server is (?:59\d|60\d) seconds ahead of that of the meeting service/,
    );
    expect(wrong['✓ Meeting service']).toBeDefined();
  });
});
