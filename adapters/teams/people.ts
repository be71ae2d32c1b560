import { DeliveryError } from '../../src/core/errors.ts';
import { matchName } from '../../src/core/name-match.ts';
import type { Chat, Clock, Log, MentionedPerson } from '../../src/core/ports.ts';
import { someAtOnce } from '../../src/core/some-at-once.ts';
import { fromAddress } from './address.ts';
import { type Connector, ConnectorError, type Member } from './connector.ts';
import { createDirectory } from './directory.ts';
import type { Installations } from './installations.ts';
import type { OneToOne } from './one-to-one.ts';
import type { ConversationReferences, StoredReference } from './references.ts';
import { isOwn, type RosterPlace, readRoster, rosterOf } from './roster.ts';

/** Of a place with more members, these pages alone are read: some thousands of people. */
const mostPages = 10;
/** How many references are looked for at the same time. */
const atOnce = 8;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who is meant by a mention or by a choice in a form, and who is in a place: by the rosters of Teams, which know its tenant. */
export function createTeamsPeople({
  connector,
  references,
  installations,
  oneToOne,
  botId,
  clock,
  log,
}: {
  readonly connector: Connector;
  readonly references: ConversationReferences;
  readonly installations: Pick<Installations, 'shared'>;
  readonly oneToOne: OneToOne;
  /** Our own id towards people, for those who never wrote to us. */
  readonly botId: string;
  readonly clock: Clock;
  readonly log: Log;
}): Pick<Chat, 'people' | 'app' | 'members' | 'named' | 'isIn'> {
  const directory = createDirectory({ connector, references, installations, clock, log });
  return {
    async people(at, mentions) {
      const { serviceUrl, conversation, tenantId } = fromAddress(at);
      const place = { serviceUrl, tenantId, roster: rosterOf(conversation) };
      const persons = mentions.filter(({ kind }) => kind === 'person');
      return (await Promise.all(persons.map(({ id }) => mentioned(place, id)))).flat();
    },

    /** Bots have ids of their own kind (Bot Framework, ids of accounts). */
    async app(_at, { kind, id, name }) {
      return kind === 'person' && id.startsWith('28:') ? name : undefined;
    },

    async members(at, of, most) {
      const { serviceUrl, conversation, tenantId, personal, user } = fromAddress(at);
      if (of !== undefined && of.kind !== 'channel') return undefined;
      const here = rosterOf(conversation);
      const place = { serviceUrl, tenantId, roster: of?.id ?? here };
      if (personal && of === undefined) return onlyOne(tenantId, user);
      const everybody = await readRoster({ connector, log }, place, mostPages);
      const own = everybody?.members.filter((member) => isOwn(member, tenantId));
      const mayAsk = place.roster === here || own?.some(({ userId }) => userId === user);
      if (!own || !mayAsk) return undefined;
      const found = await someAtOnce(atOnce, own.slice(0, most), (member) => met(place, member, member.memberId));
      return { people: found.flat(), total: own.length };
    },

    async isIn({ workspaceId: tenantId, userId }, place) {
      const known = await references.find(tenantId, userId);
      if (!known) return undefined;
      try {
        return isOwn(await connector.member(known.serviceUrl, place, userId), tenantId);
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        return error.status === 404 ? false : undefined;
      }
    },

    /** For guests of the tenant nobody is looked up, nor for whoever cannot be told from one. */
    async named({ workspaceId: tenantId, userId }, name, most) {
      const known = await references.find(tenantId, userId);
      const asker = known && (await oneToOne.member(known));
      if (!asker || asker.isGuest) return undefined;
      const { people, isWhole } = await directory.around(tenantId, userId);
      const others = people.filter((one) => one.userId !== userId);
      const { by, found } = matchName(name, others, (one) => [one.name]);
      const some = found.slice(0, most).map((one) => met({ ...one, tenantId }, { tenantId, ...one }, one.memberId));
      return { by, found: (await Promise.all(some)).flat(), isWhole };
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
    { serviceUrl, tenantId }: Pick<RosterPlace, 'serviceUrl' | 'tenantId'>,
    member: KnownMember,
    mentionId: string | undefined,
  ): Promise<readonly MentionedPerson[]> {
    const { memberId, userId, name = memberId ?? '' } = member;
    if (!isOwn(member, tenantId) || !memberId || !userId || !mentionId) return [];
    const reference = { tenantId, userId, memberId, name, serviceUrl, botId };
    if (!(await references.find(tenantId, userId))) await references.save(reference);
    return [{ ...personOf(reference, mentionId), ...beside(member) }];
  }

  async function onlyOne(tenantId: string, userId: string | undefined) {
    const known = userId === undefined ? undefined : await references.find(tenantId, userId);
    return known && { people: [personOf(known, known.memberId)], total: 1 };
  }
}

type KnownMember = Pick<Member, 'memberId' | 'userId' | 'name' | 'tenantId'> &
  Partial<Pick<Member, 'email' | 'userPrincipalName'>>;

function personOf({ tenantId, userId, name }: StoredReference, mentionId: string): MentionedPerson {
  return { mentionId, identity: { platform: 'teams', workspaceId: tenantId, userId }, name };
}

/** The user principal name is what Teams itself shows to tell people apart. */
function beside({ email, userPrincipalName }: KnownMember) {
  return { email, hints: userPrincipalName ? [userPrincipalName] : [] };
}
