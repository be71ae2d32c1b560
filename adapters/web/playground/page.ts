import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { privately } from '../../page.ts';
import type { DemoHint } from '../index.ts';

const headers = {
  ...privately,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** The chat page. What is said on it comes and goes by the JSON interface; this is only the furniture. */
export function servePlaygroundPage(server: FastifyInstance, demo: DemoHint | undefined): void {
  const page = render(demo);
  server.get('/', async (_request, reply) => reply.headers(headers).type('text/html; charset=utf-8').send(page));
}

function render(demo: DemoHint | undefined): string {
  const users = demo?.accounts.filter(({ role }) => role.startsWith('user')) ?? [];
  const hint = demo
    ? html`<details class="hint">
        <summary>Demo accounts</summary>
        <p>Password: <code>${demo.password}</code></p>
        <ul>!${users.map(({ email }) => html`<li><code>${email}</code></li>`).join('')}</ul>
      </details>`
    : '';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Meetwire playground</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%231f5eff'/%3E%3Cpath d='M4 12V5l4 4 4-4v7' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/assets/playground.css">
<script type="module" src="/assets/playground.js"></script>
</head>
<body>
<a class="skip" href="#composer-text">Skip to the message box</a>
<div id="app">
  <nav aria-label="Conversations">
    <p class="brand"><span class="mark" aria-hidden="true">M</span> Meetwire <small>playground</small></p>
    <label for="person">You are</label>
    <select id="person"></select>
    <h2>Channels</h2>
    <ul id="channels"></ul>
    <h2>Direct messages</h2>
    <ul id="directs"></ul>
    !${hint}
  </nav>
  <main>
    <header><button id="menu" type="button" aria-expanded="false" aria-label="Conversations">☰</button><h1 id="title"></h1><p id="about"></p></header>
    <div id="messages" role="log" aria-label="Messages" tabindex="0"></div>
    <p id="notice" role="status"></p>
    <form id="composer">
      <input id="file" type="file" hidden>
      <button id="attach" type="button" class="quiet" aria-label="Attach a file" title="Attach a file">+</button>
      <label class="spoken" for="composer-text">Message</label>
      <textarea id="composer-text" rows="1" placeholder="/meet now Weekly sync" autocomplete="off"></textarea>
      <button type="submit">Send</button>
      <p id="attached" hidden><span></span> <button type="button" class="quiet">Remove</button></p>
    </form>
  </main>
</div>
<dialog id="form-dialog" aria-labelledby="form-title"></dialog>
<noscript><p>The playground is a live chat and needs JavaScript. Scripts can use its JSON interface instead: see docs/playground.md.</p></noscript>
</body>
</html>`;
}
