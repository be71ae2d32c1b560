import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat, Log, MentionedPerson } from '../../src/core/ports.ts';
import { fromAddress } from './address.ts';
import type { Installation } from './installations.ts';
import { belonging, belongs } from './members.ts';
import { listMembers } from './roster.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

/** Of a person in `users.info`, and in it again for the whole organisation. */
const administrating = {
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
};

const user = z.object({
  user: belonging.extend({
    ...administrating,
    enterprise_user: belonging.shape.enterprise_user.unwrap().extend(administrating).optional(),
    is_bot: z.boolean().optional(),
    /** True for whoever has left. */
    deleted: z.boolean().optional(),
    real_name: z.string().optional(),
    name: z.string().optional(),
    tz: z.string().optional(),
    locale: z.string().optional(),
    profile: z
      .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
      .optional(),
  }),
});

/** How many are looked up at the same time: Slack allows some hundred calls a minute (docs.slack.dev, rate limits, tier 4). */
const atOnce = 8;
/** Slack's own helper, which is a person by all that is said of it. */
const slackbot = 'USLACKBOT';

/** Who somebody is, as the workspace that has the app knows them. */
export function createSlackPeople({
  apis,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly log: Log;
}): Pick<Chat, 'profile' | 'people' | 'members' | 'administers'> {
  return {
    async profile({ workspaceId, userId }) {
      const [found, installed] = await Promise.all([look(workspaceId, userId), apis.installed(workspaceId)]);
      return {
        name: found.shown,
        workspaceName: installed.name,
        email: found.profile?.email,
        timeZone: found.tz,
        locale: found.locale,
      };
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

    /** Everybody is asked about, some at a time: a list of members says nothing but ids, and bots are in it. */
    async members(at, of, most) {
      const place = fromAddress(at);
      if (place.workspace === undefined) return undefined;
      const installed = await apis.installed(place.workspace);
      const ids = await listMembers({ api: apis.of(place.workspace), place, of, log });
      if (!ids) return undefined;
      const maybe = ids.filter((id) => id !== installed.botUserId);
      const asked = maybe.slice(0, most);
      const found: MentionedPerson[] = [];
      for (let from = 0; from < asked.length; from += atOnce) {
        const some = asked.slice(from, from + atOnce);
        const people = await Promise.all(some.map((id) => person(installed, id, isRefusal)));
        found.push(...people.flat());
      }
      return { people: found, total: maybe.length - asked.length + found.length };
    },
  };

  async function look(workspaceId: string, userId: string) {
    const parameters = { user: userId, include_locale: 'true' };
    const { user: found } = user.parse(await apis.of(workspaceId).read('users.info', parameters));
    const { profile } = found;
    return { ...found, shown: profile?.display_name || profile?.real_name || found.real_name || found.name || userId };
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
      if (found.is_bot === true || found.deleted === true || !belongs(installed, found)) return [];
      return [{ mentionId: id, identity: { platform: 'slack', workspaceId, userId: id }, name: found.shown }];
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
