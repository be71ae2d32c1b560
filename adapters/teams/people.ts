import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat, Log, MentionedPerson } from '../../src/core/ports.ts';
import { fromAddress } from './address.ts';
import type { Connector, Member } from './connector.ts';
import type { ConversationReferences, StoredReference } from './references.ts';

/** Of a place with more members, these pages alone are read: some thousands of people. */
const mostPages = 10;
/** How many references are looked for at the same time. */
const atOnce = 8;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who is meant by a mention or by a choice in a form, and who is in a place: by the rosters of Teams, which know its tenant. */
export function createTeamsPeople({
  connector,
  references,
  botId,
  log,
}: {
  readonly connector: Connector;
  readonly references: ConversationReferences;
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly log: Log;
}): Pick<Chat, 'people' | 'members'> {
  return {
    async people(at, mentions) {
      const { serviceUrl, conversation, tenantId } = fromAddress(at);
      const place = { serviceUrl, tenantId, roster: rosterOf(conversation) };
      const persons = mentions.filter(({ kind }) => kind === 'person');
      return (await Promise.all(persons.map(({ id }) => mentioned(place, id)))).flat();
    },

    async members(at, of, most) {
      const { serviceUrl, conversation, tenantId, personal, user } = fromAddress(at);
      if (of !== undefined && of.kind !== 'channel') return undefined;
      const here = rosterOf(conversation);
      const place = { serviceUrl, tenantId, roster: of?.id ?? here };
      if (personal && of === undefined) return onlyOne(tenantId, user);
      const everybody = await listed(place);
      const own = everybody?.filter((member) => isOwn(member, tenantId));
      const mayAsk = place.roster === here || own?.some(({ userId }) => userId === user);
      if (!own || !mayAsk) return undefined;
      const asked = own.slice(0, most);
      const found: MentionedPerson[] = [];
      for (let from = 0; from < asked.length; from += atOnce) {
        const some = asked.slice(from, from + atOnce);
        found.push(...(await Promise.all(some.map((member) => met(place, member, member.memberId)))).flat());
      }
      return { people: found, total: own.length };
    },
  };

  /** Somebody who was chosen in a form has met the bot, or is in the place itself. Nobody for whoever is not a member. */
  async function mentioned(place: RosterPlace, id: string): Promise<readonly MentionedPerson[]> {
    const { serviceUrl, tenantId, roster } = place;
    const chosen = objectId.test(id);
    const known = chosen ? await references.find(tenantId, id.toLowerCase()) : undefined;
    if (known?.name) return [personOf(known, id)];
    try {
      const member = await connector.member(serviceUrl, roster, id);
      return await met(place, { ...member, memberId: member.memberId ?? (chosen ? undefined : id) }, id);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return [];
    }
  }

  /** Somebody who never spoke to the bot can still be written to, where the app is installed for them. */
  async function met(
    { serviceUrl, tenantId }: RosterPlace,
    member: Member,
    mentionId: string | undefined,
  ): Promise<readonly MentionedPerson[]> {
    const { memberId, userId, name = memberId ?? '' } = member;
    if (!isOwn(member, tenantId) || !memberId || !userId || !mentionId) return [];
    const reference = { tenantId, userId, memberId, name, serviceUrl, botId };
    if (!(await references.find(tenantId, userId))) await references.save(reference);
    return [personOf(reference, mentionId)];
  }

  async function listed({ serviceUrl, roster }: RosterPlace): Promise<readonly Member[] | undefined> {
    const found: Member[] = [];
    try {
      let token: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const { members, continuationToken } = await connector.members(serviceUrl, roster, token);
        found.push(...members);
        token = continuationToken;
        if (token === undefined) break;
      }
      return found;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.kind === 'retry') throw error;
      log.warn({ error: error.message }, 'Teams does not say who is there');
      return undefined;
    }
  }

  async function onlyOne(tenantId: string, userId: string | undefined) {
    const known = userId === undefined ? undefined : await references.find(tenantId, userId);
    return known && { people: [personOf(known, known.memberId)], total: 1 };
  }
}

interface RosterPlace {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly roster: string;
}

/** A thread has the roster of its channel. */
function rosterOf(conversation: string): string {
  return conversation.replace(/;.*/su, '');
}

/** False for bots, for whoever has no account, and for people of other organisations, who have no one-to-one chat with us here. */
function isOwn({ memberId, userId, tenantId: theirs }: Member, tenantId: string): boolean {
  return userId !== undefined && (theirs ?? tenantId) === tenantId && memberId?.startsWith('28:') !== true;
}

function personOf({ tenantId, userId, name }: StoredReference, mentionId: string): MentionedPerson {
  return { mentionId, identity: { platform: 'teams', workspaceId: tenantId, userId }, name };
}
