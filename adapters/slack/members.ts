import { z } from 'zod';
import { createMemory } from '../../src/core/memory.ts';
import type { Clock } from '../../src/core/ports.ts';
import { refusedAs } from './api.ts';
import type { Delivery } from './delivery.ts';
import type { Installation } from './installations.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

/** Of a person in `users.info`, what says where they belong. */
export const belonging = z.object({
  team_id: z.string().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional(), teams: z.array(z.string()).optional() }).optional(),
});

/** False for people of other organisations, whom Slack Connect shows as well; their ids may be those of members. */
export function belongs(
  { workspaceId, enterpriseId, isEnterpriseInstall }: Installation,
  { team_id: teamId, is_stranger: stranger, enterprise_user: inside }: z.output<typeof belonging>,
): boolean {
  if (stranger === true) return false;
  if (teamId === undefined || teamId === workspaceId) return true;
  if (enterpriseId === undefined || inside?.enterprise_id !== enterpriseId) return false;
  return isEnterpriseInstall || inside.teams?.includes(workspaceId) === true;
}

/** Is somebody who did something a member of the place that has the app? */
export type IsMember = (installation: Installation, delivery: Delivery) => Promise<boolean>;

const userAnswer = z.object({ user: belonging });

/**
 * Mostly the delivery itself says it. In an Enterprise Grid organisation, and in a shared channel where it does not, Slack
 * is asked, once for a while. Rejects where Slack cannot be asked: nobody is taken for a member by mistake.
 */
export function createMembership(apis: WorkspaceApis, clock: Clock): IsMember {
  const remembered = createMemory<boolean>({ milliseconds: 10 * 60_000, most: 10_000 });

  return async (installation, { kind, userId, userTeamId, shared, asked }) => {
    const { workspaceId, enterpriseId, isEnterpriseInstall } = installation;
    if (!userId || userTeamId === workspaceId) return true;
    if (userTeamId === undefined && !shared) return true;
    if (userTeamId !== undefined && enterpriseId === undefined) return false;
    // A command is offered to members alone. Of a press it is not said whether it came from a shared channel.
    const surely = kind === 'command' || (kind === 'event' && !shared);
    if (isEnterpriseInstall && surely && userTeamId === asked.teamId) return true;
    const key = `${workspaceId}/${userTeamId ?? ''}/${userId}`;
    const now = clock().getTime();
    const known = remembered.get(key, now);
    if (known !== undefined) return known;
    const is = await look(installation, userId);
    remembered.set(key, is, now);
    return is;
  };

  async function look(installation: Installation, userId: string): Promise<boolean> {
    try {
      const answer = await apis.of(installation.workspaceId).read('users.info', { user: userId });
      return belongs(installation, userAnswer.parse(answer).user);
    } catch (error) {
      if (refusedAs(error, new Set(['user_not_found', 'user_not_visible']))) return false;
      throw error;
    }
  }
}
