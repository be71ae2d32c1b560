import type { FastifyRequest } from 'fastify';

/**
 * So many requests of one address for one link in a minute. Not of one address for all links: whole companies, and the calendars
 * of a big service, come from one.
 */
export function perLink(max: number) {
  const keyGenerator = ({ ip, url }: FastifyRequest) => `${ip} ${url.split('?', 1)[0]}`;
  return { max, timeWindow: '1 minute', keyGenerator };
}
