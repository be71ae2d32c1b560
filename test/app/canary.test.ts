import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Log } from '../../src/core/ports.ts';
import { createLog } from '../../src/log.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { freePort, startApp } from '../support/app.ts';
import { dump } from '../support/dump.ts';
import { createHaystack } from '../support/haystack.ts';
import { codeOn, createBrowser, formToken, signInUrlOf } from '../support/linking.ts';
import { startRecordingProxy } from '../support/recording-proxy.ts';
import { type Asked, json, page, startService } from '../support/service.ts';

type Answer = Parameters<Awaited<ReturnType<typeof startService>>['on']>[1];

/** What goes wrong, how the service answers or which write is refused, and the status of the page that says so. */
type Fault = readonly [what: string, fault: Answer | string, status: number];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Repeats everything that it was sent, in every place that an answer has. */
const repeat: Answer = ({ body, headers }, response) => {
  const all = JSON.stringify({ body, headers });
  response.setHeader('x-debug', all.replace(/[^\x20-\x7e]/g, ''));
  json(response, { result: '1900', msg: all, desc: all, error: all, data: [{ param: all, [all]: all }], ...body }, 500);
};
/** The same as an answer that is not even of the API. */
const repeatAsPage: Answer = ({ body, headers }, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end(`<pre>${JSON.stringify({ body, headers })}</pre>`);
const hangUp: Answer = (_asked, response) => void response.destroy();
const signedOut: Answer = ({ headers }, response) =>
  json(response, { result: 1001, msg: 'Token is not valid', desc: headers.authorization });

interface Stage {
  readonly driver: Driver;
  readonly refuseMessages?: () => void;
  readonly sent: () => readonly unknown[];
}

const stages: Readonly<Record<string, () => Promise<Stage>>> = {
  async playground() {
    return { driver: await createWebDriver(), sent: () => [] };
  },
  async Slack() {
    const driver = await createSlackDriver();
    const refused = { body: { ok: false, error: 'invalid_blocks' } };
    return {
      driver,
      refuseMessages() {
        for (const method of ['chat.postMessage', 'chat.postEphemeral']) driver.slack.failNext(method, refused);
      },
      sent: () => driver.slack.asked,
    };
  },
};

describe.each(Object.keys(stages))('in %s', (name) => {
  test('a password and a token that go the whole way, with every failure on it, are found nowhere after', async () => {
    const password = `Pw-${randomBytes(20).toString('hex')}`;
    const token = `Tk-${randomBytes(20).toString('hex')}`;
    const haystack = createHaystack();
    const stage = await (stages[name] as () => Promise<Stage>)();
    const { driver } = stage;
    const { ada } = driver.people;
    const service = await startService();
    const proxy = await startRecordingProxy();
    const port = await freePort();
    proxy.leadTo(port);
    const environment = { ...driver.environment, ...service.environment, PUBLIC_URL: proxy.url, PORT: String(port) };
    const app = await startApp(environment, { log: listeningLog(), leaseSeconds: 2 });
    closing.push(
      () => service.close(),
      () => proxy.close(),
      () => app.stop(),
      () => driver.close(),
    );
    await driver.listening(app.url);
    const { pool } = app.test.database;
    const letIn: Answer = ({ body }, response) =>
      json(response, { result: 1, token, user: { user_id: 'u1', customer_id: 'c1', email: body.email, role: 'user' } });
    service.on('POST /login', letIn);
    await pool.query(refuseFunction);

    // On the way to a token.
    const onTheWay: readonly Fault[] = [
      ['the service is down', hangUp, 422],
      ['a gateway answers', (_asked, response) => page(response, 502), 422],
      ['the service repeats the password', repeat, 422],
      ['the service repeats it in a page', repeatAsPage, 422],
      ['the password is wrong', (asked, response) => json(response, { result: 1003, desc: asked.body.password }), 422],
      ['the form is wrong', 'form', 422],
      ...['account', 'identity', 'link', 'audit', 'invocation'].map(
        (table): Fault => [`nothing can be written to ${table}`, `insert on ${table}`, 500],
      ),
      ['a used link cannot be noted', 'update on ticket', 500],
    ];
    for (const [what, fault, status] of onTheWay) {
      const { browser, url, form } = await proven();
      if (typeof fault === 'function') service.on('POST /login', fault);
      else if (fault !== 'form') await refuse(fault);
      const email = fault === 'form' ? '' : 'ada@acme.example';
      const answer = await browser.post(`${url}/sign-in`, { form_token: form, email, password });
      expect([what, answer.status]).toEqual([what, status]);
      await look();
      service.on('POST /login', letIn);
      await pool.query('drop trigger if exists refuse on ticket; truncate sign_in_try');
      for (const table of ['account', 'identity', 'link', 'audit', 'invocation'])
        await pool.query(`drop trigger if exists refuse on ${table}`);
    }
    // A form that is not ours, and one that comes twice.
    const { browser, url, form } = await proven();
    const fields = { email: 'ada@acme.example', password };
    expect((await browser.post(`${url}/sign-in`, { form_token: 'x', ...fields })).status).toBe(403);
    expect((await browser.get(`${url}/sign-in?password=typed+by+a+script`)).status).toBe(404);
    stage.refuseMessages?.();
    expect((await browser.post(`${url}/sign-in`, { form_token: form, ...fields })).text).toContain(
      '<h1>Connected</h1>',
    );
    expect([403, 410]).toContain((await browser.post(`${url}/sign-in`, { form_token: form, ...fields })).status);
    await app.app.idle();
    await look();
    const { rows } = await pool.query('select sealed_token from link');
    expect(rows).toEqual([{ sealed_token: expect.stringMatching(/^test\.[\w-]{80}\.[\w-]+$/) }]);

    // With the token.
    for (const [index, fault] of [hangUp, repeat, repeatAsPage].entries()) {
      service.on('POST /meetings', fault);
      await driver.say(ada, 'channel', `now Fault ${index}`);
      await app.app.idle();
      await look();
    }
    service.usual('POST /meetings');
    for (const table of ['meeting', 'effect']) {
      await refuse(`insert on ${table}`);
      await driver.say(ada, 'channel', `now Without ${table}`);
      await app.app.idle();
      await look();
      await pool.query(`drop trigger refuse on ${table}`);
    }
    for (const table of ['meeting', 'effect']) await until(driver, ({ title }) => title === `Without ${table}`);
    stage.refuseMessages?.();
    await driver.say(ada, 'channel', 'now Refused by the platform');
    await app.app.idle();

    // The token is rejected; the sign-in after it fails, too, and then goes on.
    service.on('POST /meetings', signedOut);
    await driver.say(ada, 'channel', 'now Renewed');
    const prompt = await until(driver, ({ text }) => text.includes('sign-in at the meeting service has ended'));
    await look();
    service.usual('POST /meetings');
    service.on('POST /login', repeat);
    const again = await proven(signInUrlOf(prompt));
    const renewing = () => again.browser.post(`${again.url}/sign-in`, { form_token: again.form, ...fields });
    expect((await renewing()).status).toBe(422);
    service.on('POST /login', letIn);
    expect((await renewing()).text).toContain('<h1>Connected</h1>');
    await until(driver, ({ title }) => title === 'Renewed');
    await look();

    // With a password that is kept: renewing fails in every way, and at last the password is wrong.
    await pool.query("update workspace set token_mode = 'stay_signed_in'");
    const staying = await proven();
    const stay = { form_token: staying.form, ...fields, stay: 'yes' };
    expect((await staying.browser.post(`${staying.url}/sign-in`, stay)).text).toContain('<h1>Connected</h1>');
    await app.app.idle();
    const kept = await pool.query('select sealed_password from link where sealed_password is not null');
    expect(kept.rowCount).toBe(1);
    for (const [index, fault] of [hangUp, repeat, repeatAsPage, 'update on link'].entries()) {
      await pool.query('update link set sealed_token = null, token_expires_at = now()');
      if (typeof fault === 'function') service.on('POST /login', fault);
      else await refuse(fault);
      await driver.say(ada, 'channel', `now Kept ${index}`);
      await app.app.idle();
      await look();
      service.on('POST /login', letIn);
      await pool.query('drop trigger if exists refuse on link');
    }
    service.on('POST /login', (asked, response) => json(response, { result: 1003, desc: asked.body.password }, 401));
    await pool.query('update link set sealed_token = null, token_expires_at = now()');
    await driver.say(ada, 'channel', 'now Kept no longer');
    await until(driver, ({ text }) => text.includes('I have deleted it here and will not try it again'));
    await app.app.idle();
    await look();
    service.on('POST /login', letIn);

    // And away.
    await refuse('delete on link');
    await driver.say(ada, 'direct', 'disconnect');
    await until(driver, ({ text }) => text.includes('Something went wrong on our side'));
    await look();
    await pool.query('drop trigger refuse on link');
    await driver.say(ada, 'direct', 'disconnect');
    const gone = await until(driver, ({ title }) => title === 'Disconnected');
    expect(gone.text).toContain('I keep your commands for 7 days');
    await app.app.idle();
    await look();
    expect((await dump(pool)).filter(({ row }) => row.includes('"test.'))).toEqual([]);

    for (const asked of service.asked) haystack.add('requests to the service', withoutDuty(asked));
    for (const request of stage.sent()) haystack.add('requests to the platform', request);
    for (const message of await driver.messages()) haystack.add('messages', message);
    for (const one of proxy.passed) haystack.add('answers, addresses and referrers', one);
    const filled = ['log', 'database', 'requests to the service', 'messages', 'answers, addresses and referrers'];
    expect(haystack.holding('ada@acme.example')).toEqual(expect.arrayContaining(filled.slice(1, 4)));
    expect(haystack.holding('a sign-in failed')).toEqual(['log', 'written log lines']);
    expect(haystack.holding('<h1>Connected</h1>')).toEqual(['answers, addresses and referrers']);
    // What the database repeats of a row is handed to the log, and not written.
    expect(haystack.holding('refused (')).toEqual(['log']);
    expect(haystack.find(password)).toEqual([]);
    expect(haystack.find(token)).toEqual([]);
    for (const { url: path } of proxy.passed.filter((one) => one.url.startsWith('/connect/'))) {
      const nonce = path.split('/')[2] ?? '';
      expect(haystack.holding(nonce)).not.toContain('log');
      if (stage.sent().length > 0) expect(haystack.holding(nonce)).not.toContain('database');
    }

    /** A browser that has shown whom it belongs to, before the form with the password. */
    async function proven(link?: string) {
      const known = new Set((await driver.messages()).map(({ id }) => id));
      const fresh = (wanted: (message: SeenMessage) => boolean) => (message: SeenMessage) =>
        !known.has(message.id) && wanted(message);
      if (!link) await driver.say(ada, 'direct', 'connect');
      const asked =
        link ??
        signInUrlOf(
          await until(
            driver,
            fresh(({ title }) => title === 'Connect your account'),
          ),
        );
      const bound = createBrowser();
      await bound.post(asked, { form_token: formToken(await bound.get(asked)) });
      await driver.say(ada, 'direct', codeOn(await bound.get(asked)));
      await until(
        driver,
        fresh(({ text }) => text.startsWith('Thank you')),
      );
      const shown = await bound.get(asked);
      expect(shown.text).toContain('type="password"');
      return { browser: bound, url: asked, form: formToken(shown) };
    }

    /** The database says no, with the whole row in its answer. */
    async function refuse(moment: string): Promise<void> {
      await pool.query(`create trigger refuse before ${moment} for each row execute function refuse()`);
    }

    async function look(): Promise<void> {
      for (const { table, row } of await dump(pool)) haystack.add('database', `${table} ${row}`);
    }

    /** What is handed to the log, before anything is left out of it by name, and what is written. */
    function listeningLog(): Log {
      const written = createLog('info', { write: (line) => haystack.add('written log lines', line) });
      const at = (level: keyof Log) => (fields: object, message: string) => {
        haystack.add('log', { fields, message });
        written[level](fields, message);
      };
      return { info: at('info'), warn: at('warn'), error: at('error') };
    }
  });
});

const refuseFunction = `create function refuse() returns trigger language plpgsql as
  $$ begin raise exception 'refused %', coalesce(new::text, old::text); end $$`;

/** A request to the service without the one place each in which password and token have to be. */
function withoutDuty({ path, body, headers, ...rest }: Asked): object {
  const { password: _, ...others } = body;
  const { authorization: __, ...harmless } = headers;
  return { ...rest, path, body: path === '/login' ? others : body, headers: path === '/login' ? headers : harmless };
}
