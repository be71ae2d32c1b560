import { DeliveryError } from '../../src/core/errors.ts';
import { createMemory } from '../../src/core/memory.ts';
import type { Clock } from '../../src/core/ports.ts';
import { type Connector, ConnectorError, type Member } from './connector.ts';
import type { ConversationReferences, StoredReference } from './references.ts';

/** The one-to-one chats with people: finding or opening them, and who the roster says is in them. */
export interface OneToOne {
  /** Does something in the chat with this person. Whoever cannot be reached any more is forgotten. Throws `DeliveryError`. */
  within<Done>(
    tenantId: string,
    userId: string,
    act: (serviceUrl: string, conversation: string) => Promise<Done>,
  ): Promise<Done>;
  /** Undefined where the roster cannot be asked, or speaks of somebody else. */
  member(reference: StoredReference): Promise<Member | undefined>;
  /** Whether this person is still in the organisation; undefined where Teams does not say. Not remembered. */
  remains(reference: StoredReference): Promise<boolean | undefined>;
}

/** Blocked, removed, switched off by an administrator, or gone (learn.microsoft.com, "Status codes from bot conversational APIs"). */
const gone = [403, 404];

export function createOneToOne(deps: {
  readonly connector: Connector;
  readonly references: ConversationReferences;
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly clock: Clock;
}): OneToOne {
  const { connector, references, clock } = deps;
  const members = createMemory<Member>({ milliseconds: 60 * 60_000, most: 10_000 });

  async function open(known: StoredReference): Promise<string> {
    const { tenantId, serviceUrl, memberId } = known;
    const conversation = await connector.open(serviceUrl, tenantId, known.botId || deps.botId, memberId);
    await references.save({ ...known, conversation });
    return conversation;
  }

  return {
    async within(tenantId, userId, act) {
      const known = await references.find(tenantId, userId);
      if (!known) throw new DeliveryError('refused', 'this person has not met the bot yet, or has removed it');
      try {
        return await act(known.serviceUrl, known.conversation ?? (await open(known)));
      } catch (error) {
        if (error instanceof ConnectorError && gone.includes(error.status)) await references.forget(tenantId, userId);
        throw error;
      }
    },

    async remains(known) {
      const conversation = known.conversation ?? (await open(known).catch(() => undefined));
      if (conversation === undefined) return undefined;
      try {
        await connector.member(known.serviceUrl, conversation, known.memberId);
        return true;
      } catch (error) {
        // What stops the bot is another thing than that there is no such person any more.
        if (error instanceof ConnectorError) return error.status === 404 ? false : undefined;
        throw error;
      }
    },

    async member(known) {
      const key = `${known.tenantId}/${known.userId}`;
      const remembered = members.get(key, clock().getTime());
      if (remembered) return remembered;
      try {
        const conversation = known.conversation ?? (await open(known));
        const member = await connector.member(known.serviceUrl, conversation, known.memberId);
        const same = member.userId === known.userId && (member.tenantId ?? known.tenantId) === known.tenantId;
        if (!same) return undefined;
        members.set(key, member, clock().getTime());
        return member;
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        return undefined;
      }
    },
  };
}
