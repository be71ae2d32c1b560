import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Platform, sameIdentity } from '../../../src/core/invocation.ts';
import type { Linking, LinkPage } from '../../../src/core/linking.ts';
import type { Log } from '../../../src/core/ports.ts';
import { type BrowserProof, ProofError, type ProofRequest } from '../../adapter.ts';
import { equalInConstantTime } from '../../constant-time.ts';
import { sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { proofProblemView, strangerView, strayView } from './proof-views.ts';

/** Identity providers, by the chat platform whose people they know. */
export type Proofs = ReadonlyMap<Platform, BrowserProof>;

const leaving = z.object({ nonce: z.string().max(100) });
const returning = z.object({ platform: z.enum(['slack', 'teams', 'web']) });
const answered = z.looseObject({ state: z.string().max(200) });
const leaveLimit = { max: 30, timeWindow: '1 minute' };

/**
 * To the identity provider of the chat platform and back, by OpenID Connect. State, nonce and PKCE verifier are derived from
 * the browser's secret, the link, the platform and one try: they are stored nowhere, and fit no other of these.
 */
export function serveProof(
  server: FastifyInstance,
  deps: {
    readonly linking: Linking;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly proofs: Proofs;
    readonly log: Log;
  },
): void {
  const { linking, cookies, proofs, log } = deps;

  server.get('/:nonce/proof', { config: { rateLimit: leaveLimit } }, async (request, reply) => {
    const { nonce } = leaving.parse(request.params);
    const browser = cookies.bound(request, nonce);
    const page = await linking.look(nonce, browser);
    const proof = page.step === 'code' ? proofs.get(page.platform) : undefined;
    if (page.step !== 'code' || !proof || !browser) return back(reply, nonce);
    const mark = cookies.beginProving(reply, nonce);
    const asked = askedOf(page, { browser, nonce, mark });
    const anotherAccount = request.query !== null && Object.hasOwn(request.query as object, 'another');
    try {
      const url = await proof.begin({ ...asked, anotherAccount });
      return reply.headers(unseen).redirect(url.href, 303);
    } catch (error) {
      return problem(reply, proof, nonce, page, error);
    }
  });

  server.get('/proof/:platform', async (request, reply) => {
    const { data } = returning.safeParse(request.params);
    const proof = data && proofs.get(data.platform);
    const begun = cookies.proving(request);
    cookies.endProving(reply);
    const browser = begun && cookies.bound(request, begun.nonce);
    const state = answered.safeParse(request.query).data?.state;
    if (!proof || !browser || state === undefined) return sendPage(reply, 403, strayView());
    const page = await linking.look(begun.nonce, browser);
    if (page.step !== 'code' || page.platform !== data.platform) return back(reply, begun.nonce);
    const asked = askedOf(page, { browser, ...begun });
    if (!equalInConstantTime(state, asked.state) || !(await linking.takeProof(state)))
      return sendPage(reply, 403, strayView());
    try {
      const callback = new URL(asked.redirectUri);
      callback.search = new URL(request.url, deps.publicUrl).search;
      const person = await proof.finish(callback, asked);
      const proven = person.identities.find((identity) => sameIdentity(identity, page.person));
      if (!proven) {
        log.warn({ platform: page.platform }, 'somebody else came back from the identity provider');
        return sendPage(reply, 403, strangerView(page, proof.provider, person, `/connect/${begun.nonce}`));
      }
      await linking.prove(begun.nonce, browser, proven);
      return back(reply, begun.nonce);
    } catch (error) {
      return problem(reply, proof, begun.nonce, page, error);
    }
  });

  function askedOf(
    { platform, person, personEmail }: Extract<LinkPage, { step: 'code' }>,
    { browser, nonce, mark }: { browser: string; nonce: string; mark: string },
  ): ProofRequest {
    const derive = (what: string) => cookies.derive(['proof', what, platform, browser, nonce, mark].join('/'));
    return {
      redirectUri: `${deps.publicUrl}/connect/proof/${platform}`,
      state: derive('state'),
      nonce: derive('nonce'),
      codeVerifier: derive('verifier'),
      expected: { identity: person, email: personEmail },
    };
  }

  function problem(
    reply: FastifyReply,
    { provider }: BrowserProof,
    nonce: string,
    page: Extract<LinkPage, { step: 'code' }>,
    error: unknown,
  ): FastifyReply {
    if (!(error instanceof ProofError)) throw error;
    if (error.kind === 'cancelled') return back(reply, nonce);
    // Its cause may hold tokens of the provider.
    log.warn({ provider, kind: error.kind, why: error.message }, 'a proof of identity failed');
    return sendPage(
      reply,
      error.kind === 'unreachable' ? 502 : 403,
      proofProblemView(page, provider, error.kind, `/connect/${nonce}`),
    );
  }
}

const unseen = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

function back(reply: FastifyReply, nonce: string): FastifyReply {
  return reply.headers(unseen).redirect(`/connect/${encodeURIComponent(nonce)}`, 303);
}
