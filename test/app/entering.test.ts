import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import type { SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { enterBy, goIn, joinLink, open } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { type Browser, codeOn, createBrowser, demo, formToken, signIn, signInUrlOf } from '../support/linking.ts';
import { says, titled } from '../support/office.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('going into a meeting as oneself, from %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const hers = chatOf(stage, ada);
  const his = chatOf(stage, bob);
  const sql = async (text: string, values: unknown[] = []) =>
    (await stage.app.test.database.pool.query(text, values)).rows as Record<string, unknown>[];
  const inside = async (title: string) =>
    sql(
      `select p.name, p.role from sandbox.participant p join sandbox.session s using (session_id)
       join sandbox.room r on r.room_id = s.room_id where r.room_name = $1 and p.left_at is null order by p.joined_at`,
      [title],
    );
  let adas: Browser;
  let link = '';

  async function linkFor(who: Identity, chat: typeof hers, button: string, line: string): Promise<SeenMessage> {
    expect(who).toBeDefined();
    return chat.say(line, (message) => labelsOf(message).includes(button));
  }

  beforeAll(async () => {
    adas = createBrowser();
    const prompt = await linkFor(ada(), hers, 'Sign in', 'connect');
    await signIn(stage.driver, ada(), signInUrlOf(prompt), demo(ada()), adas);
    await stage.app.app.idle();
    const card = await stage.answerTo(() => stage.driver.say(ada(), 'post', 'now Review'), titled('Review'));
    link = joinLink(card);
  });

  test('the browser in which somebody has connected leads the host in, under her own name, as moderator', async () => {
    await enterBy(adas, link);
    expect(await inside('Review')).toEqual([{ name: 'Ada Almeida', role: 'moderator' }]);
  });

  test('a browser that is not known is asked who it is; looking makes nobody enter, however often', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(link, { method, redirect: 'manual' });
      expect(page.status).toBe(200);
      expect(page.headers.getSetCookie()).toEqual([]);
    }
    const page = await createBrowser().get(link);
    expect(page.text).toContain('<h1>Review</h1>');
    expect(page.text).toContain('Go in as a guest');
    expect(page.text).not.toMatch(/acme|mpin|[?&]token=/);
    expect(await inside('Review')).toHaveLength(1);
    const guest = await goIn(link, 'Grace <b>Guest</b>');
    expect((await inside('Review')).map(({ name }) => name)).toContain('Grace <b>Guest</b>');
    await guest.leave();
  });

  test('a colleague has a browser recognised by a link of their own, and is not the host; two of one name stay two', async () => {
    await connectIn(stage, bob());
    await sql('delete from known_browser where user_id = $1', [bob().userId]);
    const bobs = createBrowser();
    expect((await bobs.get(link)).text).toContain('Go in as a guest');
    const card = await linkFor(bob(), his, 'Recognise my browser', 'browser');
    const url = card.buttons[0]?.url ?? '';
    await bobs.post(url, { form_token: formToken(await bobs.get(url)) });
    // Forwarded, it is of no use to anybody else.
    expect((await createBrowser().get(url)).status).toBe(410);
    await his.say(codeOn(await bobs.get(url)), says('that is right'));
    const done = await bobs.post(`${url}/browser`, { form_token: formToken(await bobs.get(url)) });
    expect(done.text).toContain('This browser is recognised');
    expect((await bobs.post(`${url}/browser`, { form_token: 'again' })).status).not.toBe(200);
    await enterBy(bobs, link);
    const called = (await inside('Review')).at(-1);
    expect(called).toMatchObject({ role: 'participant' });
    const ofThatName = async () => (await inside('Review')).filter(({ name }) => name === called?.name).length;
    const before = await ofThatName();
    const guest = await goIn(link, String(called?.name));
    expect(await ofThatName()).toBe(before + 1);
    await guest.leave();
  });

  test('a cookie that is forged, past its time or taken back is nobody’s', async () => {
    const isUnknown = async (browser: Browser) => expect((await browser.get(link)).text).toContain('Go in as a guest');
    const forged = createBrowser();
    forged.cookies.set('meetwire-me', 'A'.repeat(43));
    await isUnknown(forged);
    const [row] = await sql('select digest, expires_at from known_browser where user_id = $1', [ada().userId]);
    await sql("update known_browser set expires_at = now() - interval '1 second' where digest = $1", [row?.digest]);
    await isUnknown(adas);
    await sql("update known_browser set expires_at = now() + interval '1 day' where digest = $1", [row?.digest]);
    expect((await open(adas, link)).url).toContain('/sandbox/join/');
    const [later] = await sql(
      "select 1 from known_browser where digest = $1 and expires_at > now() + interval '80 days'",
      [row?.digest],
    );
    expect(later).toBeDefined();
    await hers.say('browser forget', says('1 browser of yours is not recognised any more'));
    await isUnknown(adas);
  });

  test('whoever disconnects, or says in that browser that it is somebody else’s, is not recognised any more', async () => {
    const again = await linkFor(ada(), hers, 'Sign in', 'connect');
    await signIn(stage.driver, ada(), signInUrlOf(again), demo(ada()), adas);
    expect((await open(adas, link)).url).toContain('/sandbox/join/');
    const other = await adas.get(`${link}/other`);
    expect(other.text).toMatch(/recognised as that of <strong>Ada[^<]*<\/strong>/);
    expect((await createBrowser().get(`${link}/other`)).text).not.toContain('Ada Almeida</strong>');
    const foreign = await fetch(`${link}/forget`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', cookie: `meetwire-me=${adas.cookies.get('meetwire-me')}` },
    });
    expect(foreign.status).toBe(403);
    await adas.post(`${link}/forget`, {});
    expect((await adas.get(link)).text).toContain('Go in as a guest');
    const third = await linkFor(ada(), hers, 'Sign in', 'connect');
    await signIn(stage.driver, ada(), signInUrlOf(third), demo(ada()), adas);
    const question = await hers.say('disconnect', () => true);
    for (const label of labelsOf(question)
      .filter((one) => /yes|disconnect/iu.test(one))
      .slice(0, 1))
      await hers.press(question, label, () => true);
    await stage.app.app.idle();
    expect(await sql('select 1 from link where user_id = $1', [ada().userId])).toEqual([]);
    expect(await sql('select 1 from known_browser where user_id = $1', [ada().userId])).toEqual([]);
  });
});

