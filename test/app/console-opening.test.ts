import { describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { consoleLinkOf, createConsole, openBy, wordsOf } from '../support/console.ts';
import { everywhere } from '../support/everywhere.ts';
import { createBrowser, formToken } from '../support/linking.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { chatOf, connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const closed = 'The console is closed here';

describe.each(everywhere)('the console is opened from a chat on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, ada, sql } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const console = createConsole(() => stage.app.url);
  const link = async () => consoleLinkOf(await say('admin console', titled('Console')));

  test('by a link that only its person sees, once, and for half an hour of this browser', async () => {
    const asked = await say('admin console', titled('Console'));
    expect(asked.visibleTo).toBe(ada().userId);
    const url = consoleLinkOf(asked);
    const opened = await openBy(stage.driver, ada(), url, console.browser);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/admin']);
    const cookie = opened.headers.getSetCookie().find((line) => line.startsWith('meetwire-console='));
    expect(cookie).toMatch(/Max-Age=1800; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await console.get('/admin');
    expect(page.text).toMatch(/<strong>Ada( Almeida)?<\/strong>/);
    expect(page.text).toContain('30 minutes left');
    expect(wordsOf(page)).toContain('Users See, find, add, change, suspend and remove users');
    const told = await until(stage.driver, says('The console was opened in a browser, as you.'));
    expect([told.visibleTo, Object.keys(told.facts)]).toEqual([ada().userId, ['Open until']]);
    const again = await console.browser.post(`${url}/console`, {
      form_token: formToken(await console.browser.get(url)),
    });
    expect(again.status).not.toBe(303);
    const secret = console.browser.cookies.get('meetwire-console') ?? '?';
    expect(JSON.stringify(await sql('select * from console_session'))).not.toContain(secret);
  });

  test('by nobody else: a link that is forwarded opens nothing, and is of no use to whom it was for', async () => {
    const url = await link();
    const mallory = createBrowser();
    await mallory.post(url, { form_token: formToken(await mallory.get(url)) });
    const token = formToken(await mallory.get(`${url}?with=code`));
    const tried = await mallory.post(`${url}/console`, { form_token: token });
    expect([tried.status === 303 ? tried.headers.get('location') : tried.status]).not.toEqual(['/admin']);
    expect(mallory.cookies.has('meetwire-console')).toBe(false);
    expect((await createBrowser().get(url)).status).toBe(410);
    const proven = await link();
    const own = createBrowser();
    await own.post(proven, { form_token: formToken(await own.get(proven)) });
    const other = await mallory.post(`${proven}/console`, { form_token: formToken(await own.get(proven)) });
    expect(other.status).toBe(403);
  });

  test('and in no other browser', async () => {
    const stranger = createConsole(() => stage.app.url);
    expect((await stranger.get('/admin')).status).toBe(401);
    stranger.browser.cookies.set('meetwire-console', 'x'.repeat(43));
    const page = await stranger.get('/admin/users');
    expect([page.status, wordsOf(page).includes(closed)]).toEqual([401, true]);
  });

  test('until one signs out, whoever still has the cookie', async () => {
    const secret = console.browser.cookies.get('meetwire-console') ?? '';
    const page = await console.get('/admin');
    const out = await console.post('/admin/sign-out', { form_token: formToken(page) });
    expect(wordsOf(out)).toContain('Signed out');
    console.browser.cookies.set('meetwire-console', secret);
    expect((await console.get('/admin')).status).toBe(401);
    expect(await sql('select 1 from console_session')).toEqual([]);
  });

  test('until it is closed from the chat, in every browser', async () => {
    const [one, two] = [createConsole(() => stage.app.url), createConsole(() => stage.app.url)];
    await openBy(stage.driver, ada(), await link(), one.browser);
    await openBy(stage.driver, ada(), await link(), two.browser);
    const asked = await say('admin console', titled('Console'));
    const closed = await press(asked, 'Close all 2', says('Closed, in 2 browsers.'));
    expect(closed.visibleTo).toBe(ada().userId);
    for (const { get } of [one, two]) expect((await get('/admin')).status).toBe(401);
    await say('admin console close', says('The console is open nowhere.'));
  });

  test('until one is disconnected', async () => {
    await openBy(stage.driver, ada(), await link(), console.browser);
    expect((await console.get('/admin')).status).toBe(200);
    await say('disconnect', says('isconnected'));
    expect((await console.get('/admin')).status).toBe(401);
  });

  test('for those who administer anything at all', async () => {
    const his = chatOf(stage, bob);
    await connectIn(stage, bob());
    const refused = await his.say('admin console', says('may not'));
    expect(refused.text).toContain('is no administrator at the meeting service');
  });
});

describe('an open console', () => {
  let shift = 0;
  const stage = useStage(createWebDriver, { clock: () => new Date(Date.now() + shift) });
  const { say, ada, sql } = officeOf(stage, 'admin@acme.example');
  const open = async () => {
    const console = createConsole(() => stage.app.url);
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
    return console;
  };

  test('ends after half an hour, whatever is done in it', async () => {
    const console = await open();
    shift = 29 * 60_000;
    expect((await console.get('/admin')).text).toContain('1 minute left');
    shift = 30 * 60_000 + 1_000;
    const page = await console.get('/admin');
    expect([page.status, wordsOf(page).includes(closed)]).toEqual([401, true]);
    shift = 0;
  });

  test('ends when its person is forgotten, with all that was shown in it', async () => {
    const console = await open();
    expect(wordsOf(await console.get('/admin/users'))).toContain('4 users');
    const question = await say('forget me', titled('What is kept of you here'));
    expect(question.facts['Open consoles']).toBe('2');
    const { press } = officeChat();
    const sure = await press(question, 'Delete everything', titled('Delete everything that is kept of you?'));
    await press(sure, 'Yes, delete everything', titled('Deleted'));
    expect((await console.get('/admin')).status).toBe(401);
    for (const table of ['console_session', 'console_request', 'console_message'])
      expect(await sql(`select 1 from ${table}`)).toEqual([]);
  });

  function officeChat() {
    return chatOf(stage, ada);
  }
});
