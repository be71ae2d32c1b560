import { afterAll, beforeAll, expect, test } from 'vitest';
import { purge } from '../../db/purge.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { zoneOffsets } from '../../src/sandbox/zones.ts';
import { type Driver, type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { roomBehind } from '../support/attending.ts';
import { type DumpedRow, dump } from '../support/dump.ts';
import { codeOn, createBrowser, formToken, signIn, signInUrlOf } from '../support/linking.ts';

let driver: Driver;
let app: RunningApp;
const ada = () => driver.people.ada;
const bob = () => driver.people.bob;
const pool = () => app.test.database.pool;

const named = (title: string, who: Identity) => (message: SeenMessage) =>
  message.title === title && message.visibleTo === who.userId;

async function connect(who: Identity, account?: { email: string; password: string }): Promise<void> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  const isNew = (title: string) => (message: SeenMessage) => named(title, who)(message) && !known.has(message.id);
  await driver.say(who, 'direct', 'connect');
  await signIn(driver, who, signInUrlOf(await until(driver, isNew('Connect your account'))), account);
  await until(driver, isNew('Connected'));
}

beforeAll(async () => {
  driver = await createWebDriver({ isListed: true });
  app = await startApp(driver.environment);
  await driver.listening(app.url);
  for (const who of [ada(), bob()]) await connect(who);
  await driver.say(ada(), 'channel', 'now');
  await until(driver, ({ title }) => title === 'Ada Almeida’s meeting');
  await driver.say(ada(), 'channel', 'now With Bob', [bob()]);
  await until(driver, named('With Bob', bob()));
  await driver.say(ada(), 'channel', 'room share');
  await driver.say(bob(), 'channel', 'now --another Of Bob');
  await until(driver, ({ title }) => title === 'Of Bob');
  await driver.say(bob(), 'direct', 'room');
  await until(driver, named('Your room', bob()));
  await app.app.idle();
});
afterAll(async () => {
  await driver.close();
  await app.stop();
});

/** By name, address, id or chat; ids are short here, and count only where one would stand. */
const isAbout = ({ row }: DumpedRow) => /"ada"|direct-ada|Ada Almeida|ada@acme/i.test(row);

async function askedToForget(): Promise<SeenMessage> {
  await app.app.idle();
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(ada(), 'direct', 'forget me');
  return until(driver, ({ id, title }) => title === 'What is kept of you here' && !known.has(id));
}

/** Opens the link of the card's button up to the proof, which is left to the caller. */
async function openData(card: SeenMessage) {
  const url = card.buttons.find(({ label }) => label === 'Save my data')?.url ?? '';
  const browser = createBrowser();
  const begin = await browser.get(url);
  await browser.post(url, { form_token: formToken(begin) });
  return { url, browser, begin };
}

async function typeCode({ url, browser }: { url: string; browser: ReturnType<typeof createBrowser> }): Promise<void> {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(ada(), 'direct', codeOn(await browser.get(url)));
  await until(driver, ({ id, text }) => !known.has(id) && text.startsWith('Thank you'));
}

test('what is kept is said in words, by kind, to the person alone', async () => {
  const card = await askedToForget();
  expect(card.visibleTo).toBe('ada');
  expect(card.text).toContain('Kept of you here: 1 connected account, ');
  expect(card.facts).toMatchObject({ 'Connected accounts': '1', 'Links to meetings': '3', 'Sign-in pages': '1' });
  expect(card.buttons.map(({ label }) => label)).toEqual(['Save my data', 'Delete everything']);
  await driver.say(ada(), 'channel', 'forget bob');
  await until(driver, ({ text }) => text.includes('I can only forget you yourself'));
});

