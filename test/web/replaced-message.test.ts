import { beforeAll, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage(createWebDriver);
const ada = chatOf(stage, () => stage.driver.people.ada);
const bob = () => stage.driver.people.bob;
beforeAll(() => connectIn(stage, stage.driver.people.ada));

test('what is pressed on a card that was replaced in the same moment is done by the same button of what it is now', async () => {
  const draft = await ada.say(
    `sculling on ${dayAhead(30).said} at 10:00 with`,
    (one) => labelsOf(one).includes('Schedule'),
    [bob()],
  );
  await ada.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
  const isIt = ({ visibleTo, title }: SeenMessage) => visibleTo === bob().userId && title === 'sculling';
  const before = await until(stage.driver, isIt);
  const question = await ada.say('move sculling to 11:00', (message) => labelsOf(message).includes('Move it'));
  await ada.press(question, 'Move it', ({ text }) => text.startsWith('Changed'));
  const after = await until(stage.driver, (message) => isIt(message) && message.facts.When?.includes('11:00') === true);
  await stage.app.app.idle();
  expect(after.id).toBe(before.id);
  const { status } = await stage.driver.press(bob(), before, 'Maybe');
  expect(status).toBe(200);
  await until(stage.driver, (message) => isIt(message) && message.text.includes('You may be coming'));

  // The draft has become a meeting: there is nothing to schedule on it any more.
  const late = await stage.driver.press(stage.driver.people.ada, draft, 'Schedule');
  expect(late.status).toBe(409);
  expect(late.body).toContain('“Schedule” is not on this message any more: look at what it says now');
});
