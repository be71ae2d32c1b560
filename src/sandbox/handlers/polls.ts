import { and, asc, count, eq } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { sees } from '../caller.ts';
import { account, poll, room, vote } from '../schema.ts';
import { objectId } from '../world.ts';
import type { Handled, Handlers } from './handler.ts';
import { roomSeen } from './rooms.ts';

type Poll = typeof poll.$inferSelect;

export const polls: Handlers<'createPoll' | 'listPolls' | 'openPoll' | 'closePoll' | 'getPollResults' | 'deletePoll'> =
  {
    async createPoll({ world, caller, appType, parameters, input }) {
      const { room: place } = await roomSeen(world, caller, parameters.room_id ?? '', eq(room.appType, appType));
      const row = { pollId: objectId(), roomId: place.roomId, ...input, createdAt: world.clock() };
      const [added] = await world.orm.insert(poll).values(row).returning();
      return { poll: added && toPoll(added) };
    },

    async listPolls({ world, caller, appType, parameters }) {
      const { room: place } = await roomSeen(world, caller, parameters.room_id ?? '', eq(room.appType, appType));
      const rows = await world.orm
        .select()
        .from(poll)
        .where(eq(poll.roomId, place.roomId))
        .orderBy(asc(poll.createdAt), asc(poll.pollId));
      return { polls: rows.map(toPoll) };
    },

    openPoll: (call) => move(call, ['draft', 'closed'], 'open'),
    closePoll: (call) => move(call, ['open'], 'closed'),

    async getPollResults(call) {
      const found = await find(call);
      const votes = await call.world.orm
        .select({ option: vote.option, all: count() })
        .from(vote)
        .where(eq(vote.pollId, found.pollId))
        .groupBy(vote.option);
      const of = new Map(votes.map(({ option, all }) => [option, all]));
      return {
        poll: toPoll(found),
        results: found.options.map((option, index) => ({ option, votes: of.get(index) ?? 0 })),
      };
    },

    async deletePoll(call) {
      const found = await find(call);
      await call.world.orm.delete(poll).where(eq(poll.pollId, found.pollId));
      return { msg: 'The poll has been deleted' };
    },
  };

async function find({ world, caller, appType, parameters }: Handled<undefined>): Promise<Poll> {
  const [found] = await world.orm
    .select({ poll })
    .from(poll)
    .innerJoin(room, eq(room.roomId, poll.roomId))
    .innerJoin(account, eq(account.id, room.userId))
    .where(and(eq(poll.pollId, parameters.poll_id ?? ''), eq(room.appType, appType), sees(caller)));
  if (!found) throw refusals.notFound('The poll');
  return found.poll;
}

async function move(call: Handled<undefined>, from: readonly Poll['status'][], to: Poll['status']) {
  const found = await find(call);
  if (!from.includes(found.status)) throw refusals.notNow(`The poll is ${found.status}`);
  await call.world.orm.update(poll).set({ status: to }).where(eq(poll.pollId, found.pollId));
  return { poll: toPoll({ ...found, status: to }) };
}

function toPoll({ pollId, roomId, question, options, status }: Poll) {
  return { poll_id: pollId, room_id: roomId, question, options, status };
}
