import type { FastifyReply } from 'fastify';
import { html } from 'ghtml';

/** What every answer of ours that is for one person's eyes has. */
export const privately = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // For browsers that do not know `frame-ancestors`.
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** A page of ours. `body` is HTML that is escaped already; `script` names a module among the assets. */
export interface Page {
  readonly title: string;
  readonly body: string;
  readonly script?: string;
}

/** Sends a whole page, with the headers that every page of ours has. */
export function sendPage(reply: FastifyReply, status: number, { title, body, script }: Page): FastifyReply {
  const module = script ? html`<script type="module" src="/assets/${script}"></script>` : '';
  return reply
    .code(status)
    .headers(privately)
    .type('text/html; charset=utf-8')
    .send(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Meetwire</title>
<link rel="stylesheet" href="/assets/pages.css">
!${module}
</head>
<body>
<header><span class="mark" aria-hidden="true">M</span> Meetwire</header>
<main>!${body}</main>
</body>
</html>`);
}
