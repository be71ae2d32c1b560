import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, OutgoingMessage, PostedMessage } from '../../src/core/ports.ts';
import { fromAddress, fromReference, toReference } from './address.ts';
import type { Connector, Member } from './connector.ts';
import type { OneToOne } from './one-to-one.ts';
import type { ConversationReferences } from './references.ts';
import { render } from './render.ts';

/** The arrow out. A private answer always goes to the one-to-one chat: a channel of Teams keeps no secrets. */
export function createTeamsChat({
  connector,
  references,
  oneToOne,
  botId,
}: {
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly connector: Connector;
  readonly references: ConversationReferences;
  readonly oneToOne: OneToOne;
}): Chat {
  async function put(serviceUrl: string, conversation: string, { reply }: OutgoingMessage): Promise<PostedMessage> {
    const activity = await connector.post(serviceUrl, conversation, render(reply));
    return { reference: toReference({ serviceUrl, conversation, activity }) };
  }

  const direct = ({ workspaceId, userId }: Identity, message: OutgoingMessage): Promise<PostedMessage> =>
    oneToOne.within(workspaceId, userId, (serviceUrl, conversation) => put(serviceUrl, conversation, message));

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

    async post(to, message) {
      const { serviceUrl, conversation, tenantId, personal } = fromAddress(to);
      if (tenantId !== message.caller.workspaceId)
        throw new DeliveryError('refused', 'the address is of another tenant');
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
      const known = await references.find(workspaceId, userId);
      const member = known && (await oneToOne.member(known));
      return {
        name: member?.name || known?.name || userId,
        workspaceName: organisationOf(member) ?? `Microsoft 365 tenant ${workspaceId}`,
        email: member?.email,
      };
    },

    async people(at, mentions) {
      const { serviceUrl, conversation, tenantId } = fromAddress(at);
      const persons = mentions.filter(({ kind }) => kind === 'person');
      const [place = conversation] = conversation.split(';');
      const found = (await Promise.all(persons.map(({ id }) => known(serviceUrl, place, id)))).flat();
      return Promise.all(
        found
          // Whoever is of another organisation has no one-to-one chat with us here.
          .filter((person) => (person.tenantId ?? tenantId) === tenantId)
          .flatMap(({ id, name = id, userId }) => (userId ? [{ id, name, userId }] : []))
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

/** Entra has verified the domain of a user principal name for the tenant; a guest's ends with the host's domain as well. */
function organisationOf(member: Member | undefined): string | undefined {
  const domain = member?.userPrincipalName?.split('@').at(-1)?.toLowerCase();
  return domain?.includes('.') ? domain : undefined;
}
