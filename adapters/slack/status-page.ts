import type { FastifyInstance, FastifyReply } from 'fastify';
import { html } from 'ghtml';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { StatusToken } from '../../src/core/stores.ts';
import { sendPage } from '../page.ts';
import { statusPath } from './scopes.ts';
import type { SlackStatuses } from './statuses.ts';

/** Where the tokens of those go who want their status to be kept. */
export interface StatusTokens {
  /** In place of one that was given before. */
  save(person: Identity, token: StatusToken, at: Date): Promise<void>;
  /** False if somebody has used this OAuth state before. */
  useState(digest: string, until: Date): Promise<boolean>;
}

/**
 * Where Slack sends a browser back to. Whoever agreed has to be whoever asked in chat, as Slack says it: a link that somebody else follows
 * gives nothing to anybody, and what was given by it is given back.
 */
export function serveStatusPage(
  server: FastifyInstance,
  {
    statuses,
    tokens,
    clock,
    log,
  }: { readonly statuses: SlackStatuses; readonly tokens: StatusTokens; readonly clock: Clock; readonly log: Log },
): void {
  server.get(statusPath, { exposeHeadRoute: false }, async (request, reply) => {
    const { state, code, error } = request.query as Readonly<Record<string, unknown>>;
    if (error !== undefined) return sendFailure(reply, 'denied');
    const asked = statuses.check(state);
    if (!asked || typeof code !== 'string' || code === '') return sendFailure(reply, 'stale');
    if (!(await tokens.useState(asked.digest, asked.until))) return sendFailure(reply, 'used');
    try {
      const { userId, workspaceIds, isWhole, token } = await statuses.exchange(code);
      const isSame = userId === asked.person.userId && workspaceIds.includes(asked.person.workspaceId);
      if (!isSame || !isWhole) {
        await statuses.statuses.revoke(token.token);
        return sendFailure(reply, isSame ? 'partial' : 'other');
      }
      await tokens.save(asked.person, token, clock());
      return sendPage(reply, 200, {
        title: 'Your status',
        body: html`<h1>Your status follows your meetings</h1>
          <p>While you are in a meeting that Meetwire knows of, Slack shows it beside your name; afterwards, your own status is back. To stop it, type <code>settings status off</code> in a direct message.</p>`,
      });
    } catch (refused) {
      if (!(refused instanceof DeliveryError)) throw refused;
      log.warn({ error: refused }, 'the right to a status was not given');
      return sendFailure(reply, refused.kind === 'retry' ? 'unreachable' : 'refused');
    }
  });
}

/** What can go wrong on the way: one sentence, and a way forward. */
const failures = {
  denied: [400, 'Slack gave no right to your status, because that was declined there.'],
  stale: [400, 'This link is none of ours, or older than ten minutes.'],
  used: [400, 'This link has been used before, so it did nothing this time.'],
  other: [403, 'Somebody else has asked for this in chat, so nothing was kept of what you agreed to.'],
  partial: [400, 'Slack did not give all that it takes, so nothing was kept.'],
  refused: [400, 'Slack did not accept this request, so nothing has changed.'],
  unreachable: [503, 'Slack cannot be reached just now, so nothing has changed.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

function sendFailure(reply: FastifyReply, kind: keyof typeof failures): FastifyReply {
  const [status, sentence] = failures[kind];
  const body = html`<h1>Your status is not kept</h1>
    <p class="problem" role="alert">${sentence} To try again, type <code>settings status on</code> in a direct message.</p>`;
  return sendPage(reply, status, { title: 'Your status', body });
}
