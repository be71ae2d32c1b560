import { describe, expect, test } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('whoever administers a customer, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, account, mailsTo, formBehind, fill, ada } = officeOf(stage, 'admin@acme.example');

  test('sees its users, finds one by name, typo or email, and sees nobody of another customer', async () => {
    const all = await say('admin users', titled('Users'));
    expect(all.visibleTo).toBe(ada().userId);
    expect(all.text).toContain('4 users.');
    expect(all.facts).toEqual({
      'Ada Almeida': 'ada@acme.example',
      'Amara Acme': 'admin@acme.example, administrator',
      'Bob Brandt': 'bob@acme.example',
      'Chen Castillo': 'chen@acme.example',
    });
    const bob = await say('admin users brandt', titled('Bob Brandt'));
    expect(bob.facts).toEqual({ Email: 'bob@acme.example', Role: 'User', State: 'Active' });
    expect(labelsOf(bob)).toEqual(['Change', 'Suspend', 'Reset password', 'Remove']);
    await say('admin users show bob@acme.example', titled('Bob Brandt'));
    const near = await say('admin users brnadt', titled('Which one?'));
    await press(near, 'Bob Brandt (bob@acme.example)', titled('Bob Brandt'));
    await say('admin users dana', says('None of the users you look after is called “dana”'));
    await say('admin users show dana@globex.example', says('None of the users you look after'));
  });

  test('adds somebody by a line that is asked about first, and whom the service welcomes by mail', async () => {
    const question = await say('admin users add Zoë Zander zoe@acme.example', titled('Add a user'));
    expect(question.text).toContain('Add Zoë Zander (zoe@acme.example)');
    expect(question.facts).toMatchObject({ Name: 'Zoë Zander', Email: 'zoe@acme.example', Role: 'User' });
    expect(await account('zoe@acme.example')).toBeUndefined();
    const added = await press(question, 'Add', titled('Zoë Zander'));
    expect(added.text).toContain('Added Zoë Zander (zoe@acme.example). The meeting service mails how to sign in.');
    expect(await account('zoe@acme.example')).toMatchObject({ first_name: 'Zoë', last_name: 'Zander', role: 'user' });
    expect(await mailsTo('zoe@acme.example')).toHaveLength(1);
    const [mail = ''] = await mailsTo('zoe@acme.example');
    const theirs = /password (\S+)/.exec(mail)?.[1] ?? '?';
    expect(JSON.stringify(await stage.driver.messages())).not.toContain(theirs);
  });

  test('adds somebody by a form, which says what is wrong; what the service refuses is not lost', async () => {
    const how = await say('admin users add', titled('Add a user'));
    const form = await formBehind(how, 'Fill in the form');
    const { errors } = await stage.driver.fillIn(ada(), form, { ...form.fields, firstName: ' ', email: 'nobody' });
    expect(errors).toEqual({
      firstName: 'A user needs a first name.',
      email: 'That is not an email address. One looks like zoe@example.com.',
    });
    const values = {
      firstName: 'Yara',
      lastName: 'Young',
      email: 'BOB@acme.example',
      department: 'Sales',
      welcome: false,
    };
    const taken = await fill(form, values, says('has an account with the address bob@acme.example already'));
    const again = await formBehind(taken, 'Change');
    expect(again.fields).toMatchObject({ firstName: 'Yara', lastName: 'Young', department: 'Sales', welcome: false });
    const added = await fill(again, { email: 'yara@acme.example', administers: true }, titled('Yara Young'));
    expect(added.facts).toMatchObject({ Role: 'Administrator of a customer', Department: 'Sales' });
    expect(await mailsTo('yara@acme.example')).toEqual([]);
    expect(await account('yara@acme.example')).toMatchObject({ role: 'customer', department: 'Sales' });
  });

  test('changes only what was changed in the form, whatever somebody else changed meanwhile', async () => {
    const card = await say('admin users edit chen', titled('Chen Castillo'));
    const form = await formBehind(card, 'Change');
    expect(form.fields).toMatchObject({ firstName: 'Chen', email: 'chen@acme.example', administers: false });
    await stage.app.test.database.pool.query(
      "update sandbox.account set department = 'Research' where email = 'chen@acme.example'",
    );
    const changed = await fill(form, { lastName: 'Castillo-Reyes', designation: 'Head of Sales' }, says('Saved.'));
    expect(changed.title).toBe('Chen Castillo-Reyes');
    expect(changed.facts).toMatchObject({ Department: 'Research', 'Job title': 'Head of Sales' });
    const same = await fill(await formBehind(changed, 'Change'), {}, says('Nothing was changed in the form'));
    expect(same.title).toBe('Chen Castillo-Reyes');
  });

  test('suspends somebody after a question, who then cannot do anything, and undoes it', async () => {
    const question = await say('admin users suspend bob', says('Suspend Bob Brandt (bob@acme.example)?'));
    await press(question, 'Keep it', says('nothing was changed'));
    expect(await account('bob@acme.example')).toMatchObject({ status: 'A' });
    const again = await say('admin users suspend bob', says('Suspend Bob Brandt'));
    const suspended = await press(again, 'Suspend', says('Suspended Bob Brandt.'));
    expect(suspended.facts.State).toBe('Suspended: cannot sign in');
    expect(await account('bob@acme.example')).toMatchObject({ status: 'S' });
    await say('admin users suspend bob', says('Suspended already'));
    await press(suspended, 'Activate', says('Bob Brandt is active again'));
    expect(await account('bob@acme.example')).toMatchObject({ status: 'A' });
  });

  test('has a link mailed to choose a new password, and no password passes through the chat', async () => {
    const question = await say('admin users reset password bob', says('Have a link mailed to bob@acme.example'));
    await press(question, 'Send the link', says('mails bob@acme.example a link'));
    expect(await mailsTo('bob@acme.example')).toHaveLength(1);
  });

  test('removes somebody for good after a question that offers to suspend instead', async () => {
    const question = await say('admin users remove zoe', says('for good?'));
    expect(labelsOf(question)).toEqual(['Remove for good', 'Suspend instead', 'Keep it']);
    const removed = await press(question, 'Remove for good', says('Removed Zoë Zander'));
    expect(labelsOf(removed)).toEqual([]);
    expect(await account('zoe@acme.example')).toBeUndefined();
  });

  test('does none of that to oneself, nor to the last one who administers the customer', async () => {
    const own = await say('admin users amara', titled('Amara Acme'));
    expect(labelsOf(own)).toEqual(['Change', 'Reset password']);
    await say('admin users suspend amara', says('That is your own account'));
    await say('admin users remove admin@acme.example', says('That is your own account'));
    const form = await formBehind(own, 'Change');
    await fill(form, { administers: false, department: 'Office' }, says('That is your own account'));
    expect(await account('admin@acme.example')).toMatchObject({ role: 'customer', department: '' });
  });

  test('is told what was not said, and does nothing', async () => {
    await say('admin users suspend', says('Say which user'));
    await say('admin users add Zoe zoe@nowhere', says('“zoe@nowhere” is not an email address'));
    await say('admin users add a@example.com b@example.com', says('one user at a time'));
    await say('admin users --customer Globex', says('I know no customer of yours that “Globex” means'));
    await say('admin nonsense', says('There is no “admin nonsense”'));
  });
});

