import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { sendPage } from './layout.ts';

/** The front page, and the page on what is kept: both app manifests lead to them. */
export function serveHome(server: FastifyInstance, { playground }: { readonly playground: boolean }): void {
  const invitation = playground
    ? '<p><a class="button" href="/playground">Open the playground</a></p>'
    : html`<p>Type <code>/meet</code> in Slack, or mention <strong>Meetwire</strong> in Teams.</p>`;

  server.get('/', async (_request, reply) =>
    sendPage(reply, 200, {
      title: 'Video meetings where you talk',
      body: html`<h1>Video meetings where you talk</h1>
        <p>Meetwire starts video meetings from a chat: it posts a card with a Join button, invites people, and signs you in on the way.</p>
        !${invitation}
        <p><a href="/privacy">What is kept, and for how long</a></p>`,
    }),
  );

  server.get('/privacy', async (_request, reply) =>
    sendPage(reply, 200, {
      title: 'What is kept',
      body: html`<h1>What is kept, and for how long</h1>
        <ul>
          <li>Your name and workspace in the chat, and which meeting account you connected: until you type <code>disconnect</code>.</li>
          <li>Your email address, as the chat tells it: 7 days from when you connected an account. It is compared with that of the account.</li>
          <li>The sign-in of that account, encrypted: it works for 15 minutes and is deleted within an hour after. Your password: never.</li>
          <li>The commands you typed: 7 days. What Meetwire answered: 30 days.</li>
          <li>Meetings you started here, so that their links keep leading to them.</li>
          <li>When an account was connected or disconnected, as a record.</li>
        </ul>
        <h2 id="terms">Who runs this</h2>
        <p>This service is run by whoever installed it for your workspace; the meetings themselves are held by your meeting service. Ask your administrator for the terms of both.</p>`,
    }),
  );
}
