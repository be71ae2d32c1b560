import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, OutgoingMessage, PostedMessage } from '../../src/core/ports.ts';
import { fromAddress, fromReference, toReference } from './address.ts';
import type { Connector } from './connector.ts';
import type { ConversationReferences } from './references.ts';
import { render } from './render.ts';

/** The arrow out. A private answer always goes to the one-to-one chat: a channel of Teams keeps no secrets. */
export function createTeamsChat({
  connector,
  references,
  botId,
}: {
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly connector: Connector;
  readonly references: ConversationReferences;
}): Chat {
  async function put(serviceUrl: string, conversation: string, { reply }: OutgoingMessage): Promise<PostedMessage> {
    const activity = await connector.post(serviceUrl, conversation, render(reply));
    return { reference: toReference({ serviceUrl, conversation, activity }) };
  }

  async function direct({ workspaceId: tenantId, userId }: Identity, message: OutgoingMessage): Promise<PostedMessage> {
    const known = await references.find(tenantId, userId);
    if (!known) throw new DeliveryError('refused', 'this person has not met the bot yet');
    const { serviceUrl, memberId } = known;
    const conversation =
      known.conversation ?? (await connector.open(serviceUrl, tenantId, known.botId || botId, memberId));
    if (!known.conversation) await references.save({ ...known, conversation });
    try {
      return await put(serviceUrl, conversation, message);
    } catch (error) {
      if (error instanceof DeliveryError && error.kind === 'refused') await references.forget(tenantId, userId);
      throw error;
    }
  }

  /** Nobody for whoever is not a member, a bot for instance. */
  async function known(serviceUrl: string, conversation: string, id: string) {
    try {
      return [{ id, ...(await connector.member(serviceUrl, conversation, id)) }];
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return [];
    }
  }

  return {
    platform: 'teams',

    post(to, message) {
      const { serviceUrl, conversation, personal } = fromAddress(to);
      const openly = message.reply.visibleTo === 'everyone' || personal;
      return openly ? put(serviceUrl, conversation, message) : direct(message.caller, message);
    },

    async replace(reference, _to, { reply }) {
      const { serviceUrl, conversation, activity } = fromReference(reference);
      await connector.update(serviceUrl, conversation, activity, render(reply));
      return { reference };
    },

    direct,

    async profile({ workspaceId, userId }) {
      const found = await references.find(workspaceId, userId);
      const { serviceUrl, conversation, memberId } = found ?? {};
      // Teams tells the address of a member only, and the one-to-one chat is where everybody is one.
      const member = serviceUrl && conversation && memberId ? await known(serviceUrl, conversation, memberId) : [];
      const workspaceName = `Microsoft 365 tenant ${workspaceId}`;
      return { name: found?.name ?? userId, workspaceName, email: member[0]?.email };
    },

    async people(at, mentions) {
      const { serviceUrl, conversation, tenantId } = fromAddress(at);
      const persons = mentions.filter(({ kind }) => kind === 'person');
      const [place = conversation] = conversation.split(';');
      const found = (await Promise.all(persons.map(({ id }) => known(serviceUrl, place, id)))).flat();
      return Promise.all(
        found
          .flatMap(({ id, name, userId }) => (userId ? [{ id, name, userId }] : []))
          .map(async ({ id, name, userId }) => {
            const known = await references.find(tenantId, userId);
            // Somebody who never spoke to the bot can still be written to, where the app is installed for them.
            if (!known) await references.save({ tenantId, userId, memberId: id, name, serviceUrl, botId });
            const identity = { platform: 'teams', workspaceId: tenantId, userId } as const;
            return { mentionId: id, identity, name };
          }),
      );
    },
  };
}
