import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Cookies } from '../cookies.ts';
import { sees } from './api.ts';
import type { PlaygroundChat } from './chat.ts';
import { viewMessage } from './view.ts';
import { personNamed } from './world.ts';

/** Proxies close a silent connection after half a minute or more. */
const beatMilliseconds = 20_000;

/** Server-sent events (WHATWG HTML, 9.2): every message that this person can see, as it is posted or replaced. */
export function serveEvents(
  server: FastifyInstance,
  { cookies, chat }: { readonly cookies: Cookies; readonly chat: PlaygroundChat },
): { close(): void } {
  const open = new Set<ServerResponse>();

  server.get('/events', async (request, reply) => {
    const person = personNamed(
      z.object({ as: z.string().optional() }).parse(request.query).as ?? cookies.person(request),
    );
    if (!person) return reply.code(403).send({ error: 'Sign in as a person of the playground first.' });
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.write('retry: 1000\n\nevent: ready\ndata: {}\n\n');
    const unfollow = chat.follow((message) => {
      if (sees(person, message)) stream.write(`event: message\ndata: ${JSON.stringify(viewMessage(message))}\n\n`);
    });
    const beat = setInterval(() => stream.write(': still here\n\n'), beatMilliseconds);
    open.add(stream);
    stream.on('close', () => {
      unfollow();
      clearInterval(beat);
      open.delete(stream);
    });
    return reply;
  });

  return {
    close() {
      for (const stream of open) stream.end();
    },
  };
}
