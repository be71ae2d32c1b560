import { describe, expect, test } from 'vitest';
import { roomBehind } from '../support/attending.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { useStage } from '../support/stage.ts';
import { type Attack, type Driver, until } from './driver.ts';

/** What every platform has to do. Runs over real HTTP both ways, against the whole service. */
export function describeContract(name: string, create: () => Promise<Driver>): void {
  describe(name, () => {
    const stage = useStage(create);

    test('an interrupted command goes on by itself after signing in, and its card is for everyone', async () => {
      const { ada } = stage.driver.people;
      const { status } = await stage.driver.say(ada, 'channel', 'now Weekly sync');
      expect(status).toBe(200);
      const prompt = await until(stage.driver, ({ title }) => title === 'Sign in to go on');
      expect(prompt.visibleTo).toBe(ada.userId);

      const done = await signIn(stage.driver, ada, signInUrlOf(prompt));
      expect(done.text).toContain('<h1>Connected</h1>');

      const card = await until(stage.driver, ({ title }) => title === 'Weekly sync');
      expect(card).toMatchObject({ visibleTo: 'everyone', place: 'channel' });
      expect(card.facts).toMatchObject({ Host: 'Ada Almeida', When: expect.stringContaining('Now, since') });
      expect(card.text).toContain('Weekly sync');
      const join = card.buttons.find(({ label }) => label === 'Join meeting');
      const page = await fetch(join?.url ?? '');
      expect(await roomBehind(join?.url ?? '', 'Grace')).toContain('/sandbox/join/');
      expect(await page.text()).toContain('Weekly sync');
    });

    test('a second copy of a delivery is answered and does nothing', async () => {
      const first = await stage.driver.say(stage.driver.people.ada, 'channel', 'now Only once');
      const second = await first.again();
      expect(second.status).toBe(200);
      await until(stage.driver, ({ title }) => title === 'Only once');
      await stage.app.app.idle();
      const cards = (await stage.driver.messages()).filter(({ title }) => title === 'Only once');
      expect(cards).toHaveLength(1);
    });

    test('a private answer stays private, in a channel and in the direct chat', async () => {
      const { ada, bob } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'status');
      const answer = await until(stage.driver, ({ title }) => title === 'Your connection');
      expect(answer.visibleTo).toBe(ada.userId);
      await stage.driver.say(bob, 'direct', 'help');
      const help = await until(stage.driver, ({ title }) => title === 'What I can do');
      expect(help.visibleTo).toBe(bob.userId);
    });

    test('people who are mentioned are asked to join in their direct chats', async () => {
      const { ada, bob } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'now Design review', [bob]);
      const card = await until(stage.driver, ({ title, place }) => title === 'Design review' && place === 'channel');
      expect(Object.values(card.facts).join()).toContain('Bob');
      const invitation = await until(
        stage.driver,
        ({ title, place }) => title === 'Design review' && place === 'direct',
      );
      expect(invitation.visibleTo).toBe(bob.userId);
    });

    test('a typo gets the nearest command, one press away', async () => {
      const { ada } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'nwo Budget talk');
      const question = await until(stage.driver, ({ text }) => text.includes('Did you mean'));
      const [nearest] = question.buttons;
      await stage.driver.press(ada, question, nearest?.label ?? '');
      await until(stage.driver, ({ title }) => title === 'Budget talk');
    });

    test('a button for one person does nothing for another', async () => {
      const { ada, bob } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'nwo Secret talk');
      const question = await until(stage.driver, ({ text }) => text.includes('Did you mean') && text.includes('nwo'));
      await stage.app.app.idle();
      const before = (await stage.driver.messages()).length;
      const { status } = await stage.driver.press(bob, question, question.buttons[0]?.label ?? '');
      expect([200, 403]).toContain(status);
      await stage.app.app.idle();
      const after = (await stage.driver.messages()).slice(before).map(({ text }) => text);
      expect(after.filter((text) => text.includes('Secret talk'))).toEqual([]);
    });

    test('the settings of a room are changed in a form that opens filled in and keeps what was typed', async () => {
      const { ada } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'room');
      const room = await until(stage.driver, ({ title }) => title === 'Your room');
      expect(room.visibleTo).toBe(ada.userId);
      const { form } = await stage.driver.press(ada, room, 'Change settings');
      expect(form?.fields).toMatchObject({ name: "Ada's room", lobby: false });
      if (!form) throw new Error('no form was opened');
      const refused = await stage.driver.fillIn(ada, form, { ...form.fields, name: '' });
      expect(refused.errors).toEqual({ name: 'A room needs a name.' });
      await stage.driver.fillIn(ada, form, { ...form.fields, name: 'Studio', lobby: true });
      const changed = await until(stage.driver, ({ title, facts }) => title === 'Your room' && facts.Name === 'Studio');
      expect(changed.facts).toMatchObject({ 'Guests knock': 'Yes' });
    });

    test('a meeting is found by its PIN, typed or asked for in a form', async () => {
      const { ada, bob } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'room');
      const room = await until(stage.driver, ({ title }) => title === 'Your room');
      const pin = room.facts['PIN for guests'] ?? '';
      await stage.driver.say(bob, 'channel', `join ${pin}`);
      const found = await until(
        stage.driver,
        ({ visibleTo, text }) => visibleTo === bob.userId && text.includes('This PIN opens'),
      );
      expect(found.buttons.some(({ label }) => label === 'Join meeting')).toBe(true);
      await stage.driver.say(bob, 'channel', 'join 0000');
      await until(stage.driver, ({ text }) => text.includes('No meeting has this PIN'));
    });

    test('a hostile title is shown as plain text', async () => {
      const title = '<!channel> <@U0BOB> *b* [x](http://evil.example) <b>hi</b> &amp; \u202Eevil';
      await stage.driver.say(stage.driver.people.ada, 'channel', `now ${title.replaceAll('<@U0BOB> ', '')}`);
      const card = await until(
        stage.driver,
        ({ title: shown }) => shown?.includes('hi') === true && shown.includes('[x]'),
      );
      expect(card.title).not.toContain('\u202E');
      expect(card.buttons.every(({ url }) => url?.startsWith(stage.app.url))).toBe(true);
    });

    test.each(['unsigned', 'forged', 'stale', 'future', 'foreign', 'malformed', 'too_large'] satisfies Attack[])(
      'a delivery that is %s is refused, and nothing is stored or said',
      async (kind) => {
        const wanted = stage.driver.attacks[kind];
        if (!wanted) return;
        const count = async () =>
          (await stage.app.test.database.pool.query('select count(*)::int as n from invocation')).rows[0]?.n;
        await stage.app.app.idle();
        const [before, said] = [await count(), (await stage.driver.messages()).length];
        const { status, body } = await stage.driver.attack(kind);
        expect(wanted).toContain(status);
        expect(body).not.toMatch(/at .*\.(ts|js)|node_modules|Error:/);
        await stage.app.app.idle();
        expect(await count()).toBe(before);
        expect(await stage.driver.messages()).toHaveLength(said);
      },
    );

    test('disconnecting forgets the account, and the next command asks to sign in again', async () => {
      const { ada } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'logout');
      await until(stage.driver, ({ title }) => title === 'Disconnected');
      const { rows } = await stage.app.test.database.pool.query('select * from link');
      expect(rows).toHaveLength(0);
      await stage.driver.say(ada, 'channel', 'now Again');
      await until(stage.driver, ({ text }) => text.includes('To start “Again”'));
    });

    test('whoever asks to be forgotten is asked once more, alone, told when it is done, and unknown from then on', async () => {
      const { ada, bob } = stage.driver.people;
      await stage.driver.say(ada, 'channel', 'forget me');
      const card = await until(stage.driver, ({ title }) => title === 'What is kept of you here');
      expect(card.visibleTo).toBe(ada.userId);
      expect(card.buttons.find(({ label }) => label === 'Save my data')?.url).toContain('/connect/');
      await stage.driver.press(ada, card, 'Delete everything');
      const question = await until(stage.driver, ({ title }) => title === 'Delete everything that is kept of you?');
      expect(question.visibleTo).toBe(ada.userId);
      await stage.driver.press(bob, question, 'Yes, delete everything');
      await stage.driver.press(ada, question, 'Yes, delete everything');
      const answer = await until(stage.driver, ({ title }) => title === 'Deleted');
      expect(answer.visibleTo).toBe(ada.userId);
      await stage.app.app.idle();
      const { pool } = stage.app.test.database;
      const { rows } = await pool.query('select user_id from identity union all select user_id from pseudonym');
      expect(rows.filter(({ user_id: userId }) => userId === ada.userId)).toEqual([]);
      await stage.driver.say(ada, 'channel', 'room');
      await until(
        stage.driver,
        ({ text, visibleTo }) => visibleTo === ada.userId && text.startsWith('To see your room'),
      );
    });

    test('no secret ever reached the log', () => {
      const lines = JSON.stringify(stage.app.log.lines);
      expect(lines).not.toMatch(/meetwire-demo|xoxb-|\/connect\/[\w-]{20}/);
    });
  });
}
