import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Keeps other websites out of a page that anybody on this machine may use as anybody: a foreign page may neither post to
 * it (Origin, Sec-Fetch-Site) nor reach it under a name of its own (Host: DNS rebinding).
 */
export function createGuard(
  publicUrl: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  const own = new URL(publicUrl);
  return async (request, reply) => {
    const host = URL.parse(`http://${request.headers.host ?? ''}`);
    if (!host || (host.host !== own.host && !isLoopback(host.hostname))) {
      return reply.code(421).send({ error: 'This page is not served under that name.' });
    }
    if (request.method === 'GET' || request.method === 'HEAD') return undefined;
    if (!sameOrigin(request, own)) return reply.code(403).send({ error: 'This has to come from the page itself.' });
    return undefined;
  };
}

/**
 * True unless the browser says that the request comes from another site. Pages that send no referrer also hide their
 * `Origin` in form posts, so `Sec-Fetch-Site` decides where it is sent (Fetch Metadata, W3C).
 */
export function sameOrigin({ headers }: FastifyRequest, own: URL): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  if (origin === undefined) return true;
  const from = URL.parse(origin);
  return from !== null && (from.host === own.host || (from.host === headers.host && isLoopback(from.hostname)));
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
