import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

describe.each(everywhere)('people who are called into a running meeting, on %s', (_name, create) => {
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
    await say('call in', says('has been called already, and nobody is called twice.'));
    await say('call', says('Mention whom to call'), []);
  });

  test('are left alone in their quiet hours: whoever calls is told', async () => {
    await stage.answerTo(
      () => stage.driver.say(bob(), 'direct', 'remind quiet 00:00-23:59'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    const before = (await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId).length;
    await say('now --another Retro with', says('has quiet hours now and was not called'));
    await until(stage.driver, ({ title }) => title?.startsWith('Retro') === true);
    await stage.app.app.idle();
    expect((await stage.driver.messages()).filter(({ visibleTo }) => visibleTo === bob().userId).length).toBe(before);
  });
});
