import { DeliveryError } from '../../src/core/errors.ts';
import { createMemory } from '../../src/core/memory.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import { someAtOnce } from '../../src/core/some-at-once.ts';
import type { Connector, Member } from './connector.ts';
import type { Installations } from './installations.ts';
import type { ConversationReferences } from './references.ts';
import { isOwn, type Roster, type RosterPlace, readRoster } from './roster.ts';

/** The people of a tenant whom the bot knows of. */
interface Directory {
  /**
   * Those who have met the bot, and those of the teams and group chats with the app that this person is in: Teams shows a bot nobody else
   * without a permission of Microsoft Graph. Not whole where there are more than are looked at, or Teams is busy.
   */
  around(tenantId: string, userId: string): Promise<{ readonly people: readonly Listed[]; readonly isWhole: boolean }>;
}

/** Somebody of the tenant; by the roster where they are in one, else by having met the bot. */
interface Listed
  extends Pick<Member, 'memberId' | 'userId' | 'name'>,
    Partial<Pick<Member, 'email' | 'userPrincipalName'>> {
  /** The service address of the place that they are in. */
  readonly serviceUrl: string;
}

/** Of the people who have met the bot, and of the places with the app, so many are looked at; of a place, these pages. */
const mostPeople = 5_000;
const mostPlaces = 20;
const mostPages = 10;
/** How many places are asked at the same time. */
const atOnce = 5;
const lifeMilliseconds = 60 * 60_000;
/** How many members of all places together are kept. */
const mostKept = 100_000;

export function createDirectory({
  connector,
  references,
  installations,
  clock,
  log,
}: {
  readonly connector: Connector;
  readonly references: ConversationReferences;
  readonly installations: Pick<Installations, 'shared'>;
  readonly clock: Clock;
  readonly log: Log;
}): Directory {
  const rosters = createMemory<Roster>({ milliseconds: lifeMilliseconds, most: mostKept, weigh: weightOf });

  return {
    async around(tenantId, userId) {
      const [met, places] = await Promise.all([
        references.all(tenantId, mostPeople + 1),
        installations.shared(tenantId, mostPlaces + 1),
      ]);
      const read = await someAtOnce(atOnce, places.slice(0, mostPlaces), async ({ conversation, serviceUrl }) => {
        const roster = await rosterIn({ tenantId, serviceUrl, roster: conversation });
        return { ...roster, members: roster.members.map((member) => ({ ...member, serviceUrl })) };
      });
      const mine = read.filter(({ members }) => members.some((member) => member.userId === userId));
      const all: readonly Listed[] = [...met.slice(0, mostPeople), ...mine.flatMap(({ members }) => members)];
      const isWhole = met.length <= mostPeople && places.length <= mostPlaces && read.every((roster) => roster.isWhole);
      return { people: [...new Map(all.map((one) => [one.userId, one])).values()], isWhole };
    },
  };

  /** A place that does not tell has nobody in it; one that is busy is asked again with the next name. */
  async function rosterIn(place: RosterPlace): Promise<Roster> {
    const key = `${place.tenantId}/${place.roster}`;
    const now = clock().getTime();
    const known = rosters.get(key, now);
    if (known) return known;
    try {
      const { members, isWhole } = (await readRoster({ connector, log }, place, mostPages)) ?? nobody;
      const roster = { members: members.filter((member) => isOwn(member, place.tenantId)), isWhole };
      rosters.set(key, roster, now);
      return roster;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error: error.message }, 'Teams does not say who is in a team just now');
      return { members: [], isWhole: false };
    }
  }
}

const nobody: Roster = { members: [], isWhole: true };

function weightOf({ members: { length } }: Roster): number {
  return 1 + length;
}
