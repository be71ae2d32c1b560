import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { kindOf } from './inbound.ts';
import type { Installation } from './installations.ts';

/**
 * What an activity says about an installation.
 * - `added`: the app was installed there, which may be told by two events
 * - `seen`: it is installed there, possibly in a new version or under a new name
 * - `removed`: it is gone, or the whole team is
 */
export interface InstallationChange {
  readonly change: 'added' | 'seen' | 'removed';
  readonly installation: Installation;
}

const channelData = z.looseObject({
  team: z.looseObject({ id: z.string(), name: z.string().optional() }).optional(),
  eventType: z.string().optional(),
});
const accounts = z.array(z.looseObject({ id: z.string() }));
const kinds = { direct: 'personal', group: 'group', channel: 'team' } as const;

/** Undefined where the activity says nothing about it. The tenant is the one that the gate has found. */
export function readChange(activity: Partial<Activity>, tenantId: string): InstallationChange | undefined {
  const { conversation, serviceUrl, recipient } = activity;
  const change = changeOf(activity);
  if (!change || !conversation || !serviceUrl) return undefined;
  const team = channelData.safeParse(activity.channelData).data?.team;
  const kind = team ? 'team' : kinds[kindOf(conversation)];
  const [place = ''] = conversation.id.split(';');
  const names = { team: team?.name, group: conversation.name, personal: activity.from?.name };
  const installation: Installation = {
    tenantId,
    conversation: team?.id ?? place,
    kind,
    serviceUrl,
    botId: recipient?.id ?? '',
    name: z.string().safeParse(names[kind]).data,
  };
  return { change, installation };
}

/** Actions and event types as in learn.microsoft.com, "Conversation events in your Teams bot". */
function changeOf(activity: Partial<Activity>): InstallationChange['change'] | undefined {
  switch (activity.type) {
    case 'message':
    case 'invoke':
      return 'seen';
    case 'installationUpdate':
      return actions[String(activity.action).toLowerCase()];
    case 'conversationUpdate':
      return updateOf(activity);
    default:
      return undefined;
  }
}

/** `add-upgrade`: a new version of an app that was there before. `remove-upgrade`: the new version has no bot any more. */
const actions: Readonly<Record<string, InstallationChange['change']>> = {
  add: 'added',
  'add-upgrade': 'seen',
  remove: 'removed',
  'remove-upgrade': 'removed',
};

function updateOf({ membersAdded, membersRemoved, recipient, ...activity }: Partial<Activity>) {
  const event = channelData.safeParse(activity.channelData).data?.eventType?.toLowerCase() ?? '';
  if (event === 'teamdeleted' || event === 'teamharddeleted') return 'removed';
  if (event === 'teamrenamed' || event === 'teamrestored') return 'seen';
  // One shared channel may be opened or closed to the app: the team keeps it either way.
  if (event.startsWith('channel')) return undefined;
  const hasUs = (given: unknown) => accounts.safeParse(given).data?.some(({ id }) => id === recipient?.id) ?? false;
  if (hasUs(membersAdded)) return 'added';
  return hasUs(membersRemoved) ? 'removed' : undefined;
}
