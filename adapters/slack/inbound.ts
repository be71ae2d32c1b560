import type { BlockAction, ButtonAction, SlackViewAction, SlashCommand } from '@slack/bolt';
import { z } from 'zod';
import type { FileReference, FormValues, Identity, Invocation } from '../../src/core/invocation.ts';
import { fromAddress, isIn, type Place, responseMilliseconds, toAddress, toReference } from './address.ts';
import { type FormPlace, readFormPlace } from './forms.ts';
import { readText } from './text.ts';

/** `/meet …` */
export function fromCommand(command: SlashCommand, workspaceId: string, now: Date): Invocation {
  const { channel_id: channel, user_id: user } = command;
  const responseUrl = command.response_url || undefined;
  const responseUntil = now.getTime() + responseMilliseconds;
  const at = toAddress({ workspace: workspaceId, channel, user, responseUrl, responseUntil });
  return {
    deliveryId: `command ${command.trigger_id}`,
    from: identity(workspaceId, user),
    fromName: command.user_name,
    workspaceName: command.team_domain,
    at,
    conversation: channel,
    kind: kindOf(channel, command.channel_name),
    ...readText(command.text, channelOf(channel, command.channel_name)),
    opensForms: true,
  };
}

/** What is a channel or group, and no direct chat. */
function channelOf(channel: string, name: string): string | undefined {
  return kindOf(channel, name) === 'direct' ? undefined : channel;
}

const message = z.object({
  type: z.enum(['app_mention', 'message']),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  files: z
    .array(
      z.looseObject({
        name: z.string().nullish(),
        size: z.number().nullish(),
        url_private_download: z.string().nullish(),
      }),
    )
    .catch([])
    .default([]),
});

/** What people say with a file, or in a thread and to the channel at once. */
const spoken = new Set(['file_share', 'thread_broadcast']);

/** A mention of the bot, or a line in its direct chat; undefined for whatever is not said to it by a person. */
export function fromMessage(
  event: unknown,
  { workspaceId, eventId, botUserId }: { workspaceId: string; eventId: string; botUserId: string | undefined },
) {
  const { data: said } = message.safeParse(event);
  if (!said || said.bot_id !== undefined || (said.subtype !== undefined && !spoken.has(said.subtype))) return undefined;
  const direct = said.channel_type === 'im' || said.channel.startsWith('D');
  // A mention inside the direct chat arrives as a message as well.
  if (said.type === 'app_mention' ? direct : !direct) return undefined;
  const thread = said.thread_ts;
  const place: Place = {
    workspace: workspaceId,
    channel: said.channel,
    user: said.user,
    thread,
    direct: direct || undefined,
  };
  const invocation: Invocation = {
    deliveryId: `event ${eventId}`,
    from: identity(workspaceId, said.user),
    at: toAddress(place),
    conversation: thread ? `${said.channel}:${thread}` : said.channel,
    kind: direct ? 'direct' : 'channel',
    inThread: thread !== undefined,
    ...readText(withoutBot(said.text, botUserId), direct ? undefined : said.channel),
    ...(said.files.length > 0 ? { files: said.files.slice(0, mostFiles).map(toFile) } : {}),
  };
  return invocation;
}

/** Slack lets a message have ten (docs.slack.dev, file object). */
const mostFiles = 10;

/** Without an address it is one that the bot may not see: it is there all the same, to be told so. */
function toFile({ name, size, url_private_download: ref }: z.output<typeof message>['files'][number]): FileReference {
  return { name: name ?? 'a file', bytes: size ?? undefined, ref: ref ?? '' };
}

/** A pressed button; undefined for buttons that only open a link. */
export function fromAction(body: BlockAction<ButtonAction>, workspaceId: string, now: Date): Invocation | undefined {
  const [action] = body.actions;
  if (!action?.value) return undefined;
  const { container } = body;
  const channel = body.channel?.id ?? String(container.channel_id);
  const ephemeral = container.is_ephemeral === true;
  const ts = String(container.message_ts);
  const thread = typeof container.thread_ts === 'string' ? container.thread_ts : undefined;
  const { response_url: responseUrl } = body;
  const direct = channel.startsWith('D') && !ephemeral;
  const message = ephemeral ? { responseUrl } : { channel, ts };
  return {
    deliveryId: `action ${body.trigger_id}`,
    from: identity(workspaceId, body.user.id),
    fromName: body.user.name,
    workspaceName: body.team?.domain,
    at: toAddress({
      workspace: workspaceId,
      channel,
      user: body.user.id,
      thread,
      direct: direct || undefined,
      responseUrl,
      responseUntil: now.getTime() + responseMilliseconds,
    }),
    conversation: thread ? `${channel}:${thread}` : channel,
    kind: kindOf(channel, body.channel?.name),
    inThread: thread !== undefined,
    text: '',
    mentions: [],
    pressed: { ref: action.value, message: toReference({ workspace: workspaceId, ...message }) },
    opensForms: true,
  };
}

/** A submitted form; undefined for one that was opened for another workspace. */
export function fromView({ view, user }: SlackViewAction, workspaceId: string): Invocation | undefined {
  const { data: place } = readFormPlace.safeParse(view.private_metadata);
  const opened = place && fromAddress(place.at);
  if (!opened || !isIn(workspaceId, opened)) return undefined;
  const { ref, ...rest } = place satisfies FormPlace;
  return {
    deliveryId: `view ${view.id} ${view.hash}`,
    from: identity(workspaceId, user.id),
    fromName: user.name,
    ...rest,
    inThread: opened.thread !== undefined,
    text: '',
    mentions: [],
    pressed: { ref },
    values: valuesOf(view),
  };
}

type ViewField = SlackViewAction['view']['state']['values'][string][string];

function valuesOf(view: SlackViewAction['view']): FormValues {
  const fields = Object.entries(view.state.values).flatMap(([name, actions]) =>
    Object.values(actions).map((field): [string, string | boolean] => [name, filledIn(field)]),
  );
  return Object.fromEntries(fields);
}

/** What was not filled in is there as well, as null (docs.slack.dev, view interaction payloads). */
function filledIn(field: ViewField): string | boolean {
  switch (field.type) {
    case 'checkboxes':
      return (field.selected_options?.length ?? 0) > 0;
    case 'static_select':
      return field.selected_option?.value ?? '';
    case 'datepicker':
      return field.selected_date ?? '';
    case 'timepicker':
      return field.selected_time ?? '';
    case 'multi_users_select':
      return (field.selected_users ?? []).join(',');
    default:
      return field.value ?? '';
  }
}

export function identity(workspaceId: string, userId: string): Identity {
  return { platform: 'slack', workspaceId, userId };
}

export function kindOf(channel: string, name: string | undefined): Invocation['kind'] {
  if (channel.startsWith('D') || name === 'directmessage') return 'direct';
  return name?.startsWith('mpdm-') ? 'group' : 'channel';
}

function withoutBot(text: string, botUserId: string | undefined): string {
  return botUserId ? text.replace(new RegExp(`^\\s*<@${botUserId}(\\|[^>]*)?>[\\s,:]*`), '') : text;
}
