import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Chat, ChatPlace, Log } from '../../src/core/ports.ts';
import { toAddress } from './address.ts';
import { deadToken, type WorkspaceApis } from './workspace-apis.ts';

/** The most that Slack advises for one page, and how many are read of each kind. */
const pageSize = 200;
const mostPages = 5;
/** Each is asked for alone: a scope that was not granted for one does not take the other away. */
const kinds = ['public_channel', 'private_channel'] as const;

const page = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/**
 * The channels that somebody is in: of private ones those alone in which the bot is as well (docs.slack.dev, users.conversations, `user`).
 */
export function createPlaces({
  apis,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly log: Log;
}): NonNullable<Chat['places']> {
  return async (person, most) => {
    const found = await Promise.all(kinds.map((types) => listed(person, types)));
    if (found.every((one) => one === undefined)) return undefined;
    const { workspaceId: workspace, userId: user } = person;
    return found
      .flatMap((one) => one ?? [])
      .map(
        ({ id, name }): ChatPlace => ({
          place: id,
          name: `#${name}`,
          at: toAddress({ workspace, channel: id, user }),
        }),
      )
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
      .slice(0, most);
  };

  /** Undefined where Slack does not tell the bot of such channels. */
  async function listed({ workspaceId, userId: user }: Identity, types: string) {
    const found: z.output<typeof page>['channels'] = [];
    let cursor = '';
    try {
      for (let pages = 0; pages < mostPages; pages += 1) {
        const asked = { user, types, exclude_archived: 'true', limit: String(pageSize), ...(cursor ? { cursor } : {}) };
        const answer = page.parse(await apis.of(workspaceId).read('users.conversations', asked));
        found.push(...answer.channels);
        cursor = answer.response_metadata?.next_cursor ?? '';
        if (cursor === '') break;
      }
      return found;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.kind === 'retry' || deadToken.has(error.message)) throw error;
      log.info({ workspace: workspaceId, types, error: error.message }, 'Slack does not list channels of this kind');
      return undefined;
    }
  }
}
