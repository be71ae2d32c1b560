import type { MessageShortcut } from '@slack/bolt';
import { z } from 'zod';
import type { About, Invocation } from '../../src/core/invocation.ts';
import { responseMilliseconds, toAddress } from './address.ts';
import { identity, kindOf } from './inbound.ts';
import type { Installation } from './installations.ts';
import { plainMarkup, readText } from './text.ts';
import { slackbot } from './user.ts';

/** A message as a shortcut tells of it (docs.slack.dev, shortcuts payload): the whole of it, so also whose it is. */
const message = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().optional(),
  user: z.string().optional(),
  /** The team of its author. */
  team: z.string().optional(),
  bot_id: z.string().optional(),
  /** `tombstone`: a message that was deleted while its thread stays. */
  subtype: z.string().optional(),
});

/**
 * “Meet about this” on a message. It can be chosen in any conversation of the person, also where the bot is not: a direct chat is
 * taken for one between people, so that nothing private is ever said openly in it.
 */
export function fromShortcut(
  body: MessageShortcut,
  installed: Pick<Installation, 'workspaceId' | 'enterpriseId' | 'botUserId'>,
  now: Date,
): Invocation {
  const { channel, user, response_url: responseUrl } = body;
  const { workspaceId } = installed;
  const chosen = message.parse(body.message);
  const thread = chosen.thread_ts ?? chosen.ts;
  const at = toAddress({
    ...{ workspace: workspaceId, channel: channel.id, user: user.id, thread, responseUrl },
    opensThread: chosen.thread_ts === undefined || undefined,
    responseUntil: now.getTime() + responseMilliseconds,
  });
  const kind = kindOf(channel.id, channel.name);
  return {
    deliveryId: `shortcut ${body.trigger_id}`,
    from: identity(workspaceId, user.id),
    fromName: user.name,
    workspaceName: body.team?.domain,
    at,
    conversation: `${channel.id}:${thread}`,
    kind: kind === 'direct' ? 'group' : kind,
    inThread: true,
    text: '',
    mentions: [],
    about: aboutOf(chosen, installed),
    opensForms: true,
  };
}

/** In an organisation with several teams, another team need not be another organisation: there it is found out when people are called. */
function aboutOf(
  { text = '', user, team, bot_id: bot, subtype }: z.output<typeof message>,
  { workspaceId, enterpriseId, botUserId }: Pick<Installation, 'workspaceId' | 'enterpriseId' | 'botUserId'>,
): About {
  const isFromElsewhere = enterpriseId === undefined && team !== undefined && team !== workspaceId;
  const isPerson = user !== undefined && isUserId(user) && bot === undefined && user !== botUserId && !isFromElsewhere;
  const read = readText(plainMarkup(text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, 'g'), '')));
  return {
    text: read.text,
    // A bot may write what only looks like a mention, and Slack opens no form that offers nobody.
    mentions: read.mentions.map((one) =>
      one.kind === 'person' && !isUserId(one.id) ? { ...one, kind: 'group' } : one,
    ),
    author: isPerson ? { id: user } : undefined,
    isFromElsewhere,
    isGone: subtype === 'tombstone',
  };
}

function isUserId(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id) && id !== slackbot;
}
