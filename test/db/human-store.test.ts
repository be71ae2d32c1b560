import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Identity } from '../../src/core/invocation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { createSignIns, type SignIns } from '../support/sign-ins.ts';

let scratch: TestDatabase;
let people: SignIns;
beforeEach(async () => {
  scratch = await testDatabase();
  people = createSignIns(scratch);
});
afterEach(() => scratch.drop());

const ada: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'ada' };
const mallory: Identity = { platform: 'teams', workspaceId: 'tenant', userId: 'mallory' };

/** Both hold one account, and the second one is asked. */
async function asked() {
  await people.connected(ada);
  const link = await people.connected(mallory);
  const ask = () => people.humans.ask(mallory, link.id, randomUUID, new Date());
  const [question] = await ask();
  if (!question) throw new Error('no question');
  const answer = (who: Identity, yes: boolean) => people.humans.answer(question.id, who, yes, new Date());
  return { ask, answer };
}

test('answers at once, more than there are connections, do not hold each other up', async () => {
  const { answer } = await asked();
  const answers = await Promise.all(Array.from({ length: 15 }, () => answer(mallory, true)));
  expect(answers.filter((one) => one?.said === 'now')).toHaveLength(1);
});

test('a second yes of one side changes nothing, and says so', async () => {
  const { answer } = await asked();
  expect(await answer(mallory, true)).toMatchObject({ state: 'half', said: 'now' });
  expect(await answer(mallory, true)).toMatchObject({ state: 'half', said: 'again' });
});

test('whoever was told no cannot ask again, not by separating either', async () => {
  const { ask, answer } = await asked();
  await answer(mallory, true);
  expect(await answer(ada, false)).toMatchObject({ state: 'two' });
  expect(await ask()).toEqual([]);
  await people.humans.separate(mallory);
  expect(await ask()).toEqual([]);
});

test('what both have said stays until one of them separates', async () => {
  const { answer } = await asked();
  await answer(mallory, true);
  await answer(ada, true);
  expect(await answer(ada, false)).toMatchObject({ state: 'one', said: 'again' });
  expect(await people.humans.others(ada)).toMatchObject([{ identity: mallory }]);
  await people.humans.separate(ada);
  expect(await people.humans.others(ada)).toEqual([]);
});
