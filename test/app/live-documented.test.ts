import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

describe.each(everywhere)('a meeting where there is nothing but what is documented, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  let chen: Identity;
  const say = (
    who: Identity,
    text: string,
    wanted: (message: SeenMessage) => boolean = () => true,
    mentioned: readonly Identity[] = [],
  ) =>
    stage.answerTo(
      () => stage.driver.say(who, 'channel', text, mentioned),
      (message) => message.visibleTo === who.userId && wanted(message),
    );
  const onCard = (title: string, when: string) =>
    until(
      stage.driver,
      (message) =>
        message.visibleTo === 'everyone' && message.title === title && message.facts.When?.startsWith(when) === true,
    );
  const endSignIn = ({ userId }: Identity) =>
    stage.app.test.database.pool.query(
      "update link set token_expires_at = now() - interval '1 minute', sealed_token = null where user_id = $1",
      [userId],
    );
  const cardsOfChen = async () => {
    await stage.app.app.idle();
    return (await stage.driver.messages()).filter(({ visibleTo, title }) => visibleTo === chen.userId && title).length;
  };

  beforeAll(async () => {
    chen = stage.driver.welcome();
    await connectIn(stage, ada());
    await connectIn(stage, bob());
    const { status } = await fetch(`${stage.app.url}/sandbox/switches`, {
      method: 'POST',
      body: new URLSearchParams({ inferredRoutes: 'missing' }),
    });
    expect(status).toBe(200);
  });

  test('says that it is live, not who is in, and offers what can be done; after the sign-in of its host has ended, it claims no more', async () => {
    await stage.driver.say(ada(), 'channel', 'now Standup');
    const begun = await onCard('Standup', 'Now');
    expect([Object.keys(begun.facts), labelsOf(begun)]).toEqual([['Host', 'When'], ['Join meeting']]);
    const guest = await goIn(joinLink(begun), 'Grace Guest');
    const live = await onCard('Standup', 'Live since');
    expect([Object.keys(live.facts), labelsOf(live)]).toEqual([['Host', 'When'], ['Join meeting']]);
    expect(JSON.stringify(live.raw)).not.toContain('Grace');
    const asked = await say(ada(), 'who', ({ title }) => title === 'Who is in “Standup”');
    expect([Object.keys(asked.facts), labelsOf(asked)]).toEqual([
      ['Host', 'When'],
      ['Join meeting', 'More…', 'End for everybody'],
    ]);
    const { id } = await stage.driver
      .press(ada(), asked, 'More…')
      .then(() => until(stage.driver, ({ title }) => title === 'More for “Standup”'));
    const more = (await stage.driver.messages()).find((message) => message.id === id);
    expect(more && labelsOf(more)).toEqual(['Call people in…']);
    for (const line of ['lock', 'mute all', 'remove Grace'])
      expect((await say(ada(), line)).text).toContain('does not offer steering a running meeting from the chat');

    await endSignIn(ada());
    const refused = await say(ada(), 'lock', ({ title }) => title === 'Sign in to go on');
    expect(labelsOf(refused)).toEqual(['Sign in']);
    await guest.leave();
    const ended = await onCard('Ended: Standup', '');
    expect([Object.keys(ended.facts), labelsOf(ended)]).toEqual([
      ['Host', 'When'],
      ['Meet again', 'Schedule a follow-up'],
    ]);
  });

  test('calls people in, no more often than anywhere else, also once the sign-in of its host has ended', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await stage.driver.say(bob(), 'channel', `now --another ${title} with`, [chen]);
      await onCard(title, 'Now');
      await say(bob(), 'call again', says(`called into “${title}” once more.`));
    }
    await stage.driver.say(bob(), 'channel', 'now --another Six');
    await onCard('Six', 'Now');
    await endSignIn(bob());
    const told = await say(bob(), 'call in', says('not called, as nobody is called more than 10 times'), [chen, ada()]);
    expect(told.text).toContain('Chen');
    expect(told.text).not.toContain('Ada');
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === ada().userId && title === 'Six');
    expect(await cardsOfChen()).toBe(10);
  });
});
