import type { Activity } from 'botbuilder';
import type { FastifyReply } from 'fastify';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { Http } from '../../src/http/http.ts';
import type { Adapter } from '../adapter.ts';
import { createTeamsChat } from './chat.ts';
import { createConnector } from './connector.ts';
import { createGate } from './gate.ts';
import { createEntraProof } from './proof.ts';
import { type ConversationReferences, withMemory } from './references.ts';
import { createTurn } from './turn.ts';

/** Microsoft Teams: messages in personal, group and channel scope, card buttons and dialogs, all by one address. */
export function createTeamsAdapter(deps: {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly openIdUrl: string;
  readonly tokenUrl: string;
  /** Which hosts may be called back: a token alone must not decide where our credentials go. */
  readonly serviceHostAllowed: (url: URL) => boolean;
  readonly references: ConversationReferences;
  /** Where it is switched on: signing in with Entra ID. */
  readonly signIn?: { readonly authority: string; readonly http: Http };
  readonly http: Http;
  readonly log: Log;
  readonly clock: Clock;
}): Adapter {
  const { log, clock, tenantId, signIn } = deps;
  const gate = createGate(deps);
  const connector = createConnector(deps);
  const references = withMemory(deps.references);
  const chat = createTeamsChat({ connector, references, botId: `28:${deps.appId}` });

  return {
    platform: 'teams',
    chat,
    proof: signIn && createEntraProof({ ...signIn, client: { id: deps.appId, secret: deps.appPassword } }),

    async routes(server, receive) {
      const turn = createTurn({
        tenantId,
        receive,
        references,
        async sayPrivately({ from }, text) {
          const reply = { visibleTo: 'caller', text: [text] } as const;
          await chat.direct(from, { effectId: '', reply, caller: from, again: false }).catch((error: unknown) => {
            if (!(error instanceof DeliveryError)) throw error;
            log.warn({ error }, 'an answer did not get through');
          });
        },
      });

      let refused = 0;
      let quietUntil = 0;
      server.post('/teams/messages', async (request, reply): Promise<FastifyReply> => {
        const verdict = await gate(request.body, request.headers.authorization);
        if (verdict.allowed) {
          const body = await turn(request.body as Partial<Activity>);
          return body ? reply.code(200).send(body) : reply.code(200).send();
        }
        refused += 1;
        if (clock().getTime() >= quietUntil) {
          log.warn({ status: verdict.status, why: verdict.why, refused }, 'refused requests to /teams/messages');
          refused = 0;
          quietUntil = clock().getTime() + 1_000;
        }
        return reply.code(verdict.status).send();
      });
    },
  };
}
