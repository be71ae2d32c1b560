import { beforeAll, describe, expect, test } from 'vitest';
import { type Delivered, type SeenForm, type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a meeting about a message, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const card = (title: string, wanted: (message: SeenMessage) => boolean = () => true) =>
    until(stage.driver, (message) => message.title === title && message.place === 'channel' && wanted(message));
  const titles = async () => (await stage.driver.messages()).map(({ title }) => title);

  function opened({ form, status, body, said }: Delivered): SeenForm {
    if (!form) throw new Error(`no form was opened: ${status} ${said} ${body}`);
    return form;
  }

  test('waits for a sign-in like any other, and then begins as it was filled in', async () => {
    const { thread, ...delivered } = await stage.driver.meetAbout(bob(), { author: ada(), text: 'Is the roof tight?' });
    const form = opened(delivered);
    await stage.driver.fillIn(bob(), form, { ...form.fields, title: 'The roof' });
    const prompt = await until(stage.driver, ({ title }) => title === 'Sign in to go on');
    expect(prompt.visibleTo).toBe(bob().userId);
    expect(prompt.text).toContain('To start “The roof”');
    await signIn(stage.driver, bob(), signInUrlOf(prompt));
    expect((await card('The roof')).thread).toBe(thread);
  });

  describe('of somebody who is connected', () => {
    beforeAll(async () => {
      await connectIn(stage, ada());
    });

    test('is confirmed first: title and people are those of the message, and nothing has begun', async () => {
      const text = '@1 the deploy failed again. Who can look at it with me, before everybody is gone for the day?';
      const { thread, ...delivered } = await stage.driver.meetAbout(ada(), { author: bob(), text, mentioned: [ada()] });
      const form = opened(delivered);
      expect(form.title).toBe('Meet about this');
      expect(form.fields).toEqual({ title: 'The deploy failed again', people: bob().userId, lobby: false });
      await stage.app.app.idle();
      expect(await titles()).not.toContain('The deploy failed again');

      await stage.driver.fillIn(ada(), form, { ...form.fields, title: 'Deploy <b>!</b>' });
      const posted = await card('Deploy <b>!</b>');
      expect(posted).toMatchObject({ visibleTo: 'everyone', thread });
      expect(posted.facts.Invited).toContain('Bob');
      const called = await until(
        stage.driver,
        ({ title, visibleTo }) => title === 'Deploy <b>!</b>' && visibleTo === bob().userId,
      );
      expect([called.place, labelsOf(called)]).toEqual(['direct', ['Join meeting', 'In 5 min', 'Can’t']]);
    });

    test('of a bot calls nobody, and whoever is taken out of the form is not called', async () => {
      const ofBot = opened(await stage.driver.meetAbout(ada(), { text: 'Build 7 is red' }));
      expect(ofBot.fields.people).toBe('');
      const form = opened(await stage.driver.meetAbout(ada(), { author: bob(), text: 'Lights in the attic' }));
      await stage.driver.fillIn(ada(), form, { ...form.fields, people: '', lobby: true });
      const posted = await card('Lights in the attic');
      expect(posted.facts.Invited).toBeUndefined();
      expect(Object.values(posted.facts).join()).toContain('knock');
      await stage.app.app.idle();
      const all = await stage.driver.messages();
      expect(all.filter(({ title, place }) => title === 'Lights in the attic' && place === 'direct')).toEqual([]);
    });

    test('with too many people says so at the field, and keeps what was typed', async () => {
      const form = opened(await stage.driver.meetAbout(ada(), { author: bob(), text: 'Everybody has to see this' }));
      const crowd = Array.from({ length: 21 }, (_one, index) => `u0crowd${index}`).join(',');
      const typed = { title: 'All hands', people: crowd, lobby: true };
      const refused = await stage.driver.fillIn(ada(), form, typed);
      expect(refused.errors).toEqual({ people: expect.stringContaining('At most 20 people are called at once') });
      if (stage.driver.platform === 'teams') expect(refused.kept).toEqual(typed);
      await stage.app.app.idle();
      expect(await titles()).not.toContain('All hands');
    });

    test('that has been deleted is answered with one sentence, and nothing is posted for others', async () => {
      const said = { author: bob(), text: 'Gone with the wind', isGone: true };
      const { form, ...delivered } = await stage.driver.meetAbout(ada(), said);
      if (!form) {
        const told = 'That message has been deleted, so nothing was started. To meet without it, use ';
        expect(delivered.said).toContain(told);
        return;
      }
      // Slack does not say so until something is posted below it.
      await stage.driver.fillIn(ada(), form, form.fields);
      const told = await until(
        stage.driver,
        ({ title, visibleTo }) => title === 'Gone with the wind' && visibleTo === ada().userId,
      );
      expect([told.place, told.text]).toEqual(['direct', expect.stringContaining('its message may have been deleted')]);
      expect(labelsOf(told)).toContain('Join meeting');
    });

    test('of two people who choose the same message at the same time, one starts it, and the other one is asked', async () => {
      const said = { author: bob(), text: 'Both of us want to talk' };
      const mine = await stage.driver.meetAbout(ada(), said);
      const theirs = await stage.driver.meetAbout(bob(), { ...said, thread: mine.thread });
      const [one, other] = [opened(mine), opened(theirs)];
      await Promise.all([
        stage.driver.fillIn(ada(), one, { ...one.fields, title: 'Both: Ada' }),
        stage.driver.fillIn(bob(), other, { ...other.fields, title: 'Both: Bob' }),
      ]);
      await stage.app.app.idle();
      const all = await stage.driver.messages();
      expect(all.filter(({ title, place }) => title?.startsWith('Both: ') && place === 'channel')).toHaveLength(1);
      const asked = all.find(({ title }) => title === 'There is a meeting here already');
      if (!asked) throw new Error('nobody was asked');
      const who = asked.visibleTo === ada().userId ? ada() : bob();
      await stage.driver.press(who, asked, 'Start another');
      const another = await card(who === ada() ? 'Both: Ada' : 'Both: Bob');
      expect(another.thread).toBe(mine.thread);
    });

    test('sent twice begins once', async () => {
      const form = opened(await stage.driver.meetAbout(ada(), { author: bob(), text: 'Twice is once' }));
      const first = await stage.driver.fillIn(ada(), form, form.fields);
      await first.again();
      await card('Twice is once');
      await stage.app.app.idle();
      const all = await stage.driver.messages();
      expect(all.filter(({ title, place }) => title === 'Twice is once' && place === 'channel')).toHaveLength(1);
    });
  });
});
