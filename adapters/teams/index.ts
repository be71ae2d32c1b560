import type { Activity } from 'botbuilder';
import type { FastifyReply } from 'fastify';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { Workspaces } from '../../src/core/workspace.ts';
import type { Http } from '../../src/http/http.ts';
import type { Adapter } from '../adapter.ts';
import { createRefusals } from '../refusals.ts';
import { createTeamsChat } from './chat.ts';
import { createConnector } from './connector.ts';
import { createGate } from './gate.ts';
import type { Installations } from './installations.ts';
import { createOneToOne } from './one-to-one.ts';
import { createEntraProof } from './proof.ts';
import { type ConversationReferences, withMemory } from './references.ts';
import { render } from './render.ts';
import { createTenants } from './tenants.ts';
import { createTurn } from './turn.ts';

/** Microsoft Teams: messages in personal, group and channel scope, card buttons and dialogs, all by one address. */
export function createTeamsAdapter(deps: {
  readonly appId: string;
  readonly appPassword: string;
  /** The app's own tenant. */
  readonly tenantId: string;
  /** Further tenants; `*` for every one that installs the app. */
  readonly allowedTenants: '*' | readonly string[];
  readonly openIdUrl: string;
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly scope: string;
  /** Which hosts may be called back: a token alone must not decide where our credentials go. */
  readonly serviceHostAllowed: (url: URL) => boolean;
  /** Where people keep the files that they send. */
  readonly fileHostAllowed: (url: URL) => boolean;
  readonly references: ConversationReferences;
  readonly installations: Installations;
  readonly workspaces: Workspaces;
  /** Where it is switched on: signing in with Entra ID. */
  readonly signIn?: { readonly authority: string; readonly http: Http };
  readonly http: Http;
  readonly log: Log;
  readonly clock: Clock;
}): Adapter {
  const { log, clock, installations, workspaces } = deps;
  if (deps.tenantId === '') throw new Error('the Teams tenant must not be empty');
  const tenants = createTenants({ home: deps.tenantId, allowed: deps.allowedTenants, installations });
  const gate = createGate({ ...deps, tenants });
  const connector = createConnector(deps);
  const references = withMemory(deps.references, clock);
  const botId = `28:${deps.appId}`;
  const oneToOne = createOneToOne({ connector, references, botId, clock });
  const chat = createTeamsChat({ connector, references, installations, oneToOne, botId, clock, log });

  /** An answer that does not get through must not make the platform deliver the question again. */
  async function tried(answer: Promise<unknown>): Promise<void> {
    await answer.catch((error: unknown) => {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ error }, 'an answer did not get through');
    });
  }

  return {
    platform: 'teams',
    chat,
    proof: deps.signIn && createEntraProof({ ...deps.signIn, client: { id: deps.appId, secret: deps.appPassword } }),

    async routes(server, receive, look) {
      const turn = createTurn({
        receive,
        look,
        references,
        installations,
        workspaces,
        log,
        sayPrivately({ from }, text) {
          const reply = { visibleTo: 'caller', text: [text] } as const;
          return tried(chat.direct(from, { effectId: '', reply, caller: from, again: false }));
        },
        sayThere({ serviceUrl = '', conversation }, text) {
          const message = render({ visibleTo: 'everyone', text: [text] });
          return tried(connector.post(serviceUrl, conversation?.id ?? '', message));
        },
      });

      const tellRefused = createRefusals({ log, clock }, 'refused requests to /teams/messages');
      server.post('/teams/messages', async (request, reply): Promise<FastifyReply> => {
        const verdict = await gate(request.body, request.headers.authorization);
        if (verdict.allowed) {
          const body = await turn(request.body as Partial<Activity>, verdict.tenantId);
          return body ? reply.code(200).send(body) : reply.code(200).send();
        }
        tellRefused({ status: verdict.status, why: verdict.why });
        return reply.code(verdict.status).send();
      });
    },
  };
}
