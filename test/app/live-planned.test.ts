import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a planned meeting whose time has come, on %s', (_name, create) => {
  let shift = 0;
  const stage = useStage(create, { clock: () => new Date(Date.now() + shift) });
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const chat = chatOf(stage, ada);
  const pass = (minutes: number) => {
    shift += minutes * 60_000;
  };
  const seenBy = (who: typeof ada, wanted: (message: SeenMessage) => boolean) =>
    until(stage.driver, (message) => message.visibleTo === who().userId && wanted(message));
  const isOn = (title: string, people: string) => (message: SeenMessage) =>
    message.title === title && message.facts['In the meeting (1)'] === people;

  beforeAll(async () => {
    await connectIn(stage, ada());
  });

  test('says who is in, on the cards of host and guests alike; and once it is over, how long it was', async () => {
    const card = await chat.plan('Budget in 30 minutes with @Bob', [bob()]);
    await seenBy(bob, ({ title }) => title === 'Budget');
    pass(25);
    const guest = await goIn(joinLink(card), 'Grace Guest');
    const mine = await seenBy(ada, isOn('Budget', 'Grace Guest'));
    expect(mine.facts.Now).toMatch(/^Live since /);
    expect(JSON.stringify(mine.raw)).toContain('The host is not in yet.');
    const theirs = await seenBy(bob, isOn('Budget', 'Grace Guest'));
    expect(labelsOf(theirs)).toEqual(['Join meeting', 'Yes', 'Maybe', 'No']);
    pass(20);
    await guest.leave();
    const over = await seenBy(bob, ({ title }) => title === 'Ended: Budget');
    expect(over.facts['Came (1)']).toBe('Grace Guest');
    expect(labelsOf(over)).toEqual(['Meet again', 'Schedule a follow-up']);
    // Before it was to end, its link still leads there.
    expect((await fetch(joinLink(card))).status).toBe(200);
  });

  test('of a series, the next one is on its card again afterwards, with when the last one was', async () => {
    const card = await chat.plan('Standup every day in 30 minutes with @Bob', [bob()]);
    pass(30);
    const guest = await goIn(joinLink(card), 'Grace Guest');
    await seenBy(bob, isOn('Standup', 'Grace Guest'));
    await guest.leave();
    const next = await seenBy(
      bob,
      (message) => message.title === 'Standup' && message.facts['Last time'] !== undefined,
    );
    expect(labelsOf(next)).toEqual(['Join meeting', 'Yes', 'Maybe', 'No']);
    pass(24 * 60);
    await goIn(joinLink(card), 'Heidi Guest');
    await seenBy(bob, isOn('Standup', 'Heidi Guest'));
  });

  test('one that was moved away is not waited for any more, and one that was moved to now is followed', async () => {
    const card = await chat.plan('Retro in 8 hours with @Bob', [bob()]);
    const moved = await chat.next(
      () => stage.driver.say(ada(), 'direct', 'move retro to in 5 minutes'),
      (message) => JSON.stringify(message.raw).includes('Retro'),
    );
    expect(moved.text).toContain('Retro');
    await goIn(joinLink(card), 'Grace Guest');
    await seenBy(bob, isOn('Retro', 'Grace Guest'));
  });
});
