import { randomBytes, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import { sendPage } from '../page.ts';
import { refusedAs } from './api.ts';
import { createInstallStates, stateMilliseconds } from './install-state.ts';
import { invitation, sendFailure, welcome } from './install-views.ts';
import type { InstallationStore, Installations } from './installations.ts';
import type { OAuth } from './oauth.ts';

/** Slack's words for a code that somebody has used, or that has run out (docs.slack.dev, oauth.v2.access). */
const usedCode: ReadonlySet<string> = new Set(['invalid_code', 'code_already_used', 'code_expired']);
const browserSecret = /^[\w-]{43}$/;

/**
 * `/slack/install` and its callback. Whoever begins is who ends: the state is bound to the browser by a cookie, or else an
 * attacker could have somebody finish an installation that the attacker began.
 */
export async function serveInstall(
  server: FastifyInstance,
  deps: {
    readonly publicUrl: string;
    /** Where Slack's own pages are, without a slash at the end. */
    readonly slackUrl: string;
    readonly stateSecret: string;
    readonly oauth: OAuth;
    readonly store: InstallationStore;
    readonly installations: Installations;
    readonly clock: Clock;
    readonly log: Log;
  },
): Promise<void> {
  const { oauth, store, installations, log } = deps;
  const states = createInstallStates(deps);
  const secure = deps.publicUrl.startsWith('https:');
  // `__Host-`: no other host or path can set it (RFC 6265bis, 4.1.3.2). Lax: Slack sends the browser back by a link.
  const name = `${secure ? '__Host-' : ''}meetwire-slack-install`;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const browserOf = (request: FastifyRequest) => {
    const value = request.cookies[name];
    return value !== undefined && browserSecret.test(value) ? value : undefined;
  };

  await server.register(async (scope) => {
    await scope.register(cookie);

    scope.get('/slack/install', async (_request, reply) => sendPage(reply, 200, invitation()));

    scope.get('/slack/install/start', { exposeHeadRoute: false }, async (request, reply) => {
      const browser = browserOf(request) ?? randomBytes(32).toString('base64url');
      return reply
        .setCookie(name, browser, { ...options, maxAge: stateMilliseconds / 1_000 })
        .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
        .redirect(oauth.authorizeUrl(states.mint(browser)), 302);
    });

    scope.get('/slack/oauth_redirect', { exposeHeadRoute: false }, async (request, reply) => {
      const { state, code, error } = request.query as Readonly<Record<string, unknown>>;
      if (error !== undefined) return sendFailure(reply, 'denied');
      const fresh = states.check(state, browserOf(request));
      if (!fresh || typeof code !== 'string' || code === '') return sendFailure(reply, 'stale');
      if (!(await store.useState(fresh.digest, fresh.until))) return sendFailure(reply, 'used');
      try {
        const installation = await oauth.exchange(code);
        await store.save(installation);
        installations.forget(installation.workspaceId);
        log.info({ workspaceId: installation.workspaceId }, 'the app was added to a Slack workspace');
        reply.clearCookie(name, options);
        return sendPage(reply, 200, welcome(installation, deps.slackUrl));
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        const kind = refusedAs(error, usedCode) ? 'used' : error.kind === 'retry' ? 'unreachable' : 'refused';
        log.warn({ reference: randomUUID().slice(0, 8).toUpperCase(), kind, error }, 'an installation did not succeed');
        return sendFailure(reply, kind);
      }
    });
  });
}
