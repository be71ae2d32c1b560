import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { sendPage } from '../../page.ts';
import { createRefusals } from '../../refusals.ts';
import { forgedView } from '../pages/link-views.ts';
import { sameOrigin } from '../playground/guard.ts';
import { type ConsolePage, sendConsolePage } from './layout.ts';
import { closedView, failedView, unknownView } from './page-views.ts';
import type { Place } from './reply-view.ts';
import type { ConsoleSessions } from './sessions.ts';
import type { ConsoleSession } from './store.ts';

/** A request of somebody who has the console open: all others get no further. */
export interface Visits {
  whoIs(request: FastifyRequest): ConsoleSession;
  placeFor(request: FastifyRequest): Omit<Place, 'requestId'>;
  show(request: FastifyRequest, reply: FastifyReply, page: ConsolePage, status?: number): FastifyReply;
  unknown(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

/** What a form sends along, as it is read of a form with a file and of one without. */
const token = z.looseObject({ form_token: z.union([z.string(), z.looseObject({ value: z.string() })]) });

/** Keeps out, before anything is read of what was sent, whoever has no session, other websites, and forms that are not ours. */
export function receiveVisits(
  server: FastifyInstance,
  deps: {
    readonly sessions: ConsoleSessions;
    readonly publicUrl: string;
    readonly clock: Clock;
    readonly log: Log;
  },
): Visits {
  const { sessions, clock, log } = deps;
  const own = new URL(deps.publicUrl);
  const tellRefused = createRefusals(deps, 'refused forms that did not come from a page of the console');
  const open = new WeakMap<FastifyRequest, ConsoleSession>();
  const whoIs: Visits['whoIs'] = (request) => {
    const session = open.get(request);
    if (!session) throw new Error('a route of the console was reached without a session');
    return session;
  };
  const placeFor: Visits['placeFor'] = (request) => {
    const session = whoIs(request);
    return { sessionId: session.id, formToken: sessions.formToken(request), reader: session };
  };
  const show: Visits['show'] = (request, reply, page, status = 200) => {
    const formToken = sessions.formToken(request);
    return sendConsolePage(reply, status, page, { session: whoIs(request), formToken, now: clock() });
  };

  server.addHook('onRequest', async (request, reply) => {
    if (changes(request) && !sameOrigin(request, own)) return forged(request, reply);
    const session = await sessions.find(request);
    if (!session) return sendPage(reply, changes(request) ? 403 : 401, closedView());
    open.set(request, session);
  });
  server.addHook('preHandler', async (request, reply) => {
    if (changes(request) && !sessions.checkFormToken(request, tokenIn(request.body))) return forged(request, reply);
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.name === 'ZodError' ? 400 : (error.statusCode ?? 500);
    if (status >= 500) log.error({ error }, 'a page of the console failed');
    return sendPage(reply, status, failedView(status));
  });

  return { whoIs, placeFor, show, unknown: (request, reply) => show(request, reply, unknownView(), 404) };

  function forged(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    tellRefused({ route: request.routeOptions.url });
    return sendPage(reply, 403, forgedView());
  }
}

function changes({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function tokenIn(body: unknown): string | undefined {
  const given = token.safeParse(body).data?.form_token;
  return typeof given === 'object' ? given.value : given;
}