describe('whoever administers nobody', () => {
  const stage = useStage(createWebDriver);
  const { say, account } = officeOf(stage, 'ada@acme.example');

  test('sees and changes no user, and is told who may', async () => {
    for (const line of [
      'admin users',
      'admin users bob',
      'admin users add Zoe zoe@acme.example',
      'admin users remove bob',
    ])
      await say(line, says('ada@acme.example is no administrator at the meeting service. Who can change that:'));
    expect(await account('zoe@acme.example')).toBeUndefined();
  });

  test('nor does whoever has lost the role since it was linked', async () => {
    const pool = stage.app.test.database.pool;
    await pool.query("update account set role = 'customer'");
    await say('admin users', says('is no administrator of a customer at the meeting service any more'));
  });
});

describe('whoever has several customers', () => {
  const stage = useStage(createWebDriver);
  const { say, press, formBehind, fill, account } = officeOf(stage, 'reseller@northwind.example');

  test('sees whose users they are, in parts, and those of one', async () => {
    const all = await say('admin users', titled('Users'));
    expect(all.text).toContain('9 users.');
    expect(all.facts['Bob Brandt']).toBe('bob@acme.example, Acme');
    const one = await say('admin users --customer globex', titled('Users of Globex'));
    expect(Object.keys(one.facts)).toEqual(['Dana Duarte', 'Emil Ekström', 'Fay Fontaine', 'Gino Globex']);
  });

  test('turns the pages of a long list in place', async () => {
    await stage.app.test.database.pool.query('update sandbox.subscription set seats = 25');
    for (const name of ['Nia', 'Noa', 'Nils', 'Nora', 'Nino', 'Nell', 'Neo']) {
      const question = await say(
        `admin users add ${name} New ${name}@globex.example --customer Globex`,
        titled('Add a user'),
      );
      await press(question, 'Add', titled(`${name} New`));
    }
    const first = await say('admin users --customer globex', says('1 to 10.'));
    expect(labelsOf(first)).toEqual(['Add a user', 'Import users', 'More']);
    const second = await press(first, 'More', says('11 to 11, the last of them.'));
    expect(second.id).toBe(first.id);
    expect(labelsOf(await press(second, 'Back', says('1 to 10.')))).toEqual(['Add a user', 'Import users', 'More']);
  });

  test('says for which customer somebody is added, and makes an administrator of that one', async () => {
    const how = await say('admin users add Pia Pohl pia@globex.example', titled('Add a user'));
    const form = await formBehind(how, 'Fill in the form');
    expect(form.fields).toMatchObject({
      firstName: 'Pia',
      lastName: 'Pohl',
      email: 'pia@globex.example',
      customer: '',
    });
    const { options = {} } = form;
    const [globex = ''] = (options.customer ?? []).filter((id) => id !== 'own').slice(1);
    await fill(form, { customer: globex, administers: true }, titled('Pia Pohl'));
    expect(await account('pia@globex.example')).toMatchObject({ role: 'customer', organisation_id: globex });
  });

  test('a full subscription is said in the words of the service, and what was typed is kept', async () => {
    const pool = stage.app.test.database.pool;
    await pool.query('update sandbox.subscription set seats = 1');
    const question = await say('admin users add Max More max@acme.example --customer Acme', titled('Add a user'));
    const refused = await press(question, 'Add', says('The meeting service refused that'));
    expect((await formBehind(refused, 'Change')).fields).toMatchObject({ firstName: 'Max', email: 'max@acme.example' });
    expect(await account('max@acme.example')).toBeUndefined();
  });

  test('the last administrator of a customer may go from above only where another one stays', async () => {
    await say('admin users remove gino', says('for good?'));
    await stage.app.test.database.pool.query(
      "update sandbox.account set status = 'S' where email = 'pia@globex.example'",
    );
    await say('admin users remove gino', says('the last administrator there'));
  });
});
