import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { goIn, hostPin, joinLink, roomBehind } from '../support/attending.ts';
import { useBareStage } from '../support/bare-stage.ts';
import { withCalls } from '../support/calls.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

type Person = Awaited<ReturnType<typeof goIn>>;

describe.each(everywhere)('the host of a running meeting, on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const inChannel = (title: string, fact: string, value = /./) =>
    until(
      stage.driver,
      ({ place, title: shown, facts }) => place === 'channel' && shown === title && value.test(facts[fact] ?? ''),
    );
  const mine = (wanted: (message: SeenMessage) => boolean) => (message: SeenMessage) =>
    message.visibleTo === ada().userId && wanted(message);
  const say = (text: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.say(ada(), 'channel', text), mine(wanted));
  const press = (message: SeenMessage, label: string, wanted: (message: SeenMessage) => boolean) =>
    stage.answerTo(() => stage.driver.press(ada(), message, label), mine(wanted));
  const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
  const isMuted = async (name: string) => {
    const { rows } = await stage.app.test.database.pool.query(
      'select muted from sandbox.participant where name = $1 and left_at is null',
      [name],
    );
    return rows.map(({ muted }) => muted);
  };
  let inside: readonly Person[] = [];

  beforeAll(async () => {
    await connectIn(stage, ada());
    await stage.driver.say(ada(), 'channel', 'now Weekly sync');
    const link = joinLink(await inChannel('Weekly sync', 'Host'));
    const names = ['Grace Guest', 'Heidi Guest', 'Heidi Guest'];
    inside = [
      await goIn(link, 'Ada Almeida', await hostPin(stage.app.test.database, 'Weekly sync')),
      ...(await Promise.all(names.map((name) => goIn(link, name)))),
    ];
    await inChannel('Weekly sync', 'In the meeting (4)');
  });

  test('mutes one by name, gives the microphone back, and mutes all but hosts', async () => {
    const muted = await say('mute grace', says('Grace Guest is muted in “Weekly sync”.'));
    expect(await isMuted('Grace Guest')).toEqual([true]);
    await press(muted, 'Unmute', says('Grace Guest can speak again in “Weekly sync”.'));
    expect(await isMuted('Grace Guest')).toEqual([false]);
    const all = await say('mute all', says('are muted in “Weekly sync”.'));
    expect([await isMuted('Grace Guest'), await isMuted('Heidi Guest'), await isMuted('Ada Almeida')]).toEqual([
      [true],
      [true, true],
      [false],
    ]);
    await press(all, 'Unmute everybody', says('can speak again in “Weekly sync”.'));
    await say('unmute all', says('Nobody in “Weekly sync” is muted.'));
    await say('mute Zoe', says('I see nobody called “Zoe” in “Weekly sync” just now.'));
  });

  test('chooses from those who are in; of two people of one name, the one that is meant', async () => {
    const who = await say('who', ({ buttons }) => buttons.some(({ label }) => label === 'Mute…'));
    expect(labelsOf(who)).toEqual(['Join meeting', 'Mute…', 'Show out…', 'More…', 'End for everybody']);
    const choice = await press(who, 'Mute…', ({ title }) => title === 'Mute whom?');
    expect(labelsOf(choice).sort()).toEqual([
      'All 3',
      'Grace Guest',
      'Heidi Guest (1st to come)',
      'Heidi Guest (2nd to come)',
    ]);
    await press(choice, 'Heidi Guest (2nd to come)', says('Heidi Guest is muted'));
    expect((await isMuted('Heidi Guest')).sort()).toEqual([false, true]);
    const which = await say('unmute heidi', ({ buttons }) => buttons.some(({ label }) => label.startsWith('Heidi')));
    await press(which, 'Heidi Guest (2nd to come)', says('Heidi Guest can speak again'));
    expect(await isMuted('Heidi Guest')).toEqual([false, false]);
  });

  test('shows somebody out, after a question; nobody else may', async () => {
    const refused = await stage.answerTo(
      () => stage.driver.say(bob(), 'channel', 'remove Grace'),
      ({ visibleTo }) => visibleTo === bob().userId,
    );
    expect(refused.text).toContain('it belongs to somebody else');
    const question = await say('remove grace', says('Do you want to show Grace Guest out of “Weekly sync”?'));
    await press(question, 'Let stay', says('Nobody was shown out of “Weekly sync”.'));
    const again = await say('remove grace', ({ buttons }) => buttons.some(({ label }) => label === 'Show out'));
    await press(again, 'Show out', says('Grace Guest was shown out of “Weekly sync”.'));
    const card = await inChannel('Weekly sync', 'In the meeting (3)');
    expect(card.facts['In the meeting (3)']).not.toContain('Grace');
  });

  test('locks the door, and opens it again', async () => {
    const isShut = async () => {
      const room = await roomBehind(joinLink(await inChannel('Weekly sync', 'Host')), 'Late Guest');
      const body = new URLSearchParams({ name: 'Late Guest', pin: '' });
      return (await fetch(`${room}/enter`, { method: 'POST', body })).status;
    };
    const locked = await say('lock', says('Nobody else comes into “Weekly sync” now.'));
    expect(await isShut()).toBe(403);
    await press(locked, 'Unlock', says('People come into “Weekly sync” again.'));
    const { rows } = await stage.app.test.database.pool.query('select locked from sandbox.session');
    expect(rows.at(-1)?.locked).toBe(false);
  });

  test('lets those inside vote, sees the result, and posts it', async () => {
    const begun = await say('poll Where do we eat? Pizzeria, park, Park', ({ title }) => title === 'Where do we eat?');
    expect([Object.keys(begun.facts), labelsOf(begun)]).toEqual([
      ['Pizzeria', 'park'].map((one) => (one === 'park' ? 'Park' : one)),
      ['Show the result so far', 'End the vote'],
    ]);
    const { rows } = await stage.app.test.database.pool.query('select poll_id, status from sandbox.poll');
    expect(rows.map(({ status }) => status)).toEqual(['open']);
    await stage.app.test.database.pool.query(
      `insert into sandbox.vote (poll_id, participant_id, option)
       select $1, id, case when role = 'moderator' then 0 else 1 end from sandbox.participant where left_at is null`,
      [rows[0]?.poll_id],
    );
    const soFar = await press(begun, 'Show the result so far', says('3 votes so far'));
    expect(soFar.facts.Park).toBe('▰▰▰▰▰▰▰▱▱▱ 2 votes, 67 %');
    const ended = await press(soFar, 'End the vote', says('The vote on “Where do we eat?” has ended with 3 votes.'));
    expect(labelsOf(ended)).toEqual(['Post the result here']);
    await stage.driver.press(ada(), ended, 'Post the result here');
    const posted = await until(
      stage.driver,
      ({ visibleTo, title }) => visibleTo === 'everyone' && title === 'Where do we eat?',
    );
    expect([posted.facts.Pizzeria, labelsOf(posted)]).toEqual(['▰▰▰▱▱▱▱▱▱▱ 1 vote, 33 %', []]);
  });

  test('asks by a form, which says what is wrong at the field', async () => {
    const typed = await stage.driver.say(ada(), 'channel', 'poll');
    const byButton = async () => {
      const prompt = await until(
        stage.driver,
        mine((message) => labelsOf(message).includes('Write the question')),
      );
      return (await stage.driver.press(ada(), prompt, 'Write the question')).form;
    };
    const form = typed.form ?? (await byButton());
    if (!form) throw new Error('no form was opened');
    const wrong = await stage.driver.fillIn(ada(), form, { question: 'Tea?', options: 'Yes\n yes ' });
    expect(wrong.errors?.options).toContain('Write at least two answers that differ');
    await stage.answerTo(
      () => stage.driver.fillIn(ada(), form, { question: 'Tea?', options: 'Yes\nNo' }),
      mine(({ title, text }) => title === 'Tea?' && text.includes('can vote on “Tea?” now')),
    );
  });

  test('has what else there is behind a button: the door, calling people in by a form, and a vote', async () => {
    const who = await say('who', ({ buttons }) => buttons.some(({ label }) => label === 'More…'));
    const more = await press(who, 'More…', ({ title }) => title === 'More for “Weekly sync”');
    expect(labelsOf(more)).toEqual(['Lock', 'Call people in…', 'Poll…']);
    await press(more, 'Lock', says('Nobody else comes into “Weekly sync” now.'));
    await say('unlock', says('People come into “Weekly sync” again.'));
    expect((await stage.driver.press(ada(), more, 'Poll…')).form?.fields).toHaveProperty('question');
    const { form } = await stage.driver.press(ada(), more, 'Call people in…');
    if (!form) throw new Error('no form was opened');
    expect((await stage.driver.fillIn(ada(), form, { people: '' })).errors?.people).toBe('Choose whom to call.');
    await stage.answerTo(
      () => stage.driver.fillIn(ada(), form, { people: bob().userId }),
      mine(({ text }) => /^Bob.* was called into “Weekly sync”\./.test(text)),
    );
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === bob().userId && title === 'Weekly sync');
  });

  test('where nobody is in any more, or nothing was planned, that is said', async () => {
    await say('extend', says('“Weekly sync” has no planned end'));
    await Promise.all(inside.map((one) => one.leave()));
    await inChannel('Ended: Weekly sync', 'When');
    await say('mute Ada', says('No meeting that I started here is on.'));
    await say('poll Again? Yes, no', says('No meeting that I started here is on.'));
  });
});

