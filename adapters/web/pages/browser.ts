import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import type { Entering } from '../../../src/core/entering.ts';
import type { Linking, LinkSubject } from '../../../src/core/linking.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { type Page, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { createFormCheck } from './form-check.ts';
import { type FormTarget, forgedView, goneView, whom } from './link-views.ts';
import { postLimit } from './post-limit.ts';

/** What a proven browser is shown: one button, after which it is recognised. */
export function browserView(subject: LinkSubject, target: FormTarget): Page {
  return {
    title: 'This browser',
    body: html`
      <h1>Recognise this browser</h1>
      !${whom(subject)}
      <p>It then goes into meetings as <strong>${subject.personName}</strong>, without asking again, as long as it is used once in 90 days.
        On a computer that others use as well, rather go in as a guest.</p>
      <form method="post" action="${target.action}/browser">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <button>Recognise this browser</button>
      </form>`,
  };
}

function doneView({ personName }: LinkSubject): Page {
  return {
    title: 'This browser is recognised',
    body: html`<h1>This browser is recognised</h1>
      <p>It goes into meetings as <strong>${personName}</strong> from now on. Open the link of the meeting again.</p>
      <p>If somebody else is to go in from here, put <code>/other</code> behind the link.</p>
      <p class="quiet">To have all your browsers forgotten, say <code>browser forget</code> in the chat.</p>`,
  };
}

/** Recognising a browser: by a link from the chat, for the one that has proven whom it belongs to, once. */
export function serveBrowser(
  server: FastifyInstance,
  deps: {
    readonly linking: Pick<Linking, 'use'>;
    readonly entering: Pick<Entering, 'recognise'>;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  const genuine = createFormCheck(deps);

  server.post('/:nonce/browser', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = z.object({ nonce: z.string().max(100) }).parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const used = await deps.linking.use(nonce, browser, 'browser');
    if (used.ok) {
      deps.cookies.release(reply, nonce);
      await deps.entering.recognise(deps.cookies.giveKnown(reply), used.subject.person);
      return sendPage(reply, 200, doneView(used.subject));
    }
    if (used.page.step !== 'gone') return reply.redirect(`/connect/${nonce}`, 303);
    const status = used.page.reason === 'unknown' ? 404 : 410;
    return sendPage(reply, status, goneView(used.page, `/connect/${nonce}/another`));
  });
}
