import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { sendPage } from '../../page.ts';

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
          <li>Your name, email address, language and time zone in the chat: until you type <code>forget me</code>. In Teams also how to reach you there.</li>
          <li>Which meeting account you connected: until you type <code>disconnect</code>, and within an hour after.</li>
          <li>The sign-in of that account, encrypted: it works for 15 minutes and is deleted within an hour after. Your password: never, unless you choose to stay signed in where your workspace offers that; then encrypted, until you disconnect or it is rejected.</li>
          <li>The commands you typed: 7 days. What Meetwire answered: 30 days. Links to the sign-in page: a day, and not what makes them work. Tries to sign in: as digests, an hour.</li>
          <li>What administrators were shown in the console: within an hour after it was closed or ended.</li>
          <li>Meetings you started here, so that their links keep leading to them.</li>
          <li>Requests for an account, with the name, address and note you gave: until 30 days after they were decided. Administrators of your meeting accounts see them in their chat.</li>
          <li>Of meetings that were started: who was invited, who came under which name, and from when to when, and whether there is a recording, for 30 days.</li>
          <li>Meetings you planned, who is invited by name, chat or email address, and what they answered: 90 days after the last one is over or was cancelled. Reminders: until they are sent. What you are planning and have not made yet: a day.</li>
          <li>The names of the people of a Slack workspace, or of teams in Microsoft Teams, so that people can be invited by name: an hour, in memory alone.</li>
          <li>Your settings, such as when you are reminded, and what your private calendar is found by: until you change them or type <code>forget me</code>.</li>
          <li>Which browsers are recognised as yours when you go into meetings, as digests: 90 days after you last used one, or until you type <code>browser forget</code>.</li>
          <li>Where you let Slack say that you are in a meeting: the right to your status, encrypted, and what stood there before: until you type <code>settings status off</code>, or 90 days after it was last used.</li>
          <li>When an account was connected or disconnected, and when your data was read or deleted, as a record under a pseudonym.</li>
        </ul>
        <h2 id="yours">What you can do about it</h2>
        <p>Type <code>forget me</code>: it shows how much is kept of you, lets you save all of it, and deletes it if you say so. That includes the key to your pseudonym, so that the records that stay are about nobody; links to your meetings keep working, without your name. Meetings you planned lose their invitations and reminders here, and your meeting service keeps them; invitations of others lose you. The request itself and its answer are gone within an hour. What others wrote about you, and messages in Slack or Teams, are not ours to delete.</p>
        <h2 id="terms">Who runs this</h2>
        <p>This service is run by whoever installed it for your workspace; the meetings themselves are held by your meeting service. Ask your administrator for the terms of both.</p>`,
    }),
  );
}
