import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { buttonOn, consoleLinkOf, createConsole, formOn, linkOn, openBy, wordsOf } from '../support/console.ts';
import { everywhere } from '../support/everywhere.ts';
import { formToken, signIn } from '../support/linking.ts';
import { officeOf, titled } from '../support/office.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';
import { held } from '../support/usage.ts';

describe.each(everywhere)('in the console of a workspace on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, account, sql, ada, mailsTo } = officeOf(stage, 'admin@acme.example');
  const bob = () => stage.driver.people.bob;
  const console = createConsole(() => stage.app.url);
  beforeAll(async () => {
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
  });

  test('users are listed and looked for; those of another customer do not exist', async () => {
    const all = await console.get('/admin/users');
    expect(wordsOf(all)).toContain(
      '4 users. Ada Almeida ada@acme.example Amara Acme admin@acme.example, administrator',
    );
    expect(wordsOf(await console.get(linkOn(all, 'Bob Brandt')))).toContain(
      'Bob Brandt is a user that you look after.',
    );
    expect(wordsOf(await console.get('/admin/users?q=brandt'))).toContain('Email bob@acme.example Role User');
    const dana = await account('dana@globex.example');
    const foreign = wordsOf(await console.get(`/admin/users?show=show+%23${dana?.id}`));
    const nobody = wordsOf(await console.get('/admin/users?show=show+%2399999999'));
    expect(foreign).toBe(nobody);
    expect(wordsOf(await console.get('/admin/users?q=dana@globex.example'))).toContain(
      'None of the users you look after',
    );
  });

  test('a user is suspended after a question, and activated, which the audit says', async () => {
    const page = await console.get('/admin/users?q=bob@acme.example');
    const question = await console.press(page, 'Suspend');
    expect(wordsOf(question)).toContain('Suspend Bob Brandt (bob@acme.example)?');
    const kept = await console.press(question, 'Keep it');
    expect(wordsOf(kept)).toContain('nothing was changed');
    expect(await account('bob@acme.example')).toMatchObject({ status: 'A' });
    const again = await console.press(await console.get('/admin/users?q=bob@acme.example'), 'Suspend');
    const suspended = await console.press(again, 'Suspend');
    expect(wordsOf(suspended)).toContain('Suspended Bob Brandt.');
    expect(await account('bob@acme.example')).toMatchObject({ status: 'S' });
    await console.press(suspended, 'Activate');
    expect(await account('bob@acme.example')).toMatchObject({ status: 'A' });
    const lines = await sql("select action, way from audit where action like 'user.%' order by sequence");
    expect(lines).toEqual([
      { action: 'user.suspend', way: 'console' },
      { action: 'user.activate', way: 'console' },
    ]);
    expect(wordsOf(await console.get('/admin/audit?q=suspended'))).toMatch(
      /suspended no → yes; in the console; reference/,
    );
  });

  test('a user is added by a form, which says what is wrong at its fields and loses nothing', async () => {
    const how = await console.press(await console.get('/admin/users'), 'Add a user');
    const form = await console.press(how, 'Fill in the form');
    const wrong = await console.fillIn(form, {
      firstName: ' ',
      lastName: 'O’Neill & <b>',
      email: 'nobody',
      department: 'Sales',
    });
    expect(wrong.text).toContain('<title>Not right yet: Add a user · Meetwire console</title>');
    expect(wrong.text).toContain('aria-describedby="field.email.error" aria-invalid="true"');
    expect(wrong.text).toContain('id="field.email.error">That is not an email address.');
    expect(formOn(wrong).fields).toMatchObject({
      'field.email': 'nobody',
      'field.department': 'Sales',
      'field.lastName': 'O’Neill & <b>',
    });
    const added = await console.fillIn(wrong, { firstName: 'Zoë', lastName: 'Zander', email: 'zoe@acme.example' });
    expect(wordsOf(added)).toContain('Added Zoë Zander (zoe@acme.example).');
    expect(await account('zoe@acme.example')).toMatchObject({ first_name: 'Zoë', department: 'Sales' });
  });

  test('what is sent twice at once is done once, and has one answer', async () => {
    const form = await console.press(
      await console.press(await console.get('/admin/users'), 'Add a user'),
      'Fill in the form',
    );
    const { path, fields } = formOn(form);
    const values = {
      ...fields,
      'field.firstName': 'Yara',
      'field.lastName': 'Young',
      'field.email': 'yara@acme.example',
    };
    const [one, two] = await Promise.all([console.post(path, values), console.post(path, values)]);
    expect([wordsOf(one), wordsOf(two)]).toEqual([wordsOf(one), wordsOf(one)]);
    expect(wordsOf(one)).toContain('Added Yara Young');
    expect(await mailsTo('yara@acme.example')).toHaveLength(1);
    const question = await console.press(await console.get('/admin/users?q=yara'), 'Remove');
    const { path: at } = buttonOn(question, 'Remove for good');
    const shownAgain = await console.get(at.replace('/press', ''));
    const removed = await Promise.all([question, shownAgain].map((page) => console.press(page, 'Remove for good')));
    expect(removed.map(wordsOf)).toEqual([
      wordsOf(removed[0] ?? question),
      expect.stringContaining('Removed Yara Young'),
    ]);
    expect(await sql("select 1 from audit where action = 'user.remove'")).toHaveLength(1);
  });

  test('what is not the same in all places comes back here: a list of people, and whom it was done to is told in the chat', async () => {
    await connectIn(stage, bob());
    const linked = await console.get('/admin/linked');
    expect(wordsOf(linked)).toContain('2 connected accounts.');
    const question = await console.press(await console.get(linkOn(linked, 'Bob')), 'Disconnect');
    const removed = await console.press(question, 'Disconnect');
    expect(wordsOf(removed)).toContain('who is told');
    await stage.app.app.idle();
    const told = (await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId);
    expect(told.some(({ text }) => text.includes('has disconnected your meeting account here'))).toBe(true);
  });

  test('people of the chat are named where they cannot be mentioned: to be asked, in the audit, and in a dry run', async () => {
    // In Teams, where the app is shows when it is spoken to there.
    await stage.driver.say(ada(), 'channel', 'help');
    await stage.app.app.idle();
    const form = await console.press(await console.get('/admin/linked'), 'Ask people to connect');
    expect(wordsOf(form)).toContain('Names as your chat shows them, with a comma between any two.');
    const wrong = await console.fillIn(form, { people: ' , ' });
    expect(wrong.text).toContain('id="field.people.error">Choose at least one person.');
    const asked = await console.fillIn(wrong, { people: 'Bob, Zebedee' });
    expect(wordsOf(asked)).toMatch(/Asked Bob.* to connect\. I find nobody called “Zebedee”/);
    await stage.app.app.idle();
    const his = (await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId);
    expect(his.some(({ title }) => title === 'Connect your meeting account')).toBe(true);
    expect(wordsOf(await console.get('/admin/linked?q=admin@acme'))).toContain('is connected with one account');
    expect(wordsOf(await console.get('/admin/linked?q=Bob'))).toContain('is not connected here');
    expect(wordsOf(await console.get('/admin/audit?q=ada+suspended'))).toContain('in the console');
    expect(wordsOf(await console.get('/admin/audit?q=bob+suspended'))).toContain('Nothing of that kind');
    const dry = await console.press(await console.get('/admin/policy'), 'Try them out');
    expect(dry.text).toMatch(/<option value="place [^"]+"[^>]*>In [^<]+<\/option>/);
    expect(wordsOf(await console.fillIn(dry, { person: 'Bob' }))).toMatch(
      /What would hold for Bob.*As one of the users in [#\w]+/,
    );
  });

  test('the people of a channel are imported, with each accounted for', async () => {
    const how = await console.press(await console.get('/admin/users'), 'Import users');
    const form = await console.press(how, 'Take the people of a channel');
    const { path, fields } = formOn(form);
    const [, place = ''] = /<option value="([^"]+)"[^>]*>#?[Gg]eneral/.exec(form.text) ?? [];
    expect(place).not.toBe('');
    const asked = await console.post(path, { ...fields, 'field.place': place });
    expect(wordsOf(asked)).toMatch(/Import the people of #?[Gg]eneral.*\d rows?:/);
    expect(wordsOf(await console.post(path, { ...fields, answer: randomUUID(), 'field.place': 'elsewhere' }))).toMatch(
      /cannot see|may not|do not know|choose/i,
    );
  });

  test('a rule of the workspace is made by the form of the policy', async () => {
    const form = await console.press(await console.get('/admin/policy'), 'Add or change a rule');
    const wrong = await console.fillIn(form, { what: 'outsiders which', which: 'no domain' });
    expect(wrong.text).toContain('id="field.which.error"');
    const saved = await console.fillIn(wrong, { what: 'lobby always', who: 'guest', which: '' });
    expect(wordsOf(saved)).toContain('Rules of this workspace');
    expect(wordsOf(await console.get('/admin/policy'))).toMatch(/1 rule.*Lobby/);
    expect(await sql("select way from audit where action = 'policy.set'")).toEqual([{ way: 'console' }]);
  });

  test('how much meetings are used is shown as columns, with the same as a table', async () => {
    await held(sql, 'bob@acme.example', 1, 30);
    await held(sql, 'chen@acme.example', 3, 90);
    await held(sql, 'emil@globex.example', 2, 240);
    const page = await console.get('/admin/reports');
    expect(page.text).toMatch(
      /<svg role="img" aria-label="Minutes in meetings: 120 minutes in all, most: 90 \(\d+ \w+\)\."/,
    );
    expect(wordsOf(page)).toMatch(/When Meetings \(meetings\) (?:\d+ \w+ \d+ )+/);
    expect(page.text.match(/<rect /g)).toHaveLength(60);
    expect(page.text).toMatch(/<a href="[^"]+"><code>[^<]*admin reports last week<\/code><\/a>/);
    expect((await console.get('/admin/reports?q=this+year')).text).toMatch(/<th scope="row">\w+ \d{4}<\/th>/);
    expect(wordsOf(await console.get('/admin/doctor'))).toContain('Meeting service');
  });

  test('meetings and rooms of those below are looked for, and a room is changed', async () => {
    expect(wordsOf(await console.get('/admin/meetings?q=bob'))).toContain('Bob Brandt');
    const page = await console.get('/admin/rooms');
    const room = await console.post('/admin/rooms/search', { form_token: formToken(page), q: 'bob' });
    expect(wordsOf(room)).toContain('Bob Brandt');
    const form = await console.press(room, 'Change settings');
    expect(wordsOf(await console.fillIn(form, { name: 'Room of Bob' }))).toContain('Name Room of Bob');
    expect((await console.get('/admin/rooms?q=bob')).status).toBe(404);
  });

  test('a file of users is looked at, done row by row, and accounted for', async () => {
    const rows = [
      'email,first name,last name',
      'xenia@acme.example,Xenia,Xu',
      'walt@acme.example,Walt,Wu',
      'nobody,No,One',
    ];
    const asked = await console.sendFile(await console.get('/admin/users'), 'users', {
      name: 'people.csv',
      text: rows.join('\n'),
    });
    expect(wordsOf(asked)).toMatch(/Import people\.csv.*Nothing has been done yet/);
    expect(await account('xenia@acme.example')).toBeUndefined();
    const done = await console.press(asked, 'Do all 2');
    expect(wordsOf(done)).toContain('Done: 2 users added and 1 not taken.');
    expect(wordsOf(await console.press(done, 'See what was not taken'))).toContain(
      'nobody: that is not an email address',
    );
    expect(await account('walt@acme.example')).toMatchObject({ status: 'A' });
    const long = [
      'email,name',
      ...Array.from({ length: 900 }, (_, index) => `${'x'.repeat(1_300)}@acme.example,${index}`),
    ];
    const many = await console.sendFile(done, 'users', { name: 'long.csv', text: long.join('\n') });
    expect(wordsOf(many)).toContain('900 rows');
    const large = await console.sendFile(done, 'users', { name: 'large.csv', text: 'x'.repeat(20_000_001) });
    expect([large.status, wordsOf(large)]).toEqual([413, expect.stringContaining('up to 20 MB')]);
  });
});

