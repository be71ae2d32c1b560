import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLifeStore } from '../../db/life-store.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { withCalls } from '../support/calls.ts';
import { everywhere } from '../support/everywhere.ts';
import { type Browser, createBrowser, demo, signIn, signInUrlOf } from '../support/linking.ts';
import { titled } from '../support/office.ts';
import { chatOf, labelsOf } from '../support/scheduling.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';

type Stage = ReturnType<typeof useStage>;

/** What stories about recordings need: people with browsers of their own, and meetings that are recorded. */
function recordingOn(stage: Stage) {
  const sql = async (text: string, values: unknown[] = []) =>
    (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];
  return {
    sql,
    /** Connects somebody, in a browser that is then recognised. */
    async connect(who: Identity, email?: string): Promise<Browser> {
      const browser = createBrowser();
      const prompt = await chatOf(stage, () => who).say('connect', ({ buttons }) =>
        buttons.some(({ label }) => label === 'Sign in'),
      );
      const account = email === undefined ? demo(who) : { ...demo(who), email };
      await signIn(stage.driver, who, signInUrlOf(prompt), account, browser);
      await stage.app.app.idle();
      return browser;
    },
    /** Starts a meeting in the channel. Resolves to its card. */
    start: (who: Identity, title: string, wish = 'now') =>
      stage.answerTo(() => stage.driver.say(who, 'channel', `${wish} ${title}`), titled(title)),
    /** Somebody is in for a moment, and leaves; it is recorded unless `not`. */
    async hold(title: string, card: SeenMessage, not?: 'not'): Promise<void> {
      await sql('update sandbox.room set auto_recording = $2 where room_name = $1', [title, not === undefined]);
      const guest = await goIn(joinLink(card), 'Grace Guest');
      await guest.leave();
    },
    told: (title: string) =>
      until(stage.driver, ({ text }) => text.includes(`“${title}” was recorded, and the recording is ready.`)),
    /** How often it was told. */
    async times(title: string): Promise<number> {
      return (await stage.driver.messages()).filter(({ text }) => text.includes(`“${title}” was recorded`)).length;
    },
    link: (message: SeenMessage) => /https?:\/\/[^\s"'<>|)\\]+\/r\/[\w-]+/.exec(JSON.stringify(message.raw))?.[0] ?? '',
  };
}

describe.each(everywhere)('the recording of a meeting that is over, on %s', (platform, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const { connect, start, hold, told, times, link, sql } = recordingOn(stage);
  let adas: Browser;
  let bobs: Browser;

  beforeAll(async () => {
    adas = await connect(ada());
    bobs = await connect(bob());
  });

  test('is told of once below the card, which says so; its link opens it for those who are there, and for nobody else', async () => {
    const card = await start(ada(), 'Weekly');
    await hold('Weekly', card);
    const message = await told('Weekly');
    expect(message.visibleTo).toBe('everyone');
    expect(message.thread).toBeDefined();
    const url = link(message);
    expect(JSON.stringify(message.raw)).not.toMatch(/sandbox\/recordings/);
    const ended = await until(
      stage.driver,
      ({ title, facts }) => title === 'Ended: Weekly' && facts.Recording !== undefined,
    );
    expect(link(ended)).toBe(url);
    expect(labelsOf(ended)).toEqual(['Meet again', 'Schedule a follow-up']);
    for (const browser of [adas, bobs]) {
      const page = await browser.get(url);
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([303, 'no-referrer']);
      expect(page.headers.get('location')).toContain('/sandbox/recordings/');
    }
    const stranger = await createBrowser().get(url);
    expect(stranger.status).toBe(401);
    expect(stranger.text).not.toMatch(/Weekly|sandbox/);
    expect((await adas.get(`${url}x`)).status).toBe(404);
    const { form } = await stage.driver.press(ada(), ended, 'Schedule a follow-up');
    expect(JSON.stringify(form?.fields)).toContain('Weekly');
    expect(await times('Weekly')).toBe(1);
  });

  // In the others, everybody is in the channel.
  if (platform === 'Slack')
    test('is nothing for a colleague who is not where it was posted', async () => {
      await hold('Salaries', await start(ada(), 'Salaries'));
      const url = link(await told('Salaries'));
      const chens = await connect(stage.driver.welcome(), 'chen@acme.example');
      const page = await chens.get(url);
      expect(page.status).toBe(403);
      expect(page.text).not.toMatch(/Salaries|sandbox/);
      expect((await bobs.get(url)).status).toBe(303);
    });

  test('is the host’s alone where a rule says so, until the host posts it', async () => {
    const { platform, workspaceId } = ada();
    await sql(
      `insert into policy_rule (platform, workspace_id, setting, value, scope)
       values ($1, $2, 'recordings', 'host', 'everybody everywhere')`,
      [platform, workspaceId],
    );
    await hold('Review', await start(ada(), 'Review'));
    const mine = await until(stage.driver, titled('Recorded: Review'));
    expect(mine.visibleTo).toBe(ada().userId);
    const url = link(mine);
    const ended = await until(
      stage.driver,
      ({ title, facts }) => title === 'Ended: Review' && facts.Recording !== undefined,
    );
    expect(ended.facts.Recording).toBe('There is one: its host has it');
    expect(JSON.stringify(ended.raw)).not.toContain('/r/');
    const refused = await bobs.get(url);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('Review');
    expect((await adas.get(url)).status).toBe(303);
    await stage.driver.press(ada(), mine, 'Post it below the meeting’s card');
    expect(link(await told('Review'))).toBe(url);
    expect((await bobs.get(url)).status).toBe(303);
    await stage.app.app.idle();
    expect(await times('Review')).toBe(1);
  });
});

describe('recordings that come late, in parts, or not at all', () => {
  let shift = 0;
  const stage = useStage(createWebDriver, { clock: () => new Date(Date.now() + shift) });
  const ada = () => stage.driver.people.ada;
  const hers = chatOf(stage, ada);
  const { connect, start, hold, told, times, link, sql } = recordingOn(stage);
  const switches = (fields: Readonly<Record<string, string>>) =>
    fetch(`${stage.app.url}/sandbox/switches`, { method: 'POST', body: new URLSearchParams(fields) });
  /** In a room, what begins and ends within one second of the service cannot be told from what was before. */
  async function seenIn(title: string, card: SeenMessage): Promise<void> {
    const guest = await goIn(joinLink(card), 'Grace Guest');
    await until(stage.driver, (message) => message.title === title && 'In the meeting (1)' in message.facts);
    await guest.leave();
  }
  let adas: Browser;
  beforeAll(async () => {
    adas = await connect(ada());
  });

  test('nothing is said of what was not recorded; of one room, each meeting has its own; so has a webinar', async () => {
    const plain = await start(ada(), 'Plain');
    await hold('Plain', plain, 'not');
    const [room] = await sql(`select room_name from sandbox.room r join sandbox.account a on a.id = r.user_id
      where a.email = 'ada@acme.example' and r.app_type = 'vc' and r.permanent`);
    const name = String(room?.room_name);
    const first = await start(ada(), 'First in my room', 'now --room --another');
    await sql('update sandbox.room set auto_recording = true where room_name = $1', [name]);
    await seenIn('First in my room', first);
    await until(stage.driver, titled('Ended: First in my room'));
    const second = await start(ada(), 'Second in my room', 'now --room --another');
    await sql('update sandbox.room set auto_recording = false where room_name = $1', [name]);
    await seenIn('Second in my room', second);
    await until(stage.driver, titled('Ended: Second in my room'));
    await told('First in my room');
    await hold('Last', await start(ada(), 'Last', 'now --webinar --another'));
    await told('Last');
    expect([await times('Plain'), await times('Second in my room'), await times('First in my room')]).toEqual([
      0, 0, 1,
    ]);
    // As if all had ended within one second, which is the finest that the service tells.
    await sql('update recording set ended_at = (select max(ended_at) from recording)');
    const list = await hers.say('recordings', titled('Your recordings'));
    expect(Object.keys(list.facts)).toEqual(['Last', 'First in my room']);
  });

  test('several parts are behind one link; what the service has removed is not there any more', async () => {
    await hold('Parts', await start(ada(), 'Parts', 'now --another'));
    const url = link(await told('Parts'));
    await sql(`insert into sandbox.recording (recording_id, session_id, started_at, seconds)
      select 'aaaaaaaaaaaaaaaaaaaaaaaa', s.session_id, now(), 120 from sandbox.session s join sandbox.room using (room_id)
      where room_name = 'Parts'`);
    const page = await adas.get(url);
    expect(page.text).toContain('It was recorded in 2 parts.');
    expect((await adas.get(`${url}/aaaaaaaaaaaaaaaaaaaaaaaa`)).headers.get('location')).toMatch(/recordings\/a{24}$/);
    expect((await createBrowser().get(`${url}/aaaaaaaaaaaaaaaaaaaaaaaa`)).status).toBe(401);
    expect((await adas.get(`${url}/another`)).status).toBe(410);
    await sql(
      "delete from sandbox.recording where session_id in (select session_id from sandbox.session join sandbox.room using (room_id) where room_name = 'Parts')",
    );
    expect((await adas.get(url)).status).toBe(410);
    expect(await times('Parts')).toBe(1);
  });

  test('people of other workspaces, and those who were forged, are refused, whatever they know', async () => {
    const [row] = await sql('select link_key from recording where is_shared limit 1');
    const url = `${stage.app.url}/r/${row?.link_key}`;
    const stranger = createBrowser();
    stranger.cookies.set('meetwire-me', 'A'.repeat(43));
    expect((await stranger.get(url)).status).toBe(401);
    await sql("insert into workspace (platform, workspace_id, name) values ('slack', 'T0OTHER', 'Other')");
    await sql(`insert into identity (platform, workspace_id, user_id, name) values ('slack', 'T0OTHER', 'ada', 'Ada')`);
    await sql("update known_browser set platform = 'slack', workspace_id = 'T0OTHER' where user_id = 'ada'");
    expect((await adas.get(url)).status).toBe(403);
    await sql("update known_browser set platform = 'web', workspace_id = 'playground' where user_id = 'ada'");
    expect((await adas.get(url)).status).not.toBe(403);
  });

  test('where the service lists no recordings, nothing is said, and nothing is broken', async () => {
    const card = await start(ada(), 'Unlisted', 'now --another');
    await switches({ inferredRoutes: 'missing' });
    await hold('Unlisted', card);
    const ended = await until(stage.driver, titled('Ended: Unlisted'));
    expect(ended.facts.Recording).toBeUndefined();
    const list = await hers.say('recordings', ({ text }) => /recording/.test(text));
    await switches({ inferredRoutes: 'there' });
    expect(JSON.stringify(list.raw)).not.toContain('Unlisted');
    expect(await times('Unlisted')).toBe(0);
  });

  test('the recording of each occurrence of a series is its own, stands on its card beside when that was, and is nothing for whoever was taken off', async () => {
    const card = await hers.plan('Standup in 30 minutes, every day, with', [stage.driver.people.bob]);
    const bobs = await connect(stage.driver.people.bob);
    const seen: string[] = [];
    for (const minutes of [30, 24 * 60]) {
      shift += minutes * 60_000;
      await hold('Standup', card);
      const next = await until(
        stage.driver,
        (message) => message.text.includes('“Standup” was recorded') && !seen.includes(link(message)),
      );
      seen.push(link(next));
      await stage.app.app.idle();
      if (seen.length === 1) {
        expect((await bobs.get(seen[0] ?? '')).status).toBe(303);
        await sql("update invitee set removed_at = now() where name = 'Bob Brandt'");
      }
      await until(
        stage.driver,
        (message) =>
          message.facts['Last time'] !== undefined && JSON.stringify(message.raw).includes(seen.at(-1) ?? ''),
      );
    }
    // Below the card of the host, and below the one of each guest.
    await stage.app.app.idle();
    expect(await times('Standup')).toBe(3);
    expect((await bobs.get(seen[1] ?? '')).status).toBe(403);
  });
});

describe('recordings, with several replicas', () => {
  let shift = 0;
  const clock = () => new Date(Date.now() + shift);
  const stage = useStage(createSlackDriver, { clock });
  const { connect, start, hold, told, times, sql } = recordingOn(stage);
  const ada = () => stage.driver.people.ada;

  test('each is told of once, also where one of them dies while it looks', async () => {
    await connect(ada());
    const other = await startApp(stage.driver.environment, { shared: stage.app.test, clock });
    const first = await start(ada(), 'First');
    const second = await start(ada(), 'Second', 'now --another');
    await Promise.all([hold('First', first), hold('Second', second)]);
    await Promise.all([told('First'), told('Second')]);
    const third = await start(ada(), 'Third', 'now --another');
    // Whoever dies holds what it took for as long as its lease lasts.
    const dead = createLifeStore({ database: stage.app.test.database });
    await sql('update watch set due_at = now(), search_at = now()');
    const taken = await dead.takeWatches(new Date(Date.now() + 5_000), 100);
    expect(taken.length).toBeGreaterThan(0);
    await hold('Third', third);
    shift = 60_000;
    await told('Third');
    await Promise.all([stage.app.app.idle(), other.app.idle()]);
    expect([await times('First'), await times('Second'), await times('Third')]).toEqual([1, 1, 1]);
    await other.stop();
  });
});

describe('recordings of a host for whom nobody may look', () => {
  let service: Awaited<ReturnType<typeof startService>>;
  let driver: Driver;
  let app: RunningApp;
  const ada = () => driver.people.ada;
  const answerTo = createAnswerTo(
    () => driver,
    () => app,
  );
  beforeAll(async () => {
    [driver, service] = [await createWebDriver(), await startService()];
    app = await startApp({ ...driver.environment, ...service.environment });
    await driver.listening(app.url);
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
    await service.close();
  });

  const connect = async (who: Identity) => {
    const browser = createBrowser();
    const prompt = await answerTo(
      () => driver.say(who, 'direct', 'connect'),
      (message) => message.visibleTo === who.userId && signInUrlOf(message) !== '',
    );
    await signIn(driver, who, signInUrlOf(prompt), demo(who), browser);
    await until(driver, ({ text, visibleTo }) => visibleTo === who.userId && text.startsWith('Connected'));
    return browser;
  };

  test('of a service that lists none, it is said to whoever asks', async () => {
    await connect(driver.people.bob);
    await answerTo(() => driver.say(driver.people.bob, 'channel', 'now Alone'), titled('Alone'));
    withCalls(service, () => new Date())
      .begin([{ name: 'Grace', left: true }])
      .end();
    const said = ({ text, visibleTo }: SeenMessage) => visibleTo === driver.people.bob.userId && /offer/.test(text);
    const answer = await answerTo(() => driver.say(driver.people.bob, 'direct', 'recordings'), said);
    expect(answer.text).toContain('does not offer lists of recordings');
    await app.stop();
    // What a service does not have is remembered for ten minutes.
    app = await startApp({ ...driver.environment, ...service.environment });
    await driver.listening(app.url);
  });

  test('nothing is said until the host asks, who signs in for it where the token has ended; the link then works for the host alone', async () => {
    const [adas, bobs] = [await connect(ada()), await connect(driver.people.bob)];
    await answerTo(() => driver.say(ada(), 'channel', 'now Budget'), titled('Budget'));
    const calls = withCalls(service, () => new Date());
    calls.begin([{ name: 'Grace', left: true }]).end();
    const url = 'https://meet.example.com/recording?secret=1';
    service.on('GET /recordings', (_asked, response) =>
      json(response, {
        result: 1,
        recordings: [{ recording_id: 'r', session_id: `s-${service.meetings.at(-1)?.meeting_id}-0`, url }],
      }),
    );
    await app.test.database.pool.query(
      "update link set token_expires_at = now() - interval '1 minute', sealed_token = null",
    );
    const looks = () => service.asked.filter(({ path }) => path === '/recordings').length;
    const before = looks();
    const prompt = await answerTo(
      () => driver.say(ada(), 'direct', 'recordings'),
      (message) => message.visibleTo === ada().userId && signInUrlOf(message) !== '',
    );
    expect(looks()).toBe(before);
    await signIn(driver, ada(), signInUrlOf(prompt), demo(ada()), adas);
    const list = await until(driver, titled('Your recordings'));
    expect(Object.keys(list.facts)).toEqual(['Budget']);
    const message = await until(driver, ({ text }) => text.includes('“Budget” was recorded'));
    const ours = /http[^"\s]+\/r\/[\w-]+/.exec(JSON.stringify(message.raw))?.[0] ?? '';
    expect((await adas.get(ours)).headers.get('location')).toBe(url);
    const others = await bobs.get(ours);
    expect([others.status, others.text.includes('its host alone, who is not signed in')]).toEqual([403, true]);
    const { rows } = await app.test.database.pool.query(
      "select body::text as body from effect where body::text like '%secret=1%'",
    );
    expect(rows).toEqual([]);
  });
});
