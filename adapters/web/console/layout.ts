import type { FastifyReply } from 'fastify';
import { html } from 'ghtml';
import { privately } from '../../page.ts';
import type { ConsoleSession } from './store.ts';
import { pageTasks, titleOf } from './tasks.ts';
import { instantText } from './text-view.ts';

/** A page of the console. `body` is HTML that is escaped already. */
export interface ConsolePage {
  readonly title: string;
  /** The word of the task under which it stands. */
  readonly task?: string;
  readonly body: string;
}

/** Sends a whole page, with who it is for, how long it is open, and where else there is to go. */
export function sendConsolePage(
  reply: FastifyReply,
  status: number,
  { title, task, body }: ConsolePage,
  { session, formToken, now }: { readonly session: ConsoleSession; readonly formToken: string; readonly now: Date },
): FastifyReply {
  const { personName, workspaceName, expiresAt, timeZone } = session;
  const until = instantText({ instant: expiresAt.toISOString(), show: 'time' }, session);
  const left = Math.max(Math.ceil((expiresAt.getTime() - now.getTime()) / 60_000), 0);
  return reply
    .code(status)
    .headers(privately)
    .type('text/html; charset=utf-8')
    .send(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Meetwire console</title>
<link rel="stylesheet" href="/assets/console.css">
<script type="module" src="/assets/console.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header>
  <a class="brand" href="/admin"><span class="mark" aria-hidden="true">M</span><span>Meetwire <span class="light">console</span></span></a>
  <p class="whose"><strong>${personName}</strong> <span>${workspaceName}</span></p>
  <p class="ends">Open until <time datetime="${expiresAt.toISOString()}">${until}</time> <span>${left === 1 ? '1 minute' : `${left} minutes`} left</span></p>
  <form method="post" action="/admin/sign-out"><input type="hidden" name="form_token" value="${formToken}"><button class="plain">Sign out</button></form>
</header>
<div class="frame">
<nav aria-label="Tasks"><ul>
  <li><a href="/admin"!${task === undefined ? ' aria-current="page"' : ''}>Overview</a></li>
  !${pageTasks.map((one) => html`<li><a href="/admin/${one.word}"!${one.word === task ? ' aria-current="page"' : ''}>${titleOf(one)}</a></li>`).join('')}
</ul></nav>
<main id="main" tabindex="-1">!${body}</main>
</div>
<footer><p>Times are in ${timeZone ?? 'UTC'}. You have the rights here that you have in the chat, and the audit says what is done.</p></footer>
</body>
</html>`);
}
