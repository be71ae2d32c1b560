import { parse as parseQuery } from 'node:querystring';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import { createRefusals } from '../refusals.ts';
import type { Dispatch } from './dispatch.ts';
import { createGate } from './gate.ts';

/** `/slack/events`: what Slack sends by HTTP, signed. */
export async function serveEvents(
  server: FastifyInstance,
  deps: { readonly signingSecret: string; readonly dispatch: Dispatch; readonly clock: Clock; readonly log: Log },
): Promise<void> {
  const { dispatch, clock, log } = deps;
  const gate = createGate(deps);
  const tellRefused = createRefusals({ log, clock }, 'refused requests to /slack/events');
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The signature is over the bytes as they came.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    scope.post('/slack/events', async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!gate(raw, request.headers)) return refuse(reply, 401);
      const body = readBody(raw, request.headers['content-type']);
      if (!body) return reply.code(400).send();
      if (body.ssl_check !== undefined) return reply.code(200).send();
      if (body.type === 'url_verification') return reply.send({ challenge: body.challenge });
      try {
        return reply.code(200).send((await dispatch(body)) ?? '');
      } catch (error) {
        // Slack could not tell us where this belongs: it shall ask again.
        if (!(error instanceof DeliveryError)) throw error;
        log.warn({ error }, 'a delivery could not be taken down, because Slack did not answer');
        return reply.code(503).send();
      }
    });
  });

  function refuse(reply: FastifyReply, status: number): FastifyReply {
    tellRefused({ status });
    return reply.code(status).send();
  }
}

/** What Slack sends: JSON for events, a form for commands, a form with JSON in `payload` for the rest. */
function readBody(raw: Buffer, contentType: string | undefined): Record<string, unknown> | undefined {
  const text = raw.toString('utf8');
  try {
    if (contentType?.startsWith('application/json')) return asObject(JSON.parse(text));
    const fields = parseQuery(text);
    return typeof fields.payload === 'string' ? asObject(JSON.parse(fields.payload)) : { ...fields };
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
