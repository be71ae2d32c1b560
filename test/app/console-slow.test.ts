import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualIntervals } from '../../src/core/intervals.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { buttonOn, consoleLinkOf, createConsole, openBy, wordsOf } from '../support/console.ts';
import { officeOf, titled } from '../support/office.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';
import { withUsers } from '../support/users-service.ts';

describe('in the console, at a service that takes its time', async () => {
  const service = await startService();
  const { add, count } = withUsers(service);
  let shift = 0;
  const stage = useStage(createWebDriver, {
    environment: service.environment,
    clock: () => new Date(Date.now() + shift),
    intervals: { ...usualIntervals, pageMilliseconds: 300 },
  });
  const { say, ada } = officeOf(stage, 'ada@acme.example');
  const console = createConsole(() => stage.app.url);
  const rowsFor = (...emails: string[]) => ['email,name', ...emails.map((email) => `${email},Some Body`)].join('\n');
  const send = async (...emails: string[]) =>
    console.sendFile(await console.get('/admin/users'), 'users', { name: 'people.csv', text: rowsFor(...emails) });
  beforeAll(async () => {
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
  });
  afterAll(() => service.close());

  test('an import says on its page how far it is, and then what came of it, and nothing in the chat', async () => {
    const emails = Array.from({ length: 12 }, (_, index) => `d${index}@acme.example`);
    const asked = await send(...emails);
    const held = Promise.withResolvers<() => void>();
    service.on('POST /users', (one, response) => {
      shift += 1_000;
      if (one.body.email !== 'd11@acme.example') return add(one, response);
      return held.resolve(() => add(one, response));
    });
    const { path, fields } = buttonOn(asked, 'Do all 12');
    const pressed = await console.browser.post(`${stage.app.url}${path}`, fields);
    const release = await held.promise;
    const page = await console.get(pressed.headers.get('location') ?? '');
    expect(page.text).toContain(`data-again="${pressed.headers.get('location')}"`);
    expect(wordsOf(page)).toContain('At it: 10 of 12 done.');
    release();
    await stage.app.app.idle();
    const done = await console.get(pressed.headers.get('location') ?? '');
    expect(wordsOf(done)).toBe('Users Import people.csv Done: 12 users added. Customer acme.example Save the result');
    expect(emails.map((email) => count(email))).toEqual(emails.map(() => 1));
    expect((await stage.driver.messages()).filter(({ text }) => text.includes('12 users'))).toEqual([]);
  });

  test('a page that has to wait too long says so, and shows the answer when it is there', async () => {
    const held = Promise.withResolvers<() => void>();
    const refuse: Parameters<typeof service.on>[1] = (_asked, response) =>
      json(response, { result: 503, msg: 'Not now' }, 503);
    service.on('GET /users/u1', (one, response) => {
      service.on('GET /users/u1', refuse);
      held.resolve(() => refuse(one, response));
    });
    const page = await console.get('/admin/users');
    expect(wordsOf(page)).toContain('Still working');
    const [, again = ''] = /data-again="([^"]+)"/.exec(page.text) ?? [];
    (await held.promise)();
    await stage.app.app.idle();
    const failed = await console.get(again);
    expect(wordsOf(failed)).toContain('Try again');
    withUsers(service);
    expect(wordsOf(await console.press(failed, 'Try again'))).toContain('user');
  });
});
