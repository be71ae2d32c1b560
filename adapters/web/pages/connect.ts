import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Entering } from '../../../src/core/entering.ts';
import type { Linking, LinkPage, LinkSubject } from '../../../src/core/linking.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import type { TicketPurpose } from '../../../src/core/stores.ts';
import { type Page, sendPage } from '../../page.ts';
import { openingView } from '../console/opening-view.ts';
import type { Cookies } from '../cookies.ts';
import { sameOrigin } from '../playground/guard.ts';
import { identityOf } from '../playground/world.ts';
import { browserView } from './browser.ts';
import { credentialsView } from './credentials-views.ts';
import { dataView } from './data-views.ts';
import { fileView } from './file-views.ts';
import { createFormCheck } from './form-check.ts';
import {
  beginView,
  codeView,
  doneView,
  type FormTarget,
  forgedView,
  goneView,
  noCodeView,
  sentView,
  signInView,
} from './link-views.ts';
import { postLimit } from './post-limit.ts';
import { type Proofs, serveProof } from './proof.ts';
import { proofView } from './proof-views.ts';

const path = z.object({ nonce: z.string().max(100) });
const wish = z.looseObject({ with: z.literal('code') });
const credentials = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
  stay: z.literal('yes').optional(),
});

/** What a proven browser is shown, by what its link is for. */
const provenViews: Partial<Record<TicketPurpose, (subject: LinkSubject, target: FormTarget) => Page>> = {
  credentials: credentialsView,
  audit: fileView('audit'),
  usage: fileView('usage'),
  import: fileView('import'),
  console: openingView,
  data: dataView,
  browser: browserView,
};

/** The sign-in pages. The flow, its fields and its status codes are in docs/linking.md. */
export function serveConnect(
  server: FastifyInstance,
  deps: {
    readonly linking: Linking;
    readonly entering: Pick<Entering, 'recognise'>;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly clock: Clock;
    /** Where no proxy is trusted, an address may be that of a proxy, behind which is everybody. */
    readonly addressesCount: boolean;
    readonly proofs: Proofs;
    readonly log: Log;
  },
): void {
  const { linking, cookies } = deps;
  serveProof(server, deps);
  const own = new URL(deps.publicUrl);
  const genuine = createFormCheck(deps);

  server.get('/:nonce', async (request, reply) => {
    const { nonce } = path.parse(request.params);
    const page = await linking.look(nonce, cookies.browser(request));
    return show(request, reply, nonce, page);
  });

  server.get('/:nonce/state', async (request) => {
    const page = await linking.look(path.parse(request.params).nonce, cookies.browser(request));
    return { step: page.step };
  });

  server.post('/:nonce', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = path.parse(request.params);
    if (!genuine(request, nonce)) return sendPage(reply, 403, forgedView());
    // A cookie that the link is not bound to yet may be anybody's.
    const given = cookies.bound(request, nonce);
    const isBound = given !== undefined && (await linking.look(nonce, given)).step === 'code';
    const browser = isBound ? given : cookies.freshSecret();
    const page = await linking.begin(nonce, browser);
    if (page.step !== 'gone') cookies.bind(reply, nonce, browser);
    const person = cookies.person(request);
    if (page.step === 'code' && page.platform === 'web' && person)
      await linking.prove(nonce, browser, identityOf(person));
    // Of two presses, the second may come without the cookie that the first one gets: looking again tells.
    const wasBound = page.step === 'gone' && page.reason === 'other_browser';
    return page.step === 'gone' && !wasBound
      ? show(request, reply, nonce, page)
      : reply.redirect(`/connect/${nonce}`, 303);
  });

  server.post('/:nonce/another', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = path.parse(request.params);
    if (!sameOrigin(request, own)) return sendPage(reply, 403, forgedView());
    if (await linking.sendAnother(nonce)) return sendPage(reply, 200, sentView());
    return show(request, reply, nonce, await linking.look(nonce, cookies.browser(request)));
  });

  server.post('/:nonce/sign-in', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = path.parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const given = credentials.safeParse(request.body);
    if (!given.success) {
      const page = await linking.look(nonce, browser);
      return show(request, reply, nonce, page, { problem: 'Type your email address and your password.' });
    }
    const { email, password, stay } = given.data;
    const address = deps.addressesCount ? request.ip : undefined;
    const answer = await linking.signIn(nonce, browser, { email, password, address, stay: stay === 'yes' });
    if (answer.ok) {
      cookies.release(reply, nonce);
      // It has shown whom it belongs to: it goes into meetings under that name from now on.
      await deps.entering.recognise(cookies.giveKnown(reply), answer.subject.person);
    }
    const hasConsole = cookies.console(request) !== undefined;
    if (answer.ok) return sendPage(reply, 200, doneView(answer.subject, { ...answer, hasConsole }));
    const { problem, retryAfterSeconds } = answer;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    return show(request, reply, nonce, answer.page, {
      problem,
      email,
      status: retryAfterSeconds === undefined ? 422 : 429,
    });
  });

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    nonce: string,
    page: LinkPage,
    filled: { problem?: string; email?: string; status?: number } = {},
  ): FastifyReply {
    if (page.step === 'gone')
      return sendPage(reply, page.reason === 'unknown' ? 404 : 410, goneView(page, `/connect/${nonce}/another`));
    const browser = cookies.giveBrowser(request, reply);
    const target = { action: `/connect/${nonce}`, formToken: cookies.formToken(browser, nonce) };
    if (page.step === 'begin') return sendPage(reply, 200, beginView(page, target));
    if (page.step === 'code') {
      const proof = deps.proofs.get(page.platform);
      const wantsCode = !proof || wish.safeParse(request.query).success;
      if (page.code && wantsCode) return sendPage(reply, 200, codeView(page, page.code, target, proof?.provider));
      if (!proof) return sendPage(reply, 429, noCodeView(page));
      return sendPage(reply, 200, proofView(page, proof.provider, target.action));
    }
    if (page.step === 'sign_in')
      return sendPage(reply, filled.status ?? (filled.problem ? 422 : 200), signInView(page, target, filled));
    const view = provenViews[page.step];
    if (!view) throw new Error(`there is no page for the purpose ${page.step}`);
    return sendPage(reply, 200, view(page, target));
  }
}
