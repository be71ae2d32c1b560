import { describe, expect, test } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { officeOf, says, titled } from '../support/office.ts';
import { labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a reseller, on %s', (_name, create) => {
  const stage = useStage(create);
  const { say, press, formBehind, fill, sql, ada } = officeOf(stage, 'reseller@northwind.example');
  const kept = async (name: string) => (await sql('select * from sandbox.organisation where name = $1', [name]))[0];

  test('sees the customers below, and finds one by a part of its name or with a typo', async () => {
    const all = await say('admin customers', titled('Customers'));
    expect(all.visibleTo).toBe(ada().userId);
    expect(all.facts).toEqual({ Acme: 'admin@acme.example', Globex: 'admin@globex.example' });
    const acme = await say('admin customers ac', titled('Acme'));
    expect(acme.facts).toMatchObject({ Contact: 'Amara Acme', Email: 'admin@acme.example', State: 'Active' });
    expect(labelsOf(acme)).toEqual(['Change', 'Users', 'Subscriptions', 'Suspend', 'Remove']);
    const near = await say('admin customers glboex', titled('Which one?'));
    await press(near, 'Globex', titled('Globex'));
    await say('admin customers Northwind', says('None of your customers is called “Northwind”'));
    const users = await press(acme, 'Users', titled('Users of Acme'));
    expect(users.text).toContain('4 users.');
  });

  test('adds a customer by a form, gives it a plan, and the first user who administers it', async () => {
    const how = await say('admin customers add Initech', titled('Add a customer'));
    const form = await formBehind(how, 'Fill in the form');
    expect(form.fields).toMatchObject({ name: 'Initech', contactEmail: '' });
    const { errors } = await stage.driver.fillIn(ada(), form, { ...form.fields, name: '  ', contactEmail: 'x' });
    expect(errors).toEqual({
      name: 'A customer needs a name.',
      contactName: 'A customer needs somebody who is the contact.',
      contactEmail: 'That is not an email address. One looks like zoe@example.com.',
    });
    const wish = { contactName: 'Bill', contactEmail: 'admin@acme.example', code: 'IN-1' };
    const taken = await fill(form, wish, says('a customer with the contact admin@acme.example already'));
    const again = await formBehind(taken, 'Change');
    expect(again.fields).toMatchObject({ name: 'Initech', contactName: 'Bill', code: 'IN-1' });
    const added = await fill(again, { contactEmail: 'bill@initech.example' }, titled('Initech'));
    expect(added.text).toContain('Added Initech. Next, give it a plan:');
    expect(await kept('Initech')).toMatchObject({ type: 'C', code: 'IN-1', contact_email: 'bill@initech.example' });

    const plan = await say('admin subscriptions add --customer Initech', titled('Add a subscription'));
    const offered = await formBehind(plan, 'Fill in the form');
    const initech = String((await kept('Initech'))?.id);
    expect(offered.fields).toMatchObject({ customer: initech, plan: '', seats: '' });
    const wrong = await stage.driver.fillIn(ada(), offered, { ...offered.fields, seats: 'many', until: '2020-01-01' });
    expect(wrong.errors).toEqual({
      plan: 'Say which plan, by its id at the service.',
      seats: 'Say how many seats, from 1 to 100,000, in digits.',
      until: 'The last day is past. Choose one that is still to come.',
    });
    const none = await fill(offered, { plan: 'vc-none', seats: '2' }, says('no such plan'));
    const right = await formBehind(none, 'Change');
    expect(right.fields).toMatchObject({ customer: initech, plan: 'vc-none', seats: '2' });
    const held = await fill(right, { plan: 'vc-basic', until: '2030-01-31' }, titled('Initech: Meetings Basic'));
    expect(held.facts).toMatchObject({ Seats: '0 of 2 taken', 'Longest meeting': '1 hour', Until: '31 January 2030' });

    const first = await say(
      'admin users add Bill Lumbergh bill@initech.example --customer initech',
      titled('Add a user'),
    );
    const user = await fill(await formBehind(first, 'Change'), { administers: true }, titled('Bill Lumbergh'));
    expect(user.facts).toMatchObject({ Customer: 'Initech', Role: 'Administrator of a customer' });
  });

  test('sees what is paid for and how much is in use, and changes it', async () => {
    const all = await say('admin subscriptions', titled('Subscriptions'));
    expect(all.facts['Globex: Meetings Basic']).toMatch(/^10 seats, until \d/);
    const globex = await say('admin subscriptions globex', titled('Subscriptions of Globex'));
    const basic = await press(globex, 'Meetings Basic', titled('Globex: Meetings Basic'));
    expect(basic.facts).toMatchObject({ Seats: '4 of 10 taken', 'In one meeting': 'Up to 25 people', Recording: 'No' });
    const form = await formBehind(basic, 'Change');
    const few = await fill(form, { seats: '3' }, says('3 seats would be too few: 4 are taken'));
    const more = await fill(await formBehind(few, 'Change'), { seats: '12', trial: true }, says('Saved.'));
    expect(more.facts).toMatchObject({ Seats: '4 of 12 taken', State: 'Active, on trial' });
    await say('admin subscriptions edit globex webinar', titled('Globex: Webinar Standard'));
    const which = await say('admin subscriptions suspend globex', titled('Which one?'));
    expect(labelsOf(which)).toEqual(['Globex: Meetings Basic', 'Globex: Webinar Standard']);
    const question = await press(which, 'Globex: Meetings Basic', says('Suspend Meetings Basic of Globex?'));
    const suspended = await press(question, 'Suspend', says('Suspended. Press Activate to undo it.'));
    expect(suspended.facts.State).toBe('Suspended');
    await press(suspended, 'Activate', says('Active again.'));
    await say('admin subscriptions remove globex', says('no way to remove a subscription'));
  });

  test('changes, suspends and removes a customer; one with users stays, and says why', async () => {
    const card = await say('admin customers edit globex', titled('Globex'));
    const changed = await fill(await formBehind(card, 'Change'), { legalName: 'Globex Ltd.' }, says('Saved.'));
    expect(changed.facts['Legal name']).toBe('Globex Ltd.');
    const question = await press(changed, 'Suspend', says('Suspend Globex?'));
    const suspended = await press(question, 'Suspend', says('Suspended Globex.'));
    await press(suspended, 'Activate', says('Globex is active again.'));
    const removal = await say('admin customers remove globex', says('for good?'));
    await press(removal, 'Remove for good', says('it still has 4 users'));
    expect(await kept('Globex')).toMatchObject({ status: 'A' });
    await say('admin customers add', titled('Add a customer'));
    await stage.app.test.database.pool.query("delete from sandbox.account where email = 'bill@initech.example'");
    const empty = await say('admin customers remove initech', says('for good?'));
    await press(empty, 'Remove for good', says('Removed Initech.'));
    expect(await kept('Initech')).toBeUndefined();
  });
});

describe('whoever administers one customer', () => {
  const { say } = officeOf(useStage(createWebDriver), 'admin@acme.example');

  test('looks after no customers and no subscriptions, and is told who does', async () => {
    for (const line of [
      'admin customers',
      'admin customers remove acme',
      'admin subscriptions',
      'admin subscriptions add',
    ])
      await say(line, says('customers are looked after by those above them. Who can change that: the reseller'));
  });
});

describe('whoever runs the service', () => {
  const { say } = officeOf(useStage(createWebDriver), 'admin@enablex.example');

  test('sees resellers as such, and makes somebody an administrator of one', async () => {
    const all = await say('admin customers', titled('Customers'));
    expect(all.facts.Northwind).toBe('reseller@northwind.example, reseller');
    const northwind = await say('admin customers northwind', titled('Northwind'));
    expect(northwind.text).toContain('Northwind is a reseller below you.');
  });
});
