import { html } from 'ghtml';
import type { EnteringPage } from '../../../src/core/entering.ts';
import type { JoinTarget } from '../../../src/core/meeting.ts';
import type { Page } from '../../page.ts';

/** Of a meeting, these pages tell what its card tells anybody who has the link: its title and host. */

export function unknownView(): Page {
  return {
    title: 'No meeting here',
    body: html`<h1>No meeting here</h1><p>This link leads to no meeting. Ask whoever sent it for a new one.</p>`,
  };
}

export function overView({ title, hostName, linkEndsAt }: JoinTarget, now: Date): Page {
  return {
    title: 'This meeting is over',
    body: html`<h1>This meeting is over</h1>
      <p>“${title}”${hostName ? `, with ${hostName} as host,` : ''} ended ${linkEndsAt ? ago(linkEndsAt, now) : ''}.</p>
      <p>Start another one from the chat: its card there has <strong>Meet again</strong>.</p>`,
  };
}

/** Old mails and calendar entries have its link. */
export function cancelledView({ title, hostName }: JoinTarget): Page {
  return {
    title: 'This meeting is cancelled',
    body: html`<h1>This meeting is cancelled</h1>
      <p>“${title}”${hostName ? `, with ${hostName} as host,` : ''} does not take place.</p>
      <p>Take it out of your calendar, and ask the host if you think that you should meet.</p>`,
  };
}

/** Who it is has to be said: as a guest here, or as oneself from the chat. */
export function askView(
  { target: { title, hostName, application }, as }: Extract<EnteringPage, { readonly step: 'ask' }>,
  action: string,
  problem?: string,
): Page {
  return {
    title: problem ? `Problem: ${title}` : title,
    script: 'once.js',
    body: html`
      <h1>${title}</h1>
      <p>${application === 'webinar' ? 'A webinar' : 'A meeting'}${hostName ? ` hosted by ${hostName}` : ''}.</p>
      <form method="post" action="${action}/guest">
        <label for="name">Your name</label>
        <input id="name" name="name" required maxlength="80" autocomplete="name" autofocus!${problem ? ' aria-invalid="true" aria-describedby="problem"' : ''}>
        !${problem ? html`<p id="problem" class="problem" role="alert">${problem}</p>` : ''}
        <button>Go in as a guest</button>
      </form>
      !${as ? knownPart(as.name, action) : memberPart}`,
  };
}

const memberPart = html`<details>
        <summary>I belong to the workspace</summary>
        <p>Then go in as yourself: say <code>browser</code> to Meetwire in the chat, and open the link that it gives you in this browser.
          It is then recognised, for this meeting and the next ones. A browser in which you have connected your account is recognised already.</p>
      </details>`;

/** Of a browser that is recognised: who else may sit before it says so. */
function knownPart(name: string, action: string): string {
  return html`<p>This browser is recognised as that of <strong>${name}</strong>. <a href="${action}">Go in as ${name}</a></p>
      <form method="post" action="${action}/forget">
        <button class="plain">That is not me: forget it</button>
      </form>`;
}

export function elsewhereView(url: URL): Page {
  return {
    title: 'This meeting cannot be opened',
    body: html`<h1>This meeting cannot be opened from here</h1>
      <p>It is on ${url.host || 'an address that is not valid'}, which is not among the hosts this service may lead to.</p>
      <p>Ask whoever runs Meetwire here to add it to <code>UCAAS_JOIN_HOSTS</code>.</p>`,
  };
}

export function strayView(): Page {
  return {
    title: 'That did not come from here',
    body: html`<h1>That did not come from this page</h1><p>Open the link of the meeting again, and go in from there.</p>`,
  };
}

/** Whoever opens a link may be in any time zone, so it is said how long ago it was. */
function ago(moment: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - moment.getTime()) / 60_000);
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 1) return 'just now';
  if (minutes < 60) return words.format(-minutes, 'minute');
  return minutes < 48 * 60
    ? words.format(-Math.round(minutes / 60), 'hour')
    : words.format(-Math.round(minutes / 1440), 'day');
}
