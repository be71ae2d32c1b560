import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const isChanged = ({ text }: SeenMessage) => text.startsWith('Changed:');
const offersForm = (message: SeenMessage) => labelsOf(message).includes('Open the form');
const isMeeting = (name: string) => (message: SeenMessage) =>
  message.title?.toLowerCase() === name && labelsOf(message).includes('Join meeting');

describe.each(everywhere)('what changes a draft changes a planned meeting as well on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('its title', async () => {
    await ada.plan(`budget on ${dayAhead(20).said} at 9:30`);
    const named = await ada.say('rename budget to Q3 budget', isChanged);
    expect(named.text).toContain('“Q3 budget”');
    expect((await ada.say('rename it to “Budget to come”', isChanged)).text).toContain('“Budget to come”');
    // A title may have a “to” in it.
    expect((await ada.say('rename budget to come to Numbers', isChanged)).text).toContain('“Numbers”');
    expect((await ada.say('change the title to Figures', isChanged)).text).toContain('“Figures”');
    expect((await ada.say('change the title of figures to Sums', isChanged)).text).toContain('“Sums”');
    await ada.say('rename it to Sums', ({ text }) => text.includes('nothing to change'));
    await ada.say('rename sums', offersForm);
    await ada.say('rename nosuch to Other', ({ text }) => text.includes('None of your meetings fits “nosuch”'));
  });

  test('its lobby and its recording, by name and as it', async () => {
    const { said } = dayAhead(22);
    await ada.plan(`pottery on ${said} at 9:30`);
    const options = async (line: string) => (await ada.say(line, isChanged)).facts.Options;
    expect(await options(`turn the lobby on for the one on ${said}`)).toBe('guests knock');
    expect(await options('record it')).toMatch(/guests knock.*record/);
    expect(await options('without lobby')).not.toContain('knock');
    expect(await options("don't record the pottery")).toBeUndefined();
  });

  test('how often it takes place, with the questions of the form', async () => {
    const { said } = dayAhead(24);
    await ada.plan(`ballet on ${said} at 9:30`);
    const weekly = await ada.say('make ballet weekly', isChanged);
    expect(weekly.facts.Repeats).toContain('every week');
    const shorter = await ada.say('make it every two weeks, 5 times', ({ text }) => text.includes('are cancelled'));
    const rarer = await ada.press(shorter, 'Save and cancel those', isChanged);
    expect(rarer.facts.Repeats).toContain('2 weeks');
    await ada.say('make it just once', (message) => labelsOf(message).includes('Only this once'));
    await ada.say('never mind', ({ text }) => text.includes('stays as it is'));
    // Nothing is told to anybody by a guess: what says nothing of which meeting, or moves it, is filled in.
    const offered = await ada.say('every three weeks', offersForm);
    const { form } = await stage.driver.press(stage.driver.people.ada, offered, 'Open the form');
    expect(JSON.stringify(form?.raw)).toContain('every 3 weeks');
    expect(form?.fields.date).toBe(dayAhead(24).iso);
    const filled = { ...form?.fields, title: 'Ballet' };
    if (!form) throw new Error('no form was opened');
    const fewer = await ada.next(
      () => stage.driver.fillIn(stage.driver.people.ada, form, filled),
      ({ text, id }) => text.includes('are cancelled') && id !== shorter.id,
    );
    const saved = await ada.press(fewer, 'Save and cancel those', isChanged);
    expect(saved.facts.Repeats).toMatch(/3 weeks.*, 5 times/);
    await ada.say('show ballet', isMeeting('ballet'));
    await ada.say('an hour later', ({ facts }) => facts.To?.includes('10:30') === true);
    await ada.say('never mind', ({ text }) => text.includes('stays as it is'));
    // The title is that of the series.
    const asked = await ada.say(`rename ballet on ${said} to Dance`, (one) => labelsOf(one)[0] === 'Change the series');
    await ada.press(asked, 'Leave it as it was', ({ text }) => text.includes('stays as it is'));
    // That was the answer: nothing is asked any more.
    await ada.say('yes', ({ text }) => text.includes('Nothing is asked here'));
    await ada.say('count me in for ballet', ({ text }) => text.includes('“Ballet” is your own meeting'));
    const open = await ada.say(`rename ballet on ${said} to Dance`, (one) => labelsOf(one)[0] === 'Change the series');
    expect((await ada.say('yes', isChanged)).text).toContain('“Dance”');
    await stage.app.app.idle();
    const answered = (await stage.driver.messages()).find(({ id }) => id === open.id);
    expect(answered).toMatchObject({ text: 'Answered below.', buttons: [] });
  });

  const asksToMove = ({ title, facts }: SeenMessage) =>
    (title === 'Move the meeting?' || title === 'Change how long it takes?') && facts.To !== undefined;
  const isKept = ({ text }: SeenMessage) => text.includes('stays as it is');

  test('when it is and how long, in one sentence', async () => {
    const [day, other] = [dayAhead(28).said, dayAhead(41).said];
    await ada.plan(`chat2 on ${day} at 12:00`);
    for (const [said, to] of [
      ['make it 16:10 for 45 minutes', '16:10–16:55'],
      ['make it 16:10, 45 minutes', '16:10–16:55'],
      ['make it 16:10 and 45 minutes', '16:10–16:55'],
      [`make it ${other} at 16:00 for an hour`, `${other}, 16:00–17:00`],
      [`move it to ${other} and make it an hour`, `${other}, 12:00–13:00`],
      ['move chat2 an hour later and make it 45 minutes', '13:00–13:45'],
      ['push chat2 by an hour, make it 45 minutes long', '13:00–13:45'],
      ['make it end at 12:50', '12:00–12:50'],
    ] as const) {
      const asked = await ada.say(said, asksToMove);
      expect(asked.facts.To).toContain(to);
      await ada.say('never mind', isKept);
    }
  });

  test('when one is that is named without an article, where it is planned; else it is a new one', async () => {
    const [day, other] = [dayAhead(28).said, dayAhead(29)];
    await ada.plan(`pairing on ${day} at 10:00`);
    await ada.plan(`relay on ${day} at 11:00 every week`);
    for (const [said, to] of [
      [`make pairing ${other.said}`, `${other.said}, 10:00–10:30`],
      [`make pairing ${other.said} at 4pm`, `${other.said}, 16:00–16:30`],
      ['make pairing end at 11:00', '10:00–11:00'],
      ['pairing, can you move it to 8pm', '20:00–20:30'],
      ['pairing - please move it an hour later', '11:00–11:30'],
    ] as const) {
      expect((await ada.say(said, asksToMove)).facts.To).toContain(to);
      await ada.say('never mind', isKept);
    }
    const shorter = await ada.say(`make relay end on ${dayAhead(50).said}`, ({ text }) =>
      text.includes('are cancelled'),
    );
    expect(shorter.text).toContain(`every week on`);
    await ada.press(shorter, 'Leave it as it was', isKept);
    const isDraft = (message: SeenMessage) => labelsOf(message).includes('Cancel') && message.facts.What !== undefined;
    for (const said of [`make tennis ${other.said}`, 'tennis, can you move it to 8pm']) {
      expect((await ada.say(said, isDraft)).facts.What).toBe('tennis');
      await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    }
    // A draft is spoken of by its name as well.
    await ada.say(`sailing on ${day} at 14:00`, isDraft);
    expect((await ada.say('make sailing 15:00', isDraft)).facts.When).toContain('15:00–15:30');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('who is coming is asked of a planned meeting by its name', async () => {
    await ada.plan(`chat on ${dayAhead(27).said} at 12:30 with`, [stage.driver.people.bob]);
    await ada.plan(`chess on ${dayAhead(27).said} at 13:30`);
    for (const said of ['who is coming to chat?', 'who is invited to chat', 'who all is coming to the chat'])
      expect(await ada.say(said, isMeeting('chat'))).toMatchObject({
        facts: { 'Not answered': expect.stringMatching(/^Bob/u) },
      });
    // What was spoken of last is what “it” is, and of what is on now it is asked without a name.
    await ada.say('who is coming', isMeeting('chat'));
    await ada.say('who is in', ({ text }) => text.includes('No meeting that I started here is on'));
  });

  test('who comes to what was spoken of', async () => {
    await ada.plan(`judo on ${dayAhead(26).said} at 9:30`);
    // Teams shows those who have met us.
    await stage.answerTo(
      () => stage.driver.say(stage.driver.people.bob, 'direct', 'help'),
      ({ visibleTo }) => visibleTo === stage.driver.people.bob.userId,
    );
    await ada.say('add bob', ({ text }) => /is invited to “judo”/.test(text));
    // Nobody is called so: it is a new meeting, as ever.
    await ada.say('add lunch', ({ text }) => text.includes('begin'));
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });

  test('of several the question which one, and beside a draft by name alone', async () => {
    await ada.plan(`weaving class on ${dayAhead(28).said} at 9:30`);
    await ada.plan(`weaving evening on ${dayAhead(29).said} at 16:30`);
    await ada.say('rename weaving to Looms', ({ title }) => title === 'Which one?');
    expect((await ada.say('the second one', isChanged)).text).toContain('“Looms”');
    await ada.say(`opera on ${dayAhead(30).said} at 20:00`, (one) => labelsOf(one).includes('Schedule'));
    expect((await ada.say('record the weaving class', isChanged)).text).toContain('“weaving class”');
    await ada.say('every two weeks', (one) => one.facts.Repeats?.includes('2 weeks') === true);
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
  });
});
