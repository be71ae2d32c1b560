import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import type { createSlackDriver } from '../contract/slack-driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

describe.each(everywhere)('people who are called into a running meeting, on %s', (platform, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const onCard = (title: string, wanted: RegExp) =>
    until(
      stage.driver,
      ({ visibleTo, title: shown, facts }) =>
        visibleTo === 'everyone' && shown === title && wanted.test(facts.Invited ?? ''),
    );
  const toBob = (wanted: (message: SeenMessage) => boolean) =>
    until(stage.driver, (message) => message.visibleTo === bob().userId && wanted(message));
  const say = (text: string, wanted: (message: SeenMessage) => boolean, mentioned = [bob()]) =>
    stage.answerTo(
      () => stage.driver.say(ada(), 'channel', text, mentioned),
      (message) => message.visibleTo === ada().userId && wanted(message),
    );

  beforeAll(async () => {
    await connectIn(stage, ada());
  });

  test('answer on their own card; every card of the meeting shows it, and they may change it', async () => {
    await say('call in', says('No meeting that I started here is on.'));
    await stage.driver.say(ada(), 'channel', 'now Standup');
    await until(stage.driver, ({ title }) => title === 'Standup');
    await say('call in', ({ text }) => /^Bob.* was called into “Standup”\./.test(text));
    await onCard('Standup', /^[^(]*Bob[^(]*$/);
    const card = await toBob(({ title }) => title === 'Standup');
    expect(labelsOf(card)).toEqual(['Join meeting', 'In 5 min', 'Can’t']);

    await stage.driver.press(bob(), card, 'In 5 min');
    await onCard('Standup', /Bob.*comes at/);
    const soon = await toBob((message) => message.id === card.id && !labelsOf(message).includes('In 5 min'));
    expect(labelsOf(soon)).toEqual(['Join meeting', 'Can’t']);
    expect(soon.facts['Your answer']).toMatch(/^You come at /);
    await stage.driver.press(bob(), soon, 'Can’t');
    await onCard('Standup', /Bob.*can’t/);
    await toBob((message) => message.id === card.id && labelsOf(message).includes('In 5 min'));
    await say('call in', says('has answered already, or been called twice'));
    // Where a meeting is on, that one is meant.
    await say('invite', says('has answered already, or been called twice'));
    await say('call', says('Mention whom to call'), []);
  });

  test('are called once more where they have not answered, and no third time', async () => {
    await stage.driver.say(ada(), 'channel', 'now --another Huddle');
    await until(stage.driver, ({ title, visibleTo }) => title === 'Huddle' && visibleTo === 'everyone');
    const called = await say('call in', says('was called into “Huddle”.'));
    const first = await toBob(({ title }) => title === 'Huddle');
    await stage.driver.press(ada(), called, 'Call them again');
    const again = await until(
      stage.driver,
      ({ visibleTo, text }) => visibleTo === ada().userId && text.includes('was called into “Huddle” once more.'),
    );
    expect(again.buttons).toEqual([]);
    await toBob(({ title, id }) => title === 'Huddle' && id !== first.id);
    await say('call again', says('There is nobody to call again into “Huddle”'), []);
    await say('call in', says('has answered already, or been called twice'));
  });

  // The others have no groups that a bot may see into.
  if (platform === 'Slack')
    test('are called as a group that is mentioned, at most twenty, and never oneself', async () => {
      const { slack } = stage.driver as Awaited<ReturnType<typeof createSlackDriver>>;
      slack.userGroups.set('S0CREW', ['U0ADA', 'U0BOB', 'U0BOT']);
      await stage.driver.say(ada(), 'channel', 'now --another Assembly');
      await until(stage.driver, ({ title, visibleTo }) => title === 'Assembly' && visibleTo === 'everyone');
      const called = await say('call in <!subteam^S0CREW|@crew>', says('called into “Assembly”'), []);
      expect(called.text).toMatch(/^Bob was called/);
      slack.userGroups.set(
        'S0ALL',
        Array.from({ length: 30 }, (_, index) => `U0CROWD${index}`),
      );
      await say('call in <!subteam^S0ALL|@all>', says('That is more than 20 people.'), []);
      await say('call in <!subteam^S0NONE|@none>', (message) => message.text.includes('none'), []);
    });

  test('are left alone where they take no calls, which they switch', async () => {
    const his = (text: string, wanted: (message: SeenMessage) => boolean) =>
      stage.answerTo(
        () => stage.driver.say(bob(), 'direct', text),
        (message) => message.visibleTo === bob().userId && wanted(message),
      );
    expect((await his('settings calls off', says('Saved'))).facts['Calls into meetings']).toMatch(/^Off: nobody rings/);
    await his('settings calls sometimes', says('not “sometimes”'));
    await say('now --another Muted with', says('takes no calls now and was not called'));
    await his('settings calls on', says('Saved'));
  });

  test('are left alone in their quiet hours: whoever calls is told', async () => {
    await stage.answerTo(
      () => stage.driver.say(bob(), 'direct', 'remind quiet 00:00-23:59'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    const before = (await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId).length;
    await say('now --another Retro with', says('takes no calls now and was not called'));
    await until(stage.driver, ({ title }) => title?.startsWith('Retro') === true);
    await stage.app.app.idle();
    expect((await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId).length).toBe(before);
  });

  test('are reminded five minutes after they said so, at most twice, unless they are in by then', async () => {
    const wanted = says('You wanted to be in “Standup” by now.');
    const cards = async () =>
      (await stage.driver.messages()).filter(
        ({ visibleTo, title }) => visibleTo === bob().userId && title === 'Standup',
      );
    await stage.app.app.idle();
    const [card] = await cards();
    if (!card) throw new Error('nobody was called');
    /** On the card that all see, beside who is invited. */
    const whoIsIn = (wanted: RegExp) =>
      until(stage.driver, ({ visibleTo, title, facts: { Invited: _invited, Host: _host, When: _when, ...facts } }) => {
        const inside = JSON.stringify(facts);
        return visibleTo === 'everyone' && title === 'Standup' && inside.includes('Grace Guest') && wanted.test(inside);
      });
    const asItIs = async () => (await cards()).find(({ id }) => id === card.id) ?? card;
    /** Five minutes after this press. */
    const inFive = async () => {
      await stage.driver.press(bob(), await asItIs(), 'In 5 min');
      await onCard('Standup', /Bob.*comes at/);
      await toBob(
        (message) => message.id === card.id && message.facts['Your answer']?.startsWith('You come at') === true,
      );
      const before = (await cards()).length;
      await stage.app.app.idle();
      // As if it had been said five minutes before: requests of platforms are good for no longer than that.
      await stage.app.test.database.pool.query(`
        update life set version = version + 1, soon_due_at = now(), invited = (
          select jsonb_agg(case when one ? 'answeredAt'
            then one || jsonb_build_object('answeredAt', to_jsonb(now() - interval '5 minutes')) else one end)
          from jsonb_array_elements(invited) as one)
        where soon_due_at is not null`);
      return before;
    };
    // Somebody else is in, so that it goes on; and Bob, who then need not be reminded.
    const link = joinLink(card);
    await goIn(link, 'Grace Guest');
    const his = await goIn(link, 'Bob Brandt');
    await whoIsIn(/Bob Brandt/);
    await inFive();
    await onCard('Standup', /^[^(]*Bob[^(]*$/);
    await stage.app.app.idle();
    expect((await cards()).map(({ text }) => text.includes('You wanted to be in'))).toEqual([false]);
    await his.leave();
    await whoIsIn(/^(?!.*Bob Brandt)/);
    for (const reminders of [1, 2]) {
      expect(await inFive()).toBe(reminders);
      await onCard('Standup', /^[^(]*Bob[^(]*$/);
      const all = await until(stage.driver, (message) => wanted(message) && message.id !== card.id).then(cards);
      await stage.app.app.idle();
      expect(all.length).toBe(reminders + 1);
      expect(labelsOf((await cards()).at(-1) ?? card)).toEqual(['Join meeting', 'In 5 min', 'Can’t']);
    }
    // A third time, it is only a word to the others.
    await inFive();
    await stage.driver.press(bob(), await asItIs(), 'Can’t');
    await onCard('Standup', /Bob.*can’t/);
    await stage.app.app.idle();
    expect(await cards()).toHaveLength(3);
  });
});