test('the file is for the browser that has proven whom it belongs to, once, and holds no secret', async () => {
  const card = await askedToForget();
  const opened = await openData(card);
  const { url, browser } = opened;
  expect(opened.begin.text).toContain('Save what is kept of you');
  const early = await browser.post(`${url}/data`, { form_token: formToken(opened.begin) });
  expect([early.status, early.text]).toEqual([303, '']);
  await typeCode(opened);
  const page = await browser.get(url);
  expect(page.text).toContain('Download my data (JSON)');
  expect(page.text).not.toContain('type="password"');
  const password = await browser.post(`${url}/sign-in`, {
    form_token: formToken(page),
    email: 'ada@acme.example',
    password: 'meetwire-demo',
  });
  expect(password.text).not.toContain('<h1>Connected</h1>');
  expect((await browser.get(`${url}/data`)).status).toBe(404);
  const field = { form_token: formToken(page) };
  expect((await createBrowser().post(`${url}/data`, field)).status).toBe(403);
  expect((await browser.post(`${url}/data`, { form_token: 'x' })).status).toBe(403);
  const file = await browser.post(`${url}/data`, field);
  expect(file.status).toBe(200);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="meetwire-data.json"');
  expect(file.headers.get('cache-control')).toBe('no-store');
  const record = JSON.parse(file.text) as Record<string, object[]>;
  expect(record).toMatchObject({
    person: { platform: 'web', userId: 'ada', name: 'Ada Almeida' },
    accounts: [{ email: 'ada@acme.example', chosen: true, staysSignedIn: false }],
    meetings: [{ title: 'Ada Almeida’s meeting' }, { title: 'With Bob' }, { kind: 'room' }],
  });
  expect(record.commands).toContainEqual(expect.objectContaining({ text: 'now', state: 'done' }));
  expect(record.messages).toContainEqual(expect.objectContaining({ author: 'Ada Almeida', text: 'forget me' }));
  expect(record.records).toContainEqual(expect.objectContaining({ action: 'account.link' }));
  expect(file.text).not.toMatch(/sealed|digest|nonce|"code"|bob@acme|Of Bob/i);
  expect(file.text).not.toContain(url.split('/').at(-1));
  const { rows } = await pool().query('select nonce_digest, browser_digest, sealed_token from ticket, link');
  for (const secret of rows.flatMap((row) => Object.values(row as object))) {
    if (secret !== null) expect(file.text).not.toContain(secret);
  }
  expect([403, 410]).toContain((await browser.post(`${url}/data`, field)).status);
});

test('somebody else’s code or browser does not open it, and an expired link is one press away from a new one', async () => {
  const opened = await openData(await askedToForget());
  await driver.say(bob(), 'direct', codeOn(await opened.browser.get(opened.url)));
  await until(driver, ({ text, visibleTo }) => visibleTo === 'bob' && text.includes('I was not waiting for a code'));
  expect((await opened.browser.get(opened.url)).text).not.toContain('Download');
  expect((await createBrowser().get(opened.url)).status).toBe(410);
  await pool().query("update ticket set expires_at = now() where purpose = 'data' and used_at is null");
  expect((await opened.browser.get(opened.url)).text).toContain('Send me a new link in the chat');
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await opened.browser.post(`${opened.url}/another`, {});
  await until(driver, ({ id, title }) => title === 'What is kept of you here' && !known.has(id));
});

