import type { FastifyReply } from 'fastify';
import { html } from 'ghtml';
import { type Page, sendPage } from '../page.ts';
import type { Installation } from './installations.ts';
import { type Scope, scopes } from './scopes.ts';

export function invitation(): Page {
  const all: readonly Scope[] = scopes;
  const rows = (optional: boolean) =>
    all
      .filter((one) => (one.optional === true) === optional)
      .map(({ scope, why }) => html`<li><code>${scope}</code>: ${why}</li>`)
      .join('');
  return {
    title: 'Add to Slack',
    body: html`<h1>Add Meetwire to Slack</h1>
      <p>Start and join video meetings where you talk: <code>/meet</code> posts a card with a Join button. You need to be allowed to add apps to your workspace; if you are not, Slack sends your request to whoever is.</p>
      <p><a class="button" href="/slack/install/start" rel="nofollow">Add to Slack</a></p>
      <h2>What it asks for, and why</h2>
      <ul>!${rows(false)}</ul>
      <h2>What you may leave out</h2>
      <ul>!${rows(true)}</ul>
      <p class="quiet">It reads no conversations but those in which it is spoken to. <a href="/privacy">What is kept, and for how long</a></p>`,
  };
}

/** `slackUrl` is where Slack's own pages are, without a slash at the end. */
export function welcome({ workspaceId, name, appId, isEnterpriseInstall }: Installation, slackUrl: string): Page {
  const link = new URL(`${slackUrl}/app_redirect`);
  link.searchParams.set('app', appId);
  if (!isEnterpriseInstall) link.searchParams.set('team', workspaceId);
  const next = isEnterpriseInstall
    ? '<p>An owner of your organisation now chooses the workspaces in which it works: in the organisation’s settings, under Integrations, Installed apps. Then type <code>/meet</code> there.</p>'
    : '<p>Type <code>/meet</code> in any channel. The first time, it asks you to sign in to your meeting account, and then goes on by itself.</p>';
  return {
    title: 'Added to Slack',
    body: html`<h1>Meetwire is in ${name}</h1>
      !${next}
      <p><a class="button" href="${link.href}">Open Meetwire in Slack</a></p>`,
  };
}

/** What can go wrong on the way: one sentence, and a way forward. */
const failures = {
  denied: [400, 'Not added', 'Meetwire was not added, because that was declined in Slack; nothing has changed there.'],
  stale: [
    400,
    'Please start again',
    'This page does not belong to a request from this browser of the last ten minutes, so nothing was added.',
  ],
  used: [400, 'Already used', 'This answer of Slack has been used before, so it did nothing this time.'],
  refused: [400, 'Slack said no', 'Slack did not accept this request, so nothing was added.'],
  unreachable: [503, 'Slack does not answer', 'Slack cannot be reached just now, so nothing was added.'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export function sendFailure(reply: FastifyReply, kind: keyof typeof failures): FastifyReply {
  const [status, title, sentence] = failures[kind];
  const body = html`<h1>${title}</h1>
    <p class="problem" role="alert">${sentence}</p>
    <p><a class="button" href="/slack/install">Start again</a></p>`;
  return sendPage(reply, status, { title, body });
}
