import { html } from 'ghtml';
import type { LinkSubject } from '../../../src/core/linking.ts';
import type { Page } from '../../page.ts';
import { type FormTarget, whom } from './link-views.ts';

/** What a proven browser is shown: one button, and nothing of what it leads to. */
export function dataView(subject: LinkSubject, target: FormTarget): Page {
  return {
    title: 'Your data',
    body: html`
      <h1>Save what is kept of you</h1>
      !${whom(subject)}
      <p>The file holds everything that Meetwire keeps of this person: accounts, commands, answers, meetings, invitations, settings and records. No password, no key, no sign-in link and no address of a private calendar is in it.</p>
      <form method="post" action="${target.action}/data">
        <input type="hidden" name="form_token" value="${target.formToken}">
        <button>Download my data (JSON)</button>
      </form>
      <p class="quiet">This works once. To save it again, ask in your chat for a new link.</p>`,
  };
}