test('a link for signing in gives no file, and the form is neither that of another link nor of another site', async () => {
  const known = new Set((await driver.messages()).map(({ id }) => id));
  await driver.say(ada(), 'direct', 'connect');
  const isPrompt = ({ id, title }: SeenMessage) => title === 'Connect your account' && !known.has(id);
  const forSigningIn = { url: signInUrlOf(await until(driver, isPrompt)), browser: createBrowser() };
  await forSigningIn.browser.post(forSigningIn.url, {
    form_token: formToken(await forSigningIn.browser.get(forSigningIn.url)),
  });
  await typeCode(forSigningIn);
  const form = formToken(await forSigningIn.browser.get(forSigningIn.url));
  const answer = await forSigningIn.browser.post(`${forSigningIn.url}/data`, { form_token: form });
  expect([answer.status, answer.text]).toEqual([303, '']);

  const opened = await openData(await askedToForget());
  await typeCode(opened);
  const own = formToken(await opened.browser.get(opened.url));
  const elsewhere = createBrowser({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
  for (const [cookie, value] of opened.browser.cookies) elsewhere.cookies.set(cookie, value);
  expect((await elsewhere.post(`${opened.url}/data`, { form_token: own })).status).toBe(403);
  expect((await opened.browser.post(`${opened.url}/data`, { form_token: form })).status).toBe(403);
  expect((await opened.browser.post(`${opened.url}/data`, { form_token: own })).status).toBe(200);
});

test('nothing is deleted before it was asked once more, and “Keep it” keeps it', async () => {
  const card = await askedToForget();
  const before = (await dump(pool(), { only: 'public' })).filter(isAbout).length;
  await driver.press(ada(), card, 'Delete everything');
  const question = await until(driver, ({ title }) => title === 'Delete everything that is kept of you?');
  expect(question.buttons.map(({ label }) => label)).toEqual(['Yes, delete everything', 'Keep it']);
  await driver.press(ada(), question, 'Keep it');
  await until(driver, ({ text }) => text === 'Nothing was deleted.');
  expect((await dump(pool(), { only: 'public' })).filter(isAbout).length).toBeGreaterThan(before);
  expect((await driver.press(bob(), question, 'Yes, delete everything')).status).toBe(403);
});

test('everything of the person is deleted, nothing of others is touched, and their links keep leading to their meetings', async () => {
  const meeting = await until(driver, ({ title }) => title === 'Ada Almeida’s meeting');
  const joinUrl = meeting.buttons[0]?.url ?? '';
  const pseudonym = (await pool().query("select id from pseudonym where user_id = 'ada'")).rows[0].id as string;
  await driver.press(ada(), await askedToForget(), 'Delete everything');
  const question = await until(driver, ({ title }) => title === 'Delete everything that is kept of you?');
  await app.app.idle();
  const before = await dump(pool(), { only: 'public' });
  expect(new Set(before.filter(isAbout).map(({ table }) => table))).toEqual(
    new Set(
      [
        'account',
        'effect',
        'identity',
        'invocation',
        'known_browser',
        'link',
        'meeting',
        'playground_message',
        'pseudonym',
        'talk',
        'ticket',
      ].map((table) => `public.${table}`),
    ),
  );
  await driver.press(ada(), question, 'Yes, delete everything');
  const answer = await until(driver, named('Deleted', ada()));
  expect(answer.text).toContain('follow within the hour');
  await app.app.idle();

  const after = await dump(pool(), { only: 'public' });
  expect(after.filter(isAbout).map(({ table }) => table)).toEqual([
    'public.effect',
    'public.invocation',
    'public.playground_message',
  ]);
  const left = new Set(after.map(({ table, row }) => `${table} ${row}`));
  // Where a card stands is known by the message that it came with.
  const said = before.filter((one) => one.table === 'public.effect' && isAbout(one));
  const goes = said.map(({ row }) => (JSON.parse(row) as { id: string }).id);
  const isTheirs = (one: DumpedRow) =>
    isAbout(one) || (one.table === 'public.card' && goes.some((id) => one.row.includes(id)));
  // How meetings are doing is written down every two seconds, whoever is forgotten.
  const isLookedAt = ({ table }: DumpedRow) => table === 'public.life' || table === 'public.watch';
  const others = before.filter((one) => !isTheirs(one) && !isLookedAt(one)).map(({ table, row }) => `${table} ${row}`);
  expect(others.some((row) => row.includes('Bob Brandt'))).toBe(true);
  expect(others.filter((row) => !left.has(row))).toEqual([]);

  await pool().query("update invocation set finished_at = finished_at - interval '16 minutes'");
  await purge(app.test.database, new Date());
  expect((await dump(pool())).filter(isAbout)).toEqual([]);
  const { rows: records } = await pool().query('select action from audit where pseudonym = $1 order by sequence', [
    pseudonym,
  ]);
  expect(records.map(({ action }) => action)).toEqual(['account.link', 'person.read', 'person.read', 'person.forget']);
  expect((await pool().query('select 1 from pseudonym where id = $1', [pseudonym])).rowCount).toBe(0);

  expect(await roomBehind(joinUrl, 'Grace Guest')).toContain('/sandbox/join/');
  const { rows } = await pool().query("select title, host_id, host_name from meeting where host_id <> 'bob'");
  expect(rows).toEqual(Array(3).fill({ title: 'A meeting', host_id: '', host_name: '' }));

  // Bob goes on as if nothing had happened, and Ada as somebody who was never here.
  await driver.say(bob(), 'channel', 'now Still Bob');
  await until(driver, ({ title }) => title === 'Still Bob');
  await driver.say(ada(), 'channel', 'now --another Back');
  const prompt = await until(driver, ({ text, visibleTo }) => visibleTo === 'ada' && text.includes('To start “Back”'));
  await signIn(driver, ada(), signInUrlOf(prompt));
  await until(driver, ({ title }) => title === 'Back');
});

/** Plans a meeting of `who` with the other one, and resolves to its card there. */
async function plan(who: Identity, title: string, other: Identity): Promise<SeenMessage> {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(Date.now() + 40 * 86_400_000);
  const with_ = ({ buttons, title: is, visibleTo }: SeenMessage, label: string) =>
    visibleTo === who.userId && is?.toLowerCase() === title && buttons.some((one) => one.label === label);
  await driver.say(who, 'direct', `${title} on ${day} at 15:00 with`, [other]);
  await driver.press(who, await until(driver, (message) => with_(message, 'Schedule')), 'Schedule');
  return until(driver, (message) => with_(message, 'Join meeting'));
}

test('settings, conversations, plans and invitations go, and whoever was invited by others is on their cards no more', async () => {
  // A second of work, once: on a busy machine that is more than the client waits for.
  await zoneOffsets();
  await connect(ada());
  const own = await plan(ada(), 'tea of mine', bob());
  const others = await plan(bob(), 'review of others', ada());
  expect(JSON.stringify(others.raw)).toContain('Ada Almeida');
  const isInvitation = ({ title, visibleTo }: SeenMessage) =>
    visibleTo === 'ada' && title?.toLowerCase() === 'review of others';
  await driver.press(ada(), await until(driver, isInvitation), 'Yes');
  await until(driver, ({ facts, visibleTo }) => visibleTo === 'bob' && facts.Coming?.includes('Ada') === true);
  await driver.say(ada(), 'direct', 'calendar');
  const feed = /https?:\/\/\S+\.ics/.exec(
    (await until(driver, ({ text, visibleTo }) => visibleTo === 'ada' && text.includes('.ics'))).text,
  )?.[0];
  expect((await fetch(feed ?? '')).status).toBe(200);
  await driver.say(ada(), 'direct', 'lunch tomorrow at 12:30');
  await until(driver, ({ title, visibleTo }) => visibleTo === 'ada' && title?.toLowerCase() === 'lunch');

  const card = await askedToForget();
  expect(card.facts).toMatchObject({ 'Planned meetings': '1', Invitations: '1', 'Settings of your own': '1' });
  const opened = await openData(card);
  await typeCode(opened);
  const file = await opened.browser.post(`${opened.url}/data`, {
    form_token: formToken(await opened.browser.get(opened.url)),
  });
  expect(JSON.parse(file.text)).toMatchObject({
    plans: [{ title: expect.stringMatching(/tea of mine/i), minutes: 30, invited: [{ name: 'Bob Brandt' }] }],
    invitations: [{ title: expect.stringMatching(/review of others/i), hostName: expect.any(String), answer: 'yes' }],
    conversations: [{ planned: { title: expect.stringMatching(/lunch/i) } }],
  });
  expect(file.text).not.toContain(feed?.split('/').at(-1));

  await driver.press(ada(), await askedToForget(), 'Delete everything');
  const isQuestion = ({ title }: SeenMessage) => title === 'Delete everything that is kept of you?';
  const question = (await driver.messages()).filter(isQuestion).at(-1) ?? (await until(driver, isQuestion));
  expect(question.text).toContain('Meetings you planned lose their invitations and reminders here');
  await driver.press(ada(), question, 'Yes, delete everything');
  await until(driver, named('Deleted', ada()));
  await until(driver, ({ id, raw }) => id === others.id && !JSON.stringify(raw).includes('Ada'));
  await app.app.idle();

  const left = (await dump(pool(), { only: 'public' })).filter(isAbout).map(({ table, row }) => ({ table, row }));
  // What is left is the request itself, and what Bob said and was answered about it.
  expect([...new Set(left.map(({ table }) => table))].sort()).toEqual([
    ...['public.effect', 'public.invocation', 'public.playground_message'],
  ]);
  const { rows: planned } = await pool().query(
    'select s.meeting_id as id, m.title from schedule s join meeting m on id = meeting_id',
  );
  expect(planned).toEqual([{ id: expect.any(String), title: expect.stringMatching(/review of others/i) }]);
  expect(left.filter(({ table, row }) => table !== 'public.invocation' && row.includes(planned[0].id))).toEqual([]);
  expect((await fetch(feed ?? '')).status).toBe(404);
  expect((await fetch(own.buttons.find(({ label }) => label === 'Join meeting')?.url ?? '')).status).toBe(200);
});

test('an account that somebody else has connected, too, stays theirs', async () => {
  const shared = { email: 'ada@acme.example', password: 'meetwire-demo' };
  await connect(bob(), shared);
  await driver.press(ada(), await askedToForget(), 'Delete everything');
  const question = await until(driver, ({ title }) => title === 'Delete everything that is kept of you?');
  await driver.press(ada(), question, 'Yes, delete everything');
  await until(driver, named('Deleted', ada()));
  await driver.say(bob(), 'channel', 'now With the shared account');
  await until(driver, ({ title }) => title === 'With the shared account');
  const { rows } = await pool().query('select user_id from link join account a on a.id = account_id where email = $1', [
    shared.email,
  ]);
  expect(rows).toEqual([{ user_id: 'bob' }]);
});

test('no line of the audit names anybody', async () => {
  const { rows } = await pool().query('select to_jsonb(a)::text as line from audit a');
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ line }) => /"ada"|"bob"|Almeida|Brandt|@acme/i.test(line))).toEqual([]);
});
