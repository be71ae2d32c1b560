import { z } from 'zod';
import type { Log } from '../../src/core/ports.ts';
import type { Workspaces } from '../../src/core/workspace.ts';
import { refusedAs } from './api.ts';
import type { Installation, InstallationStore, Installations } from './installations.ts';
import { deadToken, type WorkspaceApis } from './workspace-apis.ts';

/** The app was taken away somewhere (docs.slack.dev, app_uninstalled and tokens_revoked; neither needs a scope). */
const ending = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  /** In seconds since 1970. */
  event_time: z.number().default(Number.POSITIVE_INFINITY),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).default([]) }),
    }),
  ]),
});

/** Resolves to true if the body was one of these events, and what followed from it is done. Rejects if Slack should repeat it. */
export type Removal = (body: unknown) => Promise<boolean>;

/**
 * Events are late at times, and a second installation has a token of its own: Slack is asked whether the token that we
 * hold still works, before anything is deleted.
 */
export function createRemoval({
  installations,
  apis,
  store,
  workspaces,
  log,
}: {
  readonly installations: Installations;
  readonly apis: WorkspaceApis;
  readonly store?: InstallationStore;
  readonly workspaces: Workspaces;
  readonly log: Log;
}): Removal {
  return async (body) => {
    const { data: said } = ending.safeParse(body);
    if (!said) return false;
    // That a token of a single person works no more is seen when it is used next.
    if (said.event.type === 'tokens_revoked' && said.event.tokens.bot.length === 0) return true;
    const asked = { teamId: said.team_id ?? undefined, enterpriseId: said.enterprise_id ?? undefined };
    for (const id of [asked.teamId, asked.enterpriseId]) if (id) installations.forget(id);
    const installed = await installations.answering(asked);
    if (!installed || (await works(installed, said.event_time * 1_000))) return true;
    const { workspaceId, botToken } = installed;
    // In this order: what is repeated after a failure finds the installation still there.
    await workspaces.removed({ platform: 'slack', workspaceId });
    await store?.remove(workspaceId, botToken);
    installations.forget(workspaceId);
    log.info({ workspaceId, event: said.event.type }, 'the app was removed from a Slack workspace');
    return true;
  };

  async function works(installed: Installation, saidAt: number): Promise<boolean> {
    try {
      await apis.exactly(installed).call('auth.test', {});
      return true;
    } catch (error) {
      // A token that has run out says nothing about an installation that is younger than the event.
      if (refusedAs(error, new Set(['token_expired']))) return saidAt < installed.installedAt.getTime();
      if (refusedAs(error, deadToken)) return false;
      throw error;
    }
  }
}
