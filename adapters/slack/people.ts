import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import { matchName } from '../../src/core/name-match.ts';
import type { Chat, Clock, Log, MentionedPerson } from '../../src/core/ports.ts';
import { someAtOnce } from '../../src/core/some-at-once.ts';
import { fromAddress } from './address.ts';
import { refusedAs } from './api.ts';
import { createDirectory } from './directory.ts';
import type { Installation } from './installations.ts';
import { belongs } from './members.ts';
import { listMembers } from './roster.ts';
import { hintsOf, isGuest, isPersonOf, namesOf, slackbot, slackUser } from './user.ts';
import { deadToken, type WorkspaceApis } from './workspace-apis.ts';

const userAnswer = z.object({ user: slackUser });

/** How many are looked up at the same time: Slack allows some hundred calls a minute (docs.slack.dev, rate limits, tier 4). */
const atOnce = 8;

/** Who somebody is, as the workspace that has the app knows them. */
export function createSlackPeople({
  apis,
  clock,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly clock: Clock;
  readonly log: Log;
}): Pick<Chat, 'profile' | 'people' | 'app' | 'members' | 'administers' | 'named' | 'remains' | 'isIn'> {
  const directory = createDirectory({ apis, clock, log });
  return {
    async profile({ workspaceId, userId }) {
      const [found, installed] = await Promise.all([look(workspaceId, userId), apis.installed(workspaceId)]);
      return {
        name: namesOf(found)[0] ?? userId,
        workspaceName: installed.name,
        email: found.profile?.email,
        timeZone: found.tz,
        locale: found.locale,
        isGuest: isGuest(found) || !belongs(installed, found),
      };
    },

    async remains({ workspaceId, userId }) {
      try {
        return (await look(workspaceId, userId)).deleted !== true;
      } catch (error) {
        if (refusedAs(error, new Set(['user_not_found']))) return false;
        throw error;
      }
    },

    /** In an organisation that has the app as a whole, its own administrators count, not those of one of its workspaces. */
    async administers({ workspaceId, userId }) {
      const [found, installed] = await Promise.all([look(workspaceId, userId), apis.installed(workspaceId)]);
      if (!belongs(installed, found)) return false;
      const role = installed.isEnterpriseInstall ? found.enterprise_user : found;
      return [role?.is_admin, role?.is_owner, role?.is_primary_owner].includes(true);
    },

    async people(at, mentions) {
      const { workspace: workspaceId } = fromAddress(at);
      if (workspaceId === undefined) return [];
      const installed = await apis.installed(workspaceId);
      const persons = mentions.filter(({ kind }) => kind === 'person');
      const found = await Promise.all(persons.map(async ({ id }) => person(installed, id, () => true)));
      return found.flat();
    },

    async app(at, { kind, id }) {
      const { workspace: workspaceId } = fromAddress(at);
      if (workspaceId === undefined || kind !== 'person') return undefined;
      try {
        const found = await look(workspaceId, id);
        return found.is_bot === true || id === slackbot ? (namesOf(found)[0] ?? id) : undefined;
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        return undefined;
      }
    },

    /** Everybody is asked about, some at a time: a list of members says nothing but ids, and bots are in it. */
    async members(at, of, most) {
      const place = fromAddress(at);
      if (place.workspace === undefined) return undefined;
      const installed = await apis.installed(place.workspace);
      const ids = await listMembers({ api: apis.of(place.workspace), place, of, log });
      if (!ids) return undefined;
      const maybe = ids.filter((id) => id !== installed.botUserId);
      const asked = maybe.slice(0, most);
      const found = (await someAtOnce(atOnce, asked, (id) => person(installed, id, isRefusal))).flat();
      return { people: found, total: maybe.length - asked.length + found.length };
    },

    async isIn({ workspaceId, userId }, channel) {
      const place = { workspace: workspaceId, channel, user: userId };
      const ids = await listMembers({ api: apis.of(workspaceId), place, of: undefined, log });
      return ids?.includes(userId);
    },

    /** Guests see nobody but the people of their channels. Whoever is found is asked about once more: a list may be old. */
    async named({ workspaceId, userId }, name, most) {
      try {
        const [asker, installed] = await Promise.all([look(workspaceId, userId), apis.installed(workspaceId)]);
        if (isGuest(asker) || !belongs(installed, asker)) return undefined;
        const listed = await directory.everybody(installed, asker);
        if (!listed) return undefined;
        const others = listed.people.filter(({ id }) => id !== userId);
        const { by, found } = matchName(name, others, ({ names }) => names);
        const asked = found.slice(0, most).map(({ id }) => person(installed, id, isRefusal));
        const people = (await Promise.all(asked)).flat();
        return { by: people.length > 0 ? by : undefined, found: people, isWhole: listed.isWhole };
      } catch (error) {
        if (!(error instanceof DeliveryError) || deadToken.has(error.message)) throw error;
        log.warn({ workspace: workspaceId, error: error.message }, 'Slack does not say who is called so');
        return error.kind === 'retry' ? { by: undefined, found: [], isWhole: false } : undefined;
      }
    },
  };

  async function look(workspaceId: string, userId: string) {
    const parameters = { user: userId, include_locale: 'true' };
    return userAnswer.parse(await apis.of(workspaceId).read('users.info', parameters)).user;
  }

  /** Nobody for bots, those who have left or belong elsewhere, and where the error that came is one to live with. */
  async function person(
    installed: Installation,
    id: string,
    bearable: (error: DeliveryError) => boolean,
  ): Promise<readonly MentionedPerson[]> {
    if (id === slackbot) return [];
    const { workspaceId } = installed;
    try {
      const found = await look(workspaceId, id);
      if (!isPersonOf(installed, found)) return [];
      const [name, ...otherNames] = namesOf(found);
      return [
        {
          mentionId: id,
          identity: { platform: 'slack', workspaceId, userId: id },
          name: name ?? id,
          otherNames,
          email: found.profile?.email,
          hints: hintsOf(found),
        },
      ];
    } catch (error) {
      if (!(error instanceof DeliveryError) || !bearable(error)) throw error;
      log.warn({ error: error.message }, 'somebody who was mentioned could not be found');
      return [];
    }
  }
}

function isRefusal({ kind }: DeliveryError): boolean {
  return kind === 'refused';
}
