import { parse as parseQuery } from 'node:querystring';
import type { FastifyReply } from 'fastify';
import type { Clock, Log, Receive } from '../../src/core/ports.ts';
import type { Http } from '../../src/http/http.ts';
import type { Adapter } from '../adapter.ts';
import { createSlackApi } from './api.ts';
import { createBoltApp } from './bolt.ts';
import { createSlackChat } from './chat.ts';
import { createGate } from './gate.ts';
import { createSlackProof } from './proof.ts';
import { createTeam } from './team.ts';

/** Slack: slash command, mentions, direct messages, buttons and modals, all by one address. */
export function createSlackAdapter(deps: {
  readonly signingSecret: string;
  readonly botToken: string;
  /** With a slash at the end. */
  readonly apiUrl: string;
  /** Where it is configured: Sign in with Slack. */
  readonly signIn?: Parameters<typeof createSlackProof>[0];
  readonly http: Http;
  readonly log: Log;
  readonly clock: Clock;
}): Adapter {
  const { log, clock } = deps;
  const gate = createGate(deps);
  const api = createSlackApi(deps);
  const team = createTeam(api);
  const chat = createSlackChat({ api, team, clock, log });

  return {
    platform: 'slack',
    chat,
    proof: deps.signIn && createSlackProof(deps.signIn),

    async routes(server, receive: Receive) {
      const bolt = createBoltApp({ api, team, receive, clock, log });
      team
        .installed()
        .catch((error: unknown) => log.warn({ error }, 'Slack does not say yet which workspace the bot token is for'));

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
          const installed = await team.installed().catch(() => undefined);
          if (!installed) return reply.code(503).send();
          if (teamOf(body) !== installed.teamId) return refuse(reply, 403);
          const answer = await bolt.dispatch(body);
          return reply.code(200).send(answer ?? '');
        });
      });

      let refused = 0;
      let quietUntil = 0;
      /** One short line at most every second: a flood of forgeries must not fill the disk. */
      function refuse(reply: FastifyReply, status: number): FastifyReply {
        refused += 1;
        if (clock().getTime() >= quietUntil) {
          log.warn({ status, refused }, 'refused requests to /slack/events');
          refused = 0;
          quietUntil = clock().getTime() + 1_000;
        }
        return reply.code(status).send();
      }
    },
  };
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

/** The workspace in which something happened, wherever the kinds of payload have it. */
function teamOf(body: Record<string, unknown>): unknown {
  return body.team_id ?? asObject(body.team)?.id ?? asObject(body.user)?.team_id;
}
