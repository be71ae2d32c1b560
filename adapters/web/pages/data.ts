import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Identity } from '../../../src/core/invocation.ts';
import type { Linking } from '../../../src/core/linking.ts';
import type { PersonRecord } from '../../../src/core/person.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { privately, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { createFormCheck } from './form-check.ts';
import { forgedView, goneView } from './link-views.ts';
import { postLimit } from './post-limit.ts';

/** The file behind the page of `data-views.ts`: for the one browser that has proven whom it belongs to, once. */
export function serveData(
  server: FastifyInstance,
  deps: {
    readonly linking: Linking;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly log: Log;
    readonly clock: Clock;
    readonly personRecord: (person: Identity) => Promise<PersonRecord>;
  },
): void {
  const genuine = createFormCheck(deps);

  server.post('/:nonce/data', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = z.object({ nonce: z.string().max(100) }).parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const used = await deps.linking.use(nonce, browser, 'data');
    if (used.ok) {
      deps.cookies.release(reply, nonce);
      return reply
        .headers({ ...privately, 'content-disposition': 'attachment; filename="meetwire-data.json"' })
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(await deps.personRecord(used.subject.person), null, 2));
    }
    if (used.page.step !== 'gone') return reply.redirect(`/connect/${nonce}`, 303);
    const status = used.page.reason === 'unknown' ? 404 : 410;
    return sendPage(reply, status, goneView(used.page, `/connect/${nonce}/another`));
  });
}
