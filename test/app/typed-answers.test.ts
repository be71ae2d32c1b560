import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { createAnswerTo } from '../support/answer.ts';
import { startApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { everywhere } from '../support/everywhere.ts';
import { signIn, signInUrlOf } from '../support/linking.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const asksWhich = (message: SeenMessage) => labelsOf(message).includes('Only this one');
const asksWhether = (message: SeenMessage) => /^(?:Cancel meeting|Move it)$/.test(labelsOf(message)[0] ?? '');
const isKept = ({ text }: SeenMessage) => text.includes('stays as it is');
const isOpen = ({ text }: SeenMessage) => text.includes('is still open');
const weekdayOf = (iso: string) =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(iso));

describe.each(everywhere)('what is asked about a meeting is answered in words on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('one of a series or all of it; what answers neither changes nothing, and goes on as it would', async () => {
    const [first, second] = [dayAhead(30), dayAhead(37)];
    await ada.plan(`pottery on ${first.said} at 9:30 every week, 4 times`);
    await ada.say(`cancel pottery on ${second.said}`, asksWhich);
    // Which of them, is not said; and a list is a list.
    expect((await ada.say('yes', isOpen)).text).toContain('“this one”, “all” or “never mind”');
    await ada.say(`just ${weekdayOf(dayAhead(38).iso)}`, isOpen);
    await ada.say("what's on next week", ({ text }) => /meetings/.test(text));
    await ada.say('blue elephants', isOpen);
    const one = await ada.say(`just ${weekdayOf(second.iso)}`, ({ text }) => text.includes('The others take place'));
    expect(one.text).toContain(second.said);
    // It is answered: the same word answers nothing any more.
    const nothing = await ada.say('just this one');
    expect(nothing.text).not.toContain('take place');

    // The next one is the one that was asked about, or it is none of the two.
    await ada.say(`cancel pottery on ${dayAhead(44).said}`, asksWhich);
    await ada.say('just the next one', isOpen);
    await ada.say('never mind', isKept);
    await ada.say('move pottery to 9:40', asksWhich);
    const next = await ada.say('just the next one', ({ text }) => text.includes('is moved this once'));
    expect(next.text).toContain(first.said);

    await ada.say('move pottery to 10:00', asksWhich);
    await ada.say('the whole series', ({ text }) => text.startsWith('Changed'));
    await ada.say('cancel pottery', asksWhich);
    await ada.say('all of it', ({ title }) => title?.startsWith('Cancelled') === true);
    await ada.say('show pottery', ({ text }) => text.includes('None of your meetings fits'));
  });

  test('where the whole series was said, it is not asked whether one of it is meant', async () => {
    const asksAll = (message: SeenMessage) => labelsOf(message).join() === 'The whole series,Keep it';
    const { said } = dayAhead(36);
    await ada.plan(`fencing on ${said} at 9:30 every week, 4 times`);
    await ada.say('move the fencing series to 10:00', asksAll);
    const moved = await ada.say('yes', ({ text }) => text.startsWith('Changed'));
    expect(moved.facts.When).toContain('10:00–10:30');
    // A day is one of it, whatever else is said.
    await ada.say(`cancel the fencing series on ${said}`, asksWhich);
    await ada.say('never mind', isKept);
    await ada.say('cancel fencing series', asksAll);
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
  });

  test('which of several; what names none of them goes on as it would', async () => {
    const [first, second] = [dayAhead(50), dayAhead(52)];
    const isAsked = ({ title }: SeenMessage) => title === 'Which one?';
    await ada.plan(`weaving class on ${first.said} at 9:30`);
    await ada.plan(`weaving evening on ${second.said} at 16:30`);
    await ada.say('move weaving to 11:00', isAsked);
    const byPlace = await ada.say('the second one', asksWhether);
    expect(byPlace.facts.From).toContain(`${second.said}, 16:30`);
    await ada.say('cancel weaving', isAsked);
    await ada.say('the seventh');
    const byTitle = await ada.say('class', asksWhether);
    expect(byTitle.text).toContain('weaving class');
    await ada.say('never mind', isKept);
    await ada.say('cancel weaving', isAsked);
    expect((await ada.say(`${second.said}`, asksWhether)).text).toContain('weaving evening');
    await ada.say('yes');
  });

  test('whether at all; it can be given up at any point, and a press answers it as well', async () => {
    await ada.plan(`sauna on ${dayAhead(33).said} at 18:00`);
    await ada.say('move sauna to 19:00', asksWhether);
    await ada.say('never mind', isKept);
    await ada.say('cancel sauna', asksWhether);
    await ada.say('cancel', isKept);
    const question = await ada.say('cancel sauna', asksWhether);
    await ada.press(question, 'Keep it', isKept);
    await ada.say('yes');
    await ada.say('show sauna', ({ title }) => title?.toLowerCase() === 'sauna');
    await ada.say('move it to 19:30', asksWhether);
    const moved = await ada.say('yes please', ({ text }) => text.startsWith('Changed'));
    expect(moved.facts.When).toContain('19:30');
    await ada.say('cancel it', asksWhether);
    await ada.say('do it', ({ title }) => title?.startsWith('Cancelled') === true);
  });

  test('of a series that is to be edited, the form of what was said is offered', async () => {
    await ada.plan(`ballet on ${dayAhead(34).said} at 9:30 every week, 3 times`);
    await ada.say('edit ballet', asksWhich);
    const offer = await ada.say('this one', (message) => labelsOf(message).includes('Open the form'));
    const { form } = await stage.driver.press(stage.driver.people.ada, offer, 'Open the form');
    expect(Object.keys(form?.fields ?? {})).toEqual(['date', 'time', 'minutes']);
    await ada.say('edit ballet', asksWhich);
    const whole = await ada.say('all', (message) => labelsOf(message).length === 1);
    expect(labelsOf(whole)).toEqual(['Open the form']);
  });
});

