import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { createRefusals } from '../../refusals.ts';
import type { Cookies } from '../cookies.ts';
import { sameOrigin } from '../playground/guard.ts';

const token = z.looseObject({ form_token: z.string() });

/** Resolves to the browser that the form behind a link was made for, if that is the one that sends it. */
export function createFormCheck({
  cookies,
  publicUrl,
  ...surroundings
}: {
  readonly cookies: Cookies;
  readonly publicUrl: string;
  readonly log: Log;
  readonly clock: Clock;
}): (request: FastifyRequest, nonce: string) => string | undefined {
  const own = new URL(publicUrl);
  const tellRefused = createRefusals(surroundings, 'refused forms that did not come from a page of ours');
  return (request, nonce) => {
    const shown = token.safeParse(request.body).data?.form_token;
    const isOurs = cookies.browsers(request).some((secret) => cookies.checkFormToken(secret, nonce, shown));
    const browser = isOurs && sameOrigin(request, own) ? cookies.browser(request) : undefined;
    if (!browser) tellRefused({ route: request.routeOptions.url });
    return browser;
  };
}
