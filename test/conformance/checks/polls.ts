import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import { enter, makeHeldMeeting, makeSignedIn } from '../calls.ts';
import type { Check, CheckContext } from '../context.ts';
import { refuses, unknownId } from '../expect.ts';
import { makeMeeting, makePoll, mark } from '../things.ts';

/** As the list of the room has it. */
async function statusOf({ app }: CheckContext, api: AccountApi, room_id: string, poll_id: string) {
  const { polls: rows } = await api.listPolls({ room_id }, app);
  const found = rows.find((row) => row.poll_id === poll_id);
  assert.ok(found, 'the poll is listed');
  return found.status;
}

/** How many votes each option has. */
async function votesOf({ app }: CheckContext, api: AccountApi, poll_id: string): Promise<readonly number[]> {
  const { poll, results } = await api.getPollResults({ poll_id }, app);
  assert.equal(poll.poll_id, poll_id);
  assert.deepEqual(
    results.map(({ option }) => option),
    poll.options,
  );
  return results.map(({ votes }) => votes);
}

/** The poll is not there for the caller. */
async function refusesPoll({ app }: CheckContext, api: AccountApi, poll_id: string): Promise<void> {
  await refuses(api.openPoll({ poll_id }, app), 404);
  await refuses(api.closePoll({ poll_id }, app), 404);
  await refuses(api.getPollResults({ poll_id }, app), 404);
  await refuses(api.deletePoll({ poll_id }, app), 404);
}

/** Questions to those in a room. */
export const polls: readonly Check[] = [
  {
    name: 'A poll is created, listed, opened, closed and deleted',
    group: 'polls',
    routes: ['createPoll', 'listPolls', 'openPoll', 'closePoll', 'getPollResults', 'deletePoll'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { app } = context;
      const { room_id } = await makeMeeting(context, user);
      assert.deepEqual((await user.listPolls({ room_id }, app)).polls, []);
      const options = ['Red', 'Green', 'Blue'];
      const { poll_id, question } = await makePoll(context, user, room_id, options);
      const { poll_id: other } = await makePoll(context, user, room_id);
      await makePoll(context, user, (await makeMeeting(context, user)).room_id);
      const { polls: rows } = await user.listPolls({ room_id }, app);
      assert.deepEqual(rows.map((row) => row.poll_id).toSorted(), [poll_id, other].toSorted());
      const row = rows.find((one) => one.poll_id === poll_id);
      assert.deepEqual([row?.question, row?.options, row?.status], [question, options, 'draft']);
      await user.openPoll({ poll_id }, app);
      assert.equal(await statusOf(context, user, room_id, poll_id), 'open');
      assert.equal(await statusOf(context, user, room_id, other), 'draft', 'the other one is not opened');
      await user.closePoll({ poll_id }, app);
      assert.equal(await statusOf(context, user, room_id, poll_id), 'closed');
      assert.deepEqual(await votesOf(context, user, poll_id), [0, 0, 0]);
      await user.deletePoll({ poll_id }, app);
      await refusesPoll(context, user, poll_id);
      const { polls: left } = await user.listPolls({ room_id }, app);
      assert.deepEqual(
        left.map((one) => one.poll_id),
        [other],
      );
    },
  },
  {
    name: 'Only what is not open is opened, and only what is open is closed',
    group: 'polls',
    routes: ['openPoll', 'closePoll'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { app } = context;
      const { room_id } = await makeMeeting(context, user);
      const { poll_id } = await makePoll(context, user, room_id);
      await refuses(user.closePoll({ poll_id }, app), 1002);
      assert.equal(await statusOf(context, user, room_id, poll_id), 'draft');
      await user.openPoll({ poll_id }, app);
      await refuses(user.openPoll({ poll_id }, app), 1002);
      assert.equal(await statusOf(context, user, room_id, poll_id), 'open');
      await user.closePoll({ poll_id }, app);
      await refuses(user.closePoll({ poll_id }, app), 1002);
    },
  },
  {
    name: 'What is wrong with a poll is named',
    group: 'polls',
    routes: ['createPoll', 'listPolls'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { app } = context;
      const { room_id } = await makeMeeting(context, user);
      const eleven = Array.from({ length: 11 }, (_, index) => `Option ${index}`);
      for (const options of [[], ['The only one'], eleven, ['Yes', '']]) {
        const wrong = user.createPoll({ room_id, question: mark(), options }, app);
        await refuses(wrong, { result: 406, field: 'options' });
      }
      const noQuestion = user.createPoll({ room_id, question: '', options: ['Yes', 'No'] }, app);
      await refuses(noQuestion, { result: 406, field: 'question' });
      assert.deepEqual((await user.listPolls({ room_id }, app)).polls, []);
    },
  },
  {
    name: 'A poll of a room that is not there, or is somebody else’s, cannot be seen or moved',
    group: 'polls',
    routes: ['createPoll', 'listPolls', 'openPoll', 'closePoll', 'getPollResults', 'deletePoll'],
    writes: true,
    roles: ['customer', 'user'],
    async run(context) {
      const user = await context.as('user');
      const stranger = await makeSignedIn(context);
      const { room_id } = await makeMeeting(context, user);
      const { poll_id } = await makePoll(context, user, room_id);
      await refusesPoll(context, stranger, poll_id);
      await refusesPoll(context, user, unknownId);
      for (const [api, place] of [[stranger, room_id] as const, [user, unknownId] as const]) {
        await refuses(api.listPolls({ room_id: place }, context.app), 404);
        const made = api.createPoll({ room_id: place, question: mark(), options: ['Yes', 'No'] }, context.app);
        await refuses(made, 404);
      }
      assert.equal(await statusOf(context, user, room_id, poll_id), 'draft', 'nothing has happened to it');
    },
  },
  {
    name: 'Votes count while the poll is open, and a second one replaces the first',
    group: 'polls',
    routes: ['openPoll', 'closePoll', 'getPollResults'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const user = await context.as('user');
      const { app, hands } = context;
      const { room_id } = await makeHeldMeeting(context, user);
      const { poll_id } = await makePoll(context, user, room_id, ['Tea', 'Coffee', 'Water']);
      const ann = await enter(context, room_id, 'Ann');
      const ben = await enter(context, room_id, 'Ben');
      // Whether such a vote is refused or passed over in silence is not said.
      const voteInVain = () => hands.vote(room_id, ben, poll_id, 2).catch(() => undefined);
      await voteInVain();
      await user.openPoll({ poll_id }, app);
      assert.deepEqual(await votesOf(context, user, poll_id), [0, 0, 0]);
      await hands.vote(room_id, ann, poll_id, 0);
      await hands.vote(room_id, ben, poll_id, 0);
      assert.deepEqual(await votesOf(context, user, poll_id), [2, 0, 0]);
      await hands.vote(room_id, ann, poll_id, 1);
      assert.deepEqual(await votesOf(context, user, poll_id), [1, 1, 0]);
      await user.closePoll({ poll_id }, app);
      await voteInVain();
      assert.deepEqual(await votesOf(context, user, poll_id), [1, 1, 0]);
    },
  },
];
