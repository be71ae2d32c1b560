import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, Clock, Log, OutgoingMessage, PostedMessage } from '../../src/core/ports.ts';
import { fromAddress, fromReference, toReference } from './address.ts';
import { type Connector, ConnectorError, type Member } from './connector.ts';
import { createCrowd, placeAt } from './crowd.ts';
import type { Installations } from './installations.ts';
import type { OneToOne } from './one-to-one.ts';
import { createTeamsPeople } from './people.ts';
import { createPlaces } from './places.ts';
import type { ConversationReferences } from './references.ts';
import { isOwn, rosterOf } from './roster.ts';
import { renderIn } from './views.ts';

/** The arrow out. A private answer always goes to the one-to-one chat: a channel of Teams keeps no secrets. */
export function createTeamsChat({
  connector,
  references,
  installations,
  oneToOne,
  botId,
  clock,
  log,
}: {
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly connector: Connector;
  readonly references: ConversationReferences;
  readonly installations: Pick<Installations, 'shared'>;
  readonly oneToOne: OneToOne;
  readonly clock: Clock;
  readonly log: Log;
}): Chat {
  async function put(
    serviceUrl: string,
    conversation: string,
    { reply, caller: { workspaceId: tenantId } }: OutgoingMessage,
  ): Promise<PostedMessage> {
    const content = await renderIn(references, { tenantId, conversation }, reply);
    const activity = await connector.post(serviceUrl, conversation, content);
    return { reference: toReference({ serviceUrl, conversation, activity }) };
  }

  const direct = ({ workspaceId, userId }: Identity, message: OutgoingMessage): Promise<PostedMessage> =>
    oneToOne.within(workspaceId, userId, (serviceUrl, conversation) => put(serviceUrl, conversation, message));

  return {
    platform: 'teams',

    async post(to, message) {
      const { serviceUrl, conversation, tenantId, personal } = fromAddress(to);
      if (tenantId !== message.caller.workspaceId)
        throw new DeliveryError('refused', 'the address is of another tenant');
      const openly = message.reply.visibleTo === 'everyone' || personal;
      return openly ? put(serviceUrl, conversation, message) : direct(message.caller, message);
    },

    async replace(reference, _to, { reply, caller: { workspaceId: tenantId } }) {
      const { serviceUrl, conversation, activity } = fromReference(reference);
      const content = await renderIn(references, { tenantId, conversation }, reply);
      await connector.update(serviceUrl, conversation, activity, content);
      return { reference };
    },

    /** A channel has threads, by the id of the message that begins one; group chats and direct ones have none. */
    async below(reference, _to, message) {
      const { serviceUrl, conversation, activity } = fromReference(reference);
      const isPersonal = !conversation.includes('@');
      if (message.reply.visibleTo === 'caller' && !isPersonal) return direct(message.caller, message);
      const isChannel = /@thread\.(?:tacv2|skype)$/u.test(conversation);
      return put(serviceUrl, isChannel ? `${conversation};messageid=${activity}` : conversation, message);
    },

    async reads({ workspaceId, userId }, reference) {
      const { serviceUrl, conversation } = fromReference(reference);
      try {
        const found = await connector.member(serviceUrl, rosterOf(conversation), userId);
        return isOwn(found, workspaceId) && found.userId === userId;
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        return error.status === 404 ? false : undefined;
      }
    },

    direct,

    async profile({ workspaceId, userId }) {
      const known = await references.find(workspaceId, userId);
      const member = known && (await oneToOne.member(known));
      return {
        name: member?.name || known?.name || userId,
        workspaceName: organisationOf(member) ?? `Microsoft 365 tenant ${workspaceId}`,
        email: member?.email,
        isGuest: member?.isGuest,
      };
    },

    async remains({ workspaceId, userId }) {
      const known = await references.find(workspaceId, userId);
      return known && oneToOne.remains(known);
    },

    async file(_person, { ref }, mostBytes) {
      const bytes = await connector.download(ref);
      return bytes && bytes.length <= mostBytes ? bytes : undefined;
    },

    crowd: createCrowd({ connector, clock, log }),
    place: placeAt,
    places: createPlaces({ connector, installations, log }),

    /** Whoever is told about in a conversation was told by Teams itself: without a token, or where the app is gone, it tells nothing. */
    async condition({ workspaceId, userId }) {
      const known = await references.find(workspaceId, userId);
      if (!known) return { works: true, missing: [] };
      return { works: (await oneToOne.member(known)) !== undefined, missing: [] };
    },

    ...createTeamsPeople({ connector, references, installations, oneToOne, botId, clock, log }),
  };
}

/** Entra has verified the domain of a user principal name for the tenant; a guest's ends with the host's domain as well. */
function organisationOf(member: Member | undefined): string | undefined {
  const domain = member?.userPrincipalName?.split('@').at(-1)?.toLowerCase();
  return domain?.includes('.') ? domain : undefined;
}
