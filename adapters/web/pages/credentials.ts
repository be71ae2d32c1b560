import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CredentialsPage, LinkPage } from '../../../src/core/linking.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { credentialsDoneView, credentialsView } from './credentials-views.ts';
import { createFormCheck } from './form-check.ts';
import { forgedView, goneView } from './link-views.ts';
import { postLimit } from './post-limit.ts';

const path = z.object({ nonce: z.string().max(100) });
const given = z.object({ api_id: z.string().trim().min(1).max(200), api_key: z.string().trim().min(1).max(1000) });

/** Where an administrator gives the server credentials of a customer. The page itself is shown by its link. */
export function serveCredentials(
  server: FastifyInstance,
  deps: {
    readonly credentials: CredentialsPage;
    readonly look: (nonce: string, browser: string) => Promise<LinkPage>;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly log: Log;
    readonly clock: Clock;
    readonly addressesCount: boolean;
  },
): void {
  const genuine = createFormCheck(deps);

  server.post('/:nonce/credentials', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = path.parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const typed = given.safeParse(request.body);
    const answer = typed.success
      ? await deps.credentials.give(nonce, browser, {
          apiId: typed.data.api_id,
          apiKey: typed.data.api_key,
          address: deps.addressesCount ? request.ip : undefined,
        })
      : { ok: false as const, page: await deps.look(nonce, browser), problem: 'Type the API id and the API key.' };
    if (answer.ok) {
      deps.cookies.release(reply, nonce);
      return sendPage(reply, 200, credentialsDoneView(answer.customerName));
    }
    const { page, problem, retryAfterSeconds } = { retryAfterSeconds: undefined, ...answer };
    if (page.step === 'gone') return sendPage(reply, 410, goneView(page, `/connect/${nonce}/another`));
    if (page.step !== 'credentials') return reply.redirect(`/connect/${nonce}`, 303);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const target = { action: `/connect/${nonce}`, formToken: deps.cookies.formToken(browser, nonce) };
    const apiId = typed.success ? typed.data.api_id : '';
    return sendPage(
      reply,
      retryAfterSeconds === undefined ? 422 : 429,
      credentialsView(page, target, { problem, apiId }),
    );
  });
}
