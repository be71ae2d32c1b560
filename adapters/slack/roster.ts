import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Mention } from '../../src/core/invocation.ts';
import type { Log } from '../../src/core/ports.ts';
import type { Place } from './address.ts';
import type { SlackApi } from './api.ts';
import { deadToken } from './workspace-apis.ts';

/** The most that one page may have, and how many are read: of a channel with more members, that many (docs.slack.dev, pagination). */
const pageSize = 999;
const mostPages = 10;

const page = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const group = z.object({ users: z.array(z.string()) });

/**
 * The ids of everybody in a place, bots and people of other organisations included. Undefined where Slack does not tell the bot,
 * for want of a scope or of being a member, and for a channel in which the person who asked is not.
 */
export async function listMembers({
  api,
  place,
  of,
  log,
}: {
  readonly api: SlackApi;
  readonly place: Place;
  readonly of: Mention | undefined;
  readonly log: Log;
}): Promise<readonly string[] | undefined> {
  try {
    if (of?.kind === 'person') return undefined;
    if (of?.kind === 'group') return await inGroup(api, of.id);
    if (of === undefined && place.direct) return [place.user];
    const channel = of?.id ?? place.channel;
    const found = await inChannel(api, channel);
    return channel === place.channel || found.includes(place.user) ? found : undefined;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind === 'retry' || deadToken.has(error.message)) throw error;
    log.warn({ error: error.message }, 'Slack does not say who is there');
    return undefined;
  }
}

/** `@here` and its like are no groups of their own. */
async function inGroup(api: SlackApi, usergroup: string): Promise<readonly string[] | undefined> {
  if (!usergroup.startsWith('S')) return undefined;
  return group.parse(await api.read('usergroups.users.list', { usergroup })).users;
}

async function inChannel(api: SlackApi, channel: string): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < mostPages; pages += 1) {
    const asked = { channel, limit: String(pageSize), ...(cursor ? { cursor } : {}) };
    const { members, response_metadata: more } = page.parse(await api.read('conversations.members', asked));
    found.push(...members);
    cursor = more?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found;
}
