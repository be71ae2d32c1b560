import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { goIn, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

/** A stage whose clock can be put forward: what Slack and Teams deliver is too old for it afterwards. */
function useLater(create: (typeof everywhere)[number][1]) {
  let shift = 0;
  const stage = useStage(create, { clock: () => new Date(Date.now() + shift) });
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  beforeAll(async () => {
    await connectIn(stage, ada());
  });
  return {
    ...{ stage, ada, bob },
    chat: chatOf(stage, ada),
    /** A time of day, as the person's clock shows it in so many minutes. */
    inMinutes: (minutes: number) =>
      new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Lisbon' }).format(
        Date.now() + shift + minutes * 60_000,
      ),
    /** The day on which that is: some minutes from now may be tomorrow. */
    dayIn: (minutes: number) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Lisbon' }).format(
        Date.now() + shift + minutes * 60_000,
      ),
    pass: (minutes: number) => {
      shift += minutes * 60_000;
    },
    seenBy: (who: typeof ada, wanted: (message: SeenMessage) => boolean) =>
      until(stage.driver, (message) => message.visibleTo === who().userId && wanted(message)),
  };
}

const isOn = (title: string, people: string) => (message: SeenMessage) =>
  message.title === title && message.facts['In the meeting (1)'] === people;

describe.each(everywhere)('a planned meeting whose time has come, on %s', (_name, create) => {
  const { ada, bob, chat, pass, seenBy } = useLater(create);

  test('says who is in, on the cards of host and guests alike; and once it is over, how long it was', async () => {
    const card = await chat.plan('Budget in 30 minutes with', [bob()]);
    await seenBy(bob, ({ title }) => title === 'Budget');
    pass(25);
    const guest = await goIn(joinLink(card), 'Grace Guest');
    const mine = await seenBy(ada, isOn('Budget', 'Grace Guest'));
    expect(mine.facts.Now).toMatch(/^Live since /);
    expect(JSON.stringify(mine.raw)).toContain('The host is not in yet.');
    const theirs = await seenBy(bob, isOn('Budget', 'Grace Guest'));
    expect(labelsOf(theirs)).toEqual(['Join meeting', 'Yes', 'Maybe', 'No']);
    await guest.leave();
    // As long as it was to be, people may come back to it.
    const isOpen = (message: SeenMessage) => labelsOf(message).includes('Yes') && message.facts.Now === undefined;
    expect(labelsOf(await seenBy(bob, isOpen))).toEqual(['Join meeting', 'Yes', 'Maybe', 'No']);
    pass(90);
    const over = await seenBy(bob, ({ title }) => title === 'Ended: Budget');
    expect(over.facts['Came (1)']).toBe('Grace Guest');
    expect(labelsOf(over)).toEqual(['Meet again', 'Schedule a follow-up']);
    // The link of a planned meeting leads on.
    expect((await fetch(joinLink(card))).status).toBe(200);
  });
});

describe('planned meetings that come again, and that are moved', () => {
  const { bob, chat, dayIn, inMinutes, pass, seenBy } = useLater(createWebDriver);

  test('one that was moved away is not waited for any more, and one that was moved to now is followed', async () => {
    const card = await chat.plan('Retro in 8 hours with', [bob()]);
    const question = await chat.say(
      `move retro to ${dayIn(5)} at ${inMinutes(5)}`,
      (message) => labelsOf(message).length > 1,
    );
    await chat.press(question, labelsOf(question)[0] ?? '');
    await goIn(joinLink(card), 'Grace Guest');
    await seenBy(bob, isOn('Retro', 'Grace Guest'));
  });

  test('of a series, the next one is on its card again afterwards, with when the last one was', async () => {
    const card = await chat.plan(`Standup every day at ${inMinutes(30)} with`, [bob()]);
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
});
