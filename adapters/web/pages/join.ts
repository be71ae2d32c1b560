import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Entering, EnteringPage } from '../../../src/core/entering.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { privately, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { sameOrigin } from '../playground/guard.ts';
import { askView, cancelledView, elsewhereView, overView, strayView, unknownView } from './join-views.ts';
import { postLimit } from './post-limit.ts';

const path = z.object({ key: z.string().max(100) });
const guest = z.object({ name: z.string().trim().min(1).max(200) });

/**
 * Our own links to meetings: resolved at the click, and only to hosts that the operator allows. Looking at one makes nobody enter:
 * a browser that is recognised is led on, anybody else says who it is first. docs/live.md.
 */
export function serveJoin(
  server: FastifyInstance,
  deps: {
    readonly entering: Entering;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly joinHostAllowed: (url: URL) => boolean;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  const { entering, cookies } = deps;
  const own = new URL(deps.publicUrl);

  server.get('/:key', async (request, reply) => {
    const { key } = path.parse(request.params);
    const page = await entering.look(key, cookies.known(request));
    return show(reply, key, page);
  });

  server.get('/:key/other', async (request, reply) => {
    const { key } = path.parse(request.params);
    const page = await entering.look(key, cookies.known(request), true);
    return show(reply, key, page);
  });

  server.post('/:key/guest', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { key } = path.parse(request.params);
    if (!isOurs(request)) return sendPage(reply, 403, strayView());
    const given = guest.safeParse(request.body);
    const url = given.success ? await entering.asGuest(key, given.data.name) : undefined;
    if (url) return go(reply, url);
    // Nothing is there any more, or the name is none: what is there is shown again.
    const page = await entering.look(key, undefined);
    return show(reply, key, page, 'Type the name that the others should see.');
  });

  /** On a computer that several people use, whoever is recognised may be somebody else. */
  server.post('/:key/forget', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { key } = path.parse(request.params);
    if (!isOurs(request)) return sendPage(reply, 403, strayView());
    const known = cookies.known(request);
    if (known) await entering.forget(known);
    cookies.dropKnown(reply);
    return reply.redirect(`/j/${encodeURIComponent(key)}`, 303);
  });

  /** A form of another site leads nobody in, and makes no browser forget. */
  function isOurs(request: FastifyRequest): boolean {
    return sameOrigin(request, own);
  }

  function show(reply: FastifyReply, key: string, page: EnteringPage, problem?: string): FastifyReply {
    const now = deps.clock();
    switch (page.step) {
      case 'unknown':
        return sendPage(reply, 404, unknownView());
      case 'over':
        return sendPage(reply, 410, overView(page.target, now));
      case 'cancelled':
        return sendPage(reply, 410, cancelledView(page.target));
      case 'ask':
        return sendPage(reply, problem ? 400 : 200, askView(page, `/j/${encodeURIComponent(key)}`, problem));
      default:
        return go(reply, page.url);
    }
  }

  function go(reply: FastifyReply, url: URL): FastifyReply {
    if (!deps.joinHostAllowed(url)) return sendPage(reply, 502, elsewhereView(url));
    return reply.headers(privately).header('referrer-policy', 'no-referrer').redirect(url.href, 303);
  }
}
