import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { goIn, hostPin, joinLink } from '../support/attending.ts';
import { everywhere } from '../support/everywhere.ts';
import { connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a meeting that is started on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const inChannel = (title: string, fact?: string, value?: RegExp) =>
    until(
      stage.driver,
      (message) =>
        message.place === 'channel' &&
        message.title === title &&
        (fact === undefined ? Object.keys(message.facts).length > 0 : value?.test(message.facts[fact] ?? '') === true),
    );

  beforeAll(async () => {
    await connectIn(stage, ada());
  });

  test('its card says who is in, since when, and how long it was; everybody’s card is the same', async () => {
    await stage.driver.say(ada(), 'channel', 'now Weekly sync', [bob()]);
    const link = joinLink(await inChannel('Weekly sync'));
    const guest = await goIn(link, 'Grace Guest');
    const alone = await inChannel('Weekly sync', 'In the meeting (1)', /^Grace Guest$/);
    expect(JSON.stringify(alone.raw)).toContain('The host is not in yet.');
    const host = await goIn(link, 'Ada Almeida', await hostPin(stage.app.test.database, 'Weekly sync'));
    const both = await inChannel('Weekly sync', 'In the meeting (2)', /^Ada Almeida \(host\) and Grace Guest$/);
    expect(both.facts.When).toMatch(/^Live since /);
    expect(JSON.stringify(both.raw)).not.toContain('The host is not in yet.');
    expect(both.text).toContain('2 people are in: Ada Almeida and Grace Guest');
    const invited = await until(
      stage.driver,
      ({ visibleTo, facts }) => visibleTo === bob().userId && facts['In the meeting (2)'] !== undefined,
    );
    expect(invited.title).toBe('Weekly sync');

    await guest.leave();
    await inChannel('Weekly sync', 'In the meeting (1)', /^Ada Almeida/);
    await host.leave();
    const ended = await inChannel('Ended: Weekly sync', 'Came (2)', /^Ada Almeida \(host\) and Grace Guest$/);
    expect(ended.facts.When).toMatch(/ to .*less than a minute/);
    expect(labelsOf(ended)).toEqual(['Meet again', 'Schedule a follow-up']);
    expect(ended.text).toContain('“Weekly sync” has ended after less than a minute with 2 people.');
  });

  test('its host sees who is in and ends it for everybody, once that is confirmed; nobody else may', async () => {
    await stage.driver.say(ada(), 'channel', 'now Standup');
    const link = joinLink(await inChannel('Standup'));
    await goIn(link, 'Grace Guest');
    await inChannel('Standup', 'In the meeting (1)', /Grace/);
    const refused = await stage.answerTo(
      () => stage.driver.say(bob(), 'channel', 'end'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    expect(refused.text).toContain('it belongs to somebody else');
    const mine =
      (wanted: (labels: readonly string[], text: string) => boolean) => (message: Parameters<typeof labelsOf>[0]) =>
        message.visibleTo === ada().userId && wanted(labelsOf(message), message.text);
    const inside = await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'who'),
      mine((labels) => labels.includes('End for everybody')),
    );
    expect(inside.facts['In the meeting (1)']).toBe('Grace Guest');
    const question = await stage.answerTo(
      () => stage.driver.press(ada(), inside, 'End for everybody'),
      mine((labels) => labels.includes('End it')),
    );
    expect(question.text).toContain('Grace Guest is in “Standup”. Do you want to end it for everybody?');
    await stage.answerTo(
      () => stage.driver.press(ada(), question, 'End it'),
      mine((_labels, text) => text.includes('You have ended “Standup” for everybody.')),
    );
    await inChannel('Ended: Standup', 'Came (1)', /Grace Guest/);
    const dead = await fetch(link);
    expect([dead.status, (await dead.text()).includes('This meeting is over')]).toEqual([410, true]);
    await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'who'),
      mine((_labels, text) => text.includes('No meeting that I started here is on.')),
    );
  });

  test('of two people who start one at the same moment, one does, and the other one is asked', async () => {
    await connectIn(stage, bob());
    await Promise.all([
      stage.driver.say(ada(), 'channel', 'now From Ada'),
      stage.driver.say(bob(), 'channel', 'now From Bob'),
    ]);
    await stage.app.app.idle();
    const all = await stage.driver.messages();
    const cards = all.filter(({ title }) => title === 'From Ada' || title === 'From Bob');
    const asked = all.filter(({ title }) => title === 'There is a meeting here already');
    expect([cards.length, asked.length]).toEqual([1, 1]);
    const [card, question] = [cards[0], asked[0]];
    expect(labelsOf(question as NonNullable<typeof question>)).toContain('Start another');
    expect(question?.visibleTo).toBe(card?.title === 'From Ada' ? bob().userId : ada().userId);
  });

  test('where one is live already, it is asked whether that one is meant; Meet again begins the same anew', async () => {
    await stage.driver.say(ada(), 'channel', 'now --another Planning');
    const guest = await goIn(joinLink(await inChannel('Planning')), 'Grace Guest');
    await inChannel('Planning', 'In the meeting (1)', /Grace/);
    const question = await stage.answerTo(
      () => stage.driver.say(ada(), 'channel', 'now Something else'),
      ({ title }) => title === 'There is a meeting here already',
    );
    expect(question.visibleTo).toBe(ada().userId);
    expect(question.text).toContain('with Grace Guest. Do you want to join it, or to start another one?');
    expect(labelsOf(question)).toEqual(['Join meeting', 'Start another']);
    await stage.driver.press(ada(), question, 'Start another');
    await inChannel('Something else');
    await guest.leave();
    const ended = await inChannel('Ended: Planning', 'Came (1)', /Grace/);
    await stage.driver.press(ada(), ended, 'Meet again');
    const again = await inChannel('Planning', 'When', /^Now, since/);
    expect(again.id).not.toBe(ended.id);
  });
});
