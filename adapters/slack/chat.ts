import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat, Clock, Log, OutgoingMessage, PostedMessage } from '../../src/core/ports.ts';
import { fromAddress, fromReference, type Place, toReference } from './address.ts';
import type { SlackApi } from './api.ts';
import { render } from './render.ts';
import type { Team } from './team.ts';

const metadataType = 'meetwire_effect';
const silent = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const;
/** What Slack says where the bot is not a member and may not post all the same. */
const outside = new Set([
  'not_in_channel',
  'channel_not_found',
  'restricted_action',
  'is_archived',
  'user_not_in_channel',
]);
const cannotUpdate = 'I am not a member here, so this card will not update itself.';

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const user = z.object({
  user: z.object({
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
const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
});

/** The arrow out. */
export function createSlackChat({
  api,
  team,
  clock,
  log,
}: {
  readonly api: SlackApi;
  readonly team: Team;
  readonly clock: Clock;
  readonly log: Log;
}): Chat {
  async function openly(place: Place, message: OutgoingMessage): Promise<PostedMessage> {
    const before = message.again ? await alreadyPosted(place, message.effectId) : undefined;
    if (before) return { reference: toReference({ channel: place.channel, ts: before }) };
    const metadata = { event_type: metadataType, event_payload: { effect: message.effectId } };
    const { channel, thread: thread_ts } = place;
    try {
      const answer = await api.call('chat.postMessage', {
        channel,
        thread_ts,
        ...render(message.reply),
        ...silent,
        metadata,
      });
      return { reference: toReference(posted.parse(answer)) };
    } catch (error) {
      const url = responseUrl(place);
      if (!refusedAs(error, outside) || !url) throw error;
      await api.respond(url, {
        response_type: 'in_channel',
        replace_original: false,
        ...render(message.reply, cannotUpdate),
        ...silent,
      });
      return {};
    }
  }

  async function privately(place: Place, message: OutgoingMessage): Promise<PostedMessage> {
    const content = { ...render(message.reply), ...silent };
    const url = responseUrl(place);
    if (url) {
      await api.respond(url, { response_type: 'ephemeral', replace_original: false, ...content });
      return {};
    }
    try {
      const { channel, user: only, thread: thread_ts } = place;
      await api.call('chat.postEphemeral', { channel, user: only, thread_ts, ...content });
      return {};
    } catch (error) {
      if (!refusedAs(error, outside)) throw error;
      return direct(place.user, message);
    }
  }

  async function direct(userId: string, message: OutgoingMessage): Promise<PostedMessage> {
    const { channel } = opened.parse(await api.call('conversations.open', { users: userId }));
    return openly({ channel: channel.id, user: userId, direct: true }, message);
  }

  /** After a crash: our id stands in the message's metadata. Where history may not be read, this stays unknown. */
  async function alreadyPosted({ channel, thread }: Place, effectId: string): Promise<string | undefined> {
    try {
      const common = { channel, limit: '50', include_all_metadata: 'true' };
      const answer = await (thread
        ? api.read('conversations.replies', { ...common, ts: thread })
        : api.read('conversations.history', common));
      const { messages } = history.parse(answer);
      return messages.find(
        ({ metadata }) => metadata?.event_type === metadataType && metadata.event_payload.effect === effectId,
      )?.ts;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.kind === 'retry') throw error;
      log.warn({ effectId, error: error.message }, 'cannot look whether a message was posted before');
      return undefined;
    }
  }

  /** Each is good for five answers within half an hour; the last try falls back to the Web API. */
  function responseUrl({ responseUrl: url, responseUntil }: Place): string | undefined {
    return url && (responseUntil ?? 0) > clock().getTime() ? url : undefined;
  }

  async function look(userId: string) {
    const { user: found } = user.parse(await api.read('users.info', { user: userId, include_locale: 'true' }));
    const { profile } = found;
    return { ...found, shown: profile?.display_name || profile?.real_name || found.real_name || found.name || userId };
  }

  /** Nobody for people whom this workspace does not know, such as guests of a shared channel. */
  async function known(id: string) {
    try {
      return [{ id, ...(await look(id)) }];
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error: error.message }, 'somebody who was mentioned could not be found');
      return [];
    }
  }

  return {
    platform: 'slack',

    post(to, message) {
      const place = fromAddress(to);
      return message.reply.visibleTo === 'everyone' || place.direct
        ? openly(place, message)
        : privately(place, message);
    },

    async replace(reference, _to, { reply }) {
      const place = fromReference(reference);
      const content = { ...render(reply), mrkdwn: false };
      if ('responseUrl' in place) await api.respond(place.responseUrl, { replace_original: true, ...content });
      else await api.call('chat.update', { ...place, ...content });
      return { reference };
    },

    direct: (person, message) => direct(person.userId, message),

    async profile({ userId }) {
      const [found, installed] = await Promise.all([look(userId), team.installed()]);
      return {
        name: found.shown,
        workspaceName: installed.name,
        email: found.profile?.email,
        timeZone: found.tz,
        locale: found.locale,
      };
    },

    async people(_at, mentions) {
      const { teamId } = await team.installed();
      const persons = mentions.filter(({ kind }) => kind === 'person');
      const found = (await Promise.all(persons.map(async ({ id }) => known(id)))).flat();
      return found
        .filter(({ is_bot: bot }) => !bot)
        .map(({ id, shown }) => ({
          mentionId: id,
          identity: { platform: 'slack', workspaceId: teamId, userId: id },
          name: shown,
        }));
    },
  };
}

function refusedAs(error: unknown, words: ReadonlySet<string>): boolean {
  return error instanceof DeliveryError && error.kind === 'refused' && words.has(error.message);
}
