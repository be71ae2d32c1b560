import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { joinLink, knock } from '../support/attending.ts';
import { useBareStage } from '../support/bare-stage.ts';
import { everywhere } from '../support/everywhere.ts';
import { type Browser, createBrowser, signIn, signInUrlOf } from '../support/linking.ts';
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
    expect(labelsOf(first)).toEqual(['Let Ann Guest in', 'Turn Ann Guest away', 'Let members straight in']);
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

describe.each(everywhere)('members of the channel come straight in, on %s', (platform, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const bobs = createBrowser();
  const chens = createBrowser();
  const say = (text: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(
      () => stage.driver.say(ada(), 'channel', text),
      (message) => message.visibleTo === ada().userId && wanted(message),
    );
  const onCard = (wanted: (message: SeenMessage) => boolean) =>
    until(stage.driver, (message) => message.visibleTo === 'everyone' && message.title === 'Sprint' && wanted(message));
  const promptsOf = async () =>
    (await stage.driver.messages()).filter(
      ({ visibleTo, text }) => visibleTo === ada().userId && text.includes('to be let into'),
    );
  let link = '';

  /** Where our link leads a browser that is recognised, and the name that it brings along. */
  async function wayOf(browser: Browser) {
    const to = new URL((await browser.get(link)).headers.get('location') ?? '');
    return { name: to.searchParams.get('name') ?? '', room: `${to.origin}${to.pathname}` };
  }
  async function enterAs({ name, room }: { name: string; room: string }) {
    const door = await fetch(`${room}/enter`, { method: 'POST', body: new URLSearchParams({ name, pin: '' }) });
    return new URL(door.url).searchParams.has('waiting') ? door.url : 'in';
  }

  async function connect(who: Identity, email: string, browser: Browser) {
    const prompt = await stage.answerTo(
      () => stage.driver.say(who, 'direct', 'connect'),
      (message) => message.visibleTo === who.userId && labelsOf(message).includes('Sign in'),
    );
    await signIn(stage.driver, who, signInUrlOf(prompt), { email, password: 'meetwire-demo' }, browser);
  }

  beforeAll(async () => {
    await connectIn(stage, ada());
    await connect(bob(), 'bob@acme.example', bobs);
    await stage.app.app.idle();
    await stage.driver.say(ada(), 'channel', 'now --members Sprint');
    link = joinLink(
      await onCard(({ facts }) => facts.Door?.startsWith('Members of this channel come straight in') === true),
    );
  });

  test('whoever is recognised as one of them need not wait for the host; whoever only has the same name does', async () => {
    const way = await wayOf(bobs);
    expect(way.name).toMatch(/^Bob Brandt[\u{FE00}-\u{FE0F}]{8}$/u);
    await enterAs(way);
    const card = await onCard(({ facts }) => JSON.stringify(facts).includes('Bob Brandt'));
    expect(JSON.stringify(card.facts)).not.toMatch(/[\u{FE00}-\u{FE0F}]/u);
    expect(await promptsOf()).toEqual([]);
    // What has served is of no use to anybody who has seen it, and a name alone proves nothing.
    const copied = await enterAs(way);
    const invented = await enterAs({ ...way, name: `Bob Brandt${'\u{FE01}'.repeat(8)}` });
    const named = await knock(link, 'Bob Brandt');
    await onCard(({ facts }) => facts.Door === '3 people wait to be let in.');
    expect([copied, invented].map((door) => new URL(door).searchParams.has('waiting'))).toEqual([true, true]);
    expect(await named.seen()).toBe('waiting');
    const prompt = await until(
      stage.driver,
      ({ visibleTo, text }) => visibleTo === ada().userId && text.includes('wait to be let into'),
    );
    expect(prompt.text).not.toMatch(/[\u{FE00}-\u{FE0F}]/u);
    await say('lobby admit all', says('let into “Sprint”'));
  });

  test('the host lets everybody knock again, and takes it back by a press', async () => {
    const off = await say('lobby members off', says('everybody knocks at “Sprint”'));
    await onCard(({ facts }) => facts.Door === 'You knock, and the host lets you in');
    expect((await wayOf(bobs)).name).toBe('Bob Brandt');
    await stage.driver.press(ada(), off, 'Let members straight in');
    await onCard(({ facts }) => facts.Door?.startsWith('Members of this channel come straight in') === true);
    expect((await wayOf(bobs)).name).not.toBe('Bob Brandt');
    const refused = await stage.answerTo(
      () => stage.driver.say(bob(), 'channel', 'lobby members off'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    expect(refused.text).toContain('it belongs to somebody else');
  });

  // In the others, everybody is in the channel.
  if (platform === 'Slack')
    test('a colleague who is not in the channel knocks like everybody else', async () => {
      await connect(stage.driver.welcome(), 'chen@acme.example', chens);
      expect((await wayOf(chens)).name).toBe('Chen Castillo');
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
