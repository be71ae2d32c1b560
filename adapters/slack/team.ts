import { z } from 'zod';
import type { SlackApi } from './api.ts';

const identity = z.object({
  team_id: z.string(),
  team: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
});

/** The workspace that the bot token belongs to. */
export interface Team {
  /** Asked of Slack once. Throws `DeliveryError`; the next call then asks again. */
  installed(): Promise<{ readonly teamId: string; readonly name: string; readonly botUserId: string }>;
}

export function createTeam(api: SlackApi): Team {
  let known: ReturnType<Team['installed']> | undefined;
  return {
    installed() {
      known ??= ask().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };

  async function ask() {
    const { team_id: teamId, team: name, user_id: botUserId } = identity.parse(await api.call('auth.test', {}));
    return { teamId, name, botUserId };
  }
}
