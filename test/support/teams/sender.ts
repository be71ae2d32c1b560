import { randomUUID } from 'node:crypto';
import { botId, directChatOf, type TeamsStandIn, tenantId } from './stand-in.ts';

/** Somebody in Teams, as the Bot Connector names them. */
export interface Sender {
  readonly tenant: string;
  readonly userId: string;
  readonly memberId: string;
  readonly name?: string;
}

export const ada: Sender = {
  tenant: tenantId,
  userId: 'ada00000-0000-4000-8000-000000000001',
  memberId: '29:ada',
  name: 'Ada Almeida',
};

export const channel = '19:general@thread.tacv2';

/** What the Bot Connector sends for somebody in their one-to-one chat; `changes` replaces any part. */
export function activityOf(teams: TeamsStandIn, { tenant, userId, memberId, name }: Sender, changes: object = {}) {
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: teams.url,
    from: { id: memberId, name, aadObjectId: userId },
    recipient: { id: botId, name: 'Meetwire' },
    conversation: { id: directChatOf(memberId, tenant), tenantId: tenant, conversationType: 'personal' },
    channelData: { tenant: { id: tenant } },
    ...changes,
  };
}

/** The parts that make it an activity in a channel of a team. */
export function inChannel({ tenant }: Sender, more: object = {}) {
  return {
    conversation: { id: `${channel};messageid=1`, tenantId: tenant, conversationType: 'channel' },
    channelData: { tenant: { id: tenant }, team: { id: channel, name: 'General team' }, ...more },
  };
}

/** Delivers it with a genuine token, unless another one is given. */
export async function deliver(teams: TeamsStandIn, url: string, body: object, token?: string) {
  const { serviceUrl } = body as { serviceUrl?: string };
  const response = await fetch(`${url}/teams/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token ?? (await teams.token({ serviceUrl }))}`,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}
