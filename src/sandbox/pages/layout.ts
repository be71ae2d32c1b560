import type { FastifyReply } from 'fastify';
import { html } from 'ghtml';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // With none at all, browsers hide the origin of a form on plain HTTP, and the guard takes it for a foreign one.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Sends a whole page of the sandbox. `refreshSeconds`: the browser asks again by itself. */
export function sendPage(
  reply: FastifyReply,
  { prefix, title, body, wide, refreshSeconds }: Page,
  status = 200,
): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .type('text/html; charset=utf-8')
    .send(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
!${refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${title} · Sandbox</title>
<link rel="stylesheet" href="${prefix}/sandbox.css">
</head>
<body>
<main class="${wide ? 'wide' : ''}">!${body}</main>
<footer>Sandbox: a local stand-in for the UCaaS service. Nothing here is real.</footer>
</body>
</html>`);
}

interface Page {
  readonly prefix: string;
  readonly title: string;
  /** HTML, escaped already. */
  readonly body: string;
  readonly wide?: boolean;
  readonly refreshSeconds?: number;
}
