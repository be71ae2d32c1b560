import type { BlockAction, ButtonAction, SlackViewAction, SlashCommand } from '@slack/bolt';
import { z } from 'zod';
import type { FormValues, Identity, Invocation } from '../../src/core/invocation.ts';
import { type Place, responseMilliseconds, toAddress, toReference } from './address.ts';
import { type FormPlace, readFormPlace } from './forms.ts';
import { readText } from './text.ts';

/** `/meet …` */
export function fromCommand(command: SlashCommand, now: Date): Invocation {
  const { channel_id: channel, user_id: user } = command;
  const responseUrl = command.response_url || undefined;
  const at = toAddress({ channel, user, responseUrl, responseUntil: now.getTime() + responseMilliseconds });
  return {
    deliveryId: `command ${command.trigger_id}`,
    from: identity(command.team_id, user),
    fromName: command.user_name,
    workspaceName: command.team_domain,
    at,
    conversation: channel,
    kind: kindOf(channel, command.channel_name),
    ...readText(command.text),
    opensForms: true,
  };
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
});

/** A mention of the bot, or a line in its direct chat; undefined for whatever is not said to it by a person. */
export function fromMessage(
  event: unknown,
  { teamId, eventId, botUserId }: { teamId: string; eventId: string; botUserId: string | undefined },
) {
  const { data: said } = message.safeParse(event);
  if (!said || said.bot_id !== undefined || (said.subtype !== undefined && said.subtype !== 'file_share'))
    return undefined;
  const direct = said.channel_type === 'im' || said.channel.startsWith('D');
  // A mention inside the direct chat arrives as a message as well.
  if (said.type === 'app_mention' ? direct : !direct) return undefined;
  const thread = said.thread_ts;
  const place: Place = { channel: said.channel, user: said.user, thread, direct: direct || undefined };
  const invocation: Invocation = {
    deliveryId: `event ${eventId}`,
    from: identity(teamId, said.user),
    at: toAddress(place),
    conversation: thread ? `${said.channel}:${thread}` : said.channel,
    kind: direct ? 'direct' : 'channel',
    ...readText(withoutBot(said.text, botUserId)),
  };
  return invocation;
}

/** A pressed button; undefined for buttons that only open a link. */
export function fromAction(body: BlockAction<ButtonAction>, now: Date): Invocation | undefined {
  const [action] = body.actions;
  const teamId = body.team?.id ?? body.user.team_id;
  if (!action?.value || !teamId) return undefined;
  const { container } = body;
  const channel = body.channel?.id ?? String(container.channel_id);
  const ephemeral = container.is_ephemeral === true;
  const ts = String(container.message_ts);
  const thread = typeof container.thread_ts === 'string' ? container.thread_ts : undefined;
  const { response_url: responseUrl } = body;
  const direct = channel.startsWith('D') && !ephemeral;
  return {
    deliveryId: `action ${body.trigger_id}`,
    from: identity(teamId, body.user.id),
    fromName: body.user.name,
    workspaceName: body.team?.domain,
    at: toAddress({
      channel,
      user: body.user.id,
      thread,
      direct: direct || undefined,
      responseUrl,
      responseUntil: now.getTime() + responseMilliseconds,
    }),
    conversation: thread ? `${channel}:${thread}` : channel,
    kind: kindOf(channel, body.channel?.name),
    text: '',
    mentions: [],
    pressed: { ref: action.value, message: toReference(ephemeral ? { responseUrl } : { channel, ts }) },
    opensForms: true,
  };
}

/** A submitted form. */
export function fromView({ view, user, team }: SlackViewAction): Invocation | undefined {
  const { data: place } = readFormPlace.safeParse(view.private_metadata);
  const teamId = team?.id ?? user.team_id;
  if (!place || !teamId) return undefined;
  const { ref, ...rest } = place satisfies FormPlace;
  return {
    deliveryId: `view ${view.id} ${view.hash}`,
    from: identity(teamId, user.id),
    fromName: user.name,
    ...rest,
    text: '',
    mentions: [],
    pressed: { ref },
    values: valuesOf(view),
  };
}

function valuesOf(view: SlackViewAction['view']): FormValues {
  const fields = Object.entries(view.state.values).flatMap(([name, actions]) =>
    Object.values(actions).map((field): [string, string | boolean] => {
      if (field.type === 'checkboxes') return [name, (field.selected_options?.length ?? 0) > 0];
      if (field.type === 'static_select') return [name, field.selected_option?.value ?? ''];
      return [name, field.value ?? ''];
    }),
  );
  return Object.fromEntries(fields);
}

function identity(workspaceId: string, userId: string): Identity {
  return { platform: 'slack', workspaceId, userId };
}

function kindOf(channel: string, name: string | undefined): Invocation['kind'] {
  if (channel.startsWith('D') || name === 'directmessage') return 'direct';
  return name?.startsWith('mpdm-') ? 'group' : 'channel';
}

function withoutBot(text: string, botUserId: string | undefined): string {
  return botUserId ? text.replace(new RegExp(`^\\s*<@${botUserId}(\\|[^>]*)?>[\\s,:]*`), '') : text;
}
