import { afterAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { openFile } from '../support/file-link.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { json, startService } from '../support/service.ts';
import { useStage } from '../support/stage.ts';
import { withUsers } from '../support/users-service.ts';

const rows = [
  'Email,First Name,Last Name,Department,Job Title,Administrator',
  'zoe@acme.example,Zoë,Zander,Sales,"Head, of Sales",yes',
  'bob@acme.example,Bob,Brandt,Support,,',
  'chen@acme.example,Chen,Castillo,,,no',
  'nobody@nowhere,No,Body,,,',
  ',Ann,Missing,,,',
  'ZOE@acme.example,Zoe,Again,,,',
  'eve@acme.example,=HYPERLINK("http://evil.example"),Evil,,,',
  'max@acme.example,Max,More,,,perhaps',
  'admin@acme.example,Amara,Acme,,,no',
];

describe.each(everywhere)('users are imported from what is pasted, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, formBehind, fill, account, mailsTo, ada, sql } = officeOf(stage, 'admin@acme.example');
  const paste = async (text: string, wanted: (message: SeenMessage) => boolean) => {
    const how = await say('admin users import', titled('Import users'));
    return fill(await formBehind(how, 'Paste the rows'), { rows: text }, wanted);
  };

  test('what would be done is shown first, with every row that is no good and why', async () => {
    const how = await say('admin users import', titled('Import users'));
    const form = await formBehind(how, 'Paste the rows');
    const broken = await stage.driver.fillIn(ada(), form, { rows: 'Name,Phone\nZoe,123' });
    expect(broken.errors?.rows).toContain('I find no column for the email address among Name and Phone.');
    const asked = await fill(form, { rows: rows.join('\n') }, titled('Import what you pasted'));
    expect(asked.text).toContain('9 rows: 1 user would be added, 1 changed, 1 is so already, and 6 cannot be taken.');
    expect(asked.facts).toMatchObject({
      'To be added (1)': 'Zoë Zander',
      'To be changed (1)': 'Bob Brandt',
      'Row 5': 'nobody@nowhere: that is not an email address',
      'Row 6': 'Ann: no email address',
      'Row 7': 'ZOE@acme.example: the same email address stands further up already',
      'Row 8': 'eve@acme.example: it begins like a formula (=, +, - or @)',
    });
    const all = await press(asked, 'See the 6 that were not taken', titled('Not taken from what you pasted'));
    expect(all.facts).toMatchObject({
      'Row 9': expect.stringContaining('neither by yes nor by no'),
      'Row 10': expect.stringContaining('your own account'),
    });
    expect(await account('zoe@acme.example')).toBeUndefined();
  });

  test('then it is done, and done once; what is so already is left alone when it is imported again', async () => {
    const asked = await paste(rows.slice(0, 4).join('\n'), titled('Import what you pasted'));
    const done = await press(asked, 'Do all 2', says('Done:'));
    expect(done.text).toContain('Done: 1 user added, 1 changed, and 1 as they should be already.');
    expect(await account('zoe@acme.example')).toMatchObject({
      ...{
        first_name: 'Zoë',
        last_name: 'Zander',
        department: 'Sales',
        designation: 'Head, of Sales',
        role: 'customer',
      },
    });
    expect(await account('bob@acme.example')).toMatchObject({ department: 'Support', role: 'user' });
    expect(await mailsTo('zoe@acme.example')).toHaveLength(1);
    const again = await paste(rows.slice(0, 4).join('\n'), says('3 are so already'));
    expect(labelsOf(again)).toEqual([]);
  });

  test('without welcome mails, nobody is mailed; what the service refuses is told row by row', async () => {
    const mine = 'mail;name\r\numa@acme.example;Uma Underwood\r\ndana@globex.example;Dana Duarte';
    const asked = await paste(mine, says('2 users would be added'));
    const done = await press(asked, 'Without welcome mails', says('Done: 1 user added and 1 not taken.'));
    expect(await account('uma@acme.example')).toMatchObject({ first_name: 'Uma', last_name: 'Underwood' });
    expect(await mailsTo('uma@acme.example')).toEqual([]);
    const foreign = await press(done, 'See what was not taken', titled('Not taken from what you pasted'));
    expect(foreign.facts['Row 3']).toContain('an account with this email address already, outside this customer');
    await sql('update sandbox.subscription set seats = 6');
    const full = await paste('mail\tname\nvic@acme.example\tVic Voss', says('1 user would be added'));
    const refused = await press(full, 'Do it', says('Done: 0 users added and 1 not taken.'));
    const why = await press(refused, 'See what was not taken', titled('Not taken from what you pasted'));
    expect(why.facts['Row 2']).toMatch(/vic@acme\.example: the service said “.*seats/);
  });

  test('the result is saved with a line for each row, which can be mended and imported again', async () => {
    await sql('update sandbox.subscription set seats = 100');
    const mine =
      'mail;name;department\nwim@acme.example;Wim Waters;=SUM(A1)\nxia@acme.example;;\nyan@acme.example;Yan Young;Sales';
    const asked = await paste(mine, titled('Import what you pasted'));
    const done = await press(asked, 'Do it', says('Done: 1 user added'));
    const link = await press(done, 'Save the result', says('saved on a page of mine'));
    const { page, save } = await openFile(stage, ada(), link, 'import');
    expect(page.text).toContain('Save the result of an import');
    const { text } = await save('csv');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toBe('email,first name,last name,department,job title,administrator,row,result,why,user');
    expect(lines.map((line) => line.split(',').slice(6, 9).join(','))).toEqual([
      '2,not taken,"it begins like a formula (=',
      '3,not taken,no first name',
      '4,added,',
    ]);
    expect(lines[2]).toMatch(/^yan@acme\.example,Yan,Young,Sales,,,4,added,,[\w-]+$/);
    expect((await save('csv')).status).not.toBe(200);
    await paste(text.replaceAll('\r\n', '\n'), says('is so already'));
  });

  test('the people of a channel are taken by what the chat knows of them', async () => {
    const asked = await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'admin users import'),
      titled('Import the people of this channel'),
    );
    expect(asked.visibleTo).toBe(ada().userId);
  });
});

