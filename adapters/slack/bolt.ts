import { App, type BlockAction, type ButtonAction, type Context, type MessageShortcut } from '@slack/bolt';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Invocation } from '../../src/core/invocation.ts';
import type { Clock, Log, Receive } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/reply.ts';
import { sentencesFor } from '../../src/core/sentences/index.ts';
import type { WebApi } from './api.ts';
import { toModal, toNotice } from './forms.ts';
import { fromAction, fromCommand, fromMessage, fromView } from './inbound.ts';
import type { Installation } from './installations.ts';
import { meetAboutId } from './meet-about-id.ts';
import { fromShortcut } from './message-shortcut.ts';
import { render } from './render.ts';
import { sdkLogger } from './sdk-logger.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

/** Bolt behind a receiver of ours. */
export interface BoltApp {
  /**
   * Hands over a verified body, and what is installed where it is for. Resolves to what goes into the answer; rejects if
   * Slack should deliver it again.
   */
  dispatch(body: Record<string, unknown>, installed: Installation): Promise<unknown>;
}

export function createBoltApp(deps: {
  readonly web: WebApi;
  readonly apis: WorkspaceApis;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly log: Log;
}): BoltApp {
  const { web, apis, receive, clock, log } = deps;
  // The one server of the service listens, verifies and parses: all that is left for a receiver is to exist.
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async () => ({}),
    ignoreSelf: false,
    logger: sdkLogger(log),
  });

  app.command(/.*/, async ({ command, ack, context }) => {
    const invocation = fromCommand(command, workspaceOf(context), clock());
    try {
      const { now } = await receive(invocation);
      if (now?.form) await openForm(invocation, command.trigger_id, now.form);
      await ack(now?.reply ? ephemeral(now.reply) : undefined);
    } catch (error) {
      // Slack does not repeat commands: the person has to be told here, or never.
      log.error({ error }, 'a command could not be taken down');
      await ack({ response_type: 'ephemeral', text: sentencesFor(invocation).notTaken });
    }
  });

  app.event('app_mention', async ({ event, body, context }) => heard(event, body.event_id, context));
  app.event('message', async ({ event, body, context }) => heard(event, body.event_id, context));

  app.action<BlockAction<ButtonAction>>({ type: 'block_actions' }, async ({ body, ack, context }) => {
    const invocation = fromAction(body, workspaceOf(context), clock());
    if (invocation) await chosen(invocation, body);
    return ack();
  });

  app.shortcut<MessageShortcut>(
    { callback_id: meetAboutId, type: 'message_action' },
    async ({ shortcut, ack, context }) => {
      await chosen(fromShortcut(shortcut, installedOf(context), clock()), shortcut);
      return ack();
    },
  );

  app.view('form', async ({ body, ack, context }) => {
    const invocation = fromView(body, workspaceOf(context));
    if (!invocation) return ack();
    const { now } = await receive(invocation);
    if (now?.errors) return ack({ response_action: 'errors', errors: now.errors });
    if (now?.reply) return ack({ response_action: 'update', view: toNotice('Meetwire', render(now.reply).text) });
    return ack();
  });

  app.error(async (error) => {
    throw error;
  });

  return {
    async dispatch(body, installed) {
      let answer: unknown;
      await app.processEvent({
        body,
        customProperties: { installed },
        ack: async (response) => {
          answer = response;
        },
      });
      return answer;
    },
  };

  /** A pressed button, or a chosen message: what comes of it at once is a form, or something said to this person alone. */
  async function chosen(
    invocation: Invocation,
    { trigger_id: trigger, response_url: url }: { readonly trigger_id: string; readonly response_url: string },
  ): Promise<void> {
    try {
      const { now } = await receive(invocation);
      if (now?.form) await openForm(invocation, trigger, now.form);
      if (now?.reply) await web.respond(url, { replace_original: false, ...ephemeral(now.reply) });
    } catch (error) {
      log.error({ error }, 'a press could not be taken down');
      const reply = { visibleTo: 'caller', text: [sentencesFor(invocation).notTaken] } as const;
      await web.respond(url, { replace_original: false, ...ephemeral(reply) });
    }
  }

  async function heard(event: unknown, eventId: string, context: Context): Promise<void> {
    const { workspaceId, botUserId } = installedOf(context);
    const invocation = fromMessage(event, { workspaceId, eventId, botUserId });
    if (!invocation) return;
    const { now } = await receive(invocation);
    if (now?.reply) await sayAtOnce(invocation, now.reply);
  }

  /** A modal has to open within three seconds of the press (docs.slack.dev, modals). */
  async function openForm(
    invocation: Invocation,
    triggerId: string,
    form: Parameters<typeof toModal>[0],
  ): Promise<void> {
    await apis
      .of(invocation.from.workspaceId)
      .call('views.open', { trigger_id: triggerId, view: toModal(form, invocation) });
  }

  async function sayAtOnce(invocation: Invocation, reply: Reply): Promise<void> {
    const { userId, workspaceId } = invocation.from;
    const message = { channel: userId, ...render(reply) };
    await apis
      .of(workspaceId)
      .call('chat.postMessage', message)
      .catch((error: unknown) => {
        if (!(error instanceof DeliveryError)) throw error;
        log.warn({ error }, 'an answer did not get through');
      });
  }
}

/** What `dispatch` was given: Bolt passes it through. */
function installedOf(context: Context): Installation {
  return context.installed as Installation;
}

function workspaceOf(context: Context): string {
  return installedOf(context).workspaceId;
}

function ephemeral(reply: Reply) {
  return { response_type: 'ephemeral', ...render(reply) } as const;
}
