import type { Activity } from 'botbuilder';
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import type { About, Invocation, Mention } from '../../src/core/invocation.ts';
import { toAddress } from './address.ts';
import { kindOf, privacyOf } from './inbound.ts';
import { meetAboutId } from './meet-about-id.ts';

const identities = z.looseObject({
  user: z
    .looseObject({ id: z.string(), displayName: z.string().nullish(), userIdentityType: z.string().nullish() })
    .nullish(),
  conversation: z.looseObject({ id: z.string(), displayName: z.string().nullish() }).nullish(),
});
/** A message as an action on it tells of it (learn.microsoft.com, action commands; `MessageActionsPayload` of the Bot Framework). */
const payload = z.looseObject({
  id: z.string(),
  replyToId: z.string().nullish(),
  deleted: z.boolean().nullish(),
  deletedDateTime: z.string().nullish(),
  from: identities.nullish(),
  body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  mentions: z.array(z.looseObject({ id: z.coerce.string(), mentioned: identities.nullish() })).nullish(),
});
const action = z.looseObject({ commandId: z.string(), messagePayload: payload });

type Payload = z.output<typeof payload>;

/** True for what is chosen from the menu of a message, which can be done where the app is not installed. */
export function isMessageAction({ name }: Partial<Activity>): boolean {
  return name === 'composeExtension/fetchTask' || name === 'composeExtension/submitAction';
}

/** What the message was, and the thread that it is in; undefined where it is another command. */
export function fromMessageAction(
  { value, conversation, serviceUrl = '', channelData }: Partial<Activity>,
  invocation: Invocation,
): Invocation | undefined {
  const { data } = action.safeParse(value);
  if (!data || data.commandId !== meetAboutId || !conversation) return undefined;
  const { messagePayload: message } = data;
  const [place = ''] = conversation.id.split(';');
  const isChannel = kindOf(conversation) === 'channel';
  const id = isChannel ? `${place};messageid=${message.replyToId || message.id}` : place;
  const { workspaceId: tenantId, userId: user } = invocation.from;
  const personal = invocation.kind === 'direct';
  return {
    ...invocation,
    at: toAddress({ serviceUrl, conversation: id, tenantId, personal, user, ...privacyOf({ channelData }) }),
    conversation: id,
    inThread: isChannel,
    about: aboutOf(message),
    opensForms: true,
  };
}

function aboutOf({ body, from, mentions, deleted, deletedDateTime }: Payload): About {
  const author = personIn(from);
  const content = body?.content ?? '';
  const read = body?.contentType === 'html' ? readHtml(content, mentions ?? []) : { text: content, mentions: [] };
  return { ...read, author, isGone: deleted === true || Boolean(deletedDateTime) };
}

/** Whoever has an account of Entra: anonymous and federated people have none here, and bots are applications. */
function personIn(given: z.output<typeof identities> | null | undefined): About['author'] {
  const user = given?.user;
  if (!user || (user.userIdentityType && user.userIdentityType !== 'aadUser')) return undefined;
  return { id: user.id.toLowerCase(), name: user.displayName ?? undefined };
}

const breaks = new Set(['br', 'p', 'div', 'li', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'pre']);
/** What stands in these is of another message, or no text. */
const aside = new Set(['blockquote', 'attachment', 'style', 'script']);

/** A body in HTML as plain text; who is mentioned in it stands in `<at id="0">`. What mentions our bot, or anything else, is left out. */
function readHtml(html: string, known: NonNullable<Payload['mentions']>): Pick<About, 'text' | 'mentions'> {
  const found: Mention[] = [];
  let text = '';
  let inside = 0;
  let mention: { readonly id: string; readonly start: number } | undefined;
  const parser = new Parser({
    onopentag(name, { id = '' }) {
      if (aside.has(name)) inside += 1;
      if (breaks.has(name)) text += '\n';
      if (name === 'at' && inside === 0) mention = { id, start: text.length };
    },
    ontext(part) {
      if (inside === 0) text += part.replaceAll('\u00a0', ' ');
    },
    onclosetag(name) {
      if (aside.has(name)) inside -= 1;
      if (breaks.has(name)) text += '\n';
      if (name !== 'at' || !mention) return;
      const { id, start } = mention;
      const who = personIn(known.find((one) => one.id === id)?.mentioned);
      if (who) found.push({ kind: 'person', ...who, start, length: text.length - start });
      else text = text.slice(0, start);
      mention = undefined;
    },
  });
  parser.end(html);
  return { text, mentions: found };
}
