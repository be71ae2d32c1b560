import { beforeAll, describe, expect, test } from 'vitest';
import { purge } from '../../db/purge.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('the room of a channel, on %s', (name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const say = (who: typeof ada, text: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(
      () => stage.driver.say(who(), 'channel', text),
      (message) => message.visibleTo === who().userId && wanted(message),
    );
  const press = (message: SeenMessage, label: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.press(ada(), message, label), wanted);
  const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
  const card = (wanted: (message: SeenMessage) => boolean) =>
    until(
      stage.driver,
      (message) => message.visibleTo === 'everyone' && Object.keys(message.facts).includes('Now') && wanted(message),
    );
  beforeAll(async () => {
    await connectIn(stage, ada());
  });

  test('is made of somebody’s own room after a question, pinned where that is possible, and shows who is in', async () => {
    await say(ada, 'room here off', says('This channel has no room.'));
    const question = await say(ada, 'room here', ({ buttons }) =>
      buttons.some(({ label }) => label === 'Make it the room'),
    );
    const told = await press(question, 'Make it the room', says('is the room of this channel now.'));
    expect(told.text.includes('Pin its card')).toBe(name === 'Teams');
    const empty = await card(({ facts }) => facts.Now === 'Nobody just now');
    expect(labelsOf(empty)).toEqual(['Join room']);
    if (name !== 'Teams') await card(({ isPinned }) => isPinned === true);

    const guest = await goIn(joinLink(empty), 'Grace Guest');
    const live = await card(({ facts }) => facts['In the meeting (1)'] === 'Grace Guest');
    expect([live.id, live.facts.Now?.startsWith('Live since')]).toEqual([empty.id, true]);
    expect(live.isPinned).toBe(empty.isPinned === undefined ? undefined : name !== 'Teams');
    await guest.leave();
    const left = await card(({ facts }) => facts.Now === 'Nobody just now' && facts['Last time'] !== undefined);
    expect(left.facts['Last time']).toMatch(/less than a minute/);
    // The link of a room leads on.
    expect((await fetch(joinLink(left))).status).toBe(200);
    const again = await goIn(joinLink(left), 'Heidi Guest');
    await card(({ facts }) => facts['In the meeting (1)'] === 'Heidi Guest');
    await again.leave();
    await card(({ facts }) => facts.Now === 'Nobody just now');
  });

  test('is shown to whoever asks; its owner alone takes it away, and then its card says so', async () => {
    const first = await card(() => true);
    const shown = await say(bob, 'room here', ({ facts }) => facts.Now === 'Nobody just now');
    expect(labelsOf(shown)).toEqual(['Join room', 'Post its card here again']);
    await say(bob, 'room here off', says('it belongs to somebody else'));
    await stage.driver.press(bob(), shown, 'Post its card here again');
    const again = await card(({ id }) => id !== first.id);
    expect(again.facts.Now).toBe('Nobody just now');
    const own = await say(ada, 'room here', ({ facts }) => facts.Now === 'Nobody just now');
    expect(labelsOf(own)).toEqual(['Join room', 'Post its card here again', 'Take it away']);
    await press(
      own,
      'Take it away',
      (message) => message.visibleTo === ada().userId && says('is not the room of this channel any more.')(message),
    );
    const gone = await until(
      stage.driver,
      (message) =>
        message.visibleTo === 'everyone' &&
        message.isPinned !== true &&
        says('is not the room of this channel any more.')(message),
    );
    expect(gone.title).toBeUndefined();
    await say(ada, 'room here off', says('This channel has no room.'));
    const anew = await say(ada, 'room here', ({ buttons }) =>
      buttons.some(({ label }) => label === 'Make it the room'),
    );
    await press(anew, 'Leave it', says('Nothing was changed.'));
  });

  test('outlives what is deleted of meetings that are over', async () => {
    const { database } = stage.app.test;
    const question = await say(ada, 'room here', ({ buttons }) =>
      buttons.some(({ label }) => label === 'Make it the room'),
    );
    await press(question, 'Make it the room', says('is the room of this channel now.'));
    await stage.app.app.idle();
    await purge(database, new Date(Date.now() + 60 * 24 * 3_600_000));
    const { rows } = await database.pool.query(
      'select count(effect.id)::int as cards from life join card using (meeting_id) join effect on effect.id = card.effect_id',
    );
    expect(rows).toEqual([{ cards: 1 }]);
  });

  test('is for channels', async () => {
    const answer = await stage.answerTo(
      () => stage.driver.say(ada(), 'direct', 'room here'),
      says('Say this in the channel or group whose room it is to be.'),
    );
    expect(answer.visibleTo).toBe(ada().userId);
  });
});
