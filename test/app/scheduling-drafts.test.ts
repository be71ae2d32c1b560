import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');

describe.each(everywhere)('a draft on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  /** A message as it stands now, once nothing is being worked on. */
  const asItIs = async ({ id }: SeenMessage) => {
    await stage.app.app.idle();
    const found = (await stage.driver.messages()).find((message) => message.id === id);
    if (!found) throw new Error('the message is gone');
    return found;
  };
  const partsOf = ({ text, title, facts, buttons }: SeenMessage) => ({ text, title, facts, buttons });

  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a change that cannot be leaves what was settled, and is told what would work', async () => {
    const day = dayAhead(51);
    const draft = await ada.say(`budget on ${day.said} at 10:00 for 45 min with guest@example.com`, isWhole);
    const wrong = [
      ['for 100 hours', /not “100 hours”, so the length stays as it is; say for example .*for 45 minutes/],
      [
        '31 february',
        /There is no day “31 february”, so the day stays as it is; say for example .*on Sunday 28 February/,
      ],
      ['at 25:00', /There is no time “25:00”, so the time stays as it is; say for example .*at 15:00/],
      ['Narnia time', /I do not know a time zone “Narnia”, so the zone stays as it is; say for example .*London time/],
      ['with 500 people', /500 people are more than the 100 that I invite, so nobody is added/],
    ] as const;
    for (const [said, told] of wrong) {
      const after = await ada.say(said, isWhole);
      expect(after.text).toMatch(told);
      expect(after.facts).toEqual(draft.facts);
    }
    const partly = await ada.say('make it 16:00 for 100 hours', isWhole);
    expect(partly.text).toContain('not “100 hours”');
    expect(partly.facts.When).toContain('16:00–16:45');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('the same of a meeting that is planned: it stays, and the part that is wrong is named', async () => {
    const day = dayAhead(52);
    const made = await ada.plan(`roof talk on ${day.said} at 10:00`);
    const refused = await ada.say('move it to 31 february', ({ buttons }) => buttons.length > 0);
    expect(refused.text).toMatch(
      /There is no day “31 february”, so “roof talk” stays as it is; say for example .*move it to Sunday 28 February/i,
    );
    expect(labelsOf(refused)[0]).toMatch(/^Sunday 28 February \d+, 10:00–10:30$/);
    const both = await ada.say('move it to 9:00 for 100 hours', ({ buttons }) => buttons.length > 0);
    expect(both.text).toContain('not “');
    expect(labelsOf(both)[0]).toContain('09:00–09:30');
    expect((await ada.say('move it to 25:00')).text).toContain('There is no time “25:00”, so “');
    expect((await ada.say('make it 100 hours long')).text).toContain('not “100 hours”');
    expect((await ada.say('move it to 4pm Narnia time')).text).toContain('I do not know a time zone “Narnia”');
    expect((await ada.say('invite bob@')).text).toContain('“bob@” is no email address');
    expect((await asItIs(made)).facts.When).toContain('10:00–10:30');
    const question = await ada.press(refused, labelsOf(refused)[0] ?? '', (message) =>
      labelsOf(message).includes('Move it'),
    );
    expect(question.facts.To).toMatch(/28 February.*10:00–10:30/);
    await ada.press(question, 'Keep it', ({ text }) => text.includes('stays as it is'));
  });

  test('words that mean several times, and a day that does not exist, are asked with whole moments to press', async () => {
    const day = dayAhead(53);
    const late = await ada.say(`wrap-up on ${day.said} eod`, ({ buttons }) => buttons.length > 1);
    expect(labelsOf(late)).toEqual([
      expect.stringMatching(new RegExp(`day ${day.said.replace(/ \d+$/, '')}.*, 17:00$`)),
      expect.stringContaining('18:00'),
      expect.stringContaining('23:59'),
      'Cancel',
    ]);
    const typed = await ada.say('16:30', isWhole);
    expect(typed.facts.When).toContain('16:30–17:00');
    const near = await ada.say('end of winter party on 31 february at 20:00', ({ buttons }) => buttons.length > 1);
    expect(labelsOf(near)).toEqual([
      expect.stringMatching(/^Sunday 28 February.*, 20:00$/),
      expect.stringMatching(/^Monday 1 March.*, 20:00$/),
      'Cancel',
    ]);
    const chosen = await ada.press(near, labelsOf(near)[1] ?? '', isWhole);
    expect(chosen.facts.When).toMatch(/1 March.*20:00/);
    await ada.press(chosen, 'Cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('while something is asked, the card says what is known, what is assumed and what is missing', async () => {
    const day = dayAhead(54);
    const asked = await ada.say(
      `tasting on ${day.said} at 7 with guest@example.com`,
      ({ title }) => title === 'One question first',
    );
    expect(asked.facts).toEqual({
      What: 'tasting',
      When: expect.stringMatching(new RegExp(`^\\w+day ${day.said}, at a time that is still open$`)),
      Length: '30 minutes unless you say otherwise',
      With: 'guest@example.com',
    });
    const who = await ada.say('19:00 with Zaphod', ({ title }) => title === 'Who is that?');
    expect(who.facts.When).toMatch(/, 19:00, Lisbon time/);
    expect(who.facts.With).toBe('guest@example.com and “Zaphod” (still open)');
    const whole = await ada.press(who, 'Leave out', isWhole);
    expect(whole.facts.When).toContain('19:00–19:30');
    const length = await ada.say(
      'all day meeting tomorrow 10:00 for 100 hours',
      ({ title }) => title === 'One question first',
    );
    expect(length.facts.Length).toBe('still open');
    expect(length.facts.When).not.toContain('10:30');
    await ada.press(length, 'Cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('whoever is perhaps only spoken of is invited if that is what was meant', async () => {
    const day = dayAhead(56);
    const { bob } = stage.driver.people;
    const ask = () =>
      ada.say(
        `on ${day.said} at 12:00 with guest@example.com leaving do for`,
        ({ title }) => title === 'One question first',
        [bob],
      );
    const asked = await ask();
    expect(asked.text).toMatch(/^Is .+ to come, or is it only about them\?/u);
    const [comes = '', stays = ''] = labelsOf(asked);
    expect([comes, stays]).toEqual([expect.stringMatching(/ comes$/u), expect.stringMatching(/^Not /u)]);
    const surprise = await ada.press(asked, stays, isWhole);
    expect(surprise.facts.With).toBe('guest@example.com');
    await ada.press(surprise, 'Cancel', ({ text }) => text.includes('Nothing was scheduled'));
    await ask();
    const open = await ada.say('yes', isWhole);
    expect(open.facts.With).toMatch(/^guest@example.com and .*Bob/iu);
    await ada.press(open, 'Cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('people come and go by whatever names they have, and a mention belongs to what is open', async () => {
    const { bob } = stage.driver.people;
    const withWhom = ({ facts }: SeenMessage) => facts.With;
    const alone = await ada.say(`roadmap talk on ${dayAhead(59).said} at 10:00`, isWhole);
    const nobody = withWhom(alone);
    expect(withWhom(await ada.say('', isWhole, [bob]))).toMatch(/^Bob/u);
    expect(withWhom(await ada.say('please add guest@example.com too', isWhole))).toMatch(
      /^Bob.* and guest@example\.com$/u,
    );
    expect(withWhom(await ada.say('without bob', isWhole))).toBe('guest@example.com');
    expect(withWhom(await ada.say('replace guest@example.com with böb', isWhole))).toMatch(/^Bob/u);
    const again = await ada.say('remove Bob and add guest@example.com, for an hour', isWhole);
    expect(withWhom(again)).toBe('guest@example.com');
    expect(again.facts.When).toContain('10:00–11:00');
    const weekly = await ada.say('invite Bob and make it every week, 5 times', isWhole);
    expect(withWhom(weekly)).toMatch(/Bob/u);
    expect(weekly.facts).toMatchObject({ What: 'roadmap talk', Repeats: expect.stringContaining('every week') });
    expect(withWhom(await ada.say('without Bob, for 2 hours', isWhole))).toBe('guest@example.com');
    const longer = await ada.say('add Bob, for 90 minutes', isWhole);
    expect(withWhom(longer)).toMatch(/Bob/u);
    expect(longer.facts.When).toContain('10:00–11:30');
    const missing = await ada.say('without Zaphod', isWhole);
    expect(missing.text).toContain('“Zaphod” is not invited to it');
    const wrong = await ada.say('add bob@@x and other@example.com', isWhole);
    expect(wrong.text).toContain('“bob@@x” is no email address');
    expect(withWhom(wrong)).toMatch(/other@example\.com/u);
    expect(withWhom(await ada.say('Bob can’t make it', isWhole))).toBe('guest@example.com and other@example.com');
    expect(withWhom(await ada.say('remove everyone', isWhole))).toBe(nobody);
    const asked = await ada.say('add Zaphod', ({ title }) => title === 'Who is that?');
    expect(asked.text).toContain('“Zaphod”');
    expect(withWhom(await ada.say('bob', isWhole))).toMatch(/^Bob/u);
    await ada.say('add Zaphod', ({ title }) => title === 'Who is that?');
    expect(withWhom(await ada.say('', isWhole, [bob]))).toMatch(/^Bob/u);
    await ada.say('thanks a lot', ({ text }) => text.includes('did not understand'));
    await ada.say('add Zaphod', ({ title }) => title === 'Who is that?');
    expect(withWhom(await ada.say('leave out', isWhole))).toMatch(/^Bob/u);
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('what is said once more, put right, takes the place of what was open', async () => {
    const day = dayAhead(60).said;
    const asked = await ada.say(
      `budget sync with guest@example.com on ${day} at 9:00 for 0 min`,
      ({ title }) => title === 'One question first',
    );
    expect(asked.text).toContain('How long');
    const again = await ada.say(`budget sync with other@example.com on ${day} at 10:00 for 45 min`, isWhole);
    expect(again.facts).toMatchObject({ What: 'budget sync', With: 'other@example.com' });
    expect(again.facts.When).toContain('10:00–10:45');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('a whole sentence about another meeting is no answer to what is asked, and words that only say when are', async () => {
    const day = dayAhead(57);
    const asked = await ada.say(`roof inspection on ${day.said} at 7`, ({ title }) => title === 'One question first');
    const other = await ada.say(`budget sync with guest@example.com on ${dayAhead(58).said} at 15:00`, isWhole);
    expect(other.facts).toMatchObject({ What: 'budget sync', With: 'guest@example.com' });
    expect(await asItIs(asked)).toMatchObject(aside('roof inspection'));
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    await ada.say(`roof inspection on ${day.said} at 7`, ({ title }) => title === 'One question first');
    const answer = await ada.say(`I meant ${dayAhead(58).said} at 19:00, that is better`, isWhole);
    expect(answer.facts.What).toBe('roof inspection');
    expect(answer.facts.When).toContain('19:00–19:30');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('an older card of a draft becomes one line: when it is changed, set aside, given up or made', async () => {
    const day = dayAhead(55);
    const first = await ada.say(`garden club on ${day.said} at 7`, ({ buttons }) => buttons.length > 1);
    const second = await ada.say('19:00', isWhole);
    expect(partsOf(await asItIs(first))).toEqual(line('Changed below.'));
    const third = await ada.say('for an hour', isWhole);
    expect(partsOf(await asItIs(second))).toEqual(line('Changed below.'));
    expect(labelsOf(await asItIs(third))).toEqual(['Schedule', 'Edit', 'Cancel']);

    const other = await ada.say(`chess club on ${day.said} at 12:00`, isWhole);
    expect(await asItIs(third)).toMatchObject(aside('garden club'));
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    expect(partsOf(await asItIs(other))).toEqual(line('Cancelled: nothing was scheduled.'));

    const draft = await ada.say(`book club on ${day.said} at 13:00`, isWhole);
    const changed = await ada.say('for an hour', isWhole);
    const made = await ada.press(changed, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    expect(made.id).toBe(changed.id);
    expect(partsOf(await asItIs(draft))).toEqual(line('Changed below.'));
  });
});

describe.each(everywhere.filter(([name]) => name !== 'the playground'))(
  'a card on %s that somebody still has before their eyes',
  (_name, create) => {
    const stage = useStage(create);
    const ada = chatOf(stage, () => stage.driver.people.ada);
    const textOf = async ({ id }: SeenMessage) => {
      await stage.app.app.idle();
      return (await stage.driver.messages()).find((message) => message.id === id)?.text;
    };

    beforeAll(() => connectIn(stage, stage.driver.people.ada));

    test('shows what is true when it is pressed, and there is one card again', async () => {
      const day = dayAhead(57);
      const old = await ada.say(`garden club on ${day.said} at 12:00`, isWhole);
      const newer = await ada.say('for an hour', isWhole);
      const stale = await ada.press(old, 'Schedule', isWhole);
      expect(stale.id).toBe(old.id);
      expect(stale.text).toContain('You have changed this since.');
      expect(stale.facts.When).toContain('12:00–13:00');
      expect(await textOf(newer)).toMatch(/^Changed since: /);

      const made = await ada.press(stale, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
      const again = await ada.press(newer, 'Cancel', (message) => labelsOf(message).includes('Join meeting'));
      expect(again.text).toContain('is scheduled already');
      expect(await textOf(made)).toContain('is scheduled: ');

      const other = await ada.say(`chess club on ${day.said} at 15:00`, isWhole);
      await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
      const gone = await ada.press(other, 'Schedule', ({ text }) => text.includes('not open any more'));
      expect(gone.id).toBe(other.id);
    });
  },
);

const aside = (title: string) => ({
  ...{ text: 'Set aside for the meeting below.', title, facts: {} },
  buttons: [expect.objectContaining({ label: 'Take it up again' })],
});
const line = (text: string) => ({ text, title: undefined, facts: {}, buttons: [] });

describe('a draft in a channel of Slack', () => {
  const stage = useStage(createSlackDriver);
  const ada = () => stage.driver.people.ada;
  const say = (text: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.say(ada(), 'channel', text), wanted);
  const press = (message: SeenMessage, label: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.press(ada(), message, label), wanted);
  const asItIs = async ({ id }: SeenMessage) => {
    await stage.app.app.idle();
    return (await stage.driver.messages()).find((message) => message.id === id);
  };

  beforeAll(() => connectIn(stage, ada()));

  test('a private card is replaced where Slack lets us, and tells the truth where it does not', async () => {
    const day = dayAhead(56);
    const first = await say(`schedule garden club on ${day.said} at 7`, ({ buttons }) => buttons.length > 1);
    const second = await press(first, labelsOf(first)[1] ?? '', isWhole);
    expect(second.id).toBe(first.id);
    const same = await press(second, 'Schedule', ({ visibleTo }) => visibleTo === ada().userId);
    expect(same.text).toContain('Scheduled.');

    const third = await say(`schedule chess club on ${day.said} at 8`, ({ buttons }) => buttons.length > 1);
    const whole = await press(third, labelsOf(third)[1] ?? '', isWhole);
    const fourth = await say('for an hour', isWhole);
    expect(await asItIs(whole)).toMatchObject(line('Changed below.'));
    expect((await asItIs(fourth))?.facts.When).toContain('20:00–21:00');

    // Nobody has pressed on the fourth, so that nothing says where it is; a press on it is told how it stands now.
    const fifth = await say('for 2 hours', isWhole);
    const truth = await press(fourth, 'Schedule', isWhole);
    expect(truth.text).toContain('You have changed this since.');
    expect(truth.facts.When).toContain('20:00–22:00');
    expect(labelsOf(fifth)).toContain('Schedule');
  });
});

describe('a line that begins with a mention, in the direct chat', () => {
  const stage = useStage(createWebDriver);
  const ada = chatOf(stage, () => stage.driver.people.ada);

  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('is a sentence where it goes on like one, and starts a meeting where it does not', async () => {
    const draft = await ada.say(`@bob design review on ${dayAhead(61).said} at 15:00`, isWhole);
    expect(draft.facts).toMatchObject({ What: 'design review', With: expect.stringMatching(/^Bob/u) });
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    const asked = await ada.say('@bob is away, I think', ({ title }) => title === 'One question first');
    await ada.press(asked, 'Cancel', ({ text }) => text.includes('Nothing was scheduled'));
    await stage.app.app.idle();
    expect((await stage.driver.messages()).some((message) => labelsOf(message).includes('Join meeting'))).toBe(false);
    const live = await ada.say('@bob', (message) => labelsOf(message).includes('Join meeting'));
    expect(live.title).toMatch(/meeting/u);
  });
});

describe('somebody whose chat does not tell a time zone', () => {
  const stage = useStage(createWebDriver);
  const ada = () => stage.driver.people.ada;
  const { next } = chatOf(stage, ada);
  const say = (text: string, wanted?: (message: SeenMessage) => boolean) =>
    next(
      () =>
        fetch(`${stage.app.url}/playground/api/say`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ as: 'ada', conversation: 'direct-ada', deliveryId: randomUUID(), text }),
        }),
      wanted,
      [],
    );
  beforeAll(() => connectIn(stage, ada()));

  test('is asked for it once, in words that people answer with, and goes on with what was said', async () => {
    const day = dayAhead(57);
    const asked = await say(`design review with @bob and guest@example.com on ${day.said} at 15:00 every week`);
    expect([asked.title, asked.text]).toEqual([
      'Your time zone',
      expect.stringContaining('Which time zone are you in?'),
    ]);
    expect((await say('Lisbonn')).text).toMatch(/^I know no one time zone for “Lisbonn”\. Did you mean Lisbon\?/);
    expect((await say('Atlantis')).text).toContain('Answer with a large city in it');
    expect((await say('never mind')).text).toContain('Nothing was');
    await say(`design review with @bob and guest@example.com on ${day.said} at 15:00 every week`);
    const draft = await say('I’m in Tokyo, please', isWhole);
    expect(draft.title).toBe('design review');
    expect(draft.facts.When).toContain('3:00–3:30 pm, Tokyo time');
    expect(Object.values(draft.facts).join()).toMatch(/Bob Brandt.*guest@example\.com/);
    await say(`coffee on ${dayAhead(58).said} at 9:30`, isWhole);
  });
});
