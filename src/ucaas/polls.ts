import type { z } from 'zod';
import type { PollResult, Polls } from '../core/ucaas.ts';
import { appTypeOf, type Own, unless } from './own.ts';
import type { Routes } from './routes/index.ts';

/** Votes in the rooms that one account sees. */
export function pollsOf({ api }: Own): Polls {
  return {
    async openPoll({ application, roomId: room_id }, { question, options }, isAgain) {
      const app = { appType: appTypeOf[application] };
      const isThis = (one: { question: string; options: string[]; status?: string }) =>
        one.question === question && one.status !== 'closed' && one.options.join('\n') === options.join('\n');
      const before = isAgain ? (await api.listPolls({ room_id }, app)).polls.find(isThis) : undefined;
      const poll = before ?? (await api.createPoll({ room_id, question, options: [...options] }, app)).poll;
      if (poll.status !== 'open') await api.openPoll({ poll_id: poll.poll_id }, app);
      return poll.poll_id;
    },

    async closePoll(application, pollId) {
      const app = { appType: appTypeOf[application] };
      // One that has ended already is refused; what it says afterwards is what counts.
      const closed = await unless(
        ['not_found'],
        unless(['refused'], api.closePoll({ poll_id: pollId }, app), () => true),
        () => false,
      );
      return closed === false ? undefined : result(application, pollId);
    },

    pollResult: result,
  };

  async function result(application: keyof typeof appTypeOf, pollId: string): Promise<PollResult | undefined> {
    const app = { appType: appTypeOf[application] };
    const found = await unless(['not_found'], api.getPollResults({ poll_id: pollId }, app), () => undefined);
    return found && toResult(found);
  }
}

function toResult({ poll, results }: z.output<Routes['getPollResults']['response']>): PollResult {
  return {
    question: poll.question,
    isOpen: poll.status === 'open',
    votes: results.map(({ option, votes: count }) => ({ option, count })),
  };
}
