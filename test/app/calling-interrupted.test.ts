import { beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { connectIn } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage(createSlackDriver);
const ada = () => stage.driver.people.ada;
const bob = () => stage.driver.people.bob;
let chen: Identity;

beforeAll(async () => {
  chen = stage.driver.welcome();
  await connectIn(stage, ada());
});

const query = (text: string) => stage.app.test.database.pool.query(text);
const cardsOf = async ({ userId }: Identity) => {
  await stage.app.app.idle();
  return (await stage.driver.messages()).filter(({ visibleTo, title }) => visibleTo === userId && title === 'Standup');
};
const toAda = (words: string) =>
  until(stage.driver, ({ visibleTo, text }: SeenMessage) => visibleTo === ada().userId && text.includes(words));

/** The database takes down whom a command calls, and is gone before it takes down what it decided; then it is run again. */
async function interrupted(text: string, mentioned: readonly Identity[]): Promise<void> {
  await query('create trigger fails before insert on effect for each row execute function fails()');
  await stage.driver.say(ada(), 'channel', text, mentioned);
  await stage.app.app.idle();
  await query('drop trigger fails on effect');
  expect(stage.app.log.lines.some(({ message }) => message === 'an invocation was interrupted')).toBe(true);
  await query("update invocation set lease_until = now() where state = 'running'");
}

test('whoever was called before is not called again by a command that is run again, and those whom it names first are called once', async () => {
  await query("create function fails() returns trigger language plpgsql as $$ begin raise 'gone'; end $$");
  await stage.driver.say(ada(), 'channel', 'now Standup');
  await until(stage.driver, ({ title }) => title === 'Standup');
  await stage.driver.say(ada(), 'channel', 'call in', [bob()]);
  await toAda('Bob was called into “Standup”.');
  const [card] = await cardsOf(bob());
  if (!card) throw new Error('Bob has no card');
  await stage.driver.press(bob(), card, 'Can’t');
  await until(stage.driver, ({ facts }) => facts.Invited?.includes('can’t') === true);

  await interrupted('call in', [bob(), chen]);
  expect((await toAda('Chen')).text).toMatch(
    /^Chen\S* was called into “Standup”\. Bob has answered already, or been called twice/,
  );
  expect([(await cardsOf(bob())).length, (await cardsOf(chen)).length]).toEqual([1, 1]);

  await interrupted('call again', []);
  expect((await toAda('once more')).text).toMatch(/^Chen\S* was called into “Standup” once more\.$/);
  expect([(await cardsOf(bob())).length, (await cardsOf(chen)).length]).toEqual([1, 2]);
  const invited = await until(stage.driver, ({ visibleTo, title }) => visibleTo === 'everyone' && title === 'Standup');
  expect(invited.facts.Invited?.match(/Chen/g)).toHaveLength(1);
});
