import type { Identity } from '../invocation.ts';
import type { Pace } from '../stores.ts';

/**
 * How fast each platform takes messages to different people of one workspace.
 * - Slack: one a second to each channel, “several hundred” a minute to a workspace: 300
 *   (docs.slack.dev/apis/web-api/rate-limits)
 * - Teams: 30 a second for an app and tenant in one version of the page, 50 in a newer one; 7 a second to each chat
 *   (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)
 * - the playground takes what comes
 */
export const pace: Pace = { gaps: { slack: 200, teams: 1000 / 30, web: 1 }, mostEarlyMilliseconds: 60_000 };

/** Gives each message of one workspace its moment, a gap after the one before. */
export function createPacer(gaps: Pace['gaps']) {
  const free = new Map<string, number>();
  return {
    next({ platform, workspaceId }: Pick<Identity, 'platform' | 'workspaceId'>, now: Date): Date {
      const name = `${platform} ${workspaceId}`;
      const at = Math.max(now.getTime(), free.get(name) ?? 0);
      free.set(name, at + gaps[platform]);
      return new Date(at);
    },
    /** What is past holds nobody up. */
    forget(now: Date): void {
      for (const [name, at] of free) if (at <= now.getTime()) free.delete(name);
    },
  };
}
