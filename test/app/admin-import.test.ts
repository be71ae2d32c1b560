import { describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

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

  test('the people of a channel are taken by what the chat knows of them', async () => {
    const asked = await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'admin users import'),
      titled('Import the people of this channel'),
    );
    expect(asked.visibleTo).toBe(ada().userId);
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
    await press(asked, 'Keep it', says('Stopped: 0 users added and 1 not tried.'));
    await sql("update user_import set user_id = 'bob'");
    await say('admin users import #00000000-0000-4000-8000-000000000000 go', says('That import is gone'));
    const [{ id } = { id: '' }] = await sql('select id from user_import');
    await say(`admin users import #${String(id)} go`, says('That import is gone'));
  });
});
