import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Identity } from '../../src/core/invocation.ts';
import type { Look } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/reply.ts';
import { fromReference } from './address.ts';
import type { ConversationReferences } from './references.ts';
import { type CardElement, render } from './render.ts';
import { rosterOf } from './roster.ts';

/** So many people may see a card in their own way (learn.microsoft.com, user specific views). */
const mostViewers = 60;
const verb = 'refresh';

const refreshing = z.object({
  action: z.object({ verb: z.literal(verb), data: z.object({ meetwire: z.object({ view: z.uuid() }) }) }),
});

/** The meeting whose card a client wants to see anew; undefined for anything else that is invoked. */
export function readRefresh({ type, name, value }: Partial<Activity>): string | undefined {
  if (type !== 'invoke' || name !== 'adaptiveCard/action') return undefined;
  return refreshing.safeParse(value).data?.action.data.meetwire.view;
}

/**
 * What makes clients ask for somebody's own view of a card. Without a list, clients would ask for everybody wherever there are few people;
 * clients that know nothing of it show the card as it is.
 */
export function refresh(meetingId: string, memberIds: readonly string[]): CardElement {
  const action = { type: 'Action.Execute', title: 'Refresh', verb, data: { meetwire: { view: meetingId } } };
  return { refresh: { action, userIds: memberIds } };
}

/** A message for a conversation: in a channel or group, some may see its card in their own way. */
export async function renderIn(
  references: Pick<ConversationReferences, 'memberIds'>,
  { tenantId, conversation }: { readonly tenantId: string; readonly conversation: string },
  reply: Reply,
): Promise<Partial<Activity>> {
  const { views } = reply;
  if (!views || !conversation.startsWith('19:')) return render(reply);
  const people = views.people.flatMap((part) => (typeof part === 'object' && 'person' in part ? [part.person] : []));
  const userIds = people.filter(({ workspaceId }) => workspaceId === tenantId).map(({ userId }) => userId);
  const known = await references.memberIds(tenantId, userIds);
  const memberIds = userIds.flatMap((userId) => known.get(userId) ?? []).slice(0, mostViewers);
  return render(reply, memberIds.length > 0 ? refresh(views.meetingId, memberIds) : {});
}

/**
 * Answers a client that wants to see a card anew, in the body of the HTTP response. Where there is nothing to see, the client is told so
 * as an error, by which it keeps the card that all see (learn.microsoft.com, universal action model).
 */
export async function refreshed(
  look: Look,
  {
    viewer,
    meetingId,
    activity,
  }: { readonly viewer: Identity; readonly meetingId: string; readonly activity: Partial<Activity> },
): Promise<object> {
  const here = rosterOf(activity.conversation?.id ?? '');
  const reply = await look(viewer, meetingId, {
    has: (message) => rosterOf(fromReference(message).conversation) === here,
    is: (conversation) => rosterOf(conversation) === here,
  });
  const asked = reply?.views ? refresh(reply.views.meetingId, [activity.from?.id ?? '']) : {};
  const [card] = (reply && render(reply, asked).attachments) ?? [];
  if (!card) return { statusCode: 400, type: 'application/vnd.microsoft.error', value: nothing };
  return { statusCode: 200, type: card.contentType, value: card.content };
}

const nothing = { code: 'NotFound', message: 'This card cannot be seen anew.' };
