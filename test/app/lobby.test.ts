import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { joinLink, knock } from '../support/attending.ts';
import { useBareStage } from '../support/bare-stage.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);

describe.each(everywhere)('a meeting with a lobby, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const onCard = (wanted: RegExp) =>
    until(
      stage.driver,
      ({ visibleTo, title, facts }) => visibleTo === 'everyone' && title === 'Board' && wanted.test(facts.Door ?? ''),
    );
  const toAda = (wanted: (message: SeenMessage) => boolean) =>
    until(
      stage.driver,
      (message) => message.visibleTo === ada().userId && message.place === 'direct' && wanted(message),
    );
  const say = (text: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(
      () => stage.driver.say(ada(), 'channel', text),
      (message) => message.visibleTo === ada().userId && wanted(message),
    );
  let link = '';

  beforeAll(async () => {
    await connectIn(stage, ada());
    await stage.driver.say(ada(), 'channel', 'now --lobby Board');
    link = joinLink(await onCard(/You knock/));
  });

  test('its host is told who waits, in one message that is kept true; everybody else sees how many', async () => {
    const ann = await knock(link, 'Ann Guest');
    const first = await toAda(says('Ann Guest waits to be let into “Board”.'));
    expect(labelsOf(first)).toEqual(['Let Ann Guest in', 'Turn Ann Guest away']);
    const card = await onCard(/^1 person waits to be let in\.$/);
    expect(JSON.stringify(card.raw)).not.toContain('Ann');
    const eve = await knock(link, 'Eve Guest');
    const both = await toAda(says('Ann Guest and Eve Guest wait to be let into “Board”.'));
    expect([both.id, labelsOf(both)[0]]).toEqual([first.id, 'Let both in']);

    await stage.driver.press(ada(), both, 'Turn Eve Guest away');
    const left = await toAda((message) => message.id === first.id && says('Ann Guest waits')(message));
    expect([await ann.seen(), await eve.seen()]).toEqual(['waiting', 'away']);
    await stage.driver.press(ada(), left, 'Let Ann Guest in');
    const quiet = await toAda(
      (message) => message.id === first.id && says('Nobody waits to be let into “Board”.')(message),
    );
    expect([await ann.seen(), labelsOf(quiet)]).toEqual(['in', []]);
    await onCard(/You knock/);
    await stage.app.app.idle();
  });

  test('whoever comes later is told of by a new message; “all” are those who were shown', async () => {
    const before = (await stage.driver.messages()).map(({ id }) => id);
    const guests = [await knock(link, 'Fay Guest'), await knock(link, 'Gil Guest')];
    const prompt = await toAda(says('Fay Guest and Gil Guest wait'));
    expect(before).not.toContain(prompt.id);
    const late = await knock(link, 'Hal Guest');
    await stage.driver.press(ada(), prompt, 'Let both in');
    await toAda((message) => message.id === prompt.id && says('Hal Guest waits')(message));
    expect([...(await Promise.all(guests.map((one) => one.seen()))), await late.seen()]).toEqual([
      'in',
      'in',
      'waiting',
    ]);
    await say('lobby admit hal', says('Hal Guest was let into “Board”.'));
    expect(await late.seen()).toBe('in');
  });

  test('nobody but the host sees or decides who comes in', async () => {
    await knock(link, 'Ida Guest');
    const refused = await stage.answerTo(
      () => stage.driver.say(bob(), 'channel', 'lobby'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    expect(refused.text).toContain('it belongs to somebody else');
    expect(refused.text).not.toContain('Ida');
    await say('lobby admit zoe', says('Nobody called “zoe” waits for “Board”.'));
    await say('lobby deny ida', says('Ida Guest was turned away from “Board”.'));
  });
});

describe('a service without a lobby', () => {
  const { stage, service } = useBareStage();
  const ada = () => stage.driver.people.ada;

  test('says what it does not offer; the card says only that one knocks', async () => {
    await connectIn(stage, ada());
    await stage.driver.say(ada(), 'channel', 'now --lobby Alone');
    const card = await until(stage.driver, ({ title }) => title === 'Alone');
    expect(card.facts.Door).toBe('You knock, and the host lets you in');
    expect(service().asked.find(({ method, path }) => method === 'POST' && path === '/meetings')?.body.knock).toBe(
      true,
    );
    const answer = await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'lobby'),
      ({ visibleTo }) => visibleTo === ada().userId,
    );
    expect(answer.text).toContain('does not offer letting people in from the chat');
  });
});