describe('somebody whose rights or sign-in end while the console is open', () => {
  const stage = useStage(createWebDriver);
  const { say, sql, ada } = officeOf(stage, 'admin@acme.example');
  const console = createConsole(() => stage.app.url);
  beforeAll(async () => {
    await openBy(stage.driver, ada(), consoleLinkOf(await say('admin console', titled('Console'))), console.browser);
  });

  test('is asked to sign in on the page, by a link that is made when it is pressed, and goes on there', async () => {
    await sql("update link set token_expires_at = now() - interval '1 minute'");
    const page = await console.get('/admin/users');
    expect(wordsOf(page)).toContain('Sign in again to see users');
    expect(JSON.stringify(await sql('select * from console_message'))).not.toContain('/connect/');
    const { path, fields } = buttonOn(page, 'Sign in');
    const answer = await console.browser.post(`${stage.app.url}${path}`, fields);
    const url = answer.headers.get('location') ?? '';
    expect([answer.status, url]).toEqual([303, expect.stringContaining('/connect/')]);
    const account = { email: 'admin@acme.example', password: 'meetwire-demo' };
    const connected = await signIn(stage.driver, ada(), url, account, console.browser);
    expect(connected.text).toContain('<a class="button" href="/admin">Back to the console</a>');
    await stage.app.app.idle();
    expect(wordsOf(await console.get(path.replace('/open', '')))).toContain('4 users.');
  });

  test('is refused on the page as in the chat, once the role is gone', async () => {
    const question = await console.press(await console.get('/admin/users?q=bob@acme.example'), 'Suspend');
    await sql("update sandbox.account set role = 'user' where email = 'admin@acme.example'");
    const refused = await console.press(question, 'Suspend');
    expect(wordsOf(refused)).toContain('You may not suspend a user');
    expect(await sql("select status from sandbox.account where email = 'bob@acme.example'")).toEqual([{ status: 'A' }]);
    expect(wordsOf(await console.get('/admin/users'))).toContain('You may not see users');
    expect(await sql("select way from audit where outcome = 'refused'")).toContainEqual({ way: 'console' });
    await sql("update sandbox.account set role = 'customer' where email = 'admin@acme.example'");
  });

  test('finds in the chat what was answered after the console was closed', async () => {
    const page = await console.get('/admin/users?q=bob@acme.example');
    const { path, fields } = buttonOn(page, 'Suspend');
    const closing = `create function closing() returns trigger language plpgsql as
      $$ begin delete from console_session; return null; end $$`;
    // The press alone is to meet it, and not what ends still.
    await stage.app.app.idle();
    await sql(closing);
    await sql('create trigger closing after update on invocation for each row execute function closing()');
    await console.browser.post(`${stage.app.url}${path}`, fields);
    await stage.app.app.idle();
    const said = (await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === ada().userId);
    expect(said.some(({ text }) => text.includes('Suspend Bob Brandt (bob@acme.example)?'))).toBe(true);
  });
});
