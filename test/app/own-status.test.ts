import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { enterBy, goIn, hostPin, joinLink } from '../support/attending.ts';
import { dump } from '../support/dump.ts';
import { createBrowser, demo, signIn, signInUrlOf } from '../support/linking.ts';
import { titled } from '../support/office.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { clientId, clientSecret } from '../support/slack/oauth.ts';
import { workspace } from '../support/slack/workspaces.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

describe('a status that follows meetings, in Slack', () => {
  let noted: PoolClient;
  let driver: Awaited<ReturnType<typeof createSlackDriver>>;
  const stage = useStage(
    async () => {
      driver = await createSlackDriver();
      return driver;
    },
    { environment: { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } },
  );
  const ada = () => driver.people.ada;
  const bob = () => driver.people.bob;
  const hers = chatOf(stage, ada);
  const his = chatOf(stage, bob);
  const shown = (who = 'U0ADA') => driver.slack.statuses.profileOf(who);
  const tokensOf = (userId: string) =>
    [...driver.slack.statuses.tokens].flatMap(([token, of]) => (of.userId === userId ? token : []));
  const rows = async (text: string) => (await stage.app.test.database.pool.query(text)).rows;

  /** Waits, by what arrives and by what the database tells, and not by the clock. */
  async function untilStatus(wanted: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const next = Promise.race([driver.next(), once(noted, 'notification')]);
      if (await wanted()) return;
      await next;
    }
  }
  const untilText = (text: string, who?: string) => untilStatus(() => shown(who).status_text === text);

  async function agreeUrl(chat = hers): Promise<string> {
    const { buttons } = await chat.say('settings status on', ({ title }) => title === 'Your status in meetings');
    return buttons.find(({ label }) => label === 'Agree in Slack')?.url ?? '';
  }
  async function agree(as: Parameters<typeof driver.slack.oauth.agree>[2] = {}) {
    return createBrowser().get(driver.slack.oauth.agree(await agreeUrl(), workspace, as));
  }
  /** Begins a meeting, and goes in as its host. */
  async function meet(title: string) {
    const card = await stage.answerTo(() => driver.say(ada(), 'channel', `now --another ${title}`), titled(title));
    return goIn(joinLink(card), 'Ada Almeida', await hostPin(stage.app.test.database, title));
  }

  beforeAll(async () => {
    await connectIn(stage, ada());
    noted = await stage.app.test.database.pool.connect();
    await noted.query(`
      listen noted;
      create function tell() returns trigger language plpgsql as $$ begin notify noted; return null; end $$;
      create trigger tell after update or delete on slack_status for each statement execute function tell();`);
  });
  afterAll(() => noted.release(true));

  test('whoever asked agrees in Slack, once; nobody else can by that link, and what they gave is given back', async () => {
    const url = await agreeUrl();
    expect(new URL(url).searchParams.get('user_scope')).toBe('users.profile:read,users.profile:write');
    const other = await createBrowser().get(driver.slack.oauth.agree(url, workspace, { userId: 'U0BOB' }));
    expect([other.status, other.text]).toEqual([403, expect.stringContaining('Somebody else has asked')]);
    expect([driver.slack.statuses.tokens.size, driver.slack.statuses.revoked.length]).toEqual([0, 1]);
    const again = await createBrowser().get(driver.slack.oauth.agree(url, workspace));
    expect([again.status, again.text]).toEqual([400, expect.stringContaining('used before')]);
    const forged = driver.slack.oauth.agree(url.replace('U0ADA', 'U0BOB'), workspace, { userId: 'U0BOB' });
    expect((await createBrowser().get(forged)).text).toContain('none of ours');
    expect((await agree()).text).toContain('Your status follows your meetings');
    await hers.say('settings status on', says('already'));
    expect((await hers.say('settings', ({ title }) => title === 'Your settings')).facts['Your status']).toContain(
      'Says',
    );
    const kept = (await dump(stage.app.test.database.pool)).map(({ row }) => row).join('\n');
    const logged = JSON.stringify(stage.app.log.lines);
    for (const token of [...driver.slack.statuses.tokens.keys(), ...driver.slack.statuses.revoked])
      expect([kept.includes(token), logged.includes(token)]).toEqual([false, false]);
  });

  test('says so while its person is in, and goes by itself should nobody take it away; then their own is back', async () => {
    driver.slack.statuses.set('U0ADA', 'Gardening', ':seedling:');
    const host = await meet('Roof');
    await untilText('In a meeting');
    const left = shown().status_expiration - Date.now() / 1_000;
    expect(left > 0 && left <= 30 * 60).toBe(true);
    await host.leave();
    await untilText('Gardening');
    expect(shown()).toEqual({ status_text: 'Gardening', status_emoji: ':seedling:', status_expiration: 0 });
  });

  test('what somebody sets meanwhile stays, and what was to end meanwhile does not come back', async () => {
    const host = await meet('Cellar');
    await untilText('In a meeting');
    driver.slack.statuses.set('U0ADA', 'Do not disturb', ':no_entry:');
    await host.leave();
    await untilStatus(async () => (await rows('select from slack_status where taken is null')).length === 1);
    expect(shown().status_text).toBe('Do not disturb');

    driver.slack.statuses.set('U0ADA', 'Lunch', ':pizza:', Math.floor(Date.now() / 1_000) - 60);
    const next = await meet('Attic');
    await untilText('In a meeting');
    await next.leave();
    await untilText('');
  });

  test('what Slack took without our hearing of it is found, and given back in the end', async () => {
    driver.slack.statuses.set('U0ADA', 'Writing', ':pencil:');
    const hung = driver.slack.hangNext('users.profile.set');
    const host = await meet('Stairs');
    await hung;
    expect(shown().status_text).toBe('In a meeting');
    // What was about to be shown is written down, and what stood there before.
    await untilStatus(
      async () => (await rows('select from slack_status where attempts = 1 and held_until is null')).length === 1,
    );
    const [{ taken }] = (await rows('select taken from slack_status')) as [{ taken: object }];
    expect(taken).toMatchObject({ before: { text: 'Writing' }, isShown: false });
    await rows('update slack_status set due_at = now()');
    await untilStatus(
      async () => (await rows("select from slack_status where taken ->> 'isShown' = 'true'")).length === 1,
    );
    await host.leave();
    await untilText('Writing');
  });

  test('so it is for whoever our link leads in by their own name, by a token that is renewed before it ends', async () => {
    const browser = createBrowser();
    const prompt = await his.say('connect', ({ buttons }) => buttons.some(({ label }) => label === 'Sign in'));
    await signIn(driver, bob(), signInUrlOf(prompt), demo(bob()), browser);
    await stage.app.app.idle();
    const agreed = driver.slack.oauth.agree(await agreeUrl(his), workspace, { userId: 'U0BOB', rotates: true });
    expect((await createBrowser().get(agreed)).status).toBe(200);
    const given = tokensOf('U0BOB');
    await rows("update slack_status set token_ends_at = now() where user_id = 'U0BOB'");
    driver.slack.statuses.set('U0BOB', 'Sailing', ':sailboat:');
    const card = await stage.answerTo(() => driver.say(ada(), 'channel', 'now --another Shed'), titled('Shed'));
    const guest = await goIn(joinLink(card), 'Bob Brandt');
    await until(driver, ({ title, facts }) => title === 'Shed' && facts['In the meeting (1)'] !== undefined);
    await stage.app.app.idle();
    expect(shown('U0BOB').status_text).toBe('Sailing');
    const himself = await enterBy(browser, joinLink(card));
    await untilText('In a meeting', 'U0BOB');
    expect(tokensOf('U0BOB')).toHaveLength(given.length + 1);
    await himself.leave();
    await guest.leave();
    await untilText('Sailing', 'U0BOB');
    await his.say('settings status off', says('your own comes back'));
    await untilStatus(async () => (await rows("select from slack_status where user_id = 'U0BOB'")).length === 0);
    expect(tokensOf('U0BOB')).toEqual(given);
  });

  test('is given back with the right to it, where its person wants it no more, or is forgotten', async () => {
    driver.slack.statuses.set('U0ADA', 'Reading', ':book:');
    const [token = ''] = tokensOf('U0ADA');
    const host = await meet('Door');
    await untilText('In a meeting');
    await hers.say('settings status off', says('your own comes back'));
    await untilStatus(() => driver.slack.statuses.revoked.includes(token));
    expect(shown().status_text).toBe('Reading');
    await untilStatus(async () => (await rows('select from slack_status')).length === 0);
    await host.leave();

    expect((await agree()).status).toBe(200);
    const [second = ''] = tokensOf('U0ADA');
    await meet('Gate');
    await untilText('In a meeting');
    const asked = await hers.say('forget everything', ({ buttons }) => buttons.length > 0);
    await driver.press(ada(), asked, 'Yes, delete everything');
    await untilStatus(() => driver.slack.statuses.revoked.includes(second));
    expect(shown().status_text).toBe('Reading');
    await untilStatus(async () => (await rows('select from slack_status')).length === 0);
  });

  test('where the service does not tell any more who is in, and the sign-in of the host is over, it is given back in the end, and not taken again', async () => {
    await connectIn(stage, ada());
    expect((await agree()).status).toBe(200);
    driver.slack.statuses.set('U0ADA', 'Painting', ':art:');
    const host = await meet('Garden');
    await untilText('In a meeting');
    const body = new URLSearchParams({ inferredRoutes: 'missing' });
    expect((await fetch(`${stage.app.url}/sandbox/switches`, { method: 'POST', body })).status).toBe(200);
    await rows("update link set token_expires_at = now() - interval '1 minute', sealed_token = null");
    await host.leave();
    await untilText('Painting');
    await connectIn(stage, ada());
    const card = await stage.answerTo(() => driver.say(ada(), 'channel', 'now --another Pond'), titled('Pond'));
    const herself = await goIn(joinLink(card), 'Ada Almeida');
    await until(driver, ({ title, facts }) => title === 'Pond' && facts.When?.startsWith('Live') === true);
    await stage.app.app.idle();
    expect(shown().status_text).toBe('Painting');
    await herself.leave();
  });
});

describe.each([
  ['Teams', createTeamsDriver],
  ['the playground', createWebDriver],
] as const)('on %s', (_platform, create) => {
  const stage = useStage(create);
  test('there is no status to keep, which one sentence says', async () => {
    const chat = chatOf(stage, () => stage.driver.people.ada);
    await chat.say('settings status on', says('in Slack only'));
  });
});
