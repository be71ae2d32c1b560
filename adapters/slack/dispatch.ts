import { DeliveryError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/ports.ts';
import { sentencesFor } from '../../src/core/sentences/index.ts';
import type { SlackApi, WebApi } from './api.ts';
import type { BoltApp } from './bolt.ts';
import { type Delivery, object, readDelivery } from './delivery.ts';
import { toNotice } from './forms.ts';
import { fromMessage } from './inbound.ts';
import type { Installation, Installations } from './installations.ts';
import type { IsMember } from './members.ts';
import type { Removal } from './removal.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

type Body = Record<string, unknown>;

/**
 * Takes a verified body, by whichever way it came. Resolves to what goes into the answer, once whatever follows from it is
 * written down; rejects if Slack should deliver it again.
 */
export type Dispatch = (body: Body) => Promise<unknown>;

export function createDispatch({
  bolt,
  installations,
  isMember,
  removal,
  web,
  apis,
  installUrl,
  log,
}: {
  readonly bolt: BoltApp;
  readonly installations: Installations;
  readonly isMember: IsMember;
  readonly removal: Removal;
  readonly web: WebApi;
  readonly apis: WorkspaceApis;
  /** Where the app can be had, if it can be. */
  readonly installUrl?: string;
  readonly log: Log;
}): Dispatch {
  return async (body) => {
    if (await removal(body)) return undefined;
    const delivery = readDelivery(body);
    const installed = await installations.answering(delivery.asked);
    if (!installed) return notInstalled(delivery);
    if (!(await isMember(installed, delivery))) return foreign(delivery, installed, body);
    return bolt.dispatch(body, installed);
  };

  /** Without an installation there is no token: only what Slack offers with the delivery itself can be used. */
  async function notInstalled(delivery: Delivery): Promise<unknown> {
    log.warn({ ...delivery.asked, kind: delivery.kind }, 'a delivery came from where the app is not installed');
    return aside(delivery, words(delivery).slackNotInstalled(installUrl));
  }

  async function foreign(delivery: Delivery, installed: Installation, body: Body): Promise<unknown> {
    const sentence = words(delivery).slackForeign(installed.name, installUrl);
    if (delivery.kind !== 'event') return aside(delivery, sentence);
    const { workspaceId, botUserId } = installed;
    const said = fromMessage(body.event, { workspaceId, eventId: '', botUserId });
    if (said) await whisper(apis.of(workspaceId), object(body.event), sentence);
    return undefined;
  }

  async function whisper(api: SlackApi, event: Readonly<Record<string, unknown>>, text: string): Promise<void> {
    const { channel, user, thread_ts: thread } = event;
    const direct = String(channel).startsWith('D');
    const message = { channel, thread_ts: thread, text, mrkdwn: false };
    const sent = direct ? api.call('chat.postMessage', message) : api.call('chat.postEphemeral', { ...message, user });
    await sent.catch(unheard);
  }

  async function aside({ kind, responseUrl }: Delivery, text: string): Promise<unknown> {
    if (kind === 'command') return { response_type: 'ephemeral', text };
    if (kind === 'view') return { response_action: 'update', view: toNotice('Meetwire', text) };
    const message = { response_type: 'ephemeral', replace_original: false, text };
    if (responseUrl) await web.respond(responseUrl, message).catch(unheard);
    return undefined;
  }

  function unheard(error: unknown): void {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ error }, 'somebody of another workspace could not be answered');
  }
}

function words({ asked, userId }: Delivery) {
  const from = { platform: 'slack', workspaceId: asked.teamId ?? '', userId: userId ?? '' } as const;
  return sentencesFor({ from, kind: 'channel' });
}
