import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isQuestion = ({ title }: SeenMessage) => title === 'One question first';
const isGivenUp = ({ text }: SeenMessage) => text.includes('Nothing was scheduled');

describe.each(everywhere)('what is said while a draft is open, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  /** A message as it stands now, once nothing is being worked on. */
  const asItIs = async ({ id }: SeenMessage) => {
    await stage.app.app.idle();
    const found = (await stage.driver.messages()).find((message) => message.id === id);
    if (!found) throw new Error('the message is gone');
    return found;
  };
  // On Teams, a name finds only those who have spoken to the bot.
  beforeAll(async () => {
    for (const who of [stage.driver.people.ada, stage.driver.people.bob]) await connectIn(stage, who);
  });

  test('“it” is the draft, until a planned meeting is spoken of, and that one again once the draft is given up', async () => {
    const day = dayAhead(40).said;
    await ada.plan(`rowing on ${day} at 9:30`);
    await ada.say('show rowing', ({ title }) => title === 'rowing');
    await ada.say(`sailing on ${day} at 14:00`, isWhole);
    expect((await ada.say('move it to 15:00', isWhole)).facts.When).toContain('15:00–15:30');
    expect((await ada.say('change the time to 16:00', isWhole)).facts.When).toContain('16:00–16:30');
    expect((await ada.say('show it', isWhole)).title).toBe('sailing');
    expect((await ada.say('edit it', isWhole)).title).toBe('sailing');
    expect((await ada.say('make it longer')).text).toContain('different about “sailing”');
    expect((await ada.say('maybe')).text).toContain('press Schedule');
    await ada.say('cancel it', isGivenUp);
    const question = await ada.say('move it to 10:00', (message) => labelsOf(message).includes('Move it'));
    expect(question.facts.From).toContain('09:30');
    await ada.say('never mind', ({ text }) => text.includes('“rowing” stays as it is'));

    await ada.say(`sailing on ${day} at 14:00`, isWhole);
    await ada.say('show rowing', ({ title }) => title === 'rowing');
    await ada.say('cancel it', ({ text }) => text.startsWith('Cancel “rowing”'));
    await ada.say('never mind', ({ text }) => text.includes('“rowing” stays as it is'));
    await ada.say('cancel', isGivenUp);
  });

  test('a question about a day is answered, and moves nothing', async () => {
    const monday = dayAhead(43);
    await ada.say(`tiling on ${monday.said} at 15:00`, isWhole);
    for (const said of [
      "what's on tomorrow",
      `am I free on ${dayAhead(44).said}?`,
      `what do I have on ${dayAhead(44).said}`,
    ])
      await ada.say(said, ({ text, title }) => /No meetings|meetings/u.test(`${title} ${text}`));
    expect((await ada.say('show it', isWhole)).facts.When).toContain(monday.said);
    expect((await ada.say(`how about ${dayAhead(44).said}`, isWhole)).facts.When).toContain(dayAhead(44).said);
    await ada.say('cancel', isGivenUp);
  });

  test('words that confirm make it where nothing is open any more, and lose nothing where something is', async () => {
    const day = dayAhead(44).said;
    const isMade = (message: SeenMessage) => labelsOf(message).includes('Join meeting');
    for (const [index, said] of ['schedule it', 'ok', 'looks good', 'go ahead', 'book it'].entries()) {
      const draft = await ada.say(`glazing ${index} on ${day} at 1${index}:00`, isWhole);
      expect((await ada.say(said, isMade)).text).toContain(`“glazing ${index}” is scheduled`);
      expect((await asItIs(draft)).text).toMatch(/^Made: “glazing/u);
    }
    await ada.say(`glazing on ${day}`, isQuestion);
    const asked = await ada.say('schedule it', isQuestion);
    expect(asked.text).toMatch(/^Not yet: one thing is still open/u);
    expect(asked.facts.What).toBe('glazing');
    await ada.say('go ahead', ({ text }) => text.includes('did not understand'));
    expect((await ada.say('18:00', isWhole)).title).toBe('glazing');
    expect((await ada.say('no')).text).toContain('What is to be different?');
    await ada.say('cancel', isGivenUp);
  });

  test('a name is a name, whatever its words may mean', async () => {
    const draft = await ada.say(`paving on ${dayAhead(45).said} at 15:00`, isWhole);
    const names = [
      ['title Quarterly review', 'Quarterly review'],
      ['title Weekly numbers', 'Weekly numbers'],
      ['name it Numbers', 'Numbers'],
      ['change the title to Friday demo', 'Friday demo'],
      ['rename it to 5 times a lady', '5 times a lady'],
    ] as const;
    for (const [said, title] of names) {
      const named = await ada.say(said, isWhole);
      expect(named.facts).toEqual({ ...draft.facts, What: title });
    }
    const longer = await ada.say('title Budget, for an hour', isWhole);
    expect(longer.facts).toMatchObject({ What: 'Budget', When: expect.stringContaining('15:00–16:00') });
    await ada.say('cancel', isGivenUp);
    await ada.say(`paving on ${dayAhead(45).said}`, isQuestion);
    expect((await ada.say('title Weekly paving', isQuestion)).facts.What).toBe('Weekly paving');
    await ada.say('cancel', isGivenUp);
  });

  test('where the name is asked for, a word that says yes or no, or greets, is none', async () => {
    const day = dayAhead(45).said;
    await ada.say(`kiln repair on ${day} at 15:00, laptops and snacks`, isQuestion);
    for (const said of ['yes', 'OK!', 'no', 'maybe', 'sure, thanks', 'fine', 'hello', 'not sure'])
      await ada.say(said, ({ text }) => text.includes('did not understand'));
    expect((await ada.say('the first one', isWhole)).title).toBe('kiln repair');
    await ada.say(`kiln repair on ${day} at 15:00, laptops and snacks`, isQuestion);
    expect((await ada.say('Yes we can', isWhole)).title).toBe('Yes we can');
    await ada.say(`kiln repair on ${day} at 15:00, laptops and snacks`, isQuestion);
    await ada.say('never mind', isGivenUp);
    // “Yes” to the one name that is offered.
    await ada.say(`I was told the printers are broken, ${day} at 15:00`, isQuestion);
    expect((await ada.say('yes', isWhole)).title).toBe('printers are broken');
    await ada.say('cancel', isGivenUp);
  });

  test('of a series no single day is left out by moving it there, and it is said how it can be', async () => {
    const [first, third] = [dayAhead(46), dayAhead(60)];
    const draft = await ada.say(`plastering on ${first.said} at 15:00 every week`, isWhole);
    for (const said of [`skip ${third.said}`, `not on ${third.said}`, `except ${third.said}`]) {
      const told = await ada.say(said, isWhole);
      expect(told.text).toContain(`cancel the one on ${third.said}`);
      expect(told.facts).toEqual(draft.facts);
    }
    const once = await ada.say('stop repeating', isWhole);
    expect(once.facts.Repeats).toBeUndefined();
    expect((await ada.say('stop repeating', isWhole)).facts).toEqual(once.facts);
    expect((await ada.say(`skip ${first.said}`, isWhole)).text).toContain('It takes place only once');
    await ada.say('cancel', isGivenUp);
  });

  test('while the time is asked, how often and how long it is are no time', async () => {
    const day = dayAhead(47);
    await ada.say(`roofing on ${day.said} every week`, isQuestion);
    await ada.say('5 times', isQuestion);
    expect((await ada.say('for an hour', isQuestion)).facts.Length).toContain('1 hour');
    const told = await ada.say('an hour later', isQuestion);
    expect(told.text).toContain('“an hour later” could be counted');
    expect(told.facts.When).toContain(day.said);
    expect((await ada.say('15:00', isWhole)).facts).toMatchObject({ Repeats: expect.stringContaining('5 times') });
    await ada.say('cancel', isGivenUp);
  });

  test('what is moved without a word of which way keeps its time and its length, and it is asked', async () => {
    const day = dayAhead(47).said;
    const draft = await ada.say(`tarring on ${day} at 14:00 for 45 minutes`, isWhole);
    for (const said of ['move it by an hour', 'move it forward an hour', 'can you move it by an hour?']) {
      const told = await ada.say(said, isWhole);
      expect(told.text).toMatch(/^Later or earlier\? Say .*an hour later or .*an hour earlier/u);
      expect(told.facts).toEqual(draft.facts);
    }
    expect((await ada.say('an hour earlier', isWhole)).facts.When).toContain('13:00–13:45');
    expect((await ada.say('push it by an hour', isWhole)).facts.When).toContain('14:00–14:45');
    const both = await ada.say('move it an hour later and make it 50 minutes', isWhole);
    expect(both.facts.When).toContain('15:00–15:50');
    await ada.say('cancel', isGivenUp);
  });

  test('who is on it is said in full, however many they are', async () => {
    const guests = Array.from({ length: 14 }, (_one, index) => `guest${index}@example.com`);
    const draft = await ada.say(`thatching on ${dayAhead(47).said} at 14:00 with ${guests.join(', ')}`, isWhole);
    expect(draft.facts.With).toContain('more');
    for (const said of ['who', 'who is invited', "who's coming?", 'who is coming']) {
      const told = await ada.say(said, isWhole);
      expect(told.text).toMatch(/^On it so far: guest0@/u);
      expect(guests.filter((guest) => !told.text.includes(guest))).toEqual([]);
    }
    await ada.say('cancel', isGivenUp);
  });

  test('next week is a week later, and a place is a zone', async () => {
    const untilMonday = (8 - new Date().getUTCDay()) % 7 || 7;
    const monday = dayAhead(untilMonday);
    await ada.say(`fencing on ${monday.said} at 15:00`, isWhole);
    expect((await ada.say('next week', isWhole)).facts.When).toContain(dayAhead(untilMonday + 7).said);
    expect((await ada.say('same time next week', isWhole)).facts.When).toContain('15:00–15:30');
    expect((await ada.say('in tokyo', isWhole)).facts.When).toContain('15:00–15:30, Tokyo time');
    await ada.say('cancel', isGivenUp);
    await ada.say(`fencing on ${monday.said}`, isQuestion);
    await ada.say('in tokyo', isQuestion);
    expect((await ada.say('15:00', isWhole)).facts.When).toContain('15:00–15:30, Tokyo time');
    await ada.say('cancel', isGivenUp);
  });

  test('what was set aside is taken up again, by a press or in words', async () => {
    const day = dayAhead(48).said;
    const isAside = (title: string) => (message: SeenMessage) =>
      message.title === title && labelsOf(message).join() === 'Take it up again';
    const alpha = await ada.say(`alpha plan on ${day} at 9:30 with guest@example.com`, isWhole);
    const beta = await ada.say(`beta plan on ${day} at 14:00`, isWhole);
    const aside = await asItIs(alpha);
    expect(isAside('alpha plan')(aside)).toBe(true);
    const again = await ada.press(aside, 'Take it up again', isWhole);
    expect(again.facts).toEqual(alpha.facts);
    const other = await asItIs(beta);
    expect(isAside('beta plan')(other)).toBe(true);
    expect((await ada.say('go back to gamma')).text).toContain('Set aside here is beta plan');
    const back = await ada.say('go back to beta plan', isWhole);
    expect(back.facts).toEqual(beta.facts);
    expect((await asItIs(other)).text).toBe('Taken up again below.');
    expect((await ada.say('go back', isWhole)).title).toBe('alpha plan');
    await ada.say('cancel', isGivenUp);
  });

  test('words that begin anew or give up begin no meeting', async () => {
    const day = dayAhead(49).said;
    expect((await ada.say('start over')).text).toContain('nothing here that could be started over');
    expect((await ada.say('never mind')).text).toContain('nothing to give up');
    expect(labelsOf(await ada.say('no'))).toEqual([]);
    await ada.say(`welding on ${day}`, isQuestion);
    expect((await ada.say('start over', isGivenUp)).text).toContain('Say anew');
    await ada.say(`welding on ${day} at 10:00`, isWhole);
    await ada.say('start again', isGivenUp);
    await stage.app.app.idle();
    const messages = await stage.driver.messages();
    expect(messages.filter(({ text }) => /started the meeting/u.test(text))).toEqual([]);
  });

  test('whoever is added, or comes instead of somebody, leaves nobody behind who is asked about', async () => {
    const day = dayAhead(50).said;
    const isWho = ({ title }: SeenMessage) => title === 'Who is that?';
    for (const name of ['José Silva', 'José Santos', 'Number03 Smith', 'Number04 Smith'])
      await ada.say(
        `contacts add ${name}, ${name.replace(' ', '.').replace('é', 'e')}@example.com`,
        ({ title }) => title === name,
      );
    await ada.say(`lunch on ${day} at 12:00 with jose`, isWho);
    // Nobody is called so.
    await ada.say('maybe', ({ text }) => text.includes('did not understand'));
    const still = await ada.say('add guest@example.com', isWho);
    expect(still.text).toContain('Several people match “jose”');
    expect(still.facts.With).toBe('guest@example.com and “jose” (still open)');
    expect((await ada.say('add José Silva', isWhole)).facts.With).toMatch(
      /guest@example\.com and José Silva|José Silva and guest/u,
    );
    expect((await ada.say('instead of guest@example.com, bob', isWhole)).facts.With).toMatch(/^José Silva and Bob/u);
    await ada.say('groups add Digits: Number03 Smith, Number04 Smith', ({ text }) => text.includes('Digits'));
    const all = await ada.say('add the digits group', isWhole);
    expect(all.facts.With).toContain('Number03 Smith');
    const less = await ada.say('without number03', isWhole);
    expect(less.facts.With).not.toContain('Number03');
    expect(less.facts.With).toContain('Number04 Smith');
    await ada.say('cancel', isGivenUp);
  });
});
