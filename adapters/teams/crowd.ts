import type { Address } from '../../src/core/address.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import { createMemory } from '../../src/core/memory.ts';
import type { Chat, Clock, Crowd, Log } from '../../src/core/ports.ts';
import { fromAddress } from './address.ts';
import type { Connector } from './connector.ts';
import { rosterOf } from './roster.ts';

/** So old may a number be. */
const lifeMilliseconds = 10 * 60_000;

/** The channel or group chat, for whatever is decided for it. */
export function placeAt(at: Address): string | undefined {
  const { conversation, personal } = fromAddress(at);
  return personal ? undefined : rosterOf(conversation);
}

/**
 * How many are in a channel or group chat: the first page of its roster, which is everybody where they are five hundred at most. What
 * several people ask at the same time is asked once.
 */
export function createCrowd({
  connector,
  clock,
  log,
}: {
  readonly connector: Connector;
  readonly clock: Clock;
  readonly log: Log;
}): NonNullable<Chat['crowd']> {
  const known = createMemory<Promise<Crowd | undefined>>({ milliseconds: lifeMilliseconds, most: 10_000 });

  return async (at) => {
    const { serviceUrl, tenantId, isPrivate } = fromAddress(at);
    const place = placeAt(at);
    if (place === undefined) return undefined;
    const key = `${tenantId}/${place}`;
    const now = clock().getTime();
    const before = known.get(key, now);
    const found = before ?? look(serviceUrl, place);
    if (!before) known.set(key, found, now);
    const crowd = await found;
    return crowd && isPrivate !== undefined ? { ...crowd, isPrivate } : crowd;
  };

  async function look(serviceUrl: string, place: string): Promise<Crowd | undefined> {
    try {
      const { members, continuationToken } = await connector.members(serviceUrl, place);
      return { place, members: members.length, isMore: continuationToken !== undefined };
    } catch (error) {
      // No number stands in the way of a meeting.
      if (!(error instanceof DeliveryError) || error.kind === 'retry')
        log.warn({ error }, 'Teams does not say just now how many are there');
      return undefined;
    }
  }
}