describe.each(everywhere)(
  'users are imported from a file that is dropped in the direct chat, on %s',
  (_name, create) => {
    const stage = useStage(create);
    const { next, press, account, ada } = officeOf(stage, 'admin@acme.example');
    const drop = (
      name: string,
      content: string | Uint8Array,
      wanted: (message: SeenMessage) => boolean,
      text?: string,
    ) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return next(() => stage.driver.drop(ada(), { name, bytes }, text), wanted, []);
    };
    const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

    test('with or without a word, in the encodings of spreadsheets', async () => {
      const head = 'Email;Vorname;Given name;Surname\r\n';
      const said = await drop(
        'people.csv',
        `${head}a@acme.example;x;Änne;Ähre\r\n`,
        titled('Import people.csv'),
        'admin users import',
      );
      expect(said.facts['To be added (1)']).toBe('Änne Ähre');
      const alone = await drop(
        'utf16.csv',
        utf16(`${head}b@acme.example;x;Bärbel;Öhm\r\n`),
        titled('Import utf16.csv'),
      );
      expect(alone.facts['To be added (1)']).toBe('Bärbel Öhm');
      const windows = Buffer.from(`${head}c@acme.example;x;C\xe9line;D\xfcrr\r\n`, 'latin1');
      const ansi = await drop('ansi.csv', windows, titled('Import ansi.csv'));
      expect(ansi.facts['To be added (1)']).toBe('Céline Dürr');
      await press(ansi, 'Do it', says('Done: 1 user added.'));
      expect(await account('c@acme.example')).toMatchObject({ first_name: 'Céline', last_name: 'Dürr' });
    });

    test('a file that is none, or too much, is refused as a whole with what to do', async () => {
      await drop(
        'people.xlsx',
        Buffer.from('PK\u0003\u0004\u0000\u0000'),
        says('That is no CSV file. Save the table as CSV'),
      );
      await drop('empty.csv', '\ufeff', says('There are no rows in it'));
      await drop('open.csv', 'email,name\n"zoe@acme.example,Zoe\n', says('It stops making sense at line'));
    });
  },
);

describe('a file of 100,000 rows', () => {
  const stage = useStage(createSlackDriver);
  const { next, press, ada, sql } = officeOf(stage, 'admin@acme.example');
  const rowsOf = (length: number) => Array.from({ length }, (_, index) => `u${index % 2_000}@acme.example,U${index}`);
  const drop = (rows: readonly string[], wanted: (message: SeenMessage) => boolean) => {
    const bytes = new TextEncoder().encode(`email,name\n${rows.join('\n')}`);
    return next(() => stage.driver.drop(ada(), { name: 'many.csv', bytes }), wanted, []);
  };

  test('is looked at as a whole, with every row accounted for; one row more is refused as a whole', async () => {
    const asked = await drop(rowsOf(100_000), titled('Import many.csv'));
    expect(asked.text).toContain('100,000 rows: 2,000 users would be added and 98,000 cannot be taken.');
    const last = 'Row 100001';
    const [row] = await sql('select number, problem from user_import_row order by number desc limit 1');
    expect(`Row ${row?.number}`).toBe(last);
    expect(row?.problem).toBe('twice');
    await press(asked, 'Cancel', says('Stopped: 0 users added, 98,000 not taken, and 2,000 not tried.'));
    await drop(rowsOf(100_001), says('It has 100,001 rows, and I take 100,000 at a time. Nothing was taken'));
    expect(await sql('select 1 from user_import')).toHaveLength(1);
  });
});