describe('beside what else is talked about', () => {
  const stage = useStage(createWebDriver);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('a draft stays open while a meeting is asked about, and is gone on with; a new one is what is answered from then on', async () => {
    await ada.plan(`opera on ${dayAhead(30).said} at 20:00`);
    const draft = await ada.say(`picnic on ${dayAhead(31).said} at 12:00`, (one) => labelsOf(one).includes('Schedule'));
    await ada.say('cancel opera', asksWhether);
    await ada.say('no', isKept);
    await ada.press(draft, 'Schedule', (one) => labelsOf(one).includes('Join meeting'));

    await ada.say('cancel opera', asksWhether);
    await ada.say(`circus on ${dayAhead(32).said} at 15:00`, (one) => labelsOf(one).includes('Schedule'));
    const made = await ada.say('yes', (one) => labelsOf(one).includes('Join meeting'));
    expect(made.title).toBe('circus');
    await ada.say('show opera', ({ title }) => title?.toLowerCase() === 'opera');
  });

  test('a word does not answer for a meeting that is not spoken of any more, nor for one that was changed', async () => {
    await ada.plan(`cinema on ${dayAhead(40).said} at 20:00`);
    await ada.plan(`museum on ${dayAhead(41).said} at 11:00`);
    await ada.say('cancel cinema', asksWhether);
    await ada.say('show museum', ({ title }) => title?.toLowerCase() === 'museum');
    await ada.say('yes');
    await ada.say('cancel cinema', asksWhether);
    await stage.app.test.database.pool.query('update schedule set sequence = sequence + 1');
    await ada.say('yes', asksWhether);
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
    await ada.say('show museum', ({ title }) => title?.toLowerCase() === 'museum');
  });

  test('a word that waits for a sign-in still answers what it was said to', async () => {
    await ada.plan(`regatta on ${dayAhead(42).said} at 20:00`);
    await ada.say('cancel regatta', asksWhether);
    await stage.app.test.database.pool.query('update link set sealed_token = null');
    const prompt = await ada.say('yes', ({ title }) => title === 'Sign in to go on');
    await ada.next(
      () => signIn(stage.driver, stage.driver.people.ada, signInUrlOf(prompt)),
      ({ title }) => title?.startsWith('Cancelled') === true,
    );
  });

  test('in a channel it is answered in the channel', async () => {
    const { ada: person } = stage.driver.people;
    await ada.plan(`concert on ${dayAhead(43).said} at 20:00`);
    await ada.next(() => stage.driver.say(person, 'channel', 'cancel concert'), asksWhether);
    // In the direct chat nothing was asked.
    await ada.say('yes');
    await ada.say('show concert', ({ title }) => title?.toLowerCase() === 'concert');
    await ada.next(
      () => stage.driver.say(person, 'channel', 'yes'),
      ({ title }) => title?.startsWith('Cancelled') === true,
    );
  });
});

test('a question survives a restart', async () => {
  const driver = await createSlackDriver();
  const shared = await testDatabase();
  let app = await startApp(driver.environment, { shared });
  try {
    const answerTo = createAnswerTo(
      () => driver,
      () => app,
    );
    const stage = { driver, answerTo, app };
    await driver.listening(app.url);
    const ada = chatOf(stage, () => driver.people.ada);
    await connectIn(stage, driver.people.ada);
    await ada.plan(`bouldering on ${dayAhead(30).said} at 19:00`);
    await ada.say('cancel bouldering', asksWhether);
    await app.stop();
    app = await startApp(driver.environment, { shared });
    await driver.listening(app.url);
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
  } finally {
    await app.stop();
    await driver.close();
    await shared.drop();
  }
});