describe('a planned meeting that takes longer', () => {
  let shift = 0;
  const stage = useStage(createWebDriver, { clock: () => new Date(Date.now() + shift) });
  const ada = () => stage.driver.people.ada;
  const bob = () => stage.driver.people.bob;
  const chat = chatOf(stage, ada);
  beforeAll(async () => {
    await connectIn(stage, ada());
  });

  test('ends later, for everybody; where it would run into the next one of its host, that is asked', async () => {
    const card = await chat.plan('Budget in 8 minutes for 30 min with', [bob()]);
    await chat.plan('Board in 45 minutes');
    shift += 9 * 60_000;
    await goIn(joinLink(card), 'Grace Guest');
    await until(stage.driver, ({ title, facts }) => title === 'Budget' && facts['In the meeting (1)'] !== undefined);
    const longer = await chat.say('extend 5 min', ({ text }) => text.includes('“Budget” was extended by 5 minutes'));
    expect(longer.title).toBe('Budget');
    const told = await until(
      stage.driver,
      ({ visibleTo, text }) => visibleTo === bob().userId && text.includes('has changed “Budget”'),
    );
    expect(told.title).toBeUndefined();
    const question = await chat.say('extend', ({ title }) => title === 'Extend this meeting?');
    expect(JSON.stringify(question.raw)).toContain('Board');
    await chat.press(question, 'Leave it', ({ text }) => text === '“Budget” ends as planned.');
    const again = await chat.say('extend', ({ title }) => title === 'Extend this meeting?');
    await chat.press(again, 'Extend anyway', ({ text }) => text.includes('“Budget” was extended by 15 minutes'));
    const live = await chat.say('who', ({ buttons }) => buttons.some(({ label }) => label === 'More…'));
    const more = await chat.press(live, 'More…', ({ title }) => title === 'More for “Budget”');
    expect(labelsOf(more)).toEqual(['Lock', 'Poll…', '15 min more']);
    await chat.press(more, '15 min more', ({ text }) => text.includes('“Budget” was extended by 15 minutes'));
    await chat.say('extend 9 hours', ({ text }) => text.startsWith('Say by how long'));
    await chat.say('extend tomorrow', ({ text }) => !text.includes('was extended'));
    const { rows } = await stage.app.test.database.pool.query(
      `select minutes from schedule join meeting on meeting.id = schedule.meeting_id where title = 'Budget'`,
    );
    expect(rows).toEqual([{ minutes: 65 }]);
  });
});

describe('a service that does not offer to steer meetings', () => {
  const { stage, service } = useBareStage();
  const ada = () => stage.driver.people.ada;

  test('says so, and nothing breaks', async () => {
    await connectIn(stage, ada());
    const calls = withCalls(service(), () => new Date());
    await stage.driver.say(ada(), 'channel', 'now Alone');
    await until(stage.driver, ({ title }) => title === 'Alone');
    calls.begin(undefined);
    await until(stage.driver, ({ title, facts }) => title === 'Alone' && facts.When?.startsWith('Live since') === true);
    const say = (text: string) =>
      stage.answerTo(
        () => stage.driver.say(ada(), 'channel', text),
        ({ visibleTo }) => visibleTo === ada().userId,
      );
    expect(labelsOf(await say('who'))).toEqual(['Join meeting', 'More…', 'End for everybody']);
    for (const line of ['lock', 'mute Grace', 'remove Grace', 'poll Lunch? Yes, no'])
      expect((await say(line)).text).toMatch(/does not offer (?:steering a running meeting from the chat|polls)/);
  });
});
