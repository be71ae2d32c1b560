import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, ChatPlace, Log } from '../../src/core/ports.ts';
import { someAtOnce } from '../../src/core/some-at-once.ts';
import { toAddress } from './address.ts';
import { type Connector, ConnectorError } from './connector.ts';
import type { Installations, SharedPlace } from './installations.ts';

/** Of the teams and group chats with the app, so many are looked at, some at the same time. */
const mostLooked = 20;
const atOnce = 5;

/** The channels of the teams with the app that somebody is in, and the group chats with it. */
export function createPlaces({
  connector,
  installations,
  log,
}: {
  readonly connector: Connector;
  readonly installations: Pick<Installations, 'shared'>;
  readonly log: Log;
}): NonNullable<Chat['places']> {
  return async (person, most) => {
    const shared = await installations.shared(person.workspaceId, mostLooked);
    const found = await someAtOnce(atOnce, shared, (one) => inside(one, person));
    return found
      .flat()
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
      .slice(0, most);
  };

  /** Nothing where they are not in it, or Teams does not tell of it. */
  async function inside(shared: SharedPlace, { workspaceId: tenantId, userId }: Identity): Promise<ChatPlace[]> {
    const { conversation, serviceUrl, kind, name } = shared;
    const placeOf = (id: string, shown: string): ChatPlace => ({
      ...{ place: id, name: shown },
      at: toAddress({ serviceUrl, conversation: id, tenantId, personal: false, user: userId }),
    });
    try {
      await connector.member(serviceUrl, conversation, userId);
      if (kind === 'group') return [placeOf(conversation, name ?? 'Group chat')];
      const channels = await connector.channels(serviceUrl, conversation);
      return channels.map(({ id, name: channel = 'General' }) =>
        placeOf(id, name === undefined ? channel : `${name}, ${channel}`),
      );
    } catch (error) {
      if (error instanceof ConnectorError && error.status === 404) return [];
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error: error.message }, 'Teams does not say who is in a team, or what channels it has');
      return [];
    }
  }
}
