import { App, type BlockAction, type ButtonAction, type Logger } from '@slack/bolt';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Invocation } from '../../src/core/invocation.ts';
import type { Clock, Log, Receive } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/reply.ts';
import { sentencesFor } from '../../src/core/sentences/index.ts';
import type { SlackApi } from './api.ts';
import { toModal, toNotice } from './forms.ts';
import { fromAction, fromCommand, fromMessage, fromView } from './inbound.ts';
import { render } from './render.ts';
import type { Team } from './team.ts';

/** Bolt behind a receiver of ours. */
export interface BoltApp {
  /** Hands over a verified body. Resolves to what goes into the HTTP response; rejects if Slack should deliver it again. */
  dispatch(body: Record<string, unknown>): Promise<unknown>;
}

export function createBoltApp(deps: {
  readonly api: SlackApi;
  readonly team: Team;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly log: Log;
}): BoltApp {
  const { api, team, receive, clock, log } = deps;
  // The one server of the service listens, verifies and parses: all that is left for a receiver is to exist.
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async () => ({}),
    ignoreSelf: false,
    logger: boltLogger(log),
  });

  app.command(/.*/, async ({ command, ack }) => {
    const invocation = fromCommand(command, clock());
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

  app.event('app_mention', async ({ event, body }) => heard(event, body));
  app.event('message', async ({ event, body }) => heard(event, body));

  app.action<BlockAction<ButtonAction>>({ type: 'block_actions' }, async ({ body, ack }) => {
    const invocation = fromAction(body, clock());
    if (!invocation) return ack();
    try {
      const { now } = await receive(invocation);
      if (now?.form) await openForm(invocation, body.trigger_id, now.form);
      if (now?.reply) await api.respond(body.response_url, { replace_original: false, ...ephemeral(now.reply) });
    } catch (error) {
      log.error({ error }, 'a press could not be taken down');
      const reply = { visibleTo: 'caller', text: [sentencesFor(invocation).notTaken] } as const;
      await api.respond(body.response_url, { replace_original: false, ...ephemeral(reply) });
    }
    return ack();
  });

  app.view('form', async ({ body, ack }) => {
    const invocation = fromView(body);
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
    async dispatch(body) {
      let answer: unknown;
      await app.processEvent({
        body,
        ack: async (response) => {
          answer = response;
        },
      });
      return answer;
    },
  };

  async function heard(event: unknown, body: { event_id: string; team_id: string }): Promise<void> {
    const { botUserId } = await team.installed();
    const invocation = fromMessage(event, { teamId: body.team_id, eventId: body.event_id, botUserId });
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
    await api.call('views.open', { trigger_id: triggerId, view: toModal(form, invocation) });
  }

  async function sayAtOnce(invocation: Invocation, reply: Reply): Promise<void> {
    const { userId } = invocation.from;
    await api.call('chat.postMessage', { channel: userId, ...render(reply) }).catch((error: unknown) => {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error }, 'an answer did not get through');
    });
  }
}

function ephemeral(reply: Reply) {
  return { response_type: 'ephemeral', ...render(reply) } as const;
}

/** Bolt's own lines are few; warnings and errors of it matter to the operator. */
function boltLogger(log: Log): Logger {
  const at =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level]({}, parts.map(String).join(' '));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: at('warn'),
    error: at('error'),
    setLevel: () => undefined,
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: () => undefined,
  };
}
