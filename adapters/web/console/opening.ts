import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Linking } from '../../../src/core/linking.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { createFormCheck } from '../pages/form-check.ts';
import { forgedView, goneView } from '../pages/link-views.ts';
import { postLimit } from '../pages/post-limit.ts';
import type { ConsoleSessions } from './sessions.ts';

/** Opens the console for whoever has come by a link and has proven who it is, once for each link. */
export function serveOpening(
  server: FastifyInstance,
  deps: {
    readonly linking: Pick<Linking, 'use' | 'tell'>;
    readonly sessions: ConsoleSessions;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly log: Log;
    readonly clock: Clock;
  },
): void {
  const genuine = createFormCheck(deps);

  server.post('/:nonce/console', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = z.object({ nonce: z.string().max(100) }).parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const used = await deps.linking.use(nonce, browser, 'console');
    if (!used.ok && used.page.step !== 'gone') return reply.redirect(`/connect/${nonce}`, 303);
    const isOpen = used.ok && (await deps.sessions.open(nonce, used.subject.person, reply));
    if (isOpen) {
      deps.cookies.release(reply, nonce);
      await deps.linking.tell(nonce, 'console-opened');
      return reply.redirect('/admin', 303);
    }
    const page = !used.ok && used.page.step === 'gone' ? used.page : ({ step: 'gone', reason: 'unknown' } as const);
    return sendPage(reply, page.reason === 'unknown' ? 404 : 410, goneView(page, `/connect/${nonce}/another`));
  });
}
