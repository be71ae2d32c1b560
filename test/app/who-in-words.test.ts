import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const asksWho = ({ title, text }: SeenMessage) => title === 'Who is that?' || text.startsWith('Who is');
const isGivenUp = ({ text }: SeenMessage) => text.includes('Nothing was scheduled');

describe.each(everywhere)('while it is asked who somebody is, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const day = dayAhead(30).said;
  beforeAll(async () => {
    await connectIn(stage, stage.driver.people.ada);
    await connectIn(stage, stage.driver.people.bob);
    const people = ['Zoe Adler', 'Zoe Baker', 'José Silva', 'Kit Senior', 'Kit Junior'];
    for (const name of people) {
      const email = `${name.replace(' ', '.').replace('é', 'e')}@example.com`;
      await ada.say(`contacts add ${name}, ${email}`, ({ title }) => title === name);
    }
    await ada.say('groups add Pair: Zoe Baker, José Silva', ({ text }) => text.includes('Pair'));
  });

  test.each(['also', 'and', 'plus', 'as well as'])('“%s” with a mention adds, and leaves nobody out', async (word) => {
    await ada.say(`sync with zoe on ${day} at 15:00`, asksWho);
    const more = await ada.say(word, asksWho, [stage.driver.people.bob]);
    expect(more.text).toContain('Several people match “zoe”');
    expect(more.facts.With).toMatch(/^Bob.* and “zoe” \(still open\)$/u);
    expect((await ada.say('zoe baker', isWhole)).facts.With).toMatch(/^Zoe Baker and Bob/u);
    await ada.say('cancel', isGivenUp);
  });

  test.each([
    ['with jose too', 'José Silva and “zoe” (still open)'],
    ['jose as well, please', 'José Silva and “zoe” (still open)'],
    ['and jose', 'José Silva and “zoe” (still open)'],
    ['with the pair group too', 'José Silva, Zoe Baker, and “zoe” (still open)'],
    ['and nosuch', '“zoe” (still open) and “nosuch” (still open)'],
  ])('“%s” is one more, known or not', async (said, people) => {
    await ada.say(`sync with zoe on ${day} at 15:00`, asksWho);
    const more = await ada.say(said, asksWho);
    expect(more.text).toContain('Several people match “zoe”');
    expect(more.facts.With).toBe(people);
    await ada.say('cancel', isGivenUp);
  });

  test('whoever is named without such a word, or as one of those who are offered, is who was meant', async () => {
    await ada.say(`sync with zoe on ${day} at 15:00`, asksWho);
    expect((await ada.say('jose', isWhole)).facts.With).toBe('José Silva');
    await ada.say(`sync with zoe on ${day} at 15:00`, asksWho);
    expect((await ada.say('', isWhole, [stage.driver.people.bob])).facts.With).toMatch(/^Bob\b[^,]*$/u);
    await ada.say(`sync with zoe on ${day} at 15:00`, asksWho);
    expect((await ada.say('and zoe baker', isWhole)).facts.With).toBe('Zoe Baker');
    await ada.say('cancel', isGivenUp);
  });

  test('of somebody whom nobody knows, or who is only “him”, it is asked on', async () => {
    await ada.say(`sync with nosuch on ${day} at 15:00`, asksWho);
    const open = await ada.say('also', asksWho, [stage.driver.people.bob]);
    expect(open.text).toContain('nobody called “nosuch”');
    expect((await ada.say('leave out', isWhole)).facts.With).toMatch(/^Bob/u);
    await ada.say(`sync with him on ${day} at 15:00`, asksWho);
    for (const said of ['add zoe adler', 'and jose', 'without zoe adler'])
      expect((await ada.say(said, asksWho)).text).toContain('Who is “him”?');
    expect((await ada.say('leave him out', isWhole)).facts.With).toBe('José Silva');
    await ada.say('cancel', isGivenUp);
  });

  test.each(['the junior', 'junior', 'the junior one', 'the second', 'Junior, please', 'also the junior'])(
    'of two of one name, “%s” is one',
    async (said) => {
      await ada.say(`sync with kit on ${day} at 15:00`, asksWho);
      const two = await ada.say('maybe', ({ text }) => text.includes('did not understand'));
      expect(labelsOf(two)).toEqual([]);
      const chosen = await ada.say(said, isWhole);
      expect(chosen.facts.With).toMatch(said === 'the second' ? /^Kit/u : /^Kit Junior$/u);
      await ada.say('cancel', isGivenUp);
    },
  );

  test('what names nobody takes none of them away', async () => {
    const asked = await ada.say(`sync with kit on ${day} at 15:00`, asksWho);
    for (const said of ['the older one', 'xyzzy', 'I mean frodo']) {
      const still = await ada.say(said, asksWho);
      expect(still.text).toMatch(/^I find nobody called “.*”\. Several people match “kit”/u);
      expect(labelsOf(still)).toEqual(labelsOf(asked));
      expect(still.facts).toEqual(asked.facts);
    }
    expect((await ada.say('the senior', isWhole)).facts.With).toBe('Kit Senior');
    await ada.say('cancel', isGivenUp);
  });
});
