import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat, Log } from '../../src/core/ports.ts';
import { fromAddress } from './address.ts';
import { belonging, belongs } from './members.ts';
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
    real_name: z.string().optional(),
    name: z.string().optional(),
    tz: z.string().optional(),
    locale: z.string().optional(),
    profile: z
      .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
      .optional(),
  }),
});

/** Who somebody is, as the workspace that has the app knows them. */
export function createSlackPeople({
  apis,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly log: Log;
}): Pick<Chat, 'profile' | 'people' | 'administers'> {
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
      const found = (await Promise.all(persons.map(async ({ id }) => known(workspaceId, id)))).flat();
      return found
        .filter((person) => !person.is_bot && belongs(installed, person))
        .map(({ id, shown }) => ({
          mentionId: id,
          identity: { platform: 'slack', workspaceId, userId: id },
          name: shown,
        }));
    },
  };

  async function look(workspaceId: string, userId: string) {
    const parameters = { user: userId, include_locale: 'true' };
    const { user: found } = user.parse(await apis.of(workspaceId).read('users.info', parameters));
    const { profile } = found;
    return { ...found, shown: profile?.display_name || profile?.real_name || found.real_name || found.name || userId };
  }

  /** Nobody for people whom this workspace does not know. */
  async function known(workspaceId: string, id: string) {
    try {
      return [{ id, ...(await look(workspaceId, id)) }];
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error: error.message }, 'somebody who was mentioned could not be found');
      return [];
    }
  }
}
