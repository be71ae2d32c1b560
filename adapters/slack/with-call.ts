import { createMemory } from '../../src/core/memory.ts';
import type { Clock } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/reply.ts';
import { refusedAs } from './api.ts';

/** What Slack says of blocks that it does not take. */
const notTaken = new Set(['invalid_blocks', 'invalid_blocks_format', 'invalid_arguments']);
/** A call that Slack did not take in a message is not shown for so long. */
const untakenMilliseconds = 60 * 60_000;

/** Sends a message with its call where there is one, and without it where Slack does not take that. */
export type WithCall = <Answer>(reply: Reply, send: (reply: Reply) => Promise<Answer>) => Promise<Answer>;

/** A call that Slack does not know any more must not keep a card from being true. It is not tried again with each edit. */
export function createWithCall(clock: Clock): WithCall {
  const untaken = createMemory<true>({ milliseconds: untakenMilliseconds, most: 10_000 });
  return async (reply, send) => {
    const { nativeCall } = reply;
    const without = { ...reply, nativeCall: undefined };
    if (nativeCall === undefined || untaken.get(nativeCall, clock().getTime())) return send(without);
    try {
      return await send(reply);
    } catch (error) {
      if (!refusedAs(error, notTaken)) throw error;
      untaken.set(nativeCall, true, clock().getTime());
      return send(without);
    }
  };
}
