import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const title = 'Many people are here';
const answers = ['Start here', 'Start here, and don’t ask again', 'Start without posting', 'Cancel'];

describe.each(everywhere)('a card that many would see, on %s', (_name, create) => {
  const stage = useStage(create, { environment: { LARGE_CHANNEL: '2' } });
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const all = () => stage.driver.messages();
  const inChannel = (name: string) =>
    until(stage.driver, (message) => message.title === name && message.visibleTo === 'everyone');
  const asked = (who: () => typeof bob extends () => infer One ? One : never, line: string, mentioned = [bob()]) =>
    stage.answerTo(
      () => stage.driver.say(who(), 'post', line, mentioned),
      (message) => message.visibleTo === who().userId && message.title === title,
    );
  /** Presses, and waits until whatever follows has been done. */
  const press = async (message: SeenMessage, label: string) => {
    await stage.driver.press(ada(), message, label);
    await stage.app.app.idle();
  };

  beforeAll(async () => {
    await connectIn(stage, ada());
    await connectIn(stage, bob());
  });

  test('is asked about once, of whoever asked alone; it begins where it was asked for, with those who were mentioned', async () => {
    const question = await asked(ada, 'now Standup');
    expect(question.text).toMatch(/^(?:#general|This channel) has \d members\. Start it here\?/);
    expect(labelsOf(question)).toEqual(answers);
    expect((await all()).map((message) => message.title)).not.toContain('Standup');
    await stage.driver.press(ada(), question, 'Start here');
    const card = await inChannel('Standup');
    expect(card.place).toBe('channel');
    expect(card.facts.Invited).toContain('Bob');
    // What can be pressed once is not there to be pressed again.
    await until(stage.driver, ({ id, buttons }) => id === question.id && buttons.length === 0);
    const again = await asked(ada, 'now Standup two');
    await press(again, 'Cancel');
  });

  test('cancelled, nothing begins and nobody is called', async () => {
    const question = await asked(ada, 'now Never');
    await stage.driver.press(ada(), question, 'Cancel');
    await until(stage.driver, ({ id, text }) => id === question.id && text.includes('nothing was started'));
    await stage.app.app.idle();
    expect((await all()).filter((message) => message.title === 'Never')).toEqual([]);
  });

  test('started without posting, its host has the card alone, those who were mentioned are called, and nobody there hears of it', async () => {
    const question = await asked(ada, 'now Quietly');
    await stage.driver.press(ada(), question, 'Start without posting');
    const note = await until(stage.driver, ({ text }) =>
      text.startsWith('“Quietly” has begun, and nothing was posted here'),
    );
    expect(note.visibleTo).toBe(ada().userId);
    const card = await until(
      stage.driver,
      (message) => message.title === 'Quietly' && message.visibleTo === ada().userId,
    );
    expect(card.place).toBe('direct');
    await until(stage.driver, (message) => message.title === 'Quietly' && message.visibleTo === bob().userId);
    await goIn(joinLink(card), 'Grace Guest');
    // The card of the host is kept true.
    await until(stage.driver, ({ id, facts }) => id === card.id && facts['In the meeting (1)'] !== undefined);
    expect((await all()).filter((message) => message.title === 'Quietly' && message.visibleTo === 'everyone')).toEqual(
      [],
    );
    const other = await stage.answerTo(
      () => stage.driver.say(bob(), 'post', 'now Something else'),
      ({ visibleTo, text }) => visibleTo === bob().userId && !text.includes('“Quietly” is live'),
    );
    expect(other.text).not.toContain('Quietly');
  });

  test('answered in two ways at the same moment, it begins in one of them', async () => {
    const question = await asked(ada, 'now --another Either way');
    await Promise.all([
      stage.driver.press(ada(), question, 'Start here'),
      stage.driver.press(ada(), question, 'Start without posting'),
    ]);
    await stage.app.app.idle();
    const cards = (await all()).filter((message) => message.title === 'Either way');
    expect(cards.filter(({ visibleTo }) => visibleTo !== bob().userId)).toHaveLength(1);
    expect(cards.filter(({ visibleTo }) => visibleTo === bob().userId)).toHaveLength(1);
  });

  test('in so many words, nothing is asked; nor in a thread, nor in the direct chat', async () => {
    await stage.driver.say(ada(), 'post', 'now --here In so many words');
    await inChannel('In so many words');
    const { form, thread } = await stage.driver.meetAbout(ada(), { author: bob(), text: 'In a thread' });
    if (!form) throw new Error('no form was opened');
    await stage.driver.fillIn(ada(), form, form.fields);
    expect((await inChannel('In a thread')).thread).toBe(thread);
    await stage.driver.say(ada(), 'direct', 'now In the direct chat');
    await until(stage.driver, (message) => message.title === 'In the direct chat');
    expect((await all()).filter((message) => message.visibleTo === ada().userId && message.title === title)).toEqual(
      [],
    );
  });

  test('is not asked about again where somebody does not want to be, until they do', async () => {
    await stage.driver.press(ada(), await asked(ada, 'now For good'), answers[1] as string);
    await inChannel('For good');
    await stage.driver.say(ada(), 'post', 'now Not asked');
    await inChannel('Not asked');
    // It is for each person.
    await stage.answerTo(
      () => stage.driver.say(bob(), 'post', 'now --another Asked', []),
      (message) => message.visibleTo === bob().userId && message.title === title,
    );
    const chat = chatOf(stage, ada);
    const settings = await chat.say('settings', (message) => message.title === 'Your settings');
    expect(settings.facts['Large channels']).toContain('in one of them');
    await chat.say('settings ask', (message) => message.title === 'Your settings' && !message.facts['Large channels']);
    await asked(ada, 'now --another Asked again');
  });
});

describe.each(everywhere.filter(([name]) => name !== 'Teams'))(
  'two questions about one meeting, on %s',
  (_name, create) => {
    const stage = useStage(create, { environment: { LARGE_CHANNEL: '2' } });
    const ada = () => stage.driver.people.ada;
    const bob = () => stage.driver.people.bob;
    const clash = 'There is a meeting here already';
    const inChannel = (name: string) =>
      until(stage.driver, (message) => message.title === name && message.visibleTo === 'everyone');
    const say = (who: ReturnType<typeof ada>, line: string, wanted: string) =>
      stage.answerTo(
        () => stage.driver.say(who, 'channel', line),
        (message) => message.visibleTo === who.userId && message.title === wanted,
      );
    const press = (who: ReturnType<typeof ada>, message: SeenMessage, label: string, wanted: string) =>
      stage.answerTo(
        () => stage.driver.press(who, message, label),
        (next) => next.title === wanted,
      );

    beforeAll(async () => {
      await connectIn(stage, ada());
      await connectIn(stage, bob());
    });

    test('of several who are asked at the same time, and start at the same moment, one does, and the others are asked again', async () => {
      const questions = await Promise.all([say(ada(), 'now From Ada', title), say(bob(), 'now From Bob', title)]);
      const [first, second] = questions;
      if (!first || !second) throw new Error('not asked');
      await Promise.all([
        stage.driver.press(ada(), first, 'Start here'),
        stage.driver.press(bob(), second, 'Start here'),
      ]);
      await stage.app.app.idle();
      const all = await stage.driver.messages();
      expect(all.filter((message) => message.title?.startsWith('From '))).toHaveLength(1);
      expect(all.filter((message) => message.title === clash)).toHaveLength(1);
    });

    test('where one is live, that one is offered first; who starts another is asked about the many once, and about nothing twice', async () => {
      await stage.driver.say(ada(), 'channel', 'now --here --another Live one');
      const guest = await goIn(joinLink(await inChannel('Live one')), 'Grace Guest');
      await until(stage.driver, ({ facts }) => facts['In the meeting (1)'] !== undefined);
      const offer = await say(bob(), 'now Other one', clash);
      expect(labelsOf(offer)).toEqual(['Join meeting', 'Start another']);
      const question = await press(bob(), offer, 'Start another', title);
      await stage.driver.press(bob(), question, 'Start here');
      await inChannel('Other one');
      await guest.leave();
      const ended = await until(stage.driver, (message) => message.title === 'Ended: Live one');
      // To meet again is asked about like any other, and keeps its title.
      const again = await press(ada(), ended, 'Meet again', clash);
      const about = await press(ada(), again, 'Start another', title);
      await stage.driver.press(ada(), about, 'Start here');
      await until(stage.driver, (message) => message.title === 'Live one' && message.id !== ended.id);
    });

    test('what somebody else has started while a question stood there is offered', async () => {
      const question = await say(ada(), 'now --another Slow one', title);
      await stage.driver.say(bob(), 'channel', 'now --here --another Quick one');
      await inChannel('Quick one');
      const plain = await say(ada(), 'now --here Plain one', clash);
      expect(plain.text).toContain('Quick one');
      // Whoever wanted another one anyway is not asked whether this one is meant.
      await stage.driver.press(ada(), question, 'Start here');
      await inChannel('Slow one');
      const late = await say(bob(), 'now Late one', clash);
      const about = await press(bob(), late, 'Start another', title);
      await stage.driver.press(bob(), about, 'Start without posting');
      await until(stage.driver, ({ text }) => text.startsWith('“Late one” has begun'));
    });
  },
);