describe('an import that does not go through at once', () => {
  const stage = useStage(createWebDriver);
  const { say, press, formBehind, fill, sql } = officeOf(stage, 'admin@acme.example');

  test('is for the eyes of whoever began it alone', async () => {
    const how = await say('admin users import', titled('Import users'));
    const asked = await fill(
      await formBehind(how, 'Paste the rows'),
      { rows: 'email,name\numa@acme.example,Uma' },
      says('1 row'),
    );
    await press(asked, 'Cancel', says('Stopped: 0 users added and 1 not tried.'));
    await sql("update user_import set user_id = 'bob'");
    await say('admin users import #00000000-0000-4000-8000-000000000000 go', says('That import is gone'));
    const [{ id } = { id: '' }] = await sql('select id from user_import');
    await say(`admin users import #${String(id)} go`, says('That import is gone'));
  });
});

describe('an import at a service that does not do it all at once', async () => {
  const service = await startService();
  const { add, count } = withUsers(service);
  let shift = 0;
  const clock = () => new Date(Date.now() + shift);
  const stage = useStage(createWebDriver, { environment: service.environment, clock });
  const { next, press, ada } = officeOf(stage, 'ada@acme.example');
  afterAll(() => service.close());
  const rowsFor = (...emails: string[]) => ['email,name', ...emails.map((email) => `${email},Some Body`)].join('\n');
  const drop = (content: string) => {
    const file = { name: 'people.csv', bytes: new TextEncoder().encode(content) };
    return next(() => stage.driver.drop(ada(), file), titled('Import people.csv'), []);
  };

  test('that ends the sign-in in the middle: after signing in again, it goes on with what is left', async () => {
    const asked = await drop(rowsFor('a1@acme.example', 'a2@acme.example', 'a3@acme.example', 'a4@acme.example'));
    let isOver = true;
    service.on('POST /users', (one, response) => {
      if (isOver && one.body.email !== 'a1@acme.example')
        return json(response, { result: 1001, msg: 'Signed out' }, 401);
      return add(one, response);
    });
    const prompt = await press(asked, 'Do all 4', titled('Sign in to go on'));
    isOver = false;
    await signIn(stage.driver, ada(), signInUrlOf(prompt));
    await until(stage.driver, says('Done: 4 users added.'));
    expect(['a1', 'a2', 'a3', 'a4'].map((name) => count(`${name}@acme.example`))).toEqual([1, 1, 1, 1]);
  });

  test('that is out of reach in the middle: trying again goes on with what is left', async () => {
    const asked = await drop(rowsFor('b1@acme.example', 'b2@acme.example', 'b3@acme.example'));
    service.on('POST /users', (one, response) => {
      if (one.body.email !== 'b1@acme.example') return json(response, { result: 500, msg: 'Not now' }, 503);
      return add(one, response);
    });
    const failed = await press(asked, 'Do all 3', (message) => labelsOf(message).includes('Try again'));
    service.on('POST /users', add);
    await press(failed, 'Try again', says('Done: 3 users added.'));
    expect(['b1', 'b2', 'b3'].map((name) => count(`${name}@acme.example`))).toEqual([1, 1, 1]);
  });

  test('is stopped by a press, says how far it came, and goes on by another one', async () => {
    const emails = Array.from({ length: 30 }, (_, index) => `c${index}@acme.example`);
    const asked = await drop(rowsFor(...emails));
    const held = Promise.withResolvers<() => void>();
    service.on('POST /users', (one, response) => {
      if (one.body.email !== 'c5@acme.example') return add(one, response);
      return held.resolve(() => add(one, response));
    });
    await stage.driver.press(ada(), asked, 'Do all 30');
    const release = await held.promise;
    await stage.driver.say(ada(), 'direct', 'admin users import');
    const overview = await until(stage.driver, titled('Import users'));
    expect(overview.facts['Import people.csv']).toMatch(
      /^At it: \d+ of 30 done\. To stop it: .*admin users import stop/,
    );
    expect(labelsOf(overview)).toContain('Stop');
    await stage.driver.say(ada(), 'direct', 'admin users import stop');
    await until(stage.driver, says('Stopped:'));
    await stage.driver.say(ada(), 'direct', 'admin users import stop');
    await until(stage.driver, says('No import of yours is running.'));
    release();
    await stage.app.app.idle();
    const stopped = await until(stage.driver, says('Stopped: 10 users added and 20 not tried.'));
    service.on('POST /users', add);
    await press(stopped, 'Go on with 20', says('Done: 30 users added.'));
    expect(emails.map((email) => count(email))).toEqual(emails.map(() => 1));
  });

  test('shows in the direct chat how far it is, where that takes long', async () => {
    const asked = await drop(rowsFor(...Array.from({ length: 12 }, (_, index) => `d${index}@acme.example`)));
    service.on('POST /users', (one, response) => {
      shift += 1_000;
      add(one, response);
    });
    await stage.driver.press(ada(), asked, 'Do all 12');
    const shown = await until(stage.driver, says('At it: 10 of 12 done.'));
    const done = await until(
      stage.driver,
      ({ id, text }) => id === shown.id && text.startsWith('Done: 12 users added.'),
    );
    expect(done.visibleTo).toBe(ada().userId);
  });
});
