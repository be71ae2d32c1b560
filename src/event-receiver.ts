import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Clock, Log } from './core/ports.ts';
import type { EventStore } from './core/stores.ts';
import { hintOf } from './ucaas/event-hint.ts';
import { verifiedId } from './webhook-signature.ts';

const largestBodyBytes = 64 * 1024;
/** A thousand meetings in which people come and go stay below it; what comes faster is dropped, and seen by the next look. */
const mostInMinute = 3_000;

/** Where events of the service come in, by the name of the route. */
export const eventPath = '/events/ucaas';

/**
 * Takes events of the service, signed after the Standard Webhooks specification. An event is a hint and nothing else: what it may be about
 * is looked at now instead of in a moment, as often as the budget of calls allows. Nothing in it is believed, so that one that is forged,
 * doubled, late or out of order can say nothing on a card. docs/live.md.
 */
export function serveEvents(
  server: FastifyInstance,
  deps: {
    /** The one in use, and those before it for as long as they are rotated. */
    readonly secrets: readonly Uint8Array[];
    readonly events: EventStore;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  server.register(async (scope) => {
    await scope.register(rateLimit, { global: false });
    // As it came: the signature is over its bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    const limits = { max: mostInMinute, timeWindow: '1 minute' };
    scope.post(eventPath, { bodyLimit: largestBodyBytes, config: { rateLimit: limits } }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const now = deps.clock();
      const id = verifiedId(deps.secrets, request.headers, body, now);
      if (id === undefined) return reply.code(401).send();
      const hint = hintOf(body.toString());
      if (!hint) return reply.code(400).send();
      const digest = createHash('sha256').update(id).digest('base64url');
      if (!(await deps.events.take(digest, hint, now))) deps.log.info({ event: digest }, 'an event came again');
      return reply.code(204).send();
    });
  });
}
