import { z } from 'zod';
import type { WebApi } from './api.ts';
import type { Installation } from './installations.ts';

const identity = z.object({
  team_id: z.string().nullish(),
  team: z.string().nullish(),
  user_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
});

/** The place that SLACK_BOT_TOKEN belongs to. Asked of Slack once; where that fails, the next call asks again. */
export function createOwnInstallation(web: WebApi, botToken: string): () => Promise<Installation> {
  let known: Promise<Installation> | undefined;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  async function ask(): Promise<Installation> {
    const found = identity.parse(await web.as(`Bearer ${botToken}`).call('auth.test', {}));
    const isEnterpriseInstall = found.is_enterprise_install === true;
    return {
      workspaceId: (isEnterpriseInstall ? found.enterprise_id : found.team_id) ?? '',
      name: found.team ?? '',
      enterpriseId: found.enterprise_id ?? undefined,
      isEnterpriseInstall,
      appId: '',
      botUserId: found.user_id,
      scopes: [],
      botToken,
      installedBy: '',
      installedAt: new Date(0),
    };
  }
}
