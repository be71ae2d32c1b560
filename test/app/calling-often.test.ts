import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const tooOften = says('not called, as nobody is called more than 10 times within an hour: call again from');

describe.each(everywhere)('somebody whom many call, on %s', (_platform, create) => {
  const stage = useStage(create);
  let chen: Identity;
  const say = (who: Identity, text: string, wanted: (message: SeenMessage) => boolean, mentioned = [chen]) =>
    stage.answerTo(
      () => stage.driver.say(who, 'channel', text, mentioned),
      (message) => message.visibleTo === who.userId && wanted(message),
    );
  const cardsOfChen = async () => {
    await stage.app.app.idle();
    return (await stage.driver.messages()).filter(({ visibleTo, title }) => visibleTo === chen.userId && title).length;
  };

  beforeAll(async () => {
    chen = stage.driver.welcome();
    await connectIn(stage, stage.driver.people.ada);
    await connectIn(stage, stage.driver.people.bob);
  });

  test('is left alone after ten calls within an hour, whoever calls; whoever called is told, and the rest is done', async () => {
    const { ada, bob } = stage.driver.people;
    for (const host of [ada, bob, ada, bob]) {
      await stage.driver.say(host, 'channel', 'now --another Standup with', [chen]);
      await stage.app.app.idle();
      await say(host, 'call again', says('once more'), []);
    }
    // Twice in one command is once.
    for (const host of [ada, bob]) await stage.driver.say(host, 'channel', 'now --another Huddle with', [chen, chen]);
    expect(await cardsOfChen()).toBe(10);

    const refused = await say(ada, 'now --another Retro with', tooOften, [chen, bob]);
    expect(refused.text).toMatch(/^[^.]*Chen[^.]* was not called/);
    expect(refused.text).not.toContain('Bob');
    const card = await until(stage.driver, ({ visibleTo, title }) => visibleTo === 'everyone' && title === 'Retro');
    expect(card.facts.Invited).toMatch(/Chen/);
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === bob.userId && title === 'Retro');
    await say(ada, 'call in', tooOften);
    await say(ada, 'call again', tooOften, []);
    await say(bob, 'now --another Planning with', tooOften);
    expect(await cardsOfChen()).toBe(10);

    // As if the hour were over.
    await stage.app.test.database.pool.query("update sign_in_try set expire = 1 where key like 'call:%'");
    const again = await say(ada, 'call in', says('once more'));
    expect(again.text).toContain('Chen');
    expect(await cardsOfChen()).toBe(11);
  });
});
