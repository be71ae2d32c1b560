import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import type { JoinTarget } from '../../../src/core/meeting.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { sendPage } from '../../page.ts';

/** Our own links to meetings: resolved at the click, and only to hosts that the operator allows. */
export function serveJoin(
  server: FastifyInstance,
  deps: {
    readonly joinTarget: (joinKey: string) => Promise<JoinTarget | undefined>;
    readonly joinHostAllowed: (url: URL) => boolean;
    readonly clock: Clock;
  },
): void {
  server.get('/:key', async (request, reply) => {
    const { key } = z.object({ key: z.string().max(100) }).parse(request.params);
    const target = await deps.joinTarget(key);
    if (!target) {
      const body = html`<h1>No meeting here</h1><p>This link leads to no meeting. Ask whoever sent it for a new one.</p>`;
      return sendPage(reply, 404, { title: 'No meeting here', body });
    }
    const now = deps.clock();
    if (target.linkEndsAt && target.linkEndsAt <= now) {
      const body = html`<h1>This meeting is over</h1>
        <p>“${target.title}”${target.hostName ? `, with ${target.hostName} as host,` : ''} ended ${ago(target.linkEndsAt, now)}.</p>
        <p>Start another one from the chat: its card there has <strong>Meet again</strong>.</p>`;
      return sendPage(reply, 410, { title: 'This meeting is over', body });
    }
    const url = URL.parse(target.joinUrl);
    if (url && deps.joinHostAllowed(url)) {
      return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(url.href, 302);
    }
    const body = html`<h1>This meeting cannot be opened from here</h1>
      <p>“${target.title}” is on ${url?.host ?? 'an address that is not valid'}, which is not among the hosts this service may lead to.</p>
      <p>Ask whoever runs Meetwire here to add it to <code>UCAAS_JOIN_HOSTS</code>.</p>`;
    return sendPage(reply, 502, { title: 'This meeting cannot be opened', body });
  });
}

/** Whoever opens a link may be in any time zone, so it is said how long ago it was. */
function ago(moment: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - moment.getTime()) / 60_000);
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 1) return 'just now';
  if (minutes < 60) return words.format(-minutes, 'minute');
  return minutes < 48 * 60
    ? words.format(-Math.round(minutes / 60), 'hour')
    : words.format(-Math.round(minutes / 1440), 'day');
}
