import { type Activity, type ConversationAccount, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { FormValues, Identity, Invocation, Mention } from '../../src/core/invocation.ts';
import { toAddress, toReference } from './address.ts';
import type { StoredReference } from './references.ts';

/** Who and where, from an activity that the gate let through; undefined where there is no person to answer to. */
export function begin(
  activity: Partial<Activity>,
  tenantId: string,
): { invocation: Invocation; reference: StoredReference } | undefined {
  const { from, conversation, serviceUrl, recipient, id } = activity;
  if (!from?.aadObjectId || !conversation || !serviceUrl) return undefined;
  const kind = kindOf(conversation);
  const personal = kind === 'direct';
  const userId = from.aadObjectId.toLowerCase();
  const identity: Identity = { platform: 'teams', workspaceId: tenantId, userId };
  const invocation: Invocation = {
    deliveryId: `${conversation.id} ${id ?? activity.replyToId ?? ''}`,
    from: identity,
    fromName: from.name ?? undefined,
    at: toAddress({
      serviceUrl,
      conversation: conversation.id,
      tenantId,
      personal,
      user: userId,
      ...privacyOf(activity),
    }),
    conversation: conversation.id,
    kind,
    inThread: isReply(activity),
    text: '',
    mentions: [],
    locale: activity.locale,
    timeZone: timeZoneOf(activity),
  };
  const reference: StoredReference = {
    tenantId,
    userId,
    memberId: from.id,
    name: from.name ?? '',
    serviceUrl,
    botId: recipient?.id ?? '',
    conversation: personal ? conversation.id : undefined,
  };
  return { invocation, reference };
}

const channelData = z.looseObject({ channel: z.looseObject({ type: z.enum(['standard', 'private', 'shared']) }) });

/** Shared channels have people of their own as well (ChannelInfo of the Bot Framework). */
export function privacyOf(activity: Partial<Activity>): { readonly isPrivate?: boolean } {
  const { data } = channelData.safeParse(activity.channelData);
  return data ? { isPrivate: data.channel.type !== 'standard' } : {};
}

/** False for a new post in a channel, which has its own id: what answers it stands below it for everybody to see. */
function isReply({ id, conversation }: Partial<Activity>): boolean {
  const [, root] = /;messageid=(\d+)/u.exec(conversation?.id ?? '') ?? [];
  return root !== undefined && root !== id;
}

/** Two people's own chat is personal as well, but no one-to-one chat with the bot: those begin with `a:`. */
export function kindOf({
  conversationType,
  id = '',
}: Partial<Pick<ConversationAccount, 'conversationType' | 'id'>>): Invocation['kind'] {
  if (conversationType === undefined || conversationType === 'personal')
    return id.startsWith('19:') ? 'group' : 'direct';
  return conversationType === 'groupChat' ? 'group' : 'channel';
}

/**
 * Somebody of another organisation in a shared channel or federated chat, or without an account (anonymous in a meeting). Never
 * taken for a member. A guest who was invited into the tenant has an object of their own there, and is none of these.
 */
export function isOutsider({ from }: Partial<Activity>, tenantId: string): boolean {
  if (!from) return true;
  const { data } = z.looseObject({ tenantId: z.string() }).safeParse(from);
  return !from.aadObjectId || (data !== undefined && data.tenantId.toLowerCase() !== tenantId);
}

/** What was typed, without the mention of the bot; the other mentions beside it. */
export function readMessage(activity: Partial<Activity>): { text: string; mentions: readonly Mention[] } {
  // The SDK's helper changes the activity that it is given.
  const copy = structuredClone(activity) as Activity;
  const raw = TurnContext.removeRecipientMention(copy) || copy.text || '';
  const text = raw.replace(/&nbsp;|\u00a0/gu, ' ');
  const mentions: Mention[] = [];
  let readable = '';
  let from = 0;
  for (const { mentioned, text: marked } of mentionsOf(activity)) {
    const start = text.indexOf(marked, from);
    if (start < 0) continue;
    readable += text.slice(from, start);
    const shown = `@${mentioned.name}`;
    mentions.push({
      kind: mentionKindOf(mentioned),
      id: mentioned.id,
      name: mentioned.name,
      start: readable.length,
      length: shown.length,
    });
    readable += shown;
    from = start + marked.length;
  }
  return { text: readable + text.slice(from), mentions };
}

const download = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().default('a file'),
  content: z.object({ downloadUrl: z.string() }),
});
const mostFiles = 10;

/** Files that came with a message in the one-to-one chat (learn.microsoft.com, send and receive files). */
export function readFiles({ attachments = [] }: Partial<Activity>): Pick<Invocation, 'files'> {
  const files = attachments.slice(0, mostFiles).flatMap((attachment) => {
    const { data } = download.safeParse(attachment);
    return data ? [{ name: data.name, ref: data.content.downloadUrl }] : [];
  });
  return files.length > 0 ? { files } : {};
}

const execute = z.object({
  action: z.object({ data: z.object({ meetwire: z.object({ ref: z.string().max(100) }) }) }),
});
/** Inputs are named by forms of ours; no form has as many as this. */
const fields = z.record(z.string().max(100), z.string()).refine((given) => Object.keys(given).length <= 100);
const task = z.object({
  data: z.looseObject({ meetwire: z.object({ ref: z.string().max(100), fields: fields.optional() }) }),
});

/** The reference in a pressed Action.Execute. */
export function readExecute(value: unknown): string | undefined {
  return execute.safeParse(value).data?.action.data.meetwire.ref;
}

/** The reference of a dialog, and what was filled in; of what was left out, that it is empty. */
export function readTask(value: unknown): { ref: string; values: FormValues } | undefined {
  const { data } = task.safeParse(value);
  if (!data) return undefined;
  const { meetwire, ...typed } = data.data;
  const values = Object.entries(meetwire.fields ?? {}).map(([name, kind]) => [name, filledIn(kind, typed[name])]);
  return { ref: meetwire.ref, values: Object.fromEntries(values) };
}

function filledIn(kind: string, typed: unknown): string | boolean {
  if (kind === 'toggle') return typed === 'true';
  if (typeof typed !== 'string') return '';
  return kind === 'people' ? typed.toLowerCase() : typed;
}

/** The message that a button stands on. */
export function pressedMessage({ serviceUrl = '', conversation, replyToId }: Partial<Activity>) {
  return replyToId ? toReference({ serviceUrl, conversation: conversation?.id ?? '', activity: replyToId }) : undefined;
}

const mention = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string(), name: z.string(), type: z.string().optional() }),
  text: z.string().min(1),
});

/** A channel, or a team by its first channel, has an id like `19:…@thread.tacv2`; a tag says that it is one. */
function mentionKindOf({ id, type }: z.output<typeof mention>['mentioned']): Mention['kind'] {
  if (id.startsWith('19:')) return 'channel';
  return type === 'tag' ? 'group' : 'person';
}

function mentionsOf({ entities = [], recipient }: Partial<Activity>) {
  return entities
    .map((entity) => mention.safeParse(entity).data)
    .filter((found) => found !== undefined)
    .filter(({ mentioned }) => mentioned.id !== recipient?.id);
}

function timeZoneOf({ localTimezone, entities = [] }: Partial<Activity>): string | undefined {
  const client = z.object({ type: z.literal('clientInfo'), timezone: z.string() });
  return entities.map((entity) => client.safeParse(entity).data?.timezone).find(Boolean) ?? localTimezone;
}