describe('a host whose sign-in has ended', () => {
  const stage = useStage(createWebDriver);
  const ada = () => stage.driver.people.ada;
  const hers = chatOf(stage, ada);

  test('goes in all the same, as everybody else; names are cut and made plain; an empty one is asked for again', async () => {
    const browser = createBrowser();
    const prompt = await hers.say('connect', (message) => labelsOf(message).includes('Sign in'));
    await signIn(stage.driver, ada(), signInUrlOf(prompt), demo(ada()), browser);
    await stage.app.app.idle();
    const card = await hers.say('now Late', titled('Late'));
    const link = joinLink(card);
    const query = async () => new URL((await open(browser, link)).url).searchParams;
    expect((await query()).get('token')).toMatch(/^video-/);
    await stage.app.test.database.pool.query("update link set token_expires_at = now() - interval '1 minute'");
    const late = await query();
    expect([late.get('name'), late.get('token')]).toEqual(['Ada Almeida', null]);
    const stranger = createBrowser();
    const empty = await stranger.post(`${link}/guest`, { name: '   ' });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('Type the name that the others should see.');
    const long = await stranger.post(`${link}/guest`, { name: `\u202e${'x'.repeat(150)}` });
    expect(new URL(long.headers.get('location') ?? '').searchParams.get('name')).toBe('x'.repeat(80));
  });
});
