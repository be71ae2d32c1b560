import type { FastifyRequest } from 'fastify';

/**
 * So many requests of one address for one link in a minute. Not of one address for all links: whole companies, and the calendars
 * of a big service, come from one.
 */
export function perLink(max: number) {
  // As the route reads it: one link can be written in many ways.
  const keyGenerator = ({ ip, params }: FastifyRequest) => `${ip} ${JSON.stringify(params)}`;
  return { max, timeWindow: '1 minute', keyGenerator };
}
