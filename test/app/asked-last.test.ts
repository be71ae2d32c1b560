import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../contract/driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const says = (words: string) => (message: SeenMessage) => message.text.includes(words);
const titled = (wanted: string) => (message: SeenMessage) => message.title === wanted;
const isInvitation = (message: SeenMessage) => labelsOf(message).includes('Maybe');
const isDraft = (message: SeenMessage) => labelsOf(message).includes('Schedule');

describe.each(everywhere)('what is said answers what was asked last on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const bob = chatOf(stage, () => stage.driver.people.bob);
  const answersOfBob = async () => {
    const { rows } = await stage.app.test.database.pool.query(
      'select answer from invitee where not is_host and user_id is not null',
    );
    return rows.map(({ answer }) => answer);
  };
  beforeAll(async () => {
    await connectIn(stage, stage.driver.people.ada);
    await connectIn(stage, stage.driver.people.bob);
    const invited = bob.next(
      () => ada.plan(`quick sync on ${dayAhead(20).said} at 9:30 with`, [stage.driver.people.bob]),
      isInvitation,
    );
    await bob.press(await invited, 'No', says('quick sync'));
    expect(await answersOfBob()).toEqual(['no']);
    const people = [
      'Dup Duarte dup',
      'Gil Gomes gil',
      'Mia Mueller mia',
      'Jose A josea',
      'Jose B joseb',
      'Jose C josec',
      'Kim A kima',
      'Kim B kimb',
    ];
    for (const one of people) await bob.say(`contacts add ${one}@example.com`, says('contacts'));
    await bob.say('groups add Crowd', says('Crowd'));
    await bob.plan(`photo club on ${dayAhead(25).said} at 9:30`);
  });

  test.each([
    { ask: 'contacts remove dup', asks: 'from your contacts', say: 'yes', told: 'Dup Duarte' },
    { ask: 'contacts remove gil', asks: 'from your contacts', say: 'remove it', told: 'Gil Gomes' },
    { ask: 'groups remove crowd', asks: 'Remove the group', say: 'yes please', told: 'Crowd' },
    { ask: 'contacts muellr', asks: 'Did you mean this one?', say: 'yes', told: 'Mueller' },
    { ask: 'contacts remove jose', asks: 'Which one do you mean?', say: 'the second one', told: 'Remove Jose B' },
    { ask: 'contacts remove jose', asks: 'Which one do you mean?', say: 'josec@example.com', told: 'Jose C' },
    { ask: 'contacts remove jose', asks: 'Which one do you mean?', say: 'none of them', told: 'nothing was changed' },
    { ask: 'contacts remove jose', asks: 'Which one do you mean?', say: 'yes', told: 'is still open' },
    { ask: 'contacts remove mueller', asks: 'from your contacts', say: 'no', told: 'Nothing was removed' },
    { ask: 'contacts remove mueller', asks: 'from your contacts', say: 'never mind', told: 'Nothing was removed' },
    { ask: 'contacts remove mueller', asks: 'from your contacts', say: 'maybe', told: 'is still open' },
    { ask: 'forget everything', asks: 'delete', say: 'yes', told: 'press one of its buttons' },
    { ask: 'lisst', asks: 'There is no command', say: 'yes', told: 'press one of its buttons' },
    { ask: 'invite nosuch to photo club', asks: 'nobody called', say: 'real@example.com', told: 'real@example.com' },
    { ask: 'invite nosuch to photo club', asks: 'nobody called', say: 'leave out', told: 'nothing was changed' },
    { ask: 'invite nosuch to photo club', asks: 'nobody called', say: 'yes', told: 'is still open' },
    { ask: 'invite kim to photo club', asks: 'Which one do you mean?', say: 'the first one', told: 'Kim A' },
    { ask: 'invite kim to photo club', asks: 'Which one do you mean?', say: 'kimb@example.com', told: 'Kim B' },
    { ask: 'show photo club', asks: 'photo club', say: 'make it longer', told: 'how “photo club” is to change' },
    {
      ...{ ask: 'show photo club', asks: 'photo club', say: 'invite real@example.com to photo club' },
      told: 'real@example.com is invited to “photo club” already',
    },
  ])('“$ask”, and “$say”', async ({ ask, asks, say, told }) => {
    await bob.say('show quick sync', isInvitation);
    await bob.say(ask, says(asks));
    await bob.say(say, says(told));
    expect(await answersOfBob()).toEqual(['no']);
  });

  test('a draft that nothing is asked about is what is said yes to; maybe and no make nothing, and no invitation is answered', async () => {
    await bob.say('show quick sync', isInvitation);
    await bob.say(`regatta on ${dayAhead(31).said} at 12:00`, isDraft);
    await bob.say('maybe', says('press Schedule'));
    await bob.say('no', says('What is to be different?'));
    expect(await answersOfBob()).toEqual(['no']);
    await bob.say('yes', (message) => labelsOf(message).includes('Join meeting'));
    expect(await answersOfBob()).toEqual(['no']);
    await bob.say('show quick sync', isInvitation);
    await bob.say('yes', says('quick sync'));
    expect(await answersOfBob()).toEqual(['yes']);
  });
});

describe.each(everywhere)('a question that was answered is not there to be pressed any more on %s', (name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const seen = async (id: string) => (await stage.driver.messages()).find((message) => message.id === id);
  const asksWhether = (message: SeenMessage) =>
    /^(?:Cancel meeting|Move it|The whole)/.test(labelsOf(message)[0] ?? '');
  beforeAll(() => connectIn(stage, stage.driver.people.ada));

  test('its card says so, be it answered in words or asked anew; a press that comes too late does nothing', async () => {
    await ada.plan(`pilot check on ${dayAhead(21).said} at 9:30`);
    const asked = await ada.say('cancel pilot check', asksWhether);
    const late = () => stage.driver.press(stage.driver.people.ada, asked, 'Cancel meeting');
    await ada.say('no', says('stays as it is'));
    await stage.app.app.idle();
    expect(await seen(asked.id)).toMatchObject({ text: 'Answered below.', buttons: [] });
    // The playground takes no press that is not there any more.
    if (name === 'the playground') await late();
    else await ada.next(late, says('not open any more'));
    await ada.say('show pilot check', titled('pilot check'));

    const first = await ada.say('move pilot check to 11:00', asksWhether);
    const other = await ada.say('cancel pilot check', asksWhether);
    const second = await ada.say('move pilot check to 12:00', asksWhether);
    await stage.app.app.idle();
    // Whether it is the same that is asked below, or something else about the same meeting.
    for (const { id } of [first, other])
      expect(await seen(id)).toMatchObject({ text: 'Replaced by the question below.', buttons: [] });
    const moved = await ada.press(second, 'Move it', says('Changed'));
    expect(moved.text).toContain('12:00');
    // What a press has answered stays as it is, whatever is asked later.
    const kept = await ada.press(await ada.say('cancel pilot check', asksWhether), 'Keep it', says('stays as it is'));
    await ada.say('cancel pilot check', asksWhether);
    await ada.say('yes', ({ title }) => title?.startsWith('Cancelled') === true);
    await stage.app.app.idle();
    expect((await seen(kept.id))?.text).toContain('stays as it is');
  });
});
