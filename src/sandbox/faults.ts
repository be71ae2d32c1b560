import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { FaultKind } from './switches.ts';
import type { World } from './world.ts';

/** Which fault hits this request, if one does. */
export function drawFault({ dialect, random }: World): FaultKind | undefined {
  const { faults, faultRate } = dialect;
  if (faults.length === 0 || random() >= faultRate) return undefined;
  return faults[Math.floor(random() * faults.length)];
}

/** What is done before the request is looked at. True if it is answered by that. */
export async function answeredByFault(
  fault: FaultKind | undefined,
  world: World,
  reply: FastifyReply,
): Promise<boolean> {
  switch (fault) {
    case 'slow':
      await wait(world.dialect.slowMilliseconds);
      return false;
    case 'busy':
      await reply
        .code(429)
        .header('retry-after', String(world.dialect.retryAfterSeconds))
        .send({ message: 'API rate limit exceeded' });
      return true;
    case 'error':
      await reply.code(500).send({ result: 500, msg: 'Internal Server Error', desc: 'A fault on purpose' });
      return true;
    case 'html':
      await reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return true;
    default:
      return false;
  }
}

/** The worst kind: everything was done, and the answer never arrives. */
export function dropConnection(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
