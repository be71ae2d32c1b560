import { z } from 'zod';
import type { Address } from '../../src/core/address.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import { createMemory } from '../../src/core/memory.ts';
import type { Chat, Clock, Crowd, Log } from '../../src/core/ports.ts';
import { fromAddress } from './address.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

/** So old may a number be: channels grow slowly, and it only matters whether they are large at all. */
const lifeMilliseconds = 10 * 60_000;

const info = z.object({
  channel: z.object({
    name: z.string().optional(),
    num_members: z.number().optional(),
    is_private: z.boolean().optional(),
  }),
});

/** The channel, for whatever is decided for it. */
export function placeAt(at: Address): string | undefined {
  const { channel, direct } = fromAddress(at);
  return direct || channel.startsWith('D') ? undefined : channel;
}

/**
 * How many are in a channel, by one call (docs.slack.dev, conversations.info) that Slack allows some fifty times a minute. That it is not
 * told, for want of a scope or of being a member, is remembered as well. What several people ask at the same time is asked once.
 */
export function createCrowd({
  apis,
  clock,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly clock: Clock;
  readonly log: Log;
}): NonNullable<Chat['crowd']> {
  const known = createMemory<Promise<Crowd | undefined>>({ milliseconds: lifeMilliseconds, most: 10_000 });

  return async (at) => {
    const { workspace } = fromAddress(at);
    const channel = placeAt(at);
    if (workspace === undefined || channel === undefined) return undefined;
    const key = `${workspace}/${channel}`;
    const now = clock().getTime();
    const before = known.get(key, now);
    if (before) return before;
    const found = look(workspace, channel);
    known.set(key, found, now);
    return found;
  };

  async function look(workspace: string, channel: string): Promise<Crowd | undefined> {
    try {
      const answer = await apis.of(workspace).read('conversations.info', { channel, include_num_members: 'true' });
      const { name, num_members: members, is_private: isPrivate } = info.safeParse(answer).data?.channel ?? {};
      return members === undefined ? undefined : { place: channel, name: name && `#${name}`, members, isPrivate };
    } catch (error) {
      // That a scope was left out is nothing to be told of time and again; and no number stands in the way of a meeting.
      if (!(error instanceof DeliveryError) || error.kind === 'retry')
        log.warn({ workspace, error }, 'Slack does not say just now how many are in a channel');
      return undefined;
    }
  }
}
