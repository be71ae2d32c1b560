import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenForm, SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;

describe.each([
  ['the playground', createWebDriver],
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('in %s', (platform, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const type = (
    line: string,
    wanted: (message: SeenMessage) => boolean,
    mentioned: Parameters<typeof stage.driver.say>[3] = [],
  ) => stage.answerTo(() => stage.driver.say(ada(), 'channel', line, mentioned), wanted);
  const press = (message: SeenMessage, label: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.press(ada(), message, label), wanted);
  const kept = async (what: 'contact' | 'contact_group') => {
    const { rows } = await stage.app.test.database.pool.query(
      `select c.*, a.email as owner from sandbox.${what} c join sandbox.account a on a.id = c.user_id order by c.name`,
    );
    return rows as Record<string, unknown>[];
  };
  const labels = ({ buttons }: SeenMessage) => buttons.map(({ label }) => label);
  /** Where the platform cannot show it at once, a button opens it. */
  const openForm = async (line: string): Promise<SeenForm> => {
    const known = new Set((await stage.driver.messages()).map(({ id }) => id));
    const { form } = await stage.driver.say(ada(), 'channel', line);
    if (form) return form;
    await stage.app.app.idle();
    const card = (await stage.driver.messages()).findLast(
      ({ id, title }) => !known.has(id) && title === 'Add a contact',
    );
    if (!card) throw new Error('neither a form nor a card');
    const pressed = await stage.driver.press(ada(), card, 'Add a contact');
    if (!pressed.form) throw new Error('no form');
    return pressed.form;
  };

  beforeAll(async () => {
    const prompt = await type('connect', titled('Connect your account'));
    await stage.answerTo(() => signIn(stage.driver, ada(), signInUrlOf(prompt)), titled('Connected'));
  });

  test('whoever has no contacts is told how to get some, alone', async () => {
    const empty = await type('contacts', titled('Your contacts'));
    expect(empty.visibleTo).toBe(ada().userId);
    expect(empty.text).toMatch(/You have no contacts yet. Add one with .*contacts add Zoe Zander zoe@example\.com/);
    expect(labels(empty)).toEqual(['Add a contact', 'Import from this channel']);
    const none = await type('contacts nobody', says('Nobody in your contacts is called “nobody”'));
    expect(none.visibleTo).toBe(ada().userId);
    expect((await type('groups', titled('Your groups'))).text).toContain('You have no groups yet');
  });

  test('a contact is added in a form, which says what is wrong with it and keeps what was typed', async () => {
    const form = await openForm('contacts add');
    expect(form).toMatchObject({ title: 'Add a contact', fields: { name: '', email: '', company: '', shared: false } });
    const wrong = { ...form.fields, name: ' \u200b ', email: 'zoe@', company: 'Zander' };
    const refused = await stage.driver.fillIn(ada(), form, wrong);
    expect(refused.errors).toEqual({
      name: 'A contact needs a name.',
      email: 'That is not an email address. One looks like zoe@example.com.',
    });
    const right = { ...wrong, name: 'Zoë Zander', email: 'zoe@example.com' };
    const added = await stage.answerTo(() => stage.driver.fillIn(ada(), form, right), titled('Zoë Zander'));
    expect(added.visibleTo).toBe(ada().userId);
    expect(added.text).toContain('Added Zoë Zander (zoe@example.com) to your contacts.');
    expect(added.facts).toMatchObject({ Email: 'zoe@example.com', Company: 'Zander', Shared: 'No: only you see it' });
    expect(await kept('contact')).toMatchObject([{ name: 'Zoë Zander', company: 'Zander', owner: 'ada@acme.example' }]);
  });

  test('a contact is added in one line, or with what is missing asked for', async () => {
    await type('contacts add Zoe Baker, zoe.baker@example.com, Baker & Sons', titled('Zoe Baker'));
    expect(await kept('contact')).toMatchObject([{ name: 'Zoe Baker', company: 'Baker & Sons' }, {}]);
    const form = await openForm('contacts add Anton Ähre');
    expect(form.fields).toMatchObject({ name: 'Anton Ähre', email: '' });
    const filled = { ...form.fields, email: 'anton@example.com', shared: true };
    const added = await stage.answerTo(() => stage.driver.fillIn(ada(), form, filled), titled('Anton Ähre'));
    expect(labels(added)).toEqual(['Change', 'Stop sharing', 'Remove']);
    await type(
      'contacts add Twice ZOE@example.com',
      says('You have a contact with the address ZOE@example.com already'),
    );
    await type('contacts add Two a@example.com b@example.com', says('I add one contact at a time'));
    await type('contacts add Wrong zoe@nowhere', says('“zoe@nowhere” is not an email address'));
    await type('contacts add zoe2@example.com', says('A contact needs a name and an email address'));
    expect(await kept('contact')).toHaveLength(3);
  });

  test('contacts are found by what one remembers of them', async () => {
    const all = await type('contacts', titled('Your contacts'));
    expect(all.text).toContain('You have 3 contacts.');
    expect(all.facts).toEqual({
      'Anton Ähre': 'anton@example.com, shared by you',
      'Zoe Baker': 'zoe.baker@example.com, Baker & Sons',
      'Zoë Zander': 'zoe@example.com, Zander',
    });
    for (const wanted of ['zander', 'ZOE ZANDER', 'zoe@example.com', 'contact zoe z']) {
      const line = wanted.startsWith('contact ') ? wanted : `contacts ${wanted}`;
      expect((await type(line, titled('Zoë Zander'))).text).toContain('Zoë Zander is one of your contacts.');
    }
    const two = await type('contacts zoe', says('2 contacts match “zoe”'));
    expect(Object.keys(two.facts)).toEqual(['Zoe Baker', 'Zoë Zander']);
    for (const verb of ['search', 'find', 'show', 'look for'])
      expect(Object.keys((await type(`contacts ${verb} zoe`, says('2 contacts match “zoe”'))).facts)).toHaveLength(2);
    const other = await type('contacts raker', says('Did you mean this one?'));
    expect(Object.keys(other.facts)).toEqual(['Zoe Baker']);
    const near = await type('contacts zadner', says('Did you mean this one?'));
    expect(Object.keys(near.facts)).toEqual(['Zoë Zander']);
  });

  test('a contact is changed in a form that opens filled in', async () => {
    const card = await type('contacts edit Zander', titled('Zoë Zander'));
    const { form } = await stage.driver.press(ada(), card, 'Change');
    expect(form).toMatchObject({
      title: 'Change a contact',
      fields: { name: 'Zoë Zander', email: 'zoe@example.com', company: 'Zander', shared: false },
    });
    if (!form) throw new Error('no form');
    const { errors } = await stage.driver.fillIn(ada(), form, { ...form.fields, name: '' });
    expect(errors).toEqual({ name: 'A contact needs a name.' });
    const taken = { ...form.fields, email: 'anton@example.com' };
    await stage.answerTo(
      () => stage.driver.fillIn(ada(), form, taken),
      says('You have a contact with the address anton@example.com already'),
    );
    const values = { name: 'Zoë Z', email: 'zz@example.com', company: '', shared: true };
    const changed = await stage.answerTo(() => stage.driver.fillIn(ada(), form, values), titled('Zoë Z'));
    expect(changed.text).toContain('Saved. This is the contact now.');
    expect(await kept('contact')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Zoë Z', email: 'zz@example.com', company: '', shared: true }),
      ]),
    );
  });

  test('a contact is shared and not shared any more; where it is not clear which, that is asked first', async () => {
    const shared = async (name: string) => (await kept('contact')).find((one) => one.name === name)?.shared;
    const which = await type('contacts share zoe', titled('Which one?'));
    expect(labels(which)).toEqual(['Zoe Baker (zoe.baker@example.com)', 'Zoë Z (zz@example.com)']);
    await press(which, 'Zoe Baker (zoe.baker@example.com)', says('All colleagues see Zoe Baker'));
    expect(await shared('Zoe Baker')).toBe(true);
    const typo = await type('contacts unshare Bakre', says('There is no “Bakre”. Did you mean this one?'));
    expect(await shared('Zoe Baker')).toBe(true);
    await press(typo, 'Zoe Baker (zoe.baker@example.com)', says('Only you see Zoe Baker'));
    expect(await shared('Zoe Baker')).toBe(false);
    await type('contacts share', says('Which contact? Say it by name or email'));
  });

  test('what a colleague shares is seen, and said not to be one’s own to change', async () => {
    await stage.app.test.database.pool.query(
      `insert into sandbox.contact (contact_id, user_id, name, email, shared)
       select 'of-bob', id, 'Shared Sam', 'sam@example.com', true from sandbox.account where email = 'bob@acme.example'`,
    );
    const seen = await type('contacts sam', titled('Shared Sam'));
    expect([seen.text.includes('A colleague shares Shared Sam with you.'), labels(seen)]).toEqual([true, []]);
    for (const task of ['edit', 'share', 'remove'])
      await type(`contacts ${task} sam`, says('is a contact of a colleague'));
    await type('contacts remove #of-bob yes', says('is a contact of a colleague'));
    await stage.app.test.database.pool.query("delete from sandbox.contact where contact_id = 'of-bob'");
  });

  test('a contact is removed after one more question, by whom it was asked, and once', async () => {
    const names = async () => (await kept('contact')).map(({ name }) => name);
    const asked = await type('contacts remove anton', titled('Remove this contact?'));
    expect(await names()).toContain('Anton Ähre');
    await press(asked, 'Keep it', says('Nothing was removed.'));
    const again = await type('contacts remove anton', titled('Remove this contact?'));
    await stage.driver.press(stage.driver.people.bob, again, 'Yes, remove it');
    await stage.app.app.idle();
    expect(await names()).toContain('Anton Ähre');
    await press(again, 'Yes, remove it', says('Removed Anton Ähre (anton@example.com) from your contacts.'));
    expect(await names()).toEqual(['Zoe Baker', 'Zoë Z']);
    const { status } = await stage.driver.press(ada(), again, 'Yes, remove it');
    expect([200, 403, 409]).toContain(status);
    expect(await names()).toHaveLength(2);
    await type('contacts remove #no-such-thing', says('That contact is gone'));
  });

  test('the people of a channel are imported after one look, where the chat knows their addresses', async () => {
    await stage.driver.say(ada(), 'channel', 'contacts');
    const seen = await type('contacts import', titled('Import contacts'));
    expect(seen.visibleTo).toBe(ada().userId);
    if (platform === 'the playground') {
      expect(seen.text).toContain('There is nobody to add. Of 3 I know no email address.');
      expect(labels(seen)).toEqual([]);
      return;
    }
    expect(seen.text).toContain('1 person would be added to your contacts.');
    const [would = ''] = [seen.facts['Would be added']];
    expect(would).toMatch(/^Bob.* \(bob@acme\.example\)$|^Bob Brandt \(/);
    const before = await kept('contact');
    const done = await press(seen, 'Add 1 contact', says('Added 1 contact. See them with'));
    expect(done.visibleTo).toBe(ada().userId);
    expect(await kept('contact')).toHaveLength(before.length + 1);
    const again = await type('contacts import', titled('Import contacts'));
    expect(again.text).toContain('There is nobody to add. 1 is in your contacts already.');
    await stage.driver.press(ada(), seen, 'Add 1 contact');
    await stage.app.app.idle();
    expect(await kept('contact')).toHaveLength(before.length + 1);
    await type('contacts add', says('Added nobody; 1 was there already.'), [stage.driver.people.bob]);
  });

  test('the people of a group that is mentioned are imported as well, and none of a channel that one is not in', async () => {
    if (platform !== 'Slack') return;
    const { slack } = stage.driver as Awaited<ReturnType<typeof createSlackDriver>>;
    slack.userGroups.set('S0SALES', ['U0ADA', 'U0BOB', 'U0BOT']);
    slack.rosters.set('C0SECRET', ['U0BOB']);
    await stage.app.test.database.pool.query("delete from sandbox.contact where email = 'bob@acme.example'");
    const seen = await type('contacts import <!subteam^S0SALES|@sales>', titled('Import contacts'));
    await press(seen, 'Add 1 contact', says('Added 1 contact.'));
    await type('contacts import <#C0SECRET|secret>', says('I cannot see who is here'));
  });

  test('in a direct chat there is nobody to import', async () => {
    await stage.answerTo(() => stage.driver.say(ada(), 'direct', 'contacts import'), says('there is nobody to import'));
  });

  test('a group is made, filled by names, seen, renamed, emptied and removed', async () => {
    const members = async () => {
      const { rows } = await stage.app.test.database.pool.query(
        'select c.name from sandbox.membership join sandbox.contact c using (contact_id) order by 1',
      );
      return rows.map(({ name }) => name as string);
    };
    await type('groups add', says('A group needs a name'));
    await type('groups add Sales in Spain', says('Made the group Sales in Spain.'));
    for (const same of ['Sales in Spain', 'sales in SPAIN'])
      await type(`groups add ${same}`, says('You have a group Sales in Spain already.'));
    for (const line of ['members sales in spain', 'show Sales in Spain', 'Sales in Spain members'])
      await type(`groups ${line}`, titled('Sales in Spain'));
    await type('contacts add Tom and Jerry, tom@example.com', titled('Tom and Jerry'));
    await type(
      'groups put Tom and Jerry, baker in Sales in Spain',
      says('Tom and Jerry and Zoe Baker are in Sales in Spain now'),
    );
    expect(await members()).toEqual(['Tom and Jerry', 'Zoe Baker']);
    const half = await type('groups put Zoë Z and Nobody in spain', says('called “Nobody”, so nobody of that name'));
    expect(half.text).toMatch(/^Zoë Z is in Sales in Spain now\. Nobody in your contacts/);
    expect(await members()).toEqual(['Tom and Jerry', 'Zoe Baker', 'Zoë Z']);
    await type('groups take Zoë Z and Tom and Jerry out of spain', says('are not in Sales in Spain any more'));
    // Who may be meant by the others is asked, and what is sure is done meanwhile.
    const which = await type('groups put Tom and Jerry, zoe in spain', titled('Which one?'));
    expect(await members()).toEqual(['Tom and Jerry', 'Zoe Baker']);
    await press(which, 'Zoë Z (zz@example.com)', says('Zoë Z is in Sales in Spain now.'));
    const near = await type('groups put Tom and Jerry, Bkear in spain', titled('Which one?'));
    expect(near.text).toContain('There is no “Bkear”. Did you mean this one?');
    await press(near, labels(near)[0] ?? '', says('Zoe Baker is in Sales in Spain now.'));
    const group = await type('groups sales', titled('Sales in Spain'));
    expect(group.text).toContain('3 contacts are in Sales in Spain.');
    expect(Object.keys(group.facts)).toEqual(['Tom and Jerry', 'Zoe Baker', 'Zoë Z']);
    expect((await type('groups', titled('Your groups'))).facts).toEqual({ 'Sales in Spain': '3 contacts' });

    await type('groups take Zoe Baker out of sales', says('Zoe Baker is not in Sales in Spain any more.'));
    await type('groups take Zoe Baker out of sales', says('was taken out. See who is in it'));
    expect(await members()).toEqual(['Tom and Jerry', 'Zoë Z']);
    await type('groups rename Sales in Spain to Buyers', says('Sales in Spain is called Buyers from now on.'));
    await type('groups add Sales', says('Made the group Sales.'));
    await type('groups rename Buyers to SALES', says('You have a group Sales already.'));
    await type('groups rename Sales to SALES', says('Sales is called SALES from now on.'));
    await type('groups rename SALES to Sales', says('SALES is called Sales from now on.'));
    const typo = await type('groups remove Buyesr', says('There is no “Buyesr”. Did you mean this one?'));
    const asked = await press(typo, 'Buyers', titled('Remove this group?'));
    expect(await kept('contact_group')).toHaveLength(2);
    await press(asked, 'Yes, remove it', says('Removed the group Buyers. Its contacts are still yours.'));
    expect((await kept('contact_group')).map(({ name }) => name)).toEqual(['Sales']);
    await type('groups Buyers', says('You have no group “Buyers”'));
    expect((await type('groups Sales', titled('Sales'))).text).toContain('Nobody is in Sales yet.');
  });

  test('a group is made with those who stand behind a colon, or not at all where somebody is not clear', async () => {
    const groups = async () => (await kept('contact_group')).map(({ name }) => name);
    const before = await groups();
    const line = 'groups add Design Team: Tom and Jerry, baker';
    await type(`${line}, x@nowhere.example`, says('called “x@nowhere.example”, so no group was made'));
    const which = await type('groups add Design Team: Tom and Jerry, zoe', titled('Which one?'));
    expect(await groups()).toEqual(before);
    await press(
      which,
      'Zoë Z (zz@example.com)',
      says('Made the group Design Team with Tom and Jerry and Zoë Z in it.'),
    );
    expect(Object.keys((await type('groups design', titled('Design Team'))).facts)).toEqual(['Tom and Jerry', 'Zoë Z']);
    await type(line, says('You have a group Design Team already.'));
    await type('groups add Gate 12:30', says('Made the group Gate 12:30.'));
    expect(await groups()).toEqual(expect.arrayContaining(['Design Team', 'Gate 12:30']));
  });

  test('a contact is changed by a line that says what is to be different', async () => {
    const card = await type('contacts edit baker', titled('Zoe Baker'));
    expect(card.text).toMatch(/Press Change for a form .*contacts edit Zoe Baker email zoe@example\.org/);
    await type(
      'contacts edit baker email zoe@@example',
      says('“zoe@@example” is not an email address, so nothing was'),
    );
    await type('contacts edit baker email baker2@example.com', says('Saved. This is the contact now.'));
    await type('contacts edit baker baker3@example.com', says('Saved. This is the contact now.'));
    const which = await type('contacts edit zoe name: Zoe Miller, company Acme', titled('Which one?'));
    await press(which, 'Zoe Baker (baker3@example.com)', titled('Zoe Miller'));
    expect(await kept('contact')).toContainEqual(
      expect.objectContaining({ name: 'Zoe Miller', email: 'baker3@example.com', company: 'Acme' }),
    );
    await type(
      'contacts edit Zoe Miller email zz@example.com',
      says('You have a contact with the address zz@example.com'),
    );
  });

  test.each(['put', 'put Zoe', 'take', 'take Zoe', 'rename', 'rename Sales', 'remove', 'put in Sales'])(
    'whoever types “groups %s” sees a line that works',
    async (line) => {
      const told = await type(`groups ${line}`, says('Say it like this:'));
      expect(told.text).toMatch(
        /groups (put Zoe, Bob in Sales|take Bob out of Sales|rename Sales to Buyers|remove Sales)/,
      );
    },
  );

  test('with many contacts, 20 are shown, and how many more there are', async () => {
    await stage.app.test.database.pool.query(
      `insert into sandbox.contact (contact_id, user_id, name, email)
       select 'many' || n, a.id, 'Many ' || n, 'many' || n || '@example.com'
       from sandbox.account a, generate_series(1, 30) n where a.email = 'ada@acme.example'`,
    );
    const all = (await kept('contact')).length;
    const listed = await type('contacts', titled('Your contacts'));
    expect(listed.text).toContain(`You have ${all} contacts. These are the first 20, and ${all - 20} more`);
    expect(Object.keys(listed.facts)).toHaveLength(20);
    const which = await type('contacts share many', titled('Which one?'));
    expect(which.buttons).toHaveLength(5);
    expect(which.text).toContain('There are 30 for “many”.');
    await stage.app.test.database.pool.query("delete from sandbox.contact where name like 'Many %'");
  });

  test.each(
    [
      '<!channel>',
      '=HYPERLINK("http://evil.example","x")',
      '*b* [x](http://evil.example) <b>hi</b> &amp; ',
      ...hostileTexts.filter((text) => text.length > 1_000).map((text) => text.slice(0, 3_900)),
    ].map((name) => [name.slice(0, 30), name]),
  )('a hostile name is kept and shown as plain text: %s', async (_short, name) => {
    const line = name.replaceAll('<', stage.driver.platform === 'slack' ? '&lt;' : '<');
    const email = `${crypto.randomUUID()}@example.com`;
    const said = await type(`contacts add ${line} ${email}`, says(email));
    const raw = said.raw as { readonly body?: { readonly text?: string } };
    // The one place that a platform reads as markup.
    if (platform === 'Slack') expect(raw.body?.text).not.toContain('<');
    expect(JSON.stringify(raw)).not.toMatch(/"type":"(user|usergroup|broadcast)"|"url":"http:\/\/evil/);
    const [row] = (await kept('contact')).filter((one) => one.email === email);
    expect(String(row?.name).length).toBeLessThanOrEqual(200);
    expect(String(row?.name).slice(0, 8)).toBe(name.slice(0, 8));
    await stage.app.test.database.pool.query('delete from sandbox.contact where email = $1', [email]);
  });

  test.each(
    [
      'zoe\u0000@example.com',
      'zoe\u0007@example.com',
      'zoe@exam\u001bple.com',
      '"zoe b"@example.com',
      'zoe@@example.com',
      `${'x'.repeat(3_900)}@example.com`,
    ].map((email) => [email.slice(0, 30), email]),
  )('what is no email address is none: %j', async (_short, email) => {
    const before = (await kept('contact')).length;
    const told = await type(`contacts add Zoe ${email}`, says('is not an email address'));
    expect(told.text.length).toBeLessThan(300);
    expect(await kept('contact')).toHaveLength(before);
  });

  test('nothing long or strange that is looked for is a bug', async () => {
    for (const wanted of [
      'x'.repeat(3_900),
      '<!channel>'.repeat(390),
      '%_%',
      "'; drop table contact; --",
      '#',
      '# yes',
    ])
      for (const command of ['contacts', 'contacts remove', 'groups', 'groups remove', 'groups put'])
        expect((await type(`${command} ${wanted}`, ({ visibleTo }) => visibleTo === ada().userId)).text).not.toMatch(
          /Something went wrong|Reference/,
        );
  });
});
