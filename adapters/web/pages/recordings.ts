import type { FastifyInstance, FastifyReply } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import type { RecordingPage, Recordings } from '../../../src/core/recordings.ts';
import { type Page, privately, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { elsewhereView } from './join-views.ts';
import { postLimit } from './post-limit.ts';

const path = z.object({ key: z.string().max(100), part: z.string().max(200).optional() });

/**
 * Our own links to recordings: who may see one, and where it is, is found out at the click. The service’s own address is never posted and
 * never kept. docs/live.md.
 */
export function serveRecordings(
  server: FastifyInstance,
  deps: {
    readonly recordings: Recordings;
    readonly cookies: Cookies;
    readonly joinHostAllowed: (url: URL) => boolean;
  },
): void {
  // Each look may ask the service and the chat platform.
  for (const route of ['/:key', '/:key/:part'])
    server.get(route, { config: { rateLimit: postLimit } }, async (request, reply) => {
      const { key, part } = path.parse(request.params);
      return show(reply, key, await deps.recordings.look(key, deps.cookies.known(request), part));
    });

  function show(reply: FastifyReply, key: string, page: RecordingPage): FastifyReply {
    if (page.step === 'go') return go(reply, page.url);
    if (page.step === 'parts') return sendPage(reply, 200, partsView(page, `/r/${encodeURIComponent(key)}`));
    const [status, view] = said(page);
    return sendPage(reply, status, view);
  }

  function go(reply: FastifyReply, address: string): FastifyReply {
    const url = URL.parse(address);
    if (!url || !deps.joinHostAllowed(url)) return sendPage(reply, 502, elsewhereView(url ?? new URL('about:blank')));
    return reply.headers(privately).header('referrer-policy', 'no-referrer').redirect(url.href, 303);
  }
}

function said(page: Exclude<RecordingPage, { readonly step: 'go' | 'parts' }>): readonly [number, Page] {
  switch (page.step) {
    case 'unknown':
      return [
        404,
        plain(
          'No recording here',
          'This link leads to no recording. Links to recordings end 30 days after their meeting.',
        ),
      ];
    case 'who':
      return [
        401,
        {
          title: 'Who are you?',
          body: html`<h1>Who are you?</h1>
            <p>This recording is for those who see the card of its meeting in the chat. Say <code>browser</code> to Meetwire there, open the
              link that it gives you in this browser, and then open the recording again.</p>`,
        },
      ];
    case 'refused':
      return [
        403,
        plain(
          'Not for you',
          `As ${page.name}, you may not see this recording: it is for its host, or for those who are where its meeting’s card stands. Ask its host.`,
        ),
      ];
    case 'gone':
      return [
        410,
        plain(
          'This recording is not there any more',
          'The meeting service has removed it, or does not show it any more. Ask its host.',
        ),
      ];
    case 'closed':
      return [
        403,
        plain(
          'This recording cannot be opened just now',
          'The meeting service shows it to its host alone, who is not signed in: when the host says “connect” to Meetwire in the chat, the host can open it.',
        ),
      ];
    case 'away':
      return [503, plain('The meeting service does not answer', 'Open the link again in a moment.')];
  }
}

function plain(title: string, text: string): Page {
  return { title, body: html`<h1>${title}</h1><p>${text}</p>` };
}

function partsView({ title, parts }: Extract<RecordingPage, { readonly step: 'parts' }>, address: string): Page {
  const rows = parts.map(
    ({ recordingId, seconds }, index) =>
      html`<li><a href="${`${address}/${encodeURIComponent(recordingId)}`}">Part ${String(index + 1)}</a>${seconds === undefined ? '' : `, ${lengthOf(seconds)}`}</li>`,
  );
  return {
    title: `Recording: ${title}`,
    body: html`<h1>${title}</h1><p>It was recorded in ${String(parts.length)} parts.</p><ol>!${rows.join('')}</ol>`,
  };
}

function lengthOf(seconds: number): string {
  const words = new Intl.NumberFormat('en', { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return seconds < 60 ? 'less than a minute' : words.format(Math.round(seconds / 60));
}
