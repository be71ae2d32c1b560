import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat, Clock, Log, OutgoingMessage, PostedMessage, Statuses } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/reply.ts';
import { fromAddress, fromReference, isIn, type Place, toReference } from './address.ts';
import { refusedAs, type SlackApi, type WebApi } from './api.ts';
import { createCondition } from './condition.ts';
import { createCrowd, placeAt } from './crowd.ts';
import { createNativeCalls } from './native-calls.ts';
import { createSlackPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { render } from './render.ts';
import { listMembers } from './roster.ts';
import { createWithCall } from './with-call.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

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
const pinnedAlready = new Set(['already_pinned', 'no_pin']);
const cannotUpdate = 'I am not a member here, so this card will not update itself.';

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
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
  web,
  apis,
  statuses,
  clock,
  log,
}: {
  readonly web: WebApi;
  readonly apis: WorkspaceApis;
  readonly statuses?: Statuses;
  readonly clock: Clock;
  readonly log: Log;
}): Chat {
  const withOrWithoutCall = createWithCall(clock);

  async function openly(workspace: string, place: Place, message: OutgoingMessage): Promise<PostedMessage> {
    const api = apis.of(workspace);
    const before = message.again ? await alreadyPosted(api, place, message.effectId) : undefined;
    if (before) return { reference: toReference({ workspace, channel: place.channel, ts: before }) };
    const metadata = { event_type: metadataType, event_payload: { effect: message.effectId } };
    const { channel, thread: thread_ts } = place;
    try {
      const answer = await withOrWithoutCall(message.reply, (reply) =>
        api.call('chat.postMessage', { channel, thread_ts, ...render(reply), ...silent, metadata }),
      );
      return { reference: toReference({ workspace, ...posted.parse(answer) }) };
    } catch (error) {
      const url = responseUrl(place);
      if (!refusedAs(error, outside) || !url) throw error;
      await web.respond(url, {
        response_type: 'in_channel',
        replace_original: false,
        thread_ts,
        ...render(message.reply, cannotUpdate),
        ...silent,
      });
      return {};
    }
  }

  async function privately(workspace: string, place: Place, message: OutgoingMessage): Promise<PostedMessage> {
    // In a thread that is none yet, nobody sees what is for their eyes alone (docs.slack.dev, chat.postEphemeral).
    const thread_ts = place.opensThread ? undefined : place.thread;
    const content = { ...render(message.reply), ...silent, thread_ts };
    const url = responseUrl(place);
    if (url) {
      await web.respond(url, { response_type: 'ephemeral', replace_original: false, ...content });
      return {};
    }
    try {
      const { channel, user: only } = place;
      await apis.of(workspace).call('chat.postEphemeral', { channel, user: only, ...content });
      return {};
    } catch (error) {
      if (!refusedAs(error, outside)) throw error;
      return direct(workspace, place.user, message);
    }
  }

  async function direct(workspace: string, userId: string, message: OutgoingMessage): Promise<PostedMessage> {
    return openly(
      workspace,
      { channel: await directChannel(workspace, userId, message), user: userId, direct: true },
      message,
    );
  }

  /**
   * A user id does for posting (docs.slack.dev, chat.postMessage), which spares a call that Slack allows fifty times a minute only; for
   * looking whether it was posted before, the channel has to be known.
   */
  async function directChannel(workspace: string, userId: string, { again }: OutgoingMessage): Promise<string> {
    if (!again) return userId;
    const { channel } = opened.parse(await apis.of(workspace).call('conversations.open', { users: userId }));
    return channel.id;
  }

  /** After a crash: our id stands in the message's metadata. Where history may not be read, this stays unknown. */
  async function alreadyPosted(
    api: SlackApi,
    { channel, thread }: Place,
    effectId: string,
  ): Promise<string | undefined> {
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

  return {
    platform: 'slack',

    post(to, message) {
      const place = fromAddress(to);
      const { workspaceId } = message.caller;
      if (!isIn(workspaceId, place)) return elsewhere();
      return message.reply.visibleTo === 'everyone' || place.direct
        ? openly(workspaceId, place, message)
        : privately(workspaceId, place, message);
    },

    async replace(reference, _to, { reply, caller: { workspaceId } }) {
      const { workspace, ...place } = fromReference(reference);
      if (!isIn(workspaceId, { workspace })) return elsewhere();
      const content = (shown: Reply) => ({ ...render(shown), mrkdwn: false });
      if ('responseUrl' in place)
        await web.respond(place.responseUrl, {
          replace_original: true,
          ...content({ ...reply, nativeCall: undefined }),
        });
      else
        await withOrWithoutCall(reply, (shown) =>
          apis.of(workspaceId).call('chat.update', { ...place, ...content(shown) }),
        );
      return { reference };
    },

    async below(reference, to, message) {
      const { workspace, ...stands } = fromReference(reference);
      const { workspaceId, userId: user } = message.caller;
      if (!isIn(workspaceId, { workspace }) || 'responseUrl' in stands) return elsewhere();
      const { channel, ts } = stands;
      const isDirect = channel.startsWith('D');
      if (message.reply.visibleTo === 'caller' && !isDirect) return direct(workspaceId, user, message);
      // What stands in a thread already is answered there.
      const thread = (to === '' ? undefined : fromAddress(to).thread) ?? ts;
      return openly(workspaceId, { channel, user, thread, direct: isDirect }, message);
    },

    losesPrivate: (at) => fromAddress(at).direct !== true,

    async reads({ workspaceId, userId }, reference) {
      const { workspace, ...message } = fromReference(reference);
      if (!isIn(workspaceId, { workspace }) || 'responseUrl' in message) return false;
      const place: Place = { channel: message.channel, user: userId };
      return (await listMembers({ api: apis.of(workspaceId), place, of: undefined, log }))?.includes(userId);
    },

    async pin(reference, { workspaceId }, isPinned) {
      const { workspace, ...place } = fromReference(reference);
      if (!isIn(workspaceId, { workspace })) return elsewhere();
      // A message that was answered by its response URL cannot be named.
      if ('responseUrl' in place) return;
      const { channel, ts: timestamp } = place;
      try {
        await apis.of(workspaceId).call(isPinned ? 'pins.add' : 'pins.remove', { channel, timestamp });
      } catch (error) {
        if (!refusedAs(error, pinnedAlready)) throw error;
      }
    },

    direct: (person, message) => direct(person.workspaceId, person.userId, message),

    async file({ workspaceId }, { ref }, mostBytes) {
      const bytes = await apis.of(workspaceId).download(ref);
      return bytes && bytes.length <= mostBytes ? bytes : undefined;
    },

    statuses,
    nativeCalls: createNativeCalls({ apis, clock, log }),
    crowd: createCrowd({ apis, clock, log }),
    place: placeAt,
    places: createPlaces({ apis, log }),
    condition: createCondition(apis),

    ...createSlackPeople({ apis, clock, log }),
  };
}

/** An address is only ever used for whoever asked from there. */
function elsewhere(): Promise<never> {
  return Promise.reject(new DeliveryError('refused', 'the address belongs to another workspace'));
}
