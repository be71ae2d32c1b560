import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Cookies } from '../cookies.ts';
import { sameOrigin } from '../playground/guard.ts';

const token = z.looseObject({ form_token: z.string() });

/** Resolves to the browser that the form behind a link was made for, if that is the one that sends it. */
export function createFormCheck({
  cookies,
  publicUrl,
}: {
  readonly cookies: Cookies;
  readonly publicUrl: string;
}): (request: FastifyRequest, nonce: string) => string | undefined {
  const own = new URL(publicUrl);
  return (request, nonce) => {
    const given = token.safeParse(request.body);
    if (!given.success || !sameOrigin(request, own)) return undefined;
    const { form_token: shown } = given.data;
    const isGenuine = cookies.browsers(request).some((secret) => cookies.checkFormToken(secret, nonce, shown));
    return isGenuine ? cookies.browser(request) : undefined;
  };
}
